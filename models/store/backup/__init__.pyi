from .about import StoreFacts, store_facts
from .back_ups import BEFORE_IMPORT, BY_HAND, backup, backup_before_import, backup_if_due
from .backup_list import (
    BackupDifference,
    ListedBackup,
    compare_backup,
    copy_to_second_place,
    list_backups,
    second_place,
    set_second_place,
)
from .encryption import Rewritten, is_file_encrypted, rewrite
from .integrity import CheckReport, check, inspect
from .keyring_keys import forget_key, key_for, recalled_key, remember_key
from .restoring import RestoreReport, newest_whole, restore, restore_newest

__all__ = [
    "BEFORE_IMPORT",
    "BY_HAND",
    "BackupDifference",
    "CheckReport",
    "ListedBackup",
    "RestoreReport",
    "Rewritten",
    "StoreFacts",
    "backup",
    "backup_before_import",
    "backup_if_due",
    "check",
    "compare_backup",
    "copy_to_second_place",
    "forget_key",
    "inspect",
    "is_file_encrypted",
    "key_for",
    "list_backups",
    "newest_whole",
    "recalled_key",
    "remember_key",
    "restore",
    "restore_newest",
    "rewrite",
    "second_place",
    "set_second_place",
    "store_facts",
]
