"""A measure month by month, small: value, interval, the others, where the question changed."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
