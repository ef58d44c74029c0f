"""How far a name goes in a comment: initials, particles, family names, letters after it."""

from __future__ import annotations

import re

from models.huddle.masking.cues import NICKNAMES
from models.huddle.masking.name_starts import NameStarts
from models.huddle.masking.spans import Kind, Span
from models.huddle.masking.words import NameLists, Words


class NameEnds:
    """Marks the words beside a found name that belong to it."""

    def __init__(self, lists: NameLists, starts: NameStarts) -> None:
        self._lists = lists
        self._starts = starts

    def go_on(self, words: Words, place: int, marked: list[bool], free: list[bool]) -> None:
        """Mark the words around a name that belong to it: "Big" before, a family name after."""
        if place > 0 and free[place - 1] and self._is_nickname(words, place - 1):
            marked[place - 1] = True
        last = place
        while last + 1 < len(words.words) and free[last + 1]:
            if not re.fullmatch(r"\.?[ \t]+|\s*-\s*", words.between(last)):
                return
            word = words.words[last + 1]
            if word.first and len(words.words[last].text) != 1:
                return
            step = 1
            if word.low in self._lists.particles and not word.first:
                step = self._particles(words, last + 1)
                if step == 0:
                    return
            elif not self._belongs(words, place, last + 1):
                return
            for offset in range(1, step + 1):
                marked[last + offset] = True
            last += step

    def before_letters(
        self, words: Words, place: int, marked: list[bool], free: list[bool]
    ) -> None:
        """ "Keandra, RN": mark the capitals before a profession's letters."""
        if not re.fullmatch(r",?\s+", words.between(place - 1)) or words.careful:
            return
        at = place - 1
        while at >= 0 and free[at] and words.words[at].capital and not words.shouted:
            if not self._starts.may_be_name(words.words[at]):
                return
            marked[at] = True
            if at == 0 or not words.between(at - 1).isspace():
                return
            at -= 1

    def _is_nickname(self, words: Words, place: int) -> bool:
        word = words.words[place]
        small = words.careful or words.shouted or not word.capital
        return word.low in NICKNAMES and not small and words.between(place).isspace()

    def _particles(self, words: Words, place: int) -> int:
        """Return how many words "de la Cruz" takes, 0 when no name follows the particles."""
        count = 0
        while (
            place + count < len(words.words)
            and words.words[place + count].low in self._lists.particles
        ):
            count += 1
        if place + count >= len(words.words) or count > 2:
            return 0
        after = words.words[place + count]
        named = after.capital and after.low not in self._lists.common
        return count + 1 if named or after.low in self._lists.family else 0

    def _belongs(self, words: Words, place: int, at: int) -> bool:
        lists, first, word = self._lists, words.words[place], words.words[at]
        if words.shouted or words.careful or not first.capital:
            return word.low in lists.family or word.low in lists.given
        if word.low in lists.family:
            return True
        if not word.capital:
            return False
        if len(word.text) == 1:
            return word.text != "I"
        if word.low in lists.doubtful_family or word.low in lists.doubtful:
            return True
        return self._starts.may_be_name(word) or self._ends_name(words, at)

    def _ends_name(self, words: Words, at: int) -> bool:
        """ "Ethel Crumb, RN": a capital on a plain word, and then the name is over."""
        word = words.words[at]
        over = re.match(r"[,.;!?)]|$", words.text[word.end :]) is not None
        return over and word.low not in self._lists.capitals and len(word.low) > 3


def joined(text: str, spans: list[Span]) -> list[Span]:
    """Join names with only blanks, dots or hyphens between them, and a leading initial."""
    found: list[Span] = []
    for span in sorted(spans):
        start = span.start
        initial = re.search(r"(?<!\w)(?:[A-Z]\.\s?)+$", text[:start])
        if initial is not None:
            start = initial.start()
        if found and start <= found[-1].end + 2:
            between = text[found[-1].end : start]
            if not between.strip(" .-"):
                last = found.pop()
                found.append(Span(last.start, max(last.end, span.end), Kind.NAME))
                continue
        found.append(Span(start, span.end, Kind.NAME))
    return found
