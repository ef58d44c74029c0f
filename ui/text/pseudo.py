"""A language for tests: every sentence with accents, brackets and two fifths more length.

What still looks like English in it is not translated; what is cut has too little room for other
languages.
"""

from __future__ import annotations

from ui.text.translations import KEPT, Translations

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


def is_pseudo(text: str) -> bool:
    """Tell whether a visible text came through the catalogs."""
    return OPEN in text


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
