"""Back-ups, restoring, and checking that the data are whole."""

from models.store.backup.about import StoreFacts, store_facts
from models.store.backup.backup import backup, backup_if_due
from models.store.backup.check import CheckReport, check
from models.store.backup.restore import restore

__all__ = [
    "CheckReport",
    "StoreFacts",
    "backup",
    "backup_if_due",
    "check",
    "restore",
    "store_facts",
]
