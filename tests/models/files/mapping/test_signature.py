"""Shapes of a sender's files, and mappings known again by them."""

from __future__ import annotations

import pytest

from models.files.mapping.signature import (
    FileSignature,
    Recall,
    SavedMapping,
    match_saved_mapping,
    signature_of,
)
from models.files.mapping.toml import write_mapping
from models.files.mapping.value import ColumnMapping, Mapping, Role

COLUMNS = ["Unit", "Discharge Date", *(f"Q{n}" for n in range(1, 19))]


def remembered(columns: list[str], unit: str = "Unit", sheet: str = "Data") -> SavedMapping:
    mapping = Mapping(sheet=sheet, columns=(ColumnMapping(unit, Role.UNIT),))
    return SavedMapping(
        signature_of("respondents", sheet, columns), write_mapping(mapping), "may.csv"
    )


def recalled(columns: list[str], *known: SavedMapping, sheet: str = "Data") -> Recall:
    found = match_saved_mapping(signature_of("respondents", sheet, columns), known)
    assert found is not None
    return found


def test_that_case_order_and_months_in_the_sheet_make_no_other_shape() -> None:
    may = signature_of("respondents", "May 2026", ["Unit Name", "Q1"])
    june = signature_of("respondents", "June 2026", ["q1", "UNIT_NAME"])
    assert may.key == june.key
    assert may.key != signature_of("qualtrics_respondents", "May 2026", ["Unit Name", "Q1"]).key
    assert may.key != signature_of("respondents", "Totals", ["Unit Name", "Q1"]).key


def test_that_the_same_shape_brings_the_mapping_and_no_differences() -> None:
    known = remembered(COLUMNS)
    assert recalled(COLUMNS, known) == Recall(known.mapping)


@pytest.mark.parametrize(
    ("columns", "difference"),
    [
        ([*COLUMNS, "Q33"], "One new column: Q33."),
        ([*COLUMNS, "Q33", "Q34"], "2 new columns: Q33, Q34."),
        (COLUMNS[1:], "The column “Unit” is missing."),
        (["Units", *COLUMNS[1:]], "The column “Unit” may now be called “Units”."),
    ],
)
def test_that_what_differs_from_last_time_is_said(columns: list[str], difference: str) -> None:
    assert recalled(columns, remembered(COLUMNS)).differences == (difference,)


def test_that_a_question_with_another_number_is_another_question() -> None:
    said = recalled([*COLUMNS[:-1], "Q19"], remembered(COLUMNS)).differences
    assert said == ("One new column: Q19.", "The column “Q18” is missing.")


def test_that_another_name_of_the_sheet_is_said() -> None:
    said = recalled(COLUMNS, remembered(COLUMNS, sheet="Data"), sheet="Answers").differences
    assert said == ("The sheet has a different name than last time.",)


def test_that_fewer_than_four_of_five_columns_are_another_senders() -> None:
    shape = signature_of("respondents", "Data", COLUMNS)
    fewer = COLUMNS[:15]
    assert match_saved_mapping(shape, [remembered(fewer)]) is None
    assert match_saved_mapping(shape, [remembered(COLUMNS[:16])]) is not None


def test_that_the_closest_shape_wins_and_of_equal_ones_the_latest() -> None:
    near = remembered(COLUMNS[:-1], "Q1")
    same = remembered(COLUMNS, "Q2")
    later = remembered(COLUMNS, "Q3")
    assert recalled(COLUMNS, same, near).mapping == same.mapping
    assert recalled(COLUMNS, same, later).mapping == later.mapping


def test_that_a_mapping_of_a_later_version_is_passed_over() -> None:
    strange = SavedMapping(signature_of("respondents", "Data", COLUMNS), "colors = 3", "may.csv")
    assert match_saved_mapping(strange.shape, [strange]) is None
    known = remembered(COLUMNS[:-1])
    assert recalled(COLUMNS, known, strange).mapping == known.mapping


def test_that_a_shape_of_nothing_recalls_nothing() -> None:
    assert match_saved_mapping(FileSignature("respondents", "", ()), [remembered(COLUMNS)]) is None
