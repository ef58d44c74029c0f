"""One survey file as one batch: dry run, import, undo."""

from models.importing.importer import import_file
from models.importing.mapping_memory import known_instruments, preview_import
from models.importing.overlap import Overlap
from models.importing.report import ImportReport, UndoReport, no_unit_note
from models.importing.sample import SampleReport, build_sample
from models.importing.undo import undo_import
from models.importing.unit_resolver import DEFAULT_FACILITY, DEFAULT_FACILITY_SETTING
from models.importing.unit_spellings import SpellingGroup

__all__ = [
    "DEFAULT_FACILITY",
    "DEFAULT_FACILITY_SETTING",
    "ImportReport",
    "Overlap",
    "SampleReport",
    "SpellingGroup",
    "UndoReport",
    "build_sample",
    "import_file",
    "known_instruments",
    "no_unit_note",
    "preview_import",
    "undo_import",
]
