"""Find the sentences of the code and the names in TOML files, for `make catalogs`."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import Any, BinaryIO

SHOWN = ("label", "short", "wording", "name")
"""Keys whose text a person reads."""


def extract_python(
    file: BinaryIO, keywords: Mapping[str, object], _comment_tags: Collection[str], options: object
) -> Iterator[tuple[int, str, tuple[str | None, ...], list[str]]]:
    """Yield (line, function, texts, comments) of each call that translates, inside f-strings too,
    which Babel's own extractor passes over."""
    del options  # there are none
    calls = [node for node in ast.walk(ast.parse(file.read())) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        texts = tuple(_text(argument) for argument in call.args)
        if name in keywords and any(texts):
            yield call.lineno, name, texts, []


def _text(argument: ast.expr) -> str | None:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return None


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
