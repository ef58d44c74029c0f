"""Reading a large file in a process of its own gives what reading it here gives."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from models.errors import Cancelled, FileRefused, UsageProblem
from models.files.content import CountRow, PublishedFigure, ReadOptions, no_progress
from models.files.mapping.signature import SavedMapping
from models.files.mapping.toml import write_mapping
from models.files.mapping.value import ColumnMapping, Mapping, Role
from models.files.process import child, parent, protocol, start
from models.files.recognize import open_survey_file
from models.survey.catalog import built_in_instruments
from tests.benchmarks.survey_file import write_survey_file
from ui.text.errors import hint, sentence
from ui.text.language import set_language

KNOWN = built_in_instruments()


@pytest.fixture
def survey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that counts as large."""
    monkeypatch.setattr(parent, "LARGE_BYTES", 1_000)
    path = tmp_path / "large.csv"
    write_survey_file(path, rows=2_000)
    with path.open("a") as stream:  # one answer off its scale, so that there is a problem
        stream.write("S9,Riverside,Unit 01,2017-02-22,2017-03-30,Mail,7" + "," * 31 + "\n")
    return path


def test_that_the_blocks_are_those_of_reading_here(survey: Path) -> None:
    here = open_survey_file(survey, ReadOptions(), KNOWN, no_progress)
    apart = parent.read_survey_file(survey, ReadOptions(), KNOWN, no_progress)
    for ours, theirs in zip(here.blocks, apart.blocks, strict=True):
        assert np.array_equal(ours.answers, theirs.answers)
        assert np.array_equal(ours.discharged, theirs.discharged)
        assert ours.survey_ids == theirs.survey_ids
        assert list(ours.unit_names) == theirs.unit_names
        assert ours.instrument == theirs.instrument
    assert (apart.rows_read, apart.problems, apart.notes) == (
        here.rows_read,
        here.problems,
        here.notes,
    )
    assert apart.rows_read == 2_001
    assert apart.cells_blanked == 1


@pytest.mark.usefixtures("spanish")
def test_that_what_is_noted_is_in_the_chosen_language(survey: Path) -> None:
    here = open_survey_file(survey, ReadOptions(), KNOWN, no_progress)
    apart = parent.read_survey_file(survey, ReadOptions(), KNOWN, no_progress)
    assert len(list(here.blocks)) == len(list(apart.blocks))
    assert (apart.problems, apart.notes) == (here.problems, here.notes)
    assert "no es una respuesta válida" in apart.problems[0].reason


def test_that_a_refusal_comes_through_with_its_words(survey: Path) -> None:
    survey.write_bytes(b"%PDF-1.7\n" + b"0" * 2_000)
    with pytest.raises(FileRefused) as here:
        open_survey_file(survey, ReadOptions(), KNOWN, no_progress)
    with pytest.raises(FileRefused) as apart:
        parent.read_survey_file(survey, ReadOptions(), KNOWN, no_progress)
    assert sentence(apart.value) == sentence(here.value)
    assert hint(apart.value) == hint(here.value)


def test_that_a_wrong_option_comes_through_as_wrong_usage(survey: Path) -> None:
    with pytest.raises(UsageProblem):
        parent.read_survey_file(survey, ReadOptions(unit_column="Wing"), KNOWN, no_progress)


def test_that_cancelling_ends_the_process(survey: Path) -> None:
    def stop(message: str, fraction: float | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        parent.read_survey_file(survey, ReadOptions(), KNOWN, stop)


def test_that_a_process_that_dies_refuses_the_file(
    survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parent, "child_command", lambda: ["false"])
    with pytest.raises(FileRefused, match="reading_stopped"):
        parent.read_survey_file(survey, ReadOptions(), KNOWN, no_progress)


def test_that_a_stream_cut_within_a_message_ends_before_it() -> None:
    stream = BytesIO()
    for message in (protocol.Progressed("whole", 0.5), protocol.Progressed("cut", 0.5)):
        protocol.write_message(stream, message)
    cut = BytesIO(stream.getvalue()[:-5])
    assert list(protocol.read_messages(cut)) == [protocol.Progressed("whole", 0.5)]


def test_that_counts_and_figures_come_through_unchanged() -> None:
    own = replace(KNOWN[0], key="own", built_in=False)
    row = CountRow(2, "Trust", "Site", "Ward", 24307, {("overall_experience", 5): 3}, 3)
    counts = [row, replace(row, row=3, instrument=own, suppressed=True, responses=None)]
    figures = [
        PublishedFigure(
            2, "state", "VT", "VT", "VT", "H_COMP_1_A_P", "nurses", "", "top", 80.0, 24273, 24284
        )
    ]
    stream = BytesIO()
    for block in (counts, figures):
        protocol.write_message(stream, protocol.block_message(block))
    stream.seek(0)
    assert [protocol.block_of(message) for message in protocol.read_messages(stream)] == [
        counts,
        figures,
    ]


def test_that_a_name_that_is_no_text_crosses_readable() -> None:
    stream = BytesIO()
    protocol.write_message(stream, protocol.Progressed("a\udcfcb", None))
    stream.seek(0)
    assert list(protocol.read_messages(stream)) == [protocol.Progressed("a\ufffdb", None)]


def test_that_what_was_said_and_remembered_of_a_file_goes_to_the_process(survey: Path) -> None:
    mapping = Mapping(columns=(ColumnMapping("Unit", Role.FACILITY),), unit="4 West")
    options = ReadOptions(mapping=mapping, unit_spellings={"4W": "4 West"})
    here = open_survey_file(survey, options, KNOWN, no_progress)
    apart = parent.read_survey_file(survey, options, KNOWN, no_progress)
    assert here.applied is not None
    assert apart.applied == here.applied
    assert {name for block in apart.blocks for name in block.unit_names} == {"4 West"}

    known = SavedMapping(here.applied.shape, write_mapping(here.applied.mapping), "may.csv")
    again = parent.read_survey_file(survey, ReadOptions(remembered=(known,)), KNOWN, no_progress)
    assert again.applied is not None
    assert again.applied.source == "remembered"
    assert {name for block in again.blocks for name in block.unit_names} == {"4 West"}


def test_that_a_process_that_waits_reads_the_file(
    survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "LARGE_BYTES", 1_000)
    with closing(start.WaitingReader(survey)) as waiting:
        monkeypatch.setattr(parent, "child_command", lambda: ["false"])
        apart = parent.read_survey_file(survey, ReadOptions(), KNOWN, no_progress, waiting)
        assert sum(len(block) for block in apart.blocks) == apart.rows_read > 0
        assert waiting.take() is None


def test_that_a_process_that_nobody_needs_ends(
    survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "LARGE_BYTES", 1_000)
    waiting = start.WaitingReader(survey)
    process = waiting._process
    waiting.close()
    assert process is not None
    assert process.poll() is not None


def test_that_a_small_file_starts_no_process(survey: Path) -> None:
    assert start.WaitingReader(survey).take() is None
    assert start.WaitingReader(survey.with_name("nowhere.csv")).take() is None


def test_that_a_process_without_an_order_ends_without_a_word() -> None:
    out = BytesIO()
    child.serve(BytesIO(), out, set_language)
    assert not out.getvalue()
