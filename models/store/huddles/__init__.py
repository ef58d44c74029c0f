"""Huddles as they were held, their journal, relays, ideas, threads, and the mission."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
