"""What an import brought, in one sentence for the window's foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.base.words import counted
from ui.text.language import _

if TYPE_CHECKING:
    from models.importing import ImportReport


def import_sentence(report: ImportReport) -> str:
    """Return "412 surveys added from october.xlsx, 2 cells left blank. Saved."."""
    parts = []
    if report.responses_added:
        parts.append(counted(report.responses_added, _("survey added"), _("surveys added")))
    elif report.tallies_added:
        parts.append(counted(report.tallies_added, _("count added"), _("counts added")))
    if report.benchmarks_added:
        parts.append(
            counted(
                report.benchmarks_added, _("published score added"), _("published scores added")
            )
        )
    if not parts:
        parts.append(_("nothing new"))
    if report.duplicates_skipped:
        parts.append(
            counted(report.duplicates_skipped, _("row already stored"), _("rows already stored"))
        )
    if report.rows_rejected:
        parts.append(counted(report.rows_rejected, _("row left out"), _("rows left out")))
    if report.cells_blanked:
        parts.append(counted(report.cells_blanked, _("cell left blank"), _("cells left blank")))
    sentence = f"{report.file}: {', '.join(parts)}."
    return f"{sentence} {_('Saved.')}" if report.added_anything else sentence
