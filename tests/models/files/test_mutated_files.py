"""A few of the damaged files that are read by thousands at night."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.mutated_files import cases, good_files, outcome

FILES = 28


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return good_files(tmp_path_factory.mktemp("good"))


def test_that_the_good_files_are_read(sources: list[Path]) -> None:
    assert {outcome(path, path.suffix) for path in sources} == {"read"}


@pytest.mark.parametrize("number", range(FILES))
def test_that_a_damaged_file_is_read_whole_or_refused(
    sources: list[Path], tmp_path: Path, number: int
) -> None:
    *_, (title, ending, content) = cases(sources, number + 1, seed=11)
    path = tmp_path / f"damaged{ending}"
    path.write_bytes(content)
    said = outcome(path, ending)
    assert said == "read" or said.startswith("refused: "), f"{title}: {said}"
