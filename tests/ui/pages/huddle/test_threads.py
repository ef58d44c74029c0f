"""Stories and wall, the year, and the papers of the huddle page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from models.errors import UserError
from models.huddle.threads.bright_spots import read_card
from models.huddle.threads.thread import SAID, TRIED
from models.huddle.threads.wall import pinned_threads
from models.store.huddles.threads import thread_ticks
from models.store.units.units import find_unit
from tests.ui.pages.conftest import Bench
from ui.pages.huddle.page import THREADS, YEAR, HuddlePage
from ui.report.papers import PaperRequest
from ui.text.errors import what
from ui.widgets.tick import Tick


@pytest.fixture
def page(huddled: Bench) -> HuddlePage:
    page = huddled.show(HuddlePage)
    page.tabs.turn_to(THREADS)
    huddled.settle(page)
    return page


def choose(page: HuddlePage, bench: Bench, what: str) -> None:
    model = page.threads.model
    rows = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    row = next(n for n, text in enumerate(rows) if text.startswith(what))
    page.threads.list.setCurrentIndex(model.index(row, 0))
    bench.settle(page)


def tick(page: HuddlePage, part: str, number: int, who: str) -> Tick:
    found = page.threads.detail.findChild(Tick, f"tick_{part}_{number}_{who}")
    assert found is not None
    return found


def told(page: HuddlePage) -> str:
    labels = page.threads.detail.findChildren(QLabel)
    return "\n".join(part.text() for part in labels if not part.isHidden())


def unit_id(bench: Bench) -> int:
    return bench.read(lambda c: find_unit(c, "4 West").id)


def test_that_the_list_keeps_qts_rules(page: HuddlePage, huddled: Bench) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    tester = QAbstractItemModelTester(page.threads.model, mode)
    page.activate()
    huddled.settle(page)
    assert tester.model() is page.threads.model


def test_that_a_thread_shows_its_four_parts(page: HuddlePage, huddled: Bench) -> None:
    choose(page, huddled, "Quiet hours")
    parts = ("Patients said", "We thought", "We tried", "What changed")
    wanted = (*parts, "squeaky wheel", "Ear plugs on every pillow")
    huddled.qtbot.waitUntil(lambda: all(words in told(page) for words in wanted))


def test_that_a_line_is_ticked_for_patients_and_then_for_the_room_too(
    page: HuddlePage, huddled: Bench
) -> None:
    choose(page, huddled, "Ask the lab")
    action = page.threads.chosen.action_id
    tick(page, TRIED, 0, "room").click()
    huddled.settle(page)
    assert huddled.read(lambda c: thread_ticks(c, action))[TRIED, 0].room is False
    tick(page, TRIED, 0, "public").click()
    huddled.settle(page)
    kept = huddled.read(lambda c: thread_ticks(c, action))[TRIED, 0]
    assert (kept.room, kept.public) == (True, True)
    assert page.threads.chosen.action_id == action  # it stays chosen


def test_that_the_surveys_own_words_for_patients_are_advised_against(
    page: HuddlePage, huddled: Bench
) -> None:
    choose(page, huddled, "Ask the lab")
    huddled.qtbot.waitUntil(lambda: "patients said Always" in told(page))
    assert "words of a survey question" not in told(page)
    tick(page, SAID, 0, "public").click()
    huddled.settle(page)
    huddled.qtbot.waitUntil(lambda: "the words of a survey question" in told(page))


def test_that_three_threads_hang_and_no_more(page: HuddlePage, huddled: Bench) -> None:
    problems: list[UserError] = []
    page.problem_met.connect(problems.append)
    for name in ("Ask the lab", "Quiet hours", "Tell the nurse"):
        choose(page, huddled, name)
        QTest.keyClick(page.threads.list, Qt.Key.Key_W)
        huddled.settle(page)
    assert "3 of 3 are on the wall" in page.threads.state.text()
    assert "None is a bright spot" in page.threads.state.text()
    choose(page, huddled, "Say the plan at the bedside")
    page.threads.detail.hang.click()
    huddled.settle(page)
    assert [problem.code for problem in problems] == ["wall-full"]
    choose(page, huddled, "Ask the lab")
    page.threads.detail.hang.click()
    huddled.settle(page)
    choose(page, huddled, "Say the plan at the bedside")
    page.threads.detail.hang.click()
    huddled.settle(page)
    assert page.threads.state.text() == "3 of 3 are on the wall."
    assert len(huddled.read(lambda c: pinned_threads(c, unit_id(huddled)))) == 3


def test_that_a_card_goes_to_a_file_and_is_taken_in_from_there(
    page: HuddlePage, huddled: Bench, tmp_path: Path
) -> None:
    choose(page, huddled, "Say the plan at the bedside")
    path = tmp_path / "4 West.brightspot.json"
    page.threads.save_card(page.threads.chosen, str(path))
    huddled.settle(page)
    assert read_card(path.read_text("utf-8")).tried == (
        "Say the plan at the bedside, with the next shift listening",
    )
    before = page.threads.model.rowCount()
    page.threads.take_in_card(str(path))
    huddled.settle(page)
    assert page.threads.model.rowCount() == before + 1
    spot = page.threads.model.spot(before - 1)
    page.threads.list.setCurrentIndex(page.threads.model.index(before - 1, 0))
    assert spot.unit == "4 West"
    assert "What worked there may work here" in told(page)
    assert page.threads.detail.hang.isHidden()


@pytest.mark.parametrize("content", [b"{}", b"\xff\xfe\x00", b"x" * 30_000])
def test_that_another_file_is_refused_in_words(
    page: HuddlePage, huddled: Bench, tmp_path: Path, content: bytes
) -> None:
    problems: list[UserError] = []
    page.problem_met.connect(problems.append)
    path = tmp_path / "other.json"
    path.write_bytes(content)
    page.threads.take_in_card(str(path))
    huddled.settle(page)
    assert [problem.code for problem in problems] == ["no-bright-spot"]
    assert problems[0].where.file == "other.json"


def test_that_the_wall_is_saved_where_the_dialog_says(
    page: HuddlePage, huddled: Bench, tmp_path: Path
) -> None:
    page.threads.wall.click()
    dialog = page.findChild(QFileDialog, "paper_dialog")
    path = tmp_path / "wall.pdf"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    huddled.settle(page)
    assert path.read_bytes().startswith(b"%PDF")


def test_that_a_card_is_printed_as_the_agenda_was_swapped(
    page: HuddlePage, huddled: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, PaperRequest]] = []
    page.tabs.turn_to("next")
    huddled.settle(page)
    page.prepare.board.measure.swap.click()
    monkeypatch.setattr(page.papers.saver, "ask", lambda kind, wanted: asked.append((kind, wanted)))
    page.papers.save("card")
    huddled.settle(page)
    kind, wanted = asked[0]
    assert kind == "card"
    assert wanted.plan.measure.measure == page.prepare.board.agenda.measure.measure


def test_that_a_paper_with_nothing_on_it_says_so(bench: Bench, sample_bench: Bench) -> None:
    page = sample_bench.show(HuddlePage)
    problems: list[UserError] = []
    page.problem_met.connect(problems.append)
    page.papers.saver.save_to("you-said", PaperRequest(page.shown_unit), "unused.pdf")
    sample_bench.settle(page)
    assert "Nothing has been chosen for patients" in what(problems[0])
    assert not Path("unused.pdf").exists()


def test_that_a_unit_without_promises_has_no_thread_yet(sample_bench: Bench) -> None:
    page = sample_bench.show(HuddlePage)
    other = sample_bench.read(lambda c: find_unit(c, "3 East").id)
    page.tabs.turn_to(THREADS)
    page.unit.chosen.emit(other)
    sample_bench.settle(page)
    assert "No stories yet" in page.threads.blank.accessibleName()
    assert page.threads.detail.isHidden()


def test_that_the_year_says_what_was_held_and_what_is_misjudged(huddled: Bench) -> None:
    page = huddled.show(HuddlePage)
    page.tabs.turn_to(YEAR)
    huddled.settle(page)
    year = page.year
    assert year.verdict.text() == (
        "4 of 8 promises delivered. 20 huddles, in 20 of 52 weeks since the first."
    )
    assert next(iter(year.figures)) == "done"
    assert year.weeks.accessibleName() == "20 weeks with a huddle of 52"
    assert year.figures["done"].accessibleName() == "4 of 8 promises delivered"
    assert year.bars.accessibleName().startswith("Side effects described understandably: ")
    assert not year.bars.grab().isNull()
    year.year.chosen.emit("2025")
    huddled.settle(page)
    assert "3 huddles" in year.verdict.text()


def test_that_a_year_without_huddles_is_a_page_too(sample_bench: Bench) -> None:
    page = sample_bench.show(HuddlePage)
    page.tabs.turn_to(YEAR)
    sample_bench.settle(page)
    assert page.year.verdict.text() == "No huddles in this period."
    assert page.year.bars.isHidden()
    assert not page.year.grab().isNull()


def test_that_start_on_another_part_lets_the_huddle_prepare_itself(
    page: HuddlePage, huddled: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.present.request import HuddleRequest
    from ui.present.start import Huddle

    wishes: list[HuddleRequest] = []
    monkeypatch.setattr(Huddle, "begin", lambda _self, wish: wishes.append(wish))
    other = huddled.read(lambda c: find_unit(c, "3 East").id)
    page.unit.chosen.emit(other)
    huddled.settle(page)
    page.start.click()
    assert wishes[0].unit_id == other
    assert wishes[0].plan is None
