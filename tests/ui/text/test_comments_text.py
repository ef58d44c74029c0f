"""The sentences of the page of comments."""

from __future__ import annotations

from dataclasses import replace

from models.huddle.comments import ShownVoice, theme_accuracy
from ui.text.comments import (
    accuracy_words,
    masking_note,
    themes_note,
    tone_note,
    tone_words,
    topic_lines,
)

VOICE = ShownVoice(
    id=1,
    unit_id=1,
    unit="4 West",
    month=24000,
    text="The tray was cold. The tea, too.",
    marks=(),
    themes=("food", "parking"),
    tags=("trays",),
    tag_names=("trays",),
    kind="criticism",
    specific=False,
    state="",
    masks_names=False,
    may_be_unmasked=False,
    reasons={"food": ("tray", "tea"), "parking": ()},
)


def test_that_each_theme_shows_the_words_that_led_to_it() -> None:
    lines = topic_lines(VOICE).splitlines()
    assert lines[0] == "Criticism"
    assert "“tray”" in lines[1]
    assert "“tea”" in lines[1]
    assert lines[2].endswith(": added by hand")
    assert lines[3] == "# trays"


def test_that_a_comment_without_a_clear_tone_or_theme_says_so() -> None:
    voice = replace(VOICE, kind="neutral", themes=(), tags=(), tag_names=(), reasons={})
    assert topic_lines(voice).splitlines() == ["Tone unclear", "No theme found"]
    assert tone_words(replace(voice, kind="praise", specific=True)) == "specific praise"


def test_that_the_measured_figures_stand_beside_the_themes() -> None:
    precision = theme_accuracy().by_theme["food"].precision
    assert f"{round(precision * 10)} of 10" in themes_note("food", few=False)
    assert "6,2" in accuracy_words("")
    assert accuracy_words("a tag of somebody") == accuracy_words("")
    assert accuracy_words("nurses").startswith("We have no test yet")
    assert "not a score" in themes_note("", few=False)
    assert "not a score" not in themes_note("", few=True)


def test_that_the_figure_of_masking_stands_where_comments_are_shown() -> None:
    assert " of 100 such details slipped through" in masking_note()


def test_that_the_tone_says_how_far_it_can_be_trusted() -> None:
    assert "at least 8 of 10 comments called criticism" in tone_note()
    assert "at least 6 of 10 critical comments" in tone_note()
