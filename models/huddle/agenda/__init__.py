"""What a huddle is about: the plan for its steps, open promises, the measure, the relay."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
