"""Opening, upgrading and writing a database; its settings and engine."""

from models.store.database.bulk import (
    ROWS_A_STEP,
    insert_columns_ignoring,
    insert_ignoring,
    nothing_between,
)
from models.store.database.copies import (
    DAMAGE_MARK,
    Backup,
    backup_in_folder,
    backups_of,
    check_file,
    refuse_target,
    write_copy,
)
from models.store.database.database import Connection, Database, open_database
from models.store.database.engine import driver_connection, insert_or_update, upsert
from models.store.database.failures import plain_failures
from models.store.database.identity import (
    discard,
    family,
    has_unfinished_writes,
    make_private_file,
    make_private_folder,
    sync_file,
    sync_folder,
)
from models.store.database.open_files import is_held, is_open_elsewhere
from models.store.database.sanitize import one_line, sanitize
from models.store.database.schema import SCHEMA_DIGEST, WORDS, schema_digest
from models.store.database.settings import (
    get_setting,
    goals,
    my_units,
    own_goals,
    put_setting,
    set_goal,
    set_my_units,
    set_small_cell_floor,
    small_cell_floor,
    survey_id_secret,
)
from models.store.database.timestamps import local_day, local_minute, utc_text

__all__ = [
    "DAMAGE_MARK",
    "ROWS_A_STEP",
    "SCHEMA_DIGEST",
    "WORDS",
    "Backup",
    "Connection",
    "Database",
    "backup_in_folder",
    "backups_of",
    "check_file",
    "discard",
    "driver_connection",
    "family",
    "get_setting",
    "goals",
    "has_unfinished_writes",
    "insert_columns_ignoring",
    "insert_ignoring",
    "insert_or_update",
    "is_held",
    "is_open_elsewhere",
    "local_day",
    "local_minute",
    "make_private_file",
    "make_private_folder",
    "my_units",
    "nothing_between",
    "one_line",
    "open_database",
    "own_goals",
    "plain_failures",
    "put_setting",
    "refuse_target",
    "sanitize",
    "schema_digest",
    "set_goal",
    "set_my_units",
    "set_small_cell_floor",
    "small_cell_floor",
    "survey_id_secret",
    "sync_file",
    "sync_folder",
    "upsert",
    "utc_text",
    "write_copy",
]
