"""Built-in questionnaires of one question, such as Friends and Family, answered in rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from models.files.cells import AnswerReader, whole_number
from models.files.columns import Roles, answers_of, find_scales, known_scales
from models.files.questionnaires.inferred import Questionnaire
from models.files.sheets import TableColumn
from models.language import _
from models.survey import Box, Instrument, Item, plain

MIN_FITTING = 0.95


def find_single_question(roles: Roles, known: Sequence[Instrument]) -> Questionnaire | None:
    """Return the built-in questionnaire whose one question is the only one of a table.

    The header has to be one of the question's names, and the answers its own words. Numbers are
    its codes below the question's whole wording, if most stand for good answers: below a short
    name they run best to worst in some files and worst to best in others. None when there is no
    such question, or others beside it.
    """
    for instrument in known:
        if not instrument.built_in or len(instrument.items) != 1:
            continue
        item = instrument.items[0]
        columns = [column for column in roles.questions if _asks(column, item)]
        if len(columns) == 1 and _answers(columns[0], item) and _is_alone(columns[0], roles):
            note = _("Read as {name}.").format(name=instrument.name)
            return Questionnaire(instrument, {item.key: columns[0]}, [note])
    return None


def _asks(column: TableColumn, item: Item) -> bool:
    names = {plain(text) for text in (item.key, item.label, item.wording, *item.columns)}
    return plain(column.name) in names or plain(column.label) in names


def _answers(column: TableColumn, item: Item) -> bool:
    reader = AnswerReader(item)
    answers = answers_of(column)
    if plain(column.name) == plain(item.wording) and _are_codes(answers, item):
        return True
    fitting = sum(
        count
        for text, count in answers.items()
        if whole_number(text) is None and reader.value(text) in item.scale.by_value
    )
    return fitting > 0 and fitting >= MIN_FITTING * sum(answers.values())


def _are_codes(answers: Mapping[str, int], item: Item) -> bool:
    """Whether cells are the codes of an item's answers, most of them of good ones."""
    boxes = {code: answer.box for answer in item.scale.answers for code in answer.codes}
    counts = Counter[Box]()
    for text, count in answers.items():
        box = boxes.get(whole_number(text) or "")
        if box is None:
            return False
        counts[box] += count
    return counts[Box.TOP] > counts[Box.BOTTOM]


def _is_alone(column: TableColumn, roles: Roles) -> bool:
    others = [other for other in roles.questions if other is not column]
    return not find_scales(others, known_scales(), roles.told)
