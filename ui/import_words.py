"""What an import brought, in one sentence for the window's foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.words import counted, tr

if TYPE_CHECKING:
    from models.intake.report import ImportReport


def import_sentence(report: ImportReport) -> str:
    """Return "412 surveys added from october.xlsx, 2 cells left blank. Saved."."""
    parts = []
    if report.responses_added:
        parts.append(counted(report.responses_added, tr("survey added"), tr("surveys added")))
    elif report.tallies_added:
        parts.append(counted(report.tallies_added, tr("count added"), tr("counts added")))
    if report.benchmarks_added:
        parts.append(
            counted(
                report.benchmarks_added, tr("published figure added"), tr("published figures added")
            )
        )
    if not parts:
        parts.append(tr("nothing new"))
    if report.duplicates_skipped:
        parts.append(
            counted(report.duplicates_skipped, tr("row seen before"), tr("rows seen before"))
        )
    if report.rows_rejected:
        parts.append(counted(report.rows_rejected, tr("row left out"), tr("rows left out")))
    if report.cells_blanked:
        parts.append(counted(report.cells_blanked, tr("cell left blank"), tr("cells left blank")))
    sentence = f"{report.file}: {', '.join(parts)}."
    return f"{sentence} {tr('Saved.')}" if report.added_anything else sentence
