"""Languages: which there are, which is chosen, and what is said in each."""

from __future__ import annotations

import doctest
from collections.abc import Iterator
from pathlib import Path

import pytest

import ui.text.language as languages
import ui.text.translations as translations
from ui.text.language import PSEUDO, SOURCE, _, default_language, ngettext, set_language

CATALOG = """
msgid ""
msgstr ""
"Plural-Forms: nplurals=2; plural=(n != 1);"

msgid "Save"
msgstr "Guardar"

#, fuzzy
msgid "Open"
msgstr "Cerrar"

msgid "Print"
msgstr ""

msgid "{n} unit"
msgid_plural "{n} units"
msgstr[0] "{n} unidad"
msgstr[1] "{n} unidades"
"""


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    set_language(SOURCE)


@pytest.fixture
def catalogs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give a folder with one small Spanish catalog."""
    file = tmp_path / "es" / "LC_MESSAGES" / "throughline.po"
    file.parent.mkdir(parents=True)
    file.write_text(CATALOG, "utf-8")
    monkeypatch.setattr(languages, "CATALOGS", tmp_path)
    languages._translations.cache_clear()
    yield
    languages._translations.cache_clear()


def test_that_the_examples_hold() -> None:
    assert doctest.testmod(languages).failed == 0
    assert doctest.testmod(translations).failed == 0


@pytest.mark.usefixtures("catalogs")
def test_that_only_finished_translations_are_shown() -> None:
    set_language("es")
    assert _("Save") == "Guardar"
    assert _("Open") == "Open"  # fuzzy: nobody has looked at it
    assert _("Print") == "Print"
    assert _("Not in the catalog") == "Not in the catalog"


@pytest.mark.usefixtures("catalogs")
def test_that_the_number_chooses_the_form() -> None:
    set_language("es")
    assert ngettext("{n} unit", "{n} units", 1) == "{n} unidad"
    assert ngettext("{n} unit", "{n} units", 0) == "{n} unidades"
    assert ngettext("{n} file", "{n} files", 2) == "{n} files"


def test_that_british_english_has_wards_and_keeps_placeholders_and_options() -> None:
    set_language("en_GB")
    assert _("Unit {unit} of the organization: --unit") == "Ward {unit} of the organisation: --unit"
    assert ngettext("{n} unit", "{n} units", 2) == "{n} wards"


def test_that_the_variable_goes_before_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")
    assert default_language() == "es"
    monkeypatch.setenv("THROUGHLINE_LANG", "en-GB")
    assert default_language() == "en_GB"
    monkeypatch.setenv("THROUGHLINE_LANG", "xx")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert default_language() == SOURCE


def test_that_pseudo_sentences_keep_placeholders_and_grow_by_two_fifths() -> None:
    set_language(PSEUDO)
    said = _("Save {count} files in <b>one</b> folder of this very computer")
    assert "{count}" in said
    assert "<b>" in said
    assert "Save" not in said
    assert len(said) >= 1.3 * len("Save {count} files in <b>one</b> folder of this very computer")
