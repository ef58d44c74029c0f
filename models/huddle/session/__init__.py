"""A huddle while it runs: keys, state, text boxes and the journal of every key."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
