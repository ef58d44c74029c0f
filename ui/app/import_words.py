"""What an import brought, in one sentence for the window's foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.text.formats import counted
from ui.text.language import _

if TYPE_CHECKING:
    from models.importing import ImportReport


def import_sentence(report: ImportReport) -> str:
    """Return "412 surveys added from october.xlsx, 2 cells left blank. Saved."."""
    parts = []
    if report.responses_added:
        parts.append(counted(report.responses_added, "survey added", "surveys added"))
    elif report.tallies_added:
        parts.append(counted(report.tallies_added, "count added", "counts added"))
    if report.benchmarks_added:
        parts.append(
            counted(report.benchmarks_added, "published score added", "published scores added")
        )
    if not parts:
        parts.append(_("nothing new"))
    if report.duplicates_skipped:
        parts.append(
            counted(report.duplicates_skipped, "row already stored", "rows already stored")
        )
    if report.rows_rejected:
        parts.append(counted(report.rows_rejected, "row left out", "rows left out"))
    if report.cells_blanked:
        parts.append(counted(report.cells_blanked, "cell left blank", "cells left blank"))
    sentence = f"{report.file}: {', '.join(parts)}."
    return f"{sentence} {_('Saved.')}" if report.added_anything else sentence
