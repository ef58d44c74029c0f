"""My units: which stand first everywhere."""

from __future__ import annotations

from functools import partial

from ui.desk import Desk
from ui.pages import settings_reads as reads
from ui.pages.settings_section import Section
from ui.pages.settings_words import tr
from ui.widgets.basics import label
from ui.widgets.check_list import CheckList
from ui.widgets.options import Option
from ui.words import counted, number


class MySection(Section):
    """Check the units that are mine; those checked stand on top when the section is entered."""

    key = "mine"

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            tr("My units"),
            tr("They stand on the start screen, and first wherever a unit is chosen."),
            wide=True,
        )
        self.list = CheckList(desk.look, tr("My units"))
        self._summary = label("", "secondary")
        self._summary.setObjectName("my_units_summary")
        self.body.addWidget(self._summary)
        self.body.addWidget(self.list, 1)
        self._known: frozenset[int] = frozenset()
        self._settings: reads.Settings | None = None
        self.list.changed.connect(self._save)

    def enter(self) -> None:
        self._known = frozenset()
        if self._settings is not None:
            self.show_settings(self._settings)

    def show_settings(self, settings: reads.Settings) -> None:
        self._settings = settings
        there = frozenset(summary.unit.id for summary in settings.units)
        if there != self._known:
            self.list.model.set_options(_options(settings), settings.mine)
            self._known = there
        elif list(settings.mine) != self.list.model.checked:
            self.list.model.set_checked(settings.mine)
        self._say_count(len(settings.mine))

    def _say_count(self, chosen: int) -> None:
        total = len(self._known)
        mine = counted(chosen, tr("unit is mine"), tr("units are mine"))
        self._summary.setText(tr("{mine}, of {total}").format(mine=mine, total=number(total)))

    def _save(self, keys: list[object]) -> None:
        units = [key for key in keys if isinstance(key, int)]
        self._say_count(len(units))
        self.write(partial(reads.write_mine, units=units))


def _options(settings: reads.Settings) -> list[Option]:
    mine = {unit_id: place for place, unit_id in enumerate(settings.mine)}
    several = len(settings.facilities) > 1
    options = []
    for summary in sorted(settings.units, key=lambda s: mine.get(s.unit.id, len(mine))):
        unit = summary.unit
        surveys = counted(summary.responses, tr("survey"), tr("surveys"))
        place = [part for part in (unit.site, unit.facility if several else "") if part]
        note = " · ".join([*place, surveys])
        options.append(Option(unit.id, unit.name, note=note, more=unit.facility))
    return options
