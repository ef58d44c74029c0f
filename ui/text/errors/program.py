"""What the window, the command line and the reports could not do, and what to do."""

from __future__ import annotations

from ui.text.language import N_

WORDS = {
    "action-without-unit": (
        N_("An action item belongs to a unit."),
        N_("Name it with --unit."),
    ),
    "already-encrypted": (
        N_("The data have a passphrase already."),
        N_("Use “passphrase change” to give another one."),
    ),
    "cannot-save": (
        N_("The file could not be saved: {reason}"),
        N_("Choose another folder, or close the program that has the file open."),
    ),
    "cannot-save-calendar": (
        N_("The calendar file could not be written."),
        N_("Choose another folder."),
    ),
    "cannot-write": (
        N_("The file cannot be written: {reason}."),
        N_("Choose another folder."),
    ),
    "no-bright-spot/no-text": (
        N_("This file cannot be read as a bright spot card."),
        N_("Ask the other unit to save its card again."),
    ),
    "closed": (
        N_("The data are closed."),
        N_("Open the window again."),
    ),
    "database-damaged/restore-newest": (
        N_("The data are damaged."),
        N_("Restore the newest good back-up: main.py restore"),
    ),
    "database-damaged/see-settings": (
        N_("Your data are damaged, so nothing is shown: numbers could be wrong."),
        N_("Go to Settings, Data and back-ups, and restore a back-up."),
    ),
    "defect": (
        N_("Something went wrong in the program."),
        N_(
            "It's our mistake, not yours, and your data is safe. Try again. If it happens "
            "again, report “{kind} at {place}”."
        ),
    ),
    "file-gone": (
        N_("“{file}” is not there any more."),
        N_("It was moved or deleted. Use Open to find it."),
    ),
    "file-missing": (
        N_("There is no such file."),
        N_("Check the name and the folder; put quotes around a name with spaces."),
    ),
    "json-without-command": (
        N_("--json goes with a command, and none was named."),
        N_("“main.py --help” lists the commands."),
    ),
    "mapping/file-no-text": (
        N_("The mapping cannot be read as text."),
        N_("Name a TOML file, or a new file to have one written."),
    ),
    "mapping/file-not-written": (
        N_("The mapping cannot be written."),
        N_("The file was read all the same. Name a place where you may write."),
    ),
    "mapping/file-too-long": (
        N_("This is far longer than a mapping."),
        N_("Name a TOML file, or a new file to have one written."),
    ),
    "measure-not-answered": (
        N_("{unit} has no answers about “{measure}”."),
        N_("List the measures with: main.py measures"),
    ),
    "no-column-and-answer": (
        N_("“{text}” does not name a column and its answers."),
        N_("Write the column's name, an equals sign and the answer: {example}"),
    ),
    "no-data-yet": (
        N_("There are no survey data yet."),
        N_("Import a survey file first."),
    ),
    "no-day-to-look-again": (
        N_("What is put off needs a day to look again."),
        N_("Give the day with --until, such as --until 2026-09-30."),
    ),
    "no-huddle-in-time": (
        N_("No huddle was held in this time."),
        N_("The first huddle begins the year."),
    ),
    "no-huddle-in-year": (
        N_("No huddle was held in {year}."),
        N_("Years with huddles: {years}."),
    ),
    "no-language": (
        N_("There is no language “{name}”."),
        N_("Choose one of: {known}."),
    ),
    "no-qt": (
        N_("The packages of this program are not installed."),
        N_("Run “make run” once, or “pip install -r requirements.txt”."),
    ),
    "no-qt-libraries": (
        N_("Qt needs libraries that this system lacks: {missing}."),
        N_("On Debian and Ubuntu: {command}"),
    ),
    "no-screen": (
        N_("There is no screen to open a window on."),
        N_("The commands work without one: “main.py --help” lists them."),
    ),
    "no-threads-on-wall": (
        N_("No thread may hang on the wall yet."),
        N_("A huddle that promises begins one."),
    ),
    "no-unit-to-meet": (
        N_("There is no unit yet that could meet."),
        N_("Open a file with your unit's surveys first, or try the sample hospital."),
    ),
    "not-encrypted": (
        N_("The data have no passphrase."),
        N_("Use “passphrase set” to give them one."),
    ),
    "not-passed-on": (
        N_("This action was not passed on."),
        N_("Pass it on first, then print its note."),
    ),
    "note-without-action": (
        N_("A note is about one action."),
        N_("Name the action that was passed on: --action, with its number."),
    ),
    "nothing-public": (
        N_("Nothing is ticked for patients to read yet."),
        N_("Tick a line that patients said and one that you tried as public."),
    ),
    "nothing-to-report": (
        N_("No unit has surveys yet."),
        N_("Import a survey file first."),
    ),
    "option-not-taken": (
        N_("“actions {command}” takes no --{option}."),
        N_("Leave it out; “actions change” words an action anew or moves its day."),
    ),
    "paper-without-unit": (
        N_("A paper belongs to a unit."),
        N_("Name it with --unit."),
    ),
    "passphrase-needed": (
        N_("Your data is locked."),
        N_("Enter your passphrase to continue."),
    ),
    "passphrase-on-server": (
        N_("A database on a server is encrypted there, not from here."),
        N_("Ask the database's administrator for an encrypted disk."),
    ),
    "password-file-empty": (
        N_("The file with the password is empty."),
        N_("Write the password into its first line."),
    ),
    "password-file-no-text": (
        N_("The file with the password cannot be read as text."),
        N_("Name a text file whose first line is the password."),
    ),
    "reason-for-nothing": (
        N_("There is a reason but nothing to decide."),
        N_("Add --rebase."),
    ),
    "restore-on-server": (
        N_("A database on a server is restored there, not from here."),
        N_("Use pg_restore, or ask the database's administrator."),
    ),
    "reversed-period": (
        N_("The first month, --from, is after the last, --to."),
        N_("Exchange the two months."),
    ),
    "same-unit": (
        N_("“{pair}” does not say which unit a name means."),
        N_("Write the name, an equals sign and the unit: --same-unit '4W=4 West'"),
    ),
    "too-slow": (
        N_("The page was not ready after two minutes."),
        N_("Try again when the computer is less busy."),
    ),
    "unknown-address": (
        N_("This kind of database is not known."),
        N_("Name a file, or an address that begins with postgresql://"),
    ),
    "unknown-huddle-step": (
        N_("The huddle has no step “{step}”."),
        N_("Choose one of: {known}."),
    ),
}
"""What is wrong and what to do, by the code of a failure."""
