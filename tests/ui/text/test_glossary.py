"""What the program's terms mean, found in the texts that use them."""

from __future__ import annotations

import doctest

import ui.text.glossary as glossary_module
from ui.text.glossary import explanation, glossary


def test_that_the_examples_hold() -> None:
    assert doctest.testmod(glossary_module).failed == 0


def test_that_each_term_is_explained_in_one_sentence_without_itself_being_found_in_parts() -> None:
    for term, meaning in glossary():
        assert meaning.count(".") == 1
        assert explanation(f"About the {term}.").casefold().startswith(term.casefold())
    assert explanation("Undergoals and agoals.") == ""


def test_that_the_longer_term_wins() -> None:
    assert explanation("Hidden to protect privacy.").startswith("Hidden to protect privacy: ")
    assert explanation("Two real gaps").startswith("Real gap: ")
