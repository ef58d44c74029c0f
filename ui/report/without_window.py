"""Papers without a window: the command line paints them offscreen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ui.base.theme import LIGHT, Appearance
from ui.charts.export import paper_style, save_bytes
from ui.report.paper import PAPERS, usual_paper

if TYPE_CHECKING:
    from ui.report.papers import Print


def write_pdf(paint: Print, out: str | Path, paper: str | None) -> None:
    """Paint a paper and write it to a file. `paper` is a4, letter, or None for the locale's.

    Raises UserError when the file cannot be written.
    """
    running = QApplication.instance()
    if not isinstance(running, QApplication):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        running = QApplication(["throughline"])
    style = paper_style(Appearance(running, LIGHT))
    save_bytes(str(out), paint(style, PAPERS[paper] if paper else usual_paper()))
