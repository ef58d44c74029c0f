"""Views that were given a name: a page with its unit, measure, months and comparison."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from ui.app.commands import Commands
from ui.base.plain_text import without_mnemonic
from ui.base.preferences import Preferences
from ui.base.theme import Appearance
from ui.pages.base import ReasonDialog, ShowUnitRequest
from ui.text.language import _


class SavedViews(QObject):
    """Fills a menu with the views, and with ways to save and to remove one."""

    def __init__(
        self,
        menu: QMenu,
        commands: Commands,
        look: Appearance,
        preferences: Preferences,
        window: QWidget,
    ) -> None:
        super().__init__(menu)
        self._menu = menu
        self._commands = commands
        self._look = look
        self._preferences = preferences
        self._window = window
        menu.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer what can be saved, opened and removed now."""
        self._menu.clear()
        page = self._commands.current_page
        save = self._menu.addAction(_("Save this view…"), self._ask_name)
        save.setEnabled(page is not None and page.view_request() is not None)
        views = self._preferences.saved_views
        if not views:
            return
        self._menu.addSeparator()
        for view in views:
            self._menu.addAction(without_mnemonic(view["name"]), partial(self.open, view))
        self._menu.addSeparator()
        remove = self._menu.addMenu(_("Remove a view"))
        for view in views:
            remove.addAction(without_mnemonic(view["name"]), partial(self.remove, view["name"]))

    def open(self, view: dict[str, str]) -> None:
        """Show a view."""
        unit = int(view["unit"])
        what = ShowUnitRequest(unit, view["measure"], view["against"], view["period"])
        self._commands.go_to(view["page"], what)

    def save(self, name: str) -> None:
        """Keep what the page in front shows under a name, in the place of one called so."""
        page = self._commands.current_page
        shown = page.view_request() if page is not None else None
        if page is None or not isinstance(shown, ShowUnitRequest):
            return
        view = {
            "name": name,
            "page": page.key,
            "unit": str(shown.unit_id),
            "measure": shown.measure,
            "against": shown.against,
            "period": shown.period,
        }
        others = [v for v in self._preferences.saved_views if v["name"] != name]
        self._preferences.saved_views = [*others, view]

    def remove(self, name: str) -> None:
        """Forget a view."""
        views = self._preferences.saved_views
        self._preferences.saved_views = [v for v in views if v["name"] != name]

    def _ask_name(self) -> None:
        dialog = ReasonDialog(
            self._look, _("Name this view"), _("Save"), self._window, hint=_("View name")
        )
        dialog.answered.connect(self.save)
        dialog.open()
