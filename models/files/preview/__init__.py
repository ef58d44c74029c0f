"""A first look at a file: its rows, what each column is taken for, and open questions."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
