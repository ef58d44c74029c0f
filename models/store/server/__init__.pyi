from .access import (
    ROLES,
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

__all__ = [
    "ROLES",
    "SHARED",
    "Member",
    "ServerStatus",
    "access_statements",
    "fill_shared",
    "grant_role",
    "revoke_role",
    "server_status",
    "set_up_access",
]
