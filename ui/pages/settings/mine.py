"""My units: which stand first everywhere."""

from __future__ import annotations

from functools import partial

from ui.base.context import PageContext
from ui.base.undo import Undoable
from ui.pages.settings import queries
from ui.pages.settings.section import Section
from ui.text.formats import counted, number
from ui.text.language import _
from ui.widgets.basics import label
from ui.widgets.check_list import CheckList


class MySection(Section):
    """Check the units that are mine; those checked stand on top when the section is entered."""

    key = "mine"

    def __init__(self, desk: PageContext) -> None:
        super().__init__(
            desk,
            _("My units"),
            _("Your units appear on Home and first in every unit list."),
            wide=True,
        )
        self.list = CheckList(desk.look, _("My units"))
        self._summary = label("", "secondary")
        self._summary.setObjectName("my_units_summary")
        self.body.addWidget(self._summary)
        self.body.addWidget(self.list, 1)
        self._known: frozenset[int] = frozenset()
        self._writing = 0
        self.list.changed.connect(self._save)

    def enter(self) -> None:
        self._known = frozenset()  # so that those checked come to the top

    def show_settings(self, settings: queries.Settings) -> None:
        there = frozenset(summary.unit.id for summary in settings.units)
        if there != self._known:
            first = [o for o in settings.options if o.key in settings.mine]
            others = [o for o in settings.options if o.key not in settings.mine]
            self.list.model.set_options([*first, *others], settings.mine)
            self._known = there
        elif not self._writing and list(settings.mine) != self.list.model.checked:
            self.list.model.set_checked(settings.mine)
        self._say_count(len(self.list.model.checked))

    def _say_count(self, chosen: int) -> None:
        total = len(self._known)
        mine = counted(chosen, "unit chosen", "units chosen")
        self._summary.setText(_("{mine} of {total}").format(mine=mine, total=number(total)))

    def _save(self, keys: list[object]) -> None:
        units = [key for key in keys if isinstance(key, int)]
        self._say_count(len(units))
        self._writing += 1  # until it is stored, what is read meanwhile is older than the list
        undo = Undoable(_("Change my units"), "settings", ("my_units",))
        job = self.write(partial(queries.write_mine, units=units), undo)
        job.ended.connect(self._take_written)

    def _take_written(self) -> None:
        self._writing -= 1
