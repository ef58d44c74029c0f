"""The figures that are shown beside themes, and what they are measured with."""

from __future__ import annotations

import pytest

from models.huddle.comments import all_themes, masking_accuracy, theme_accuracy
from models.huddle.comments.accuracy import criticism_accuracy
from models.huddle.comments.sentiment import Tone
from tests.models.huddle.comments import voices_measures
from tests.models.huddle.comments.labeled_comments import LABELS, VARIABLE, LabeledComment
from tests.models.huddle.comments.voices_measures import (
    main,
    score,
    theme_scores,
    themeless_long,
    together,
    tone_score,
)
from tests.models.huddle.masking.masking_measures import SEALED, UNSEEN, measure, read_comments


def test_that_figures_belong_to_themes_that_exist_and_none_is_under_what_was_asked_for() -> None:
    found = theme_accuracy()
    assert set(found.by_theme) == set(LABELS) <= {theme.key for theme in all_themes()}
    for key, one in found.by_theme.items():
        assert 2 * one.precision * one.recall / (one.precision + one.recall) >= 0.4, key
    assert criticism_accuracy().precision >= 0.85
    assert criticism_accuracy().recall >= 0.6


def test_that_the_figure_shown_for_masking_is_what_is_measured() -> None:
    found = measure([*read_comments(UNSEEN), *read_comments(SEALED)])
    shown = masking_accuracy()
    assert shown.comments == found.comments
    assert shown.masked == pytest.approx(found.all_recall, abs=0.001)
    assert shown.wrong == pytest.approx(found.wrong_marks, abs=0.001)


def comment(text: str, *themes: str, tone: int = 0) -> LabeledComment:
    return LabeledComment("A", "", text, frozenset(themes), tone)


def test_that_misses_and_false_hits_lower_the_scores() -> None:
    assert score([True, True, False], [True, False, True]).f1 == 0.5
    comments = [comment("The soup was cold.", "food"), comment("I ate nothing, ever.", "pain")]
    scores = theme_scores(comments)
    assert (scores["food"].right, scores["food"].found, scores["food"].meant) == (1, 2, 1)
    assert scores["pain"].recall == 0.0
    assert together(list(scores.values())).meant == 2
    assert themeless_long([comment("Lorem ipsum " * 20), comment("Lorem")]) == 1.0


def test_that_unclear_comments_count_against_criticism_but_not_among_the_clear_ones() -> None:
    tones = [Tone(kind, 0, 0, 0) for kind in ("criticism", "criticism", "neutral")]
    found = tone_score([comment("a", tone=-1), comment("b"), comment("c", tone=-1)], tones)
    assert (found.criticism.precision, found.clear.precision) == (0.5, 1.0)
    assert found.criticism.recall == 0.5
    assert found.undecided == pytest.approx(1 / 3)


def test_that_without_the_data_nothing_is_measured_and_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(voices_measures, "theme_scores", None)
    main([])
    assert "Nothing was measured" in capsys.readouterr().out
