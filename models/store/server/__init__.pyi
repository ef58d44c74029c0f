from .access import (
    SHARED,
    Member,
    ServerStatus,
    access_statements,
    fill_shared,
    grant_role,
    revoke_role,
    server_status,
    set_up_access,
)
from .roles import ROLES
from .watching import Watched, Watcher

__all__ = [
    "ROLES",
    "SHARED",
    "Member",
    "ServerStatus",
    "Watched",
    "Watcher",
    "access_statements",
    "fill_shared",
    "grant_role",
    "revoke_role",
    "server_status",
    "set_up_access",
]
