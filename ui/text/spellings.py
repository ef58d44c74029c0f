"""What is asked about unit names that look alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.text.formats import listed, number
from ui.text.language import _, ngettext

if TYPE_CHECKING:
    from models.importing import SpellingGroup

MOST_NAMES = 4


def spelling_question(group: SpellingGroup) -> str:
    """Return whether several names mean one unit, and in what they differ."""
    names = [f"“{name}”" for name in group.others[:MOST_NAMES]]
    more = len(group.others) - MOST_NAMES
    if more > 0:
        names.append(ngettext("{n} more", "{n} more", more).format(n=number(more)))
    question = ngettext(
        "Is {others} the same unit as “{unit}”?",
        "Are {others} the same unit as “{unit}”?",
        len(group.others),
    )
    return f"{question.format(others=listed(names), unit=group.suggested)} {_reason(group.why)}"


def kept_apart() -> str:
    """Return what happens to names that look alike until somebody decides."""
    return _("Until you say so, they stay separate units.")


def _reason(why: str) -> str:
    reasons = {
        "signs": _("Only punctuation or capitals differ."),
        "abbreviation": _("One is an abbreviation."),
        "order": _("Only the word order differs."),
        "initials": _("One uses initials."),
        "letter": _("One letter differs."),
    }
    return reasons.get(why, why)
