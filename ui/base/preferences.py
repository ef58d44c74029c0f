"""What this user's window remembers on this computer. No patients, no results."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QApplication

from ui.base.theme import CONTRAST, DARK, LIGHT, SYSTEM
from ui.text.language import matching_language

MOST_RECENT = 10
TEXT_SIZES = (100, 115, 130, 150, 175)


class Preferences:
    """The window's size, the theme, and the last unit looked at, kept in a small INI file."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def theme(self) -> str:
        """`system`, `light`, `dark` or `contrast`."""
        value = str(self._settings.value("theme", SYSTEM))
        return value if value in (SYSTEM, LIGHT, DARK, CONTRAST) else SYSTEM

    @theme.setter
    def theme(self, choice: str) -> None:
        self._settings.setValue("theme", choice)

    @property
    def room_theme(self) -> str:
        """`dark` or `light`: how the huddle looks on the room's screen."""
        return LIGHT if str(self._settings.value("room_theme", DARK)) == LIGHT else DARK

    @room_theme.setter
    def room_theme(self, choice: str) -> None:
        self._settings.setValue("room_theme", choice)

    @property
    def language(self) -> str:
        """The code of the chosen language, "" for the system's."""
        return matching_language(str(self._settings.value("language", ""))) or ""

    @language.setter
    def language(self, code: str) -> None:
        self._settings.setValue("language", code)

    @property
    def reduced_motion(self) -> bool:
        """Whether nothing moves by itself: as chosen here, else as Windows animates (other systems
        do not say)."""
        value = self._settings.value("reduced_motion")
        if value is None:
            asked = sys.platform == "win32"
            return asked and not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
        return str(value).casefold() == "true"

    @reduced_motion.setter
    def reduced_motion(self, on: bool) -> None:
        self._settings.setValue("reduced_motion", on)

    @property
    def geometry(self) -> QByteArray:
        """The window's place and size as Qt saves them, empty the first time."""
        value = self._settings.value("geometry", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._settings.setValue("geometry", value)

    @property
    def last_unit(self) -> int | None:
        """The id of the unit whose results were looked at last."""
        try:
            return int(str(self._settings.value("last_unit", "")))
        except ValueError:
            return None

    @last_unit.setter
    def last_unit(self, unit_id: int) -> None:
        self._settings.setValue("last_unit", unit_id)

    @property
    def inbox(self) -> str:
        """The folder whose new files are taken in while the window is open, "" for none."""
        return str(self._settings.value("inbox", ""))

    @inbox.setter
    def inbox(self, folder: str) -> None:
        self._settings.setValue("inbox", folder)

    @property
    def text_size(self) -> int:
        """How large text is, in percent of the system's: one of `TEXT_SIZES`."""
        try:
            size = int(str(self._settings.value("text_size", "100")))
        except ValueError:
            return 100
        return size if size in TEXT_SIZES else 100

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._settings.setValue("text_size", str(percent))

    @property
    def expert_details(self) -> bool:
        """Whether statistics words are shown on the screen."""
        return str(self._settings.value("expert_details", "")) == "yes"

    @expert_details.setter
    def expert_details(self, shown: bool) -> None:
        self._settings.setValue("expert_details", "yes" if shown else "")

    @property
    def saved_views(self) -> list[dict[str, str]]:
        """Views that were given a name: the page and what it shows, as plain words."""
        try:
            kept = json.loads(str(self._settings.value("saved_views", "[]")))
            return [{str(k): str(v) for k, v in view.items()} for view in kept]
        except (ValueError, TypeError, AttributeError):
            return []

    @saved_views.setter
    def saved_views(self, views: list[dict[str, str]]) -> None:
        self._settings.setValue("saved_views", json.dumps(views))

    @property
    def was_asked_mine(self) -> bool:
        """Whether this user was asked which units are theirs."""
        return str(self._settings.value("was_asked_mine", "")) == "yes"

    @was_asked_mine.setter
    def was_asked_mine(self, asked: bool) -> None:
        self._settings.setValue("was_asked_mine", "yes" if asked else "")

    @property
    def recent_files(self) -> list[str]:
        """Paths of the survey files opened last, the latest first."""
        value = self._settings.value("recent_files", [])
        paths = value if isinstance(value, list) else [value]
        return [str(path) for path in paths if path]

    @recent_files.setter
    def recent_files(self, paths: list[str]) -> None:
        self._settings.setValue("recent_files", list(dict.fromkeys(paths))[:MOST_RECENT])

    @property
    def last_folder(self) -> str:
        """The folder a survey file was opened from last, "" for none."""
        return str(self._settings.value("last_folder", ""))

    @last_folder.setter
    def last_folder(self, folder: str) -> None:
        self._settings.setValue("last_folder", folder)

    def column_widths(self, table: str) -> dict[int, int]:
        """Return the widths that the user gave columns of a table, by their place."""
        try:
            kept = json.loads(str(self._settings.value(f"columns/{table}", "{}")))
            return {int(column): int(width) for column, width in kept.items()}
        except (ValueError, TypeError, AttributeError):
            return {}

    def set_column_widths(self, table: str, widths: Mapping[int, int]) -> None:
        """Keep the widths of columns of a table."""
        self._settings.setValue(f"columns/{table}", json.dumps(dict(widths)))

    def save(self) -> None:
        """Write to the file now."""
        self._settings.sync()
