"""Masks names and whatever else could tell who a comment is about, before a room sees it.

By rules and lists, English only. Rules miss things: a person looks at each comment before it is
shown. What stays on purpose: pain scores, times, durations, weekdays, years, ages below 90.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from models.huddle.masking_dates import dates
from models.huddle.masking_names import NameRules
from models.huddle.masking_places import addresses, rooms
from models.huddle.masking_spans import Kind, Span, merged
from models.huddle.word_lists import plain_quotes

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
        found += [*_ages(plain), *_phones(plain), *_records(plain)]
        taken = merged(found)
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


_EMAIL = re.compile(r"[\w.+%-]+\s?@\s?[\w-]+(?:\.[\w-]+)+|[\w.+%-]+ (?:at|AT) [\w-]+ dot \w+")
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w@])@\w[\w.]{2,}"
    r"|\b[\w-]+\.(?:com|org|net|edu|gov|co\.uk|health)(?:/\S*)?\b",
    re.IGNORECASE,
)


def _links(text: str) -> list[Span]:
    found = [Span(*match.span(), Kind.EMAIL) for match in _EMAIL.finditer(text)]
    found += [Span(*match.span(), Kind.LINK) for match in _LINK.finditer(text)]
    found += [Span(*match.span(), Kind.LINK) for match in _IP.finditer(text)]
    return found


_IP = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")

_PHONE = re.compile(
    r"""(?<![\w$.,/-])(?:
        (?:\+?1[\s.-]{0,2})?\(?\d{3}\)?[\s.-]{0,2}\d{3}[\s.-]\d{4}
      | (?:\+?1[\s.-]?)?\d{10}
      | \+\d{1,3}(?:[\s.-]?\(?\d{1,4}\)?){2,5}
      | 0\d{2,4}[\s-]\d{3,4}[\s-]?\d{3,4}
      | \d{3}[.-]\d{4}
    )(?:\s*(?:x|ext\.?|extension)\s*\d{1,6})?(?!\w|[.,/-]\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_SPOKEN_PHONE = re.compile(
    r"\b(?:phone|cell|mobile|tel|telephone|pager|call me(?: back)? (?:at|on)|reached (?:at|on)"
    r"|ext\.?|extension|x)(?:\s+(?:number|no\.?|is|at|#))*[\s:#]*(\d[\d\s.-]{2,}\d)",
    re.IGNORECASE,
)


def _phones(text: str) -> list[Span]:
    found = [Span(*match.span(), Kind.PHONE) for match in _PHONE.finditer(text)]
    found += [Span(*match.span(1), Kind.PHONE) for match in _SPOKEN_PHONE.finditer(text)]
    return found


_RECORD_WORDS = (
    r"(?:mrn|m\.r\.n\.?|medical\s+record|hospital|patient|account|acct|record|chart|case|claim|visit|"
    r"encounter|policy|member|insurance|medicare|medicaid|nhs|confirmation|reference|ref|ticket|"
    r"file|badge|license|licence|passport|driver'?s\s+license|social(?:\s+security)?|ssn|id|"
    r"wristband|bracelet|invoice|bill|device|serial|plate)"
)
_RECORD = re.compile(
    rf"\b{_RECORD_WORDS}(?:\s+(?:number|num|no|nr|id|code))?\.?\s*(?:is|was|:|\#|=|-)*\s*"
    r"((?=[\w-]*\d)(?:[A-Z]{1,4}[\s-]?)?\d[\d-]{2,}[A-Z]?|[A-Z]{1,3}\d[\w-]{2,})",
    re.IGNORECASE,
)
_SSN = re.compile(r"(?<![\d-])\d{3}[- ]\d{2}[- ]\d{4}(?![\d-])")
_LONG_NUMBER = re.compile(r"(?<![\w$£€.,-])#?\d(?:[\s-]?\d){5,}(?![\w,]|\.\d)")
_CODE = re.compile(r"(?<!\w)(?=[A-Z0-9-]*\d{4})(?=[A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{4,}(?!\w)")


def _records(text: str) -> list[Span]:
    found = [Span(*match.span(1), Kind.RECORD) for match in _RECORD.finditer(text)]
    for pattern in (_SSN, _LONG_NUMBER, _CODE):
        found += [Span(*match.span(), Kind.RECORD) for match in pattern.finditer(text)]
    return found


_NUMBER_90 = (
    r"(?:9\d|1[01]\d"
    r"|ninety(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|(?:a|one)\s+hundred(?:\s+and\s+\w+)?)"
)
_RELATED = (
    r"mother|father|mom|mum|dad|husband|wife|grandmother|grandfather|grandma|grandpa|aunt|uncle"
)
_AGES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b({_NUMBER_90})(?:[\s-]*(?:years?|yrs?|y)[\s-]*(?:old|of\s+age|young)\b|\s?y/?o\b)",
        rf"\b(?:aged?|age\s+of|at\s+age|turn(?:ed|ing|s)?)\s*:?\s*(?:is\s+|was\s+)?({_NUMBER_90})\b",
        rf"\b(?:i|she|he|{_RELATED})(?:'m|'s|\s+am|\s+is|\s+was)\s+(?:already\s+|now\s+|almost\s+|nearly\s+)?"
        rf"({_NUMBER_90})\b(?!\s*(?:%|percent|degrees|pounds|lbs|minutes|days|hours|/|st\b|nd\b|th\b))",
        r"\b((?:9\d|1[01]\d)(?:st|nd|rd|th)|ninet(?:ieth|y[\s-]\w+th)|hundredth)\s+birthday\b",
        r"\bin\s+(?:my|her|his|their)\s+(?:early\s+|mid[\s-]*|late\s+)?(nineties|90'?s)\b",
        r"\b(nonagenarian|centenarian)s?\b",
        rf"\bat\s+({_NUMBER_90})(?=\s*(?:,|\.|!|$|i\b|she\b|he\b|my\b|it\b|and\b))",
    )
]


def _ages(text: str) -> list[Span]:
    return [Span(*m.span(1), Kind.AGE) for pattern in _AGES for m in pattern.finditer(text)]
