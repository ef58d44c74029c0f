"""What a person or an earlier import decided about the columns of a file, as a value and as
TOML."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
