"""Phone numbers and the numbers of records in comments."""

from __future__ import annotations

import re

from models.huddle.masking.spans import Kind, Span

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


_DIGIT = r"(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine)"
_WORDED_PHONE = re.compile(
    rf"\b(?:(?:double|triple)[\s,-]+)?{_DIGIT}(?:[\s,-]+(?:(?:double|triple)[\s-]+)?{_DIGIT}){{6,}}\b",
    re.IGNORECASE,
)


def phones(text: str) -> list[Span]:
    """Return the phone numbers in a text, in digits or in words."""
    found = [Span(*match.span(), Kind.PHONE) for match in _PHONE.finditer(text)]
    found += [Span(*match.span(), Kind.PHONE) for match in _WORDED_PHONE.finditer(text)]
    found += [Span(*match.span(1), Kind.PHONE) for match in _SPOKEN_PHONE.finditer(text)]
    return found


_RECORD_WORDS = (
    r"(?:mrn|m\.r\.n\.?|medical\s+record|hospital|patient|account|acct|record|chart|case|claim|visit|"
    r"encounter|policy|member|insurance|medicare|medicaid|nhs|confirmation|reference|ref|ticket|"
    r"file|badge|license|licence|passport|driver'?s\s+license|social(?:\s+security)?|ssn|id|"
    r"wristband|bracelet|invoice|bill|device|serial|plate)"
)
_VALUE = (
    r"(?:(?:(?-i:[A-Z]{1,4})[\s-]?|[A-Z]{1,4}-?)?"
    r"\d{3,}[\d-]*(?:[\s-]\d{2,})*[A-Z]?"  # HX 229184 · 882 140 06
    r"|(?:(?-i:[A-Z]{1,4})[\s-])?\d{2,}(?:[\s-]\d{2,})+"  # 88 21 405
    r"|(?-i:[A-Z])\d{1,3}\s\d{3,}"  # V88 20144
    r"|[A-Z]{1,3}\d[\w-]{2,}"  # A1194038
    r"|[A-Z]{0,4}(?:/?\d{2,}){1,2}/\d{2,}"  # RT/2024/118
    r"|(?=[A-Z0-9-]*\d[A-Z0-9-]*\d)[A-Z0-9]{3,}(?:-[A-Z0-9]{2,})*)"  # 1EG4-TE5-MK00
)
_RECORD = re.compile(
    rf"\b{_RECORD_WORDS}(?:\.?\s+(?:number|num|no|nr|id|code|card))*\.?\s*(?:is|was|:|\#|=|-)*\s*"
    rf"({_VALUE})(?!\w|%|\s*(?:days|weeks|months|years|yrs|hours|minutes|times|"
    r"people|miles|percent|bucks|dollars|am\b|pm\b))",
    re.IGNORECASE,
)
_SSN = re.compile(r"(?<![\d-])\d{3}[- ]\d{2}[- ]\d{4}(?![\d-])")
_LONG_NUMBER = re.compile(r"(?<![\w$£€.,-])#?\d(?:[\s-]?\d){5,}(?![\w,]|\.\d)")
_CODE = re.compile(r"(?<![\w-])(?=[A-Z0-9-]*\d{4})(?=[A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{4,}(?!\w)")


def records(text: str) -> list[Span]:
    """Return the numbers of records, accounts, policies and the like in a text."""
    found = [Span(*match.span(1), Kind.RECORD) for match in _RECORD.finditer(text)]
    for pattern in (_SSN, _LONG_NUMBER, _CODE):
        found += [Span(*match.span(), Kind.RECORD) for match in pattern.finditer(text)]
    return found
