"""An old encoding is asked on the file's own words."""

from __future__ import annotations

from pathlib import Path

from models.files.content import ReadOptions, no_progress
from models.files.preview.build import preview_file
from models.files.preview.preview import Preview
from models.files.respondents.questions import with_answer
from models.survey.catalog import built_in_instruments

UNITS = ("Zoë-Straße", "Café Nord")


def look(path: Path, encoding: str | None = None) -> Preview:
    options = ReadOptions(encoding=encoding)
    return preview_file(path, options, built_in_instruments(), no_progress)


def written(path: Path, codec: str, unit: str = UNITS[0]) -> Path:
    answers = ["Never", "Sometimes", "Usually", "Always"]
    rows = [f"{(unit, UNITS[1])[n % 2]},{answers[n % 4]}" for n in range(40)]
    path.write_bytes("\r\n".join(["Unit,Was it quiet?", *rows, ""]).encode(codec))
    return path


def test_that_an_old_encoding_is_asked_on_words_of_the_file(tmp_path: Path) -> None:
    preview = look(written(tmp_path / "a.csv", "cp1252"))
    question = preview.question("encoding")
    assert question.default is None, "a guess that no known word confirms"
    assert not preview.is_ready
    texts = {choice.key: choice.text for choice in question.choices}
    assert texts["cp1252"] == "Zoë-Straße, Café"
    assert texts["mac_roman"].endswith("CafÈ")
    assert "cp850" not in texts  # it would put a block among the letters
    assert with_answer(preview.mapping, question, "mac_roman") == preview.mapping


def test_that_nothing_is_asked_where_the_encoding_is_known(tmp_path: Path) -> None:
    unicode = look(written(tmp_path / "u.csv", "utf-8"))
    told = look(written(tmp_path / "b.csv", "cp1252"), "cp1252")
    for preview in (unicode, told):
        assert "encoding" not in [question.id for question in preview.questions]


def test_that_the_rows_are_redrawn_in_the_chosen_encoding(tmp_path: Path) -> None:
    path = written(tmp_path / "d.csv", "cp850")
    assert look(path).rows[1].cells[0] != UNITS[0]
    assert look(path, "cp850").rows[1].cells[0] == UNITS[0]
