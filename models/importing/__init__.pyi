from .deletion import (
    Choice,
    DeletionPreview,
    comments_older_than,
    delete,
    preview_deletion,
    rewrite_backups,
    surveys_of_patient,
)
from .importer import Unsaid, import_file
from .inbox import REFUSED, InboxFile, open_inbox
from .mapping_memory import known_instruments, preview_import, with_memory
from .overlap import Overlap
from .report import ImportReport, UndoReport, no_unit_note
from .sample import SampleReport, build_sample
from .undo import undo_import
from .unit_resolver import DEFAULT_FACILITY, DEFAULT_FACILITY_SETTING
from .unit_spellings import SpellingGroup

__all__ = [
    "DEFAULT_FACILITY",
    "DEFAULT_FACILITY_SETTING",
    "REFUSED",
    "Choice",
    "DeletionPreview",
    "ImportReport",
    "InboxFile",
    "Overlap",
    "SampleReport",
    "SpellingGroup",
    "UndoReport",
    "Unsaid",
    "build_sample",
    "comments_older_than",
    "delete",
    "import_file",
    "known_instruments",
    "no_unit_note",
    "open_inbox",
    "preview_deletion",
    "preview_import",
    "rewrite_backups",
    "surveys_of_patient",
    "undo_import",
    "with_memory",
]
