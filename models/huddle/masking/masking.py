"""Masks names and whatever else could tell who a comment is about, before a room sees it.

By rules and lists, English only. Rules miss things: a person looks at each comment before it is
shown. What stays on purpose: pain scores, times, durations, weekdays, years, ages below 90.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from models.huddle.masking.ages import ages
from models.huddle.masking.dates import dates, holidays
from models.huddle.masking.names import NameRules
from models.huddle.masking.numbers import phones, records
from models.huddle.masking.places import addresses, rooms
from models.huddle.masking.spans import Kind, Span, merged
from models.huddle.wording import plain_quotes

__all__ = ["SHOWN", "Kind", "Masked", "Masker", "Span"]

SHOWN = {
    Kind.NAME: "[name]",
    Kind.PHONE: "[phone]",
    Kind.EMAIL: "[email]",
    Kind.DATE: "[date]",
    Kind.RECORD: "[number]",
    Kind.ROOM: "[room]",
    Kind.ADDRESS: "[address]",
    Kind.AGE: "[age]",
    Kind.LINK: "[link]",
}
"""What stands in place of something masked."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text and what is masked in it.

    `spans` are places in the original text, in order, without overlap. `shown` is safe to draw:
    it holds nothing of the masked parts.
    """

    shown: str
    spans: tuple[Span, ...]


class Masker:
    """Masks texts of one unit.

    `names` is the unit's own list: staff, and whoever else is written about. `keep` are words
    that are never taken for a person's name: the names of the unit and the hospital.
    `guess_names` also masks any capitalized word inside a sentence that is in no word list;
    meant for patients' comments, not for what the team writes itself.
    """

    def __init__(
        self,
        names: Iterable[str] = (),
        *,
        keep: Iterable[str] = (),
        guess_names: bool = True,
    ) -> None:
        self._names = NameRules(names, keep=keep, guess=guess_names)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return what has to be masked in a text, in order, without overlap."""
        plain = plain_quotes(text)
        found = [*_links(plain), *dates(plain), *rooms(plain), *addresses(plain)]
        found += [*ages(plain), *phones(plain), *records(plain)]
        taken = merged([*found, *holidays(plain)])
        found += self._names.find(plain, taken)
        return merged(found)

    def mask(self, text: str, *, show_names: bool = False) -> Masked:
        """Return a text with what has to be masked replaced by a word in brackets.

        With `show_names` names stay readable: for praise that somebody released. Everything
        else is masked all the same.
        """
        spans = self.spans(text)
        hidden = [s for s in spans if not (show_names and s.kind is Kind.NAME)]
        parts, end = [], 0
        for span in hidden:
            parts += [text[end : span.start], SHOWN[span.kind]]
            end = span.end
        return Masked("".join([*parts, text[end:]]), spans)

    def shown(self, text: str) -> str:
        """Return a text that is safe to draw."""
        return self.mask(text).shown


_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]+(?:\s?@\s?[\w-]+(?:\.[\w-]+)+| (?:at|AT) [\w-]+ dot \w+)"
)
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w@])@\w[\w.]{2,}"
    r"|(?<![\w.-])(?:[\w-]+\.)+(?:com|org|net|edu|gov|co\.uk|info|biz|health)(?:/\S*)?\b"
    r"|(?<![\w.-])(?:[\w-]+\.)+[a-z]{2,}/[\w-]\S*",
    re.IGNORECASE,
)


def _links(text: str) -> list[Span]:
    found = [Span(*match.span(), Kind.EMAIL) for match in _EMAIL.finditer(text)]
    found += [Span(*match.span(), Kind.LINK) for match in _LINK.finditer(text)]
    found += [Span(*match.span(), Kind.LINK) for match in _IP.finditer(text)]
    return found


_IP = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
