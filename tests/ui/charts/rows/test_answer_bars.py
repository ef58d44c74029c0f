"""The answers of unit and others as aligned bars."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from models.analysis.estimates.results import AnswerShare, ItemDistribution
from tests.ui import examples
from ui.base.theme import Appearance, contrast
from ui.charts.rows.answer_bars import AnswerBars, Bar, ink_on
from ui.text.charts_card import CardText

QUIET = examples.distribution("quiet", "Quiet at night", (0.08, 0.16, 0.24, 0.52))


@pytest.fixture
def bars(look: Appearance, qtbot) -> AnswerBars:
    made = AnswerBars(look)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show_answers([QUIET], "4 West", "the rest")
    return made


def only_bars(bars: AnswerBars):
    return bars.laid[0].bars


def side(bar: Bar, box: str):
    return [segment for segment in bar.segments if segment.answer.box == box]


def written(bars: AnswerBars) -> list[str]:
    return [each.words for each in bars.over.words]


def test_that_the_best_answers_of_all_bars_begin_at_one_zero_line(bars: AnswerBars) -> None:
    bars.show_answers([QUIET, examples.rating_distribution()], "4 West", "the rest")
    starts = {side(bar, "top")[0].left for laid in bars.laid for bar in laid.bars}
    assert starts == {0.0}
    assert set(bars.marks["zero"].getData()[0]) == {0.0}


def test_that_the_middle_ends_at_the_zero_line_and_the_worst_is_outermost(
    bars: AnswerBars,
) -> None:
    for bar in only_bars(bars):
        assert side(bar, "middle")[-1].right == pytest.approx(0)
        assert bar.segments[0].answer.label == "Never"


def test_that_every_segment_is_as_wide_as_its_share_on_one_scale(bars: AnswerBars) -> None:
    own, other = only_bars(bars)
    assert own.segments[-1].share == pytest.approx(0.52)
    assert other.segments[-1].share == pytest.approx(0.64)


def test_that_the_share_of_the_best_answers_stands_at_the_end_of_each_bar(
    bars: AnswerBars,
) -> None:
    assert [bar.best for bar in only_bars(bars)] == ["52%", "64%"]
    for bar in only_bars(bars):
        words = next(each for each in bars.over.words if each.words == bar.best)
        assert words.box.left() > bars.scales.x(bar.segments[-1].right)
    assert "52" not in written(bars)


def test_that_several_best_answers_keep_their_own_numbers(bars: AnswerBars) -> None:
    bars.resize(600, 300)
    bars.show_answers([examples.rating_distribution()], "4 West", "the rest")
    for segment in side(only_bars(bars)[0], "top"):
        assert f"{100 * segment.share:.0f}" in written(bars)


def test_that_bars_and_their_numbers_stay_inside_the_chart(bars: AnswerBars) -> None:
    for shares in ((0.0, 0.0, 0.0, 1.0), (1.0, 0.0, 0.0, 0.0), (0.08, 0.16, 0.24, 0.52)):
        bars.show_answers([examples.distribution("q", "Q", shares)], "4 West", "the rest")
        metrics = bars.style_now().metrics("strong")
        for bar in only_bars(bars):
            assert bars.scales.x(bar.segments[0].left) >= 0
            words = next(each for each in bars.over.words if each.words == bar.best)
            assert words.box.left() + metrics.horizontalAdvance(bar.best) <= bars.width() + 1


def test_that_two_answers_stand_on_two_sides(bars: AnswerBars) -> None:
    two = (AnswerShare("No", "bottom", 0.1, 0.2), AnswerShare("Yes", "top", 0.9, 0.8))
    bars.show_answers([replace(QUIET, answers=two)], "4 West", "the rest")
    no, yes = only_bars(bars)[0].segments
    assert no.right == pytest.approx(0)
    assert yes.left == pytest.approx(0)


def test_that_do_not_know_stands_apart_at_the_far_left(bars: AnswerBars) -> None:
    unsure = AnswerShare("Don't know", "outside", 0.1, 0.1)
    *rest, best = QUIET.answers
    answers = (*rest, replace(best, unit=0.42, other=0.54), unsure)
    bars.show_answers([replace(QUIET, answers=answers)], "4 West", "the rest")
    for bar in only_bars(bars):
        first, second = bar.segments[:2]
        assert first.answer is unsure
        assert first.right < second.left


def test_that_answer_words_stand_once_for_questions_answered_alike(bars: AnswerBars) -> None:
    bars.show_answers([QUIET, QUIET, examples.rating_distribution()], "4 West", "the rest")
    assert [laid.worded for laid in bars.laid] == [True, False, True]
    assert written(bars).count("Always") == 1


def test_that_words_keep_to_their_side_of_the_zero_line(bars: AnswerBars) -> None:
    labels = {answer.label for answer in QUIET.answers}
    named = [each for each in bars.over.words if each.words in labels]
    assert named
    for each in named:
        assert (each.box.left() >= bars.scales.x(0)) == (each.words == "Always")


def test_that_numbers_in_segments_can_be_read(bars: AnswerBars, look: Appearance) -> None:
    for theme in ("light", "dark"):
        look.choose(theme)
        bars.show_answers([QUIET, examples.rating_distribution()], "4 West", "the rest")
        style = bars.style_now()
        for laid in bars.laid:
            for segment in (s for bar in laid.bars for s in bar.segments):
                ink = style.theme.color(ink_on(segment.fill, style))
                assert contrast(ink, segment.fill) >= 4.5
    look.choose("light")


def test_that_words_above_the_bar_do_not_run_into_each_other(bars: AnswerBars) -> None:
    bars.show_answers([QUIET], "4 West", "the rest")
    labels = {answer.label for answer in QUIET.answers}
    named = [each for each in bars.over.words if each.words in labels]
    boxes = sorted((each.box for each in named), key=lambda box: box.left())
    assert all(a.right() < b.left() for a, b in itertools.pairwise(boxes))
    assert {each.words for each in named} >= {"Never", "Always"}


def test_that_bars_move_with_the_range_that_is_seen(bars: AnswerBars) -> None:
    item = bars.marks["bars"]
    bars.view.updateMatrix()
    before = item.mapRectToScene(item.boundingRect())
    bars.view.setRange(xRange=(-0.2, 0.4), padding=0)
    bars.view.updateMatrix()
    assert item.mapRectToScene(item.boundingRect()) != before


def test_that_too_few_answers_draw_no_bar(bars: AnswerBars) -> None:
    few = replace(QUIET, too_few=True, n_unit=8, answers=())
    bars.show_answers([few], "4 West", "the rest")
    assert only_bars(bars) == ()
    assert bars.stops[0].card == CardText(few.wording, (), "8 answers: too few to show")


def test_that_nobody_else_means_one_bar(bars: AnswerBars) -> None:
    alone = tuple(replace(answer, other=None) for answer in QUIET.answers)
    bars.show_answers([replace(QUIET, answers=alone, n_other=None)], "4 West", "the rest")
    assert len(only_bars(bars)) == 1


def test_that_answers_nobody_gave_take_no_room(bars: AnswerBars) -> None:
    never, *others = QUIET.answers
    bars.show_answers([replace(QUIET, answers=(replace(never, unit=0.0), *others))], "A", "B")
    own, _other = only_bars(bars)
    assert len(own.segments) == 3


def test_that_the_card_gives_every_answer_best_first(bars: AnswerBars) -> None:
    rows = bars.stops[0].card.rows
    assert [word for word, _value in rows] == ["Always", "Usually", "Sometimes", "Never"]
    assert rows[0][1] == "52% · the rest 64%"
    assert bars.stops[0].card.foot == "62 answers from 4 West, 1,204 from the rest"


def test_that_it_reads_out_the_answers(bars: AnswerBars) -> None:
    assert "Quiet at night: Always 52% (the rest 64%), Usually 24%" in bars.accessibleName()


def test_that_an_item_nobody_answered_has_no_bar_and_no_share(bars: AnswerBars) -> None:
    nobody = AnswerShare("Yes", "top", None, None)
    bars.show_answers([ItemDistribution("q", "Q", "Q?", 0, 0, (nobody,))], "A", "B")
    (bar,) = only_bars(bars)
    assert (bar.segments, bar.best) == ((), "–")
    assert not bars.grab().isNull()
