"""The sentences of one language, read from its folder."""

from __future__ import annotations

import gettext
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

KEPT = re.compile(
    r"(\{[^{}]*\}|%\([a-z_]+\)[sr]|%[sdr%]|<[^<>]+>|&\w+;|\bmain\.py\b|--[a-z-]+|\$[A-Z_]+)"
)
"""What a translation leaves as it is: placeholders, tags, entities, names of options."""


@dataclass(frozen=True)
class Translations:
    """The sentences of one language: by themselves, and by the form for one thing."""

    texts: dict[str, str]
    plurals: dict[str, tuple[str, ...]]
    plural_form: Callable[[int], int]

    def text(self, message: str) -> str:
        return self.texts.get(message, message)

    def plural(self, one: str, many: str, count: int) -> str:
        forms = self.plurals.get(one)
        if forms is None:
            return one if count == 1 else many
        return forms[self.plural_form(count)]


@dataclass(frozen=True)
class Variant(Translations):
    """English as it is spelled elsewhere: sentences of its own, and other words in the rest."""

    words: dict[str, str]

    def text(self, message: str) -> str:
        return self.texts.get(message) or self._respelled(message)

    def plural(self, one: str, many: str, count: int) -> str:
        return self.text(one if count == 1 else many)

    def _respelled(self, message: str) -> str:
        parts = KEPT.split(message)
        parts[::2] = [re.sub(r"[A-Za-z]+", self._word, part) for part in parts[::2]]
        return "".join(parts)

    def _word(self, found: re.Match[str]) -> str:
        word = found[0]
        other = self.words.get(word.lower(), word)
        return other[:1].upper() + other[1:] if word[0].isupper() else other


def read_translations(folder: Path, domain: str) -> Translations:
    """Read the catalog of a language; one without a catalog says everything in English."""
    file = folder / "LC_MESSAGES" / f"{domain}.po"
    if not file.is_file():
        return Translations({}, {}, lambda count: int(count != 1))
    from babel.messages.pofile import read_po

    with file.open("rb") as opened:
        catalog = read_po(opened, locale=folder.name)
    texts: dict[str, str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    for message in catalog:
        if not message.id or message.fuzzy or not message.string:
            continue
        if isinstance(message.id, str):
            texts[message.id] = str(message.string)
        elif all(message.string):
            texts[message.id[0]] = message.string[0]
            plurals[message.id[0]] = tuple(message.string)
    form = gettext.c2py(catalog.plural_expr)
    words = folder / "words.toml"
    if words.is_file():
        return Variant(texts, plurals, form, tomllib.loads(words.read_text("utf-8")))
    return Translations(texts, plurals, form)


# A language for tests: every sentence with accents, brackets and two fifths more length. What still
# looks like English in it is not translated; what is cut has too little room for other languages.
_ACCENTED = str.maketrans(
    "AaBCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz", "ÅåƁÇçÐðÉéĜĝĤĥÎîĴĵĶķĻļÑñÖöŔŕŠšŢţÛûŴŵÝýŽž"
)
OPEN, CLOSE = "⟦", "⟧"
_MORE = " one two three four five six seven eight nine ten"


def pseudo(message: str) -> str:
    """Return a sentence as it would look in another, longer language.

    >>> pseudo("Save {n} files")
    '⟦Šåvé {n} fîļéš öñé⟧'
    """
    if not message.strip():
        return message
    parts = KEPT.split(message)
    said = "".join(part if index % 2 else _accented(part) for index, part in enumerate(parts))
    plain = sum(len(part) for part in parts[::2])
    return f"{OPEN}{said}{_accented(_filler(-(-plain * 2 // 5)))}{CLOSE}"


class PseudoTranslations(Translations):
    """A catalog that knows every sentence."""

    def text(self, message: str) -> str:
        return pseudo(message)

    def plural(self, one: str, many: str, count: int) -> str:
        return pseudo(one if count == 1 else many)


def _accented(text: str) -> str:
    return text.translate(_ACCENTED)


def _filler(length: int) -> str:
    """Return so many letters, in words that can be wrapped."""
    return (_MORE * (length // len(_MORE) + 1))[:length].rstrip()
