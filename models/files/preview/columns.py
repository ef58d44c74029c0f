"""What each column of a file is taken for, how sure that is, and why, in plain sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.files.cells import header_words as words
from models.files.columns import answers_of, direction_of, has_unknown_scale
from models.files.mapping import ANSWERED_ROLES, Role
from models.files.preview.preview import LISTED_VALUES, MOST_EXAMPLES, Certainty, ColumnPreview
from models.files.questions import Question
from models.files.respondents import ColumnRoles, Items, role_of, role_of_item
from models.files.sheets import TableColumn
from models.language import N_, _, number
from models.survey import Box, Instrument, Item, group_trait_of

LONGEST_EXAMPLE = 40
MOST_DIFFERENT = 60

Said = tuple[Role, Certainty, str]

_NAMES = {
    Role.UNIT: words.UNIT,
    Role.FACILITY: words.FACILITY,
    Role.SITE: words.SITE,
    Role.DISCHARGE_DATE: words.DISCHARGED,
    Role.RECEIVED_DATE: words.RECEIVED,
    Role.YEAR: words.YEAR,
    Role.MONTH: words.MONTH,
    Role.SURVEY_ID: words.SURVEY_ID,
    Role.MODE: words.MODE,
}
_WHAT_IT_HOLDS = {
    Role.UNIT: N_("It has {n} different short names."),
    Role.FACILITY: N_("It has {n} different short names."),
    Role.SITE: N_("It has {n} different short names."),
    Role.DISCHARGE_DATE: N_("It has dates."),
    Role.RECEIVED_DATE: N_("It has dates."),
    Role.YEAR: N_("It has years."),
    Role.MONTH: N_("It has months."),
    Role.SURVEY_ID: N_("It has a different value in every row."),
    Role.MODE: N_("It has {n} different short words."),
}
_SILENT = frozenset([Role.IDENTIFIER, Role.COMMENT])
"""Roles of columns whose cells are not listed."""


class ColumnTeller:
    """Tells what the columns of one table are taken for."""

    def __init__(
        self,
        columns: ColumnRoles,
        items: Items,
        known: Sequence[Instrument],
        questions: Sequence[Question],
    ) -> None:
        self._columns = columns
        self._items = items
        self._known = {i.key: i for i in known}
        self._asked = {name for question in questions for name in question.columns}

    def of(self, column: TableColumn, place: int) -> ColumnPreview:
        """Return one column, which stands at a place of the file."""
        role, certainty, reason = self._said(column)
        item = self._items[column.place][1] if column.place in self._items else None
        listed = role not in _SILENT
        shown = ColumnPreview(
            place=place,
            name=column.name,
            role=role,
            certainty=certainty,
            reason=reason,
            examples=_examples(column) if listed else (),
            values=_values(column) if listed else (),
        )
        return shown if item is None else _with_item(shown, item)

    def _said(self, column: TableColumn) -> Said:
        roles = self._columns.roles
        role = role_of(column, roles, self._items)
        told = roles.told.get(column.place)
        if told is not None and role is told.role and column.name not in self._asked:
            as_last = self._columns.obeyed.source == "remembered"
            return role, Certainty.SURE, _("Same as last time.") if as_last else _("As you said.")
        if column.place in self._items:
            return self._of_item(column, *self._items[column.place])
        if role is None:
            return self._left_over(column)
        if role in _NAMES:
            return self._of_place(column, role)
        return self._of_another(column, role)

    def _of_place(self, column: TableColumn, role: Role) -> Said:
        holds = _(_WHAT_IT_HOLDS[role]).format(n=number(len(column.profile)))
        if column.name in self._asked:
            doubt = (
                _("Another column may fit too.") if role is Role.UNIT else _("See the question.")
            )
            return role, Certainty.UNSURE, f"{holds} {doubt}"
        if words.rank_in(_NAMES[role], column.name) is None:
            return role, Certainty.LIKELY, holds
        return role, Certainty.SURE, f"{_('Its name fits.')} {holds}"

    def _of_item(self, column: TableColumn, instrument: Instrument, item: Item) -> Said:
        role = role_of_item(item)
        if instrument.built_in:
            return role, *self._of_built_in(instrument, item)
        if role is Role.GROUP:
            return role, *self._of_group(column, instrument, item)
        first, last = item.scale.answers[0].label, item.scale.answers[-1].label
        if column.name in self._asked:
            return (
                role,
                Certainty.UNSURE,
                _("Answers go from {first} to {last}; see the question.").format(
                    first=first, last=last
                ),
            )
        if instrument.key in self._known and item.key in self._known[instrument.key].position:
            return role, Certainty.SURE, _("The same question as in earlier files.")
        certainty = Certainty.SURE if words.is_question(column.name) else Certainty.LIKELY
        if direction_of(item.scale) is not None:
            return (
                role,
                certainty,
                _("Its answers are the numbers {first} to {last}.").format(first=first, last=last),
            )
        return (
            role,
            certainty,
            _("Its answers go from {first} to {last}.").format(first=first, last=last),
        )

    def _of_group(
        self, column: TableColumn, instrument: Instrument, item: Item
    ) -> tuple[Certainty, str]:
        known = self._known.get(instrument.key)
        if known is not None and item.key in known.position:
            return Certainty.SURE, _("The same groups of patients as in earlier files.")
        labels = ", ".join(answer.label for answer in item.scale.answers)
        trait = group_trait_of(item.scale)
        what = _("Groups patients by {trait}").format(trait=trait)
        if any(answer.codes for answer in item.scale.answers):
            return Certainty.SURE, _("{what}. Years are stored only as {labels}.").format(
                what=what, labels=labels
            )
        sure = words.is_short_group(column.name)
        return Certainty.SURE if sure else Certainty.LIKELY, f"{what}: {labels}."

    def _of_built_in(self, instrument: Instrument, item: Item) -> tuple[Certainty, str]:
        numbers = [v.match.by_number for v in self._columns.versions if v.instrument is instrument]
        if numbers and item.key in numbers[0]:
            why = _("Number {number} of {name}, and its answers fit.").format(
                number=item.number, name=instrument.name
            )
            return Certainty.LIKELY, why
        return Certainty.SURE, _("A question of {name}: {label}.").format(
            name=instrument.name, label=item.label
        )

    def _of_another(self, column: TableColumn, role: Role) -> Said:
        roles = self._columns.roles
        if role is Role.IDENTIFIER:
            return role, Certainty.SURE, _("It could identify a patient, so it's never stored.")
        if role is Role.COMMENT:
            named = words.is_comment_header(column.name)
            why = _("Its name says so, and it has free text.") if named else _("It has long texts.")
            return role, Certainty.SURE if named else Certainty.LIKELY, why
        if role is Role.WEIGHT:
            return role, Certainty.SURE, _("A survey weight. Not used: every answer counts once.")
        if any(own is column for own in roles.counters):
            return role, Certainty.SURE, _("Only row numbers.")
        if words.rank_in(words.SURVEY_ID, column.name) is not None:
            return (
                role,
                Certainty.LIKELY,
                _("Not a survey ID: some rows have none or share one."),
            )
        return role, Certainty.LIKELY, _("Same as another column.")

    def _left_over(self, column: TableColumn) -> Said:
        """Tell of a column that has no use: it is not one of the questions."""
        roles = self._columns.roles
        if not column.filled:
            return Role.IGNORE, Certainty.SURE, _("It's empty in the rows we checked.")
        if self._columns.versions:
            name = self._columns.versions[0].instrument.name
            return (
                Role.IGNORE,
                Certainty.LIKELY,
                _("Not a question in {name}.").format(name=name),
            )
        if any(own is column for own in roles.unsure_dates):
            return Role.IGNORE, Certainty.UNSURE, _("It has dates; see the question.")
        if any(own is column for own in roles.about_patient):
            why = _("It's about the patient or the stay, and we don't know its answers.")
            return Role.IGNORE, Certainty.LIKELY, why
        told = roles.told.get(column.place)
        if told is not None and told.role is Role.GROUP:
            why = _(
                "A group column needs a few different words and a name with age, admission, or "
                "language."
            )
            return Role.IGNORE, Certainty.UNSURE, why
        if column.name in self._asked:
            why = _("We don't know the order of its answers. Put them in order to use them.")
            return Role.IGNORE, Certainty.UNSURE, why
        if told is not None and told.role in ANSWERED_ROLES:
            why = _("You made it a question, but its cells aren't answers on a scale.")
            return Role.IGNORE, Certainty.UNSURE, why
        if has_unknown_scale(column):
            why = _("We don't know its answers. Make it a question if it is one.")
            return Role.IGNORE, Certainty.UNSURE, why
        return Role.IGNORE, Certainty.LIKELY, _("Its cells aren't answers on a scale.")


def bare_column(
    place: int, name: str, reason: str, role: Role | None = Role.IGNORE
) -> ColumnPreview:
    """Return a column of which nothing else is known."""
    return ColumnPreview(place, name, role, Certainty.SURE, reason)


def _with_item(shown: ColumnPreview, item: Item) -> ColumnPreview:
    grouped = group_trait_of(item.scale) is not None
    placed = [answer for answer in item.scale.answers if grouped or answer.box is not Box.OUTSIDE]
    return replace(
        shown,
        item=item.key,
        label=item.label,
        answers=tuple(answer.label for answer in placed),
        best=tuple(answer.label for answer in placed if answer.box is Box.TOP),
        direction=direction_of(item.scale),
    )


def _examples(column: TableColumn) -> tuple[str, ...]:
    found: Mapping[str, int] = column.profile
    return tuple(_short(text) for text in list(found)[:MOST_EXAMPLES])


def _values(column: TableColumn) -> tuple[tuple[str, int], ...]:
    """Return the most frequent cells of a column of few different ones."""
    answers = answers_of(column)
    if len(answers) > MOST_DIFFERENT:
        return ()
    ranked = sorted(answers.items(), key=lambda pair: -pair[1])
    return tuple((_short(text), count) for text, count in ranked[:LISTED_VALUES])


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[:LONGEST_EXAMPLE]}…"
