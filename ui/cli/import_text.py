"""What an import did, as text for people."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from models.survey import month_label
from ui.cli.import_answers import answering
from ui.cli.tables import MISSING, counted, paragraph, printable, shortened, table
from ui.text.left_out import left_out_lines

if TYPE_CHECKING:
    from models.files.content import Problem
    from models.importing import ImportReport, Overlap

PROBLEMS_IN_TEXT = 10
SPELLINGS_IN_TEXT = 5
_LONGEST_CELL = 40


def report_text(report: ImportReport) -> str:
    """Return what became of one file, with its notes and first problems."""
    lines = [f"{report.file}: {_added(report)}"]
    kind = report.format + (f", questionnaire {report.instrument}" if report.instrument else "")
    lines.append(f"  read as {kind}" + (f", sheet “{report.sheet}”" if report.sheet else ""))
    parts = [counted(report.rows_read, "row") + " read"]
    if report.duplicates_skipped:
        parts.append(f"{report.duplicates_skipped:,} known already")
    if report.rows_rejected:
        parts.append(f"{report.rows_rejected:,} left out")
    if report.cells_blanked:
        parts.append(counted(report.cells_blanked, "cell") + " not understood")
    parts.append(counted(report.units, "unit"))
    lines.append("  " + " · ".join(parts))
    if report.overlap is not None and report.overlap.stored:
        lines.append(textwrap.indent(paragraph(_overlap_text(report, report.overlap)), "  "))
    notes = [*_mapping_words(report), *report.notes, *_spellings(report)]
    notes += left_out_lines(report.left_out)
    lines += [textwrap.indent(paragraph(note), "  ") for note in notes]
    if report.questions:
        lines += ["  To import what is left open, answer with:"]
        lines += [f"    {printable(answering(question))}" for question in report.questions]
    if report.problems_total:
        lines += ["", _problems_text(report.problems, report.problems_total)]
    return "\n".join(lines)


def _mapping_words(report: ImportReport) -> list[str]:
    if report.applied is None or report.applied.source == "found":
        return []
    remembered = report.applied.source == "remembered"
    words = "Read as last time." if remembered else "Read as the mapping says."
    return [words, *report.applied.differences]


def _spellings(report: ImportReport) -> list[str]:
    groups = report.unit_spellings
    told = [group.sentence() for group in groups[:SPELLINGS_IN_TEXT]]
    more = len(groups) - len(told)
    if more:
        told.append(f"{counted(more, 'more name')} may be other spellings; --json lists all.")
    return told


def _overlap_text(report: ImportReport, overlap: Overlap) -> str:
    months = [month_label(month) for month in overlap.months]
    when = months[0] if len(months) == 1 else f"{months[0]} to {months[-1]}"
    units = counted(overlap.units, "unit")
    verb = "would be" if report.dry_run else "were"
    if report.replaced:
        text = f"{report.replaced:,} stored before for {when} in {units} {verb} replaced."
    else:
        text = (
            f"Of {when}, {overlap.stored:,} are stored already in {units}; --replace-months takes "
            "them out and puts this file in their place."
        )
    if overlap.rows_changed:
        text += f" {counted(overlap.rows_changed, 'row')} came with other answers than are stored."
    if report.replaced and overlap.standing:
        text += f" {overlap.standing:,} of units that this file does not name stay."
    return text


def _added(report: ImportReport) -> str:
    added = [
        counted(number, noun)
        for number, noun in (
            (report.responses_added, "response"),
            (report.benchmarks_added, "published figure"),
        )
        if number
    ]
    if report.tallies_added and not report.responses_added:
        added.append(counted(report.tallies_added, "count"))
    if not added:
        return "nothing new"
    verb = "would be added" if report.dry_run else f"added as import {report.batch}"
    return f"{' and '.join(added)} {verb}"


def _problems_text(problems: tuple[Problem, ...], total: int) -> str:
    shown = problems[:PROBLEMS_IN_TEXT]
    rows = [
        [
            p.sheet or "",
            MISSING if p.row is None else str(p.row),
            p.column or MISSING,
            shortened(p.value or "", _LONGEST_CELL),
            p.reason,
        ]
        for p in shown
    ]
    text = table(["sheet", "row", "column", "value", "what is wrong"], rows, right=[1])
    more = total - len(shown)
    return text + (f"\n… and {more:,} more" if more else "")
