"""Settings: one section at a time, chosen in the list on the left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.errors import UserError
from ui.base.context import PageContext
from ui.base.theme import XL, L, S
from ui.pages.base import Page
from ui.pages.settings.queries import Settings, read_settings
from ui.pages.settings.section import Section
from ui.text.language import _
from ui.widgets.basics import Surface, label
from ui.widgets.blank import EmptyState, EmptyStateAction
from ui.widgets.skeleton import Skeleton

LIST_PX = 190
ROW_PX = 36


class SettingsPage(Page):
    """Up and Down choose a section, Tab goes into it. Everything is stored as it is entered."""

    key = "settings"
    icon = "settings"

    def __init__(self, desk: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._settings: Settings | None = None
        self._makers = _makers()
        self._sections: dict[str, Section] = {}
        self.list = QListWidget()
        self._stack = QStackedWidget()
        self._skeleton = Skeleton(desk.look)
        self.blank = EmptyState(desk.look)
        self._build()

    def title(self) -> str:
        return _("Settings")

    @property
    def section_keys(self) -> list[str]:
        return list(self._makers)

    def section(self, key: str) -> Section:
        """Return a section, built if this is the first time. KeyError for an unknown one."""
        if key not in self._sections:
            _name, make = self._makers[key]
            made = make(self.desk)
            made.saved.connect(self._say_saved)
            self._sections[key] = made
            self._stack.addWidget(made)
        return self._sections[key]

    def activate(self) -> None:
        if self._settings is None:
            self._skeleton.begin()
        self.query(read_settings, self._show, topic="settings")

    def open_with(self, what: object) -> None:
        """Show a section by its key."""
        if isinstance(what, str) and what in self._makers:
            self.list.setCurrentRow(self.section_keys.index(what))

    @property
    def part_to_return_to(self) -> object:
        row = self.list.currentRow()
        return self.section_keys[row] if row >= 0 else None

    def show_failure(self, error: UserError) -> None:
        self._skeleton.end()
        self.blank.say_failure(error, [EmptyStateAction(_("Try again"), self.activate)])
        self._stack.setCurrentWidget(self.blank)

    def _build(self) -> None:
        self.list.setObjectName("settings_sections")
        self.list.setAccessibleName(_("Settings sections"))
        for name, _make in self._makers.values():
            item = QListWidgetItem(name)
            item.setSizeHint(QSize(self.desk.look.px(LIST_PX - 20), self.desk.look.px(ROW_PX)))
            self.list.addItem(item)
        self.list.setFixedWidth(self.desk.look.px(LIST_PX))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card = Surface("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(S, S, S, S)
        inside.addWidget(self.list)
        self._stack.addWidget(self._skeleton)
        self._stack.addWidget(self.blank)
        row = QHBoxLayout()
        row.setSpacing(L)
        row.addWidget(card)
        row.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL - 4, XL, XL - 4)
        column.setSpacing(L)
        column.addWidget(label(_("Settings"), "title"))
        column.addLayout(row, 1)
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(self._turn_to)

    def _show(self, settings: Settings) -> None:
        self._skeleton.end()
        first = self._settings is None
        self._settings = settings
        current = self._stack.currentWidget()
        if first or current in (self._skeleton, self.blank):
            self._turn_to(self.list.currentRow())
        elif isinstance(current, Section):
            current.show_settings(settings)
        if self.hasFocus():
            self.list.setFocus()

    def _turn_to(self, row: int) -> None:
        if self._settings is None or not 0 <= row < len(self._makers):
            return
        section = self.section(self.section_keys[row])
        section.enter()
        section.show_settings(self._settings)
        self._stack.setCurrentWidget(section)

    def _say_saved(self) -> None:
        self.said.emit(_("Saved."))


def _makers() -> dict[str, tuple[str, Callable[[PageContext], Section]]]:
    return {
        "organization": (_("Organization"), _organization),
        "mine": (_("My units"), _mine),
        "units": (_("Units"), _units),
        "goals": (_("Goals"), _goals),
        "names": (_("Measure names"), _names),
        "privacy": (_("Privacy"), _privacy),
        "look": (_("Appearance"), _look),
        "data": (_("Data and backups"), _data),
        "inbox": (_("Inbox folder"), _inbox),
        "passphrase": (_("Passphrase"), _passphrase),
        "deletion": (_("Delete data"), _deletion),
        "audit": (_("Audit trail"), _audit),
        "about": (_("About"), _about),
    }


def _names(desk: PageContext) -> Section:
    from ui.pages.settings.names import NamesSection

    return NamesSection(desk)


def _inbox(desk: PageContext) -> Section:
    from ui.pages.settings.inbox import InboxSection

    return InboxSection(desk)


def _organization(desk: PageContext) -> Section:
    from ui.pages.settings.simple import OrganizationSection

    return OrganizationSection(desk)


def _mine(desk: PageContext) -> Section:
    from ui.pages.settings.mine import MySection

    return MySection(desk)


def _units(desk: PageContext) -> Section:
    from ui.pages.settings.units import UnitsSection

    return UnitsSection(desk)


def _goals(desk: PageContext) -> Section:
    from ui.pages.settings.goals import GoalsSection

    return GoalsSection(desk)


def _privacy(desk: PageContext) -> Section:
    from ui.pages.settings.simple import PrivacySection

    return PrivacySection(desk)


def _look(desk: PageContext) -> Section:
    from ui.pages.settings.simple import LookSection

    return LookSection(desk)


def _passphrase(desk: PageContext) -> Section:
    from ui.pages.settings.passphrase import PassphraseSection

    return PassphraseSection(desk)


def _deletion(desk: PageContext) -> Section:
    from ui.pages.settings.deletion import DeletionSection

    return DeletionSection(desk)


def _audit(desk: PageContext) -> Section:
    from ui.pages.settings.audit import AuditSection

    return AuditSection(desk)


def _data(desk: PageContext) -> Section:
    from ui.pages.settings.data import DataSection

    return DataSection(desk)


def _about(desk: PageContext) -> Section:
    from ui.pages.settings.about import AboutSection

    return AboutSection(desk)
