"""Themes, tone and blame, by local rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.huddle.comments.sentiment import CRITICISM, MIXED, NEUTRAL, PRAISE, tone_of
from models.huddle.comments.themes import (
    all_themes,
    theme,
    theme_words,
    themes_of,
    themes_of_measure,
)
from models.huddle.masking.words import names_nobody
from models.huddle.wording.blame_detection import blame, blames
from models.huddle.wording.word_lists import PhraseIndex, any_of, folded, sentences, tokens
from models.survey.catalog import built_in_instruments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nobody came when I pressed the call light.", {"responsiveness"}),
        ("The hallway was loud and I never slept.", {"quiet", "rest"}),
        ("No one told me the side effects of the pills.", {"explaining", "medicines"}),
        ("The floor was dirty and the food cold.", {"cleanliness", "food"}),
        ("They sent me home without instructions.", {"discharge"}),
        ("My pain was 8/10 all night.", {"pain"}),
        ("I had to repeat myself to every doctor.", {"coordination", "doctors"}),
    ],
)
def test_that_a_comment_has_every_theme_it_speaks_of(text: str, expected: set[str]) -> None:
    assert expected <= set(themes_of(text))


@pytest.mark.parametrize(
    ("text", "not_this"),
    [
        ("He was a pain in the neck.", "pain"),
        ("The medical center is large.", "medicines"),
        ("I fell asleep at once.", "safety"),
        ("They made me feel at home.", "discharge"),
        ("All the rest was fine.", "rest"),
        ("Kind of slow.", "listening"),
    ],
)
def test_that_a_phrase_that_only_sounds_alike_is_no_theme(text: str, not_this: str) -> None:
    assert not_this not in themes_of(text)


def test_that_themes_belong_to_measures_that_exist() -> None:
    known = {m.key for i in built_in_instruments() for m in i.measures}
    for found in all_themes():
        assert set(found.measures) <= known, found.key
    assert "explaining" in themes_of_measure("nurses")
    assert theme("explaining") is not None
    assert theme("somebody's own tag") is None


def test_that_theme_words_are_found_where_they_stand() -> None:
    text = "The food was cold, the trays late."
    found = [text[start:end] for start, end in theme_words(text, ("food",))]
    assert found == ["food", "trays"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Everyone was kind and helpful.", PRAISE),
        ("The nurse explained my pills and held my hand.", PRAISE),
        ("I couldn't have asked for better care.", PRAISE),
        ("Nobody was ever rude to me.", PRAISE),
        ("Never had to ask twice.", PRAISE),
        ("The room was not clean.", CRITICISM),
        ("They never explained anything.", CRITICISM),
        ("My nurse did not listen.", CRITICISM),
        ("I waited for hours and was ignored.", CRITICISM),
        ("Great nurses, but the food was awful.", MIXED),
        ("I was on the third floor.", NEUTRAL),
        ("", NEUTRAL),
    ],
)
def test_that_the_tone_is_heard_with_its_negations(text: str, kind: str) -> None:
    assert tone_of(text).kind == kind


def test_that_specific_praise_names_an_act_and_its_sentence_is_found() -> None:
    text = "I was here a week. Ana sat with me and wrote down my questions. Lovely place."
    tone = tone_of(text)
    assert tone.specific
    assert tone.best is not None
    assert text[slice(*tone.best)] == "Ana sat with me and wrote down my questions."
    assert not tone_of("Everything was wonderful!").specific
    assert not tone_of("She explained it, but was rude.").specific


@pytest.mark.parametrize(
    "line",
    [
        "night shift never rounds",
        "They don't answer call lights",
        "Pharmacy takes forever",
        "the aides are lazy",
        "You should have told the family",
        "it's their fault",
        "weekend staff leaves us everything",
    ],
)
def test_that_a_line_that_blames_gets_the_dot(line: str) -> None:
    assert blames(line)


@pytest.mark.parametrize(
    "line",
    [
        "we never have time to round at two",
        "night shift never forgets a round",
        "no pens at the whiteboard",
        "they don't have enough blankets",
        "Thanks to the night shift for staying late",
        "I forgot the whiteboard",
        "trays block the hall",
        "",
    ],
)
def test_that_a_line_about_the_process_and_praise_get_none(line: str) -> None:
    assert not blames(line)


def test_that_blame_by_a_name_of_the_unit_is_heard() -> None:
    assert not blames("Keandra never rounds")
    found = blame("Keandra never rounds", ["Keandra"])
    assert found is not None
    assert (found.start, found.end) == (0, 13)


def test_that_a_star_stands_for_any_ending_and_a_word_for_itself() -> None:
    pattern = any_of(["clean*", "er"])
    assert pattern.findall("The Cleaners cleaned her ER.") == ["Cleaners", "cleaned", "ER"]
    assert any_of([]).search("anything") is None


@given(st.text(max_size=300))
def test_that_any_text_is_read_without_failing(text: str) -> None:
    tone = tone_of(text)
    assert tone.best is None or 0 <= tone.best[0] < tone.best[1] <= len(text)
    assert set(themes_of(text)) <= {t.key for t in all_themes()}
    blames(text)
    ends = [span for start, end in sentences(text) for span in (start, end)]
    assert ends == sorted(ends)


@pytest.mark.parametrize(
    ("owner", "nobody"),
    [
        ("Day shift", True),
        ("night team", True),
        ("Unit manager", True),
        ("Environmental services", True),
        ("CNO", True),
        ("Keandra Boone", False),
        ("Day", False),
        ("", False),
    ],
)
def test_that_a_shift_is_no_person(owner: str, nobody: bool) -> None:
    assert names_nobody(owner) is nobody


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La comida estaba fría y la enfermera fue muy amable.", {"food", "nurses", "listening"}),
        ("Mucho ruido, no pude dormir.", {"quiet", "rest"}),
        ("Esperé tres horas y nadie me explicó nada.", {"waiting", "explaining"}),
        ("El baño estaba sucio.", {"cleanliness"}),
    ],
)
def test_that_themes_are_heard_in_spanish_with_its_accents(text: str, expected: set[str]) -> None:
    assert expected <= set(themes_of(text))


def test_that_a_phrase_is_found_over_a_hyphen_but_not_over_a_full_stop() -> None:
    index = PhraseIndex({"home": ["follow up*"], "star": ["clean*"]})

    def labels(text: str) -> list[str]:
        plain = folded(text)
        return [match.label for match in index.find(plain, tokens(plain))]

    assert labels("A follow-up call") == ["home"]
    assert labels("Follow  ups") == ["home"]
    assert labels("They follow. Up it went") == []
    assert labels("The cleaner's cart") == ["star"]


def test_that_words_of_a_theme_are_told_without_overlap_and_as_they_stand() -> None:
    text = "They kept my wife informed; my wife and I thank them."
    spans = theme_words(text, ("family", "explaining"))
    assert [text[start:end] for start, end in spans] == ["kept my wife informed", "my wife and I"]
