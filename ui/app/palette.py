"""The command palette: go to any page, unit or measure, or do any command, by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from ui.app.commands import Commands
from ui.base.context import PageContext
from ui.pages.base import ShowUnitRequest
from ui.text.language import _
from ui.widgets.chooser import ChooserPopup
from ui.widgets.options import Option

if TYPE_CHECKING:
    from models.store.database import Database
    from ui.base.jobs import Progress


@dataclass(frozen=True)
class Goals:
    """Where one can go by name: units (id, name, hospital), mine first, and measures (key,
    name)."""

    units: tuple[tuple[int, str, str], ...] = ()
    measures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Target:
    """What an entry of the palette leads to: a command by its name, a unit, or a measure."""

    command: str = ""
    unit_id: int | None = None
    measure: str = ""


def read_goals(db: Database, _progress: Progress) -> Goals:
    """Read the names of units and measures."""
    from models.store.database import my_units
    from models.store.tallies import stored_instruments
    from models.store.units import list_units

    with db.read() as c:
        mine = my_units(c)
        units = sorted((s.unit for s in list_units(c)), key=lambda unit: unit.id not in mine)
        measures = {
            measure.key: _(measure.label)
            for stored in stored_instruments(c)
            for measure in stored.instrument.measures
        }
    return Goals(tuple((u.id, u.name, u.facility) for u in units), tuple(measures.items()))


class PaletteCommands(QObject):
    """Opens the palette, and does what was picked in it."""

    def __init__(self, window: QWidget, commands: Commands, desk: PageContext) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        self._desk = desk
        self._goals = Goals()
        self._popup: ChooserPopup | None = None
        desk.data.opened.connect(self._ask)
        desk.data.changed.connect(self._ask)

    @property
    def popup(self) -> ChooserPopup:
        """The palette, made when it is first wanted."""
        if self._popup is None:
            self._popup = ChooserPopup(self._desk.look, self._window)
            self._popup.setObjectName("palette")
            self._popup.picked.connect(self._take)
        return self._popup

    def show(self) -> None:
        """Open the palette."""
        self.popup.open_over(self._window, self.options(), _("Page, unit, measure, or command"))

    def options(self) -> list[Option]:
        """Return everything that can be picked now."""
        native = QKeySequence.SequenceFormat.NativeText
        commands = [
            Option(
                Target(command=name),
                action.text().replace("&&", "&"),
                note=action.shortcut().toString(native) or _("command"),
            )
            for name, action in sorted(self._commands.commands.items(), key=_pages_first)
            if action.isEnabled() and name != "palette"
        ]
        units = [
            Option(Target(unit_id=unit_id), name, note=facility or _("unit"), more=facility)
            for unit_id, name, facility in self._goals.units
        ]
        measures = [
            Option(Target(measure=key), name, note=_("measure"))
            for key, name in self._goals.measures
        ]
        pages = len(self._commands.page_keys)
        return [*commands[:pages], *units, *measures, *commands[pages:]]

    def _ask(self) -> None:
        job = self._desk.data.query(read_goals, topic="palette")
        job.done.connect(self._take_goals)

    def _take_goals(self, goals: Goals) -> None:
        self._goals = goals

    def _take(self, option: Option) -> None:
        target = option.key
        assert isinstance(target, Target)
        if target.command:
            self._commands.commands[target.command].trigger()
        elif target.unit_id is not None:
            self._commands.go_to("results", ShowUnitRequest(target.unit_id))
        else:
            self._desk.looked_at.measure = target.measure
            self._commands.go_to("results")


def _pages_first(named: tuple[str, object]) -> bool:
    return not named[0].startswith("page_")
