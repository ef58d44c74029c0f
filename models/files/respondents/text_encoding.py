"""Which old encoding a text file is in, asked on its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import category

from models.files.cells import header_words, rank_in
from models.files.columns import KnownScales, known_scales
from models.files.questions import Choice, Question
from models.files.respondents.questions import ENCODING
from models.files.source import GUESSES, OFFERED
from models.language import _

MOST_WORDS = 4
LONGEST_LINE = 4_000

_CELLS = re.compile(rb"[\s,;|\"]+")

_HEADERS = (
    header_words.UNIT,
    header_words.FACILITY,
    header_words.DISCHARGED,
    header_words.RECEIVED,
)


def encoding_question(
    guessed: str, texts: Iterable[str], default: str | None = None
) -> tuple[Question, ...]:
    """Ask how the letters of a file are written, whose encoding was guessed. The choices are its
    words in each encoding, those left out that would put signs between letters. Nothing is asked
    when no word that may be shown is written otherwise.
    """
    words = list(dict.fromkeys(_words(texts)))[:MOST_WORDS]
    choices: list[Choice] = []
    for codec in (guessed, *(name for name in (*GUESSES, "cp850") if name != guessed)):
        text = ", ".join(_read_as(word, guessed, codec) for word in words)
        likely = codec == guessed or not any(category(c)[0] in "CS" for c in text)
        if text and likely and text not in [choice.text for choice in choices]:
            choices.append(Choice(codec, text, f"{OFFERED[codec]} ({codec})"))
    if len(choices) < 2:
        return ()
    text = _("Some letters may be garbled. Which line looks right?")
    return (Question(ENCODING, (), text, tuple(choices), default),)


def foreign_question(path: Path) -> tuple[Question, ...]:
    """Ask how the letters of a text file are written that are no Latin ones, on the words of its
    first line; nothing where no encoding makes words of them."""
    with path.open("rb") as stream:
        line = stream.readline(LONGEST_LINE)
    words = [word for word in _CELLS.split(line) if not word.isascii()][:MOST_WORDS]
    choices: list[Choice] = []
    for codec, name in OFFERED.items():
        text = b" ".join(words).decode(codec, "replace")
        are_letters = all(category(sign)[0] in "LM" or sign.isascii() for sign in text)
        if words and are_letters and not codec.startswith("utf"):
            choices.append(Choice(codec, text, f"{name} ({codec})"))
    text = _("Some letters may be garbled. Which line looks right?")
    return (Question(ENCODING, (), text, tuple(choices)),) if choices else ()


def is_confirmed(texts: Iterable[str]) -> bool:
    """Whether a word with letters beyond ASCII is known: then the guess of its letters is right.

    >>> is_confirmed(["Ward", "Très satisfait"]), is_confirmed(["Ward", "Männer 3"])
    (True, False)
    """
    known = known_scales()
    return any(not text.isascii() and _is_known(text, known) for text in texts)


def _is_known(text: str, known: KnownScales) -> bool:
    return known.is_scale_word(text) or any(rank_in(one, text) is not None for one in _HEADERS)


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (word for word in text.split() if not word.rstrip("…").isascii())


def _read_as(word: str, written: str, codec: str) -> str:
    return word.rstrip("…").encode(written, "replace").decode(codec, "replace")
