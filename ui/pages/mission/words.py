"""What the mission page says, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.base.words import counted
from ui.text.language import _

if TYPE_CHECKING:
    from ui.pages.mission.queries import MissionView


def headline(view: MissionView) -> str:
    """Return the page's one sentence: how far the mission is, never that it has to be."""
    promises = len(view.mission.promises)
    if not promises:
        return _("Optional: you can run huddles without this.")
    told = counted(promises, _("promise"), _("promises"))
    if view.mission.promises_missing:
        told = _("{told}; three to seven are easy to remember").format(told=told)
    if not view.measures:
        return told
    shown = sum(view.mission.promise_for(str(m.key)) is not None for m in view.measures)
    if shown == len(view.measures):
        return _("{told} · every measure shows one").format(told=told)
    return _("{told} · {shown} of {all} show one").format(
        told=told, shown=shown, all=counted(len(view.measures), _("measure"), _("measures"))
    )


CHECK_NOTE = (
    "Underlined words stand in the survey itself. Hospitals may not use its answers and questions "
    "with patients, so say it in your own words. This is advice; nothing is refused."
)
NO_CHECK_NOTE = (
    "Once a survey file is imported, words that stand in its questionnaire are underlined here: "
    "hospitals may not use them with patients."
)
EXAMPLE = ("Quiet at night", "You can rest here", "Close every door after nine")
"""An invented line, shown as an example while there is no mission."""

STEPS = (
    (
        "One sentence",
        "What patients come to you for. Most hospitals have a sentence; copy it as it is.",
    ),
    (
        "Three to seven promises",
        "What every patient can count on, in words you would say at the bedside. Each measure of "
        "the survey then shows one of them.",
    ),
    (
        "What your team does for each",
        "In the team’s own words. One line of these opens and closes every huddle.",
    ),
)
"""How a mission begins: (title, text)."""
