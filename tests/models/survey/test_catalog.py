"""The built-in questionnaires, and questionnaires as JSON."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from models.survey import Box, Instrument, Item, Measure, Scale, Screener, month_label
from models.survey.catalog import (
    built_in_instruments,
    instrument_from_json,
    instrument_to_json,
    read_instrument,
)
from models.survey.scale import Answer

BY_KEY = {instrument.key: instrument for instrument in built_in_instruments()}
VERSIONS = ["hcahps-2013", "hcahps-2018", "hcahps-2019", "hcahps-2025"]


def numbers(instrument: str, *keys: str) -> list[int]:
    return [BY_KEY[instrument].item(key).number for key in keys]


def test_that_four_hcahps_versions_and_the_friends_and_family_test_come_built_in():
    assert list(BY_KEY) == [*VERSIONS, "nhs-fft"]
    assert all(instrument.built_in for instrument in BY_KEY.values())


def test_that_the_hcahps_versions_follow_each_other_without_gap_or_overlap():
    eras = [(BY_KEY[key].first_month, BY_KEY[key].last_month) for key in VERSIONS]
    assert [month_label(first) for first, _ in eras] == ["2013-01", "2018-01", "2019-10", "2025-01"]
    assert [last + 1 for _, last in eras[:-1]] == [first for first, _ in eras[1:]]
    assert eras[-1][1] is None


@pytest.mark.parametrize(("key", "questions"), [*zip(VERSIONS, (32, 32, 29, 32), strict=True)])
def test_that_each_version_asks_every_number_once(key: str, questions: int):
    races = [item.number for item in BY_KEY[key].items if item.key.startswith("race_")]
    others = [item.number for item in BY_KEY[key].items if not item.key.startswith("race_")]
    assert len(races) == 5
    assert len(set(races)) == 1
    assert sorted([*others, races[0]]) == list(range(1, questions + 1))


def test_that_the_numbering_shifts_by_three_after_the_pain_questions_left():
    moved = ("new_medicine", "med_for", "rating", "recommend", "ct_medicines", "language")
    old, new = numbers("hcahps-2013", *moved), numbers("hcahps-2019", *moved)
    assert old == [15, 16, 21, 22, 25, 32]
    assert [n - 3 for n in old] == new
    assert numbers("hcahps-2019", "quiet", "bathroom_help") == [9, 11]


def test_the_verified_numbers_of_the_2025_questionnaire():
    keys = ("clean", "rest_needed", "bathroom_needed", "bathroom_help", "family_symptoms")
    assert numbers("hcahps-2025", *keys, "rating", "race_white") == [7, 8, 12, 13, 20, 24, 32]


def test_that_substantive_questions_number_as_the_survey_says():
    counts = [sum(not i.about_patient for i in BY_KEY[key].items) for key in VERSIONS]
    assert counts == [21, 21, 19, 22]


@pytest.mark.parametrize("key", BY_KEY)
def test_that_every_measure_is_made_of_its_own_questions(key: str):
    instrument = BY_KEY[key]
    used = Counter(item for measure in instrument.measures for item in measure.items)
    asked = [item.key for item in instrument.items if not item.about_patient]
    assert used == Counter(asked)


def test_the_measure_keys_of_each_version():
    common = {"nurses", "doctors", "responsiveness", "medicines", "discharge", "cleanliness"}
    common |= {"rating", "recommend"}
    found = {key: set(BY_KEY[key].measure_by_key) for key in VERSIONS}
    assert found["hcahps-2013"] == common | {"pain", "care_transition", "quietness"}
    assert found["hcahps-2018"] == common | {
        "pain_communication",
        "care_transition",
        "quietness",
    }
    assert found["hcahps-2019"] == common | {"care_transition", "quietness"}
    assert found["hcahps-2025"] == common | {"restfulness", "care_coordination", "symptoms"}


def test_that_unchanged_measures_are_the_same_question_and_changed_ones_are_not():
    before, after = BY_KEY["hcahps-2019"], BY_KEY["hcahps-2025"]

    def same(key: str) -> bool:
        old, new = before.measure_by_key[key], after.measure_by_key[key]
        return before.definition(old) == after.definition(new)

    assert [same(key) for key in ("nurses", "doctors", "medicines", "discharge", "rating")] == [
        True
    ] * 5
    assert not same("responsiveness")


def test_that_one_key_means_one_wording_and_one_scale_in_all_versions():
    seen: dict[str, Item] = {}
    for key in VERSIONS:
        for item in BY_KEY[key].items:
            first = seen.setdefault(item.key, item)
            assert (first.wording, first.scale) == (item.wording, item.scale)


def test_that_headers_of_one_version_name_one_question_each():
    for instrument in BY_KEY.values():
        names = Counter(
            name.casefold() for item in instrument.items for name in {item.key, *item.columns}
        )
        assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize(
    ("key", "item", "tops"),
    [
        ("hcahps-2019", "nurse_listen", {"always", "4"}),
        ("hcahps-2019", "discharge_help", {"yes", "1", "y"}),
        ("hcahps-2019", "ct_prefer", {"strongly agree", "4"}),
        ("hcahps-2025", "help_rest", {"yes, definitely", "1", "yes definitely", "definitely"}),
        ("hcahps-2025", "recommend", {"definitely yes", "4"}),
        ("nhs-fft", "overall_experience", {"very good", "good", "1", "2"}),
    ],
)
def test_which_words_and_codes_are_the_top_box(key: str, item: str, tops: set[str]):
    scale = BY_KEY[key].item(item).scale
    assert {text for text, value in scale.by_text.items() if value in scale.top_values} == tops


def test_that_a_rating_of_8_or_9_is_an_answer_and_the_boxes_are_those_published():
    scale = BY_KEY["hcahps-2025"].item("rating").scale
    boxes = {answer.label: answer.box for answer in scale.answers}
    assert [label for label, box in boxes.items() if box is Box.TOP] == ["9", "10"]
    assert [label for label, box in boxes.items() if box is Box.MIDDLE] == ["7", "8"]
    assert [answer.linear for answer in scale.answers] == [10.0 * n for n in range(11)]


def test_that_linear_values_are_equally_spaced():
    linear = {
        scale.key: [answer.linear for answer in scale.answers]
        for scale in (item.scale for item in BY_KEY["hcahps-2025"].items)
    }
    assert linear["frequency"] == pytest.approx([0, 100 / 3, 200 / 3, 100])
    assert linear["yes_no"] == [0, 100]
    assert linear["definitely"] == [0, 50, 100]


def test_that_dont_know_counts_in_the_friends_and_family_denominator_without_a_place():
    scale = BY_KEY["nhs-fft"].item("overall_experience").scale
    dont_know = scale.by_value[scale.by_text["don't know"]]
    assert (dont_know.box, dont_know.linear) == (Box.OUTSIDE, None)
    assert [a.linear for a in scale.answers[:5]] == [0, 25, 50, 75, 100]


@pytest.mark.parametrize(
    ("item", "screener", "skipping"),
    [
        ("bathroom_help", "bathroom_needed", {"No"}),
        ("med_for", "new_medicine", {"No"}),
        ("discharge_symptoms", "discharged_to", {"Another health facility"}),
    ],
)
def test_which_screener_answer_skips_a_question(item: str, screener: str, skipping: set[str]):
    instrument = BY_KEY["hcahps-2025"]
    rule = instrument.item(item).screener
    assert rule is not None
    assert rule.item == screener
    labels = instrument.item(screener).scale.by_value
    assert {labels[value].label for value in rule.skips} == skipping


def test_that_screeners_are_asked_before_what_they_decide():
    for instrument in BY_KEY.values():
        for item in instrument.items:
            if item.screener:
                assert instrument.position[item.screener.item] < instrument.position[item.key]


@pytest.mark.parametrize("instrument", built_in_instruments(), ids=lambda i: i.key)
def test_that_a_questionnaire_survives_json_whole(instrument: Instrument):
    text = instrument_to_json(instrument)
    back = instrument_from_json(text)
    assert back == instrument
    assert back.position == instrument.position
    assert instrument_to_json(back) == text


def test_that_scales_of_one_name_but_other_answers_stay_apart_in_json():
    def scale(word: str) -> Scale:
        return Scale("words", (Answer(1, word, Box.TOP, 100 / 3),), ("weiß nicht",))

    items = (
        Item("a", "A", scale("gut")),
        Item("b", "B", scale("sehr gut"), screener=Screener("a", (1, 2))),
    )
    custom = Instrument("own", "Own", "own", items, (Measure("a", "A", ("a",)),), built_in=False)
    back = instrument_from_json(instrument_to_json(custom))
    assert back == custom
    assert back.item("b").scale.answers[0].label == "sehr gut"


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"key": 1, "scales": [3]}'])
def test_that_text_that_is_no_questionnaire_is_refused(text: str):
    with pytest.raises(ValueError, match=r"."):
        instrument_from_json(text)


def test_that_a_definition_with_a_missing_part_is_refused():
    definition = json.loads(instrument_to_json(BY_KEY["nhs-fft"]))
    del definition["items"][0]["columns"]
    with pytest.raises(ValueError, match="not the definition"):
        instrument_from_json(json.dumps(definition))


def write(folder: Path, *, scale: str = "s", items: str = '["a"]') -> Path:
    path = folder / "q.toml"
    path.write_text(
        'key = "q"\nname = "Q"\nfamily = "q"\n'
        '[scales.s]\nanswers = [{label = "No", box = "bottom"}, {label = "Yes", box = "top"}]\n'
        f'[questions.a]\nlabel = "A"\nwording = "A?"\nscale = "{scale}"\ncolumns = []\n'
        f'[numbers]\na = 1\n[[measures]]\nkey = "a"\nlabel = "A"\nitems = {items}\n',
        encoding="utf-8",
    )
    return path


def test_that_a_file_reads_as_it_is_written(tmp_path: Path):
    instrument = read_instrument(write(tmp_path))
    assert instrument.item("a").scale.top_label == "Yes"
    assert instrument.first_month is None


def test_that_a_file_naming_an_unknown_scale_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match=r"q\.toml lacks 'other'"):
        read_instrument(write(tmp_path, scale="other"))


def test_that_a_measure_of_unasked_items_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="items not asked"):
        read_instrument(write(tmp_path, items='["a", "b"]'))
