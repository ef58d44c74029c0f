"""Names of people in comments: by the unit's own list, by word lists, and by where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.huddle.masking_cues import (
    CLOSING,
    FEASTS,
    I_AM,
    NAMED,
    NO_NAME,
    PERSON_BEFORE,
    PERSON_DOES,
    SURE_TITLES,
    WAS,
)
from models.huddle.masking_spans import Kind, Span
from models.huddle.masking_words import Word, Words, name_lists, split_words
from models.huddle.word_lists import plain_quotes


class NameRules:
    """Finds names in texts of one unit."""

    def __init__(self, names: Iterable[str], *, keep: Iterable[str], guess: bool) -> None:
        self._lists = name_lists()
        self._guess = guess
        self._keep = frozenset(
            word.low for text in keep for word in split_words(plain_quotes(text)).words
        )
        self._own: set[str] = set()
        self._own_capital: set[str] = set()
        self._full: list[re.Pattern[str]] = []
        for name in names:
            self._take_in(plain_quotes(name))

    def find(self, text: str, taken: tuple[Span, ...]) -> list[Span]:
        """Return the names in a text; words inside `taken` spans are left alone."""
        words = split_words(text)
        marked = [False] * len(words.words)
        free = [not any(s.start < w.end and w.start < s.end for s in taken) for w in words.words]
        for place, word in enumerate(words.words):
            if free[place] and not marked[place] and self._begins_name(words, place, marked):
                marked[place] = True
                self._go_on(words, place, marked, free)
            elif word.low in self._lists.suffixes and place > 0:
                self._before_suffix(words, place, marked, free)
        found = [
            Span(w.start, w.end, Kind.NAME) for w, m in zip(words.words, marked, strict=True) if m
        ]
        found += [Span(*m.span(), Kind.NAME) for p in self._full for m in p.finditer(text)]
        return _joined(text, found)

    def _take_in(self, name: str) -> None:
        parts = [word for word in split_words(name).words if word.low not in self._lists.suffixes]
        for part in parts:
            if len(part.low) < 2 or part.low in self._lists.titles | self._lists.roles:
                continue
            doubtful = part.low in self._lists.common or part.low in self._lists.doubtful
            (self._own_capital if doubtful or len(part.low) < 3 else self._own).add(part.low)
        if len(parts) > 1:
            full = r"[\s,.-]+".join(re.escape(part.text) for part in parts)
            self._full.append(re.compile(rf"(?<!\w){full}(?!\w)", re.IGNORECASE))

    # --- does a name begin here? ---------------------------------------------------------------

    def _begins_name(self, words: Words, place: int, marked: list[bool]) -> bool:
        word, lists = words.words[place], self._lists
        if word.low in self._own or (
            word.low in self._own_capital and (word.capital or words.shouted)
        ):
            return True
        if self._after_title(words, place) or self._after_relation(words, place):
            return True
        if word.low in self._keep:
            return False
        if word.low in lists.given or self._double(word):
            return not self._after_saint(words, place)
        if self._after_naming(words, place):
            return True
        looks = word.capital or (words.shouted and word.upper)
        if word.low in lists.family and looks:
            return not self._after_saint(words, place)
        if not word.capital or words.careful or words.shouted:
            return False
        if self._follows_name(words, place, marked) or self._is_signature(words, place):
            return self._may_be_name(word)
        if word.low in lists.doubtful:
            return self._doubtful(words, place)
        return self._guess and self._unknown(words, place)

    def _after_title(self, words: Words, place: int) -> bool:
        if place == 0 or not re.fullmatch(r"\.?\s+", words.between(place - 1)):
            return False
        word, lists = words.words[place], self._lists
        title = words.words[place - 1].low
        if title in SURE_TITLES:
            if word.capital and not words.careful and word.low not in self._lists.not_after_title:
                return True
            unusual = word.low not in lists.common and word.low not in lists.capitals
            return word.low in lists.doubtful_family or (unusual and not _is_verb(word.low))
        if title not in lists.titles and title not in lists.roles:
            return False
        if word.low in lists.given:
            return True
        if not word.capital or words.careful or word.first:
            return False
        return self._may_be_name(word)

    def _after_relation(self, words: Words, place: int) -> bool:
        """ "my mother Anna", "our son, Tim,": a relation, perhaps a comma, and a name."""
        if place == 0 or words.words[place - 1].low not in self._lists.relations:
            return False
        if not re.fullmatch(r"\s*[,(]?\s+\(?|\s*\(", words.between(place - 1)):
            return False
        word = words.words[place]
        if word.low in self._lists.given:
            return True
        return word.capital and not words.careful and self._may_be_name(word)

    def _after_naming(self, words: Words, place: int) -> bool:
        word = words.words[place]
        before = words.text[max(0, word.start - 30) : word.start]
        if NAMED.search(before):
            return word.low not in self._lists.common and word.low not in self._lists.capitals
        return (
            I_AM.search(before) is not None
            and word.capital
            and not words.careful
            and self._may_be_name(word)
        )

    def _double(self, word: Word) -> bool:
        """ "Mary-Ellen", "Smith-Garcia": two names with a hyphen."""
        parts = word.low.split("-")
        return len(parts) > 1 and (
            any(part in self._lists.given for part in parts)
            or (word.capital and all(self._lists.is_name(part) for part in parts))
        )

    def _after_saint(self, words: Words, place: int) -> bool:
        return place > 0 and words.words[place - 1].low in ("st", "saint", "san", "santa")

    def _follows_name(self, words: Words, place: int, marked: list[bool]) -> bool:
        """ "Emily, Keandra and Bo": a capital beside a name, joined by "and" or a comma."""
        if place >= 1 and marked[place - 1]:
            return re.fullmatch(r"\s*[,/&]\s*", words.between(place - 1)) is not None
        return place >= 2 and marked[place - 2] and words.words[place - 1].low in ("and", "or")

    def _is_signature(self, words: Words, place: int) -> bool:
        word = words.words[place]
        rest = words.words[place:]
        return (
            len(rest) <= 3
            and all(w.capital for w in rest)
            and len(words.words) > len(rest)
            and CLOSING.search(words.text[: word.start]) is not None
        )

    def _doubtful(self, words: Words, place: int) -> bool:
        """A name that is a word as well, with a capital: where would only a name stand?"""
        word = words.words[place]
        after = words.text[word.end :]
        does = PERSON_DOES.match(after) is not None
        if word.first:
            return does or (
                word.low not in self._lists.needs_person and WAS.match(after) is not None
            )
        if word.low in self._lists.needs_person or word.low in self._lists.capitals:
            before = words.text[max(0, word.start - 20) : word.start]
            return PERSON_BEFORE.search(before) is not None and word.low not in FEASTS
        return True

    def _unknown(self, words: Words, place: int) -> bool:
        """A capital inside a sentence, on a word in no list; or one that acts as a person."""
        word = words.words[place]
        known = word.low in self._lists.common or word.low in self._lists.capitals
        if known or not self._may_be_name(word) or NO_NAME.search(word.low):
            return False
        if any(w.text == word.low for w in words.words):
            return False
        if word.first:
            return PERSON_DOES.match(words.text[word.end :]) is not None
        return True

    def _may_be_name(self, word: Word) -> bool:
        lists = self._lists
        if word.low in self._keep or len(word.low) < 2:
            return False
        if lists.is_name(word.low):
            return True
        known = word.low in lists.common or word.low in lists.capitals or word.low in lists.months
        plural = word.low.endswith("s") and word.low[:-1] in lists.common | lists.capitals
        return not known and not plural

    # --- how far does it go? -------------------------------------------------------------------

    def _go_on(self, words: Words, place: int, marked: list[bool], free: list[bool]) -> None:
        """Mark the words after a name that belong to it: initials, particles, family names."""
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
            elif not self._belongs(words, words.words[place], word):
                return
            for offset in range(1, step + 1):
                marked[last + offset] = True
            last += step

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

    def _belongs(self, words: Words, first: Word, word: Word) -> bool:
        lists = self._lists
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
        return self._may_be_name(word)

    def _before_suffix(
        self, words: Words, place: int, marked: list[bool], free: list[bool]
    ) -> None:
        """ "Keandra, RN": mark the capitals before a profession's letters."""
        if not re.fullmatch(r",?\s+", words.between(place - 1)) or words.careful:
            return
        at = place - 1
        while at >= 0 and free[at] and words.words[at].capital and not words.shouted:
            if not self._may_be_name(words.words[at]):
                return
            marked[at] = True
            if at == 0 or not words.between(at - 1).isspace():
                return
            at -= 1


def _is_verb(low: str) -> bool:
    return low in name_lists().not_after_title or low.endswith(("ed", "ing"))


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Join names with only blanks, dots or hyphens between them, and a leading initial."""
    joined: list[Span] = []
    for span in sorted(spans):
        start = span.start
        initial = re.search(r"(?<!\w)(?:[A-Z]\.\s?)+$", text[:start])
        if initial is not None:
            start = initial.start()
        if joined and start <= joined[-1].end + 2:
            between = text[joined[-1].end : start]
            if not between.strip(" .-"):
                last = joined.pop()
                joined.append(Span(last.start, max(last.end, span.end), Kind.NAME))
                continue
        joined.append(Span(start, span.end, Kind.NAME))
    return joined
