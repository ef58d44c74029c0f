"""Break into every scenario at chosen operations, and tell what it left: run with the shim loaded.

`python -m tests.faults.breaking` reads one request a line and answers each with one line, so that
one start of the interpreter serves thousands of trials.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from models.errors import UserError
from tests.faults import broken_builds
from tests.faults.power_cut import Disk, Operation, read_record
from tests.faults.scenarios import SCENARIOS, Scenario, refuse_bad_backups, state_of

COUNT, KILL = 0, 1
HANGS_AFTER_S = 60.0
DONE = "done"


@dataclass(frozen=True)
class _Ready:
    """A scenario with its folder before, both states, and the number of its operations."""

    template: Path
    before: object
    after: object
    operations: int
    record: list[Operation]


class Breaker:
    """Runs trials below a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._work = folder / "work"
        self._ready: dict[str, _Ready] = {}
        self._shim = ctypes.CDLL(None)
        self._shim.fault_count.restype = ctypes.c_long

    def operations(self, scenario: Scenario) -> int:
        return self._prepared(scenario).operations

    def strike(self, scenario: Scenario, n: int, kind: int) -> str:
        """Kill or fail the n-th operation; return what went wrong, "" when nothing did."""
        ready = self._prepared(scenario)
        self._reset(ready.template)
        said = self._run(scenario, n, kind, None)
        return self._judged(scenario, ready, self._work, said)

    def cut(self, scenario: Scenario, seed: int) -> str:
        """Cut the power at a random moment; return what went wrong, "" when nothing did."""
        ready = self._prepared(scenario)
        chance = random.Random(seed)
        at = chance.randint(0, len(ready.record))
        disk = Disk(ready.template)
        said = ""
        for operation in ready.record[:at]:
            disk.replay(operation)
            said = DONE if operation.name == "mark" else said
        target = self._folder / "cut"
        disk.cut(target, ready.template, chance)
        return self._judged(scenario, ready, target, said)

    def _prepared(self, scenario: Scenario) -> _Ready:
        if scenario.name not in self._ready:
            template = self._folder / f"before-{len(self._ready)}"
            template.mkdir()
            scenario.prepare(template)
            self._reset(template)
            recording = self._folder / "record"
            said = self._run(scenario, 0, COUNT, recording)
            assert said.startswith(DONE), (scenario.name, said)
            record = [_moved(o, self._work, template) for o in read_record(recording)]
            after = state_of(self._work, scenario.keys)
            self._reset(template)
            before = state_of(self._work, scenario.keys)
            operations = int(said.split()[1])
            self._ready[scenario.name] = _Ready(template, before, after, operations, record)
        return self._ready[scenario.name]

    def _reset(self, template: Path) -> None:
        shutil.rmtree(self._work, ignore_errors=True)
        shutil.copytree(template, self._work)

    def _run(self, scenario: Scenario, n: int, kind: int, recording: Path | None) -> str:
        """Act in a child; return "done N", "problem CODE", "bug TYPE", "hang", "" when killed."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            self._act(scenario, n, kind, recording, writing)
        os.close(writing)
        deadline = time.monotonic() + HANGS_AFTER_S
        while os.waitpid(child, os.WNOHANG) == (0, 0):
            if time.monotonic() > deadline:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                os.close(reading)
                return "hang"
            time.sleep(0.002)
        said = os.read(reading, 4096).decode()
        os.close(reading)
        return said

    def _act(
        self, scenario: Scenario, n: int, kind: int, recording: Path | None, writing: int
    ) -> None:
        record = -1
        if recording is not None:
            record = os.open(recording, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        self._shim.fault_arm(str(self._work).encode(), ctypes.c_long(n), kind, record)
        try:
            scenario.act(self._work)
            self._shim.fault_mark(DONE.encode())
            said = f"{DONE} {self._shim.fault_count()}"
        except UserError as problem:
            said = f"problem {problem.code}"
        except BaseException as error:  # noqa: BLE001  (told to the parent, whatever it is)
            said = f"bug {type(error).__name__}: {error}"
        self._shim.fault_arm(b"", ctypes.c_long(0), COUNT, -1)
        os.write(writing, said.encode()[:4000])
        os._exit(0)

    def _judged(self, scenario: Scenario, ready: _Ready, folder: Path, said: str) -> str:
        if said.startswith(("bug", "hang")):
            return said
        try:
            refuse_bad_backups(folder, scenario.keys)
            state = state_of(folder, scenario.keys)
        except (UserError, AssertionError) as error:
            return f"unreadable: {error}"
        if said.startswith(DONE) and state != ready.after:
            return "lost: acknowledged, and not there"
        if state not in (ready.before, ready.after):
            return "lost: neither as before nor as after"
        return ""


def _moved(operation: Operation, source: Path, target: Path) -> Operation:
    def there(path: str) -> str:
        return path.replace(str(source), str(target), 1)

    return Operation(
        operation.name, there(operation.path), there(operation.other), operation.offset,
        operation.data,
    )  # fmt: skip


def main() -> None:
    if len(sys.argv) > 1:
        broken_builds.BREAKS[sys.argv[1]]()
    by_name = {scenario.name: scenario for scenario in SCENARIOS}
    with tempfile.TemporaryDirectory(prefix="throughline-faults-") as folder:
        breaker = Breaker(Path(folder))
        for line in sys.stdin:
            request = json.loads(line)
            scenario = by_name[request["scenario"]]
            if request["what"] == "count":
                answer: object = breaker.operations(scenario)
            elif request["what"] == "cut":
                answer = breaker.cut(scenario, request["seed"])
            else:
                answer = breaker.strike(scenario, request["n"], request["kind"])
            os.write(1, (json.dumps(answer) + "\n").encode())


if __name__ == "__main__":
    main()
