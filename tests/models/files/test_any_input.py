"""Whatever is in a file: never an unexpected error, never a value changed in silence."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models.errors import UserError
from models.files.aggregates.periods import span_of
from models.files.aggregates.values import COUNT, FRACTION, PERCENT, counted, printed_share
from models.files.aggregates.words import value_words
from models.files.cells.answers import (
    UNKNOWN,
    AnswerReader,
    is_answer,
    leading_number,
    whole_number,
)
from models.files.cells.dates import Order, parse_date
from models.files.content import ReadOptions, no_progress
from models.files.recognize import open_survey_file
from models.files.sheets.header import find_header
from models.files.sheets.opening import open_sheets
from models.files.sheets.workbook_child import cell_text
from models.files.source.encoding import named_codec
from models.files.source.inspect import inspect_file
from models.files.survey_tools.exports import unfold_export
from models.survey import BLANK, NO_ANSWER, NOT_APPLICABLE, Answer, Item
from models.survey.catalog import built_in_instruments
from tests.models.files.hcahps_xml_files import ANSWERS
from tests.models.files.listed_sheet import ListedSheet
from tests.models.files.surveys import read_survey, write_workbook
from ui.text.errors import hint, place_words, sentence, what

quick = settings(max_examples=60, deadline=None)
few = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))

TABLE = "Survey ID,Unit,Discharge Date,How clean was it?\n" + "".join(
    f"S{n},4 West,2026-07-{n:02},{word}\n"
    for n, word in enumerate(["Always", "Usually", "Sometimes", "Never"] * 3, 1)
)
LETTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\0")
TEXTS = st.text(LETTERS, max_size=12)
PLAIN = st.text(st.sampled_from("abcXYZ 0189.-äé"), min_size=1, max_size=8)
ITEMS = [item for i in built_in_instruments() for item in i.items]


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


def a_file(content: bytes, name: str = "survey.csv") -> Path:
    path = Path(_folder().name, name)
    path.write_bytes(content)
    return path


def refusal(action: Callable[[], object]) -> UserError | None:
    """Do something that may be refused; any other error passes."""
    try:
        action()
    except UserError as error:
        return error
    return None


def read_to_the_end(path: Path, options: ReadOptions = ReadOptions()) -> None:  # noqa: B008
    file = open_survey_file(path, options, built_in_instruments(), no_progress)
    for _ in file.blocks:
        pass


@cache
def sound_files() -> dict[str, bytes]:
    """Return one sound file of each kind that is read in this process."""
    text = TABLE.encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("survey.csv", text)
    xml = "".join(f"<{name}>{value}</{name}>" for name, value in ANSWERS.items())
    return {
        "text": text,
        "utf-8 with its mark": TABLE.encode("utf-8-sig"),
        "utf-16": TABLE.encode("utf-16"),
        "utf-16 without its mark": TABLE.encode("utf-16-le"),
        "utf-32": TABLE.encode("utf-32"),
        "gzip": gzip.compress(text, mtime=0),
        "zip": packed.getvalue(),
        "web page": b"<html><table>" + text,
        "XML": f"<survey>{xml}</survey>".encode(),
        "SPSS": b"$FL2@(#) SPSS DATA FILE" + b"\0" * 200,
        "old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    }


@cache
def sound_workbook() -> bytes:
    rows = [line.split(",") for line in TABLE.splitlines()]
    return write_workbook(Path(_folder().name, "sound.xlsx"), {"Data": rows}).read_bytes()


@st.composite
def mutated(draw: st.DrawFn, kinds: tuple[str, ...] = ()) -> bytes:
    """Draw a sound file with some bytes changed, cut out, doubled or added."""
    files = sound_files()
    content = bytearray(files[draw(st.sampled_from(kinds or tuple(files)))])
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, max(0, len(content) - 1)))
        many = draw(st.integers(1, 40))
        how = draw(st.sampled_from(["change", "cut", "cut off", "double", "add"]))
        if how == "change":
            content[place : place + 1] = bytes([draw(st.integers(0, 255))])
        elif how == "cut":
            del content[place : place + many]
        elif how == "cut off":
            del content[place:]
        elif how == "double":
            content[place:place] = content[place : place + many]
        else:
            content[place:place] = draw(st.binary(max_size=many))
    return bytes(content)


@quick
@given(content=mutated() | st.binary(max_size=300))
def test_that_the_guard_names_a_kind_or_refuses(content: bytes) -> None:
    path = a_file(content)
    refused = refusal(lambda: inspect_file(path, no_progress))
    assert refused is None or (what(refused) and hint(refused) and place_words(refused.where))


TEXT_KINDS = ("text", "utf-8 with its mark", "utf-16", "utf-16 without its mark", "utf-32", "gzip")


@settings(max_examples=40, deadline=None)
@given(content=mutated(TEXT_KINDS) | st.binary(max_size=200))
def test_that_a_damaged_table_is_read_or_refused_to_its_end(content: bytes) -> None:
    path = a_file(content)
    refused = refusal(lambda: read_to_the_end(path))
    assert refused is None or sentence(refused)


@few
@given(changes=st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), min_size=1))
def test_that_a_damaged_workbook_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    content = bytearray(sound_workbook())
    for place, byte in changes:
        content[place % len(content)] = byte
    path = a_file(bytes(content), "damaged.xlsx")
    refused = refusal(lambda: read_to_the_end(path))
    assert refused is None or sentence(refused)


@quick
@given(rows=st.lists(st.lists(TEXTS, min_size=1, max_size=5), min_size=1, max_size=8))
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_that_every_cell_written_is_the_cell_read(codec: str, rows: list[list[str]]) -> None:
    content = io.StringIO()
    content.write("sep=;\n")
    csv.writer(content, delimiter=";", lineterminator="\r\n").writerows(rows)
    written = [row for row in rows if any(cell.strip() for cell in row)]
    path = a_file(content.getvalue().encode(codec))
    options = ReadOptions(encoding=codec)
    refused = refusal(lambda: open_sheets(path, options, no_progress))
    if refused is None:
        sheet = open_sheets(path, options, no_progress).sheets[0]
        assert [cells for _, cells in sheet.rows(no_progress)] == written
    else:
        assert refused.code in ("empty_table", "not_a_table")


@quick
@given(
    rows=st.integers(2, 4).flatmap(
        lambda width: st.lists(
            st.lists(PLAIN, min_size=width, max_size=width), min_size=2, max_size=6
        ).filter(lambda rows: any(cell.strip() for row in rows for cell in row))
    ),
    delimiter=st.sampled_from(",;\t|"),
)
def test_that_the_delimiter_of_a_plain_table_is_found(
    rows: list[list[str]], delimiter: str
) -> None:
    content = "\n".join(delimiter.join(row) for row in rows)
    sheet = open_sheets(a_file(content.encode()), ReadOptions(), no_progress).sheets[0]
    written = [row for row in rows if any(cell.strip() for cell in row)]
    assert [cells for _, cells in sheet.rows(no_progress)] == written


@quick
@given(rows=st.lists(st.lists(TEXTS, max_size=6), max_size=8))
def test_that_any_rows_have_a_header_or_none(rows: list[list[str]]) -> None:
    numbered = [(n, cells) for n, cells in enumerate(rows, 1) if any(c.strip() for c in cells)]
    header = find_header(numbered)
    if header is None:
        assert not numbered
        return
    assert header.row in {number for number, _ in numbered}
    named = [name.casefold() for name in header.names if name]
    cells = dict(numbered)[header.row]
    for name, cell in zip(header.names, cells, strict=False):
        assert not cell.strip() or " ".join(cell.split()) in name
    assert len(named) <= max(len(cells) for _, cells in numbered)
    if rows:
        unfold_export(ListedSheet([cells for _, cells in numbered]))


@quick
@given(
    titles=st.integers(0, 4),
    names=st.lists(
        st.text(st.sampled_from("abcdefghij"), min_size=3, max_size=9),
        min_size=3,
        max_size=6,
        unique=True,
    ),
    numbers=st.lists(st.integers(1, 10), min_size=5, max_size=20),
)
def test_that_names_above_numbers_are_the_header_whatever_stands_above(
    titles: int, names: list[str], numbers: list[int]
) -> None:
    rows = [[f"Report part {n}"] for n in range(titles)] + [names]
    rows += [[str(number)] * len(names) for number in numbers]
    header = find_header(list(enumerate(rows, 1)))
    assert header is not None
    assert (header.row, list(header.names)) == (titles + 1, names)


@quick
@given(text=TEXTS)
@example("1e999").via("a number beyond all")
@example("٣").via("a digit of another script")
@example("²").via("a digit that is none")
@example("9999-12-31T25:61").via("an impossible time")
def test_that_any_cell_is_an_answer_a_date_or_none_of_them(text: str) -> None:
    for item in ITEMS[:: len(ITEMS) // 9]:
        value = AnswerReader(item, "8").value(text)
        allowed = {BLANK, NOT_APPLICABLE, NO_ANSWER, UNKNOWN} | set(item.scale.by_value)
        assert value in allowed
    for order in Order:
        day = parse_date(text, order, serials=True)
        assert day is None or 1 <= day.year <= 9999
    number = whole_number(text)
    assert number is None or int(number) == float(text.strip())
    front = leading_number(text)
    assert front is None or text.strip().startswith(front) or text.strip().startswith("0")
    assert span_of(text) is None or span_of(text) == span_of(text.strip())
    assert printed_share(text) is None or printed_share(text).number >= 0  # type: ignore[union-attr]
    value_words([text])
    unknown = refusal(lambda: named_codec(text))
    assert unknown is None or "utf-8" in hint(unknown)


@quick
@given(
    text=st.sampled_from(
        [(item, a) for item in ITEMS for a in item.scale.answers if not item.about_patient]
    ),
    pad=st.sampled_from(["{}", " {} ", "{}.", "\u200b{}", "{}\u00a0"]),
)
def test_that_an_answer_in_its_own_words_is_itself(text: tuple[Item, Answer], pad: str) -> None:
    item, answer = text
    reader = AnswerReader(item)
    for spelled in (answer.label, answer.label.upper(), answer.label.lower()):
        assert reader.value(pad.format(spelled)) == answer.value
    assert is_answer(answer.value)


@quick
@given(day=st.dates(date(1990, 1, 1), date(2069, 12, 31)))
def test_that_a_date_written_in_any_way_is_that_day(day: date) -> None:
    forms = ["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y", "%d %b %Y", "%d-%b-%y", "%B %d, %Y",
             "%Y-%m-%dT%H:%M:%S", "%a, %d %b %Y"]  # fmt: skip
    for form in forms:
        assert parse_date(day.strftime(form)) == day
    assert parse_date(day.strftime("%m/%d/%Y"), Order.MONTH_FIRST) == day
    assert parse_date(day.strftime("%d/%m/%Y 3:05 PM"), Order.DAY_FIRST) == day
    serial = (day - date(1899, 12, 30)).days
    assert parse_date(str(serial), serials=True) == day


@quick
@given(
    n=st.integers(1, 2_000),
    share=st.integers(0, 100),
    digits=st.integers(0, 3),
    part=st.floats(0, 1),
)
def test_that_a_printed_share_gives_its_count_back(
    n: int, share: int, digits: int, part: float
) -> None:
    top = min(n, int(part * (n + 1)))
    for kind, printed in (
        (PERCENT, f"{100 * top / n:.{digits}f}%"),
        (FRACTION, f"{top / n:.{digits + 2}f}"),
        (COUNT, str(top)),
    ):
        read = printed_share(printed)
        assert read is not None
        found = counted(read, n, kind)
        assert found.off == 0
        assert 0 <= found.top <= n
        assert abs(found.top - top) <= n * 0.005 * 10.0**-digits + 0.5
        if n < 10 ** (digits + 2):
            assert found.top == top
    asked = counted(printed_share(f"{share}%"), n, PERCENT)  # type: ignore[arg-type]
    assert (asked.off == 0) == (abs(100 * asked.top / n - share) <= 0.5 + 1e-6)


@quick
@given(
    cell=st.floats(allow_nan=False, allow_infinity=False)
    | st.integers(-(2**53), 2**53)
    | TEXTS
    | st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1))
    | st.timedeltas(timedelta(0), timedelta(days=900))
)
def test_that_a_workbooks_value_is_written_without_a_change(cell: object) -> None:
    text = cell_text(cell)
    if isinstance(cell, float):
        assert float(text) == cell
    elif isinstance(cell, int):
        assert int(text) == cell
    elif isinstance(cell, datetime):
        assert datetime.fromisoformat(text) == cell.replace(microsecond=0)
    elif isinstance(cell, str):
        assert text == cell


@settings(max_examples=25, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["4 West", "ICU", "NA", "0012", "Ünit"]),
            st.dates(date(2025, 1, 1), date(2026, 6, 30)),
            st.sampled_from(["Always", "Usually", "Sometimes", "Never", ""]),
            st.sampled_from(["0", "5", "10", "", "Best"]),
        ),
        min_size=12,
        max_size=40,
    )
)
def test_that_answers_written_are_the_answers_read(
    rows: list[tuple[str, date, str, str]],
) -> None:
    content = io.StringIO()
    writer = csv.writer(content)
    writer.writerow(["Unit", "Discharge Date", "nurse_listen", "nurse_respect", "rating", "clean",
                     "doctor_listen", "quiet"])  # fmt: skip
    for unit, day, word, rating in rows:
        writer.writerow([unit, day.isoformat(), word, word, rating, word, word, word])
    found = read_survey(a_file(content.getvalue().encode()), ReadOptions(instrument="hcahps-2025"))
    values = {"Always": 4, "Usually": 3, "Sometimes": 2, "Never": 1, "": 0}
    told = {p.row for p in found.file.problems if p.value == "Best"}
    for read in found.rows:
        unit, day, word, rating = rows[read.row - 2]
        assert (read.unit, read.discharged) == (unit, day.isoformat())
        assert read.values["nurse_listen"] == read.values["clean"] == values[word]
        assert read.values["rating"] == (int(rating) + 1 if rating.isdigit() else 0)
        assert (rating == "Best") == (read.row in told)
    accounted = len(found.rows) + found.file.rows_rejected
    assert accounted == found.file.rows_read
