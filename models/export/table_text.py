"""How a table's values become words; the function itself comes from `ui.text`."""

from __future__ import annotations

from collections.abc import Callable

from models.export.document import Cell, Column

CellText = Callable[[Column, Cell], str]
"""Returns a value of a column as people read it, an en dash for a missing one."""
