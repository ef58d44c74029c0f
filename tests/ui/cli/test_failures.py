from __future__ import annotations

import io
import sys

import pytest

from models.errors import FileRefused
from ui.base.events import place_of
from ui.cli.failures import report_defect, report_problem


def test_that_a_problem_is_two_lines_whatever_its_words_hold() -> None:
    err = io.StringIO()
    sheets = ("Two\nlines", "\x1b[31mred")
    report_problem(
        err, FileRefused("unknown_sheet", where="a\nb.csv", sheet="\x07C", sheets=sheets)
    )
    assert err.getvalue() == (
        "error: a b.csv: There is no sheet named C.\nhint: Sheets: Two lines, [31mred\n"
    )


def test_that_a_defect_tells_its_kind_and_place_but_not_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    secret = "a patient's own words"
    try:
        raise KeyError(secret)
    except KeyError:
        kind, error, trace = sys.exc_info()
    assert kind is not None
    assert error is not None
    report_defect(kind, error, trace)
    shown = capsys.readouterr().err
    assert shown.startswith("error: Something went wrong inside the program (KeyError at ")
    assert "tests.ui.cli.test_failures:" in shown
    assert "\nhint: " in shown
    assert secret not in shown
    assert "Traceback" not in shown


def test_that_an_error_from_elsewhere_has_no_place_of_ours() -> None:
    assert place_of(None) == "unknown"


@pytest.mark.parametrize(
    ("module", "first_line"),
    [
        ("sqlalchemy.orm", "error: The package sqlalchemy.orm isn't installed.\n"),
        ("models.nothing", "error: Something went wrong inside the program"),
    ],
)
def test_that_a_package_that_is_not_installed_is_no_defect(
    module: str, first_line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    report_defect(ModuleNotFoundError, ModuleNotFoundError(module, name=module), None)
    shown = capsys.readouterr().err
    assert shown.startswith(first_line)
    assert ("make run" in shown) == (module != "models.nothing")


@pytest.mark.usefixtures("spanish")
def test_that_a_stop_and_a_defect_are_told_in_the_chosen_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    report_defect(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert capsys.readouterr().err.startswith("error: Detenido.\nhint: ")
    report_defect(ValueError, ValueError(), None)
    assert capsys.readouterr().err.startswith("error: Algo salió mal dentro del programa")
