"""What a file is before its cells are read: kind, encoding, archives, and reading that survives a
lost disk."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
