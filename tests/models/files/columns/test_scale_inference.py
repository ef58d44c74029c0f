"""Which scale answers are on: graded words, batteries, and what is no answer at all."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from models.errors import FileRefused
from models.files.columns.scale_inference import name_stem
from models.files.columns.scales import known_scales
from models.files.content import ReadOptions
from models.files.questions import LeftOut
from tests.models.files.surveys import ReadSurvey, highest, read_survey, write_csv


def survey(folder: Path, columns: dict[str, list[str]], said: str = "") -> ReadSurvey:
    longest = max(map(len, columns.values()))
    rows = [["Unit", *columns]]
    rows += [["A", *(c[n % len(c)] for c in columns.values())] for n in range(max(60, longest))]
    options = ReadOptions(said=highest(said)) if said else ReadOptions()
    return read_survey(write_csv(folder / "a.csv", rows), options)


def labels(read: ReadSurvey, key: str) -> list[str]:
    assert read.file.instrument is not None
    return [answer.label for answer in read.file.instrument.item(key).scale.answers]


@pytest.mark.parametrize(
    "words",
    [
        ["Very poor", "Fairly poor", "Neither good nor poor", "Fairly good", "Very good"],
        ["No", "Maybe", "Yes"],
        ["Not at all", "Not much", "Some", "A lot"],
        ["Never", "Once in a while", "About half the time", "Usually", "Always"],
        [
            "Not at all comfortable",
            "Not so comfortable",
            "Very comfortable",
            "Extremely comfortable",
        ],
        ["Muy deficiente", "Deficiente", "Regular", "Buena", "Muy buena"],
        ["Nunca", "Rara vez", "A veces", "Frecuentemente", "Siempre"],
        ["Pas du tout satisfait", "Plutôt satisfait", "Très satisfait"],
        ["Sehr unzufrieden", "Unzufrieden", "Zufrieden", "Sehr zufrieden"],
        ["Nooit", "Soms", "Meestal", "Altijd"],
        ["Zdecydowanie nie", "Raczej nie", "Raczej tak", "Zdecydowanie tak"],
        ["Péssimo", "Ruim", "Regular", "Bom", "Ótimo"],
        ["Mai", "A volte", "Spesso", "Sempre"],
        ["גרוע", "בינוני", "טוב", "טוב מאוד"],
    ],
    ids=lambda words: words[0],
)
def test_that_graded_words_are_a_scale_in_their_order(tmp_path: Path, words: list[str]) -> None:
    read = survey(tmp_path, {"How was it?": words})
    found = [label for label in labels(read, "how_was_it") if label in words]
    assert found == words
    assert read.file.questions == ()
    assert read.file.problems_total == 0


@pytest.mark.parametrize(
    "words",
    ["NS/NC", "No contesta", "Ne sait pas", "Weiß nicht", "Weet ik niet", "Nie wiem", "Não sei"],
)
def test_that_dont_know_is_no_answer_in_any_language(tmp_path: Path, words: str) -> None:
    assert known_scales().is_no_answer(words)
    read = survey(tmp_path, {"Satisfaction": [*map(str, range(11)), words]})
    assert labels(read, "satisfaction") == [str(n) for n in range(11)]
    assert read.file.problems_total == 0


def test_that_words_that_only_begin_like_no_answer_are_asked_about(tmp_path: Path) -> None:
    words = ["Did not meet expectations", "Met expectations", "Exceeded expectations"]
    read = survey(tmp_path, {"How was it?": words, "Care": ["Good", "Poor", "Fair"]})
    assert [c.reason for c in read.file.left_out if c.column == "How was it?"] == [LeftOut.WORDS]
    assert [c.key for c in read.file.questions[0].choices][:2] != words[:2]


def test_that_two_frequent_words_are_never_pooled_as_one_answer(tmp_path: Path) -> None:
    words = ["Not at all", "A little", "Somewhat", "Very much", "Completely"]
    assert len(labels(survey(tmp_path, {"Was it clean?": words}), "was_it_clean")) == 5


def test_that_a_battery_shares_its_scale_and_its_zero(tmp_path: Path) -> None:
    columns = {
        "care_1": ["0", "1", "2", "3", "4"],
        "care_2": ["1", "2", "3", "4"],
        "care_3": [*(["1", "2", "3", "4"] * 14), "0", "4"],
    }
    read = survey(tmp_path, columns, said="care*")
    assert {tuple(labels(read, key)) for key in columns} == {("0", "1", "2", "3", "4")}


def test_that_four_point_items_and_scales_around_zero_are_scales(tmp_path: Path) -> None:
    columns = {f"m{n}": ["1", "2", "3", "4"] for n in range(1, 5)}
    columns |= {f"p{n}": ["-2", "-1", "0", "1", "2"] for n in range(1, 4)}
    read = survey(tmp_path, columns, said="m*")
    assert labels(read, "m1") == ["1", "2", "3", "4"]
    assert {c.column for c in read.file.left_out if c.reason is LeftOut.DIRECTION} == {
        "p1",
        "p2",
        "p3",
    }


def test_that_number_words_are_numbers(tmp_path: Path) -> None:
    cells = [*map(str, range(11)), "siete", "ocho", "diez"]
    read = survey(tmp_path, {"Satisfacción": cells})
    assert read.answers("satisfacción")[11:14] == [8, 9, 11]


@pytest.mark.parametrize(
    "name",
    [
        "Staff on Duty",
        "Number of nurses",
        "Beds",
        "Age",
        "Days",
        "Patient code",
        "Total score",
        "Percentage",
        "Cost ($)",
        "Año de estudio",
        "Anzahl",
        "Shift",
    ],
)
def test_that_counts_and_codes_are_no_answers(tmp_path: Path, name: str) -> None:
    draw = random.Random(name)
    rows = [["Unit", name], *(["A", str(draw.randint(1, 9))] for _ in range(80))]
    path = write_csv(tmp_path / "log.csv", rows)
    for options in (ReadOptions(), ReadOptions(unit="A")):
        with pytest.raises(FileRefused) as refused:
            read_survey(path, options)
        expected = "figures" if name == "Percentage" else "no_questions"
        assert refused.value.code == expected


def test_that_averages_are_named_as_the_reason(tmp_path: Path) -> None:
    rows = [["Unit", "Satisfaction score"], *(["A", f"{1 + n % 40 / 10:.1f}"] for n in range(80))]
    with pytest.raises(FileRefused) as refused:
        read_survey(write_csv(tmp_path / "a.csv", rows))
    assert refused.value.code == "mean_scores"


def test_that_a_question_is_not_lost_for_its_name(tmp_path: Path) -> None:
    words = ["Very easy", "Fairly easy", "Not very easy", "Not at all easy"]
    read = survey(
        tmp_path, {"phone": words, "Admission": ["Very satisfied", "Satisfied", "Neutral"]}
    )
    assert {"phone", "admission"} <= set(read.rows[0].values)
    assert read.file.instrument is not None
    assert {"phone", "admission"} <= {m.key for m in read.file.instrument.measures}


def test_that_the_parts_of_a_battery_have_one_stem() -> None:
    assert name_stem("Q1_3") == name_stem("Q1_4")
    assert name_stem("Care – Nurses") == name_stem("Care – Doctors")
    assert name_stem("Overall") == ""


@pytest.mark.parametrize("rare", ["Hardly", "Largely"])
def test_that_a_rare_word_of_a_kind_extends_the_scale(tmp_path: Path, rare: str) -> None:
    cells = [*["Not at all", "Somewhat", "Completely"] * 20, rare, rare]
    read = survey(tmp_path, {"Did you get help?": cells})
    found = labels(read, "did_you_get_help")
    assert found.index("Not at all") < found.index(rare) < found.index("Completely")
    assert read.file.cells_blanked == 0
    assert read.file.questions == ()


@pytest.mark.parametrize(
    ("words", "rare"),
    [
        (["Not at all", "Somewhat", "Mostly", "Completely"], "More or less"),
        (["Never", "Sometimes", "Usually", "Always"], "It varied"),
        (["Zdecydowanie nie", "Raczej nie", "Raczej tak", "Zdecydowanie tak"], "Trudno powiedzieć"),
    ],
)
def test_that_no_rare_word_is_a_blank_by_itself(
    tmp_path: Path, words: list[str], rare: str
) -> None:
    cells = [*words * 20, rare, rare]
    read = survey(tmp_path, {"Did you get help?": cells, "Sure?": ["Good", "Poor"]})
    assert [(c.column, c.reason, c.answers) for c in read.file.left_out] == [
        ("Did you get help?", LeftOut.WORDS, 82)
    ]
    (question,) = read.file.questions
    assert question.default is None
    assert {choice.key for choice in question.choices} == {*words, rare}


def test_that_two_words_of_one_grade_are_not_counted_as_one(tmp_path: Path) -> None:
    cells = ["Not at all", "Somewhat", "Partly", "Hardly", "Entirely"] * 20
    read = survey(tmp_path, {"Did you get help?": cells, "Sure?": ["Good", "Poor"]})
    assert [c.reason for c in read.file.left_out] == [LeftOut.WORDS]
    assert len(read.file.questions) == 1


@pytest.mark.parametrize(
    ("name", "words", "is_asked"),
    [
        ("How was your stay?", ["Awful", "Meh", "Fine", "Superb"], True),
        ("How do you feel?", ["😡", "🙁", "😐", "🙂", "😀"], True),
        ("How did you get here?", ["Bus", "Car", "Train"], False),
        ("Which meal did you like?", ["Breakfast", "Good", "Dinner"], False),
        ("How many stars would you give the food?", ["1", "2", "3", "4", "5"], False),
    ],
)
def test_that_an_order_is_asked_of_words_that_grade(
    tmp_path: Path, name: str, words: list[str], is_asked: bool
) -> None:
    read = survey(tmp_path, {name: words, "Sure?": ["Good", "Poor", "Fair"]})
    assert [q.columns for q in read.file.questions if q.default is None] == [(name,)] * is_asked
