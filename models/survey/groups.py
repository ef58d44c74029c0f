"""Groups of patients: answers that tell patients apart, with neither a best one nor a worst.

Such answers have no place on a scale. Their stored values never change: a group that turns up
later gets the next free value, wherever it stands in the order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from models.survey.scale import Answer, Box, Scale, plain

ADMISSION, AGE, LANGUAGE = "admission", "age", "language"
GROUP_TRAITS = (ADMISSION, AGE, LANGUAGE)

MOST_GROUPS = 30
"""Groups a question has at most; further words are no answer of it."""

OLDEST = 120
_KEY = "group_"
_DASH = r"\s*(?:-|–|—|to|until)\s*"
_YEARS = r"(?:\s*(?:years?|yrs?|y)(?: old)?)?"
_BETWEEN = re.compile(rf"(?:aged?\s+)?(\d{{1,3}}){_YEARS}{_DASH}(\d{{1,3}}){_YEARS}")
_UNDER = re.compile(rf"(?:<|under|below|less than|younger than)\s*(\d{{1,3}}){_YEARS}")
_FROM = re.compile(
    rf"(?:(\d{{1,3}}){_YEARS}\s*(?:\+|plus|(?:and|or) (?:over|older|above|more)){_YEARS}|"
    r"(?:>=|≥|over|from)\s*(\d{1,3}))"
)


def age_band(text: str) -> tuple[int, int] | None:
    """Return the first and last year of a band of ages, None for anything else.

    >>> age_band("18-34"), age_band("under 18"), age_band("85+"), age_band("old")
    ((18, 34), (0, 17), (85, 120), None)
    """
    word = plain(text)
    if match := _BETWEEN.fullmatch(word):
        first, last = int(match[1]), int(match[2])
    elif match := _UNDER.fullmatch(word):
        first, last = 0, int(match[1]) - 1
    elif match := _FROM.fullmatch(word):
        first, last = int(match[1] or match[2]), OLDEST
        first += word.startswith(("over", ">")) and not word.startswith(">=")
    else:
        return None
    return (first, last) if first <= last <= OLDEST else None


def group_scale(trait: str, groups: Iterable[tuple[str, ...]] = ()) -> Scale:
    """Return the answers of a question that tells patients apart by a trait, each group as its
    label and other spellings."""
    return with_groups(Scale(f"{_KEY}{trait}", ()), groups)


def group_trait_of(scale: Scale) -> str | None:
    """Return the trait that answers tell patients apart by, None for any other scale."""
    trait = scale.key.removeprefix(_KEY)
    return trait if scale.key.startswith(_KEY) and trait in GROUP_TRAITS else None


def with_groups(scale: Scale, groups: Iterable[tuple[str, ...]]) -> Scale:
    """Return a scale of groups with those added that it does not have yet, at most MOST_GROUPS.

    Groups keep their values. The same band of ages in other words is another spelling of it;
    bands of ages are in the order of the years, other groups in that in which they came.
    """
    answers = {answer.value: answer for answer in scale.answers}
    for label, *words in groups:
        value = _value_of(label, answers.values(), by_age=group_trait_of(scale) == AGE)
        spellings = (label, *words)
        if value is None:
            if len(answers) >= MOST_GROUPS:
                continue
            value = max(answers, default=0) + 1
            answers[value] = Answer(value, label, Box.OUTSIDE, None)
            spellings = tuple(words)
        known = {plain(t) for a in answers.values() for t in (a.label, *a.words, *a.codes)}
        new = tuple({plain(t): t for t in spellings if plain(t) not in known}.values())
        answers[value] = _with_words(answers[value], new)
    found = Scale(scale.key, tuple(answers.values()), scale.no_answers)
    if not is_ordered(found):
        return found
    return Scale(scale.key, tuple(sorted(found.answers, key=_first_year)), scale.no_answers)


def is_ordered(scale: Scale) -> bool:
    """Whether the groups of a scale go from less to more: bands of ages that do not overlap."""
    if group_trait_of(scale) != AGE:
        return False
    bands = [age_band(answer.label) for answer in scale.answers]
    found = sorted(band for band in bands if band is not None)
    apart = all(a[1] < b[0] for a, b in pairwise(found))
    return len(found) == len(bands) > 0 and apart


def _value_of(label: str, answers: Iterable[Answer], *, by_age: bool) -> int | None:
    word, band = plain(label), age_band(label) if by_age else None
    for answer in answers:
        if word in map(plain, (answer.label, *answer.words, *answer.codes)):
            return answer.value
        if band is not None and age_band(answer.label) == band:
            return answer.value
    return None


def _with_words(answer: Answer, words: tuple[str, ...]) -> Answer:
    return Answer(
        answer.value, answer.label, answer.box, answer.linear, answer.codes, answer.words + words
    )


def _first_year(answer: Answer) -> int:
    band = age_band(answer.label)
    return band[0] if band is not None else 0
