"""What the window, the command line and the reports could not do, and what to do."""

from __future__ import annotations

from ui.text.language import N_

WORDS = {
    "action-without-unit": (
        N_("An action needs a unit."),
        N_("Add it with --unit."),
    ),
    "already-encrypted": (
        N_("Your data already has a passphrase."),
        N_("Use “passphrase change” to change it."),
    ),
    "cannot-save": (
        N_("The file couldn't be saved: {reason}"),
        N_("Choose another folder, or close the program that has the file open."),
    ),
    "cannot-save-calendar": (
        N_("The calendar file couldn't be saved."),
        N_("Choose another folder."),
    ),
    "cannot-write": (
        N_("The file can't be saved: {reason}."),
        N_("Choose another folder."),
    ),
    "no-bright-spot/no-text": (
        N_("This file isn't a bright spot card."),
        N_("Ask the other unit to save its card again."),
    ),
    "closed": (
        N_("The data is closed."),
        N_("Open the window again."),
    ),
    "database-damaged/restore-newest": (
        N_("Your data is damaged."),
        N_("Restore the newest good backup: main.py restore"),
    ),
    "database-damaged/see-settings": (
        N_("Your data is damaged. Numbers could be wrong, so nothing is shown."),
        N_("Go to Settings, Data and backups, and restore a backup."),
    ),
    "defect": (
        N_("Something went wrong in the program."),
        N_(
            "It's our mistake, not yours, and your data is safe. Try again. If it happens "
            "again, report “{kind} at {place}”."
        ),
    ),
    "file-gone": (
        N_("“{file}” is no longer there."),
        N_("It was moved or deleted. Use Open to find it."),
    ),
    "file-missing": (
        N_("The file doesn't exist."),
        N_("Check the name and the folder. Put quotes around a name with spaces."),
    ),
    "json-without-command": (
        N_("--json needs a command."),
        N_("“main.py --help” lists the commands."),
    ),
    "mapping/file-no-text": (
        N_("The mapping can't be read."),
        N_("Give a TOML file, or a new file name to save one."),
    ),
    "mapping/file-not-written": (
        N_("The mapping can't be saved."),
        N_("The survey file was read. Choose a place where you can save."),
    ),
    "mapping/file-too-long": (
        N_("This file is too long for a mapping."),
        N_("Give a TOML file, or a new file name to save one."),
    ),
    "measure-not-answered": (
        N_("{unit} has no answers about “{measure}”."),
        N_("List the measures with: main.py measures"),
    ),
    "no-column-and-answer": (
        N_("“{text}” needs a column and its answers."),
        N_("Write the column name, an equals sign, and the answer: {example}"),
    ),
    "no-data-yet": (
        N_("There is no survey data yet."),
        N_("Import a survey file first."),
    ),
    "no-day-to-look-again": (
        N_("Add a day to look again."),
        N_("Add it with --until, such as --until 2026-09-30."),
    ),
    "no-huddle-in-time": (
        N_("No huddles in this period."),
        N_("Hold your first huddle to start the year."),
    ),
    "no-huddle-in-year": (
        N_("No huddles in {year}."),
        N_("Years with huddles: {years}."),
    ),
    "no-language": (
        N_("There is no language “{name}”."),
        N_("Choose one of: {known}."),
    ),
    "no-qt": (
        N_("This program's packages aren't installed."),
        N_("Run “make run” once, or “pip install -r requirements.txt”."),
    ),
    "no-qt-libraries": (
        N_("This system is missing libraries that Qt needs: {missing}."),
        N_("On Debian and Ubuntu: {command}"),
    ),
    "no-screen": (
        N_("There's no screen for a window."),
        N_("Commands work without one. “main.py --help” lists them."),
    ),
    "no-threads-on-wall": (
        N_("There are no stories for the wall yet."),
        N_("A story starts with a promise in a huddle."),
    ),
    "no-unit-to-meet": (
        N_("There is no unit yet."),
        N_("Open a file with your unit's surveys first, or try the sample hospital."),
    ),
    "not-encrypted": (
        N_("Your data has no passphrase."),
        N_("Use “passphrase set” to add one."),
    ),
    "not-passed-on": (
        N_("This action isn't escalated."),
        N_("Escalate it first, then print the note."),
    ),
    "note-without-action": (
        N_("A note needs one action."),
        N_("Give the escalated action's number with --action."),
    ),
    "nothing-public": (
        N_("Nothing has been chosen for patients to read yet."),
        N_("Check a line patients said and one you tried as public."),
    ),
    "nothing-to-report": (
        N_("No unit has surveys yet."),
        N_("Import a survey file first."),
    ),
    "option-not-taken": (
        N_("“actions {command}” doesn't use --{option}."),
        N_("Leave it out. “actions change” changes the wording or the day."),
    ),
    "paper-without-unit": (
        N_("A paper needs a unit."),
        N_("Add it with --unit."),
    ),
    "passphrase-needed": (
        N_("Your data is locked."),
        N_("Enter your passphrase to continue."),
    ),
    "passphrase-on-server": (
        N_("A server database is encrypted on the server."),
        N_("Ask the database administrator for an encrypted disk."),
    ),
    "password-file-empty": (
        N_("The file with the password is empty."),
        N_("Write the password in its first line."),
    ),
    "password-file-no-text": (
        N_("The file with the password can't be read."),
        N_("Use a text file with the password in its first line."),
    ),
    "reason-for-nothing": (
        N_("You gave a reason but no decision."),
        N_("Add --rebase."),
    ),
    "restore-on-server": (
        N_("A server database is restored on the server."),
        N_("Use pg_restore, or ask the database administrator."),
    ),
    "reversed-period": (
        N_("The first month, --from, is after the last, --to."),
        N_("Swap the two months."),
    ),
    "same-unit": (
        N_("“{pair}” needs a name and a unit."),
        N_("Write the name, an equals sign, and the unit: --same-unit '4W=4 West'"),
    ),
    "too-slow": (
        N_("The page wasn't ready after two minutes."),
        N_("Try again when the computer is less busy."),
    ),
    "unknown-address": (
        N_("We don't know this kind of database."),
        N_("Give a file, or an address that starts with postgresql://"),
    ),
    "unknown-huddle-step": (
        N_("The huddle has no step “{step}”."),
        N_("Choose one of: {known}."),
    ),
}
"""What is wrong and what to do, by the code of a failure."""
