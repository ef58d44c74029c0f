"""The language and the locale that the user interface has chosen; American English until then.

Sentences belong to `ui.text`. The few that are composed while something is read or computed (what
an import noticed, a verdict that is stored in a file) are looked up here.
"""

from __future__ import annotations

import locale as system
from collections.abc import Callable, Mapping
from functools import cache
from typing import Protocol

from babel import Locale, UnknownLocaleError, default_locale
from babel.numbers import format_decimal

SOURCE = "en_US"
"""The language that the sentences are written in: it needs no catalog."""
PSEUDO, PSEUDO_RIGHT_TO_LEFT = "en_XA", "ar_XB"
"""Not languages but tests of them: accents and more length, and a window from right to left."""


class Translations(Protocol):
    """The sentences of one language."""

    def text(self, message: str) -> str:
        """Return a sentence in this language, or as it is."""

    def plural(self, one: str, many: str, count: int) -> str:
        """Return the form of a sentence that fits a number."""


_language = SOURCE
_translations: Translations | None = None
_own_names: Callable[[str], Mapping[str, str]] | None = None
_system_locale = ""


def use_translations(code: str, translations: Translations | None) -> None:
    """Speak a language from now on; without translations, its sentences are said in English."""
    global _language, _translations
    _language, _translations = code, translations


def use_own_names(names: Callable[[str], Mapping[str, str]]) -> None:
    """Look up what no catalog knows, such as the labels of an organization's own questionnaire.

    `names` takes the code of a language, and returns a label -> the same in that language.
    """
    global _own_names
    _own_names = names


def language() -> str:
    """Return the code of the language in use."""
    return _language


def _(message: str) -> str:
    """Return a sentence in the chosen language, or as it is written where no translation exists.

    Call it when the sentence is needed, never while a module is imported: the language can
    change while the window is open.
    """
    said = message if _translations is None else _translations.text(message)
    if said != message or _own_names is None:
        return said
    return _own_names(_language).get(message, message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a sentence that fits `count`, in the chosen language."""
    if _translations is None:
        return one if count == 1 else many
    return _translations.plural(one, many, count)


def N_(message: str) -> str:
    """Mark a sentence for the catalogs without translating it yet."""
    return message


def use_system_locale(name: str) -> None:
    """Name the system's locale where no environment variable does, as on Windows and macOS."""
    global _system_locale
    _system_locale = name


def system_locale(category: str = "LC_NUMERIC") -> str:
    """Return the system's locale, as "de_DE". The bare C locale is read as American English."""
    found = default_locale(category) or _system_locale or system.getlocale()[0] or SOURCE
    known = system.normalize(found).partition(".")[0] if " " in found else found
    return SOURCE if known in ("C", "POSIX", "en_US_POSIX") else known


def current_locale() -> Locale:
    """Return the locale of numbers, dates and lists: the chosen language as the system's country
    writes it. English on a German computer writes 4.812,5 and Dec 8."""
    return _locale(_language, system_locale())


@cache
def _locale(chosen: str, named: str) -> Locale:
    chosen = SOURCE if chosen in (PSEUDO, PSEUDO_RIGHT_TO_LEFT) else chosen
    spoken, territory = chosen.partition("_")[0], named.partition("_")[2][:2]
    for code in (named if named.startswith(f"{spoken}_") else "", f"{spoken}_{territory}", chosen):
        try:
            return Locale.parse(code)
        except (ValueError, UnknownLocaleError):
            continue
    return Locale.parse(SOURCE)


def number(n: float, digits: int = 0) -> str:
    """Return a number with the locale's marks and exactly so many decimals.

    >>> number(1204), number(0.5, 1)
    ('1,204', '0.5')
    """
    decimals = f".{'0' * digits}" if digits else ""
    return format_decimal(n, f"#,##0{decimals}", locale=current_locale())
