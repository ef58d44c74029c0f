"""How comments sound: the words and the model together, and praise that is sure enough to share."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.huddle.comments import sentiment_model
from models.huddle.comments.sentiment import NEUTRAL, PRAISE, asks_for_criticism, tone_of
from models.huddle.comments.sentiment_model import tone_chances
from models.huddle.masking.words import is_common, name_lists
from models.huddle.wording import topics_folder
from tests.models.huddle.comments.labeled_comments import LabeledComment
from tests.models.huddle.comments.train_tone import train, written

THANKS = "Maria sat with me and explained every pill. Thank you!"


def test_that_an_answer_to_a_question_for_what_to_improve_is_never_specific_praise() -> None:
    assert tone_of(THANKS, "What did we do well?").specific
    assert not tone_of(THANKS, "How could we improve?").specific
    assert asks_for_criticism("What could we have done better?")
    assert not asks_for_criticism("")


@pytest.mark.parametrize(
    "text",
    [
        "She explained my pills and sat with me.",
        "Listened more and showed more caring and understanding.",
        "Wonderful if they had listened and explained things.",
        "Thank you, but nobody explained anything and we waited for hours.",
        "They should have listened. Nice people.",
    ],
)
def test_that_an_act_without_praise_a_wish_and_a_complaint_are_no_specific_praise(
    text: str,
) -> None:
    assert not tone_of(text).specific


def test_that_plain_praise_is_thanks_for_the_room() -> None:
    tone = tone_of("Wonderful nurses. The staff were very kind and friendly, thank you!")
    assert tone.thanks
    assert not tone.specific


@pytest.mark.parametrize(
    "text",
    [
        "The crew were excellent, but it took so long.",
        "Nothing was good about my experience with this team.",
        "I honestly can't think of anything that was good.",
        "Be professional, kind and supportive.",
        "Provide easy to follow videos. Employ wonderful, friendly staff.",
        "The care was excellent. Ideally a leaflet about it would have been great.",
        "Most of the nurses were helpful and friendly.",
        "The room was dirty.",
    ],
)
def test_that_praise_with_a_reservation_is_not_thanks_for_the_room(text: str) -> None:
    assert not tone_of(text).thanks


def test_that_an_answer_to_a_question_for_what_to_improve_is_no_thanks() -> None:
    text = "Wonderful nurses, very kind and friendly, thank you!"
    assert tone_of(text).thanks
    assert not tone_of(text, "How could we improve?").thanks


def test_that_words_of_praise_do_not_count_where_the_model_hears_criticism() -> None:
    text = "More staff and quicker answers. No help, left for hours, worse than last time. Nice."
    assert tone_of(text).kind not in (PRAISE, NEUTRAL)


def test_that_the_model_is_silent_on_what_it_does_not_know() -> None:
    assert tone_chances("Zyx wvu") is None
    assert tone_of("Zyx wvu").doubt is None


def test_that_no_name_stands_among_the_weights() -> None:
    lines = (topics_folder() / sentiment_model.WEIGHTS).read_text(encoding="utf-8").splitlines()
    lists = name_lists()
    words = {word for line in lines for word in line.split("\t")[0].split()}
    assert len(words) > 1000
    assert [w for w in words if w in lists.given and not is_common(w)] == []


def test_that_trained_weights_are_read_as_they_were_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = [LabeledComment("A", "", f"kind kind nurses {k % 3}", frozenset(), 1) for k in range(9)]
    bad = [LabeledComment("A", "", f"rude rude doctors {k % 3}", frozenset(), -1) for k in range(9)]
    (tmp_path / sentiment_model.WEIGHTS).write_text(written(train([*good, *bad])), encoding="utf-8")
    monkeypatch.setattr(sentiment_model, "topics_folder", lambda: tmp_path)
    sentiment_model._weights.cache_clear()
    try:
        praise, criticism = tone_chances("kind nurses"), tone_chances("rude doctors")
    finally:
        sentiment_model._weights.cache_clear()
    assert praise is not None
    assert praise.praise > 0.5
    assert criticism is not None
    assert criticism.criticism > 0.5
