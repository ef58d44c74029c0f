"""What a mapping says is what the reader does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.errors import UsageProblem
from models.files.cells.dates import Order
from models.files.content import AppliedMapping, ReadOptions
from models.files.mapping.signature import SavedMapping
from models.files.mapping.toml import read_mapping, write_mapping
from models.files.mapping.value import ColumnMapping, Direction, Mapping, MeasureMapping, Role
from models.survey import BLANK, NO_ANSWER, Box, Instrument
from models.survey.catalog import built_in_instruments
from tests.models.files.surveys import ReadSurvey, read_survey, write_csv, write_workbook
from ui.text.errors import hint, place_words, what

WORDS = ["Very poor", "Poor", "Fair", "Good", "Very good"]
BUILT_IN = built_in_instruments()
FIRST = next(i for i in BUILT_IN if i.key == "hcahps-2019").items[0]


def obey(path: Path, *columns: ColumnMapping, **said: object) -> ReadSurvey:
    return read_survey(path, ReadOptions(mapping=Mapping(columns=columns, **said)))  # type: ignore[arg-type]


def applied(read: ReadSurvey) -> AppliedMapping:
    assert read.file.applied is not None
    return read.file.applied


def instrument(read: ReadSurvey) -> Instrument:
    assert read.file.instrument is not None
    return read.file.instrument


@pytest.fixture
def ratings(tmp_path: Path) -> Path:
    rows = [["Ward", "Dept", "Seen", "Q1", "Q2", "Notes", "Kind"]]
    for n in range(60):
        day = f"{n % 12 + 1:02d}/{n % 11 + 1:02d}/2026"
        kind = ["Mild", "Bad", "Awful"][n % 3]
        rows.append(
            [f"W{n % 3}", f"D{n % 2}", day, str(n % 5 + 1), WORDS[n % 5], f"note {n}", kind]
        )
    return write_csv(tmp_path / "ratings.csv", rows)


def test_that_one_may_be_the_best_number(ratings: Path) -> None:
    usual = read_survey(ratings)
    told = obey(ratings, ColumnMapping("Q1", Role.ITEM, direction=Direction.LOWEST))
    assert usual.answers("q1")[:5] == [1, 2, 3, 4, 5]
    assert told.answers("q1")[:5] == [5, 4, 3, 2, 1]
    scale = instrument(told).item("q1").scale
    assert (scale.top_label, [a.label for a in scale.answers]) == ("1", ["5", "4", "3", "2", "1"])
    assert [a.linear for a in scale.answers] == [0, 25, 50, 75, 100]
    assert "For number questions, the lowest is treated as best." in (told.file.notes)


def test_that_words_on_no_known_scale_are_answers_in_the_order_told(ratings: Path) -> None:
    assert "kind" not in instrument(read_survey(ratings)).position
    told = obey(
        ratings,
        ColumnMapping(
            "Kind", Role.ITEM, item="pain", label="How bad?", answers=(("Bad", "Awful"), ("Mild",))
        ),
    )
    item = instrument(told).item("pain")
    assert item.label == "How bad?"
    assert told.answers("pain")[:4] == [2, 1, 1, 2]
    assert instrument(told).measure_by_key["pain"].label == "How bad?"


def test_that_words_told_to_be_no_answer_leave_the_denominator(ratings: Path) -> None:
    told = obey(
        ratings,
        ColumnMapping("Kind", Role.ITEM, answers=(("Bad",), ("Mild",)), no_answers=("Awful",)),
    )
    assert told.answers("kind")[:3] == [2, 1, NO_ANSWER]


def test_that_more_answers_may_be_the_best(ratings: Path) -> None:
    told = obey(ratings, ColumnMapping("Q2", Role.ITEM, best=("Good", "Very good")))
    assert instrument(told).item("q2").scale.top_label == "Good or Very good"


def test_that_an_ignored_column_is_no_question(ratings: Path) -> None:
    told = obey(ratings, ColumnMapping("Q1", Role.IGNORE))
    assert list(instrument(told).position) == ["q2"]


def test_that_another_column_may_be_the_unit(ratings: Path) -> None:
    assert {row.unit for row in read_survey(ratings).rows} == {"W0", "W1", "W2"}
    told = obey(ratings, ColumnMapping("Dept", Role.UNIT))
    assert {row.unit for row in told.rows} == {"D0", "D1"}


def test_that_roles_of_every_kind_are_obeyed(ratings: Path) -> None:
    told = obey(
        ratings,
        ColumnMapping("Ward", Role.SITE),
        ColumnMapping("Dept", Role.UNIT),
        ColumnMapping("Seen", Role.RECEIVED_DATE),
        ColumnMapping("Kind", Role.MODE),
        ColumnMapping("Notes", Role.SURVEY_ID),
        ColumnMapping("Q1", Role.ABOUT_PATIENT),
    )
    first = told.rows[0]
    assert (first.site, first.unit, first.mode, first.survey_id) == ("W0", "D0", "Mild", "note 0")
    assert (first.discharged, first.received) == (None, "2026-01-01")
    assert instrument(told).item("q1").about_patient
    assert list(instrument(told).measure_by_key) == ["q2"]


def test_that_short_words_are_comments_when_told(ratings: Path) -> None:
    told = obey(ratings, ColumnMapping("Kind", Role.COMMENT))
    assert told.rows[0].comments == (("Notes", "note 0"), ("Kind", "Mild"))[1:]


@pytest.mark.parametrize("role", [Role.IDENTIFIER, Role.WEIGHT, Role.IGNORE])
def test_that_cells_that_stay_out_are_in_no_row(ratings: Path, role: Role) -> None:
    told = obey(ratings, ColumnMapping("Notes", role), ColumnMapping("Kind", role))
    assert all(not row.comments and row.mode is None for row in told.rows)
    assert list(instrument(told).position) == ["q1", "q2"]


def test_that_the_order_of_day_and_month_is_obeyed_where_both_fit(ratings: Path) -> None:
    seen = ColumnMapping("Seen", Role.DISCHARGE_DATE)
    told = obey(ratings, seen, date_order=Order.DAY_FIRST)
    assert [row.discharged for row in told.rows[:3]] == ["2026-01-01", "2026-02-02", "2026-03-03"]
    assert told.rows[11].discharged == "2026-01-12"
    usual = obey(ratings, seen)
    assert usual.rows[11].discharged == "2026-12-01" or usual.file.problems_total


def test_that_dates_that_prove_their_order_need_no_telling(tmp_path: Path) -> None:
    rows = [["Unit", "Date", "Q1"], ["A", "25/03/2026", "Good"], ["A", "04/03/2026", "Very poor"]]
    told = obey(write_csv(tmp_path / "a.csv", rows), date_order=Order.MONTH_FIRST)
    assert [row.discharged for row in told.rows] == ["2026-03-25", "2026-03-04"]
    assert (
        "Dates in Date are written day first. They can't be read the way you said."
        in told.file.notes
    )


def test_that_all_rows_may_belong_to_one_unit_and_facility(ratings: Path) -> None:
    told = obey(ratings, ColumnMapping("Ward", Role.IGNORE), unit="4 West")
    assert {row.unit for row in told.rows} == {"4 West"}


def test_that_a_measure_is_built_of_the_items_told_with_its_best_answers(ratings: Path) -> None:
    measure = MeasureMapping("both", "Both", ("Q2", "Kind"), ("Good", "Very good"))
    told = obey(
        ratings,
        ColumnMapping("Kind", Role.ITEM, answers=(("Awful",), ("Bad",), ("Good", "Mild"))),
        measures=(measure,),
    )
    built = instrument(told).measure_by_key["both"]
    assert (built.kind, built.items, built.label) == ("composite", ("q2", "kind"), "Both")
    assert instrument(told).item("q2").scale.top_values == {4, 5}
    assert instrument(told).item("kind").scale.top_values == {3}
    assert applied(told).mapping.measures == (measure,)


def test_that_one_question_has_one_set_of_best_answers(ratings: Path) -> None:
    measures = (
        MeasureMapping("a", "A", ("Q2",), ("Good",)),
        MeasureMapping("b", "B", ("Q2",), ("Very good",)),
    )
    with pytest.raises(UsageProblem, match="mapping") as caught:
        obey(ratings, measures=measures)
    assert place_words(caught.value.where) == "column “Q2”"


def test_that_a_measure_says_what_it_lacks(ratings: Path) -> None:
    measures = (MeasureMapping("a", "All", ("Q1", "Notes")), MeasureMapping("b", "B", ("Notes",)))
    told = obey(ratings, measures=measures)
    assert instrument(told).measure_by_key["a"].items == ("q1",)
    assert "b" not in instrument(told).measure_by_key
    assert (
        "The measure All is missing questions that aren't in this file: Notes." in told.file.notes
    )


def test_that_a_measure_cannot_take_the_key_of_a_question(ratings: Path) -> None:
    with pytest.raises(UsageProblem) as caught:
        obey(ratings, measures=(MeasureMapping("q1", "Both", ("Q1", "Q2")),))
    assert place_words(caught.value.where) == "measure “Both”"


def test_that_a_column_that_is_not_there_is_named(ratings: Path) -> None:
    with pytest.raises(UsageProblem) as caught:
        obey(ratings, ColumnMapping("Station", Role.UNIT))
    assert "Station" in what(caught.value)
    assert "Ward, Dept" in hint(caught.value)
    assert obey(ratings, ColumnMapping("Q99", Role.ITEM)).file.rows_read == 60


def test_that_options_go_before_the_mapping(ratings: Path) -> None:
    mapping = Mapping(columns=(ColumnMapping("Dept", Role.UNIT),), unit=None)
    read = read_survey(ratings, ReadOptions(mapping=mapping, unit_column="Ward"))
    assert {row.unit for row in read.rows} == {"W0", "W1", "W2"}


def test_that_column_names_may_stand_in_several_rows(tmp_path: Path) -> None:
    rows = [
        ["Results of the survey"],
        ["Place", "", "Care", "", ""],
        ["Site", "Ward", "Nurses", "Doctors", "Care"],
        *([["N", "A", WORDS[n % 5], WORDS[n % 5], WORDS[n % 4]] for n in range(20)]),
    ]
    path = write_csv(tmp_path / "a.csv", rows)
    told = obey(path, ColumnMapping("Ward", Role.UNIT), header_rows=(2, 3))
    assert list(instrument(told).position) == ["care_nurses", "care_doctors", "care"]
    assert told.rows[0].row == 4
    assert told.rows[0].unit == "A"
    assert applied(told).mapping.header_rows == (2, 3)


def test_that_rows_of_column_names_that_are_not_there_are_a_usage_problem(ratings: Path) -> None:
    with pytest.raises(UsageProblem) as caught:
        obey(ratings, header_rows=(900,))
    assert "row 900" in what(caught.value)


def test_that_the_sheet_told_is_read(tmp_path: Path) -> None:
    def sheet(unit: str, rows: int) -> list[list[str]]:
        return [["Unit", "Q1"], *([unit, WORDS[n % 5]] for n in range(rows))]

    path = write_workbook(tmp_path / "a.xlsx", {"Jan": sheet("A", 9), "Feb": sheet("B", 30)})
    assert obey(path).file.sheet == "Feb"
    assert obey(path, sheet="Jan").file.sheet == "Jan"
    with pytest.raises(UsageProblem):
        obey(path, sheet="March")


def hcahps(folder: Path, *more: str) -> Path:
    head = ["Unit", "Discharge Date", *(f"Q{n}" for n in range(1, 22)), *more]
    answers = [str(n % 4 + 1) for n in range(20)]
    rows = [["4 West", "2023-05-01", *answers, "9", *(["2"] * len(more))] for _ in range(12)]
    return write_csv(folder / "h.csv", [head, *rows])


def test_that_a_column_told_to_be_something_else_is_no_item_of_hcahps(tmp_path: Path) -> None:
    path = hcahps(tmp_path)
    usual = read_survey(path, ReadOptions(instrument="hcahps-2019"))
    told = read_survey(
        path,
        ReadOptions(
            instrument="hcahps-2019", mapping=Mapping(columns=(ColumnMapping("Q1", Role.IGNORE),))
        ),
    )
    assert set(usual.answers(FIRST.key)) == {1}
    assert set(told.answers(FIRST.key)) == {BLANK}


def test_that_an_odd_header_can_be_told_to_be_an_item_of_hcahps(tmp_path: Path) -> None:
    path = hcahps(tmp_path, "Mood of the day")
    told = read_survey(
        path,
        ReadOptions(
            instrument="hcahps-2019",
            mapping=Mapping(
                columns=(
                    ColumnMapping("Q1", Role.IGNORE),
                    ColumnMapping("Mood of the day", Role.ITEM, item=FIRST.key),
                )
            ),
        ),
    )
    assert set(told.answers(FIRST.key)) == {2}


def test_that_measures_are_not_added_to_hcahps(tmp_path: Path) -> None:
    mapping = Mapping(measures=(MeasureMapping("mine", "Mine", ("Q1",)),))
    with pytest.raises(UsageProblem, match="mapping"):
        read_survey(hcahps(tmp_path), ReadOptions(instrument="hcahps-2019", mapping=mapping))


def test_that_the_mapping_used_reads_the_file_the_same_way_again(ratings: Path) -> None:
    first = obey(
        ratings,
        ColumnMapping("Dept", Role.UNIT),
        ColumnMapping("Q1", Role.ITEM, direction=Direction.LOWEST),
        ColumnMapping("Kind", Role.ITEM, answers=(("Awful",), ("Bad",), ("Mild",))),
        date_order=Order.DAY_FIRST,
    )
    used = applied(first).mapping
    assert used.column("Q1") == ColumnMapping(
        "Q1", Role.ITEM, answers=(("5",), ("4",), ("3",), ("2",), ("1",)), best=("1",)
    )
    again = read_survey(ratings, ReadOptions(mapping=read_mapping(write_mapping(used))))
    assert again.rows == first.rows
    assert [i.scale.fingerprint for i in instrument(again).items] == [
        i.scale.fingerprint for i in instrument(first).items
    ]
    assert applied(again).mapping == used


def test_that_a_remembered_mapping_applies_by_itself(ratings: Path, tmp_path: Path) -> None:
    first = obey(ratings, ColumnMapping("Dept", Role.UNIT), ColumnMapping("Q1", Role.IGNORE))
    memory = (
        SavedMapping(applied(first).shape, write_mapping(applied(first).mapping), "ratings.csv"),
    )
    again = read_survey(ratings, ReadOptions(remembered=memory))
    assert again.rows == first.rows
    assert (applied(again).source, applied(again).differences) == ("remembered", ())
    others = write_csv(tmp_path / "b.csv", [["Unit", "Q7"], *([["A", w] for w in WORDS])])
    assert applied(read_survey(others, ReadOptions(remembered=memory))).source == "found"


def test_that_a_changed_scale_makes_a_new_question(ratings: Path) -> None:
    first = read_survey(ratings)
    known = (*BUILT_IN, instrument(first))
    turned = ReadOptions(
        mapping=Mapping(columns=(ColumnMapping("Q1", Role.ITEM, direction=Direction.LOWEST),))
    )
    again = read_survey(ratings, turned, known)
    assert instrument(again).key == instrument(first).key
    assert list(instrument(again).position) == ["q1", "q2", "q1_v2"]
    assert again.answers("q1_v2")[:5] == [5, 4, 3, 2, 1]
    third = read_survey(
        ratings, replace(turned, mapping=applied(again).mapping), (*BUILT_IN, instrument(again))
    )
    assert list(instrument(third).position) == ["q1", "q2", "q1_v2"]
    assert third.answers("q1_v2") == again.answers("q1_v2")


def test_that_the_usual_direction_told_is_the_same_question(ratings: Path) -> None:
    first = read_survey(ratings)
    said = ColumnMapping("Q1", Role.ITEM, direction=Direction.HIGHEST)
    again = read_survey(
        ratings, ReadOptions(mapping=Mapping(columns=(said,))), (*BUILT_IN, instrument(first))
    )
    assert instrument(again) == instrument(first)
    assert [a.box for a in instrument(again).item("q1").scale.answers][-1] is Box.TOP
