from .bulk import (
    ROWS_A_STEP,
    insert_columns_ignoring,
    insert_ignoring,
    nothing_between,
)
from .copies import (
    DAMAGE_MARK,
    Backup,
    backup_in_folder,
    backups_of,
    check_file,
    refuse_target,
    write_copy,
)
from .database import Connection, Database, open_database
from .engine import driver_connection, insert_or_update, upsert
from .failures import plain_failures
from .identity import (
    discard,
    family,
    has_unfinished_writes,
    make_private_file,
    make_private_folder,
    sync_file,
    sync_folder,
)
from .open_files import is_held, is_open_elsewhere
from .sanitize_text import one_line, sanitize
from .schema import SCHEMA_DIGEST, WORDS, schema_digest
from .settings import (
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
from .timestamps import local_day, local_minute, utc_text

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
