"""The voices page: found as one types, sorted by one key, masked until somebody decides."""

from __future__ import annotations

from datetime import UTC

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel

from models.errors import DatabaseProblem
from models.store.comments.sorting import unit_comments
from models.store.database.database import open_database
from models.store.units.names import set_unit_names, unit_names
from models.store.units.units import find_unit
from tests.models.huddle.masking.masking_measures import SEALED, UNSEEN, measure, read_comments
from tests.models.store.comments.releases import releases
from tests.ui.conftest import NOW
from tests.ui.pages.conftest import Bench
from ui.pages.base.navigation import ShowUnitRequest
from ui.pages.comments import queries
from ui.pages.comments.dialogs import NamesDialog, TopicsDialog
from ui.pages.comments.list import VOICE_ROLE, VoiceListModel
from ui.pages.comments.page import VoicesPage
from ui.widgets.question import QuestionDialog


@pytest.fixture
def page(sample_bench: Bench) -> VoicesPage:
    page = sample_bench.show(VoicesPage)
    page.board.view.setFocus()
    return page


def press(page: VoicesPage, bench: Bench, key: Qt.Key) -> None:
    bench.qtbot.keyClick(page.board.view, key)
    bench.settle(page)


def states(bench: Bench) -> dict[int, str]:
    def read(c: object) -> dict[int, str]:
        return {x.id: x.state for x in unit_comments(c, find_unit(c, "4 West").id)}  # type: ignore[arg-type]

    return bench.read(read)


def choose(page: VoicesPage, bench: Bench, words: str) -> int:
    """Search words and choose the first comment that holds them."""
    before = page.filters.wanted("")
    page.filters.search.setText(words)
    bench.qtbot.waitUntil(lambda: page.shown_for != before and page.is_settled)
    page.board.view.setCurrentIndex(page.board.model.index(0, 0))
    bench.settle(page)
    assert page.board.chosen is not None
    return page.board.chosen.id


def told(page: VoicesPage, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found.text()


def test_that_the_list_keeps_qts_rules(sample_bench: Bench, page: VoicesPage) -> None:
    tester = QAbstractItemModelTester(
        page.board.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    press(page, sample_bench, Qt.Key.Key_H)
    page.filters.search.setText("door")
    sample_bench.qtbot.waitUntil(lambda: page.board.model.rowCount() < 20)
    sample_bench.settle(page)
    assert tester.model() is page.board.model


def test_that_specific_praise_stands_on_top_with_month_and_themes(page: VoicesPage) -> None:
    first = page.board.chosen
    assert first is not None
    assert first.specific
    over = page.board.model.index(0, 0).data(VOICE_ROLE + 1)
    assert "specific praise" in over
    assert "with specific praise" in told(page, "voices_headline")


def test_that_the_page_says_that_rules_miss_things(page: VoicesPage) -> None:
    assert "not perfectly" in told(page, "voices_mask_note")


def test_that_the_page_tells_what_the_rules_missed_in_comments_they_were_not_made_with(
    page: VoicesPage,
) -> None:
    missed = 1 - measure([*read_comments(UNSEEN), *read_comments(SEALED)]).all_recall
    assert f"{100 * missed:.0f} of 100" in told(page, "voices_mask_note")


def test_that_themes_say_how_often_they_are_right_and_which_words_led_to_them(
    page: VoicesPage, sample_bench: Bench
) -> None:
    assert "of 10 tags were right" in told(page, "voices_themes_note")
    row = page.themes.model.row_of("food")
    page.themes.view.setCurrentIndex(page.themes.model.index(row, 0))
    sample_bench.settle(page)
    assert "tagged “Food”" in told(page, "voices_themes_note")
    assert "Food: “" in told(page, "voice_topics")


def test_that_star_hide_and_park_are_one_key_each(page: VoicesPage, sample_bench: Bench) -> None:
    first, second = page.board.model.ids[:2]
    press(page, sample_bench, Qt.Key.Key_S)
    assert states(sample_bench)[first] == "starred"
    assert page.board.chosen.id == first
    press(page, sample_bench, Qt.Key.Key_P)
    assert states(sample_bench)[first] == "parked"
    press(page, sample_bench, Qt.Key.Key_P)
    assert states(sample_bench)[first] == ""
    press(page, sample_bench, Qt.Key.Key_H)
    assert states(sample_bench)[first] == "hidden"
    assert first not in page.board.model.ids
    assert page.board.chosen.id == second


def test_that_keys_pressed_in_a_hurry_hide_one_comment_each(
    page: VoicesPage, sample_bench: Bench
) -> None:
    wanted = page.board.model.ids[:3]
    for _time in range(3):
        sample_bench.qtbot.keyClick(page.board.view, Qt.Key.Key_H)
    sample_bench.settle(page)
    hidden = [key for key, state in states(sample_bench).items() if state == "hidden"]
    assert sorted(hidden) == sorted(wanted)


def test_that_the_last_step_is_undone(page: VoicesPage, sample_bench: Bench) -> None:
    first = page.board.model.ids[0]
    press(page, sample_bench, Qt.Key.Key_H)
    press(page, sample_bench, Qt.Key.Key_U)
    assert states(sample_bench)[first] == ""
    assert page.board.chosen.id == first


def test_that_nothing_to_take_back_is_said(page: VoicesPage, sample_bench: Bench) -> None:
    with sample_bench.qtbot.waitSignal(page.said) as said:
        press(page, sample_bench, Qt.Key.Key_U)
    assert said.args == ["Nothing to undo."]


def test_that_words_are_searched_as_they_are_typed(page: VoicesPage, sample_bench: Bench) -> None:
    page.board.view.setFocus()
    sample_bench.qtbot.keyClick(page.board.view, Qt.Key.Key_Slash)
    sample_bench.qtbot.keyClicks(page.filters.search, "pharmac")
    sample_bench.qtbot.waitUntil(lambda: 0 < page.board.model.rowCount() < 40)
    sample_bench.settle(page)
    shown = [page.board.model.voice(row) for row in range(page.board.model.rowCount())]
    assert all("harmac" in voice.text for voice in shown if voice is not None)
    assert "match" in told(page, "voices_headline")
    sample_bench.qtbot.keyClick(page.filters.search, Qt.Key.Key_Escape)
    sample_bench.qtbot.waitUntil(lambda: page.board.model.rowCount() > 100)
    assert page.filters.search.text() == ""


def test_that_what_nobody_wrote_finds_nothing_and_says_so(
    page: VoicesPage, sample_bench: Bench
) -> None:
    sample_bench.qtbot.keyClicks(page.filters.search, "zebra")
    sample_bench.qtbot.waitUntil(lambda: page.board.model.rowCount() == 0)
    assert page.board.blank.accessibleName().startswith("No matching comments")


def test_that_a_theme_narrows_the_list_and_counts_stay(
    page: VoicesPage, sample_bench: Bench
) -> None:
    topic = page.themes.model.topics[1]
    page.themes.view.setFocus()
    sample_bench.qtbot.keyClick(page.themes.view, Qt.Key.Key_Down)
    sample_bench.settle(page)
    assert page.board.model.rowCount() == topic.count
    assert page.themes.model.topics[1] == topic
    voice = page.board.chosen
    assert voice is not None
    assert topic.key in voice.themes


def test_that_a_measure_and_a_state_narrow_the_list(page: VoicesPage, sample_bench: Bench) -> None:
    press(page, sample_bench, Qt.Key.Key_S)
    page.filters.state.set_current("starred")
    page.filters.changed.emit()
    sample_bench.settle(page)
    assert page.board.model.rowCount() == 1
    page.open_with(ShowUnitRequest(page.board.chosen.unit_id, "quietness"))
    page.activate()
    sample_bench.settle(page)
    assert page.filters.wanted("").state == "shown"
    assert 0 < page.board.model.rowCount() < 100
    assert "quiet" in page.board.chosen.themes


def test_that_a_measure_without_a_theme_lists_every_comment_and_says_so(
    page: VoicesPage, sample_bench: Bench
) -> None:
    every = page.board.model.rowCount()
    page.open_with(ShowUnitRequest(page.board.chosen.unit_id, "rating"))
    page.activate()
    sample_bench.settle(page)
    assert page.board.model.rowCount() == every > 100
    assert page.filters.measure.accessibleName().startswith("Measure: Rating")
    assert told(page, "voices_headline").startswith("No theme belongs to ")
    assert "all comments are listed" in told(page, "voices_headline")


def test_that_a_measure_nobody_writes_about_is_named_all_the_same(
    page: VoicesPage, sample_bench: Bench
) -> None:
    page.open_with(ShowUnitRequest(page.board.chosen.unit_id, "quietness"))
    page.filters.search.setText("zebra")
    page.activate()
    sample_bench.settle(page)
    assert page.board.model.rowCount() == 0
    assert page.board.blank.accessibleName().startswith("No matching comments")


def test_that_comments_are_read_while_nothing_can_be_written(
    sample_bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_more: object) -> int:
        raise DatabaseProblem("read-only")

    monkeypatch.setattr(queries, "hear", refuse)
    page = sample_bench.show(VoicesPage)
    assert page.board.model.rowCount() > 100
    assert "still finding themes" in told(page, "voices_headline")
    monkeypatch.undo()
    page.activate()
    sample_bench.settle(page)
    assert "still finding themes" not in told(page, "voices_headline")


def test_that_themes_and_tags_are_given_by_keys(page: VoicesPage, sample_bench: Bench) -> None:
    chosen = page.board.chosen
    press(page, sample_bench, Qt.Key.Key_T)
    dialog = page.findChild(TopicsDialog)
    assert set(dialog.list.model.checked) == set(chosen.themes)
    sample_bench.qtbot.keyClicks(dialog.list.search, "parking")
    sample_bench.qtbot.keyClick(dialog.list.search, Qt.Key.Key_Down)
    sample_bench.qtbot.keyClick(dialog.list.view, Qt.Key.Key_Space)
    sample_bench.qtbot.keyClicks(dialog.tag, "ask the director")
    sample_bench.qtbot.keyClick(dialog.tag, Qt.Key.Key_Return)
    control = Qt.KeyboardModifier.ControlModifier
    sample_bench.qtbot.keyClick(dialog.tag, Qt.Key.Key_Return, control)
    sample_bench.settle(page)
    voice = page.board.chosen
    assert voice.id == chosen.id
    assert set(voice.themes) == {*chosen.themes, "parking"}
    assert voice.tags == ("ask the director",)
    assert "# ask the director" in told(page, "voice_topics")
    assert any(topic.is_tag for topic in page.themes.model.topics)


def test_that_names_in_praise_are_shown_by_a_second_key_and_on_record(
    page: VoicesPage, sample_bench: Bench
) -> None:
    comment = choose(page, sample_bench, "drew picture drain")
    assert "[name]" in told(page, "voice_words")
    press(page, sample_bench, Qt.Key.Key_N)
    dialog = page.findChild(QuestionDialog)
    sample_bench.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    sample_bench.settle(page)
    assert sample_bench.read(releases) == []
    press(page, sample_bench, Qt.Key.Key_N)
    page.findChildren(QuestionDialog)[-1].agreed.emit()
    sample_bench.settle(page)
    found = sample_bench.read(releases)
    assert [(r.comment_id, r.at[:10]) for r in found] == [
        (comment, NOW.astimezone(UTC).date().isoformat())
    ]
    assert "Lee" in told(page, "voice_words")
    assert told(page, "voice_mask").startswith("Names shown since ")
    press(page, sample_bench, Qt.Key.Key_N)
    assert "Lee" not in told(page, "voice_words")
    assert sample_bench.read(releases)[0].withdrawn is not None


def test_that_criticism_stays_masked(page: VoicesPage, sample_bench: Bench) -> None:
    choose(page, sample_bench, "alarms desk woke")
    assert "[name]" in told(page, "voice_words")
    assert not page.pane.release.isVisible()
    assert "stay masked" in told(page, "voice_mask")
    with sample_bench.qtbot.waitSignal(page.said) as said:
        press(page, sample_bench, Qt.Key.Key_N)
    assert said.args == ["Names can be shown only in praise."]
    assert sample_bench.read(releases) == []


def test_that_a_name_the_rules_missed_is_masked_from_then_on(
    page: VoicesPage, sample_bench: Bench
) -> None:
    comment = choose(page, sample_bench, "squeaky")
    page.names.click()
    sample_bench.settle(page)
    dialog = page.findChild(NamesDialog)
    sample_bench.qtbot.keyClicks(dialog.names, "Squeaky")
    control = Qt.KeyboardModifier.ControlModifier
    sample_bench.qtbot.keyClick(dialog.names, Qt.Key.Key_Return, control)
    sample_bench.settle(page)
    stored = sample_bench.read(lambda c: unit_names(c, find_unit(c, "4 West").id))
    assert stored == ("Squeaky",)
    voice = page.board.model.voice(page.board.model.row_of(comment))
    assert voice.text.startswith("The cart with the [name] wheel")
    others = [page.board.model.voice(row) for row in range(page.board.model.rowCount())]
    assert not [v for v in others if v is not None and "squeaky" in v.text]


def test_that_all_units_are_listed_with_their_names(page: VoicesPage, sample_bench: Bench) -> None:
    page.unit.chosen.emit(queries.ALL_UNITS)
    sample_bench.settle(page)
    assert page.board.model.rowCount() > 500
    assert page.board.model.with_unit
    assert page.board.model.index(0, 0).data(VOICE_ROLE + 1).count(" · ") >= 2


def test_that_rows_far_down_are_read_when_they_are_looked_at(
    page: VoicesPage, sample_bench: Bench
) -> None:
    last = page.board.model.rowCount() - 1
    assert page.board.model.voice(last) is None
    page.board.view.setFocus()
    press(page, sample_bench, Qt.Key.Key_End)
    sample_bench.qtbot.waitUntil(lambda: page.board.model.voice(last) is not None)
    sample_bench.settle(page)
    assert page.board.chosen is not None


def test_that_tens_of_thousands_of_rows_are_no_burden(qtbot: object) -> None:
    model = VoiceListModel()
    asked: list[int] = []
    model.rows_wanted.connect(asked.append)
    model.show_list(range(50_000), [], with_unit=False)
    assert model.rowCount() == 50_000
    assert model.index(40_000, 0).data() == "Loading…"
    assert asked == [40_000]
    missing = model.missing(40_000, 60)
    assert len(missing) == 60
    assert 40_000 in missing


def test_that_an_empty_database_says_what_to_do(bench: Bench) -> None:
    page = bench.show(VoicesPage)
    assert page.blank.accessibleName().startswith("No comments yet")
    assert not page.filters.isVisible()


def test_that_a_unit_without_comments_says_so(sample_bench: Bench) -> None:
    def forget(c: object) -> None:
        import sqlalchemy as sa

        from models.store.tables.core import CommentRow
        from models.store.units.units import list_units

        assert list_units(c)  # type: ignore[arg-type]
        c.execute(sa.delete(CommentRow))  # type: ignore[attr-defined]

    sample_bench.prepare(forget)
    page = sample_bench.show(VoicesPage)
    assert page.blank.accessibleName().startswith("No comments for this unit")


def test_that_what_is_drawn_holds_no_name_of_the_sample(
    page: VoicesPage, sample_bench: Bench
) -> None:
    model = page.board.model
    drawn = " ".join(str(model.index(row, 0).data()) for row in range(60))
    assert "[name]" in drawn
    db = open_database(page.desk.data.place)
    with db.read() as c:
        unit = find_unit(c, "4 West")
        raw = " ".join(comment.text for comment in unit_comments(c, unit.id))
    db.close()
    for name in ("Lee", "Okafor", "Anna"):
        assert name in raw
        assert name not in drawn


def test_that_a_name_that_was_searched_is_masked_once_the_field_is_left(
    page: VoicesPage, sample_bench: Bench
) -> None:
    sample_bench.prepare(lambda c: set_unit_names(c, page.unit_id, ["Marisela"]))
    page.activateWindow()
    sample_bench.qtbot.waitUntil(page.isActiveWindow)
    field = page.filters.search
    field.setFocus()
    sample_bench.qtbot.keyClicks(field, "Marisela")
    sample_bench.qtbot.waitUntil(lambda: page.shown_for.words == "Marisela" and page.is_settled)
    assert field.text() == "Marisela"
    page.filters.order.setFocus()
    assert field.text() == "[name]"
    assert page.wanted.words == "Marisela"
    field.setFocus()
    assert field.text() == "Marisela"
