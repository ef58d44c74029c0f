"""Where a name begins in a comment: after a title, in a word list, or where only a name can be."""

from __future__ import annotations

import re

from models.huddle.masking.cues import (
    CLOSING,
    I_AM,
    INSTITUTION,
    NAME_LIKE_NOUNS,
    NAME_LIKE_VERBS,
    NAMED,
    NO_NAME,
    PERSON_BEFORE,
    PERSON_DOES,
    SOMEBODY_IS,
    SURE_TITLES,
    WAS,
)
from models.huddle.masking.words import NameLists, Word, Words, is_word
from models.huddle.wording import folded


class NameStarts:
    """Tells where a name begins.

    `own` are the unit's names in any spelling of capitals, `own_capital` those that need one,
    `keep` words that are never a name, `guess` whether a capital on an unknown word is one.
    """

    def __init__(
        self,
        lists: NameLists,
        own: frozenset[str],
        own_capital: frozenset[str],
        keep: frozenset[str],
        *,
        guess: bool,
    ) -> None:
        self._lists = lists
        self._own = own
        self._own_capital = own_capital
        self._keep = keep
        self._guess = guess

    def begins(self, words: Words, place: int, marked: list[bool]) -> bool:
        """Tell whether a name begins with a word; `marked` are the words found so far."""
        word, lists = words.words[place], self._lists
        if word.low in self._own or (
            word.low in self._own_capital and (word.capital or words.shouted)
        ):
            return True
        if self._after_title(words, place) or self._after_relation(words, place):
            return True
        if word.low in self._keep or word.low in lists.capitals:
            return False
        if word.capital and INSTITUTION.match(words.text, word.end):
            return False
        if word.low in lists.given or self._double(word):
            return not _after_saint(words, place)
        if self._after_naming(words, place):
            return True
        looks = word.capital or (words.shouted and word.upper)
        if word.low in lists.family and looks:
            return not _after_saint(words, place)
        if not word.capital or words.careful or words.shouted:
            return False
        if folded(word.low) in lists.rare and not is_word(word.low):
            return not _after_saint(words, place)
        if self._follows_name(words, place, marked) or self._is_signature(words, place):
            return self.may_be_name(word)
        if word.low in lists.doubtful:
            return self._doubtful(words, place)
        return self._guess and self._unknown(words, place)

    def may_be_name(self, word: Word) -> bool:
        """Tell whether nothing speaks against a word with a capital being a name."""
        if word.low in self._keep or len(word.low) < 2:
            return False
        return self._lists.is_name(word.low) or not is_word(word.low)

    def _after_title(self, words: Words, place: int) -> bool:
        if place == 0 or not re.fullmatch(r"\.?\s+", words.between(place - 1)):
            return False
        word, lists = words.words[place], self._lists
        title = words.words[place - 1].low
        if title in SURE_TITLES:
            if word.capital and not words.careful and word.low not in lists.not_after_title:
                return True
            unusual = not is_word(word.low)
            return word.low in lists.doubtful_family or (unusual and not self._is_verb(word.low))
        if title not in lists.titles and title not in lists.roles:
            return False
        if word.low in lists.given or self._small_name(words, place):
            return True
        if _short_and_unknown(word) and WAS.match(words.text, word.end):
            return True
        if not word.capital or words.careful or word.first:
            return False
        return self.may_be_name(word)

    def _small_name(self, words: Words, place: int) -> bool:
        """ "nurse deb": a name without its capital, that is no other word."""
        word, lists = words.words[place], self._lists
        listed = word.low in lists.doubtful or word.low in lists.family
        return listed and not word.capital and not is_word(word.low)

    def _is_verb(self, low: str) -> bool:
        return low in self._lists.not_after_title or low.endswith(("ed", "ing"))

    def _after_relation(self, words: Words, place: int) -> bool:
        """ "my mother Anna", "our son, Tim,": a relation, perhaps a comma, and a name."""
        if place == 0 or words.words[place - 1].low not in self._lists.relations:
            return False
        if not re.fullmatch(r"\s*[,(]?\s+\(?|\s*\(", words.between(place - 1)):
            return False
        word = words.words[place]
        if word.low in self._lists.given:
            return True
        return word.capital and not words.careful and self.may_be_name(word)

    def _after_naming(self, words: Words, place: int) -> bool:
        """ "a nurse named keandra", "her name was Chance", "I am Joy"."""
        word = words.words[place]
        before = words.text[max(0, word.start - 30) : word.start]
        capital = word.capital and not words.careful
        if NAMED.search(before):
            return capital or not is_word(word.low)
        says = I_AM.search(before) or SOMEBODY_IS.search(
            words.text[max(0, word.start - 50) : word.start]
        )
        return says is not None and capital and self.may_be_name(word)

    def _double(self, word: Word) -> bool:
        """ "Mary-Ellen", "Smith-Garcia": two names with a hyphen."""
        parts = word.low.split("-")
        return len(parts) > 1 and (
            any(part in self._lists.given for part in parts)
            or (word.capital and all(self._lists.is_name(part) for part in parts))
        )

    def _follows_name(self, words: Words, place: int, marked: list[bool]) -> bool:
        """ "Emily, Keandra and Bo": a capital beside a name, joined by "and" or a comma."""
        if place >= 1 and marked[place - 1]:
            return re.fullmatch(r"\s*[,/&]\s*", words.between(place - 1)) is not None
        return place >= 2 and marked[place - 2] and words.words[place - 1].low in ("and", "or")

    def _before_name(self, words: Words, place: int) -> bool:
        """ "Stan, Jean-Luc", "Art and Gene": a capital before a name, joined to it."""
        after = words.words[place + 1 : place + 3]
        if not after:
            return False
        if re.fullmatch(r"\s*[,/&]\s*", words.between(place)):
            beside = after[0]
        elif after[0].low in ("and", "or") and len(after) == 2:
            beside = after[1]
        else:
            return False
        listed = beside.low in self._lists.given or beside.low in self._lists.doubtful
        return beside.capital and not beside.first and listed

    def _is_signature(self, words: Words, place: int) -> bool:
        """The last words after a closing, or two or three that are a line of their own."""
        word = words.words[place]
        rest = words.words[place:]
        if len(rest) > 3 or len(words.words) == len(rest) or not all(w.capital for w in rest):
            return False
        before = words.text[: word.start]
        alone = len(rest) > 1 and word.first and all(self.may_be_name(w) for w in rest)
        return alone or CLOSING.search(before) is not None

    def _doubtful(self, words: Words, place: int) -> bool:
        """A name that is a word as well, with a capital: where would only a name stand?"""
        word = words.words[place]
        if self._before_name(words, place) and word.low not in self._lists.months:
            return True
        after = words.text[word.end :]
        wish = (
            word.low in NAME_LIKE_VERBS and re.match(r"\s+(?:the|our|my|an?)\b", after) is not None
        )
        does = PERSON_DOES.match(after) is not None and not wish
        if word.first:
            return does or (
                word.low not in self._lists.needs_person and WAS.match(after) is not None
            )
        if word.low in self._lists.needs_person:
            before = words.text[max(0, word.start - 20) : word.start]
            return does or (
                PERSON_BEFORE.search(before) is not None and word.low not in NAME_LIKE_NOUNS
            )
        return True

    def _unknown(self, words: Words, place: int) -> bool:
        """A capital inside a sentence, on a word in no list; or one that acts as a person."""
        word = words.words[place]
        if not self.may_be_name(word) or NO_NAME.search(word.low):
            return False
        if any(w.text == word.low for w in words.words):
            return False
        if not word.first:
            return True
        does = PERSON_DOES.match(words.text[word.end :]) is not None
        return does or self._before_name(words, place)


def _short_and_unknown(word: Word) -> bool:
    """ "my nurse bo was": so short that it is no misspelled word."""
    return 2 <= len(word.low) <= 4 and not is_word(word.low)


def _after_saint(words: Words, place: int) -> bool:
    return place > 0 and words.words[place - 1].low in ("st", "saint", "san", "santa")
