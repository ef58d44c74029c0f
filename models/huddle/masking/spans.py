"""Places in a text that are masked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is masked."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    DATE = "date"
    RECORD = "record"
    ROOM = "room"
    ADDRESS = "address"
    AGE = "age"
    LINK = "link"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text, from `start` to before `end`, and what stands there.

    ValueError for a place that is none: what would be drawn around it is not masked.
    """

    start: int
    end: int
    kind: Kind

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError("a span ends before it starts, or starts before the text")


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order without overlap: what overlaps becomes one, named after the longest.

    >>> merged([Span(3, 9, Kind.RECORD), Span(0, 5, Kind.PHONE)])
    (Span(start=0, end=9, kind=<Kind.RECORD: 'record'>),)
    """
    kept: list[Span] = []
    longest = 0
    for span in sorted(spans):
        if kept and span.start < kept[-1].end:
            before = kept[-1]
            length = span.end - span.start
            kind = span.kind if length > longest else before.kind
            longest = max(longest, length)
            kept[-1] = Span(before.start, max(before.end, span.end), kind)
        else:
            kept.append(span)
            longest = span.end - span.start
    return tuple(kept)
