"""Why columns of a file were not read, in words."""

from __future__ import annotations

from collections.abc import Sequence

from models.files.questions import LeftOut, LeftOutColumn
from ui.text.formats import number
from ui.text.language import _, ngettext

MOST_NAMES = 6
SAID_BY_NOTES = frozenset([LeftOut.IDENTIFIER, LeftOut.COUNTER, LeftOut.WEIGHT, LeftOut.OTHER])
"""What the notes on a file say already."""


def why_left_out(reason: LeftOut) -> str:
    """Return why a column was not read, as half a sentence."""
    return {
        LeftOut.DIRECTION: _("we don't know which end of the scale is best"),
        LeftOut.WORDS: _("we don't know the order of these answers"),
        LeftOut.DATE: _("several date columns, and we don't know which one to use"),
        LeftOut.SCORES: _("averages, not single answers"),
        LeftOut.COUNTED: _("numbers that may be counts or measurements"),
        LeftOut.REPEATED: _("not a survey ID (some rows share one)"),
        LeftOut.UNLIKE: _("not answers on a scale"),
        LeftOut.YES_NO: _("yes or no, and the name isn't a question"),
        LeftOut.PATIENT: _("about the patient or the stay"),
        LeftOut.IDENTIFIER: _("could identify a patient (never stored)"),
        LeftOut.COUNTER: _("only row numbers"),
        LeftOut.WEIGHT: _("a survey weight (every answer counts once)"),
        LeftOut.KNOWN: _("same as another column"),
        LeftOut.OTHER: _("not in this questionnaire"),
        LeftOut.IGNORED: _("ignored, as you said"),
        LeftOut.TEXT: _("text that is neither an answer nor a comment"),
        LeftOut.FIGURES: _("published scores for a measure we don't know"),
        LeftOut.SHEET: _("another sheet (we read one sheet per import)"),
    }[reason]


def left_out_lines(columns: Sequence[LeftOutColumn]) -> list[str]:
    """Return one sentence for each reason, with the columns and how many answers they hold."""
    by_reason: dict[LeftOut, list[LeftOutColumn]] = {}
    for column in columns:
        if column.reason in SAID_BY_NOTES:
            continue
        by_reason.setdefault(column.reason, []).append(column)
    lines = []
    for reason, group in by_reason.items():
        names = ", ".join(column.column for column in group[:MOST_NAMES])
        more = len(group) - MOST_NAMES
        if more > 0:
            names = _("{names} and {n} more").format(names=names, n=number(more))
        answers = sum(column.answers for column in group)
        filled = ngettext("{n} answer", "{n} answers", answers)
        if reason is LeftOut.FIGURES:
            filled = ngettext("{n} figure", "{n} figures", answers)
        filled = filled.format(n=number(answers))
        lines.append(
            _("Not imported: {names} ({filled}): {why}.").format(
                names=names, filled=filled, why=why_left_out(reason)
            )
        )
    return lines
