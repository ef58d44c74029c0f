"""Is a promise worded so that it does not coach patients for the survey?

Hospitals may not use the questionnaire's own words with patients: neither its answers ("always")
nor its questions. This is advice under a text, never a refusal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.huddle.wording.word_lists import any_of, plain_quotes, word_list
from models.language import _
from models.survey import Box, Instrument, Item

ANSWER = "answer"
QUESTION = "question"

_FEWEST_WORDS = 3
_FEWEST_TELLING = 2
_LONG = 5
"""So many shared words in a row are a question's wording with a single telling one."""

_MOST_QUESTIONS = 4
"""Words that stand in more questions than this are the questionnaire's frame, not a question."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Advice:
    """A place in a text, what is used there (`answer` or `question`), and what to do instead.

    `source` is the answer or the question's label.
    """

    start: int
    end: int
    kind: str
    source: str
    advice: str


def survey_safe(text: str, instruments: Iterable[Instrument]) -> tuple[Advice, ...]:
    """Return the places where a text uses answers or wording of questionnaires, in order.

    Questions about the patient do not count. Empty when the text is safe, or when there are no
    questionnaires.
    """
    plain = plain_quotes(text)
    items = [item for i in instruments for item in i.items if not item.about_patient]
    found = [*_answers(plain, items), *_questions(plain, items)]
    return tuple(sorted(found, key=lambda advice: (advice.start, advice.end)))


def _answers(text: str, items: Sequence[Item]) -> Iterator[Advice]:
    words: set[str] = set()
    rates = False
    for item in items:
        for answer in item.scale.answers:
            label = plain_quotes(answer.label).strip()
            if label.isdigit():
                rates = rates or (answer.box is Box.TOP and label == "10")
            else:
                words |= {label, _after_yes(label)}
    everyday = set(word_list("survey")["everyday_answers"])
    for match in any_of(w for w in words if w.casefold() not in everyday).finditer(text):
        yield Advice(
            *match.span(),
            ANSWER,
            match[0],
            _(
                "“{answer}” is an answer on the survey. Say what you do instead: each time, "
                "every patient, before I leave the room."
            ).format(answer=match[0]),
        )
    if rates:
        for match in _RATING.finditer(text):
            yield Advice(
                *match.span(),
                ANSWER,
                match[0],
                _(
                    "This is the survey's rating. Promise what patients get, not the number they "
                    "give."
                ),
            )


_RATING = re.compile(
    r"\b(?:9 or (?:a )?10|nine or (?:a )?ten|(?:a|perfect|us|the)\s+(?:10|ten)\b|10 out of 10|"
    r"top[\s-]box)",
    re.IGNORECASE,
)


def _after_yes(label: str) -> str:
    """Return "definitely" for "Yes, definitely"; other labels as they are."""
    return re.sub(r"^(?:yes|no)\W+(?=\w)", "", label, flags=re.IGNORECASE)


def _questions(text: str, items: Sequence[Item]) -> Iterator[Advice]:
    sources = _question_grams(items)
    spoken = list(_WORD.finditer(text))
    words = [_form(match[0]) for match in spoken]
    place = 0
    while place + _FEWEST_WORDS <= len(words):
        end = place
        while tuple(words[max(place, end - 2) :][:_FEWEST_WORDS]) in sources:
            end = max(place, end - 2) + _FEWEST_WORDS
        if not _tells(words[place:end]):
            place += 1
            continue
        yield Advice(
            spoken[place].start(),
            spoken[end - 1].end(),
            QUESTION,
            sources[tuple(words[place : place + _FEWEST_WORDS])],
            _(
                "These are the words of a survey question. Use your own, as you would say them at "
                "the bedside."
            ),
        )
        place = end


def _question_grams(items: Sequence[Item]) -> dict[tuple[str, ...], str]:
    """Map three words in a row of a question to its label, without the questionnaire's frame."""
    grams = {
        item.key: (item.label, _grams(_words(item.wording)) | _grams(_words(item.label)))
        for item in items
    }
    common = Counter(gram for _label, found in grams.values() for gram in found)
    sources: dict[tuple[str, ...], str] = {}
    for label, found in grams.values():
        for gram in found:
            if common[gram] <= _MOST_QUESTIONS:
                sources.setdefault(gram, label)
    return sources


def _tells(words: list[str]) -> bool:
    little = word_list("survey")["little_words"]
    telling = sum(word not in little for word in words)
    return telling >= _FEWEST_TELLING or (len(words) >= _LONG and telling >= 1)


def _words(text: str) -> list[str]:
    return [_form(match[0]) for match in _WORD.finditer(plain_quotes(text))]


def _form(word: str) -> str:
    low = word.casefold()
    return str(word_list("survey")["same"].get(low, low))


def _grams(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + _FEWEST_WORDS]) for n in range(len(words) - _FEWEST_WORDS + 1)}
