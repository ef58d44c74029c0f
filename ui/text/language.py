"""The language of the program: gettext catalogs under `resources/locale`, switched at run time.

The catalogs are read as translators write them (`.po`), so there is nothing to compile. A sentence
without a translation is shown as it is written, in American English.
"""

from __future__ import annotations

import locale as system
import os
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError, default_locale

from ui.text.pseudo import PseudoTranslations
from ui.text.translations import Translations, read_translations

CATALOGS = Path(__file__).parents[2] / "resources" / "locale"
DOMAIN = "throughline"
SOURCE = "en_US"
"""The language that the sentences are written in: it needs no catalog."""
PSEUDO, PSEUDO_RIGHT_TO_LEFT = "en_XA", "ar_XB"
"""Not languages but tests of them: accents and more length, and a window from right to left."""
LANGUAGE_VARIABLE = "THROUGHLINE_LANG"

_NAMES = {SOURCE: "English (US)", "en_GB": "English (UK)", "es": "Español"}

_chosen = SOURCE
_system_locale = ""


def _(message: str) -> str:
    """Return a sentence in the chosen language, or as it is written where no translation exists.

    Call it when the sentence is needed, never while a module is imported: the language can
    change while the window is open.
    """
    return message if _chosen == SOURCE else _translations(_chosen).text(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a sentence that fits `count`, in the chosen language."""
    if _chosen == SOURCE:
        return one if count == 1 else many
    return _translations(_chosen).plural(one, many, count)


def N_(message: str) -> str:
    """Mark a sentence for the catalogs without translating it yet."""
    return message


def set_language(code: str) -> None:
    """Speak another language from now on: `en_US`, `es`, or another that has a catalog."""
    global _chosen
    _chosen = code


def language() -> str:
    """Return the code of the language in use."""
    return _chosen


def languages() -> list[str]:
    """Return the languages that can be chosen, the source language first."""
    found = {path.parents[1].name for path in CATALOGS.glob(f"*/LC_MESSAGES/{DOMAIN}.po")}
    return [SOURCE, *sorted(found - {SOURCE})]


def language_name(code: str) -> str:
    """Return what a language calls itself: "Español"."""
    return _NAMES.get(code) or Locale.parse(code).get_display_name() or code


def matching_language(name: str) -> str | None:
    """Return the language that fits a locale best, None when there is none.

    >>> matching_language("es_MX.UTF-8"), matching_language("en-GB"), matching_language("xx")
    ('es', 'en_GB', None)
    """
    code = name.partition(".")[0].replace("-", "_")
    known = [*languages(), PSEUDO, PSEUDO_RIGHT_TO_LEFT]
    for choice in known:
        if choice.casefold() == code.casefold():
            return choice
    spoken = code.partition("_")[0].casefold()
    return next((choice for choice in known[:-2] if choice.partition("_")[0] == spoken), None)


def default_language() -> str:
    """Return the language named by $THROUGHLINE_LANG, else the system's where there is a catalog
    of it, else American English."""
    named = os.environ.get(LANGUAGE_VARIABLE, "")
    return matching_language(named) or matching_language(system_locale("LC_MESSAGES")) or SOURCE


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
    return _locale(_chosen, system_locale())


def is_right_to_left() -> bool:
    """Tell whether the chosen language is written from right to left."""
    return _chosen == PSEUDO_RIGHT_TO_LEFT or current_locale().text_direction == "rtl"


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


@cache
def _translations(code: str) -> Translations:
    if code == PSEUDO:
        return PseudoTranslations({}, {}, lambda count: int(count != 1))
    return read_translations(CATALOGS / code, DOMAIN)
