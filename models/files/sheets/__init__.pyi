from .flattened import (
    FlattenedSheet,
    ToolColumn,
    cell_at,
    distinct_names,
    plain_name,
    question_text,
)
from .hcahps_xml import HcahpsXmlSheet, read_hcahps_xml
from .header import column_letters, header_of, kind_of_cell
from .header_rows import find_header_rows, with_header_rows
from .opening import open_sheets, refuse_options
from .rows import Row, SheetFrame
from .sheet import Header, MemorySheet, OpenedFile, Sheet
from .table import (
    Table,
    TableColumn,
    invisible_notes,
    read_table,
    refuse_mixed_delimiters,
)
from .text import SAMPLE_CHARS, TextForm, TextSheet, text_form
from .workbook import read_workbook
from .workbook_child import main

__all__ = [
    "SAMPLE_CHARS",
    "FlattenedSheet",
    "HcahpsXmlSheet",
    "Header",
    "MemorySheet",
    "OpenedFile",
    "Row",
    "Sheet",
    "SheetFrame",
    "Table",
    "TableColumn",
    "TextForm",
    "TextSheet",
    "ToolColumn",
    "cell_at",
    "column_letters",
    "distinct_names",
    "find_header_rows",
    "header_of",
    "invisible_notes",
    "kind_of_cell",
    "main",
    "open_sheets",
    "plain_name",
    "question_text",
    "read_hcahps_xml",
    "read_table",
    "read_workbook",
    "refuse_mixed_delimiters",
    "refuse_options",
    "text_form",
    "with_header_rows",
]
