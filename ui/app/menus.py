"""The menu bar: everything the window can do, by name, with its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTextEdit,
    QToolButton,
)

from ui.app.commands import Commands
from ui.app.saved_views import SavedViews
from ui.app.undo_keys import UndoKeys
from ui.base.plain_text import without_mnemonic
from ui.base.preferences import Preferences
from ui.base.theme import Appearance
from ui.text.expert import show_expert_details
from ui.text.language import _
from ui.widgets.sidebar import PageEntry, numbered

STANDARD = QKeySequence.StandardKey


class Menus(QObject):
    """Fills a window's menu bar. Letters with Alt belong to the pages: F10 opens the bar."""

    def __init__(
        self,
        window: QMainWindow,
        commands: Commands,
        entries: Iterable[PageEntry],
        undo: UndoKeys,
        preferences: Preferences,
        look: Appearance,
    ) -> None:
        super().__init__(window)
        window.setMenuBar(QMenuBar(window))  # the one before goes, with its keys
        self._window = window
        self._commands = commands
        self._entries = list(entries)
        self._undo = undo
        self._preferences = preferences
        self._look = look
        self.actions: dict[str, QAction] = {}
        """The commands by name, for the palette."""
        self._build_file()
        self._build_edit()
        self._build_view()
        self._build_insert()
        self._build_help()
        more = window.menuBar().findChild(QToolButton)  # Qt's own, for a bar with too little room
        if more is not None:
            more.setAccessibleName(_("More menus"))

    def _has(self, key: str) -> bool:
        return any(entry.key == key for entry in self._entries)

    def _menu(self, name: str, title: str) -> QMenu:
        menu = self._window.menuBar().addMenu(title)
        menu.setObjectName(f"menu_{name}")
        return menu

    def _add(
        self,
        menu: QMenu,
        name: str,
        text: str,
        act: Callable[[], object],
        keys: QKeySequence | QKeySequence.StandardKey | str = "",
    ) -> QAction:
        action = menu.addAction(without_mnemonic(text))
        action.setObjectName(f"menu_{name}")
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: act())
        self.actions[name] = action
        return action

    def _build_file(self) -> None:
        menu = self._menu("file", _("File"))
        self._add(menu, "open", _("Open…"), self._commands.choose_files, STANDARD.Open)
        self.recent = menu.addMenu(_("Open recent"))
        self.recent.setObjectName("menu_recent")
        self.recent.aboutToShow.connect(self._fill_recent)
        menu.addSeparator()
        self.share = menu.addMenu(_("Share this page"))
        self.share.setObjectName("menu_share")
        menu.aboutToShow.connect(self._fill_share)
        menu.addSeparator()
        if self._has("settings"):
            self._add(
                menu, "settings", _("Settings"), partial(self._commands.go_to, "settings"), "Ctrl+,"
            )
        self._add(menu, "quit", _("Close Throughline"), self._window.close, STANDARD.Quit)

    def _fill_recent(self) -> None:
        self.recent.clear()
        paths = [Path(path) for path in self._preferences.recent_files]
        for path in paths:
            action = self.recent.addAction(without_mnemonic(path.name))
            action.setToolTip(str(path.parent))
            action.triggered.connect(partial(self._open_recent, path))
        if not paths:
            self.recent.addAction(_("No recent files")).setEnabled(False)
            return
        self.recent.addSeparator()
        forget = self.recent.addAction(_("Clear this list"))
        forget.triggered.connect(lambda: setattr(self._preferences, "recent_files", []))

    def _open_recent(self, path: Path, _checked: bool = False) -> None:
        self._commands.open_recent(path)

    def _fill_share(self) -> None:
        """Offer the same entries, with the same keys, as the page's own button."""
        page = self._commands.current_page
        actions = page.share_actions() if page is not None else []
        self.share.clear()
        self.share.addActions(actions)
        self.share.setEnabled(any(action.isEnabled() for action in actions))

    def _build_edit(self) -> None:
        menu = self._menu("edit", _("Edit"))
        for name, action in (("undo", self._undo.undo), ("redo", self._undo.redo)):
            menu.addAction(action)
            self.actions[name] = action
        menu.addSeparator()
        self._text_actions = [
            menu.addAction(_("Cut") + _shown(STANDARD.Cut), partial(_in_field, "cut")),
            menu.addAction(_("Copy") + _shown(STANDARD.Copy), partial(_in_field, "copy")),
            menu.addAction(_("Paste") + _shown(STANDARD.Paste), partial(_in_field, "paste")),
        ]
        menu.addSeparator()
        self._add(menu, "find", _("Find on this page"), self._commands.begin_search, STANDARD.Find)
        self._add(menu, "palette", _("Go to…"), self._commands.show_palette, "Ctrl+K")
        menu.aboutToShow.connect(self._offer_text)

    def _offer_text(self) -> None:
        is_text = isinstance(QApplication.focusWidget(), QLineEdit | QTextEdit | QPlainTextEdit)
        for action in self._text_actions:
            action.setEnabled(is_text)

    def _build_view(self) -> None:
        menu = self._menu("view", _("View"))
        numbers = numbered(self._entries)
        for entry in self._entries:
            number = numbers.get(entry.key)
            keys = f"Ctrl+{number}" if number else ""
            act = partial(self._commands.go_to, entry.key)
            self._add(menu, f"page_{entry.key}", entry.title, act, keys)
        menu.addSeparator()
        views = menu.addMenu(_("Saved views"))
        views.setObjectName("menu_views")
        self.views = SavedViews(views, self._commands, self._look, self._preferences, self._window)
        expert = self._add(menu, "expert", _("Expert details"), self._toggle_expert)
        expert.setCheckable(True)
        expert.setChecked(self._preferences.expert_details)
        self._add(menu, "full_screen", _("Full screen"), self._toggle_full_screen, "F11")

    def _toggle_expert(self) -> None:
        """Show statistics words, or hide them again, on every page."""
        shown = self.actions["expert"].isChecked()
        self._preferences.expert_details = shown
        show_expert_details(shown)
        self._commands.rebuild()

    def _toggle_full_screen(self) -> None:
        window = self._window
        window.showNormal() if window.isFullScreen() else window.showFullScreen()

    def _build_insert(self) -> None:
        menu = self._menu("insert", _("Insert"))
        if self._has("actions"):
            act = partial(self._commands.go_to, "actions")
            self._add(menu, "new_action", _("New action"), act, STANDARD.New)
        if self._has("mission"):
            act = partial(self._commands.go_to, "mission", "new")
            self._add(menu, "new_promise", _("New promise"), act)
        if self._has("huddle"):
            act = partial(self._commands.go_to, "huddle", "next")
            self._add(menu, "new_idea", _("New idea for a huddle"), act)
        menu.addSeparator()
        self._add(menu, "start_huddle", _("Start huddle"), self._commands.start_huddle, "F5")
        self._add(menu, "wall_screen", _("Wall screen"), self._commands.show_board, "F6")

    def _build_help(self) -> None:
        menu = self._menu("help", _("Help"))
        self._add(menu, "manual", _("Manual"), self._commands.show_manual, "F1")
        self._add(menu, "keys", _("Keyboard shortcuts"), self._commands.show_keys, "?")
        if self._has("settings"):
            act = partial(self._commands.go_to, "settings", "about")
            self._add(menu, "about", _("About Throughline"), act)


def _shown(keys: QKeySequence.StandardKey) -> str:
    """Return a key for an entry's right side; the text field itself listens to it."""
    return "\t" + QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _in_field(act: str) -> None:
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit | QTextEdit | QPlainTextEdit):
        getattr(field, act)()
