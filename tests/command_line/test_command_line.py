"""The command line as a whole: usage, refusals, streams and exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from models.errors import Cancelled, DatabaseProblem
from tests.command_line.program import CommandLine, write_survey
from ui.base.version import VERSION
from ui.cli import commands
from ui.cli.context import DATABASE_VARIABLE, default_database
from ui.cli.parser import build_parser

ROOT = Path(__file__).resolve().parents[2]

LISTING = ("files", "units", "measures", "actions", "huddles")


@pytest.fixture
def main(tmp_path: Path) -> CommandLine:
    return CommandLine(str(tmp_path / "hospital.db"))


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program as its own process."""
    return subprocess.run(
        [sys.executable, "main.py", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("command", LISTING)
def test_that_an_empty_database_answers_with_an_empty_list(main: CommandLine, command: str) -> None:
    answer = main(command, "--json")
    assert (answer.code, answer.json, answer.err) == (0, [], "")


@pytest.mark.parametrize("command", LISTING)
def test_that_an_empty_database_is_explained_in_words(main: CommandLine, command: str) -> None:
    answer = main(command)
    assert answer.code == 0
    assert answer.out.strip().endswith(".")


def test_that_options_may_stand_before_or_after_the_command(main: CommandLine) -> None:
    before = main.plain("--json", "--db", main.database, "units")
    after = main.plain("units", "--db", main.database, "--json")
    between = main.plain("--json", "units", f"--db={main.database}")
    assert before == after == between
    assert before.json == []


def test_that_options_may_stand_anywhere_around_a_nested_command(main: CommandLine) -> None:
    for order in (
        ("--json", "actions", "done", "7"),
        ("actions", "--json", "done", "7"),
        ("actions", "done", "7", "--json"),
    ):
        main("units")
        answer = main(*order)
        assert answer.code == 2
        assert "There is no action 7." in answer.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("compare",),
        ("compare", "--unit"),
        ("compare", "--unit", "4 West", "--against", "everybody"),
        ("compare", "--unit", "4 West", "--against", "state:"),
        ("compare", "--unit", "4 West", "--from", "2026-13"),
        ("compare", "--unit", "4 West", "--from", "2026-06", "--to", "2026-04"),
        ("import",),
        ("import", "--no-such-option", "x.csv"),
        ("undo-import", "three"),
        ("actions", "--status", "forgotten"),
        ("actions", "add", "--unit", "4 West"),
        ("actions", "done", "one"),
        ("units", "rename", "4 West"),
        ("units", "close", "4 West", "--on", "yesterday"),
        ("comapre", "--unit", "4 West"),
        ("--json",),
    ],
)
def test_that_wrong_usage_ends_with_2_and_a_hint(
    main: CommandLine, arguments: tuple[str, ...]
) -> None:
    answer = main(*arguments)
    assert answer.code == 2
    assert answer.out == ""
    first, second = answer.err.splitlines()
    assert first.startswith("error: ")
    assert second.startswith("hint: ")


def test_that_a_mistyped_command_gets_the_near_one(main: CommandLine) -> None:
    assert "Did you mean “compare”?" in main("comapre").err


def test_that_a_missing_file_is_refused_before_a_window_opens(main: CommandLine) -> None:
    answer = main("no/such/survey.csv")
    assert answer.code == 3
    assert answer.err.startswith("error: no/such/survey.csv: ")


def test_that_a_refused_file_ends_with_3_and_changes_nothing(
    main: CommandLine, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    answer = main("import", str(empty), "--json")
    assert answer.code == 3
    assert answer.err.startswith("error: ")
    assert "\nhint: " in answer.err
    assert answer.json["files"] == []
    assert [r["file"] for r in answer.json["refused"]] == ["empty.csv"]
    assert main("files", "--json").json == []


def test_that_a_foreign_file_as_database_ends_with_4_and_stays_as_it_was(
    main: CommandLine,
) -> None:
    foreign = Path(main.database)
    foreign.write_bytes(b"not a database, but somebody's letter" * 100)
    before = foreign.read_bytes()
    answer = main("units")
    assert answer.code == 4
    assert answer.err.startswith("error: ")
    assert foreign.read_bytes() == before


@pytest.mark.parametrize("command", [("check",), ("backup",), ("undo-import", "1")])
def test_that_a_database_that_is_not_there_is_not_made_by_looking_after_it(
    main: CommandLine, command: tuple[str, ...]
) -> None:
    answer = main(*command)
    assert answer.code == 4
    assert not Path(main.database).exists()


def test_that_the_database_is_named_by_option_then_variable_then_default(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    by_variable = tmp_path / "variable.db"
    monkeypatch.setenv(DATABASE_VARIABLE, str(by_variable))
    main = CommandLine(str(tmp_path / "option.db"))
    main("units")
    assert Path(main.database).exists()
    assert not by_variable.exists()
    main.plain("units")
    assert by_variable.exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the variable is Linux's")
def test_that_the_default_database_is_made_with_its_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(DATABASE_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert CommandLine("").plain("units").code == 0
    assert default_database().is_relative_to(tmp_path)
    assert default_database().exists()


def test_that_another_kind_of_server_is_refused_in_words() -> None:
    answer = CommandLine("mysql://server/hospital")("units")
    assert answer.code == 4
    assert "postgresql://" in answer.err


def test_that_a_dry_run_makes_no_database(main: CommandLine, tmp_path: Path) -> None:
    survey = write_survey(tmp_path / "survey.csv")
    answer = main("import", str(survey), "--dry-run", "--json")
    assert answer.code == 0
    assert answer.json["files"][0]["responses_added"] == 53
    assert not Path(main.database).exists()


def test_that_an_interrupted_command_says_so(
    main: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stop in (KeyboardInterrupt, Cancelled):

        def stopped(*_arguments: object, stop: type[BaseException] = stop) -> None:
            raise stop

        monkeypatch.setattr("models.store.units.list_units", stopped)
        answer = main("units")
        assert answer.code == 130
        assert answer.err.startswith("error: Stopped.\nhint: ")


def test_that_a_database_problem_ends_an_import_of_several_files_at_once(
    main: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def full(*_arguments: object, **_options: object) -> None:
        calls.append(1)
        raise DatabaseProblem("disk-full")

    monkeypatch.setattr("models.importing.import_file", full)
    survey = str(write_survey(tmp_path / "survey.csv"))
    answer = main("import", survey, survey)
    assert answer.code == 4
    assert len(calls) == 1


def test_that_the_program_prints_its_answer_and_nothing_else(tmp_path: Path) -> None:
    done = program("units", "--json", "--db", str(tmp_path / "a.db"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")


def test_that_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        commands.run(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"Throughline {VERSION}\n"


def test_that_help_is_given_without_an_error() -> None:
    done = program("compare", "--help")
    assert done.returncode == 0
    assert "--against" in done.stdout
    assert done.stderr == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a screen")
def test_that_without_a_screen_the_window_is_refused_in_words(tmp_path: Path) -> None:
    done = program(
        "--db", str(tmp_path / "a.db"), DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM=""
    )
    assert done.returncode == 2
    assert done.stderr.startswith("error: There's no screen")


def test_that_a_defect_is_told_without_a_traceback_and_without_values(tmp_path: Path) -> None:
    script = (
        "import sys, main, ui.cli.commands\n"
        "from ui.cli.failures import report_defect\n"
        "def broken(*_): raise ValueError('secret words')\n"
        "ui.cli.commands._run = broken\n"
        "sys.excepthook = report_defect\n"
        "main.main(['units'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("error: Something went wrong inside the program (ValueError at ")
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end in another way there")
def test_that_a_reader_who_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    command = f"{sys.executable} main.py units --json --db {tmp_path / 'a.db'}"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{command} | true"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_that_a_narrow_encoding_prints_question_marks_instead_of_failing(tmp_path: Path) -> None:
    done = program("units", "--db", str(tmp_path / "a.db"), PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "?main.py import FILE?" in done.stdout


def test_that_every_command_is_explained_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        commands.run(["--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    for name in ("import", "files", "undo-import", "units", "measures", "compare", "actions"):
        assert f"\n    {name} " in shown


def test_that_each_command_is_listed_under_the_module_that_has_it() -> None:
    for module, names in commands.GROUPS.items():
        _parser, added = build_parser([import_module(f"ui.cli.{module}").add_to])
        assert added == names, module


def test_that_a_command_loads_no_other_and_no_mapper_of_objects(tmp_path: Path) -> None:
    code = (
        "import main, sys\n"
        f"main.main(['units', '--db', {str(tmp_path / 'a.db')!r}])\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert {"ui.cli.units", "sqlalchemy"} <= loaded
    assert not loaded & {
        "ui.cli.compare",
        "sqlalchemy.orm",
        "sqlalchemy.dialects.postgresql",
        "numpy",
    }
