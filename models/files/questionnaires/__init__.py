"""Which questionnaire a file answers: a built-in one, or one inferred from its answers."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
