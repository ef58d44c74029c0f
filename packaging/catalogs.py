"""Find the names of measures, questions, answers and themes in TOML files, for `make catalogs`."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from typing import Any, BinaryIO

SHOWN = ("label", "short", "wording", "name")
"""Keys whose text a person reads."""


def extract_toml(
    file: BinaryIO, _keywords: object, _comment_tags: Collection[str], options: object
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Yield (line, function, text, comments) of each text, as Babel asks its extractors."""
    del options  # there are none
    source = file.read().decode()
    for text in dict.fromkeys(_texts(tomllib.loads(source))):
        line = source[: source.find(text)].count("\n") + 1
        yield line, None, text, []


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in SHOWN and isinstance(inner, str):
                if any(letter.isalpha() for letter in inner):
                    yield inner
            else:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
