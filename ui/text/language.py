"""The language of the program: gettext catalogs under `resources/i18n`, switched at run time."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

CATALOGS = Path(__file__).parents[2] / "resources" / "i18n"
DOMAIN = "throughline"
SOURCE = "en_US"
"""The language that the sentences are written in: it needs no catalog."""

_chosen = SOURCE


def _(message: str) -> str:
    """Return a sentence in the chosen language, or as it is written where no translation exists.

    Call it when the sentence is needed, never while a module is imported: the language can
    change while the window is open.
    """
    return _catalog(_chosen).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a sentence that fits `count`, in the chosen language."""
    return _catalog(_chosen).ngettext(one, many, count)


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
    found = {path.parents[1].name for path in CATALOGS.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return [SOURCE, *sorted(found - {SOURCE})]


@cache
def _catalog(code: str) -> gettext.NullTranslations:
    if code == SOURCE:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, CATALOGS, [code], fallback=True)
