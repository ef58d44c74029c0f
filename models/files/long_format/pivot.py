"""A long feed, one row per survey and question, turned to one row per survey."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from models.files.content import Problem, Progress, SurveyFile
from models.files.long_format.layout import MIN_UNIQUE, LongLayout
from models.files.sheets import MemorySheet, Row, Sheet, distinct_names
from models.language import _

SURVEY_ID = "Survey ID"

MOST_DIFFERING = 0.02
"""A column belongs to the survey when it differs within so few of the surveys at most."""


@dataclass(slots=True)
class _Survey:
    """What the rows of one survey say: `answers` and `facts` by place."""

    row: int
    answers: dict[int, str] = field(default_factory=dict)
    facts: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class PivotedSheet:
    """The surveys of a feed by id, in the order in which they begin.

    `questions` gives each question its place. `differing` lists, for each other column, the rows
    in which it differs from an earlier row of the same survey, and `by_question` its text by
    question, None where one question has several. `rows` counts the rows used.
    """

    surveys: dict[str, _Survey] = field(default_factory=dict)
    questions: dict[str, int] = field(default_factory=dict)
    differing: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    by_question: dict[int, dict[int, str | None]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0
    repeated: int = 0

    def is_feed(self) -> bool:
        """Whether surveys have several rows, and hardly ever two for one question."""
        return self.rows >= 1.5 * len(self.surveys) and self.repeated <= (
            (1 - MIN_UNIQUE) * self.rows
        )


class _Turner:
    """Goes through the rows of a feed once."""

    def __init__(self, layout: LongLayout, sheet: Sheet) -> None:
        self._layout = layout
        self._sheet = sheet
        self._texts: dict[str, str] = {}
        self.turned = PivotedSheet(
            differing={place: [] for place in layout.others},
            by_question={place: {} for place in layout.others},
        )

    def take(self, number: int, cells: Sequence[str]) -> None:
        names = self._layout.header.names
        if self._sheet.name is None and any(cell.strip() for cell in cells[len(names) :]):
            reason = _("has more than {names} cells, so they may be in the wrong columns").format(
                names=len(names)
            )
            self._note(number, None, reason)
            return
        survey, question = self._cell(cells, self._layout.survey), ""
        if survey:
            question = self._cell(cells, self._layout.question)
        if not question:
            empty = self._layout.question if survey else self._layout.survey
            self._note(number, names[empty], _("is empty, so the answer has no question"))
            return
        self._add(number, survey, question, cells)

    def _add(self, number: int, survey: str, question: str, cells: Sequence[str]) -> None:
        turned = self.turned
        turned.rows += 1
        known = turned.surveys.get(survey)
        if known is None:
            known = turned.surveys[survey] = _Survey(number)
        place = turned.questions.setdefault(question, len(turned.questions))
        value = self._cell(cells, self._layout.value)
        earlier = known.answers.get(place)
        if earlier is not None:
            turned.repeated += 1
            value = value if earlier in ("", value) else " / ".join(filter(None, (earlier, value)))
        known.answers[place] = value
        for other in self._layout.others:
            if text := self._cell(cells, other):
                self._take_fact(number, known, other, place, text)

    def _take_fact(self, number: int, survey: _Survey, other: int, place: int, text: str) -> None:
        if survey.facts.setdefault(other, text) != text:
            self.turned.differing[other].append((number, text))
        by_question = self.turned.by_question[other]
        if by_question.setdefault(place, text) != text:
            by_question[place] = None

    def _cell(self, cells: Sequence[str], place: int) -> str:
        text = cells[place].strip() if place < len(cells) else ""
        return self._texts.setdefault(text, text)

    def _note(self, number: int, column: str | None, reason: str) -> None:
        self.turned.problems.append(Problem(number, column, None, reason, self._sheet.name))


def pivot(sheet: Sheet, layout: LongLayout, progress: Progress) -> PivotedSheet:
    """Read all rows of a feed and put them together by survey."""
    turner = _Turner(layout, sheet)
    for number, cells in sheet.rows(progress):
        if number > layout.header.row:
            turner.take(number, cells)
    return turner.turned


class LongSheet(MemorySheet):
    """The surveys of a feed: id, the columns that belong to the survey, and its questions.

    A row's number is that of the survey's first row in the file. `asked` are the questions,
    `labels` their wordings where a column of the file gives them. `ignored` are columns that
    belong to neither. `id_name` is the name of the column of ids.
    """

    def __init__(self, base: Sheet, layout: LongLayout, turned: PivotedSheet, id_name: str) -> None:
        names = layout.header.names
        facts = [place for place in layout.others if _is_of_survey(turned, place)]
        rest = [place for place in layout.others if place not in facts]
        wordings = _wordings(turned, rest)
        header = distinct_names([id_name, *(names[place] for place in facts), *turned.questions])
        questions = header[1 + len(facts) :]
        self.asked = frozenset(questions)
        self.ignored = [names[place] for place in rest if place != wordings[0]]
        labels = {
            question: wording
            for question, place in zip(questions, turned.questions.values(), strict=True)
            if (wording := wordings[1].get(place))
        }
        rows: list[Row] = [(layout.header.row, header)]
        for survey_id, survey in turned.surveys.items():
            known = [survey.facts.get(place, "") for place in facts]
            answers = [survey.answers.get(place, "") for place in range(len(questions))]
            rows.append((survey.row, [survey_id, *known, *answers]))
        super().__init__(base.name, base.hidden, rows, labels)
        self.header_row = layout.header.row
        self.id_name = header[0]
        self.problems = [*turned.problems, *_differing(turned, facts, layout, base.name)]
        self.ids = {number: cells[0] for number, cells in rows[1:]}

    def with_answer(self, answer: str) -> dict[str, int]:
        """Return how many surveys gave an answer (in lower case) to each question, none left out
        but those where nobody did."""
        (_, header), *surveys = self._rows
        found: dict[str, int] = {}
        for place, name in enumerate(header):
            count = sum(cells[place].casefold() == answer for _, cells in surveys)
            if count and name in self.asked:
                found[name] = count
        return found


def _is_of_survey(turned: PivotedSheet, place: int) -> bool:
    return len(turned.differing[place]) <= MOST_DIFFERING * len(turned.surveys)


def _wordings(turned: PivotedSheet, places: Sequence[int]) -> tuple[int | None, Mapping[int, str]]:
    """Return the column that words the questions, the wordiest where several may, and its texts."""
    found: tuple[float, int | None, dict[int, str]] = (0.0, None, {})
    for place in places:
        texts = {q: text for q, text in turned.by_question[place].items() if text is not None}
        if len(texts) < 0.95 * len(turned.questions) or len(set(texts.values())) < 0.5 * len(texts):
            continue
        length = sum(map(len, texts.values())) / len(texts)
        if length > found[0]:
            found = (length, place, texts)
    return found[1], found[2]


def _differing(
    turned: PivotedSheet, facts: Sequence[int], layout: LongLayout, sheet: str | None
) -> Iterator[Problem]:
    for place in facts:
        for number, text in turned.differing[place]:
            reason = _("differs from an earlier row of the same survey; the earlier row counts")
            yield Problem(number, layout.header.names[place], text, reason, sheet)


def place_problems(
    file: SurveyFile, base: Sheet, layout: LongLayout, sheet: LongSheet, progress: Progress
) -> None:
    """Give the problems of answers the rows they stand in, instead of their survey's first row."""
    lost = {
        (sheet.ids[p.row], p.column): n
        for n, p in enumerate(file.problems)
        if p.row in sheet.ids and p.column in sheet.asked and not p.rejects_row
    }
    if not lost:
        return
    for number, cells in base.rows(progress):
        if number > layout.header.row and layout.question < len(cells):
            key = (cells[layout.survey].strip(), cells[layout.question].strip())
            n = lost.pop(key, None)
            if n is not None:
                file.problems[n] = replace(file.problems[n], row=number)
