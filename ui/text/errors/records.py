"""What could not be kept or found, and what to do."""

from __future__ import annotations

from ui.text.language import N_

WORDS = {
    "baseline-without-reason": (
        N_("A new baseline needs a reason."),
        N_("Say what changed, for example “hourly rounding started”."),
    ),
    "below-zero": (
        N_("A count can't go below 0."),
        N_("Remove fewer."),
    ),
    "brought-again": (
        N_("Import {later:d} has surveys that this import replaced."),
        N_("Undo import {later:d} first."),
    ),
    "no-bright-spot/later-version": (
        N_("This isn't a bright spot card, or it's from a newer version."),
        N_("Ask the other unit to save its card again."),
    ),
    "no-bright-spot/too-long": (
        N_("This isn't a bright spot card. It's too long."),
        N_("Ask the other unit to save its card again."),
    ),
    "changed-since": (
        N_("This can't be undone: something else has changed it since."),
        N_("Change it by hand."),
    ),
    "criticism-stays-masked": (
        N_("Names can be shown only in praise."),
        N_("This comment also has criticism. Read it in the lead's view."),
    ),
    "damaged-import": (
        N_("Rows from import {batch:d} were damaged on disk."),
        N_("Check your data, and restore the latest backup from before the damage."),
    ),
    "empty-action": (
        N_("An action says what you'll do."),
        N_("Type what you'll do, in one line."),
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
        N_("The card is empty."),
        N_("Type at least one line, or cancel."),
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
        N_("This huddle is running in another window."),
        N_("Close one of the two windows, then start or resume with F5."),
    ),
    "idea-not-open": (
        N_("That idea is no longer open."),
        N_("Open the list again."),
    ),
    "impossible-change": (
        N_("A goal must be between 1 and {limit} points."),
        N_("{usual} points is usual."),
    ),
    "merge-across-facilities": (
        N_("These two units are in different hospitals."),
        N_("You can merge only units in the same hospital."),
    ),
    "merge-with-itself": (
        N_("A unit can't be merged with itself."),
        N_("Choose two different units."),
    ),
    "name-of-a-unit": (
        N_("“{name}” is already a separate unit."),
        N_("Merge the two units, or give the first month when the name means the other one."),
    ),
    "name-of-no-unit": (
        N_("“{name}” is for surveys without a unit."),
        N_("Choose another name."),
    ),
    "name-taken": (
        N_("Another unit in this hospital has or had the name “{name}”."),
        N_("Choose another name, or merge the two units."),
    ),
    "no-bright-spot": (
        N_("This isn't a bright spot card. We can't read it."),
        N_("Ask the other unit to save its card again."),
    ),
    "no-such-behavior": (
        N_("That behavior no longer exists."),
        N_("Open the mission page again to see the current list."),
    ),
    "no-such-promise": (
        N_("That promise no longer exists."),
        N_("Open the mission page again to see the current list."),
    ),
    "no-units-yet": (
        N_("There is no unit called “{name}”. No survey file is imported yet."),
        N_("Import a survey file first."),
    ),
    "no_such_batch": (
        N_("There is no import {batch:d} to undo."),
        N_("The command “files” lists the imports and their numbers."),
    ),
    "nobody-named": (
        N_("Say who it's escalated to."),
        N_("Type a name or a role."),
    ),
    "nothing-counted": (
        N_("A tally counts one action or one behavior."),
        N_("Choose one of them."),
    ),
    "own-name": (
        N_("“{name}” is already the unit's name."),
        N_("Type another name."),
    ),
    "replaced-later": (
        N_("Import {later:d} replaced rows from import {batch:d}, which also replaced rows."),
        N_("Undo import {later:d} first."),
    ),
    "too-many-promises": (
        N_("There are already {limit} promises."),
        N_("Remove one first. No one remembers more than seven."),
    ),
    "unit-gone": (
        N_("That unit no longer exists."),
        N_("It may have been merged or undone. Choose a unit again."),
    ),
    "unknown-action": (
        N_("There is no action {action:d}."),
        N_("List the actions to see their numbers."),
    ),
    "unknown-comment": (
        N_("That comment no longer exists."),
        N_("Its import may have been undone. Open the list again."),
    ),
    "unknown-huddle": (
        N_("There is no huddle {huddle:d}."),
        N_("List the huddles to see their numbers."),
    ),
    "unknown-idea": (
        N_("That idea no longer exists."),
        N_("Open the list again."),
    ),
    "unknown-relay": (
        N_("That relay no longer exists."),
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
        N_("The day to look again, {until}, must be after today."),
        N_("Give a later day."),
    ),
    "wall-full": (
        N_("{limit} stories are already on the wall."),
        N_("Remove one first. No one reads more in passing."),
    ),
}
"""What is wrong and what to do, by the code of a failure."""
