"""What could not be kept or found, and what to do."""

from __future__ import annotations

from ui.text.language import N_

WORDS = {
    "baseline-without-reason": (
        N_("A changed baseline needs its reason."),
        N_("Say what changed in the unit: “hourly rounding started”."),
    ),
    "below-zero": (
        N_("A tally cannot fall below 0."),
        N_("Take back less than was counted."),
    ),
    "brought-again": (
        N_("Import {later:d} brought surveys again that this import had replaced."),
        N_("Undo import {later:d} first."),
    ),
    "no-bright-spot/later-version": (
        N_("This is no bright spot card. It was made by a later version or is no card."),
        N_("Ask the other unit to save its card again."),
    ),
    "no-bright-spot/too-long": (
        N_("This is no bright spot card. It is too long for a card."),
        N_("Ask the other unit to save its card again."),
    ),
    "changed-since": (
        N_("This can't be undone: something else has changed it since."),
        N_("Change it by hand."),
    ),
    "criticism-stays-masked": (
        N_("Only praise can be shown with its names."),
        N_("This comment also criticizes. Read it in the lead's own view."),
    ),
    "damaged-import": (
        N_("Rows of import {batch:d} are not what was imported: they were damaged on disk."),
        N_("Check the data, and restore the latest back-up from before the damage."),
    ),
    "empty-action": (
        N_("An action item says what will be done."),
        N_("Type what will be done, in one line."),
    ),
    "empty-alias": (
        N_("A unit needs a name."),
        N_("Type the other name."),
    ),
    "empty-behavior": (
        N_("A behavior needs words."),
        N_("Type it in one line."),
    ),
    "empty-card": (
        N_("The card has no line."),
        N_("Type at least one line, or leave it."),
    ),
    "empty-idea": (
        N_("An idea needs words."),
        N_("Type it in one line."),
    ),
    "empty-name": (
        N_("A unit needs a name."),
        N_("Type the new name."),
    ),
    "empty-promise": (
        N_("A promise needs words."),
        N_("Type it in one line."),
    ),
    "empty-tag": (
        N_("A tag needs a word."),
        N_("Type it."),
    ),
    "huddle-elsewhere": (
        N_("This huddle goes on in another window."),
        N_("Close one of the two windows, then start or resume with F5."),
    ),
    "idea-not-open": (
        N_("That idea is not open any more."),
        N_("Open the list again."),
    ),
    "impossible-change": (
        N_("A wished change lies between 1 and {limit} points."),
        N_("Usual are {usual} points."),
    ),
    "merge-across-facilities": (
        N_("These two units belong to different facilities."),
        N_("Only units of one facility can be merged: each is compared with its own rest."),
    ),
    "merge-with-itself": (
        N_("A unit cannot be merged with itself."),
        N_("Choose two different units."),
    ),
    "name-of-a-unit": (
        N_("“{name}” is a unit of its own."),
        N_("Merge the two units, or say from which month on the name means the other one."),
    ),
    "name-of-no-unit": (
        N_("“{name}” is where surveys stand that name no unit."),
        N_("Choose another name."),
    ),
    "name-taken": (
        N_("Another unit of this facility is or was called “{name}”."),
        N_("Choose another name, or merge the two units."),
    ),
    "no-bright-spot": (
        N_("This is no bright spot card. It cannot be read as one."),
        N_("Ask the other unit to save its card again."),
    ),
    "no-such-behavior": (
        N_("That behavior is not there any more."),
        N_("Open the mission page again to see what there is."),
    ),
    "no-such-promise": (
        N_("That promise is not there any more."),
        N_("Open the mission page again to see what there is."),
    ),
    "no-units-yet": (
        N_("There is no unit called “{name}”: no survey file was imported yet."),
        N_("Import a survey file first."),
    ),
    "no_such_batch": (
        N_("There is no import {batch:d} to undo."),
        N_("The command “files” lists the imports and their numbers."),
    ),
    "nobody-named": (
        N_("It is passed on to somebody."),
        N_("Type a name or a role."),
    ),
    "nothing-counted": (
        N_("A tally counts one action or one behavior."),
        N_("Choose what was done."),
    ),
    "own-name": (
        N_("“{name}” is the unit's name already."),
        N_("Type another name."),
    ),
    "replaced-later": (
        N_("Import {later:d} replaced rows of import {batch:d}, which had replaced rows itself."),
        N_("Undo import {later:d} first."),
    ),
    "too-many-promises": (
        N_("There are {limit} promises already."),
        N_("Take one away first: nobody remembers more than seven."),
    ),
    "unit-gone": (
        N_("That unit is not there any more."),
        N_("It may have been merged or taken back meanwhile. Choose a unit again."),
    ),
    "unknown-action": (
        N_("There is no action item {action:d}."),
        N_("List the action items to see their numbers."),
    ),
    "unknown-comment": (
        N_("That comment is not there any more."),
        N_("Its import may have been taken back. Open the list again."),
    ),
    "unknown-huddle": (
        N_("There is no huddle {huddle:d}."),
        N_("List the huddles to see their numbers."),
    ),
    "unknown-idea": (
        N_("That idea is not there any more."),
        N_("Open the list again."),
    ),
    "unknown-relay": (
        N_("That relay is not there any more."),
        N_("Open the list again."),
    ),
    "unknown-shift": (
        N_("There is no such shift."),
        N_("Shifts are: {shifts}."),
    ),
    "unknown-status": (
        N_("There is no status “{status}”."),
        N_("The statuses are: {statuses}."),
    ),
    "until-not-ahead": (
        N_("The day to look again, {until}, is not after today."),
        N_("Give a later day."),
    ),
    "wall-full": (
        N_("{limit} threads hang on the wall already."),
        N_("Take one down first: nobody reads more in passing."),
    ),
}
"""What is wrong and what to do, by the code of a failure."""
