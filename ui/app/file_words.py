"""Words about files on this computer: what can be opened, and what is gone."""

from __future__ import annotations

from models.errors import UserError
from ui.text.language import _

TEXT = ("csv", "tsv", "txt")
SHEETS = ("xlsx", "xlsm", "xls", "ods")
OTHERS = ("sav", "zsav", "xml", "zip", "gz")


def file_filters() -> list[str]:
    """Return the kinds of files that the dialog offers to open."""
    return [
        _pattern(_("Survey files"), (*TEXT, *SHEETS, *OTHERS)),
        _pattern(_("Text files"), TEXT),
        _pattern(_("Workbooks"), SHEETS),
        _pattern(_("SPSS files"), ("sav", "zsav")),
        _pattern(_("HCAHPS XML files"), ("xml",)),
        _("All files") + " (*)",
    ]


def _pattern(name: str, endings: tuple[str, ...]) -> str:
    return f"{name} ({' '.join(f'*.{ending}' for ending in endings)})"


def gone(name: str) -> UserError:
    """Say that a file that was opened before is not there any more."""
    return UserError("file-gone", file=name)
