"""Which columns of a long feed hold the survey's id, the question and the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from models.files.cells import header_words as words
from models.files.cells import leading_number, parse_date, whole_number
from models.files.columns import known_scales
from models.files.mapping import Mapping, Role, column_key
from models.files.sheets import Header

ID_NAMES = (
    *words.SURVEY_ID, "survey", "respondent", "response", "case", "questionnaire",
    "questionnaire number", "interview", "submission", "patient id", "patient", "encounter id",
    "encounter number", "mrn", "visit id", "account number",
)  # fmt: skip
QUESTION_NAMES = (
    "varname", "variable name", "variable", "var", "question id", "question code", "question key",
    "question number", "question no", "question name", "question", "item id", "item code",
    "item key", "item number", "item name", "item", "qid", "q id", "field name", "field",
    "element", "question text",
)  # fmt: skip
VALUE_NAMES = (
    "value", "answer", "answer value", "answer text", "answer code", "answer label", "response",
    "response value", "response text", "response code", "response label", "result", "val",
    "choice", "rating",
)  # fmt: skip

MIN_ROWS = 6
MIN_UNIQUE = 0.95
"""Share of the rows in which a survey answers a question for the first time."""

MIN_EVIDENCE = 2
MAX_TRIED = 12
"""Columns that are tried by content; feeds are narrow."""


@dataclass(frozen=True, slots=True)
class LongLayout:
    """Places of the columns, 0 the first of the sheet."""

    header: Header
    survey: int
    question: int
    value: int

    @property
    def others(self) -> tuple[int, ...]:
        taken = (self.survey, self.question, self.value)
        return tuple(
            place for place, name in enumerate(self.header.names) if name and place not in taken
        )


def find_long_layout(
    header: Header, rows: Sequence[Sequence[str]], item_names: frozenset[str]
) -> LongLayout | None:
    """Find the columns of a feed of one row per answer; None when it is no such feed.

    `rows` are the first rows below the header, `item_names` the letters and digits of names that
    known questions have. Headers count, but the content has to agree: ids repeat, each with
    different questions, and the questions come again with other ids.
    """
    if len(rows) < MIN_ROWS:
        return None
    cells = {
        place: [row[place].strip() if place < len(row) else "" for row in rows]
        for place, name in enumerate(header.names)
        if name
    }
    tried = [place for place in cells if not _are_dates(cells[place])]
    tried.sort(key=lambda place: (-_named(header.names[place]), place))
    best: tuple[int, LongLayout] | None = None
    for survey, question in permutations(tried[:MAX_TRIED], 2):
        if not _are_ids_and_questions(cells[survey], cells[question]):
            continue
        for value in tried[:MAX_TRIED]:
            if value in (survey, question) or not _are_values(cells[question], cells[value]):
                continue
            layout = LongLayout(header, survey, question, value)
            evidence = _evidence(layout, cells, item_names)
            if evidence >= MIN_EVIDENCE and (best is None or evidence > best[0]):
                best = evidence, layout
    return best[1] if best else None


def layout_by_names(header: Header) -> LongLayout | None:
    """Return the layout that the headers tell alone, None when they do not tell all of it.

    For feeds sorted by question, whose first rows are all answers to one question. The rows
    have to be looked at whether they agree.
    """
    taken: list[int] = []
    for names in (QUESTION_NAMES, ID_NAMES, VALUE_NAMES):
        ranked = [
            (rank, place)
            for place, name in enumerate(header.names)
            if place not in taken and (rank := words.rank_in(names, name)) is not None
        ]
        if not ranked:
            return None
        taken.append(min(ranked)[1])
    question, survey, value = taken
    return LongLayout(header, survey, question, value)


def layout_told(header: Header, mapping: Mapping) -> LongLayout | None:
    """Return the layout that a mapping tells, None where it does not tell question and answer.

    The survey's id is the column told to be it, else the one whose header says so best.
    """
    places = {column_key(name): place for place, name in enumerate(header.names) if name}
    told = {
        column.role: places[column_key(column.name)]
        for column in reversed(mapping.columns)
        if column_key(column.name) in places
    }
    question, value = told.get(Role.QUESTION), told.get(Role.ANSWER)
    if question is None or value is None:
        return None
    ranked = [
        (rank, place)
        for place, name in enumerate(header.names)
        if place not in (question, value) and (rank := words.rank_in(ID_NAMES, name)) is not None
    ]
    survey = told.get(Role.SURVEY_ID, min(ranked)[1] if ranked else None)
    return None if survey is None else LongLayout(header, survey, question, value)


def _named(name: str) -> bool:
    return any(
        words.rank_in(names, name) is not None for names in (ID_NAMES, QUESTION_NAMES, VALUE_NAMES)
    )


def _evidence(layout: LongLayout, cells: dict[int, list[str]], item_names: frozenset[str]) -> int:
    """Count what speaks for a layout beside the pattern of its cells, most telling double."""
    names = layout.header.names
    questions = {text for text in cells[layout.question] if text}
    known = sum(_letters(text) in item_names for text in questions)
    found = 2 * (known >= 0.3 * len(questions))
    for place, list_of_names in (
        (layout.survey, ID_NAMES),
        (layout.question, QUESTION_NAMES),
        (layout.value, VALUE_NAMES),
    ):
        found += words.rank_in(list_of_names, names[place]) is not None
    if found >= MIN_EVIDENCE:
        found += any(text[0].isalpha() for text in questions)
        found += _share_of_answers(cells[layout.value]) >= 0.5
    return found


def _are_ids_and_questions(ids: Sequence[str], questions: Sequence[str]) -> bool:
    pairs = [(one, other) for one, other in zip(ids, questions, strict=True) if one and other]
    if len(pairs) < 0.9 * len(ids):
        return False
    surveys = {survey for survey, _ in pairs}
    asked = {question for _, question in pairs}
    return (
        len(set(pairs)) >= MIN_UNIQUE * len(pairs)
        and len(asked) >= 2
        and len(pairs) >= 1.5 * len(surveys)
        and len(pairs) >= 1.2 * len(asked)
        and len(surveys) >= 2
    )


def _are_values(questions: Sequence[str], values: Sequence[str]) -> bool:
    """Whether cells are filled and differ within the same question."""
    filled = [pair for pair in zip(questions, values, strict=True) if pair[1]]
    if len(filled) < 0.3 * len(values):
        return False
    return len(set(filled)) > len({question for question, _ in filled})


def _share_of_answers(values: Sequence[str]) -> float:
    known = known_scales()
    filled = [text for text in values if text]
    answers = sum(
        whole_number(text) is not None
        or leading_number(text) is not None
        or known.is_scale_word(text)
        for text in filled
    )
    return answers / len(filled) if filled else 0.0


def _are_dates(cells: Sequence[str]) -> bool:
    filled = [text for text in cells[:50] if text]
    return bool(filled) and sum(parse_date(t) is not None for t in filled) > 0.8 * len(filled)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def letters_of(names: Iterator[str]) -> frozenset[str]:
    """Return names as `find_long_layout` compares them."""
    return frozenset(letters for name in names if (letters := _letters(name)))
