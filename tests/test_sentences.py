"""Sentences of `models` can be translated: none is composed past the catalogs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

MODELS = Path(__file__).resolve().parents[1] / "models"
MARKED = {"_", "N_", "ngettext", "ValueError", "TypeError", "AssertionError", "NotImplementedError"}
"""What looks a sentence up in a catalog, or speaks to programmers only."""
MOST_WORDS = 3
SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|ALTER|DROP|ATTACH)\b")
PATTERN = re.compile(r"\\[bdswW.]|\(\?|\[\^|\)\?|\|.*\||\.\*")


def sentences(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give the texts of more than three words that are no docstring, SQL or pattern, and that are
    not looked up in a catalog."""
    left_out: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(id(node.value))
        name = getattr(getattr(node, "func", None), "id", "")
        if isinstance(node, ast.Call) and (name in MARKED or _is_log(node)):
            left_out |= {id(part) for part in ast.walk(node)}
        if isinstance(node, ast.JoinedStr):
            left_out |= {id(part) for part in node.values}
    for node in ast.walk(tree):
        if id(node) in left_out:
            continue
        if isinstance(node, ast.JoinedStr):
            parts = [v.value if isinstance(v, ast.Constant) else "{}" for v in node.values]
            text = "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        many = len(re.findall(r"[A-Za-z’']{2,}", text)) > MOST_WORDS
        if many and " " in text and not SQL.search(text) and not PATTERN.search(text):
            yield node.lineno, text


def _is_log(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "log"


def found() -> dict[str, int]:
    """Return how many such texts each module has."""
    counted = {}
    for path in sorted(MODELS.rglob("*.py")):
        texts = list(sentences(ast.parse(path.read_text(encoding="utf-8"))))
        if texts:
            counted[str(path.relative_to(MODELS))] = len(texts)
    return counted


REVIEWED = {
    "analysis/estimates/counts.py": 1,  # for programmers: an impossible count
    "export/chart_workbook.py": 2,  # names of columns in the workbook behind a chart
    "export/frame_schema.py": -1,  # what the columns of an open export mean, beside their keys
    "export/ics.py": 1,  # the program's id in a calendar
    "export/pptx_chart.py": 2,  # XML
    "files/aggregates/count_layout.py": 1,  # words of answers
    "files/cells/dates.py": 9,  # names of months
    "files/cms/wide.py": 7,  # names in the published files
    "files/mapping/toml.py": 1,  # the comment at the head of a mapping
    "files/process/start.py": 1,  # code of a child process
    "files/respondents/hcahps_xml.py": 1,  # a mode of the HCAHPS standard, as files name it
    "files/sheets/workbook.py": 1,  # code of a child process
    "huddle/session/transaction.py": 1,  # words that name nobody
    "statistics/exact_tests.py": 1,  # for programmers
    "store/backup/backup_list.py": 1,  # for programmers
    "store/backup/batch_check.py": 1,  # the name of a check
    "store/comments/search.py": 1,  # SQL
    "store/database/engine.py": 1,  # SQL
    "store/database/failures.py": 2,  # what SQLite says
    "store/database/schema.py": 1,  # SQL
    "store/imports/made_rows.py": 1,  # SQL
    "store/server/access.py": 5,  # SQL
    "store/tallies/facility_sums.py": 1,  # SQL
    "store/tallies/responses.py": 1,  # SQL
}
"""Texts that need no catalog, and why; -1 for any number."""


def test_that_models_compose_no_sentence_past_the_catalogs() -> None:
    new = {path: n for path, n in found().items() if REVIEWED.get(path, 0) not in (n, -1)}
    assert not new


def test_that_a_sentence_is_found() -> None:
    assert [text for _line, text in sentences(ast.parse('x = f"We left {n} rows of it out."'))]
    assert not list(sentences(ast.parse('x = _("We left {n} rows of it out.")')))
    assert not list(sentences(ast.parse('"""We left all of the rows out."""')))
