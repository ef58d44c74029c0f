"""Workbooks (XLSX, XLSM, XLSB, XLS, ODS) and SPSS files, read by a child process with limits."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NoReturn

from models.errors import FileRefused, UsageProblem
from models.files.content import Progress
from models.files.sheets.sheet import MemorySheet, Sheet
from models.files.sheets.workbook_child import MEMORY_BYTES
from models.files.source import FileFacts, Kind
from models.language import _, number

SECONDS = 120.0
"""A workbook that is not read by then is refused."""

_TICK = 0.05
_LAST_SECONDS = 5.0


def read_workbook(
    facts: FileFacts,
    wanted: str | None,
    progress: Progress,
    password: str | None = None,
    most: int | None = None,
) -> tuple[list[Sheet], list[str]]:
    """Return the sheets that are not hidden and the one wanted, and notes for the user. Where one
    is wanted, the others are no more than their first rows.

    `password` opens a locked one. With `most`, a sheet ends after so many rows. Raises
    FileRefused for a locked, damaged or dangerous workbook and UsageProblem for a sheet that it
    does not have. Stops the child and passes on Cancelled when `progress` raises it.
    """
    with closing(child_messages(facts, progress, wanted or "", password, most)) as messages:
        return _collected(messages, facts, wanted)


def _collected(
    messages: Iterator[Any], facts: FileFacts, wanted: str | None
) -> tuple[list[Sheet], list[str]]:
    first = next(messages, None)
    if not isinstance(first, dict) or "sheets" not in first:
        _refuse(facts, first if isinstance(first, dict) else {})
    sheets = first["sheets"]
    names = [sheet["name"] for sheet in sheets]
    if wanted is not None and wanted not in names:
        raise UsageProblem("unknown_sheet", where=facts.name, sheet=wanted, sheets=tuple(names))
    rows: list[list[tuple[int, list[str]]]] = [[] for _ in sheets]
    same: dict[str, str] = {}
    finished, last = False, {}
    cut: list[int] = []
    for message in messages:
        if isinstance(message, list):
            place, batch = message
            rows[place].extend(
                (number, [same.setdefault(cell, cell) for cell in cells]) for number, cells in batch
            )
        else:
            finished, last = finished or "end" in message, message
            cut += message.get("cut", [])
    if not finished:
        _refuse(facts, last)
    read = [
        MemorySheet(
            sheet["name"], sheet["hidden"], rows[place], sheet.get("labels", {}), cut=place in cut
        )
        for place, sheet in enumerate(sheets)
        if sheet["name"] == wanted or not sheet["hidden"]
    ]
    return [*read], _notes(first)


def _refuse(facts: FileFacts, message: dict[str, Any]) -> NoReturn:
    damaged = "spss_damaged" if facts.kind is Kind.SPSS else "damaged"
    code = message.get("refused", damaged)
    if code == damaged:
        facts.refuse_if_changed()
    code = code if code in REFUSALS else damaged
    raise FileRefused(f"workbook_{code}", where=facts.name, **message.get("facts", {}))


def _notes(first: dict[str, Any]) -> list[str]:
    counted = (
        (
            "formulas_without_value",
            _(
                "{n} formula cells have no saved value and were read as empty. "
                "Opening and saving the workbook in Excel fills them."
            ),
        ),
        ("error_cells", _("{n} cells hold a formula's error and were read as empty.")),
        ("macros", _("The macros of this workbook were not run.")),
        ("links", _("The links of this workbook to other files were not followed.")),
        (
            "declared_missing",
            _("{n} cells hold a value declared as missing and were read as empty."),
        ),
        ("blank_cases", _("{n} cases of this file hold nothing and were left out.")),
    )
    return [words.format(n=number(int(first[key]))) for key, words in counted if first.get(key)]


def child_command() -> list[str]:
    """Return the command line of the child process, which is told by its input what to read.

    In a frozen bundle the program itself is started with --read-workbook, which `main.py`
    hands to `workbook_child.main`.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, "--read-workbook"]
    root = str(Path(__file__).resolve().parents[3])
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); "
        "from models.files.sheets.workbook_child import main; main()"
    )
    return [sys.executable, "-I", "-c", code, root]


def child_messages(
    facts: FileFacts,
    progress: Progress,
    wanted: str = "",
    password: str | None = None,
    most: int | None = None,
) -> Generator[Any]:
    """Yield what the child writes; end early when it crashes.

    Raises FileRefused when it takes too long, and passes on Cancelled from `progress`.
    """
    child = subprocess.Popen(
        child_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    lines: queue.Queue[bytes | None] = queue.Queue(maxsize=64)
    stopped = threading.Event()
    pump = threading.Thread(target=_pump, args=(child, lines, stopped), daemon=True)
    pump.start()
    deadline = time.monotonic() + SECONDS
    try:
        _give_order(child, facts, wanted, password, most)
        while True:
            progress(_("Reading the workbook"), None)
            try:
                line = lines.get(timeout=_TICK)
            except queue.Empty:
                line = b""
            if line is None:
                with suppress(subprocess.TimeoutExpired):
                    child.wait(timeout=_LAST_SECONDS)
                if child.returncode not in (None, 0, 1):  # the parser's crash, or no memory
                    yield STOPPED
                break
            if time.monotonic() > deadline:
                _refuse(facts, {"refused": "too_slow", "facts": {"seconds": SECONDS}})
            if line:
                yield json.loads(line)
    finally:
        stopped.set()
        child.kill()
        child.wait()
        pump.join()
        if child.stdout is not None:
            child.stdout.close()


def _give_order(
    child: subprocess.Popen[bytes],
    facts: FileFacts,
    wanted: str,
    password: str | None,
    most: int | None,
) -> None:
    """Tell the child what to read. The password goes no other way, and is kept nowhere."""
    order = {
        "path": str(facts.path.resolve()),
        "wanted": wanted,
        "kind": facts.kind.value,
        "password": password,
        "most": most,
        "bytes": len(facts.data or b""),
    }
    if child.stdin is not None:
        with suppress(BrokenPipeError), child.stdin:  # it ended at once; its silence says so
            child.stdin.write(json.dumps(order).encode() + b"\n")
            child.stdin.write(facts.data or b"")


def _pump(
    child: subprocess.Popen[bytes], lines: queue.Queue[bytes | None], stopped: threading.Event
) -> None:
    """Move the child's lines into the queue, so that its reader can watch the clock."""

    def put(line: bytes | None) -> None:
        while not stopped.is_set():
            try:
                lines.put(line, timeout=_TICK)
                return
            except queue.Full:
                continue

    if child.stdout is not None:
        for line in child.stdout:
            put(line if line.endswith(b"\n") else b"{}\n")
            if stopped.is_set():
                break
    put(None)


STOPPED = {"refused": "stopped", "facts": {"megabytes": MEMORY_BYTES // 1024 // 1024}}
"""What stands for the last message of a child that a signal ended."""

REFUSALS = frozenset(
    {
        "locked",
        "wrong_password",
        "locked_other",
        "bomb",
        "not_normal",
        "too_wide",
        "word",
        "slides",
        "archive",
        "damaged",
        "spss_damaged",
        "stopped",
        "too_slow",
    }
)
"""Why a workbook is refused; the child may add numbers."""
