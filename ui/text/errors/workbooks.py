"""Why a workbook or an XML file is refused, and what to do."""

from __future__ import annotations

from ui.text.language import N_

WORDS = {
    "workbook_archive": (
        N_("This is a ZIP archive, not a workbook."),
        N_("Unpack it and open the file inside."),
    ),
    "workbook_bomb": (
        N_("This workbook unpacks to more than {megabytes} MB, far more than any survey."),
        N_("Don't open it. Ask the sender for a plain export."),
    ),
    "workbook_bomb/parts": (
        N_("This workbook unpacks to more than {parts} parts, far more than any survey."),
        N_("Don't open it. Ask the sender for a plain export."),
    ),
    "workbook_bomb/text": (
        N_("This workbook has a text of more than {megabytes} MB, far more than any survey."),
        N_("Don't open it. Ask the sender for a plain export."),
    ),
    "workbook_damaged": (
        N_("This workbook is damaged or incomplete."),
        N_("Download or copy it again, or open it in Excel and save it as a new file."),
    ),
    "workbook_locked": (
        N_("This workbook has a password."),
        N_(
            "Enter the password (on the command line: --password-file), or save a copy without one."
        ),
    ),
    "workbook_locked_other": (
        N_("We can't open this kind of password-protected workbook."),
        N_("Save a copy without a password in its own program, and open that."),
    ),
    "workbook_not_normal": (
        N_("This isn't a normal workbook. It has parts that spreadsheets don't write."),
        N_("Open it in Excel or LibreOffice and save it again, or ask the sender for a CSV file."),
    ),
    "workbook_slides": (
        N_("This is a presentation."),
        N_("Open the survey's table instead."),
    ),
    "workbook_spss_damaged": (
        N_("This SPSS file is damaged or incomplete."),
        N_("Download or copy it again, or save it from SPSS as CSV or Excel, with labels."),
    ),
    "workbook_stopped": (
        N_(
            "We couldn't read this workbook. It's damaged, or it needs more than "
            "{megabytes} MB of memory."
        ),
        N_("Open it in Excel, save the sheet with the answers as CSV, and open that."),
    ),
    "workbook_too_slow": (
        N_("Reading this workbook took more than {seconds} seconds."),
        N_("Save the sheet with the answers as CSV and open that."),
    ),
    "workbook_too_wide": (
        N_(
            "A sheet has {rows} rows and {columns} columns. The limit is 2,000 columns and "
            "40 million cells."
        ),
        N_("Delete the stray cells far to the right or below, save, and open it again."),
    ),
    "workbook_too_wide/columns": (
        N_(
            "A sheet has {columns} repeated columns. The limit is 2,000 columns and 40 "
            "million cells."
        ),
        N_("Delete the stray cells far to the right or below, save, and open it again."),
    ),
    "workbook_too_wide/rows": (
        N_("A sheet has {rows} repeated rows. The limit is 2,000 columns and 40 million cells."),
        N_("Delete the stray cells far to the right or below, save, and open it again."),
    ),
    "workbook_word": (
        N_("This is a Word document."),
        N_("Save its table as CSV or Excel."),
    ),
    "workbook_wrong_password": (
        N_("The password doesn't open this workbook."),
        N_("Check it, including capitals, or ask the sender."),
    ),
    "xml_damaged": (
        N_("This XML file is damaged."),
        N_("Download or export it again."),
    ),
    "xml_doctype": (
        N_("This XML file declares a document type. HCAHPS files don't."),
        N_("Don't use it. Ask the sender for a plain HCAHPS file."),
    ),
    "xml_other": (
        N_("This XML file isn't a patient-level HCAHPS file."),
        N_("Open the file that was made for submission, or a CSV or Excel export."),
    ),
}
"""What is wrong and what to do, by the code of a failure."""
