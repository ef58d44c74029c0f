"""A seeded few of the nightly trials: a kill, a failing disk or a cut loses nothing, anywhere."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.breaker import (
    EIO,
    ENOSPC,
    KILL,
    RunningBreaker,
    breaker,
    build_shim,
    shim_can_be_built,
)

pytestmark = pytest.mark.skipif(not shim_can_be_built(), reason="needs Linux and a C compiler")

NAMES = ("import", "back-up", "restore", "restore over a log", "passphrase set")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_shim(tmp_path_factory.mktemp("shim"))


@pytest.fixture(scope="module")
def asked(library: Path) -> Iterator[RunningBreaker]:
    with breaker(library) as running:
        yield running


@pytest.mark.parametrize("scenario", NAMES)
def test_that_nothing_is_lost_at_any_file_operation(asked: RunningBreaker, scenario: str) -> None:
    chance = random.Random(scenario)
    operations = asked.operations(scenario)
    for kind in (KILL, EIO, ENOSPC):
        n = chance.randint(1, operations)
        assert asked.strike(scenario, n, kind) == "", (n, kind)
    for _ in range(3):
        seed = chance.randrange(10**6)
        assert asked.cut(scenario, seed) == "", seed


def test_that_the_checker_sees_a_restore_that_is_not_atomic(library: Path) -> None:
    with breaker(library, "naive restore") as running:
        operations = running.operations("restore")
        found = [running.strike("restore", n, KILL) for n in range(1, operations + 1)]
    assert any(found)


def test_that_the_checker_sees_commits_that_do_not_wait(library: Path) -> None:
    with breaker(library, "without syncs") as running:
        assert any(running.cut("action", seed) for seed in range(25))
