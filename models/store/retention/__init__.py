"""Deletion for good: old comments, and single surveys with all that was counted of them."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
