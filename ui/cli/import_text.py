"""What an import did, as text for people."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from models.survey import month_label
from ui.cli.import_answers import answering
from ui.cli.tables import MISSING, paragraph, printable, shortened, table
from ui.text.formats import counted, number
from ui.text.language import _
from ui.text.left_out import left_out_lines
from ui.text.spellings import kept_apart, spelling_question

if TYPE_CHECKING:
    from models.files.content import Problem
    from models.importing import ImportReport, Overlap

PROBLEMS_IN_TEXT = 10
SPELLINGS_IN_TEXT = 5
_LONGEST_CELL = 40


def report_text(report: ImportReport) -> str:
    """Return what became of one file, with its notes and first problems."""
    lines = [f"{report.file}: {_added(report)}"]
    kind = report.format + (
        _(", questionnaire {instrument}").format(instrument=report.instrument)
        if report.instrument
        else ""
    )
    lines.append(
        _("  read as {kind}").format(kind=kind)
        + (_(", sheet “{sheet}”").format(sheet=report.sheet) if report.sheet else "")
    )
    parts = [counted(report.rows_read, "row", "rows") + " read"]
    if report.duplicates_skipped:
        parts.append(
            _("{duplicates_skipped} known already").format(
                duplicates_skipped=number(report.duplicates_skipped)
            )
        )
    if report.rows_rejected:
        parts.append(
            _("{rows_rejected} left out").format(rows_rejected=number(report.rows_rejected))
        )
    if report.cells_blanked:
        parts.append(counted(report.cells_blanked, "cell", "cells") + _(" not understood"))
    parts.append(counted(report.units, "unit", "units"))
    lines.append("  " + " · ".join(parts))
    if report.overlap is not None and report.overlap.stored:
        lines.append(textwrap.indent(paragraph(_overlap_text(report, report.overlap)), "  "))
    notes = [*_mapping_words(report), *report.notes, *_spellings(report)]
    notes += left_out_lines(report.left_out)
    lines += [textwrap.indent(paragraph(note), "  ") for note in notes]
    if report.questions:
        lines += [_("  To import what is left open, answer with:")]
        lines += [f"    {printable(answering(question))}" for question in report.questions]
    if report.problems_total:
        lines += ["", _problems_text(report.problems, report.problems_total)]
    return "\n".join(lines)


def _mapping_words(report: ImportReport) -> list[str]:
    if report.applied is None or report.applied.source == "found":
        return []
    remembered = report.applied.source == "remembered"
    words = _("Read as last time.") if remembered else _("Read as the mapping says.")
    return [words, *report.applied.differences]


def _spellings(report: ImportReport) -> list[str]:
    groups = report.unit_spellings
    told = [f"{spelling_question(group)} {kept_apart()}" for group in groups[:SPELLINGS_IN_TEXT]]
    more = len(groups) - len(told)
    if more:
        told.append(
            _("{more} may be other spellings; --json lists all.").format(
                more=counted(more, "more name", "more names")
            )
        )
    return told


def _overlap_text(report: ImportReport, overlap: Overlap) -> str:
    months = [month_label(month) for month in overlap.months]
    when = (
        months[0]
        if len(months) == 1
        else _("{months} to {months2}").format(months=months[0], months2=months[-1])
    )
    units = counted(overlap.units, "unit", "units")
    verb = _("would be") if report.dry_run else "were"
    if report.replaced:
        text = _("{replaced} stored before for {when} in {units} {verb} replaced.").format(
            replaced=number(report.replaced), when=when, units=units, verb=verb
        )
    else:
        text = _(
            "Of {when}, {stored} are stored already in {units}; --replace-months takes "
            "them out and puts this file in their place."
        ).format(when=when, stored=number(overlap.stored), units=units)
    if overlap.rows_changed:
        text += _(" {rows_changed} came with other answers than are stored.").format(
            rows_changed=counted(overlap.rows_changed, "row", "rows")
        )
    if report.replaced and overlap.standing:
        text += _(" {standing} of units that this file does not name stay.").format(
            standing=number(overlap.standing)
        )
    return text


def _added(report: ImportReport) -> str:
    added = [counted(report.responses_added, "response", "responses")] * bool(
        report.responses_added
    )
    if report.benchmarks_added:
        added.append(counted(report.benchmarks_added, "published figure", "published figures"))
    if report.tallies_added and not report.responses_added:
        added.append(counted(report.tallies_added, "count", "counts"))
    if not added:
        return _("nothing new")
    verb = (
        _("would be added")
        if report.dry_run
        else _("added as import {batch}").format(batch=report.batch)
    )
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
    text = table(
        [_("sheet"), _("row"), _("column"), _("value"), _("what is wrong")], rows, right=[1]
    )
    more = total - len(shown)
    return text + (_("\n… and {more} more").format(more=number(more)) if more else "")
