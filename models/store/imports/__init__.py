"""What an import writes, replaces, checks and takes back."""

from models.store.imports.batches import (
    Batch,
    StoredProblem,
    active_batch_of,
    batch_problems,
    find_batch,
    list_batches,
)
from models.store.imports.checksums import refuse_damaged, update_checksums
from models.store.imports.digest import (
    NO_IDS,
    BatchDigest,
    IdRange,
    response_ids,
    responses_of,
    rows_in_chunks,
)
from models.store.imports.instrument_extensions import ensure_for_batch
from models.store.imports.mappings import StoredMapping, remember_mapping, stored_mappings
from models.store.imports.recount import Key, Recount
from models.store.imports.replaced_rows import Cell, Replaced, archive_rows, stored_by_cell
from models.store.imports.response_columns import NO_VALUE, ResponseColumns
from models.store.imports.restore_replaced import transfer_annotations

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
