"""The words by which the headers of aggregated figures tell what a column holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

MEASURE = (
    "measure name", "measure", "measure label", "question text", "question", "question label",
    "domain", "dimension", "composite", "indicator", "metric", "survey item", "item",
    "item text", "survey question", "survey measure", "hcahps measure", "topic", "category",
    "section", "measure id", "measure key", "question id", "measure code",
)  # fmt: skip
PERIOD = (
    "month", "period", "reporting period", "survey period", "time period", "reporting month",
    "survey month", "response month", "visit month", "service month", "survey quarter",
    "discharge month", "discharge quarter", "discharge period", "quarter", "reporting quarter",
    "date range", "discharge date", "report period", "period name", "year month", "yearmonth",
    "date",
)  # fmt: skip
YEAR = ("year", "calendar year", "reporting year", "discharge year", "survey year")
START = (
    "period start", "start date", "period from", "from", "from date", "begin date", "start",
    "first month", "start month", "measure start date", "discharge date from",
)  # fmt: skip
END = (
    "period end", "end date", "period to", "to", "to date", "thru", "through", "end",
    "last month", "end month", "measure end date", "discharge date to",
)  # fmt: skip

_N = (
    r"n", r"n size", r"n count", r"total n", r"valid n", r"unweighted n", r"sample size", r"sample",
    r"(?:(?:total|number|no|nr|count) (?:of )?)?(?:responses|respondents|surveys|completes)",
    r"(?:number|no|count) of answers",
    r"(?:total |number of )?completed surveys", r"surveys returned", r"returned surveys",
    r"returned", r"returns", r"response count", r"survey count", r"denominator", r"base",
    r"answered", r"total answered", r"total count", r"cases", r"patients", r"number of patients",
)  # fmt: skip
_BEST = r"(?:top(?: ?2| two)? ?box(?:es)?|tb|positive|favou?rable|always|yes|definitely yes|agree)"
_SHARE = (_BEST, "top")
_PERCENT = (
    r"%", r"percent", r"percentage", r"pct", r"share", r"proportion", r"top ?box share",
    rf"(?:%|percent|percentage|pct|share) (?:of )?{_BEST}",
    rf"{_BEST}(?: score| rate| result)? (?:%|percent|percentage|pct)",
    rf"{_BEST} (?:score|rate|result|share)",
    r"(?:score|result|rate|satisfaction) (?:%|percent|percentage|pct)",
    r"(?:%|percent|percentage|pct) (?:score|satisfied)",
)  # fmt: skip
_COUNT = (
    rf"(?:n|number|no|count|total) (?:of )?{_BEST}(?: answers| responses)?",
    rf"{_BEST} (?:n|count|number|responses|answers)", r"numerator",
)  # fmt: skip
_OTHER = re.compile(
    r"\b(percentile|rank|ranking|mean|average|avg|median|target|goal|benchmark|change|difference|"
    r"diff|delta|variance|trend|lower|upper|low|high|ci|lcl|ucl|std|sd|se|margin|prior|previous|"
    r"nation|national|state|peers?|bottom|middle|neutral|negative|unfavou?rable|never|sometimes|"
    r"usually|sent|mailed|eligible|p value|significance|stars?)\b"
)
_OPERATED = re.compile(
    r"\b(response|return|completion|participation|compliance|complian\w*|readmission|mortality|"
    r"infection|falls?|occupancy|no show|turnover|vacancy|absence|absenteeism|utili[sz]ation|"
    r"attendance|cancel\w*|vaccinat\w*|screening|hygiene|overtime|census)\b.*"
    r"(\brate|\bpercent\w*|\bpct|%)|\b(compliant|on time)\b"
)
"""Headers of what a hospital does, and not of what patients say."""

_NOW = re.compile(r"\b(current|this|reporting)( period| month| quarter| year)?\b|\bactual\b")
_SEPARATORS = " -–—_:|/()[],."


class Value(NamedTuple):
    """What a header says of a column of figures: "n", "percent", "count", "share" (either of the
    two) or "" (nothing), and the other words, which name a measure or months."""

    role: str
    rest: str


def _alternatives(patterns: Sequence[str]) -> str:
    return "|".join(sorted(patterns, key=len, reverse=True))


_ROLES = tuple(
    (
        role,
        re.compile(rf"(?:{body})"),
        re.compile(rf"(?P<rest>.+?)[ \-–—_:|/(\[]+(?:{body})"),
        re.compile(rf"(?:{body})[ \-–—_:|/(\[]+(?P<rest>.+)"),
    )
    for role, body in (
        ("count", _alternatives(_COUNT)),
        ("percent", _alternatives(_PERCENT)),
        ("share", _alternatives(_SHARE)),
        ("n", _alternatives(_N)),
    )
)


def value_words(parts: Sequence[str]) -> Value | None:
    """Return what the header lines of one column say of its figures, upper line first.

    None for figures that are neither a number of answers nor a share of the best one: means,
    percentiles, targets, other boxes.

    >>> value_words(["Communication with Nurses", "Top Box %"])
    Value(role='percent', rest='Communication with Nurses')
    >>> value_words(["n Size"]), value_words(["Quiet (n)"]), value_words(["Percentile Rank"])
    (Value(role='n', rest=''), Value(role='n', rest='Quiet'), None)
    """
    parts = [part for part in parts if part]
    if _OPERATED.search(_plain(" ".join(parts))):
        return None
    for place in range(len(parts) - 1, -1, -1):
        text = _plain(parts[place])
        others = " ".join(parts[:place] + parts[place + 1 :])
        for role, whole, _, _ in _ROLES:
            if whole.fullmatch(text):
                return None if _OTHER.search(_plain(others)) else Value(role, others.strip())
    joined = " ".join(parts)
    text = _plain(joined)
    for role, _, after, before in _ROLES:
        if match := after.fullmatch(text) or before.fullmatch(text):
            rest = _as_written(joined, match["rest"])
            if any(whole.fullmatch(_plain(rest)) for _, whole, _, _ in _ROLES):
                rest = ""  # "Sample size (n)" says one thing twice
            if _NOW.fullmatch(_plain(rest)):
                rest = ""  # where earlier figures stand beside these
            return None if _OTHER.search(_plain(rest)) else Value(role, rest)
    return None if _OTHER.search(text) else Value("", joined)


def _plain(text: str) -> str:
    text = text.casefold().replace("#", "number ").replace("=", " ").replace("-", " ")
    text = re.sub(r"%", " % ", text)
    return " ".join(re.sub(r"[()\[\]:,.]+$|^[()\[\]]+", " ", text.replace("_", " ")).split())


def _as_written(joined: str, rest: str) -> str:
    """Return the words of `rest` with the capitals they have in the header."""
    words = re.findall(r"[^\W_]+", rest)
    pattern = r"[\W_]*".join(re.escape(word) for word in words)
    match = re.search(pattern, joined, re.IGNORECASE) if words else None
    return match[0].strip(_SEPARATORS) if match else rest.strip(_SEPARATORS)
