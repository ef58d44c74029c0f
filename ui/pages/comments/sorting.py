"""What is decided about a comment on the voices page: how it is sorted, what it is about, and
whether its names may be seen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from models.huddle.comments import NEW, ShownVoice, fits_state
from ui.base.jobs import Job
from ui.base.undo import Undoable
from ui.pages.comments import queries
from ui.pages.comments.dialogs import NamesDialog, TopicsDialog
from ui.text.comments import release_question
from ui.text.language import _
from ui.text.undo import comment_step
from ui.widgets.question import QuestionDialog

if TYPE_CHECKING:
    from models.huddle.comments import VoiceFilter
    from ui.pages.base import Page
    from ui.pages.comments.main_card import VoiceBoard


class ShownComments(Protocol):
    """What the page of comments shows."""

    board: VoiceBoard

    @property
    def unit_id(self) -> int:
        """The unit whose comments are listed, or `queries.ALL_UNITS`."""

    @property
    def wanted(self) -> VoiceFilter:
        """What narrows the list."""

    def unit_name(self, unit_id: int) -> str:
        """Return the name of a unit."""

    def renew(self) -> None:
        """Read the list again."""


class VoiceSorting:
    """Acts on the comment that is chosen on a page. Each act is one write that can be taken
    back, but for what is put on record."""

    def __init__(self, page: Page, shown: ShownComments) -> None:
        self._page = page
        self._shown = shown
        self._board = shown.board

    def sort(self, state: str) -> None:
        """Give the chosen comment a state; it loses the state that it has."""
        voice = self._board.chosen
        if voice is None:
            return
        self._board.choose(voice.id)
        after = NEW if voice.state == state else state
        if not fits_state(after, self._shown.wanted.state):
            self._board.remove(voice.id)
        question = partial(
            queries.write_state, comment_id=voice.id, state=after, now=self._page.desk.now()
        )
        undo = Undoable(comment_step(state, voice.state == state), "comment", (voice.id,))
        self._follow(self._page.desk.data.execute(question, undo=undo))

    def undo(self) -> None:
        """Undo the last step, whatever page it was made on."""
        history = self._page.desk.data.history
        if not history.undo_text:
            self._page.said.emit(_("Nothing to undo."))
        history.undo()

    def choose_undone(self, what: Undoable) -> None:
        """Go to the comment whose sorting was undone."""
        if what.kind == "comment":
            self._board.choose(int(what.ids[0]))
            self._shown.renew()

    def ask_topics(self) -> None:
        voice = self._board.chosen
        if voice is not None:
            self._page.query(queries.read_tags, partial(self._open_topics, voice), topic="tags")

    def _open_topics(self, voice: ShownVoice, tags: dict[str, str]) -> None:
        dialog = TopicsDialog(self._page.desk.look, voice, tags, self._page)
        dialog.decided.connect(partial(self._write_topics, voice.id))
        dialog.open()

    def _write_topics(self, comment_id: int, themes: list[str], tags: list[str]) -> None:
        question = partial(
            queries.write_topics,
            comment_id=comment_id,
            themes=themes,
            tags=tags,
            now=self._page.desk.now(),
        )
        undo = Undoable(_("Change themes"), "comment", (comment_id,))
        self._follow(self._page.desk.data.execute(question, undo=undo))

    def _follow(self, job: Job) -> None:
        """Show the comment as it is stored now; the list itself is read anew as data changed."""
        job.done.connect(self._board.take_rows)
        job.failed.connect(self._page.problem_met)
        job.failed.connect(lambda _error: self._shown.renew())

    def ask_release(self) -> None:
        voice = self._board.chosen
        if voice is None or not voice.masks_names:
            return
        if not voice.may_be_unmasked:
            self._page.said.emit(_("Names can be shown only in praise."))
        elif voice.released:
            self._write_release(queries.Release(voice.id, False))
        else:
            dialog = QuestionDialog(
                self._page.desk.look,
                *release_question(),
                self._page,
            )
            dialog.setObjectName("release_dialog")
            dialog.agreed.connect(partial(self._write_release, queries.Release(voice.id, True)))
            dialog.open()

    def _write_release(self, release: queries.Release) -> None:
        question = partial(queries.write_release, release=release, now=self._page.desk.now())
        self._follow(self._page.desk.data.execute(question))

    def ask_names(self) -> None:
        unit_id = self._unit_of_names()
        if unit_id is None:
            self._page.said.emit(_("Choose one unit first. Each unit has its own list."))
        else:
            question = partial(queries.read_names, unit_id=unit_id)
            self._page.query(question, partial(self._open_names, unit_id), topic="names")

    def _unit_of_names(self) -> int | None:
        """Return the unit whose list of names is meant: the one shown, else the comment's own."""
        if self._shown.unit_id:
            return self._shown.unit_id
        voice = self._board.chosen
        return voice.unit_id if voice is not None else None

    def _open_names(self, unit_id: int, names: list[str]) -> None:
        unit = self._shown.unit_name(unit_id)
        dialog = NamesDialog(self._page.desk.look, unit, names, self._page)
        dialog.decided.connect(partial(self._write_names, unit_id))
        dialog.open()

    def _write_names(self, unit_id: int, names: list[str]) -> None:
        question = partial(queries.write_names, unit_id=unit_id, names=names)
        undo = Undoable(_("Change names to mask"), "names", (unit_id,))
        job = self._page.desk.data.execute(question, undo=undo)
        job.failed.connect(self._page.problem_met)
