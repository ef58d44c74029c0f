"""The answers of unit and others as aligned bars."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from models.analysis.results import AnswerShare, ItemDistribution
from tests.ui import examples
from ui.charts.answer_bars import AnswerBars
from ui.charts.card import CardText
from ui.theme import Look, contrast

QUIET = examples.distribution("quiet", "Quiet at night", (0.08, 0.16, 0.24, 0.52))


@pytest.fixture
def bars(look: Look, qtbot) -> AnswerBars:
    made = AnswerBars(look)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show_answers([QUIET], "4 West", "the rest")
    return made


def only_bars(bars: AnswerBars):
    return bars._laid[0].bars


def test_that_both_bars_share_their_ends(bars: AnswerBars) -> None:
    own, other = only_bars(bars)
    assert own.segments[0].box.left() == other.segments[0].box.left()
    assert own.segments[-1].box.right() == pytest.approx(other.segments[-1].box.right())


def test_that_the_width_of_a_segment_is_its_share(bars: AnswerBars) -> None:
    own, _other = only_bars(bars)
    assert own.segments[-1].box.width() == pytest.approx(own.box.width() * 0.52)


def test_that_numbers_in_segments_can_be_read(bars: AnswerBars, look: Look) -> None:
    for theme in ("light", "dark"):
        look.choose(theme)
        bars.show_answers([QUIET, examples.rating_distribution()], "4 West", "the rest")
        for laid in bars._laid:
            for bar in laid.bars:
                assert all(contrast(s.ink, s.fill) >= 4.5 for s in bar.segments if s.words)
    look.choose("light")


def test_that_words_above_the_bar_do_not_run_into_each_other(bars: AnswerBars) -> None:
    bars.show_answers([QUIET, examples.rating_distribution()], "4 West", "the rest")
    for laid in bars._laid:
        boxes = sorted((box for box, _word in laid.words), key=lambda b: b.left())
        assert all(a.right() < b.left() for a, b in itertools.pairwise(boxes))
        assert laid.words[0][1] in ("Never", "0", "Always", "10")


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
    assert bars.stops[0].card.foot == "62 answers of 4 West, 1,204 of the rest"


def test_that_it_reads_out_the_answers(bars: AnswerBars) -> None:
    assert "Quiet at night: Always 52%, Usually 24%" in bars.accessibleName()


def test_that_an_item_without_answers_paints(bars: AnswerBars) -> None:
    nobody = AnswerShare("Yes", "top", None, None)
    bars.show_answers([ItemDistribution("q", "Q", "Q?", 0, 0, (nobody,))], "A", "B")
    bars.grab()
