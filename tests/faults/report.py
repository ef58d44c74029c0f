"""`make faults`: try every promise many times, print promise · trials · failures, and prove that
the checker sees: the same trials against builds broken on purpose must fail.

Power cuts are simulated by replaying recorded writes (`tests.faults.power_cut`).
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.command_line.program import write_survey
from tests.faults.breaker import EIO, ENOSPC, KILL, RunningBreaker, breaker, build_shim
from tests.faults.broken_builds import BREAKS
from tests.faults.damage import flips, mutated_files
from tests.faults.scenarios import SCENARIOS

SEED = 20261124
NAMES = tuple(scenario.name for scenario in SCENARIOS)
XML = Path(__file__).parents[1] / "data"


@dataclass
class Row:
    """One line of the table."""

    promise: str
    trials: int = 0
    failures: list[str] = field(default_factory=list)

    def add(self, what: str, failure: str) -> None:
        self.trials += 1
        if failure:
            self.failures.append(f"{what}: {failure}")


def strikes(library: Path, kinds: tuple[int, ...], count: int, row: Row, broken: str = "",
            names: tuple[str, ...] = NAMES) -> Row:  # fmt: skip
    """Strike each scenario at operations spread over all of it, `count` times together."""

    def of(name: str, running: RunningBreaker) -> None:
        operations = running.operations(name)
        share = -(-count // (len(names) * len(kinds)))  # rounded up: no fewer than asked for
        for kind in kinds:
            for n in _spread(operations, share, name):
                row.add(f"{name}, operation {n}", running.strike(name, n, kind))

    _by_two(library, broken, names, of)
    return row


def cuts(library: Path, count: int, row: Row, broken: str = "",
         names: tuple[str, ...] = NAMES) -> Row:  # fmt: skip
    """Cut the power in each scenario at random moments, `count` times together."""

    def of(name: str, running: RunningBreaker) -> None:
        for n in range(max(1, count // len(names) + 1)):
            row.add(f"{name}, cut {n}", running.cut(name, SEED + n))

    _by_two(library, broken, names, of)
    return row


def first_writers(count: int, row: Row, broken: str = "") -> Row:
    """Let two programs make the first write of the day at once."""
    for n in range(count):
        with tempfile.TemporaryDirectory(prefix="throughline-writers-") as folder:
            command = [sys.executable, "-m", "tests.faults.first_writer", folder, broken]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            row.add(f"round {n}", done.stdout.strip() or done.stderr.strip()[-200:])
    return row


def flipped(count: int, row: Row) -> Row:
    for n, (table, failure) in enumerate(flips(count, SEED)):
        row.add(f"flip {n} in {table}", failure)
    return row


def flipped_without_digests(count: int, row: Row) -> Row:
    """Do the same in a process of its own, with digests off."""
    command = [sys.executable, "-m", "tests.faults.flips_without_digests", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    for line in done.stdout.splitlines():
        row.add("flip", line if line != "noticed" else "")
    return row


def files(count: int, row: Row, folder: Path) -> Row:
    sources = _sources(folder)
    parts = multiprocessing.get_context("spawn").Pool(2)
    with parts:
        shares = [(count // 2, SEED, sources), (count - count // 2, SEED + 1, sources)]
        for failures in parts.starmap(_mutate, shares):
            for failure in failures:
                row.add("file", failure)
    return row


def _mutate(count: int, seed: int, sources: list[Path]) -> list[str]:
    return list(mutated_files(count, seed, sources))


def _sources(folder: Path) -> list[Path]:
    text = write_survey(folder / "survey.csv")
    wide = folder / "semicolons.txt"
    wide.write_text(text.read_text("utf-8").replace(",", ";"), encoding="utf-16")
    given = sorted(Path(os.environ.get("SURVEY_FILES", "none")).rglob("*.xml"))[:1]
    return [text, wide, *given]


def _spread(operations: int, share: int, name: str) -> list[int]:
    """Return operations from the first to the last, each once where there are enough trials."""
    if share >= operations:
        chance = random.Random(name)
        more = [chance.randint(1, operations) for _ in range(share - operations)]
        return [*range(1, operations + 1), *more]
    return sorted({1 + n * (operations - 1) // max(1, share - 1) for n in range(share)})


def _by_two(
    library: Path, broken: str, names: tuple[str, ...], of: Callable[[str, RunningBreaker], None]
) -> None:
    """Work on the scenarios with two breakers side by side."""
    waiting, guard = list(names), threading.Lock()

    def following() -> Iterator[str]:
        while True:
            with guard:
                if not waiting:
                    return
                name = waiting.pop(0)
            yield name

    def work() -> None:
        with breaker(library, broken) as running:
            for name in following():
                of(name, running)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(work) for _ in range(min(2, len(names)))]:
            done.result()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("kills", 1000), ("errors", 600), ("cuts", 1000), ("flips", 500),
                        ("files", 5000), ("writers", 40)):  # fmt: skip
        parser.add_argument(f"--{name}", type=int, default=usual)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="throughline-shim-") as name:
        folder = Path(name)
        library = build_shim(folder)
        rows = [
            strikes(library, (KILL,), args.kills, Row("Killed anywhere: nothing saved is lost")),
            strikes(library, (EIO, ENOSPC), args.errors,
                    Row("A disk that fails or is full: nothing saved is lost")),
            cuts(library, args.cuts, Row("Power cut (simulated): nothing saved is lost")),
            flipped(args.flips, Row("A flipped bit: noticed, not copied, not restored")),
            files(args.files, Row("A damaged survey file: no crash, nothing half stored"), folder),
            first_writers(args.writers, Row("Two first writers of a day: both succeed")),
        ]  # fmt: skip
        _print(rows)
        broken = _broken_builds(library)
        print("\nThe same trials against builds broken on purpose; each must fail:")
        _print(broken)
    good = not any(row.failures for row in rows) and all(row.failures for row in broken)
    return 0 if good else 1


def _broken_builds(library: Path) -> list[Row]:
    syncs, naive, _digests, unlocked = BREAKS
    writing = ("import", "action", "setting")
    return [
        cuts(library, 150, Row("synchronous=OFF, power cut"), syncs, writing),
        strikes(library, (KILL,), 60, Row("naive restore, killed"), naive, ("restore",)),
        flipped_without_digests(60, Row("digests off, a flipped bit")),
        first_writers(10, Row("unlocked back-up, two first writers"), unlocked),
    ]


def _print(rows: list[Row]) -> None:
    width = max(len(row.promise) for row in rows)
    print(f"{'promise':<{width}}  trials  failures")
    for row in rows:
        print(f"{row.promise:<{width}}  {row.trials:>6}  {len(row.failures):>8}", flush=True)
        for failure in row.failures[:3]:
            print(f"    {failure}")


if __name__ == "__main__":
    sys.exit(main())
