"""Write the benchmark's survey file: invented respondents, the same for the same seed."""

from __future__ import annotations

from pathlib import Path

import numpy as np

UNITS, MONTHS, FIRST_MONTH = 40, 60, np.datetime64("2014-10")
CHUNK = 50_000
HEAD = "Survey ID,Facility,Unit,Discharge date,Received date,Mode"
SCREENERS = {10: (11,), 12: (13, 14), 15: (16, 17), 18: (19, 20)}
DESTINATION, RATING = 18, 21


def write_survey_file(path: Path, rows: int = 1_000_000, seed: int = 1) -> None:
    """Write `rows` respondents x 32 items of the 2013 questionnaire as codes: the one that was
    in use long enough for 60 months.

    40 units of one hospital, 60 months, about 12 answers in 1,000 blank.
    """
    random = np.random.default_rng(seed)
    with path.open("w", encoding="ascii", newline="") as stream:
        stream.write(f"{HEAD},{','.join(f'Q{number}' for number in range(1, 33))}\n")
        for start in range(0, rows, CHUNK):
            stream.write(_lines(random, start, min(CHUNK, rows - start)))


def _in_random_order(lines: list[str], random: np.random.Generator) -> list[str]:
    return [lines[place] for place in random.permutation(len(lines))]


def _without_ids(lines: list[str], _random: np.random.Generator) -> list[str]:
    return [line.partition(",")[2] for line in lines]


def _all_quoted(lines: list[str], _random: np.random.Generator) -> list[str]:
    return ['"' + line.replace(",", '","') + '"' for line in lines]


def _with_comments(lines: list[str], random: np.random.Generator) -> list[str]:
    kinds = ["", "Good care", '"Kind, but ""slow"""']
    chosen = random.choice(3, len(lines), p=[0.9, 0.08, 0.02]).tolist()
    return [f"{line},{kinds[kind]}" for line, kind in zip(lines, chosen, strict=True)]


SHAPES = {
    "ids in random order": (_in_random_order, ""),
    "no id column": (_without_ids, ""),
    "every cell in quotation marks": (_all_quoted, ""),
    "a comment, quoted in 2 % of rows": (_with_comments, ",Comments"),
}
"""How the same surveys are written otherwise, and what the header has more."""


def write_in_shape(path: Path, source: Path, shape: str, seed: int = 2) -> None:
    """Write a survey file again in one of `SHAPES`."""
    random = np.random.default_rng(seed)
    head, *lines = source.read_text(encoding="ascii").splitlines()
    write, more = SHAPES[shape]
    header = head if write in (_in_random_order, _with_comments) else write([head], random)[0]
    with path.open("w", encoding="ascii", newline="") as stream:
        stream.write(f"{header}{more}\n")
        stream.writelines(f"{line}\n" for line in write(lines, random))


def _lines(random: np.random.Generator, start: int, n: int) -> str:
    months = FIRST_MONTH + random.integers(0, MONTHS, n)
    left = months.astype("datetime64[D]") + random.integers(0, 28, n)
    came = left + random.integers(5, 49, n)
    units = random.integers(1, UNITS + 1, n)
    modes = np.array(["Mail", "Web", "Phone"])[random.choice(3, n, p=[0.4, 0.45, 0.15])]
    heads = [
        f"S{start + i + 1:08d},Riverside,Unit {u:02d},{a},{b},{m}"
        for i, (u, a, b, m) in enumerate(zip(units, left, came, modes, strict=True))
    ]
    columns = _answers(random, n)
    return "".join(
        f"{head},{','.join(cells)}\n" for head, *cells in zip(heads, *columns, strict=True)
    )


def _answers(random: np.random.Generator, n: int) -> list[np.ndarray]:
    mood = random.normal(size=n)
    columns: dict[int, np.ndarray] = {}
    for number in range(1, 33):
        level = 0.6 * mood + 0.8 * random.normal(size=n)
        columns[number] = _codes(number, level, random)
        columns[number][random.random(n) < 0.012] = ""
    for screener, dependents in SCREENERS.items():
        skipped = columns[screener] == ("3" if screener == DESTINATION else "2")
        for number in dependents:
            columns[number][skipped] = "8"
    return [columns[number] for number in range(1, 33)]


def _codes(number: int, level: np.ndarray, random: np.random.Generator) -> np.ndarray:
    if number == RATING:
        return np.clip(np.round(8.4 + 1.6 * level), 0, 10).astype(int).astype("U2")
    if number in (10, 12, 15, 19, 20, 26):
        return np.array(["2", "1"])[(level > (-1.0 if number in (19, 20) else -0.2)).astype(int)]
    if number == DESTINATION:
        return np.array(["1", "2", "3"])[random.choice(3, len(level), p=[0.82, 0.05, 0.13])]
    if number in (27, 28):
        return random.integers(1, 6, len(level)).astype("U2")
    if number == 29:
        return random.integers(1, 7, len(level)).astype("U2")
    if number >= 30:
        return np.where(random.random(len(level)) < 0.9, "1", "2").astype("U2")
    return np.array(["1", "2", "3", "4"])[np.digitize(level, [-1.9, -1.3, -0.5])]
