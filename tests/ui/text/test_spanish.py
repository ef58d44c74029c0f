"""The Spanish catalog: complete, with every placeholder, and Spanish."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from ui.text.language import CATALOGS, DOMAIN

ROOT = Path(__file__).parents[3]
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\([a-z_]+\)[sr]|%[srd]")
SAME = Path(__file__).with_name("same_in_spanish.txt")
"""Texts that somebody looked at and that are the same in Spanish: names, abbreviations, formulas,
and words of both languages."""


@pytest.fixture(scope="module")
def spanish() -> Catalog:
    with (CATALOGS / "es" / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale="es")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Give every text of the program, as `make catalogs` collects them."""
    file = tmp_path_factory.mktemp("catalogs") / "throughline.pot"
    subprocess.run(
        [
            *(sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract"),
            *("-F", "packaging/babel.cfg", "-k", "N_", "-k", "counted:2,3", "-o", str(file), "."),
        ],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "packaging"), "PATH": ""},
        check=True,
    )
    with file.open("rb") as opened:
        return read_po(opened)


def pairs(catalog: Catalog) -> list[tuple[str, str]]:
    """Return (English, Spanish) of every text, each form of a plural by itself."""
    found = []
    for message in catalog:
        if not message.id:
            continue
        if isinstance(message.id, str):
            found.append((message.id, str(message.string or "")))
        else:
            texts = message.string or ("", "")
            found += list(zip(message.id, texts, strict=False))
    return found


def test_that_every_text_has_a_spanish_one(spanish: Catalog, template: Catalog) -> None:
    known = {id_ for id_, text in pairs(spanish) if text}
    missing = [id_ for id_, _text in pairs(template) if id_ not in known]
    assert not missing, f"{len(missing)} missing; the first: {missing[:20]}"


def test_that_placeholders_are_the_same(spanish: Catalog) -> None:
    wrong = [
        (english, text)
        for english, text in pairs(spanish)
        if text and set(PLACEHOLDER.findall(text)) - set(PLACEHOLDER.findall(english))
    ]
    assert not wrong
    lost = [
        (message.id, message.string)
        for message in spanish
        if isinstance(message.id, str)
        and message.id
        and message.string
        and set(PLACEHOLDER.findall(message.id)) != set(PLACEHOLDER.findall(str(message.string)))
    ]
    assert not lost


def test_that_every_spanish_text_differs_but_those_looked_at(spanish: Catalog) -> None:
    looked_at = set(SAME.read_text("utf-8").splitlines())
    same = [
        english
        for english, text in pairs(spanish)
        if text == english and re.search(r"[A-Za-z]{3,}", english)
    ]
    assert [text for text in same if " ".join(text.split()) not in looked_at] == []
