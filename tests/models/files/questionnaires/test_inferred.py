"""Questionnaires nobody knows: their items, scales, non-answers, and knowing them again."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from models.errors import FileRefused
from models.files.columns.scales import known_scales
from models.files.content import ReadOptions
from models.files.mapping.value import ColumnMapping, Mapping, Role
from models.files.questionnaires.inferred import item_key
from models.files.questions import LeftOut
from models.survey import BLANK, NO_ANSWER, Box, Instrument
from models.survey.catalog import built_in_instruments, instrument_from_json, instrument_to_json
from tests.models.files.surveys import ReadSurvey, highest, read_survey, write_csv

SATISFACTION = ["Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"]
BUILT_IN = built_in_instruments()


def survey(
    folder: Path,
    columns: dict[str, list[str]],
    known: tuple[Instrument, ...] = (),
    name: str = "Ward survey 2026-03.csv",
    options: ReadOptions = ReadOptions(),  # noqa: B008 - frozen
) -> ReadSurvey:
    """Read a file of some columns; of those that hold numbers the highest is said to be best."""
    numbers = [
        name
        for name, cells in columns.items()
        if name != "Age" and not any(cell.strip("-0123456789.") for cell in cells)
    ]
    if numbers and options.mapping is None:
        options = replace(options, said=highest(*numbers))
    rows = zip(*columns.values(), strict=True)
    table = [["Unit", *columns], *[["A", *row] for row in rows]]
    return read_survey(write_csv(folder / name, table), options, (*BUILT_IN, *known))


def instrument_of(read: ReadSurvey) -> Instrument:
    assert read.file.instrument is not None
    return read.file.instrument


def cycle(words: list[str], count: int = 40) -> list[str]:
    return [words[n % len(words)] for n in range(count)]


@pytest.mark.parametrize("scale", known_scales().words, ids=lambda scale: scale.key)
def test_that_every_word_scale_is_recognized_in_a_column_that_uses_it_all(
    tmp_path: Path, scale: object
) -> None:
    assert hasattr(scale, "answers")
    labels = [answer.label for answer in scale.answers]
    read = survey(tmp_path, {"Q1": cycle(labels)})
    item = instrument_of(read).item("q1")
    assert [a.label for a in item.scale.answers] == labels
    assert read.answers("q1") == [n % len(labels) + 1 for n in range(40)]
    assert item.scale.top_values == {len(labels)}


@pytest.mark.parametrize(
    ("first", "last", "top"), [(1, 5, {5}), (1, 7, {7}), (1, 10, {9, 10}), (0, 10, {10, 11})]
)
def test_that_numbers_become_the_range_they_span(
    tmp_path: Path, first: int, last: int, top: set[int]
) -> None:
    read = survey(tmp_path, {"score": cycle([str(n) for n in range(first, last + 1)])})
    scale = instrument_of(read).item("score").scale
    assert (scale.answers[0].label, scale.answers[-1].label) == (str(first), str(last))
    assert scale.top_values == top


def test_that_keys_are_headers_in_lower_case(tmp_path: Path) -> None:
    read = survey(tmp_path, {"Q21_2016": cycle(SATISFACTION), "Food, hot?": cycle(SATISFACTION)})
    assert [item.key for item in instrument_of(read).items] == ["q21_2016", "food_hot"]
    assert item_key("ÄRZTE 1") == "ärzte_1"


def test_that_each_question_is_a_measure_of_its_own(tmp_path: Path) -> None:
    instrument = instrument_of(survey(tmp_path, {"Q1": cycle(SATISFACTION)}))
    assert [(m.key, m.items) for m in instrument.measures] == [("q1", ("q1",))]
    assert (instrument.family, instrument.built_in) == ("custom", False)


def test_that_questions_about_the_patient_are_no_measures(tmp_path: Path) -> None:
    read = survey(
        tmp_path,
        {
            "Q1": cycle(SATISFACTION),
            "Gender": cycle(["M", "F"]),
            "Health status": cycle(["Poor", "Fair", "Good", "Very good", "Excellent"]),
            "Chronic": cycle(["Yes", "No"]),
            "Smoker": cycle(["Yes", "No"]),
            "Age": cycle([str(n) for n in range(40, 80)]),
        },
    )
    instrument = instrument_of(read)
    assert [measure.key for measure in instrument.measures] == ["q1"]
    assert [item.key for item in instrument.items if item.about_patient] == ["health_status", "age"]


def test_that_yes_and_no_are_an_answer_only_to_a_question(tmp_path: Path) -> None:
    yes_no = cycle(["Yes", "No", "Yes"])
    read = survey(tmp_path, {"Q1": yes_no, "Was it clean?": yes_no, "Readmitted": yes_no})
    assert [m.key for m in instrument_of(read).measures] == ["q1", "was_it_clean"]


def test_that_non_answers_leave_the_scale_but_are_counted(tmp_path: Path) -> None:
    words = [*SATISFACTION * 5, "Do not know / irrelevant", "Refused", "Did not eat here"]
    read = survey(tmp_path, {"Q1": words})
    assert read.answers("q1")[-3:] == [NO_ANSWER] * 3
    assert read.file.problems_total == 0


def test_that_a_frequent_answer_off_the_scale_is_asked_about(tmp_path: Path) -> None:
    words = [*SATISFACTION * 8, *["Stayed elsewhere"] * 4]
    read = survey(tmp_path, {"Q1": words, "Q2": cycle(SATISFACTION, 44)})
    assert "q1" not in read.rows[0].values
    assert [(c.column, c.reason, c.answers) for c in read.file.left_out] == [
        ("Q1", LeftOut.WORDS, 44)
    ]
    (question,) = read.file.questions
    assert question.columns == ("Q1",)
    assert [c.key for c in question.choices] == [*SATISFACTION, "Stayed elsewhere"]
    answers = tuple((word,) for word in SATISFACTION)
    told = ColumnMapping("Q1", Role.ITEM, answers=answers, no_answers=("Stayed elsewhere",))
    options = ReadOptions(said=Mapping(columns=(told,)))
    read = survey(tmp_path, {"Q1": words}, options=options)
    assert read.answers("q1")[-4:] == [NO_ANSWER] * 4
    assert read.file.questions == ()


def test_that_a_rare_or_misspelled_answer_is_reported_with_its_cell(tmp_path: Path) -> None:
    words = [*SATISFACTION * 40, "Vry satisfied", "purple", *["Very Satisfeid"] * 6]
    read = survey(tmp_path, {"Q1": words})
    assert read.answers("q1")[-8:] == [BLANK] * 8
    told = [(problem.row, problem.column, problem.value) for problem in read.file.problems]
    assert told[:2] == [(202, "Q1", "Vry satisfied"), (203, "Q1", "purple")]
    assert read.file.cells_blanked == 8


@pytest.mark.parametrize("code", ["99", "9", "88", "-9", "99.0"])
def test_that_codes_outside_the_range_are_no_answers(tmp_path: Path, code: str) -> None:
    read = survey(tmp_path, {"Q1": [*cycle(["1", "2", "3", "4", "5"]), code, code]})
    assert read.answers("q1")[-2:] == [NO_ANSWER, NO_ANSWER]
    assert read.answers("q1")[:5] == [1, 2, 3, 4, 5]


def test_that_ninety_nine_is_no_rating(tmp_path: Path) -> None:
    read = survey(tmp_path, {"rating": [*cycle([str(n) for n in range(1, 11)]), "99"]})
    assert read.answers("rating")[-1] == NO_ANSWER
    assert instrument_of(read).item("rating").scale.top_values == {9, 10}


def test_that_a_single_number_off_the_range_is_reported(tmp_path: Path) -> None:
    read = survey(tmp_path, {"Q1": [*cycle(["1", "2", "3", "4", "5"], 300), "6", "-3", "2.5"]})
    assert [problem.value for problem in read.file.problems] == ["6", "-3", "2.5"]
    assert read.answers("q1")[-3:] == [BLANK] * 3


def test_that_neighbors_decide_where_a_best_answer_never_occurs(tmp_path: Path) -> None:
    fives = cycle(["1", "2", "3", "4", "5"], 30)
    read = survey(tmp_path, {"Q1": fives, "Q2": fives, "Q3": cycle(["1", "2", "3", "4"], 30)})
    assert len(instrument_of(read).item("q3").scale.answers) == 5
    words = cycle(SATISFACTION, 30)
    without = cycle([w for w in SATISFACTION if w != "Neutral"], 30)
    read = survey(tmp_path, {"Q1": words, "Q2": words, "Q3": without})
    assert len(instrument_of(read).item("q3").scale.answers) == 5


def test_that_numbers_with_words_are_read_by_their_number(tmp_path: Path) -> None:
    words = ["0 - Not at all likely", *map(str, range(1, 10)), "10 - Extremely likely"]
    read = survey(tmp_path, {"Likely to recommend": cycle(words, 44)})
    assert read.answers("likely_to_recommend")[:11] == list(range(1, 12))


@pytest.mark.parametrize(
    "cells",
    [
        ["0", "1"],
        ["-5", "-1", "0", "2", "4"],
        ["red", "green", "blue"],
        ["12", "45", "78"],
        ["2026-01-02", "2026-01-03"],
    ],
)
def test_that_other_columns_are_no_questions(tmp_path: Path, cells: list[str]) -> None:
    with pytest.raises(FileRefused, match="no_questions"):
        survey(tmp_path, {"measured": cycle(cells)}, options=ReadOptions(mapping=Mapping()))


def test_that_next_months_file_is_the_same_questionnaire(tmp_path: Path) -> None:
    march = instrument_of(survey(tmp_path, {"Q1": cycle(SATISFACTION), "Q2": cycle(SATISFACTION)}))
    april = survey(
        tmp_path,
        {"Q2": cycle(SATISFACTION[3:]), "Q1": cycle(SATISFACTION)},
        (march,),
        "Ward survey 2026-04 final.csv",
    )
    assert instrument_of(april) == march
    assert april.answers("q2")[:2] == [4, 5]


def test_that_a_questionnaires_key_does_not_hang_on_the_month_in_the_file_name(
    tmp_path: Path,
) -> None:
    columns = {"Q1": cycle(SATISFACTION)}
    march = instrument_of(survey(tmp_path, columns, name="Ward survey March 2026.csv"))
    april = instrument_of(survey(tmp_path, columns, name="Ward survey April 2026.csv"))
    assert march.key == april.key
    assert march.key.startswith("ward-survey-")


def test_that_new_questions_go_to_the_end_of_a_known_questionnaire(tmp_path: Path) -> None:
    known = instrument_of(
        survey(tmp_path, {"Q1": cycle(SATISFACTION), "Q2": cycle(SATISFACTION),
                          "Q3": cycle(SATISFACTION)})
    )  # fmt: skip
    columns = {key: cycle(SATISFACTION) for key in ("Q0", "Q1", "Q2", "Q3")}
    found = instrument_of(survey(tmp_path, columns, (known,)))
    assert found.key == known.key
    assert [item.key for item in found.items] == ["q1", "q2", "q3", "q0"]
    assert [measure.key for measure in found.measures] == ["q1", "q2", "q3", "q0"]


def test_that_another_questionnaire_is_not_mistaken_for_a_known_one(tmp_path: Path) -> None:
    known = instrument_of(survey(tmp_path, {"Q1": cycle(SATISFACTION)}))
    columns = {key: cycle(SATISFACTION) for key in ("Food", "Noise", "Q1")}
    assert instrument_of(survey(tmp_path, columns, (known,))).key != known.key


def test_that_a_question_with_other_answers_than_before_is_a_new_one(tmp_path: Path) -> None:
    columns = {"Q1": cycle(SATISFACTION), "Q2": cycle(SATISFACTION), "Q3": cycle(SATISFACTION)}
    known = instrument_of(survey(tmp_path, columns))
    changed = columns | {"Q3": cycle(["Never", "Sometimes", "Usually", "Always"])}
    read = survey(tmp_path, changed, (known,))
    found = instrument_of(read)
    assert [item.key for item in found.items] == ["q1", "q2", "q3", "q3_v2"]
    assert found.item("q3").scale == known.item("q3").scale
    assert read.answers("q3_v2")[:4] == [1, 2, 3, 4]
    assert any("Q3" in note for note in read.file.notes)
    again = survey(tmp_path, changed, (found,))
    assert instrument_of(again) == found


def test_that_the_user_can_say_which_known_questionnaire_it_is(tmp_path: Path) -> None:
    known = instrument_of(survey(tmp_path, {"Q1": cycle(SATISFACTION)}))
    other = replace(known, key="other-1")
    options = ReadOptions(instrument="other-1")
    read = survey(tmp_path, {"Q1": cycle(SATISFACTION)}, (known, other), options=options)
    assert instrument_of(read).key == "other-1"


def test_that_an_empty_column_of_a_known_questionnaire_is_blank(tmp_path: Path) -> None:
    columns = {"Q1": cycle(SATISFACTION), "Q2": cycle(SATISFACTION), "Q3": cycle(SATISFACTION)}
    known = instrument_of(survey(tmp_path, columns))
    read = survey(tmp_path, columns | {"Q3": [""] * 40}, (known,))
    assert instrument_of(read) == known
    assert read.answers("q3") == [BLANK] * 40


def test_that_a_built_questionnaire_survives_being_stored(tmp_path: Path) -> None:
    built = instrument_of(survey(tmp_path, {"Q1": [*cycle(SATISFACTION), "Refused"]}))
    assert instrument_from_json(instrument_to_json(built)) == built


FRIENDS = ["Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don't know"]


def test_that_friends_and_family_rows_in_words_are_that_test(tmp_path: Path) -> None:
    read = survey(tmp_path, {"FFT": cycle(FRIENDS), "Gender": cycle(["M", "F"])})
    assert instrument_of(read).key == "nhs-fft"
    assert read.answers("overall_experience")[:6] == [5, 4, 3, 2, 1, 6]


def test_that_friends_and_family_rows_in_numbers_are_not_guessed(tmp_path: Path) -> None:
    read = survey(tmp_path, {"FFT": cycle(["1", "2", "3", "4", "5"])})
    assert instrument_of(read).family == "custom"


def test_that_friends_and_family_among_other_questions_stays_with_them(tmp_path: Path) -> None:
    read = survey(tmp_path, {"FFT": cycle(FRIENDS), "Q2": cycle(SATISFACTION)})
    assert [measure.key for measure in instrument_of(read).measures] == ["fft", "q2"]


def test_that_no_scale_leaves_an_answer_without_a_box_or_worth() -> None:
    for scale in (*known_scales().words, *known_scales().ranges):
        worths = [answer.linear for answer in scale.answers]
        assert worths[0] == 0
        assert worths[-1] == 100
        assert worths == sorted(worth for worth in worths if worth is not None)
        assert scale.answers[0].box is Box.BOTTOM
        assert scale.answers[-1].box is Box.TOP


def test_that_any_mix_of_answers_adds_up(tmp_path: Path) -> None:
    draw = random.Random(8)
    words = [draw.choice([*SATISFACTION, "", "Don't know"]) for _ in range(400)]
    found = survey(tmp_path, {"Q1": words, "Q2": cycle(SATISFACTION, 400)}).answers("q1")
    for value, label in enumerate(SATISFACTION, 1):
        assert found.count(value) == words.count(label)
    assert found.count(NO_ANSWER) == words.count("Don't know")
    assert found.count(BLANK) == words.count("")
