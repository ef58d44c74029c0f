"""Ages of 90 and more in comments: so few people are that old that an age tells who it was."""

from __future__ import annotations

import re
from functools import cache

from models.huddle.masking.spans import Kind, Span
from models.huddle.wording import word_list

_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_OLD = rf"(?:9\d|1[01]\d|ninety(?:[\s-]?{_ONES})?|(?:a|one)\s+hundred(?:\s+and\s+\w+)?)"
_NO_AGE = (
    r"(?!\s*(?:%|percent|degrees|pounds|lbs|minutes|mins|days|hours|dollars|miles|feet|people|over|"
    r"out\s+of|/|[.,:]\d|(?:st|nd|rd|th)\b))"
)
_THING = re.compile(
    r"\b(?:hospital|building|place|wing|unit|floor|ward|room|beds?|tv|television|furniture|carpet|"
    r"equipment|elevators?|mattress|house|church|food|it|this|that|which|they|all)"
    r"(?:'s|\s+(?:is|are|was|were|must\s+be|looks?|looked|feels?|felt|seems?))"
    r"(?:\s+(?:like|about|over|almost|nearly|at\s+least))*\s*$",
    re.IGNORECASE,
)

_LOOK_BACK = 60


def ages(text: str) -> list[Span]:
    """Return the ages of 90 and more in a text (with straight apostrophes); of people only."""
    return [
        Span(*match.span(1), Kind.AGE)
        for pattern in _patterns()
        for match in pattern.finditer(text)
        if _THING.search(text[max(0, match.start(1) - _LOOK_BACK) : match.start(1)]) is None
    ]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    relation = "|".join(sorted(word_list("masking")["relations"], key=len, reverse=True))
    someone = rf"(?:i|she|he|who|{relation})"
    soon = r"(?:(?:already|now|almost|nearly|just|only|about|over|going\s+on)\s+)?"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"\b({_OLD})(?:[\s-]*(?:years?|yrs?\.?|y)[\s-]*(?:old|of\s+age|young)\b|\s?y\.?/?o\b)",
            rf"\b(?:aged?|age\s+of|at\s+age|turn(?:ed|ing|s)?)\s*:?\s*(?:is\s+|was\s+)?({_OLD})\b",
            rf"\b{someone}(?:'?m|'?s|\s+am|\s+is|\s+was|\s+will\s+be|'?ll\s+be)\s+{soon}({_OLD})\b{_NO_AGE}",
            rf"\b(?:{relation})\s+(?-i:[A-Z][\w'-]+),?\s*\(?(?:is\s+|was\s+|who\s+is\s+|who's\s+)?{soon}({_OLD})\b{_NO_AGE}",
            rf"\b(?:{relation})\s*,?\s*\(?\s*{soon}({_OLD})\s*[,)]",
            rf"(?:^|[.!?,]\s+)({_OLD})\s+and\s+(?:still|never|not|a\s+half|counting|frail|sharp|living)\b",
            r"\b((?:9\d|1[01]\d)(?:st|nd|rd|th)|ninet(?:ieth|y[\s-]\w+th)|hundredth)\s+birthday\b",
            r"\bin\s+(?:my|her|his|their)\s+(?:early\s+|mid[\s-]*|late\s+)?(nineties|90'?s)\b",
            r"\b(nonagenarian|centenarian)s?\b",
            rf"\bat\s+({_OLD})(?=\s*(?:,|\.|!|$|i\b|she\b|he\b|my\b|it\b|and\b))",
        )
    )
