"""Stretches cut into columns: the same cells as by splitting each line, whatever their lengths."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.files.sheets import csv_splitter
from models.files.sheets.csv_splitter import CODED_BYTES, CODED_WORDS, CodedColumn, cut_stretch
from models.files.sheets.sheet import CellColumn
from models.files.source.encoding import Encoding

UTF8 = Encoding("utf-8")
CELL = st.text(st.sampled_from("012 aZé€"), max_size=4) | st.text(
    st.sampled_from("ab"), min_size=7, max_size=CODED_BYTES + 2
)


def columns_of(
    rows: list[list[str]], encoding: Encoding = UTF8, end: str = "\n"
) -> list[list[str]]:
    """Cut rows, and return the columns as `coded` gives them, after looking that `plain` agrees."""
    text = "".join(",".join(row) + end for row in rows).encode(encoding.codec)
    cut = cut_stretch(text, ",", len(rows[0]), encoding)
    assert cut is not None
    assert len(cut) == len(rows)
    found = [list(cut.coded(place).cells()) for place in range(len(rows[0]))]
    assert found == [list(cut.plain(place).cells()) for place in range(len(rows[0]))]
    return found


@settings(max_examples=200, deadline=None)
@given(
    rows=st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=40
        )
    ),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_that_every_cell_is_as_it_was_typed(rows: list[list[str]], end: str) -> None:
    assert columns_of(rows, end=end) == [list(column) for column in zip(*rows, strict=True)]


def test_that_rows_of_another_width_are_not_cut() -> None:
    assert cut_stretch(b"a,b\nc\n", ",", 2, UTF8) is None
    assert cut_stretch(b"a\nb,c,d\n", ",", 2, UTF8) is None


def test_that_single_bytes_beyond_ascii_are_decoded() -> None:
    cells = ["é", "1", "", "ü", "é"]
    assert columns_of([[cell] for cell in cells], Encoding("cp1252")) == [cells]


def test_that_a_mark_at_the_start_of_a_cell_is_part_of_it() -> None:
    assert columns_of([["\ufeffa"], ["\ufeffa"]], UTF8) == [["\ufeffa"] * 2]
    cut = cut_stretch("\ufeffa\n".encode(), ",", 1, Encoding("utf-8-sig"))
    assert cut is not None
    assert cut.coded(0).cells() == ["\ufeffa"]


def test_that_words_are_numbered_in_the_order_in_which_they_first_occur() -> None:
    cut = cut_stretch(b"West\nEast\nWest\nNorth Wing\n", ",", 1, UTF8)
    assert cut is not None
    column = cut.coded(0)
    assert isinstance(column, CodedColumn)
    assert column.mapped({"West": 0, "East": 1, "North Wing": 2}, np.uint8).tolist() == [0, 1, 0, 2]
    seen: dict[str, int] = {}

    class Seen(dict[str, int]):
        def __missing__(self, word: str) -> int:
            return seen.setdefault(word, len(seen))

    column.mapped(Seen(), np.uint8)
    assert list(seen) == ["West", "East", "North Wing"]


@pytest.mark.parametrize("slot", [0, 65_535])
def test_that_different_words_thrown_into_one_slot_stay_apart(
    monkeypatch: pytest.MonkeyPatch, slot: int
) -> None:
    def one_slot(numbers: list[np.ndarray], _round: int) -> np.ndarray:
        return np.full(len(numbers[0]), slot, np.uint64)

    monkeypatch.setattr(csv_splitter, "_slots", one_slot)
    few = [["North"], ["South"], ["North"], ["East"], ["South"]]
    assert columns_of(few) == [[row[0] for row in few]]
    many = [[f"Ward {n}"] for n in range(30)]
    assert columns_of(many) == [[row[0] for row in many]]


@pytest.mark.parametrize(
    "cells", [["x" * (CODED_BYTES + 1), "y"], [f"id {n}" for n in range(CODED_WORDS + 1)]]
)
def test_that_long_or_ever_new_cells_are_kept_one_by_one(cells: list[str]) -> None:
    cut = cut_stretch("".join(f"{cell}\n" for cell in cells).encode(), ",", 1, UTF8)
    assert cut is not None
    assert isinstance(cut.coded(0), CellColumn)
    assert cut.coded(0).cells() == cells


def test_that_a_row_that_may_be_blank_is_told() -> None:
    seen = cut_stretch(b"a,\nb,1\n", ",", 2, UTF8)
    unsure = [cut_stretch(text, ",", 2, UTF8) for text in (b",1\nb,1\n", b"a,1\n ,\n")]
    assert seen is not None
    assert seen.has_no_blank_row()
    assert not any(cut.has_no_blank_row() for cut in unsure if cut is not None)
