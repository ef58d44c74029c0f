"""Print the table of what is said of units whose truth is known.

    python -m tests.benchmarks.simulations [--short] [--only KEY…] [--jobs N]

Ends with 1 when a row misses its target.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.benchmarks.simulations.scenario import Scenario, all_scenarios

HEAD = ("Question", "Scenario", "Before", "Today", "Target", "")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="the repetitions of the tests")
    parser.add_argument("--only", nargs="*", default=[], help="rows whose key begins so")
    parser.add_argument("--jobs", type=int, default=2, help="simulations at the same time")
    args = parser.parse_args()
    wanted = [s for s in all_scenarios() if not args.only or s.key.startswith(tuple(args.only))]
    keys = [s.key for s in wanted]
    with ProcessPoolExecutor(args.jobs) as pool:
        rows = list(pool.map(partial(_row, short=args.short), keys))
    print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}")
    for _met, cells in rows:
        print(f"| {' | '.join(cells)} |")
    return 0 if all(met for met, _cells in rows) else 1


def _row(key: str, *, short: bool) -> tuple[bool, tuple[str, ...]]:
    scenario = _named(key)
    repetitions = scenario.short if short else scenario.repetitions
    started = time.perf_counter()
    outcome = scenario.run(repetitions, scenario.seed)
    seconds = time.perf_counter() - started
    setting = f"{scenario.setting}; {repetitions} repetitions, seed {scenario.seed}"
    verdict = "met" if outcome.meets else "MISSED"
    print(f"  {key}: {outcome.found} ({verdict}, {seconds:.0f} s)", file=sys.stderr, flush=True)
    cells = (scenario.question, setting, scenario.old, outcome.found, scenario.target, verdict)
    return outcome.meets, cells


def _named(key: str) -> Scenario:
    return next(scenario for scenario in all_scenarios() if scenario.key == key)


if __name__ == "__main__":
    raise SystemExit(main())
