"""Which old encoding a text file is in, asked on its own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import category

from models.files.preview.preview import ColumnPreview
from models.files.questions import Choice, Question
from models.files.respondents import ENCODING
from models.files.source import GUESSES, OFFERED

MOST_WORDS = 4


def encoding_question(guessed: str, columns: Sequence[ColumnPreview]) -> tuple[Question, ...]:
    """Ask how the letters of a file are written, whose encoding was guessed. The choices are its
    words in each encoding, those left out that would put signs between letters. Nothing is asked
    when no word that may be shown is written otherwise.
    """
    words = list(dict.fromkeys(_words(columns)))[:MOST_WORDS]
    choices: list[Choice] = []
    for codec in (guessed, *(name for name in (*GUESSES, "cp850") if name != guessed)):
        text = ", ".join(_read_as(word, guessed, codec) for word in words)
        likely = codec == guessed or not any(category(c)[0] in "CS" for c in text)
        if text and likely and text not in [choice.text for choice in choices]:
            choices.append(Choice(codec, text, f"{OFFERED[codec]} ({codec})"))
    if len(choices) < 2:
        return ()
    text = "Some letters may be garbled. Which line looks right?"
    return (Question(ENCODING, (), text, tuple(choices), guessed),)


def _words(columns: Sequence[ColumnPreview]) -> Iterator[str]:
    """Give the words with letters beyond ASCII: of names of columns and of cells that are shown."""
    for column in columns:
        texts = [column.name, *column.examples, *(value for value, _ in column.values)]
        for text in texts:
            yield from (word for word in text.split() if not word.rstrip("…").isascii())


def _read_as(word: str, written: str, codec: str) -> str:
    return word.rstrip("…").encode(written, "replace").decode(codec, "replace")
