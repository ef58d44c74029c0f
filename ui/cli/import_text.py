"""What an import did, as text for people."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from models.survey import month_label
from ui.cli.import_answers import answering
from ui.cli.tables import MISSING, paragraph, printable, shortened, table
from ui.text.formats import counted, listed, number
from ui.text.language import _, ngettext
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
    kind = [_("File type: {kind}").format(kind=report.format)]
    if report.instrument:
        kind.append(_("questionnaire {instrument}").format(instrument=report.instrument))
    if report.sheet:
        kind.append(_("sheet “{sheet}”").format(sheet=report.sheet))
    lines.append(f"  {' · '.join(kind)}")
    parts = [counted(report.rows_read, "row read", "rows read")]
    if report.duplicates_skipped:
        parts.append(
            _("{duplicates_skipped} already stored").format(
                duplicates_skipped=number(report.duplicates_skipped)
            )
        )
    if report.rows_rejected:
        parts.append(
            _("{rows_rejected} left out").format(rows_rejected=number(report.rows_rejected))
        )
    if report.cells_blanked:
        parts.append(counted(report.cells_blanked, "cell left blank", "cells left blank"))
    parts.append(counted(report.units, "unit", "units"))
    lines.append("  " + " · ".join(parts))
    if report.overlap is not None and report.overlap.stored:
        lines.append(textwrap.indent(paragraph(_overlap_text(report, report.overlap)), "  "))
    notes = [*_mapping_words(report), *report.notes, *_spellings(report)]
    notes += left_out_lines(report.left_out)
    lines += [textwrap.indent(paragraph(note), "  ") for note in notes]
    if report.questions:
        lines.append("  " + _("To import what was left out, add:"))
        lines += [f"    {printable(answering(question))}" for question in report.questions]
    if report.problems_total:
        lines += ["", _problems_text(report.problems, report.problems_total)]
    return "\n".join(lines)


def _mapping_words(report: ImportReport) -> list[str]:
    if report.applied is None or report.applied.source == "found":
        return []
    remembered = report.applied.source == "remembered"
    words = _("Read like last time.") if remembered else _("Read with your mapping.")
    return [words, *report.applied.differences]


def _spellings(report: ImportReport) -> list[str]:
    groups = report.unit_spellings
    told = [f"{spelling_question(group)} {kept_apart()}" for group in groups[:SPELLINGS_IN_TEXT]]
    more = len(groups) - len(told)
    if more:
        told.append(
            _("{more} may be other spellings. --json lists all.").format(
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
    if report.replaced:
        told = (
            _("{stored} already stored for {when} in {units} would be replaced.")
            if report.dry_run
            else _("{stored} already stored for {when} in {units} were replaced.")
        )
        text = told.format(stored=number(report.replaced), when=when, units=units)
    else:
        text = _(
            "{stored} for {when} are already stored in {units}. --replace-months replaces "
            "them with this file."
        ).format(when=when, stored=number(overlap.stored), units=units)
    if overlap.rows_changed:
        changed = ngettext(
            "{n} row has different answers in this file.",
            "{n} rows have different answers in this file.",
            overlap.rows_changed,
        )
        text += " " + changed.format(n=number(overlap.rows_changed))
    if report.replaced and overlap.standing:
        text += " " + _("{n} from units not in this file stay.").format(n=number(overlap.standing))
    return text


def _added(report: ImportReport) -> str:
    added = [counted(report.responses_added, "survey", "surveys")] * bool(report.responses_added)
    if report.benchmarks_added:
        added.append(counted(report.benchmarks_added, "published score", "published scores"))
    if report.tallies_added and not report.responses_added:
        added.append(counted(report.tallies_added, "count", "counts"))
    if not added:
        return _("nothing new")
    what = listed(added)
    if report.dry_run:
        return _("{what} would be added").format(what=what)
    return _("{what} added as import {batch}").format(what=what, batch=report.batch)


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
    text = table([_("sheet"), _("row"), _("column"), _("value"), _("problem")], rows, right=[1])
    more = total - len(shown)
    return text + (_("\n… and {more} more").format(more=number(more)) if more else "")
