"""Why a workbook or an XML file is refused, and what to do."""

from __future__ import annotations

from ui.text.language import N_

WORDS = {
    "workbook_archive": (
        N_("This is a ZIP archive, not a workbook."),
        N_("Unpack it and open the file inside."),
    ),
    "workbook_bomb": (
        N_("This workbook unpacks to more than {megabytes} MB, which no survey holds."),
        N_("Do not open it; ask the sender for a plain export."),
    ),
    "workbook_bomb/parts": (
        N_("This workbook unpacks to more than {parts} parts, which no survey holds."),
        N_("Do not open it; ask the sender for a plain export."),
    ),
    "workbook_bomb/text": (
        N_("This workbook unpacks to one text of more than {megabytes} MB, which no survey holds."),
        N_("Do not open it; ask the sender for a plain export."),
    ),
    "workbook_damaged": (
        N_("This workbook is damaged or incomplete."),
        N_("Download or copy it again, or open it in Excel and save it as a new file."),
    ),
    "workbook_locked": (
        N_("This workbook is protected by a password."),
        N_(
            "Give its password (on the command line with --password-file), or save a "
            "copy without one and open that."
        ),
    ),
    "workbook_locked_other": (
        N_("This workbook is protected by a password in a way that cannot be opened here."),
        N_("Open it in its own program, save a copy without a password and open that."),
    ),
    "workbook_not_normal": (
        N_("This is not a normal workbook: it holds parts that no spreadsheet program writes."),
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
            "Reading this workbook stopped: it is damaged, or needs more than "
            "{megabytes} MB of memory."
        ),
        N_("Open it in Excel, save the sheet with the answers as CSV, and open that."),
    ),
    "workbook_too_slow": (
        N_("This workbook took longer than {seconds} seconds to read."),
        N_("Save the sheet with the answers as CSV and open that."),
    ),
    "workbook_too_wide": (
        N_(
            "A sheet of this workbook spans {rows} rows by {columns} columns; 2,000 "
            "columns and 40 million cells are the most."
        ),
        N_("Delete the stray cells far to the right or below, save, and open it again."),
    ),
    "workbook_too_wide/columns": (
        N_(
            "A sheet of this workbook spans {columns} repeated columns; 2,000 columns "
            "and 40 million cells are the most."
        ),
        N_("Delete the stray cells far to the right or below, save, and open it again."),
    ),
    "workbook_too_wide/rows": (
        N_(
            "A sheet of this workbook spans {rows} repeated rows; 2,000 columns and 40 "
            "million cells are the most."
        ),
        N_("Delete the stray cells far to the right or below, save, and open it again."),
    ),
    "workbook_word": (
        N_("This is a Word document."),
        N_("Save its table as CSV or Excel."),
    ),
    "workbook_wrong_password": (
        N_("The password does not open this workbook."),
        N_("Check it, capitals included, or ask the sender."),
    ),
    "xml_damaged": (
        N_("This XML file is damaged or not well-formed."),
        N_("Download or export it again."),
    ),
    "xml_doctype": (
        N_("This XML file declares a document type, which HCAHPS files do not."),
        N_("Do not use it; ask the sender for a plain HCAHPS file."),
    ),
    "xml_other": (
        N_("This XML file is no patient-level HCAHPS file."),
        N_("Open the file that was made for submission, or a CSV or Excel export."),
    ),
}
"""What is wrong and what to do, by the code of a failure."""
