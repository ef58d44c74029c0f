"""A property: a file reads the same, field by field, through the reading process and without it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import UserError
from models.files.cells.dates import Order
from models.files.content import Block, CountRow, ReadOptions, SurveyFile, no_progress
from models.files.mapping.signature import SavedMapping
from models.files.mapping.toml import write_mapping
from models.files.mapping.value import ColumnMapping, Mapping, Role
from models.files.process import parent
from models.files.process.child import serve
from models.files.process.protocol import (
    Counts,
    Message,
    Progressed,
    block_message,
    block_of,
    read_messages,
    write_message,
)
from models.files.process.protocol import Order as ReadingOrder
from models.files.recognize import open_survey_file
from models.survey import Instrument
from models.survey.catalog import built_in_instruments
from ui.text.errors import hint, sentence
from ui.text.language import SOURCE, set_language

KNOWN = built_in_instruments()

_CELLS = {
    "Unit": st.sampled_from(["4 West", "4 west ", "ICU", "NICU\u200b", ""]),
    "Facility": st.sampled_from(["Riverside", "St. Mary's", ""]),
    "Discharge date": st.sampled_from(["3/4/2025", "5/6/2025", "2025-07-08", "13/2/2025", "soon"]),
    "Received": st.sampled_from(["4/5/2025", "6/7/2025", ""]),
    "Survey ID": st.sampled_from(["", "007", "7", "A-1"]),
    "MRN": st.sampled_from(["000123", "77", "4711"]),
    "Mode": st.sampled_from(["Mail", "Web", "", "mail"]),
    "Nurses listened": st.sampled_from(["Always", "Usually", "Sometimes", "Never", "N/A", "?"]),
    "Age group": st.sampled_from(["18-34", "35-64", "65+", ""]),
    "Rating": st.sampled_from(["0", "7", "10", "11", ""]),
    "Comments": st.sampled_from(["", "none", "Kind, but “slow”.", "line\nbreak"]),
}


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Text of a table of patients' answers, dates that fit both ways among them."""
    names = ["Unit", "Nurses listened"]
    names += draw(st.lists(st.sampled_from([n for n in _CELLS if n not in names]), unique=True))
    rows = draw(st.lists(st.tuples(*(_CELLS[name] for name in names)), min_size=3, max_size=40))
    lines = [names, *(list(row) for row in rows)]
    return "".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in lines)


@st.composite
def options(draw: st.DrawFn) -> ReadOptions:
    """What somebody may have said of such a table."""
    columns = draw(
        st.lists(
            st.sampled_from(
                [
                    ColumnMapping("Unit", Role.FACILITY),
                    ColumnMapping("Mode", Role.UNIT),
                    ColumnMapping("Rating", Role.ITEM, best=("9", "10"), label="Overall"),
                    ColumnMapping("Age group", Role.GROUP),
                ]
            ),
            unique=True,
        )
    )
    mapping = Mapping(
        columns=tuple(columns),
        date_order=draw(st.none() | st.sampled_from(Order)),
        unit=draw(st.none() | st.just("3 East")),
    )
    return ReadOptions(
        facility=draw(st.none() | st.just("Lakeside")),
        unit_column=draw(st.sampled_from([None, None, "Unit", "Ward"])),
        unit_spellings=draw(st.sampled_from([{}, {"4 west": "4 West"}])),
        mapping=draw(st.none() | st.just(mapping)),
    )


def same(here: Any, there: Any) -> bool:
    """Whether two values are equal field by field, arrays and their kinds included; a list may
    have become a tuple."""
    if is_dataclass(here):
        names = [field.name for field in fields(here) if field.name != "blocks"]
        return type(here) is type(there) and all(
            same(getattr(here, name), getattr(there, name)) for name in names
        )
    if isinstance(here, np.ndarray):
        return here.dtype == there.dtype and np.array_equal(here, there)
    if isinstance(here, list | tuple):
        return len(here) == len(there) and all(map(same, here, there))
    return bool(here == there)


def through(message: Message) -> Message:
    """Return a message as the other process gets it."""
    stream = BytesIO()
    write_message(stream, message)
    stream.seek(0)
    (arrived,) = read_messages(stream)
    return arrived


def read_apart(
    path: Path, said: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> tuple[SurveyFile, list[Block]] | str:
    """Read a file by the reading process's own function, its messages taken as they are there."""
    orders, out = BytesIO(), BytesIO()
    write_message(orders, ReadingOrder(bytes(path), said, (), SOURCE, SOURCE))
    orders.seek(0)
    serve(orders, out, set_language)
    out.seek(0)
    monkeypatch.setattr(parent, "_messages", lambda *_: _closable(read_messages(out)))
    monkeypatch.setattr(parent, "LARGE_BYTES", 0)
    return _read(parent.read_survey_file, path, said)


def _closable(messages: Any) -> Any:
    yield from (message for message in messages if not isinstance(message, Progressed))


def _read(read: Any, path: Path, said: ReadOptions) -> tuple[SurveyFile, list[Block]] | str:
    try:
        file = read(path, said, KNOWN, no_progress)
        return file, list(file.blocks)
    except UserError as error:
        return f"{type(error).__name__} {error.code} {sentence(error)} {hint(error)}"


@settings(max_examples=60, deadline=None)
@given(tables(), options())
def test_that_a_file_reads_the_same_field_by_field(
    tmp_path_factory: pytest.TempPathFactory, text: str, said: ReadOptions
) -> None:
    path = tmp_path_factory.mktemp("files") / "survey.csv"
    path.write_text(text, encoding="utf-8")
    here = _read(open_survey_file, path, said)
    with pytest.MonkeyPatch.context() as monkeypatch:
        there = read_apart(path, said, monkeypatch)
    assert same(here, there)
    if isinstance(here, tuple) and here[0].applied is not None:
        applied = here[0].applied
        known = SavedMapping(applied.shape, write_mapping(applied.mapping), "may.csv")
        again = ReadOptions(remembered=(known,))
        with pytest.MonkeyPatch.context() as monkeypatch:
            assert same(_read(open_survey_file, path, again), read_apart(path, again, monkeypatch))


def test_that_dates_that_fit_both_ways_stay_a_question_in_a_large_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parent, "LARGE_BYTES", 0)
    path = tmp_path / "open.csv"
    rows = "4 West,3/4/2025,Always\n4 West,5/6/2025,Never\n"
    path.write_text("Unit,Discharge date,Nurses listened\n" + rows)
    for read in (open_survey_file, parent.read_survey_file):
        file = read(path, ReadOptions(), KNOWN, no_progress)
        assert file.applied is not None
        assert file.applied.dates_open


@pytest.mark.parametrize("instrument", KNOWN, ids=lambda instrument: instrument.key)
def test_that_every_questionnaire_crosses_as_it_is(instrument: Instrument) -> None:
    order = ReadingOrder(b"", ReadOptions(), (instrument,), SOURCE, SOURCE)
    assert through(order) == order


@given(
    st.builds(
        CountRow,
        row=st.integers(1, 2**40),
        month=st.integers(0, 10**6),
        counts=st.dictionaries(st.tuples(st.text(), st.integers(0, 255)), st.integers(0, 2**40)),
        responses=st.none() | st.integers(0, 2**40),
        instrument=st.none() | st.sampled_from(KNOWN),
        source_rows=st.integers(1, 2**40),
    )
)
def test_that_every_count_crosses_as_it_is(row: CountRow) -> None:
    message = through(block_message([row]))
    assert isinstance(message, Counts)
    assert block_of(message) == [row]
