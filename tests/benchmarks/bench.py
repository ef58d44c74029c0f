"""Measure what the program promises to be quick at, and print one table.

    python -m tests.benchmarks.bench [--rows N] [--runs N]

Times depend on the machine: read the ratios, which are taken within one run. Nothing here
passes or fails.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

from tests.benchmarks.survey_file import SHAPES, write_in_shape, write_survey_file

ROOT = Path(__file__).resolve().parents[2]
MAIN = [sys.executable, str(ROOT / "main.py")]


@dataclass(frozen=True)
class Cost:
    """Of one finished process: wall seconds, the processor's seconds of it and its children, and
    the most memory of one of them, in MB."""

    seconds: float
    cpu_s: float
    memory_mb: float


def run(*command: str, stdin: str | None = None) -> Cost:
    """Run a command to its end; raises RuntimeError with its last words when it fails."""
    started = time.perf_counter()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        text=True,
    )
    if stdin and process.stdin:
        process.stdin.write(stdin)
        process.stdin.close()
    output = process.stdout.read() if process.stdout else ""
    _pid, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        raise RuntimeError(f"{' '.join(command[:4])}: {output[-500:]}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def printed(module: str, *arguments: str) -> Any:
    """Run a benchmark of its own and return what it prints as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return json.loads(done.stdout)


def median(measure: Callable[[], float], runs: int) -> float:
    return statistics.median(measure() for _ in range(runs))


class Table:
    """Rows of job, figure, yardstick, ratio and what is to be reached."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, str, str, str]] = []

    def add(self, job: str, figure: str, beside: str = "", ratio: str = "") -> None:
        self._rows.append((job, figure, beside, ratio))
        print(f"  {job}: {figure} {beside} {ratio}".rstrip(), file=sys.stderr)

    def __str__(self) -> str:
        head = "| Job | Measured | Beside it | Ratio |\n|---|---|---|---|"
        return "\n".join([head, *(f"| {' | '.join(row)} |" for row in self._rows)])


def measure_import(table: Table, survey: Path, folder: Path, runs: int) -> Path:
    """Import the big file beside SQLite's own import of it, in turn; return the database."""
    database, plain = folder / "bench.db", folder / "plain.db"
    ours, theirs = [], []
    for _ in range(runs):
        for leftover in folder.glob("*.db*"):
            leftover.unlink()
        script = f".mode csv\n.import '{survey}' survey\n"
        theirs.append(run("sqlite3", str(plain), stdin=script))
        ours.append(run(*MAIN, "--db", str(database), "--json", "import", str(survey)))
    rows = f"{_rows_of(survey):,}"
    for what, of in (
        (f"import {rows} surveys x 32 items", attrgetter("seconds")),
        ("the same in seconds of the processor", attrgetter("cpu_s")),
    ):
        mine, bare = (statistics.median(map(of, costs)) for costs in (ours, theirs))
        table.add(what, f"{mine:.1f} s", f"`sqlite3 .import` {bare:.1f} s", f"{mine / bare:.2f}")
    memory = max(cost.memory_mb for cost in ours)
    table.add("peak memory of that import, largest process", f"{memory:.0f} MB")
    size, file_size = database.stat().st_size, survey.stat().st_size
    table.add(
        "size of the database",
        f"{size / 1e6:.0f} MB",
        f"the file {file_size / 1e6:.0f} MB",
        f"{size / file_size:.2f}",
    )
    return database


def measure_shapes(table: Table, survey: Path, folder: Path, runs: int) -> None:
    """Import the same surveys written otherwise, and once more, each beside SQLite's import."""
    for shape in SHAPES:
        file = folder / "shape.csv"
        write_in_shape(file, survey, shape)
        _beside_sqlite(table, shape, file, folder, runs, again=False)
        file.unlink()
    _beside_sqlite(table, "the same file again", survey, folder, runs, again=True)


def _beside_sqlite(
    table: Table, what: str, file: Path, folder: Path, runs: int, *, again: bool
) -> None:
    database, plain = folder / "shape.db", folder / "plain.db"
    ours, theirs = [], []
    for _ in range(runs):
        for leftover in (*folder.glob("plain.db*"), *([] if again else folder.glob("shape.db*"))):
            leftover.unlink()
        theirs.append(run("sqlite3", str(plain), stdin=f".mode csv\n.import '{file}' survey\n"))
        command = (*MAIN, "--db", str(database), "--json", "import", str(file))
        if again and not ours:
            run(*command)
        ours.append(run(*command))
    mine, bare = (statistics.median(one.seconds for one in costs) for costs in (ours, theirs))
    table.add(what, f"{mine:.1f} s", f"`sqlite3 .import` {bare:.1f} s", f"{mine / bare:.2f}")
    cpu, cpu_bare = (statistics.median(one.cpu_s for one in costs) for costs in (ours, theirs))
    table.add(
        f"{what}, seconds of the processor",
        f"{cpu:.1f} s",
        f"`sqlite3 .import` {cpu_bare:.1f} s",
        f"{cpu / cpu_bare:.2f}",
    )


def measure_small_import(table: Table, folder: Path, runs: int) -> None:
    survey = folder / "small.csv"
    write_survey_file(survey, rows=10_000)

    def once() -> float:
        for leftover in folder.glob("small.db*"):
            leftover.unlink()
        return run(*MAIN, "--db", str(folder / "small.db"), "import", str(survey)).seconds

    table.add("import 10,000 surveys, the whole command", f"{median(once, runs):.2f} s")


def measure_waiting(table: Table, survey: Path) -> None:
    """Time how often the big import reports, and how soon it heeds a wish to stop."""
    found = printed("tests.benchmarks.stopping", str(survey))
    table.add(
        "reports of the big import, longest time between two",
        f"{found['longest_gap_ms']:.0f} ms",
        f"reports a second {found['reports_a_second']:.0f}",
    )
    phase, longest = max(found["stops_ms"].items(), key=lambda one: one[1])
    table.add(
        "from a wish to stop it to its end, longest of all phases",
        f"{longest:.0f} ms",
        f"in “{phase}”, median {statistics.median(found['stops_ms'].values()):.0f} ms",
    )


def measure_openings(table: Table, survey: Path, folder: Path, runs: int) -> None:
    """Time the first look at files in the window, and the import of a workbook."""
    from tests.models.files.surveys import write_workbook

    with (folder / "small.csv").open(encoding="ascii", newline="") as stream:
        head, *rows = csv.reader(stream)
    answers = [[*row[:6], *(int(c) if c else None for c in row[6:])] for row in rows]
    workbook = write_workbook(folder / "small.xlsx", {"Data": [head, *answers]})

    def once() -> float:
        for leftover in folder.glob("book.db*"):
            leftover.unlink()
        return run(*MAIN, "--db", str(folder / "book.db"), "import", str(workbook)).seconds

    table.add(
        "import a workbook of 10,000 surveys, the whole command", f"{median(once, runs):.2f} s"
    )
    for what, file in (("a workbook of 10,000 surveys", workbook), ("the big text file", survey)):
        found = [
            printed("tests.benchmarks.opening", str(folder / "opening.db"), str(file))
            for _ in range(runs)
        ]
        seconds = statistics.median(one["rows_s"] for one in found)
        counted = statistics.median(one["counted_s"] for one in found)
        table.add(
            f"open {what}: rows on screen", f"{seconds:.2f} s", f"all counted {counted:.1f} s"
        )
        pause = max(one["pause_ms"] for one in found)
        table.add("longest pause of the window meanwhile", f"{pause:.0f} ms")


def measure_questions(table: Table, database: Path, small: Path) -> None:
    """Time the questions of the results page on the big database and a hundred times smaller."""
    from tests.benchmarks.questions import time_questions

    big_ms, small_ms = time_questions(database), time_questions(small)
    for name, milliseconds in big_ms.items():
        beside = small_ms[name]
        table.add(
            name,
            f"{milliseconds:.0f} ms",
            f"on 10,000 surveys {beside:.0f} ms",
            f"{milliseconds / beside:.2f}",
        )


def measure_start(table: Table, folder: Path, runs: int) -> None:
    """Time from start to the first paint, beside a bare window with one chart."""
    bare, ours = [], []
    for _ in range(runs + 1):  # the first of each warms the file cache and is left out
        bare.append(run(sys.executable, "-m", "tests.benchmarks.first_paint", "bare").seconds)
        database = str(folder / "small.db")
        ours.append(
            run(sys.executable, "-m", "tests.benchmarks.first_paint", "window", database).seconds
        )
    mine, theirs = statistics.median(ours[1:]), statistics.median(bare[1:])
    table.add(
        "start to first paint",
        f"{mine:.2f} s",
        f"bare PySide6 + pyqtgraph window {theirs:.2f} s",
        f"{mine / theirs:.2f}",
    )


def measure_huddle(table: Table, folder: Path) -> None:
    """Time keys of a whole huddle with the sample hospital, the first of a start left out."""
    database = folder / "sample.db"
    run(*MAIN, "--db", str(database), "sample")
    found = printed("tests.benchmarks.huddle_keys", str(database))[1]
    key, work = found["key_to_picture_ms"], found["work_of_the_windows_thread_ms"]
    table.add(
        f"a key of the huddle to its picture, {found['screen']}",
        f"{key['median']} ms, 95 % in {key['95 %']} ms",
        f"work of the window's thread {work['median']} ms",
        f"{key['median'] / work['median']:.2f}",
    )


def _rows_of(survey: Path) -> int:
    with survey.open("rb") as stream:
        return sum(1 for _ in stream) - 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    if shutil.which("sqlite3") is None:
        sys.exit("error: sqlite3 is not installed.\nhint: sudo apt-get install sqlite3")
    table = Table()
    with tempfile.TemporaryDirectory(prefix="throughline-bench-") as scratch:
        folder = Path(scratch)
        survey = folder / "million.csv"
        write_survey_file(survey, options.rows)
        database = measure_import(table, survey, folder, options.runs)
        measure_shapes(table, survey, folder, options.runs)
        measure_waiting(table, survey)
        measure_small_import(table, folder, options.runs)
        measure_openings(table, survey, folder, options.runs)
        measure_questions(table, database, folder / "small.db")
        measure_start(table, folder, max(options.runs, 5))
        measure_huddle(table, folder)
    print(table)


if __name__ == "__main__":
    main()
