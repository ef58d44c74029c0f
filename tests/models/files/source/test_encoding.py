"""Encodings: what a file says of itself, and what is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import FileRefused, UsageProblem
from models.files.content import no_progress
from models.files.source.encoding import OFFERED, Encoding, find_encoding, named_codec
from models.files.source.inspect import FileFacts, Kind
from ui.text.errors import hint

TABLE = "unit,comment\n4 West,“très bien” – ça va\n5 East,Ærlig talt\n"


def encoding_of(folder: Path, content: bytes, wanted: str | None = None) -> Encoding:
    path = folder / "x.csv"
    path.write_bytes(content)
    stamp = (len(content), path.stat().st_mtime_ns)
    facts = FileFacts(path, "x.csv", Kind.TEXT, len(content), "", stamp)
    return find_encoding(facts, no_progress, wanted)


@pytest.mark.parametrize(
    ("written", "codec"),
    [
        (TABLE.encode(), "utf-8"),
        (TABLE.encode("utf-8-sig"), "utf-8-sig"),
        (TABLE.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TABLE.encode("utf-16-be"), "utf-16"),
        (TABLE.encode("utf-32"), "utf-32"),
        (TABLE.encode("utf-16-le"), "utf-16-le"),
        (TABLE.encode("utf-16-be"), "utf-16-be"),
        (TABLE.encode("cp1252"), "cp1252"),
    ],
)
def test_that_text_comes_back_as_it_was_written(tmp_path: Path, written: bytes, codec: str) -> None:
    found = encoding_of(tmp_path, written)
    assert found.codec == codec
    assert written.decode(found.codec, found.errors).lstrip("﻿") == TABLE


def test_that_an_old_encoding_is_said_to_be_a_guess(tmp_path: Path) -> None:
    assert "cp1252" in encoding_of(tmp_path, TABLE.encode("cp1252")).note


def test_that_western_letters_are_not_taken_for_central_european(tmp_path: Path) -> None:
    text = "unidad,comentario\n" + "Urgencias,La señora atendió con cariño y atención\n" * 40
    assert encoding_of(tmp_path, text.encode("cp1252")).codec == "cp1252"


def test_that_one_damaged_byte_does_not_change_the_other_letters(tmp_path: Path) -> None:
    content = (TABLE * 5).encode() + b"6 North,caf\xe9\n"
    found = encoding_of(tmp_path, content)
    assert found.codec == "utf-8"
    assert "très bien" in content.decode(found.codec, found.errors)
    assert found.note == "Damaged characters were replaced by �. Lines: 16."


FOREIGN = {
    "cp932": "病棟,質問\n西病棟,とても良い\n",
    "gb18030": "病区,问题\n西病区,非常满意\n",
    "cp949": "병동,질문\n서쪽,매우 만족\n",
    "cp1251": "отделение,вопрос\nхирургия,очень доволен\n",
    "koi8-r": "отделение,вопрос\nхирургия,очень доволен\n",
    "cp1253": "πτέρυγα,ερώτηση\nχειρουργική,πολύ\n",
}


@pytest.mark.parametrize("codec", FOREIGN)
def test_that_letters_which_are_not_latin_are_asked_about_and_never_guessed(
    tmp_path: Path, codec: str
) -> None:
    content = FOREIGN[codec].encode(codec)
    with pytest.raises(FileRefused) as refused:
        encoding_of(tmp_path, content)
    assert refused.value.code == "encoding_unclear"
    assert "--encoding" in hint(refused.value)
    found = encoding_of(tmp_path, content, codec)
    assert content.decode(found.codec, found.errors) == FOREIGN[codec]
    assert "as you said" in found.note


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1250", "oddział,komentarz\nżółć,Świetna opieka pielęgniarek, dziękuję\n"),
        ("cp1252", "unité,commentaire\nÉté,Très bien – à refaire, où qu’il soit\n"),
        ("mac_roman", "unidad,comentario\nAño,Atención muy buena, señor\n"),
    ],
)
def test_that_latin_letters_are_still_guessed(tmp_path: Path, codec: str, text: str) -> None:
    assert "Check the accented letters" in encoding_of(tmp_path, text.encode(codec)).note


def test_that_the_named_encoding_is_used_instead_of_the_guess(tmp_path: Path) -> None:
    found = encoding_of(tmp_path, "a\nà la carte\n".encode("cp850"), "IBM850")
    assert (found.codec, found.errors) == ("cp850", "strict")


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-32"])
def test_that_a_mark_is_no_letter_when_the_encoding_is_named(tmp_path: Path, codec: str) -> None:
    marked = {"utf-8": "utf-8-sig", "utf-16-le": "utf-16"}.get(codec, codec)
    content = TABLE.encode(marked)
    found = encoding_of(tmp_path, content, codec)
    assert content.decode(found.codec) == TABLE


def test_that_a_file_in_another_encoding_than_named_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="other_encoding"):
        encoding_of(tmp_path, TABLE.encode("cp1252"), "utf-8")


@pytest.mark.parametrize("name", ["klingon", "base64", "idna", "", "utf\0"])
def test_that_an_unknown_name_lists_the_known_ones(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        encoding_of(tmp_path, b"a\n", name)
    assert "cp1252" in hint(refused.value)


def test_that_every_encoding_offered_is_known() -> None:
    for name in OFFERED:
        assert named_codec(name)


def test_that_utf16_cut_in_the_middle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="cut_short"):
        encoding_of(tmp_path, TABLE.encode("utf-16")[:-1])


def test_that_a_stray_zero_byte_is_left_out_and_said(tmp_path: Path) -> None:
    found = encoding_of(tmp_path, b"a,b\n1\0,2\n")
    assert found.has_nul
    assert found.note == "Zero bytes left out: 1. Lines: 2."


def test_that_a_run_of_zero_bytes_is_damage(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="damaged"):
        encoding_of(tmp_path, b"a,b\n1,2\n" * 100 + b"\0" * 50)


def test_that_an_odd_number_of_quotation_marks_is_known(tmp_path: Path) -> None:
    assert encoding_of(tmp_path, b'a,"b\n').odd_quotes
    assert not encoding_of(tmp_path, b'a,"b"\n').odd_quotes


@given(content=st.binary(max_size=300))
def test_that_any_bytes_can_be_decoded_as_found_or_are_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    try:
        found = encoding_of(tmp_path_factory.mktemp("bytes"), content)
    except FileRefused:
        return
    assert isinstance(content.decode(found.codec, found.errors), str)
