"""Who may do what in a shared PostgreSQL database: roles, units, and rows hidden by the server."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
