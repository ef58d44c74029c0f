"""The language of the program: gettext catalogs under `resources/locale`, switched at run time.

The catalogs are read as translators write them (`.po`), so there is nothing to compile. A sentence
without a translation is shown as it is written, in American English.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from babel import Locale

from models.language import (
    N_,
    PSEUDO,
    PSEUDO_RIGHT_TO_LEFT,
    SOURCE,
    _,
    current_locale,
    language,
    ngettext,
    system_locale,
    use_system_locale,
    use_translations,
)
from ui.text.translations import PseudoTranslations, Translations, read_translations

__all__ = [
    "N_",
    "PSEUDO",
    "PSEUDO_RIGHT_TO_LEFT",
    "SOURCE",
    "_",
    "current_locale",
    "default_language",
    "is_right_to_left",
    "language",
    "language_name",
    "languages",
    "matching_language",
    "ngettext",
    "set_language",
    "system_locale",
    "use_system_locale",
]

CATALOGS = Path(__file__).parents[2] / "resources" / "locale"
DOMAIN = "throughline"
LANGUAGE_VARIABLE = "THROUGHLINE_LANG"

_NAMES = {SOURCE: "English (US)", "en_GB": "English (UK)", "es": "Español"}


def set_language(code: str) -> None:
    """Speak another language from now on: `en_US`, `es`, or another that has a catalog."""
    use_translations(code, None if code == SOURCE else _translations(code))


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


def is_right_to_left() -> bool:
    """Tell whether the chosen language is written from right to left."""
    return language() == PSEUDO_RIGHT_TO_LEFT or current_locale().text_direction == "rtl"


@cache
def _translations(code: str) -> Translations:
    if code == PSEUDO:
        return PseudoTranslations({}, {}, lambda count: int(count != 1))
    return read_translations(CATALOGS / code, DOMAIN)
