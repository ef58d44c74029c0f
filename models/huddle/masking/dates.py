"""Dates in comments. Scores, times, durations, fractions and bare years are none."""

from __future__ import annotations

import re
from functools import cache

from models.huddle.masking.spans import Kind, Span
from models.huddle.wording import any_of, word_list

_SEPARATED = re.compile(r"(?<![\w/.-])(\d{1,4})([/.-])(\d{1,2})\2(\d{2,4})(?![\w/]|[.-]\d)")
_SHORT = re.compile(r"(?<![\w/.$-])(\d{1,2})([/-])(\d{1,2})(?![\w/%-]|\.\d)")
_CUE = re.compile(
    r"\b(?:on|since|from|until|till|by|dated?|between|to|through|thru|of|in|before|after|around|"
    r"admitted|admission|discharged?|surgery|born|dob|birth|operated|seen|visit|stay(?:ed)?|was|"
    r"delivered|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
    r"\s*(?:date|on|of|was|is|:|-|,)?\s*$",
    re.IGNORECASE,
)
_SCORE = re.compile(
    r"\b(?:pain|rate[ds]?|rating|score[ds]?|level|scale|gave|give|stars?|overall|care|a|an|solid|"
    r"easily|nurses?|food|staff|hospital|service|about|around|was|it)\b[^.!?]{0,25}$",
    re.IGNORECASE,
)
_LOOK_BACK = 60
_OUT_OF = frozenset({4, 5, 10})
_FRACTIONS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 8), (24, 7), (7, 24)})
_ORDINAL = re.compile(
    r"\b(?:on|by|until|till|since|from|of)\s+(?:the\s+)?(\d{1,2}(?:st|nd|rd|th))\b"
    r"(?!\s+(?:floor|day|time|hour|night|grade|degree|street|avenue|st\b|ave\b|room|bed|try|"
    r"attempt|visit|surgery|stay|child|baby))",
    re.IGNORECASE,
)


def dates(text: str) -> list[Span]:
    """Return the dates in a text (with straight apostrophes)."""
    found = [Span(*m.span(), Kind.DATE) for m in _SEPARATED.finditer(text) if _is_date(m)]
    found += _short_dates(text)
    found += [Span(*m.span(), Kind.DATE) for m in _worded().finditer(text)]
    found += [Span(*m.span(m.lastindex or 0), Kind.DATE) for m in _month_alone().finditer(text)]
    found += [Span(*m.span(), Kind.DATE) for m in _sure_month().finditer(text)]
    found += [Span(*m.span(1), Kind.DATE) for m in _ORDINAL.finditer(text)]
    feasts = holidays(text)
    found = [s for s in found if not any(f.start <= s.start and s.end <= f.end for f in feasts)]
    return found + [Span(*m.span(), Kind.DATE) for m in _holiday().finditer(text)]


def _is_date(match: re.Match[str]) -> bool:
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    if first > 31:
        return 1900 <= first <= 2100 and second <= 12 and third <= 31
    return first >= 1 and 1 <= second <= 31 and min(first, second) <= 12


def _short_dates(text: str) -> list[Span]:
    """Days of the year in figures; beside one that is sure, others joined to it are dates too."""
    matches = list(_SHORT.finditer(text))
    sure = [_short_date(text, match) for match in matches]
    for place, match in enumerate(matches):
        for other in (place - 1, place + 1):
            if 0 <= other < len(matches) and sure[other] and _may_be_day(match):
                first, second = sorted((match, matches[other]), key=lambda m: m.start())
                joined = _JOINED.fullmatch(text[first.end() : second.start()])
                sure[place] = sure[place] or joined is not None
        whole = _BEFORE_WHOLE.match(text, match.end())
        sure[place] = sure[place] or (whole is not None and _may_be_day(match))
    return [Span(*m.span(), Kind.DATE) for m, is_sure in zip(matches, sure, strict=True) if is_sure]


_JOINED = re.compile(r"\s*(?:,|and|&|to|or|then|until|through|-)\s*(?:again|also)?\s*(?:on)?\s*")
_BEFORE_WHOLE = re.compile(
    r"\s*(?:,|and|&|to|or|then|until|through|-)\s*\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b"
)
"""What joins a short date to a whole one: "10/02 to 10/06/2026"."""
_AT_START = re.compile(r"(?:^|[.!?\n]\s*)$")
_THEN_SOMEONE = re.compile(r"\s*[,:]?\s*(?:i|we|he|she|they|my)(?:'\w+)?\b", re.IGNORECASE)


def _may_be_day(match: re.Match[str]) -> bool:
    first, second = int(match[1]), int(match[3])
    return 1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12


def _short_date(text: str, match: re.Match[str]) -> bool:
    """Tell whether "8/10" is a day of the year and not a score, a fraction or a range."""
    first, second = int(match[1]), int(match[3])
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    if not _may_be_day(match):
        return False
    if _AT_START.search(before) and _THEN_SOMEONE.match(text[match.end() :]):
        return second not in _OUT_OF
    cue = _CUE.search(before)
    clear = cue is not None and not re.search(r"\b(?:was|of|in|to|by|around)\s*$", cue[0], re.I)
    if match[2] == "-":
        hours = re.search(r"\b(?:from|between|through|until|till)\s*$", before, re.I)
        weekday = re.search(r"day\s*,?\s*$", before, re.I)
        steps = second - first == 1
        return clear and not (hours or weekday or steps or _range(text[match.end() :]))
    if (first, second) in _FRACTIONS or (second in _OUT_OF and first <= second):
        return clear and not re.search(r"\b(?:pain|score|rat|scale|level)", before[-30:], re.I)
    if second in _OUT_OF and _SCORE.search(before) and not clear:
        return False
    return clear or cue is not None or second > 12 or first > 12


def _range(after: str) -> bool:
    return (
        re.match(r"\s*(?:days?|hours?|hrs?|minutes?|mins?|weeks?|times|people|am|pm)\b", after)
        is not None
    )


@cache
def _worded() -> re.Pattern[str]:
    """A month beside a day: March 14th, 2026 · 14 March · the 3rd of May · May 4."""
    month = _month_names(word_list("masking")["months"])
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    year = r"(?:,?\s*(?:of\s+)?(?:19|20)\d{2})?"
    return re.compile(
        rf"(?<!\w)(?:(?:the\s+)?{day}(?:\s+of)?\s+{month}(?!\w){year}"
        rf"|{month}\s+(?:the\s+)?{day}(?!\w|[:/]\d|\s*(?:am|pm|%|percent|minutes|hours|times|people)\b)"
        rf"(?:\s*(?:-|–|to|and|through)\s*{day}(?!\w))?{year})",
        re.IGNORECASE,
    )


@cache
def _month_alone() -> re.Pattern[str]:
    """A month that is also a word or a name, with a capital, after "in", "since", "last"."""
    lists = word_list("masking")
    cues = "|".join(
        cue for cue in lists["month_cues"] if cue not in ("and", "to", "by", "from", "of", "on")
    )
    month = "|".join(name.capitalize() for name in lists["doubtful_months"])
    return re.compile(
        rf"(?<!\w)(?i:{cues})(?i:\s+(?:the\s+)?(?:end|beginning|middle)\s+of)?"
        rf"(?i:\s+(?:early|late|mid))?[\s-]+((?:{month})\.?(?:,?\s+(?:of\s+)?(?:19|20)\d{{2}})?)(?!\w)"
        rf"|(?<!\w)(?:(?:{month})\.?,?\s+(?:of\s+)?(?:19|20)\d{{2}})(?!\w)"
    )


@cache
def _sure_month() -> re.Pattern[str]:
    """A month that is nothing else, in any capitals: "since september"."""
    lists = word_list("masking")
    sure = [m for m in lists["months"] if m not in lists["doubtful_months"] and len(m) > 3]
    month = "|".join(sorted(sure, key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?:{month})\.?(?:,?\s+(?:of\s+)?(?:19|20)\d{{2}})?(?!\w)", re.IGNORECASE
    )


def _month_names(months: list[str]) -> str:
    return "(?:" + "|".join(sorted(months, key=len, reverse=True)) + r")\.?"


def holidays(text: str) -> list[Span]:
    """Return the holidays without a year in a text: no dates, as many were there then, and no names
    either ("Christmas Eve")."""
    return [Span(*match.span(), Kind.DATE) for match in _any_holiday().finditer(text)]


@cache
def _any_holiday() -> re.Pattern[str]:
    return any_of(word_list("masking")["holidays"])


@cache
def _holiday() -> re.Pattern[str]:
    """A holiday of a named year. Without a year it tells nobody's day: many were here then."""
    return re.compile(
        rf"{_any_holiday().pattern},?\s+(?:of\s+|in\s+)?(?:19|20)\d\d\b", re.IGNORECASE
    )
