"""The names of the roles, which the command line knows before the store is loaded."""

from __future__ import annotations

READER, LEAD, MANAGER, ANALYST, ADMIN = "reader", "lead", "manager", "analyst", "administrator"
ROLES = (READER, LEAD, MANAGER, ANALYST, ADMIN)
