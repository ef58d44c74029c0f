from .batches import (
    Batch,
    StoredProblem,
    active_batch_of,
    batch_problems,
    find_batch,
    last_file_of,
    list_batches,
)
from .checksums import refuse_damaged, update_checksums
from .digest import (
    NO_IDS,
    BatchDigest,
    IdRange,
    response_ids,
    responses_of,
    rows_in_chunks,
)
from .instrument_extensions import ensure_for_batch
from .mappings import StoredMapping, remember_mapping, stored_mappings
from .recount import Key, Recount
from .replaced_rows import Cell, Replaced, archive_rows, stored_by_cell
from .response_columns import NO_VALUE, ResponseColumns
from .restore_replaced import transfer_annotations

__all__ = [
    "NO_IDS",
    "NO_VALUE",
    "Batch",
    "BatchDigest",
    "Cell",
    "IdRange",
    "Key",
    "Recount",
    "Replaced",
    "ResponseColumns",
    "StoredMapping",
    "StoredProblem",
    "active_batch_of",
    "archive_rows",
    "batch_problems",
    "ensure_for_batch",
    "find_batch",
    "last_file_of",
    "list_batches",
    "refuse_damaged",
    "remember_mapping",
    "response_ids",
    "responses_of",
    "rows_in_chunks",
    "stored_by_cell",
    "stored_mappings",
    "transfer_annotations",
    "update_checksums",
]
