"""Voices: what patients wrote, masked, to read, find and sort with one key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.huddle.comments import VoiceFilter
from models.survey import Unit
from ui.base import unit_queries
from ui.base.context import PageContext
from ui.base.theme import XL, L, M, S
from ui.base.undo import Undoable
from ui.pages.base import ShowUnitRequest, SidePanel, UnitPage, unit_words
from ui.pages.comments import queries
from ui.pages.comments.filters import VoiceFilters
from ui.pages.comments.main_card import VoiceBoard
from ui.pages.comments.side_card import VoicePane
from ui.pages.comments.sorting import VoiceSorting
from ui.pages.comments.themes import VoiceThemes, topics_of
from ui.text.comments import headline, masking_note, none_match, none_written, none_yet, themes_note
from ui.text.language import _
from ui.widgets.basics import button, label
from ui.widgets.blank import EmptyStateAction
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option

SHARES = (20, 50, 30)
"""How themes, list and the chosen comment share the width."""
MOST_THEMES_PX, MOST_PANE_PX = 250, 420


class VoicesPage(UnitPage):
    """Lists a unit's comments, or those of all units. Shows a `ShowUnitRequest`: the unit's
    comments
    about that measure."""

    key = "voices"
    icon = "voices"

    def __init__(self, desk: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        look = desk.look
        self._unit_id: int | None = None
        self._units: list[Option] = []
        self._theme = ""
        self._hears = False
        self._shown: queries.Voices | None = None
        self.shown_for = VoiceFilter()
        """What the list on the page was narrowed to."""
        self._headline = label("", "secondary")
        self._headline.setObjectName("voices_headline")
        self.unit = Chooser(look, _("Unit"), max_width_px=200)
        self.unit.setObjectName("unit_chooser")
        self.filters = VoiceFilters(look)
        self.themes = VoiceThemes(look)
        self.board = VoiceBoard(look)
        self.pane = VoicePane(look)
        self.sorting = VoiceSorting(self, self)
        self.names = button(_("Names to mask…"), self.sorting.ask_names, kind="quiet")
        self.names.setObjectName("voices_names")
        self._rows_timer = QTimer(self)
        self._rows_at = 0
        self._build()
        self._connect()

    def title(self) -> str:
        return _("Voices")

    def open_with(self, what: object) -> None:
        if isinstance(what, ShowUnitRequest):
            self._unit_id = what.unit_id
            self._theme = ""
            self.filters.clear()
            if what.measure:
                self.filters.measure.set_current(what.measure)

    @property
    def unit_id(self) -> int:
        """The unit whose comments are listed, `ALL_UNITS` for all."""
        return self._unit_id or queries.ALL_UNITS

    @property
    def wanted(self) -> VoiceFilter:
        """Which comments are listed."""
        return self.filters.wanted(self._theme)

    def unit_name(self, unit_id: int) -> str:
        return next((option.text for option in self._units if option.key == unit_id), "")

    # Asking, one step after the other.

    def _take_choices(self, choices: unit_queries.Choices) -> None:
        first = choices.first_unit(self._unit_id, self.desk.preferences.last_unit)
        if first is None:
            self._say_nothing_yet()
            return
        if self._unit_id != queries.ALL_UNITS:
            self._take_unit(first)
        self._units = unit_words.unit_options(choices)
        everyone = [Option(queries.ALL_UNITS, _("All units"))] if len(self._units) > 1 else []
        self.unit.set_options([*self._units, *everyone], self._unit_id)
        self.renew()

    def _take_unit(self, unit: Unit) -> None:
        self._unit_id = unit.id
        self.desk.preferences.last_unit = unit.id

    def renew(self) -> None:
        """Read the list."""
        if self._unit_id is None:
            return
        question = partial(
            queries.read_voices,
            unit_id=self._unit_id,
            wanted=self.wanted,
            around=self.board.chosen_id,
        )
        self.query(question, partial(self._take_voices, self.wanted), topic="list")

    def _take_voices(self, wanted: VoiceFilter, voices: queries.Voices) -> None:
        self._skeleton.end()
        self._shown, self.shown_for = voices, wanted
        shown = voices.shown
        if not shown.total:
            self._say_none_written()
            return
        self.filters.offer(shown, wanted.words, voices.measures)
        self.themes.show_topics(topics_of(shown, self._theme), self._theme, self._themes_note())
        self._headline.setText(headline(shown, wanted, self._measure_name(wanted)))
        if not shown.ids:
            self._say_none_fit()
        self.board.show_list(
            shown.ids, list(voices.rows), with_unit=self._unit_id == queries.ALL_UNITS
        )
        self._show_content()
        if shown.unheard and not self._hears:
            self._hears = True
            job = self.execute_silent(partial(queries.hear, unit_id=self.unit_id), self._take_heard)
            job.failed.connect(lambda _error: self._take_heard(0))

    def _take_heard(self, count: int) -> None:
        """Show what was heard, and hear on where there is more."""
        self._hears = False
        if count:
            self.renew()

    def _measure_name(self, wanted: VoiceFilter) -> str:
        measures = self._shown.measures if self._shown is not None else ()
        return next((option.short for option in measures if option.key == wanted.measure), "")

    def _themes_note(self) -> str:
        assert self._shown is not None
        few = self._shown.shown.total < self._shown.floor
        return themes_note(self._theme, few=few)

    def _show_content(self) -> None:
        self._set_controls(True)
        if self._states.currentWidget() is not self._content:
            self._states.setCurrentWidget(self._content)
        if self.hasFocus():
            self.board.view.setFocus()

    def _set_controls(self, shown: bool) -> None:
        self.unit.setVisible(bool(self._units))
        self.filters.setVisible(shown)

    # Odd states.

    def _say_nothing_yet(self) -> None:
        self._say_blank(
            *none_yet(),
            self.start_offers(),
        )

    def _say_none_written(self) -> None:
        everyone = EmptyStateAction(
            _("Show all units"), lambda: self._choose_unit(queries.ALL_UNITS)
        )
        several = len(self._units) > 1 and self._unit_id != queries.ALL_UNITS
        self._say_blank(
            *none_written(),
            [everyone]
            if several
            else [EmptyStateAction(_("Open a file"), self.files_requested.emit)],
        )

    def _say_blank(self, title: str, text: str, offers: list[EmptyStateAction]) -> None:
        self._skeleton.end()
        self._headline.setText("")
        self.blank.say("voices", title, text, offers)
        self._states.setCurrentWidget(self.blank)
        self._set_controls(False)

    def _say_none_fit(self) -> None:
        self.board.blank.say(
            "search",
            *none_match(),
            [EmptyStateAction(_("Show all except hidden"), self._clear_filters)],
        )

    # Choosing.

    def _choose_unit(self, key: object) -> None:
        self._unit_id = key if isinstance(key, int) else None
        if self._unit_id:
            self.desk.preferences.last_unit = self._unit_id
        self._theme = ""
        self.unit.set_current(self._unit_id)
        self.filters.month.set_current(-1)
        self.renew()

    def _choose_theme(self, key: str) -> None:
        self._theme = key
        self.renew()

    def _clear_filters(self) -> None:
        self._theme = ""
        self.filters.clear()
        self.renew()
        self.board.view.setFocus()

    def _focus_search(self) -> None:
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    # Rows.

    def _want_rows(self, row: int) -> None:
        self._rows_at = row
        if not self._rows_timer.isActive():
            self._rows_timer.start()

    def _ask_rows(self) -> None:
        ids = self.board.model.missing(self._rows_at, queries.PAGE_ROWS)
        if ids:
            self.query(partial(queries.read_rows, ids=ids), self.board.take_rows, topic="rows")

    # Construction.

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(_("Voices"), "title"))
        words.addWidget(self._headline)
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addLayout(words, 1)
        head.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignTop)
        lists = QWidget()
        row = QHBoxLayout(lists)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(L)
        row.addWidget(self.themes, SHARES[0])
        row.addWidget(self.board, SHARES[1])
        self.themes.setMaximumWidth(self.desk.look.px(MOST_THEMES_PX))
        self.pane.setMaximumWidth(self.desk.look.px(MOST_PANE_PX))
        cards = QWidget()
        SidePanel(self.desk.look, cards, lists, self.pane, (SHARES[0] + SHARES[1], SHARES[2]))
        foot = QHBoxLayout()
        foot.setSpacing(M)
        note = label(masking_note(), "secondary", wrap=True)
        note.setObjectName("voices_mask_note")
        foot.addWidget(note, 1)
        foot.addWidget(self.names)
        inside = QVBoxLayout(self._content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(M)
        inside.addWidget(cards, 1)
        inside.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL - 4, XL, M)
        column.setSpacing(M)
        column.addLayout(head)
        column.addWidget(self.filters)
        column.addWidget(self._states, 1)
        self._set_controls(False)

    def _choose_undone(self, what: Undoable) -> None:
        self.sorting.choose_undone(what)

    def _connect(self) -> None:
        history = self.desk.data.history  # outlives the page, as its signals do
        history.undone.connect(self._choose_undone)
        history.redone.connect(self._choose_undone)
        self.unit.chosen.connect(self._choose_unit)
        self.filters.changed.connect(self.renew)
        self.filters.list_wanted.connect(self.board.view.setFocus)
        self.themes.topic_chosen.connect(self._choose_theme)
        self.board.voice_chosen.connect(self.pane.show_voice)
        self.board.model.rows_wanted.connect(self._want_rows)
        self._rows_timer.setSingleShot(True)
        self._rows_timer.setInterval(0)
        self._rows_timer.timeout.connect(self._ask_rows)
        for part in (self.board.view, self.pane):
            part.state_requested.connect(self.sorting.sort)
            part.topics_requested.connect(self.sorting.ask_topics)
            part.undo_requested.connect(self.sorting.undo)
            part.release_requested.connect(self.sorting.ask_release)
        self.board.view.search_requested.connect(self._focus_search)
