"""Names of people in comments: by the unit's own list, by word lists, and by where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.huddle.masking.name_ends import NameEnds, joined
from models.huddle.masking.name_starts import NameStarts
from models.huddle.masking.spans import Kind, Span
from models.huddle.masking.words import Words, is_word, name_lists, split_words
from models.huddle.wording import plain_quotes

_SHORTEST_AGAIN = 3
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,3}(?!\w)")
_INITIAL_AND_NAME = re.compile(
    r"(?<![\w.])((?:[A-Z]\.|Wm\.|Chas\.|Geo\.|Jas\.)\s+[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?)"
)
"""E. Kowalski: an initial that begins no sentence of its own, and a family name."""
_TITLE_AND_INITIAL = re.compile(
    r"\b(?:[Dd]rs?|[Mm]rs?|[Mm]s|[Mm]iss|[Nn]urse|[Dd]octor)\.?\s+((?!I\b|A\b)[A-Z])(?![\w'&-])"
)
_ABBREVIATED = frozenset(
    {
        "A.D.",
        "A.M.",
        "B.C.",
        "B.M.",
        "B.P.",
        "B.S.",
        "C.N.A.",
        "C.T.",
        "D.C.",
        "D.O.",
        "E.D.",
        "E.M.S.",
    }
    | {"E.N.T.", "E.R.", "E.U.", "G.I.", "G.P.", "H.R.", "I.C.U.", "I.D.", "I.T.", "I.V.", "L.A."}
    | {
        "L.P.N.",
        "M.A.",
        "M.D.",
        "M.R.I.",
        "M.S.",
        "N.P.",
        "N.P.O.",
        "N.Y.",
        "O.B.",
        "O.J.",
        "O.K.",
        "O.R.",
    }
    | {
        "O.T.",
        "P.A.",
        "P.C.A.",
        "P.C.P.",
        "P.M.",
        "P.O.",
        "P.R.",
        "P.S.",
        "P.T.",
        "Q.T.",
        "R.N.",
        "R.T.",
    }
    | {"S.T.", "T.B.", "T.V.", "U.K.", "U.S.", "U.S.A.", "U.T.I.", "V.A.", "V.P."}
)
"""Initials that stand for something else than a person."""


class NameRules:
    """Finds names in texts of one unit."""

    def __init__(self, names: Iterable[str], *, keep: Iterable[str], guess: bool) -> None:
        self._lists = name_lists()
        kept = frozenset(
            word.low for text in keep for word in split_words(plain_quotes(text)).words
        )
        self._full: list[re.Pattern[str]] = []
        own: set[str] = set()
        own_capital: set[str] = set()
        for name in names:
            self._take_in(plain_quotes(name), own, own_capital)
        self._keep = kept
        self._starts = NameStarts(
            self._lists, frozenset(own), frozenset(own_capital), kept, guess=guess
        )
        self._ends = NameEnds(self._lists, self._starts)

    def find(self, text: str, taken: tuple[Span, ...]) -> list[Span]:
        """Return the names in a text; words inside `taken` spans are left alone."""
        words = split_words(text)
        marked = [False] * len(words.words)
        free = [not any(s.start < w.end and w.start < s.end for s in taken) for w in words.words]
        for place, word in enumerate(words.words):
            if free[place] and not marked[place] and self._starts.begins(words, place, marked):
                marked[place] = True
                self._ends.go_on(words, place, marked, free)
            elif word.low in self._lists.suffixes and place > 0:
                self._ends.before_letters(words, place, marked, free)
        self._again(words, marked, free)
        found = [
            Span(w.start, w.end, Kind.NAME) for w, m in zip(words.words, marked, strict=True) if m
        ]
        found += [Span(*m.span(), Kind.NAME) for p in self._full for m in p.finditer(text)]
        found += [
            Span(*m.span(), Kind.NAME) for m in _INITIALS.finditer(text) if m[0] not in _ABBREVIATED
        ]
        for pattern in (_INITIAL_AND_NAME, _TITLE_AND_INITIAL):
            found += [Span(*m.span(1), Kind.NAME) for m in pattern.finditer(text)]
        return joined(text, found)

    def _again(self, words: Words, marked: list[bool], free: list[bool]) -> None:
        """Mark a name's other places in the text: "Noor sat down. Then noor went."."""
        names = {
            w.low
            for w, m in zip(words.words, marked, strict=True)
            if m and len(w.low) >= _SHORTEST_AGAIN and self._is_nothing_else(w.low)
        }
        for place, word in enumerate(words.words):
            small = word.low in self._lists.doubtful and not word.capital
            if free[place] and word.low in names and not small:
                marked[place] = True

    def _is_nothing_else(self, low: str) -> bool:
        return not (is_word(low) or low in self._lists.particles or low in self._keep)

    def _take_in(self, name: str, own: set[str], own_capital: set[str]) -> None:
        lists = self._lists
        parts = [word for word in split_words(name).words if word.low not in lists.suffixes]
        for part in parts:
            if len(part.low) < 2 or part.low in lists.titles | lists.roles:
                continue
            doubtful = part.low in lists.common or part.low in lists.doubtful
            (own_capital if doubtful or len(part.low) < 3 else own).add(part.low)
        if len(parts) > 1:
            full = r"[\s,.-]+".join(re.escape(part.text) for part in parts)
            self._full.append(re.compile(rf"(?<!\w){full}(?!\w)", re.IGNORECASE))
