"""What the program's terms mean, in one sentence each."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ui.text.formats import sentence_start
from ui.text.language import _, language


def glossary() -> list[tuple[str, str]]:
    """Return (term, its meaning in one sentence), in the order of the list in Settings."""
    return [
        (_("survey"), _("One patient's answers after a stay or visit.")),
        (_("measure"), _("One question of the survey, or a few that belong together.")),
        (
            _("best answer"),
            _("How many patients chose the best answer, such as Always (the top box)."),
        ),
        (_("rest of the hospital"), _("All other units of your hospital, without this one.")),
        (_("benchmark"), _("A published score of other hospitals to compare with.")),
        (_("likely range"), _("Where the true score probably is; fewer surveys make it wider.")),
        (_("expected range"), _("Where a unit's score falls when only chance is at work.")),
        (_("real gap"), _("A score so far below the others that chance can't explain it.")),
        (_("bright spot"), _("A score so far above the others that chance can't explain it.")),
        (
            _("clear difference"),
            _("A difference too large to be chance, after allowing for false alarms."),
        ),
        (
            _("best estimate"),
            _("The score moved a little toward the average, more so when few patients answered."),
        ),
        (
            _("adjusted"),
            _("Corrected for differences between patients, such as age and health."),
        ),
        (_("baseline"), _("The months that later months are compared with.")),
        (_("importance"), _("How closely a measure goes along with the overall rating.")),
        (_("goal"), _("The score your unit or hospital wants to reach.")),
        (_("huddle"), _("A short stand-up meeting of the team about one measure.")),
        (_("promise"), _("What every patient on the unit can count on.")),
        (_("escalated"), _("Handed to another department, with a date for its reply.")),
        (
            _("hidden to protect privacy"),
            _("Not shown because so few answered that somebody could be recognized."),
        ),
        (
            _("specific praise"),
            _("A comment that says what somebody did well."),
        ),
    ]


def explanation(text: str) -> str:
    """Return what the terms of a text mean, a line each, "" without terms.

    >>> explanation("Restfulness is a real gap.")
    "Real gap: A score so far below the others that chance can't explain it."
    """
    terms = _terms(language())
    used = dict.fromkeys(terms.pattern.findall(text.casefold()))
    lines = [terms.meanings[term] for term in used]
    return "\n".join(lines)


class _Terms(NamedTuple):
    pattern: re.Pattern[str]
    meanings: dict[str, str]


@cache
def _terms(_language: str) -> _Terms:
    """Return a pattern that finds the terms, the longest first, and term -> line."""
    meanings = {
        term.casefold(): f"{sentence_start(term)}: {meaning}" for term, meaning in glossary()
    }
    longest_first = sorted(meanings, key=len, reverse=True)
    words = "|".join(re.escape(term) for term in longest_first)
    return _Terms(re.compile(rf"(?<!\w)({words})(?:s|es)?(?!\w)"), meanings)
