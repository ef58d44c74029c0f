"""Passphrases, back-ups, the audit trail and damage, by command."""

from __future__ import annotations

import csv
import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from tests.command_line.program import CommandLine, write_survey


@pytest.fixture
def main(tmp_path: Path) -> CommandLine:
    main = CommandLine(str(tmp_path / "hospital.db"))
    assert main("import", str(write_survey(tmp_path / "survey.csv"))).code == 0
    return main


@pytest.fixture
def secret(tmp_path: Path) -> str:
    file = tmp_path / "passphrase.txt"
    file.write_text("four words to remember\n", encoding="utf-8")
    return str(file)


def flip(path: Path, words: bytes) -> None:
    """Change one letter of a word on disk."""
    content = bytearray(path.read_bytes())
    content[content.index(words)] ^= 1
    path.write_bytes(content)


def test_that_encrypted_data_need_their_passphrase(
    main: CommandLine, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = main("passphrase", "set", "--new-passphrase-file", secret, "--json")
    assert answer.code == 0
    assert answer.json["encrypted"] is True
    for missing in (main("units"), main("check"), main("restore")):
        assert missing.code == 4
        assert missing.err.startswith("error: ")
    assert len(main("units", "--passphrase-file", secret, "--json").json) == 3
    monkeypatch.setenv("THROUGHLINE_PASSPHRASE_FILE", secret)
    assert len(main("units", "--json").json) == 3


def test_that_the_recovery_key_opens_the_data(
    main: CommandLine, secret: str, tmp_path: Path
) -> None:
    key = main("passphrase", "set", "--new-passphrase-file", secret, "--json").json["recovery_key"]
    printed = tmp_path / "printed.txt"
    printed.write_text(key, encoding="utf-8")
    assert main("units", "--passphrase-file", str(printed)).code == 0


def test_that_a_passphrase_is_changed_and_removed(
    main: CommandLine, secret: str, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("another four words", encoding="utf-8")
    main("passphrase", "set", "--new-passphrase-file", secret)
    again = main("passphrase", "set", "--new-passphrase-file", secret, "--passphrase-file", secret)
    assert again.code == 4
    changed = main(
        "passphrase", "change", "--new-passphrase-file", str(other), "--passphrase-file", secret
    )
    assert changed.code == 0
    assert main("units", "--passphrase-file", secret).code == 4
    assert main("passphrase", "remove", "--passphrase-file", str(other)).code == 0
    assert len(main("units", "--json").json) == 3


def test_that_a_short_passphrase_is_refused(main: CommandLine, tmp_path: Path) -> None:
    short = tmp_path / "short.txt"
    short.write_text("secret", encoding="utf-8")
    assert main("passphrase", "set", "--new-passphrase-file", str(short)).code == 4
    assert main("units").code == 0


def test_that_damage_that_was_found_stops_every_answer(main: CommandLine) -> None:
    connection = dbapi2.connect(main.database)
    connection.execute("UPDATE tally SET count = count + 1")
    connection.commit()
    connection.close()
    assert main("check").code == 4
    for command in (("units",), ("compare", "--unit", "ICU"), ("backup",)):
        answer = main(*command)
        assert answer.code == 4
        assert "damaged" in answer.err


def test_that_a_damaged_word_is_found_when_the_data_are_opened(main: CommandLine) -> None:
    flip(Path(main.database), b"ICU")
    assert main("units").code == 4


def test_that_a_damaged_back_up_is_neither_made_nor_restored(
    main: CommandLine, tmp_path: Path
) -> None:
    good = main("backup", "--json").json["backup"]
    copy = tmp_path / "copy.db"
    copy.write_bytes(Path(good).read_bytes())
    flip(copy, b"ICU")
    assert main("restore", str(copy)).code == 4
    assert main("backups", "verify").code == 0
    flip(Path(good), b"ICU")
    assert main("backups", "verify").code == 4


def test_that_the_newest_whole_back_up_is_restored(main: CommandLine) -> None:
    first = main("backup", "--json").json["backup"]
    main("units", "type", "ICU", "intensive")
    second = main("backup", "--json").json["backup"]
    flip(Path(second), b"intensive")
    assert main("restore", "--json").json["from"] == first
    assert {unit["type"] for unit in main("units", "--json").json} == {""}


def test_that_a_back_up_is_compared_and_copied_to_a_second_place(
    main: CommandLine, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert main("backups", "second-place", str(stick)).code == 0
    made = main("backup", "--json").json["backup"]
    assert [file.name for file in stick.iterdir()] == [Path(made).name]
    assert len(main("backups", "--json").json) == 2
    main("undo-import", "1")
    found = main("backups", "compare", made, "--json").json
    assert found["counts"]["surveys"] == {"backup": 53, "now": 0}
    assert [one["batch"] for one in found["only_backup"]] == [1]


def test_that_the_audit_trail_tells_what_was_done_without_a_word_of_it(
    main: CommandLine,
) -> None:
    main("units", "type", "ICU", "intensive")
    main("actions", "add", "--unit", "ICU", "--what", "Secret plan", "--owner", "Ann",
         "--due", "2026-10-01")  # fmt: skip
    main("actions", "done", "1")
    main("undo-import", "1")
    found = main("audit", "--json").json
    assert [one["what"] for one in reversed(found)] == [
        "import.added",
        "unit.changed",
        "action.added",
        "action.changed",
        "import.undone",
    ]
    assert "Secret" not in str(found)
    rows = list(csv.DictReader(io.StringIO(main("audit", "--csv").out)))
    assert len(rows) == 5
    assert main("compare", "--unit", "ICU", "--csv").code == 0
    exports = main("audit", "--what", "export.made", "--json").json
    assert [one["detail"]["page"] for one in exports] == ["compare", "audit"]
    assert main("check").code == 0


def test_that_a_damaged_questionnaire_is_damage(main: CommandLine) -> None:
    flip(Path(main.database), b"How often did")
    answer = main("compare", "--unit", "ICU")
    assert answer.code == 4
    assert "damaged" in answer.err


def test_that_each_import_is_preceded_by_a_back_up_of_what_was_there(
    main: CommandLine, tmp_path: Path
) -> None:
    main.now += timedelta(days=1)
    for n in (1, 2):
        other = write_survey(tmp_path / f"other{n}.csv", units=((f"Ward {n}", 12, 6),))
        assert main("import", str(other)).code == 0
    made = main("backups", "--json").json
    assert [one["why"] for one in made] == ["import", "daily"]


def test_that_names_that_are_no_text_do_no_harm(tmp_path: Path) -> None:
    survey = write_survey(tmp_path / "survey.csv")
    named = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.csv")
    try:
        os.rename(survey, named)
    except OSError:
        pytest.skip("this file system wants text")
    main = CommandLine(os.fsdecode(os.fsencode(tmp_path) + b"/donn\xe9es.db"))
    assert main("import", named).code == 0
    for command in ("files", "check", "backup", "restore", "units"):
        assert main(command).code == 0


def test_that_a_refused_file_leaves_no_database_at_a_mistyped_path(tmp_path: Path) -> None:
    (tmp_path / "letter.csv").write_bytes(b"")
    main = CommandLine(str(tmp_path / "mistyped.db"))
    assert main("import", str(tmp_path / "letter.csv")).code == 3
    survey = str(write_survey(tmp_path / "survey.csv"))
    assert main("import", survey, "--dry-run").code == 0
    assert not (tmp_path / "mistyped.db").exists()
