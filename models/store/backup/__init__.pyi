from .about import StoreFacts, store_facts
from .back_ups import backup, backup_if_due
from .integrity import CheckReport, check
from .restoring import restore

__all__ = [
    "CheckReport",
    "StoreFacts",
    "backup",
    "backup_if_due",
    "check",
    "restore",
    "store_facts",
]
