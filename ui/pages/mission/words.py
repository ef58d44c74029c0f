"""What the mission page says, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.text.formats import counted
from ui.text.language import N_, _

if TYPE_CHECKING:
    from ui.pages.mission.queries import MissionView


def headline(view: MissionView) -> str:
    """Return the page's one sentence: how far the mission is, never that it has to be."""
    promises = len(view.mission.promises)
    if not promises:
        return _("Optional: you can run huddles without this.")
    told = counted(promises, "promise", "promises")
    if view.mission.promises_missing:
        told = _("{told}. Three to seven are easiest to remember.").format(told=told)
    if not view.measures:
        return told
    shown = sum(view.mission.promise_for(str(m.key)) is not None for m in view.measures)
    if shown == len(view.measures):
        return _("{told} · every measure has one").format(told=told)
    return _("{told} · {shown} of {all} have one").format(
        told=told, shown=shown, all=counted(len(view.measures), "measure", "measures")
    )


CHECK_NOTE = N_(
    "Underlined words are from the survey. CMS doesn't allow hospitals to use them with "
    "patients. Try your own words instead. This is only advice."
)
NO_CHECK_NOTE = N_(
    "After you import a survey file, words from the survey are underlined here. CMS "
    "doesn't allow hospitals to use them with patients."
)
EXAMPLE = (N_("Quiet at night"), N_("You can rest here"), N_("Close every door after nine"))
"""An invented line, shown as an example while there is no mission."""

STEPS = (
    (
        N_("One sentence"),
        N_("Why patients come to you. If your hospital has a mission statement, copy it here."),
    ),
    (
        N_("Three to seven promises"),
        N_(
            "What every patient can count on, in words you'd say at the bedside. Link each "
            "survey measure to one."
        ),
    ),
    (
        N_("What your team does for each"),
        N_("In the team's own words. Each huddle opens and closes with one of these lines."),
    ),
)
"""How a mission begins: (title, text)."""
