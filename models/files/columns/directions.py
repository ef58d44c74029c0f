"""Which end of a scale is the best: taken from what the file says, never assumed.

Numbers by themselves do not say it. It is told by words beside them ("5 - Very good"), by the
header ("1 = best"), by ratings that run one way everywhere (0 to 10, stars), or by agreement with
answers in the same file whose direction is known. Words say it, but for those that only say how
often or how much, of something that nobody wants.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.files.cells import (
    answer_word,
    header_key,
    is_negated,
    is_unpleasant,
    leading_number,
    says_rated,
    whole_number,
    without_accents,
)
from models.files.columns import (
    LONGEST_NAME,
    VALUED,
    Finding,
    KnownScales,
    answers_of,
    direction_of,
    family_of,
)
from models.files.mapping import Direction
from models.files.sheets import TableColumn
from models.survey import Scale

OCCURRENCE = "occurrence"
"""Words such as Daily or Once a year: how often something happens is neither good nor bad."""

AGREEMENT = "agreement"
"""Words that agree to a statement: whether that is good depends on the statement."""

MANY = 10
ENOUGH_PAIRS = 30
MOST_COMPARED = 20_000
"""Rows whose answers are compared with all other columns'."""

CLEAR = 0.25
"""From this correlation with answers of a known direction on, numbers run the same way."""

CLEAR_AGAINST = 0.4
SURE = 5.0
"""How many standard errors a correlation has to be away from none."""

SURE_ENOUGH = 3.5
"""The same where nothing is decided by it, but asked."""

ENOUGH_OF_LEVEL = 8
SURELY_LESS = 3.0
"""How many standard errors a higher answer may lie below a lower one, in an answer beside it."""

_STARS = re.compile(r"\b(stars?|star rating|nps|net promoter|out of (5|10|100))\b")
_AT_NUMBER = re.compile(
    r"(?<![\d.])(-?\d{1,2})\s*"
    r"(=|:|–|—|-(?!\s*\d)|\bis\b|\bbeing\b|\bmeans?\b|\bfor\b|\()?\s*(?:the |your )?"
    r"([^\W\d_][^\d,;()=\]]*)"
)
_BEFORE_NUMBER = re.compile(
    r"([^\W\d_][^\d,;()=\[\]]*?)\s*"
    r"(?:(=)\s*(-?\d{1,2})(?!\d|\s*(?:-|–|—|to\b|/)\s*\d)|(\()\s*(-?\d{1,2})\s*\))"
)
_TELLING = ("is", "being", "mean", "means", "for", "(")
_BEST = re.compile(
    r"\b(best|highest|excellent|outstanding|very good|perfect|most satisfied|favou?rite|top|"
    r"completely|fully|sehr gut|beste?|mejor|excelente|meilleur|tres bon|migliore|melhor|"
    r"najlepsz\w*|uitstekend|very satisfied|extremely satisfied|strongly agree|very likely|"
    r"extremely likely|always|totally agree)\b|הכי טוב|מצוין"
)
_GOOD = re.compile(
    r"\b(clean|quiet|calm|friendly|polite|comfortable|clear|easy|fast|quick|safe|helpful|kind|"
    r"limpi[oa]|tranquil[oa]|amable|sauber|ruhig|freundlich|propre|calme|schoon|rustig|pulito)\b"
)
"""Words that praise an answer, and stand in questions too: "I felt safe"."""

_WORST = re.compile(
    r"\b(worst|lowest|terrible|awful|very poor|very bad|poor|bad|least|sehr schlecht|schlechteste?|"
    r"peor|pesimo|pire|tres mauvais|peggiore|pior|najgorsz\w*|very dissatisfied|strongly disagree|"
    r"extremely dissatisfied|very unlikely|not at all|never|totally disagree|dissatisfied)\b|"
    r"הכי גרוע|גרוע"
)
_BAD = re.compile(
    r"\b(not (very |so |really )?(clean|quiet|friendly|polite|comfortable|clear|easy|safe|helpful|"
    r"satisfied|good|likely)|dirty|filthy|noisy|loud|unfriendly|rude|impolite|uncomfortable|unclear|"
    r"difficult|hard|slow|unsafe|unhelpful|too \w+|suci[oa]|ruidos[oa]|schmutzig|laut|unfreundlich|"
    r"sale|bruyant|vies|lawaaiig|sporco)\b"
)


_VALUING = re.compile(
    r"\b(best|worst|good|poor|bad|excellent|terrible|awful|\w*satisf\w*|beste?|gut|schlecht\w*|mejor|"
    r"peor|meilleur|pire|migliore|peggiore|melhor|pior|najlepsz\w*|najgorsz\w*|uitstekend|slecht|clean|"
    r"dirty|quiet|noisy|loud|calm|comfortable|uncomfortable|too \w+|limpi[oa]|suci[oa]|ruidos[oa]|"
    r"sauber|schmutzig|ruhig|laut|propre|sale|calme|bruyant)\b"
)
"""Words that say good or bad, not how often or how much."""


def polarity(text: str, known: KnownScales) -> int:
    """Return 1 for words that praise, -1 for words that blame, 0 for others.

    >>> from models.files.columns.scales import known_scales
    >>> [polarity(words, known_scales()) for words in ("Very good", "Worst possible", "Ward 3")]
    [1, -1, 0]
    """
    word = answer_word(text)
    signs = {sign for family in known.families if (sign := family.polarity(word))}
    if len(signs) == 1:
        return signs.pop()
    plain = without_accents(" ".join(text.casefold().split()))
    if _WORST.search(plain) or _BAD.search(plain):
        return -1
    return 1 if _BEST.search(plain) or _GOOD.search(plain) else 0


def told_direction(column: TableColumn, scale: Scale, known: KnownScales) -> Direction | None:
    """Return the direction of a scale of numbers that cells or header say; None when they do not,
    or when they contradict each other."""
    numbers = {int(answer.label) for answer in scale.answers}
    first, last = min(numbers), max(numbers)
    names = tuple(dict.fromkeys((column.name, column.label)))
    valuing = any(map(is_unpleasant, names))
    said = [(int(n), answer_word(t)) for t in answers_of(column) if (n := leading_number(t))]
    for name in names:
        said += _explained(name, (first, last), known)
    signs: dict[int, int] = {}
    for number, text in said:
        if valuing and not _VALUING.search(without_accents(text.casefold())):
            continue
        if number in numbers and (sign := polarity(text, known)):
            signs.setdefault(number, sign)
    low = [sign for number, sign in signs.items() if 2 * number < first + last and sign]
    high = [sign for number, sign in signs.items() if 2 * number > first + last and sign]
    wants = {-sign for sign in low} | set(high)
    if wants == {1}:
        return Direction.HIGHEST
    return Direction.LOWEST if wants == {-1} else None


def _explained(name: str, ends: tuple[int, int], known: KnownScales) -> list[tuple[int, str]]:
    """Return the ends of a scale that a header explains, with the words.

    One end alone is explained by "5 = very clean" or "best (5)". A number that only stands beside
    words may count the questions ("1 Clean room"), so that is believed only where both ends are
    explained, one as good and one as bad: "1 very dirty to 5 very clean".
    """
    text = " ".join(name[:LONGEST_NAME].casefold().split())
    found = [(int(m[1]), m[3].strip(), m[2] or "") for m in _AT_NUMBER.finditer(text)]
    found += [
        (int(m[3] or m[5]), m[1].strip(), m[2] or m[4]) for m in _BEFORE_NUMBER.finditer(text)
    ]
    found = [each for each in found if each[0] in ends]
    signs = {(number, polarity(words, known)) for number, words, _ in found} - {
        (end, 0) for end in ends
    }
    both = len(signs) == 2 and {sign for _, sign in signs} == {1, -1}
    if both and {number for number, _ in signs} == set(ends):
        return [(number, words) for number, words, _ in found]
    return [(number, words) for number, words, mark in found if _is_told(words, mark)]


def _is_told(words: str, mark: str) -> bool:
    """Whether words and the mark between them and a number say what the number means."""
    plain = without_accents(words)
    if mark == "=":
        return True
    return mark in _TELLING and bool(_BEST.search(plain) or _WORST.search(plain))


def usual_direction(column: TableColumn, scale: Scale) -> Direction | None:
    """Return the direction of ratings that run one way everywhere: stars, and from 0 or 1 to 10
    where the header asks how satisfied or how likely to recommend."""
    if any(is_unpleasant(name) for name in (column.name, column.label)):
        return None
    names = [column.name, column.label]
    if any(_STARS.search(header_key(name)) for name in names):
        return Direction.HIGHEST
    if scale.answers[-1].label == str(MANY) and any(map(says_rated, names)):
        return Direction.HIGHEST
    return None


def is_direction_open(column: TableColumn, scale: Scale, known: KnownScales) -> bool:
    """Whether neither the words of a scale, nor cells and header, say which end is the best."""
    if direction_of(scale) is not None:
        said = told_direction(column, scale, known) or usual_direction(column, scale)
        return said is None
    if is_valued(scale, known):
        return False
    if scale.key.startswith(OCCURRENCE):
        return True
    names = (column.name, column.label)
    if AGREEMENT in scale.key and any(map(is_negated, names)):
        return True
    return any(map(is_unpleasant, names))


def is_valued(scale: Scale, known: KnownScales) -> bool:
    """Whether a scale's words say which end is good, whatever was asked."""
    if scale.key.startswith((*VALUED, "experience", "expectation", "favorable", "recommend")):
        return True
    family = family_of(scale, known)
    return family is not None and family.is_valued


def agreed_directions(
    asked: Sequence[Finding], anchors: Sequence[tuple[TableColumn, Scale]]
) -> dict[int, Direction]:
    """Return, by the columns' places, directions that agree with answers of a known direction.

    `anchors` are columns with their scales, worst first. Too few answers in common, or a weak or
    mixed agreement, tell nothing.
    """
    known = [_worths(column, scale) for column, scale in anchors]
    found: dict[int, Direction] = {}
    for finding in asked:
        direction = _agreed(_worths(finding.column, finding.scale), known)
        if direction is not None:
            found[finding.column.place] = direction
    return found


def contrary_places(
    findings: Sequence[Finding], anchors: Sequence[tuple[TableColumn, Scale]]
) -> set[int]:
    """Return the places of columns whose words run against most others of the file: "I was left
    alone: strongly agree", where nobody says so in the header's words.

    Only columns of `findings` are returned; those of `anchors` are surely right.
    """
    own = [_worths(found.column, found.scale)[:MOST_COMPARED] for found in findings]
    places = [found.column.place for found in findings]
    others = [
        _worths(column, scale)[:MOST_COMPARED]
        for column, scale in anchors
        if column.place not in places
    ]
    against: set[int] = set()
    for n, place in enumerate(places):
        beside = [*own[:n], *own[n + 1 :], *others]
        signs = [_sign(own[n], other) for other in beside]
        if signs.count(-1) > signs.count(1):
            against.add(place)
    return against


def _sign(own: NDArray[np.float64], other: NDArray[np.float64]) -> int:
    """Return 1 or -1 where answers surely run with or against others, else 0."""
    r, pairs = _correlation(own, other)
    if abs(r) < CLEAR or abs(r) * pairs**0.5 < SURE_ENOUGH:
        return 0
    return 1 if r > 0 else -1


def _correlation(own: NDArray[np.float64], other: NDArray[np.float64]) -> tuple[float, int]:
    """Return the correlation of answers and the number of pairs; 0 for too few or all alike."""
    both = ~(np.isnan(own) | np.isnan(other))
    pairs = int(both.sum())
    if pairs < ENOUGH_PAIRS or not (own[both].std() and other[both].std()):
        return 0.0, pairs
    return float(np.corrcoef(own[both], other[both])[0, 1]), pairs


def _agreed(own: NDArray[np.float64], anchors: Sequence[NDArray[np.float64]]) -> Direction | None:
    strong: list[float] = []
    for other in anchors:
        both = ~(np.isnan(own) | np.isnan(other))
        r, pairs = _correlation(own, other)
        sure = abs(r) * pairs**0.5 >= SURE
        if sure and (r >= CLEAR or r <= -CLEAR_AGAINST):
            if not _rises(own[both], other[both] * np.sign(r)):
                return None
            strong.append(r)
        elif sure and r <= -CLEAR:
            return None
    if not strong or min(strong) < 0 < max(strong):
        return None
    return Direction.HIGHEST if strong[0] > 0 else Direction.LOWEST


def _rises(own: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    """Whether nobody surely gives less in `other` who gives more in `own`: else a code of `own`,
    such as 5 for "don't know" behind 1 to 4, is no degree of it."""
    groups = [other[own == level] for level in np.unique(own)]
    groups = [group for group in groups if len(group) >= ENOUGH_OF_LEVEL]
    for place, lower in enumerate(groups):
        for higher in groups[place + 1 :]:
            spread = (lower.var() / len(lower) + higher.var() / len(higher)) ** 0.5
            if higher.mean() - lower.mean() < -SURELY_LESS * spread:
                return False
    return True


def _worths(column: TableColumn, scale: Scale) -> NDArray[np.float64]:
    """Return the worth of each cell of a column, NaN where it is no answer."""
    by_text = {answer_word(text): value for text, value in scale.by_text.items()}
    worth = {answer.value: answer.linear for answer in scale.answers}
    values = []
    for word in column.words:
        text = word.strip()
        value = by_text.get(answer_word(text))
        if value is None and (number := whole_number(text) or leading_number(text)) is not None:
            value = scale.by_text.get(number)
        linear = worth.get(value) if value is not None else None
        values.append(np.nan if linear is None else linear)
    mapped: NDArray[np.float64] = np.asarray(values)[column.mapped(range(len(values)), np.int32)]
    return mapped
