"""What menus, palette and saved views can ask of the window."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QAction

from ui.pages.base import Page


class Commands(Protocol):
    """What the menus and the palette can ask of the window."""

    @property
    def current_page(self) -> Page | None:
        """The page in front."""

    @property
    def commands(self) -> Mapping[str, QAction]:
        """What the menus offer, by name."""

    @property
    def page_keys(self) -> list[str]:
        """The keys of the pages."""

    def go_to(self, key: str, what: object = None) -> None:
        """Show a page."""

    def choose_files(self) -> None:
        """Ask for survey files."""

    def open_recent(self, path: Path) -> None:
        """Open a file that was opened before."""

    def begin_search(self) -> None:
        """Search on the page in front."""

    def rebuild(self) -> None:
        """Build the pages anew."""

    def show_palette(self) -> None:
        """Show the command palette."""

    def show_board(self) -> None:
        """Show the wall screen."""

    def start_huddle(self) -> None:
        """Start the huddle, or go on with it."""

    def show_manual(self) -> None:
        """Open the manual."""

    def show_keys(self) -> None:
        """Show the sheet of keys."""
