"""Read thousands of damaged survey files, and say which ones hang, crash or lose rows.

    python -m tests.benchmarks.mutated_files [--files N] [--seed N] [--seconds N] [FILE ...]

Each file is a good one (invented here, or a FILE that is named) with bytes flipped, cut out, said
twice, moved, or grown to a long run. It has to be read or refused within its seconds; the process
that reads it is killed then. The exit code is 1 when one was not, or broke something.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

SECONDS = 20.0
"""No damaged file of some hundred kilobytes may take longer."""

RUN = 40_000
MOST_BYTES = 400_000

FILLERS = (b'"', b"'", b",", b";", b"\t", b" ", b"(", b"1, ", b"a, ", b"\r", b"\n", b"\0", b"/",
           b"-", b"1/2 ", "ä".encode(), b"\xff", b"=", b"[", b"12:30 ", b". ")  # fmt: skip


def good_files(folder: Path) -> list[Path]:
    """Write survey files of several kinds, all of them read without a question."""
    from tests.models.files.surveys import write_csv, write_workbook

    draw = random.Random(1)
    words = ["Never", "Sometimes", "Usually", "Always"]
    rows: list[list[str]] = [["Ward", "Discharge Date", "How clean was it?", "Q2", "Comments"]]
    for n in range(300):
        day = f"2026-03-{n % 28 + 1:02d}"
        said = f"The food, and the “noise”, were {n}" if n % 5 == 0 else ""
        rows.append([f"W{n % 4}", day, draw.choice(words), draw.choice(words), said])
    form = [["Timestamp", *rows[0][:1], *rows[0][2:]]]
    form += [[f"{row[1]} 10:12:33", row[0], *row[2:]] for row in rows[1:]]
    long = [["Survey ID", "Unit", "Question", "Answer"]]
    long += [
        [f"S{n}", row[0], name, row[at]]
        for n, row in enumerate(rows[1:120])
        for at, name in ((2, "Clean?"), (3, "Quiet?"))
    ]
    shares = [["Unit", "Measure", "Month", "n", "Top Box %"]]
    shares += [[f"W{n % 4}", f"M{n % 3}", f"2026-{n // 12 + 1:02d}", "50", "70"] for n in range(36)]
    found = [
        write_csv(folder / "rows.csv", rows),
        write_csv(folder / "semicolons.csv", rows, delimiter=";"),
        write_csv(folder / "form.csv", form),
        write_csv(folder / "long.csv", long),
        write_csv(folder / "shares.csv", shares),
        write_workbook(folder / "book.xlsx", {"Data": rows, "Notes": [["Made by the office"]]}),
        folder / "survey.sav",
    ]
    _write_spss(found[-1], rows)
    return found


def _write_spss(path: Path, rows: Sequence[Sequence[str]]) -> None:
    import pandas as pd
    import pyreadstat

    frame = pd.DataFrame([row[:4] for row in rows[1:]], columns=["ward", "day", "clean", "quiet"])
    pyreadstat.write_sav(frame, str(path))


def mutated(content: bytes, draw: random.Random) -> bytes:
    """Return a file's bytes with one to four kinds of damage."""
    changed = bytearray(content)
    for _ in range(draw.randint(1, 4)):
        draw.choice(_DAMAGES)(changed, draw)
    return bytes(changed[:MOST_BYTES])


def _flip(content: bytearray, draw: random.Random) -> None:
    for _ in range(draw.randint(1, 20)):
        if content:
            content[draw.randrange(len(content))] = draw.randrange(256)


def _cut(content: bytearray, draw: random.Random) -> None:
    start = draw.randint(0, len(content))
    del content[start : start + draw.randint(1, max(1, len(content) // 3))]


def _again(content: bytearray, draw: random.Random) -> None:
    start = draw.randint(0, len(content))
    part = bytes(content[start : start + draw.randint(1, 5_000)])
    at = draw.randint(0, len(content))
    content[at:at] = part * draw.randint(1, 8)


def _run(content: bytearray, draw: random.Random) -> None:
    filler = draw.choice(FILLERS)
    at = draw.randint(0, len(content))
    content[at:at] = filler * (draw.choice((3, 300, RUN)) // len(filler))


def _swap(content: bytearray, draw: random.Random) -> None:
    old, new = draw.sample(FILLERS, 2)
    content[:] = content.replace(old, new, draw.choice((1, 50, -1)))


_DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip,
    _cut,
    _again,
    _run,
    _swap,
)


def outcome(path: Path, kind: str) -> str:
    """Read a file to its end; return "read", "refused: …" or what broke."""
    from models.errors import UserError
    from models.files.content import ReadOptions, no_progress
    from models.files.preview import preview_file
    from models.files.recognize import open_survey_file
    from models.survey import built_in_instruments

    known = built_in_instruments()
    try:
        file = open_survey_file(path, ReadOptions(), known, no_progress)
        rows = sum(len(block) for block in file.blocks)
        preview_file(path, ReadOptions(), known, no_progress)
    except UserError as refused:
        return f"refused: {refused.code}"
    except Exception as error:  # noqa: BLE001 - anything else is what is looked for
        return f"broke: {type(error).__name__} {error}"
    blank = any("hold nothing" in note for note in file.notes)
    if kind == ".sav" and not blank and rows + file.rows_rejected < _declared(path):
        return f"broke: {rows} rows of {_declared(path)} declared"
    return "read"


def _declared(path: Path) -> int:
    from models.files.sheets.spss_child import declared_cases

    return declared_cases(str(path))


def _serve(pipe: Connection) -> None:
    while True:
        path, kind = pipe.recv()
        pipe.send(outcome(Path(path), kind))


@dataclass(slots=True)
class Reader:
    """A process that reads one file after another, and is killed when one takes too long."""

    seconds: float
    process: multiprocessing.process.BaseProcess | None = None
    pipe: Connection | None = None

    def read(self, path: Path, kind: str) -> str:
        if self.process is None or self.pipe is None:
            context = multiprocessing.get_context("spawn")
            self.pipe, theirs = context.Pipe()
            self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
            self.process.start()
        self.pipe.send((str(path), kind))
        try:
            if self.pipe.poll(self.seconds + 10 * (kind == "")):
                return str(self.pipe.recv())
            said = f"hung: over {self.seconds:g} seconds"
        except EOFError:
            said = "broke: the process ended"
        self.close()
        return said

    def close(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.join()
        self.process = self.pipe = None


def cases(files: Sequence[Path], count: int, seed: int) -> Iterator[tuple[str, str, bytes]]:
    """Give damaged files: what they were made of, their ending, and their bytes."""
    for number in range(count):
        draw = random.Random(f"{seed} {number}")
        source = files[number % len(files)]
        yield f"{source.name} {seed} {number}", source.suffix, mutated(source.read_bytes(), draw)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--files", type=int, default=3_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("sources", nargs="*", type=Path, metavar="FILE")
    args = parser.parse_args(arguments)
    outcomes = Counter[str]()
    failed = 0
    slowest = (0.0, "")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = args.sources or good_files(folder)
        reader = Reader(args.seconds)
        for title, ending, content in cases(sources, args.files, args.seed):
            path = folder / f"mutated{ending}"
            path.write_bytes(content)
            started = time.perf_counter()
            said = reader.read(path, ending)
            slowest = max(slowest, (time.perf_counter() - started, title))
            outcomes[said.split(" ")[0] if said.startswith("broke") else said] += 1
            if said.startswith(("hung", "broke")):
                failed += 1
                print(f"{title}: {said}")
        reader.close()
    for said, count in outcomes.most_common():
        print(f"{count:6}  {said}")
    print(f"slowest: {slowest[0]:.1f} s, {slowest[1]}")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
