"""The rows of a respondent table that has been understood, handed over as blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

import numpy as np
from numpy.typing import NDArray

from models.files.cells import BLANK_WORDS, header_key
from models.files.columns import Roles, RowMetadata, known_by
from models.files.content import Block, Problem, Progress, RespondentBlock, SurveyFile
from models.files.questionnaires import OTHER_ERA, Plan, era_reason
from models.files.respondents.answer_matrix import AnswerMatrix, note_many, read_answers
from models.files.sheets import Table, TableColumn, kind_of_cell
from models.language import _, number
from models.survey import Instrument

BLOCK_ROWS = 50_000
NO_COMMENT = BLANK_WORDS | {
    "none", "n/a", "no", "no comment", "no comments", "nothing", "nil", "no answer",
}  # fmt: skip
"""What patients or programs write into a comment that says nothing."""

TOTALS = frozenset(
    ["total", "totals", "grand total", "subtotal", "sub total", "overall total", "sum", "average",
     "mean", "summe", "gesamt", "insgesamt", "gesamtsumme", "suma", "razem", "ogółem", "totale",
     "totaal", "total general", "total général", "totaux", "totales", "total geral", "media",
     "סה כ", "סך הכל"]
)  # fmt: skip
"""What the row below a table is called that sums up the others."""

_SUM = re.compile(r"(^(sub ?)?total (of |for )?| (sub ?)?totals?$)")
"""What stands beside the name of a unit in the row that sums it up."""

MOST_TOTALS = 0.1
"""Where a larger part of the rows is called so, it is the name of a unit."""

MOST_TABLES = 5

Mask = NDArray[np.bool_]
MakeProblem = Callable[[int], Problem]


class RespondentRows:
    """A table, what its columns are, and which questionnaire each row answers."""

    def __init__(
        self, sheet: str | None, table: Table, roles: Roles, facts: RowMetadata, plan: Plan
    ) -> None:
        self._sheet = sheet
        self._table = table
        self._roles = roles
        self._facts = facts
        self._plan = plan
        self._known_by = known_by(roles)

    def usual_instrument(self) -> Instrument:
        """Return the questionnaire of most rows."""
        rows = self._plan.version_of_row
        counts = np.bincount(rows[rows >= 0], minlength=len(self._plan.versions))
        return self._plan.versions[int(counts.argmax())].instrument

    def blocks(self, file: SurveyFile, progress: Progress) -> Iterator[Block]:
        """Yield the rows in blocks of one questionnaire each; note what was not understood."""
        file.changed_questions += self._plan.changed
        survey_id, identifies = self._known_by
        if survey_id is not None and identifies:
            file.notes.append(
                _(
                    "We recognize surveys by {name} and the date. Only a coded form is stored."
                ).format(name=survey_id.name)
            )
        file.rows_read += len(self._table) + len(self._table.too_long)
        self._note_shifted_rows(file)
        keep = self._reject_rows(file)
        self._note_bad_dates(file, keep)
        for place, version in enumerate(self._plan.versions):
            mine = np.flatnonzero(keep & (self._plan.version_of_row == place))
            if not len(mine):
                continue
            answers = read_answers(version, mine, self._table, self._sheet, file, progress)
            if answers.set_aside:
                file.notes.append(
                    _(
                        "{set_aside} answers were left out, because the question before says "
                        "they don't apply."
                    ).format(set_aside=number(answers.set_aside))
                )
            for start in range(0, len(mine), BLOCK_ROWS):
                progress(_("Storing rows"), start / len(mine))
                yield self._block(answers, mine, slice(start, start + BLOCK_ROWS))

    def _note_shifted_rows(self, file: SurveyFile) -> None:
        width = self._table.header.width
        long_reason = _("has more than {width} cells, so they may be in the wrong columns").format(
            width=width
        )
        short_reason = _("has fewer than {width} cells; missing cells count as blank").format(
            width=width
        )
        for rows, reason, rejects in (
            (self._table.too_long, long_reason, True),
            (self._table.too_short, short_reason, False),
        ):

            def problem(row: int, reason: str = reason, rejects: bool = rejects) -> Problem:
                return Problem(row, None, None, reason, self._sheet, rejects)

            note_many(file, np.asarray(rows, np.int64), problem)

    def left_out(self) -> dict[int, str]:
        """Return the source rows that are not read, and why."""
        width = self._table.header.width
        found = dict.fromkeys(
            self._table.too_long, _("has more than {n} cells").format(n=number(width))
        )
        for rejected, make in self._rejections():
            for row in np.flatnonzero(rejected).tolist():
                found.setdefault(int(self._table.rows[row]), make(row).reason)
        return found

    def _rejections(self) -> list[tuple[Mask, MakeProblem]]:
        return [
            (self._repeated_header(), self._rejection(_("repeats the column names"))),
            (self._further_table(), self._rejection(_("belongs to another table below"))),
            (self._totals(), self._rejection(_("is a total of other rows"))),
            (self._holding_nothing(), self._rejection(_("has no answer from a unit"))),
            (self._plan.version_of_row == OTHER_ERA, self._other_era()),
        ]

    def _reject_rows(self, file: SurveyFile) -> Mask:
        """Return which rows are read, and report the others."""
        keep = np.ones(len(self._table), bool)
        for rejected, make in self._rejections():
            note_many(file, np.flatnonzero(rejected & keep), make)
            keep &= ~rejected
        return keep

    def _rejection(self, reason: str) -> MakeProblem:
        def problem(row: int) -> Problem:
            return Problem(int(self._table.rows[row]), None, None, reason, self._sheet, True)

        return problem

    def _other_era(self) -> MakeProblem:
        months = self._facts.months()
        column = self._roles.discharged
        instrument = self._plan.versions[0].instrument

        def problem(row: int) -> Problem:
            number = int(self._table.rows[row])
            reason = era_reason(instrument, int(months[row]))
            if column is None:
                return Problem(number, None, None, reason, self._sheet, True)
            return Problem(number, column.name, column.text(row), reason, self._sheet, True)

        return problem

    def _answer_columns(self) -> list[TableColumn]:
        found = {c.place: c for v in self._plan.versions for c in v.columns.values()}
        return list(found.values())

    def _repeated_header(self) -> Mask:
        columns = [self._roles.unit, *self._answer_columns()[:2]]
        masks = [c.mapped([w.strip() == c.name for w in c.words], np.bool_) for c in columns]
        repeated: Mask = np.logical_and.reduce(masks)
        return repeated

    def _further_table(self) -> Mask:
        """Return rows from one on that has column names of its own, up to one that repeats those
        of this table."""
        unit = self._roles.unit
        named = unit.mapped([word.strip() == unit.name for word in unit.words], np.bool_)
        again = self._repeated_header()
        inside = np.zeros(len(self._table), bool)
        starts = np.flatnonzero(named & ~again)
        if not 0 < len(starts) <= MOST_TABLES or any(map(self._has_answer, starts.tolist())):
            return inside
        for start in starts.tolist():
            ends = np.flatnonzero(again[start:])
            inside[start : start + int(ends[0]) if len(ends) else None] = True
        return inside

    def _has_answer(self, row: int) -> bool:
        """Whether a row holds a number, as no row of column names does."""
        cells = [column.text(row) for column in self._table.named()]
        return any(kind_of_cell(cell) in ("number", "date") for cell in cells)

    def _totals(self) -> Mask:
        """Return rows whose unit is called a total, where few are."""
        unit = self._roles.unit
        keys = [header_key(word) for word in unit.words]
        known = set(keys)
        sums = [key in TOTALS or _is_sum(key, known) for key in keys]
        total: Mask = unit.mapped(sums, np.bool_)
        if total.sum() > MOST_TOTALS * len(total):
            return np.zeros(len(total), bool)
        return total

    def _holding_nothing(self) -> Mask:
        """Return rows without an answer or comment that lack a unit or any other filled cell,
        such as a note below the table."""
        empty: Mask = np.ones(len(self._table), bool)
        for column in (*self._answer_columns(), *self._roles.comments):
            if empty.any():
                empty &= _blanks(column)
        if empty.any():
            others = [c for c in self._table.columns if c is not self._roles.unit and c.name]
            alone = np.logical_and.reduce([_blanks(column) for column in others])
            empty &= _blanks(self._roles.unit) | alone
        return empty

    def _note_bad_dates(self, file: SurveyFile, keep: Mask) -> None:
        for column, bad in self._facts.bad_dates:
            mask = column.mapped([word in bad for word in column.words], np.bool_) & keep

            def problem(row: int, column: TableColumn = column) -> Problem:
                number = int(self._table.rows[row])
                reason = _("isn't a date between 1990 and today")
                return Problem(number, column.name, column.text(row), reason, self._sheet)

            note_many(file, np.flatnonzero(mask), problem)

    def _block(
        self, answers: AnswerMatrix, rows: NDArray[np.int64], part: slice
    ) -> RespondentBlock:
        facts = self._facts
        mine = rows[part]
        survey_id, identifies = self._known_by
        ids = None if survey_id is None else survey_id.texts(mine.tolist())
        return RespondentBlock(
            instrument=answers.instrument,
            rows=self._table.rows[mine],
            units=facts.units.codes[mine],
            unit_names=facts.units.names,
            facilities=facts.facilities.codes[mine],
            facility_names=facts.facilities.names,
            sites=facts.sites.codes[mine],
            site_names=facts.sites.names,
            modes=facts.modes.codes[mine],
            mode_names=facts.modes.names,
            discharged=facts.discharged[mine],
            received=facts.received[mine],
            survey_ids=ids,
            answers=answers.values[part],
            comments=self._comments(mine),
            ids_identify=identifies,
        )

    def _comments(self, rows: NDArray[np.int64]) -> list[tuple[int, str, str]]:
        found = []
        for column in self._roles.comments:
            says = [word.strip().casefold().rstrip(".!") not in NO_COMMENT for word in column.words]
            for place in np.flatnonzero(column.mapped(says, np.bool_)[rows]).tolist():
                found.append((place, column.name, column.text(int(rows[place]))))
        return found


def _blanks(column: TableColumn) -> Mask:
    """Return which cells hold nothing, or only a word for nothing."""
    blank = [word.strip().casefold() in BLANK_WORDS for word in column.words]
    mask: Mask = column.mapped(blank, np.bool_)
    return mask


def _is_sum(key: str, units: Collection[str]) -> bool:
    """Whether a row is called the total of one of the units."""
    rest = _SUM.sub("", key)
    return rest != key and rest in units
