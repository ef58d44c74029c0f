"""Why a file is refused, and what to do."""

from __future__ import annotations

from ui.text.language import N_

WORDS = {
    "archive_damaged": (
        N_("This archive is damaged or incomplete."),
        N_("Download or copy it again."),
    ),
    "archive_locked": (
        N_("This ZIP archive is protected by a password."),
        N_("Unpack it first, then open the file inside."),
    ),
    "cell_too_long": (
        N_("A cell is longer than {limit} characters."),
        N_('A quotation mark (") may never be closed. Export the file again.'),
    ),
    "cell_too_long/row": (
        N_("A cell in row {row} is longer than {limit} characters."),
        N_('A quotation mark (") there may never be closed. Fix it, or export the file again.'),
    ),
    "counts_unclear": (
        N_("This table counts answers, but we don't know which answer is best."),
        N_("Use the usual answer words, such as Always or Very satisfied."),
    ),
    "cut_short": (
        N_("This {encoding} file is damaged after byte {bytes_read}."),
        N_("Download or copy it again, or save it as UTF-8."),
    ),
    "damaged": (
        N_("This file is damaged: parts of it are blank."),
        N_("Download or copy it again."),
    ),
    "empty_file": (
        N_("This file is empty."),
        N_("Export or download it again."),
    ),
    "empty_table": (
        N_("This table is empty."),
        N_("Export it again."),
    ),
    "empty_table/workbook": (
        N_("This workbook is empty."),
        N_("Export it again, or choose a hidden sheet with --sheet."),
    ),
    "encoding_unclear": (
        N_("This file uses an older text encoding, and we can't tell which one."),
        N_(
            "Save it as UTF-8, or choose one with --encoding: cp1252 (Western), cp1250 "
            "(Central European), cp1251 (Cyrillic), cp932 (Japanese)."
        ),
    ),
    "too_slow": (
        N_("Reading this file took more than {seconds} seconds."),
        N_("It may be damaged. Open it in a spreadsheet, save it as CSV, and try that."),
    ),
    "file_changed": (
        N_("The file changed or disappeared while we read it."),
        N_("It may still be copying. Wait a moment and try again."),
    ),
    "file_lost": (
        N_("We couldn't finish reading: the file or its disk is gone."),
        N_(
            "Nothing was stored. Reconnect the disk or shared folder, or copy the file to "
            "this computer and open the copy."
        ),
    ),
    "mapping/no-header-row": (
        N_("There are no column names in row {rows}."),
        N_("Count rows like a spreadsheet: the first is 1."),
    ),
    "no_dates": (
        N_("This file of published scores doesn't say which months it covers."),
        N_("Add the months with --period, such as “2023-10 to 2024-09”."),
    ),
    "no_encoding": (
        N_("This file states its own text encoding."),
        N_("Leave out --encoding. It's only for text files such as CSV."),
    ),
    "figures/no-numbers": (
        N_("This table has percents, but not how many patients answered."),
        N_("Export it with a column for the number of answers (n)."),
    ),
    "figures/means": (
        N_("This table has average scores, not the share of best answers."),
        N_("Export the top-box percent instead, with the number of answers."),
    ),
    "figures/together": (
        N_("This table has the percent and the number of answers in one cell."),
        N_("Export them in two columns."),
    ),
    "figures/repeated": (
        N_("This table has several scores for the same unit, measure and month."),
        N_("Export it without a breakdown, such as age groups."),
    ),
    "no_month": (
        N_("The table doesn't say which month it's for."),
        N_(
            "Add it with --period, a Month column, a title such as “Data - August 2025”, "
            "or the month in the file's name."
        ),
    ),
    "no_month/shares": (
        N_("The table doesn't say which months it's for."),
        N_(
            "Add them with --period, a Month or Quarter column, a title such as “July "
            "2026”, or the month in the file's name."
        ),
    ),
    "no_period": (
        N_("“{text}” isn't a month, quarter, year, or span of months."),
        N_("Write it like 2025-08, Q3 2025, or 2023-10 to 2024-09."),
    ),
    "no_permission": (
        N_("You have no permission to read this file."),
        N_("Ask its owner for access, or close the program that has it open."),
    ),
    "no_rows": (
        N_("This table has column names but no rows."),
        N_("Export it again, with the answers."),
    ),
    "no_rows/nobody-answered": (
        N_("None of the {patients} patients in this HCAHPS file answered."),
        N_("Export it again when answers are in."),
    ),
    "no_rows/shares": (
        N_("This table has no row with an answer count."),
        N_("Export it again, with the unit scores."),
    ),
    "no_sheets": (
        N_("A text file has no sheets."),
        N_("Leave out --sheet."),
    ),
    "no_such_column": (
        N_("The table has no column named {column}."),
        N_("Its columns are: {columns}."),
    ),
    "no_such_file": (
        N_("The file doesn't exist."),
        N_("Check the name and folder."),
    ),
    "no_ward_rows": (
        N_("This Friends and Family form has no ward rows."),
        N_("Open the published monthly workbook. Its Wards sheet has the counts."),
    ),
    "not_a_file/device": (
        N_("This is a device or pipe, not a file."),
        N_("Choose a file."),
    ),
    "not_a_file/folder": (
        N_("This is a folder."),
        N_("Choose a file."),
    ),
    "not_a_table/blank": (
        N_("This table is empty."),
        N_("Export it again."),
    ),
    "not_a_table/compressed": (
        N_("This is a compressed file."),
        N_("Unpack it first, then open the file inside."),
    ),
    "not_a_table/data-file": (
        N_("This is another program's data file."),
        N_("Open the survey table instead: CSV, TSV, Excel, OpenDocument, or SPSS."),
    ),
    "not_a_table/database": (
        N_("This is a database."),
        N_("Open the survey table instead: CSV, TSV, Excel, OpenDocument, or SPSS."),
    ),
    "not_a_table/gaps": (
        N_("This file is damaged: parts of it are blank."),
        N_("Download or copy it again."),
    ),
    "not_a_table/gif": (
        N_("This is a GIF picture."),
        N_("Open the survey table instead: CSV, TSV, Excel, OpenDocument, or SPSS."),
    ),
    "not_a_table/git-lfs": (
        N_("This is a Git LFS pointer. It has no data."),
        N_("Fetch the real file with `git lfs pull`, or download it again."),
    ),
    "not_a_table/jpeg": (
        N_("This is a JPEG picture."),
        N_("Open the survey table instead: CSV, TSV, Excel, OpenDocument, or SPSS."),
    ),
    "not_a_table/json": (
        N_("This is a JSON file."),
        N_("Open the survey table instead: CSV, TSV, Excel, OpenDocument, or SPSS."),
    ),
    "not_a_table/lock-file": (
        N_("This is a lock file. The workbook is open somewhere else."),
        N_("Open the survey table instead: CSV, TSV, Excel, OpenDocument, or SPSS."),
    ),
    "not_a_table/numbers": (
        N_("This is an Apple Numbers document."),
        N_("In Numbers choose File, Export To, and Excel or CSV."),
    ),
    "not_a_table/pdf": (
        N_("This is a PDF document."),
        N_("Open the survey table instead: CSV, TSV, Excel, OpenDocument, or SPSS."),
    ),
    "not_a_table/png": (
        N_("This is a PNG picture."),
        N_("Open the survey table instead: CSV, TSV, Excel, OpenDocument, or SPSS."),
    ),
    "not_a_table/portable": (
        N_("This is an SPSS portable file (.por)."),
        N_("Save it as an SPSS file (.sav) or as CSV."),
    ),
    "not_a_table/program": (
        N_("This is a program."),
        N_("Open the survey table instead: CSV, TSV, Excel, OpenDocument, or SPSS."),
    ),
    "not_a_table/rtf": (
        N_("This is a Rich Text document."),
        N_("Open the survey table instead: CSV, TSV, Excel, OpenDocument, or SPSS."),
    ),
    "not_a_table/sas": (
        N_("This is a SAS data file."),
        N_("Save it as CSV or as an SPSS file (.sav) and open that."),
    ),
    "not_a_table/stata": (
        N_("This is a Stata data file."),
        N_("Save it as CSV or as an SPSS file (.sav) and open that."),
    ),
    "not_a_table/web-page": (
        N_("This is a web page."),
        N_("It may be a sign-in page. Download the file again, or save it as XLSX or CSV."),
    ),
    "not_a_table/xml": (
        N_("This is an XML file."),
        N_("Open the survey table instead: CSV, TSV, Excel, OpenDocument, or SPSS."),
    ),
    "not_a_table/zip": (
        N_("This is an empty or split ZIP archive."),
        N_("Open the survey table instead: CSV, TSV, Excel, OpenDocument, or SPSS."),
    ),
    "not_local": (
        N_("This is an address, not a file on this computer."),
        N_("Download the file first, then open the copy."),
    ),
    "other_encoding": (
        N_("This file is not written in {encoding}."),
        N_(
            "Leave out --encoding, or choose another: cp1252 (Western), cp1250 (Central "
            "European), cp1251 (Cyrillic), cp932 (Japanese)."
        ),
    ),
    "percent_or_count": (
        N_("We can't tell if these are percents or counts."),
        N_("Add % or “count” to the column header."),
    ),
    "reading_stopped": (
        N_("We couldn't finish reading this file. It may need more memory."),
        N_("Nothing was stored. Close other programs and try again, or import the file in parts."),
    ),
    "rolling_periods": (
        N_("The periods overlap: {one}, and {other}."),
        N_("Months would count twice. Export single months or quarters."),
    ),
    "too_large": (
        N_("This file is larger than {megabytes} MB."),
        N_("Export a shorter period, or split the file."),
    ),
    "too_wide": (
        N_("This table has {columns} columns. The limit is {limit}."),
        N_("Export fewer columns."),
    ),
    "unclosed_quote": (
        N_("A quotation mark in row {row} is never closed."),
        N_("Close it, or export the file again."),
    ),
    "unknown_encoding": (
        N_("There's no text encoding with that name."),
        N_("Known names: {known}."),
    ),
    "unknown_sheet": (
        N_("There is no sheet named {sheet}."),
        N_("Sheets: {sheets}"),
    ),
    "unpacks_too_large": (
        N_("This archive unpacks to more than {megabytes} MB."),
        N_("If you know the sender, unpack it and open the file inside."),
    ),
    "unreadable": (
        N_("The file can't be read from its disk."),
        N_("Copy it to this computer and open the copy."),
    ),
}
"""What is wrong and what to do, by the code of a failure."""
