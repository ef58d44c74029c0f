"""Text for a terminal: aligned tables, numbers, and nothing that could steer the terminal."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence

from ui.text import formats
from ui.text.formats import number
from ui.text.language import _

MISSING = "–"
_GAP = "  "
_READABLE = 100


def printable(text: str) -> str:
    """Return `text` on one line, without control and text-direction characters.

    A cell of a file must not be able to move the cursor, color the screen or reorder words.
    """
    spaced = " ".join(text.split())
    if spaced.isascii() and spaced.isprintable():
        return spaced
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))


def width_of(text: str) -> int:
    """Return the columns `text` takes on a terminal: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def shortened(text: str, most: int) -> str:
    """Return `text` cut to at most `most` characters, the cut marked by an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def paragraph(text: str) -> str:
    """Return a sentence or more, wrapped between words to lines that can be read."""
    return textwrap.fill(printable(text), _READABLE, break_long_words=False)


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Return rows as aligned text; `right` are the places of right-aligned columns.

    Every row has as many cells as there are headers.
    """
    lines = [[printable(cell) for cell in row] for row in (headers, *rows)]
    widths = [max(width_of(line[n]) for line in lines) for n in range(len(headers))]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join(_aligned(line, widths, right) for line in lines)


def _aligned(cells: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    padded = []
    for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        space = " " * (width - width_of(cell))
        padded.append(space + cell if place in right else cell + space)
    return _GAP.join(padded).rstrip()


def count(value: int | None) -> str:
    """Return a whole number with thousands separated."""
    return MISSING if value is None else number(value)


def percent(share: float | None) -> str:
    """Return a share 0-1 as whole percent."""
    return formats.percent(share)


def span(low: float | None, high: float | None) -> str:
    """Return an interval of shares as whole percents, `62-79`."""
    if low is None or high is None:
        return MISSING
    return f"{formats.percent(low, sign=False)}-{formats.percent(high, sign=False)}"


def score(mean: float | None) -> str:
    """Return a mean score 0-100 with one decimal, as means move by little."""
    return MISSING if mean is None else number(mean, 1)


def score_span(low: float | None, high: float | None) -> str:
    """Return an interval of mean scores, `81.2-88.0`."""
    return MISSING if low is None or high is None else f"{number(low, 1)}-{number(high, 1)}"


def points(share: float | None) -> str:
    """Return a difference of shares in percentage points, with its sign."""
    return MISSING if share is None else _signed(share)


def points_span(low: float | None, high: float | None) -> str:
    """Return an interval of differences in percentage points, `-12 to +3`."""
    return (
        MISSING
        if low is None or high is None
        else _("{low} to {high}").format(low=_signed(low), high=_signed(high))
    )


def _signed(share: float) -> str:
    """Return whole percentage points; what rounds to nothing has no sign."""
    rounded = round(100 * share)
    return f"{rounded:+d}" if rounded else "0"
