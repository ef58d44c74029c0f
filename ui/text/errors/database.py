"""What a database or a back-up could not do, and what to do."""

from __future__ import annotations

from ui.text.language import N_

WORDS = {
    "backup-busy": (
        N_("Another program is backing up the data and has not finished."),
        N_("Try again in some minutes."),
    ),
    "backup-not-written": (
        N_("The back-up cannot be written ({reason})."),
        N_("Choose another folder for it."),
    ),
    "backup-on-server": (
        N_("A database on a server is backed up there, not from here."),
        N_("Use pg_dump, or ask the database's administrator."),
    ),
    "backup-onto-itself": (
        N_("The back-up cannot take the place of the database itself."),
        N_("Give another name."),
    ),
    "bad-address": (
        N_("The address of the database cannot be understood."),
        N_("Write it as postgresql://USER@SERVER/DATABASE."),
    ),
    "broken-link": (
        N_("The path is a link to a file that is not there."),
        N_("Connect the disk it points to, or choose another path."),
    ),
    "cut-short": (
        N_("The database file is cut short."),
        N_("Restore the latest back-up: it lies in the folder “backups” beside the file."),
    ),
    "damaged-copy": (
        N_("The file is damaged: it does not hold what was written."),
        N_("Choose another back-up."),
    ),
    "database-damaged/not-backed-up": (
        N_("The database is damaged, so that no back-up was made of it."),
        N_("Check the data, and restore the latest back-up from before the damage."),
    ),
    "database-damaged/not-shown": (
        N_("The data are damaged, so nothing is shown: numbers could be wrong."),
        N_(
            "See what is damaged with main.py check, and restore a back-up: main.py "
            "restore without a file takes the newest good one."
        ),
    ),
    "database-damaged": (
        N_("The database is damaged."),
        N_("Restore the latest back-up: it lies in the folder “backups” beside the database."),
    ),
    "database-locked": (
        N_("The database is busy: another program is writing to it."),
        N_("Wait until the other program has finished, and try again. Nothing was saved."),
    ),
    "database-missing": (
        N_("There is no database here."),
        N_("Name another with --db, or import a file to start one."),
    ),
    "database-not-opened": (
        N_("The database cannot be opened ({reason})."),
        N_("Choose another back-up file."),
    ),
    "database-open": (
        N_("The database is open."),
        N_("Close the windows and programs that use it, and try again."),
    ),
    "no-keyring": (
        N_("This computer has no keyring that could keep the password."),
        N_("Use a .pgpass or service file instead."),
    ),
    "no-password": (
        N_("No password was typed."),
        N_("Type it, or use --forget."),
    ),
    "no-createrole": (
        N_("{login} may not make roles, and these are missing: {roles}."),
        N_("Ask the server’s administrator to make them: CREATE ROLE … NOLOGIN."),
    ),
    "no-login": (
        N_("The server has no login “{login}”."),
        N_("Make it first: CREATE ROLE {login} LOGIN;"),
    ),
    "no-role": (
        N_("There is no role “{role}”."),
        N_("Choose one of: {known}."),
    ),
    "not-a-server": (
        N_("Roles are for a database on a PostgreSQL server. This one is a file."),
        N_("Name the server’s address with --db postgresql://…"),
    ),
    "not-owner": (
        N_("Only the owner of the tables, {owner}, can set this up."),
        N_("Connect as {owner}."),
    ),
    "role-without-units": (
        N_("A lead and a manager need at least one unit."),
        N_("Name one with --unit, or all with --unit ALL."),
    ),
    "surveys-hidden": (
        N_("This needs the surveys of other units, which the server hides from you."),
        N_("Ask an analyst of your hospital to look at it."),
    ),
    "upgrade-by-owner": (
        N_("The shared database has to be upgraded by its owner, {owner}, first."),
        N_("Ask your administrator to open it once with this version."),
    ),
    "decided-by-administrator": (
        N_("Your administrator chose the second place of back-ups on this computer."),
        N_("Ask your administrator to change it."),
    ),
    "disk-error": (
        N_("The disk reports an error while reading or writing."),
        N_(
            "Look whether the last change was saved. Check the disk, and restore a "
            "back-up if need be."
        ),
    ),
    "disk-forgets": (
        N_("The disk does not keep what is written to it."),
        N_("Choose another back-up file."),
    ),
    "disk-full": (
        N_("The disk is full."),
        N_("Make room on the disk, and try again. What was saved before is safe."),
    ),
    "empty-file": (
        N_("The file is empty: a database was there, or was never written."),
        N_("Restore a back-up. If there is none, delete the file to start anew."),
    ),
    "file-replaced": (
        N_(
            "The database file was moved, deleted or replaced while it was open. The "
            "last change may not be saved."
        ),
        N_("Close the program, look where the file is, and open it again."),
    ),
    "floor-below-policy": (
        N_("On this computer the number must be at least {least}."),
        N_("Your administrator decided so. Choose a higher number."),
    ),
    "floor-out-of-range": (
        N_("The fewest answers to show is a number from 1 to {highest}."),
        N_("{usual} is the number that published results use."),
    ),
    "folder-not-made": (
        N_("The folder cannot be made ({reason})."),
        N_("Choose a place in which you may make folders."),
    ),
    "foreign-database": (
        N_("The file is a database of another program."),
        N_("Choose another file. This one was not changed."),
    ),
    "foreign-tables": (
        N_("The database holds another program's tables."),
        N_("Give an empty database, or a schema of its own."),
    ),
    "goal-out-of-range": (
        N_("A goal is a share of patients between 0 and 100 percent."),
        N_("Give a number such as 80 percent."),
    ),
    "no-regular-file/folder": (
        N_("The path is a folder."),
        N_("Give the path of a database file."),
    ),
    "no-access": (
        N_("The database cannot be opened."),
        N_("Make sure that the disk is connected and that you may read and write its folder."),
    ),
    "no-backup": (
        N_("No whole back-up of this database is here."),
        N_("Choose another back-up file."),
    ),
    "no-database": (
        N_("The file is not a database of this program, or its beginning is damaged."),
        N_("Choose another file, or restore a back-up. The file was not changed."),
    ),
    "no-regular-file": (
        N_("The path is no regular file."),
        N_("Give the path of a database file."),
    ),
    "no-right": (
        N_("The database user lacks a right that is needed for this."),
        N_("Ask the database's administrator for the right to read and write these tables."),
    ),
    "no-server": (
        N_("The database server does not answer, or refuses the connection."),
        N_(
            "Make sure that the network and the server are up, and that the address, the "
            "database's name, the user and the password are right. What was not finished "
            "is not saved."
        ),
    ),
    "no-such-file": (
        N_("The file is not there."),
        N_("Choose another file."),
    ),
    "no-such-folder": (
        N_("There is no such folder."),
        N_("Connect the disk, or make the folder first."),
    ),
    "not-created": (
        N_("The database cannot be made ({reason})."),
        N_("Choose a folder in which you may make files."),
    ),
    "not-restored": (
        N_("The back-up cannot be restored ({reason})."),
        N_("Make room on the disk, and close other programs that use the database."),
    ),
    "not-rewritten": (
        N_("The data could not be written anew ({reason}). Nothing was changed."),
        N_("Make room on the disk, and close other programs that use the database."),
    ),
    "orphaned-log": (
        N_("The database file is gone, but a part of it still lies here."),
        N_("Put the database file back beside it, or restore a back-up."),
    ),
    "out-of-memory": (
        N_("There is not enough memory for the database."),
        N_("Close other programs, and try again."),
    ),
    "passphrase-file-empty": (
        N_("The file with the passphrase is empty."),
        N_("Write the passphrase in its first line."),
    ),
    "passphrase-file-unreadable": (
        N_("The file with the passphrase can't be read."),
        N_("Check its name and that you may read it. It holds one line of plain text."),
    ),
    "read-only": (
        N_("The database cannot be written: the file or its folder is read-only."),
        N_("Ask for the right to write there, or keep the data in another folder."),
    ),
    "restore-onto-itself": (
        N_("This is the database itself."),
        N_("Choose another back-up file."),
    ),
    "second-place": (
        N_(
            "The back-up could not be copied to its second place ({reason}). The one "
            "beside the data is whole."
        ),
        N_("Make room there, or choose another folder in Settings."),
    ),
    "server-full": (
        N_("The database server has run out of disk space, memory or connections."),
        N_("Tell the database's administrator. Nothing was saved."),
    ),
    "took-too-long": (
        N_("The database took too long and was stopped."),
        N_("Try again when the server is less busy. Nothing was saved."),
    ),
    "unfinished-backup": (
        N_("A program is still writing to this file."),
        N_("Choose another back-up file."),
    ),
    "unreadable-file": (
        N_("The file cannot be read ({reason})."),
        N_("Ask for the right to read it, or choose another file."),
    ),
    "upgrade-failed": (
        N_("The data do not hold together after the upgrade, so that it was taken back."),
        N_("The data are as they were. Check them with the version they were made with."),
    ),
    "weak-passphrase": (
        N_("The passphrase is too short: it needs at least {fewest} characters."),
        N_("Four or five unrelated words are easy to remember and hard to guess."),
    ),
    "wrong-encoding": (
        N_("The database cannot keep every letter: its encoding is not UTF8."),
        N_("Have the database made with ENCODING 'UTF8'."),
    ),
    "wrong-passphrase": (
        N_("The passphrase does not fit, or the beginning of the file is damaged."),
        N_("Try again; capitals and spaces count. The recovery key opens the data too."),
    ),
}
"""What is wrong and what to do, by the code of a failure."""
