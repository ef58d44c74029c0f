"""What may leave the desk: whole quarters with enough answers, and nothing to subtract."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
