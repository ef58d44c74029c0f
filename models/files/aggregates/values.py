"""From the printed number of answers and share to whole counts, or why there are none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

PERCENT, FRACTION, COUNT = "percent", "fraction", "count"

MOST_MISFITS = 0.1
"""Plain numbers of which more than this share can be no percent of their n are counts."""

_WHOLE = re.compile(r"(\d{1,9}|\d{1,3}(?:,\d{3})+)(?:\.0+)?")
_PARTED = re.compile(r"\d{1,3}(?:([. \u00a0\u202f’'])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"(\d{1,9}|(?=[.,]\d))(?:[.,](\d{1,17}))?\s*(%?)")
_TINY = 1e-9


class Share(NamedTuple):
    """A printed share: its number, how many digits follow its point, and whether "%" does."""

    number: float
    digits: int
    percent: bool


class Counted(NamedTuple):
    """`top` of `n` answers; `off` is how far top / n is from the printed share, 0-1, where its
    rounding does not explain that (else 0)."""

    top: int
    n: int
    off: float


def whole_count(text: str, *, decimal_comma: bool = False) -> int | None:
    """Return a number of answers, None for anything else.

    With `decimal_comma` (the share beside it is written so) a point or a space before three
    digits parts thousands; without it "1.204" may be a weighted number and is none.

    >>> whole_count("1,204"), whole_count("45.0"), whole_count("45.5"), whole_count("-3")
    (1204, 45, None, None)
    >>> whole_count("1.204"), whole_count("1.204", decimal_comma=True)
    (None, 1204)
    """
    text = text.strip()
    if decimal_comma and _PARTED.fullmatch(text):
        return int("".join(filter(str.isdecimal, text)))
    match = _WHOLE.fullmatch(text)
    return int(match[1].replace(",", "")) if match else None


def printed_share(text: str) -> Share | None:
    """Return a share as printed, None for anything else.

    >>> printed_share("71.1%"), printed_share("0,7"), printed_share("inf")
    (Share(number=71.1, digits=1, percent=True), Share(number=0.7, digits=1, percent=False), None)
    """
    match = _DECIMAL.fullmatch(text.strip())
    if match is None:
        return None
    digits = match[2] or ""
    return Share(float(f"{match[1] or 0}.{digits or 0}"), len(digits), bool(match[3]))


def kind_of_shares(said: str, pairs: Iterable[tuple[Share, int]]) -> str | None:
    """Return what the shares of a file are: PERCENT, FRACTION or COUNT; None when it is unclear.

    `said` is what their headers say: "percent", "count" or "share" (either).
    """
    known = list(pairs)
    if said == COUNT or not known:
        return COUNT if said == COUNT else PERCENT
    if any(share.percent for share, _ in known):
        return PERCENT
    whole = all(share.number.is_integer() for share, _ in known)
    if all(share.number <= 1 for share, _ in known):
        return None if whole else FRACTION
    if not whole or said == PERCENT or any(share.number > n for share, n in known):
        return PERCENT
    misfits = sum(counted(share, n, PERCENT).off > 0 for share, n in known)
    return COUNT if misfits > MOST_MISFITS * len(known) else None


def counted(share: Share, n: int, kind: str) -> Counted:
    """Return the nearest whole count of best answers, and how far it is from the printed share."""
    if kind == COUNT:
        return Counted(round(share.number), n, max(0.0, share.number - n))
    scale = 1.0 if kind == FRACTION and not share.percent else 100.0
    value = share.number / scale
    top = round(n * value)
    rounding = 0.5 * 10.0**-share.digits / scale
    off = abs(top / n - value) if n else 0.0
    return Counted(top, n, off if off > rounding + _TINY else 0.0)
