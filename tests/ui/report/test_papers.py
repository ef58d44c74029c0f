"""Papers of the huddle: everything that belongs on them stands on the page, whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from models.errors import UsageProblem
from models.huddle.reports.papers import huddle_card, relay_card, slip
from models.huddle.reports.year import Misjudged, YearPage, YearView
from models.huddle.screens.owners import Owner
from models.huddle.screens.room import Room
from models.huddle.screens.view import RoomAction
from models.huddle.threads.escalation import EscalationNote
from models.huddle.threads.outcomes import END_BETTER, END_NOT_NOW, END_TOO_EARLY, Outcome
from models.huddle.threads.thread import CHANGED, SAID, THOUGHT, TRIED, Thread, ThreadLine
from models.huddle.threads.wall import WallPage, YouSaid
from models.store.actions.actions import add_action, escalate_action
from models.store.actions.items import ActionItem
from models.store.actions.new_action import NewAction
from models.store.database.database import Database, open_database
from models.survey import Unit
from tests.models.huddle.hospital import NAMES, fill
from tests.models.huddle.rooms import FULL, NO_DATA, SHORT, TOO_FEW
from ui.base.theme import Appearance
from ui.charts.canvas.style import Style
from ui.charts.export.export import paper_style
from ui.report import paper as paper_module
from ui.report.director_note import director_note_pdf
from ui.report.huddle_card import huddle_card_pdf
from ui.report.paper import A4, LETTER, PagePainter, Paper
from ui.report.papers import KINDS, NOTE, WALL, YEAR, YOU_SAID, PaperRequest, read_paper
from ui.report.relay_card import relay_card_pdf
from ui.report.slips import slips_pdf
from ui.report.wall import wall_pdf
from ui.report.year import year_pdf
from ui.report.you_said import you_said_pdf
from ui.text.errors import what

DAY = date(2026, 11, 24)
UNIT = Unit(1, "4 West", "Riverside", 1)
LONG = "Close the doors, park the carts, dim the hall and keep voices down " * 2
PAPERS = pytest.mark.parametrize("paper", [A4, LETTER], ids=["a4", "letter"])


@pytest.fixture
def style(look: Appearance) -> Style:
    return paper_style(look)


class Written:
    """What was written on a page, and where the page ends."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.lowest = 0.0
        self.bottom = 0.0

    @property
    def text(self) -> str:
        return "\n".join(self.words)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Written:
    """Read along what the pen writes."""
    found = Written()
    write, foot = PagePainter.write, PagePainter.foot

    def read_write(
        self: PagePainter, text: str, left: float, top: float, *more: Any, **named: Any
    ) -> float:
        height = write(self, text, left, top, *more, **named)
        if text:
            found.words.append(text)
            found.lowest = max(found.lowest, top + height)
        return height

    def read_foot(self: PagePainter, page: QRectF, left: str, right: str) -> None:
        lowest = found.lowest
        foot(self, page, left, right)
        found.lowest, found.bottom = lowest, page.bottom()

    monkeypatch.setattr(PagePainter, "write", read_write)
    monkeypatch.setattr(PagePainter, "foot", read_foot)
    return found


def size_of(pdf: bytes) -> tuple[float, float]:
    assert pdf.startswith(b"%PDF")
    box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
    assert box is not None
    return float(box[1]), float(box[2])


def thread(action: int, end: str, words: str, *, bright: bool = False, text: str = "") -> Thread:
    lines = (
        ThreadLine(SAID, 0, text or "Quiet at night. 9 of 24 patients said Always."),
        ThreadLine(THOUGHT, 0, text or "The carts are loud"),
        ThreadLine(TRIED, 0, text or f"Thing {action}"),
        ThreadLine(CHANGED, 0, words),
    )
    return Thread(action, "quietness", "You can rest here", lines, Outcome(end, words), bright, "")


def wall(*threads: Thread) -> WallPage:
    return WallPage("4 West", "Riverside", DAY, threads)


@PAPERS
def test_that_the_wall_page_lies_and_holds_three_threads_with_their_ends(
    style: Style, written: Written, paper: Paper
) -> None:
    page = wall(
        thread(1, END_BETTER, "Better: 70% after, 55% before.", bright=True),
        thread(2, END_TOO_EARLY, "Too early to say: we know by March 2027."),
        thread(3, END_NOT_NOW, "Not now, because the form changes."),
    )
    width, height = size_of(wall_pdf(page, lambda key: f"label of {key}", style, paper))
    assert (width, height) == pytest.approx(paper.whole[::-1], abs=1)
    for words in ("Patients said", "We thought", "We tried", "What changed", "Thing 3"):
        assert words in written.text
    assert "Bright spot · label of quietness · You can rest here" in written.text
    assert "Too early to say: we know by March 2027." in written.text
    assert written.lowest <= written.bottom - 10


def test_that_long_threads_are_written_smaller_until_they_fit(
    style: Style, written: Written
) -> None:
    page = wall(*(thread(n, END_BETTER, LONG, text=LONG) for n in range(3)))
    wall_pdf(page, str, style, A4)
    assert written.lowest <= written.bottom - 10


def year(**changes: Any) -> YearView:
    page = YearPage(
        first=date(2025, 11, 25),
        last=DAY,
        held=20,
        weeks=52,
        weeks_with=2,
        minutes=9.2,
        on_time=0.9,
        lines=41,
        ideas=33,
        promises=8,
        done=4,
        thumbs_up=135,
        thumbs_down=21,
        moved=(("quietness", Outcome(END_BETTER, "Better: 70% after, 55% before.")),),
        misjudged=(Misjudged("quiet", "Quiet at night", 2, 15.0),),
        held_in=(date(2025, 12, 1), date(2026, 1, 5)),
    )
    words = ("shorter", "louder")
    view = YearView(UNIT, "12-months", ("2026",), page, words, {"quietness": "Quietness"})
    return replace(view, **changes)


@PAPERS
def test_that_the_year_stands_on_one_sheet(style: Style, written: Written, paper: Paper) -> None:
    pdf = year_pdf(year(), style, paper)
    assert size_of(pdf) == pytest.approx(paper.whole, abs=1)
    for words in (
        "20 huddles, in 2 of 52 weeks since the first.",
        "Quietness: Better: 70% after, 55% before.",
        "Quiet at night: 15 points too high, 2 guesses: it happens less often than we think.",
        "+15",
        "4 of 8",
        "shorter · louder",
    ):
        assert words in written.text
    assert written.lowest <= written.bottom - 10


def test_that_a_full_year_is_written_smaller_until_it_fits(style: Style, written: Written) -> None:
    page = replace(
        year().page,
        moved=tuple(("quietness", Outcome(END_BETTER, LONG)) for _n in range(9)),
        misjudged=tuple(Misjudged(f"i{n}", LONG, 2, 9.0 - 3 * n) for n in range(9)),
    )
    year_pdf(year(page=page, words=(LONG,) * 8), style, LETTER)
    assert written.lowest <= written.bottom - 10


@PAPERS
def test_that_patients_read_what_they_said_and_what_was_done(
    style: Style, written: Written, paper: Paper
) -> None:
    pairs = [YouSaid((f"Said {n}",), (f"Did {n}",), "More sleep.") for n in range(5)]
    pdf = you_said_pdf(UNIT, pairs, DAY, style, paper)
    assert size_of(pdf) == pytest.approx(paper.whole, abs=1)
    assert {"Said 0", "Did 0", "Said 2", "Did 2", "More sleep."} <= set(written.words)
    assert "Said 3" not in written.words  # three are enough for a wall
    assert written.lowest <= written.bottom - 12


def test_that_long_pairs_fit_one_page(style: Style, written: Written) -> None:
    you_said_pdf(UNIT, [YouSaid((LONG, LONG), (LONG,), LONG)] * 3, DAY, style, LETTER)
    assert written.lowest <= written.bottom - 12


KB, NIGHT = Owner(initials="K. B."), Owner(role="night team")
ROOM = Room(
    mission="The needs of the patient come first.",
    praise="She sat with me",
    said=("Nobody explained it",),
    actions=tuple(
        RoomAction(n, f"Promise {n}", KB, DAY, overdue=n == 1, evidence=False) for n in (1, 2)
    ),
)


@PAPERS
@pytest.mark.parametrize(
    ("plan", "there", "missing"),
    [
        (FULL, ["17 of our last 24 patients said Always.", "3:30", "fingers"], []),
        (SHORT, ["17 of our last 24", "1:25"], ["How many of", "thumbs up"]),
        (TOO_FEW, ["Too few answers to show a number"], ["17", "How many of"]),
        (NO_DATA, ["What could be improved?"], ["Guess", "See"]),
    ],
    ids=["full", "short", "too few", "no data"],
)
def test_that_the_card_has_the_steps_of_its_huddle(
    style: Style, written: Written, paper: Paper, plan: Any, there: list[str], missing: list[str]
) -> None:
    card = huddle_card(plan, ROOM)
    pdf = huddle_card_pdf(card, style, paper)
    assert size_of(pdf) == pytest.approx(paper.half, abs=1)
    for words in ["She sat with me", "Promise 1 (K. B. · overdue)", *there]:
        assert words in written.text
    for words in missing:
        assert words not in written.text
    assert written.lowest <= written.bottom - 10


def test_that_the_fullest_card_fits_half_a_sheet(style: Style, written: Written) -> None:
    long = LONG[:90]
    room = replace(
        ROOM,
        promise=long,
        behavior=long,
        praise=LONG,
        said=(LONG, LONG),
        actions=tuple(
            RoomAction(n, long, NIGHT, DAY, overdue=True, evidence=False) for n in range(5)
        ),
    )
    huddle_card_pdf(huddle_card(FULL, room), style, LETTER)
    assert written.lowest <= written.bottom - 10


def test_that_a_card_without_thanks_or_promises_says_so(style: Style, written: Written) -> None:
    huddle_card_pdf(huddle_card(NO_DATA, Room()), style, A4)
    assert "Thank someone in your own words." in written.text
    assert "No open promises." in written.text


@PAPERS
def test_that_a_shift_can_answer_on_its_card(style: Style, written: Written, paper: Paper) -> None:
    pdf = relay_card_pdf(relay_card(FULL, ROOM, None), style, paper)
    assert size_of(pdf) == pytest.approx(paper.half, abs=1)
    assert {"day", "evening", "night", "What could be improved?"} <= set(written.words)
    assert [word for word in written.words if word.isdigit()] == list("1234567")
    assert written.lowest <= written.bottom - 10


def test_that_eight_slips_ask_the_question(style: Style, written: Written) -> None:
    assert size_of(slips_pdf(slip(FULL), style, A4)) == pytest.approx(A4.whole, abs=1)
    assert written.words.count("What could be improved?") == 8


def test_that_the_director_gets_half_a_page_with_a_day_for_the_answer(
    style: Style, written: Written
) -> None:
    action = ActionItem(
        1, 1, "4 West", "Riverside", "Fixed rounds", "", DAY, "escalated", "", None, "", None, "",
        "", None,
    )  # fmt: skip
    note = EscalationNote(action, "Medical director", "not ours to move", DAY, "We listen", True)
    pdf = director_note_pdf(note, ["Two plans in one day"], DAY, style, A4)
    assert size_of(pdf) == pytest.approx(A4.half[::-1], abs=1)
    for words in ("For Medical director", "Not ours to move", "Two plans", "November 24, 2026"):
        assert words in written.text
    assert written.lowest <= written.bottom


def test_that_painting_on_a_picture_needs_no_pdf(style: Style) -> None:
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    pen = PagePainter(painter, style)
    assert pen.write("One line", 0, 0, 200, 10) == pen.height("One line", 200, 10)
    assert pen.height("", 200, 10) == 0
    painter.end()


def test_that_the_usual_paper_follows_the_locale() -> None:
    assert paper_module.usual_paper() is LETTER  # as in the United States


@pytest.fixture
def store(tmp_path: Any) -> Any:
    db = open_database(tmp_path / "hospital.db")
    yield db
    db.close()


NOW = datetime.fromisoformat("2025-09-15T07:15:00+00:00")


def test_that_a_paper_with_nothing_on_it_is_refused_in_words(store: Database) -> None:
    unit = fill(store)
    for kind, words in (
        (WALL, "wall"),
        (YOU_SAID, "patients"),
        (NOTE, "one action"),
        (YEAR, "No huddle"),
    ):
        with pytest.raises(UsageProblem) as refused:
            read_paper(store, kind, PaperRequest(unit), NOW)
        assert words in what(refused.value)
    action = add_action(store, NewAction(unit.id, "Fixed rounds"), now=NOW)
    with pytest.raises(UsageProblem) as refused:
        read_paper(store, NOTE, PaperRequest(unit, action=action.id), NOW)
    assert "isn't escalated" in what(refused.value)
    with pytest.raises(ValueError, match="no such paper"):
        read_paper(store, "poster", PaperRequest(unit), NOW)


def test_that_no_paper_shows_a_name(store: Database, style: Style, written: Written) -> None:
    unit = fill(store)
    action = add_action(
        store, NewAction(unit.id, "Fixed rounds", owner="Marisela Okonkwo"), now=NOW
    )
    escalate_action(store, action.id, "Dr. Petrosyan is away", now=NOW)
    printed: dict[str, Callable[..., bytes]] = {
        kind: read_paper(store, kind, PaperRequest(unit, action=action.id), NOW)
        for kind in KINDS
        if kind not in (YOU_SAID, YEAR)
    }
    for kind, paint in printed.items():
        paint(style, A4)
        shown = written.text if kind != NOTE else ""  # the note is for one reader, not for a room
        assert not [name for name in NAMES if name in shown], kind
        written.words.clear()


def test_that_small_groups_stand_on_no_paper_as_numbers(
    store: Database, style: Style, written: Written
) -> None:
    unit = fill(store, surveys=5)
    for kind in ("card", "relay", "slips"):
        read_paper(store, kind, PaperRequest(unit), NOW)(style, A4)
    assert not re.search(r"\d+ of our last", written.text)
    assert "Too few answers to show a number" in written.text
