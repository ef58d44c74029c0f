"""Encodings by name: those that are offered, and the one a user named."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from types import MappingProxyType

from models.errors import UsageProblem

OFFERED: Mapping[str, str] = MappingProxyType(
    {
        "utf-8": "Unicode (UTF-8)",
        "utf-16": "Unicode (UTF-16)",
        "cp1252": "Western European, Windows",
        "latin-1": "Western European, ISO 8859-1",
        "mac_roman": "Western European, Macintosh",
        "cp850": "Western European, DOS",
        "cp1250": "Central European, Windows",
        "iso8859-2": "Central European, ISO 8859-2",
        "cp1251": "Cyrillic, Windows",
        "koi8-r": "Cyrillic, KOI8-R",
        "cp1253": "Greek, Windows",
        "cp1254": "Turkish, Windows",
        "cp1255": "Hebrew, Windows",
        "cp1256": "Arabic, Windows",
        "cp1257": "Baltic, Windows",
        "cp932": "Japanese, Shift-JIS",
        "euc_jp": "Japanese, EUC",
        "gb18030": "Chinese, simplified",
        "big5": "Chinese, traditional",
        "cp949": "Korean",
    }
)
"""Names of encodings and what they are for, the likeliest first; others may be named as well."""

EXAMPLES = "cp1252 (Western), cp1250 (Central European), cp1251 (Cyrillic), cp932 (Japanese)"

_NO_TEXT = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7"}


def named_codec(name: str) -> str:
    """Return the codec of an encoding that a user named.

    Raises UsageProblem when there is none of that name.

    >>> named_codec("Windows-1252"), named_codec("Shift_JIS")
    ('cp1252', 'shift_jis')
    """
    try:
        found = codecs.lookup(name.strip()).name
        if found not in _NO_TEXT:
            "".encode(found)  # a LookupError for codecs that are no encodings of text
            return found
    except (LookupError, ValueError):
        pass
    raise UsageProblem(
        "unknown_encoding",
        "There is no encoding of that name.",
        where="--encoding",
        hint="Known names: " + ", ".join(OFFERED) + ".",
    )
