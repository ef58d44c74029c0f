"""Why a workbook or SPSS file is not read: a plain sentence and what to do, by code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from models.files.workbook_child import MEMORY_BYTES

STOPPED = {"refused": "stopped", "detail": f"{MEMORY_BYTES // 1024 // 1024:,} MB"}
"""What stands for the last message of a child that a signal ended."""

REFUSALS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "locked": (
            "This workbook is protected by a password.",
            "Give its password (on the command line with --password-file), or save a copy without "
            "one and open that.",
        ),
        "wrong_password": (
            "The password does not open this workbook.",
            "Check it, capitals included, or ask the sender.",
        ),
        "locked_other": (
            "This workbook is protected by a password in a way that cannot be opened here.",
            "Open it in its own program, save a copy without a password and open that.",
        ),
        "bomb": (
            "This workbook unpacks to {detail}, which no survey holds.",
            "Do not open it; ask the sender for a plain export.",
        ),
        "not_normal": (
            "This is not a normal workbook: it holds parts that no spreadsheet program writes.",
            "Open it in Excel or LibreOffice and save it again, or ask the sender for a CSV file.",
        ),
        "too_wide": (
            "A sheet of this workbook spans {detail}; 2,000 columns and 40 million cells are the "
            "most.",
            "Delete the stray cells far to the right or below, save, and open it again.",
        ),
        "word": ("This is a Word document.", "Save its table as CSV or Excel."),
        "slides": ("This is a presentation.", "Open the survey's table instead."),
        "archive": (
            "This is a ZIP archive, not a workbook.",
            "Unpack it and open the file inside.",
        ),
        "damaged": (
            "This workbook is damaged or incomplete.",
            "Download or copy it again, or open it in Excel and save it as a new file.",
        ),
        "spss_damaged": (
            "This SPSS file is damaged or incomplete.",
            "Download or copy it again, or save it from SPSS as CSV or Excel, with labels.",
        ),
        "stopped": (
            "Reading this workbook stopped: it is damaged, or needs more than {detail} of memory.",
            "Open it in Excel, save the sheet with the answers as CSV, and open that.",
        ),
        "too_slow": (
            "This workbook took longer than {detail} to read.",
            "Save the sheet with the answers as CSV and open that.",
        ),
    }
)
"""Sentence and hint; the detail that the child names stands in the sentence."""
