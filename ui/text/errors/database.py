"""What a database or a back-up could not do, and what to do."""

from __future__ import annotations

from ui.text.language import N_

WORDS = {
    "backup-busy": (
        N_("Another program is still backing up your data."),
        N_("Try again in a few minutes."),
    ),
    "backup-not-written": (
        N_("The backup can't be saved ({reason})."),
        N_("Choose another folder for it."),
    ),
    "backup-on-server": (
        N_("A server database is backed up on the server."),
        N_("Use pg_dump, or ask the database administrator."),
    ),
    "backup-onto-itself": (
        N_("The backup can't have the same name as the database."),
        N_("Choose another name."),
    ),
    "bad-address": (
        N_("We can't read the database address."),
        N_("Write it as postgresql://USER@SERVER/DATABASE."),
    ),
    "broken-link": (
        N_("The path is a link to a missing file."),
        N_("Connect its disk, or choose another path."),
    ),
    "cut-short": (
        N_("Part of the database file is missing."),
        N_("Restore the latest backup from the folder “backups” next to the file."),
    ),
    "damaged-copy": (
        N_("The file is damaged."),
        N_("Choose another backup."),
    ),
    "database-damaged/not-backed-up": (
        N_("The database is damaged, so no backup was made."),
        N_("Check your data, and restore the latest backup from before the damage."),
    ),
    "database-damaged/not-shown": (
        N_("Your data is damaged. Numbers could be wrong, so nothing is shown."),
        N_(
            "Run main.py check to see the damage. Then restore a backup: main.py restore "
            "uses the newest good one."
        ),
    ),
    "database-damaged": (
        N_("The database is damaged."),
        N_("Restore the latest backup from the folder “backups” next to the database."),
    ),
    "database-locked": (
        N_("The database is busy: another program is writing to it."),
        N_("Wait until the other program is done, and try again. Nothing was saved."),
    ),
    "database-missing": (
        N_("There is no database here."),
        N_("Choose another with --db, or import a file to start one."),
    ),
    "database-not-opened": (
        N_("The database can't be opened ({reason})."),
        N_("Choose another backup file."),
    ),
    "database-open": (
        N_("The database is open."),
        N_("Close the windows and programs that use it, and try again."),
    ),
    "no-keyring": (
        N_("This computer has no keyring to keep the password."),
        N_("Use a .pgpass or service file instead."),
    ),
    "no-password": (
        N_("You didn't type a password."),
        N_("Type it, or use --forget."),
    ),
    "no-createrole": (
        N_("{login} isn't allowed to make roles. Missing roles: {roles}."),
        N_("Ask the server's administrator to make them: CREATE ROLE … NOLOGIN."),
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
        N_("Give the server's address with --db postgresql://…"),
    ),
    "not-owner": (
        N_("Only the owner of the tables, {owner}, can set this up."),
        N_("Connect as {owner}."),
    ),
    "role-without-units": (
        N_("A huddle lead or a manager needs at least one unit."),
        N_("Name one with --unit, or all with --unit ALL."),
    ),
    "surveys-hidden": (
        N_("This needs surveys from other units, and you can't see those."),
        N_("Ask an analyst of your hospital to look at it."),
    ),
    "upgrade-by-owner": (
        N_("The owner of the shared database, {owner}, must upgrade it first."),
        N_("Ask your administrator to open it once with this version."),
    ),
    "decided-by-administrator": (
        N_("Your administrator chose the second backup location on this computer."),
        N_("Ask your administrator to change it."),
    ),
    "disk-error": (
        N_("The disk reports an error."),
        N_("Check if your last change was saved. Check the disk, and restore a backup if needed."),
    ),
    "disk-forgets": (
        N_("The disk isn't saving data."),
        N_("Choose another backup file."),
    ),
    "disk-full": (
        N_("The disk is full."),
        N_("Free up disk space, and try again. Everything saved before is safe."),
    ),
    "empty-file": (
        N_("The database file is empty."),
        N_("Restore a backup. If there is none, delete the file to start over."),
    ),
    "file-replaced": (
        N_(
            "The database file was moved, deleted, or replaced while it was open. Your "
            "last change may not be saved."
        ),
        N_("Close the program, find the file, and open it again."),
    ),
    "floor-below-policy": (
        N_("On this computer the number must be at least {least}."),
        N_("Your administrator set this. Choose a higher number."),
    ),
    "floor-out-of-range": (
        N_("The fewest answers to show must be from 1 to {highest}."),
        N_("Published scores use {usual}."),
    ),
    "folder-not-made": (
        N_("The folder can't be created ({reason})."),
        N_("Choose a place where you can create folders."),
    ),
    "foreign-database": (
        N_("This database belongs to another program."),
        N_("Choose another file. This one wasn't changed."),
    ),
    "foreign-tables": (
        N_("The database has another program's tables."),
        N_("Use an empty database, or a separate schema."),
    ),
    "goal-out-of-range": (
        N_("A goal must be between 0 and 100 percent."),
        N_("Enter a number such as 80 percent."),
    ),
    "no-regular-file/folder": (
        N_("The path is a folder."),
        N_("Give the path of a database file."),
    ),
    "no-access": (
        N_("The database can't be opened."),
        N_("Make sure the disk is connected and you can read and write in its folder."),
    ),
    "no-backup": (
        N_("There's no good backup of this database here."),
        N_("Choose another backup file."),
    ),
    "no-database": (
        N_("This isn't a Throughline database, or it's damaged."),
        N_("Choose another file, or restore a backup. The file wasn't changed."),
    ),
    "no-regular-file": (
        N_("The path isn't a regular file."),
        N_("Give the path of a database file."),
    ),
    "no-right": (
        N_("The database user isn't allowed to do this."),
        N_("Ask the database administrator for read and write access to these tables."),
    ),
    "no-server": (
        N_("We can't connect to the database server."),
        N_(
            "Check the network, the server, the address, the database name, the user, and "
            "the password. Unfinished work wasn't saved."
        ),
    ),
    "no-such-file": (
        N_("The file doesn't exist."),
        N_("Choose another file."),
    ),
    "no-such-folder": (
        N_("There is no such folder."),
        N_("Connect the disk, or create the folder first."),
    ),
    "not-created": (
        N_("The database can't be created ({reason})."),
        N_("Choose a folder where you can create files."),
    ),
    "not-restored": (
        N_("The backup can't be restored ({reason})."),
        N_("Free up disk space, and close other programs that use the database."),
    ),
    "not-rewritten": (
        N_("The data couldn't be rewritten ({reason}). Nothing was changed."),
        N_("Free up disk space, and close other programs that use the database."),
    ),
    "orphaned-log": (
        N_("The database file is missing, but part of it is still here."),
        N_("Put the database file back, or restore a backup."),
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
        N_("Check its name and that you can read it. It needs one line of plain text."),
    ),
    "read-only": (
        N_("The database can't be changed: the file or its folder is read-only."),
        N_("Ask for write access, or keep your data in another folder."),
    ),
    "restore-onto-itself": (
        N_("This is the database itself."),
        N_("Choose another backup file."),
    ),
    "second-place": (
        N_(
            "The backup couldn't be copied to the second location ({reason}). The one next "
            "to your data is good."
        ),
        N_("Free up space there, or choose another folder in Settings."),
    ),
    "server-full": (
        N_("The database server is out of disk space, memory, or connections."),
        N_("Tell the database administrator. Nothing was saved."),
    ),
    "took-too-long": (
        N_("The database took too long and was stopped."),
        N_("Try again when the server is less busy. Nothing was saved."),
    ),
    "unfinished-backup": (
        N_("A program is still writing to this file."),
        N_("Choose another backup file."),
    ),
    "unreadable-file": (
        N_("The file can't be read ({reason})."),
        N_("Ask for read access, or choose another file."),
    ),
    "upgrade-failed": (
        N_("The upgrade didn't work, so it was undone."),
        N_("Your data is unchanged. Check it with the version you used before."),
    ),
    "weak-passphrase": (
        N_("The passphrase is too short. It needs at least {fewest} characters."),
        N_("Four or five unrelated words are easy to remember and hard to guess."),
    ),
    "wrong-encoding": (
        N_("The database can't store every letter: its encoding isn't UTF8."),
        N_("Ask for a database with ENCODING 'UTF8'."),
    ),
    "wrong-passphrase": (
        N_("The passphrase doesn't work, or the file is damaged."),
        N_("Try again. Capitals and spaces count. The recovery key works too."),
    ),
}
"""What is wrong and what to do, by the code of a failure."""
