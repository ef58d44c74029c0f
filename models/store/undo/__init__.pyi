from .scopes import scopes_of
from .steps import revert

__all__ = ["revert", "scopes_of"]
