"""What a code book beside the answers says of them: another sheet of the same workbook.

Known are tables with a row per code (variable, code, label), tables with all codes of a variable
in one cell ("1 = Very good; 2 = Good"), and the same answers once more in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as ByName
from collections.abc import Sequence

from models.files.cells import answer_word, header_key, is_unpleasant, whole_number
from models.files.columns.directions import polarity
from models.files.columns.scales import KnownScales, known_scales
from models.files.mapping import ColumnMapping, Direction, Mapping, Role, column_key
from models.files.sheets import Sheet, header_of

MOST_ROWS = 2_000
FEWEST_CODES = 2
LONGEST_CELL = 2_000
TWIN = 0.7
"""A sheet of the same answers in words has this part of the columns."""


Codes = dict[str, str]
"""Labels by their codes."""

_VARIABLE = re.compile(
    r"variable( name)?|name|field( name)?|column( name)?|item|question( id| code)?|var|id"
)
_CODE = re.compile(
    r"codes?|values?|(answer|response|value) code|number|numeric value|valor|wert|codigo|valeur|"
    r"waarde|wartosc|valore"
)
_LABEL = re.compile(
    r"labels?|value label|meaning|description|definition|(answer|response)( text| label)?|text|"
    r"etiqueta|bedeutung|libelle|betekenis|etykieta|etichetta|categoria"
)
_IN_ONE_CELL = re.compile(r"(-?\d{1,3})\s*[=:.)-]\s*([^;,|\n/]*[^\W\d_][^;,|\n/]*)")


def codebook_of(sheets: Sequence[Sheet], answers: Sheet) -> Mapping | None:
    """Return what other sheets say of the columns of one, None when they say nothing."""
    known = known_scales()
    names = header_of(answers)
    keys = (
        {}
        if names is None
        else {
            key: names.names[place] for key, place in _keys(answers).items() if names.names[place]
        }
    )
    columns: dict[str, ColumnMapping] = {}
    for sheet in sheets:
        codes_by_key = _codes_of_twin(sheet, answers) or _codes_in(sheet, keys)
        for key, codes in codes_by_key.items():
            column = _column(keys[key], codes, known)
            if column is not None:
                columns.setdefault(key, column)
    return Mapping(columns=tuple(columns.values())) if columns else None


def is_twin(sheet: Sheet, answers: Sheet) -> bool:
    """Whether a sheet holds the answers of another in words, row by row."""
    return bool(_codes_of_twin(sheet, answers))


def _keys(sheet: Sheet) -> dict[str, int]:
    """Return the places of a sheet's columns by their names, and by the codes and names that
    stand above these, where they name one column."""
    header = header_of(sheet)
    if header is None:
        return {}
    found: dict[str, int] = {}
    above = [cells for number, cells in sheet.head if number < header.row]
    for cells in (header.names, *above):
        keys = [column_key(cell) for cell in cells[: header.width]]
        for place, key in enumerate(keys):
            if key and keys.count(key) == 1:
                found.setdefault(key, place)
    return found


def _codes_of_twin(sheet: Sheet, answers: Sheet) -> dict[str, Codes]:
    """Return what the codes of a sheet mean by one with the same rows in words; nothing where one
    code has two words, or where the rows or most columns are not the same."""
    heads = header_of(sheet), header_of(answers)
    if heads[0] is None or heads[1] is None:
        return {}
    theirs = [cells for number, cells in sheet.head if number > heads[0].row]
    ours = [cells for number, cells in answers.head if number > heads[1].row]
    other, own = _keys(sheet), _keys(answers)
    shared = {own[key]: (key, other[key]) for key in own if key in other}
    if len(theirs) != len(ours) or len(shared) < TWIN * len(heads[1].names):
        return {}
    found: dict[str, Codes] = {}
    for place, (key, at) in shared.items():
        codes = _codes_by_row(ours, place, theirs, at)
        if codes is not None:
            found[key] = codes
    return found


def _codes_by_row(
    ours: Sequence[Sequence[str]], place: int, theirs: Sequence[Sequence[str]], at: int
) -> Codes | None:
    """Return the words that stand in one column where codes stand in another; None where a code
    has several, or words are no words."""
    pairs = {
        (own[place].strip(), other[at].strip())
        for own, other in zip(ours, theirs, strict=True)
        if place < len(own) and at < len(other)
    }
    told = {(code, label) for code, label in pairs if code and label and code != label}
    codes = {number: label for code, label in told if (number := whole_number(code)) is not None}
    if len(codes) < max(len(told), FEWEST_CODES) or any(map(whole_number, codes.values())):
        return None
    return codes


def _codes_in(sheet: Sheet, names: ByName[str, str]) -> dict[str, Codes]:
    """Return the codes of variables that are columns of the answers, by the columns' keys."""
    rows = [cells for _, cells in sheet.head[:MOST_ROWS]]
    for place, cells in enumerate(rows[:10]):
        heads = [header_key(cell) for cell in cells]
        variable, code, label = (_place(heads, words) for words in (_VARIABLE, _CODE, _LABEL))
        if label is not None and label >= 2 and (variable is None or code is None):
            variable, code = _beside(rows[place + 1 :], label, names)
        if variable is not None and code is not None and label is not None:
            return _by_row(rows[place + 1 :], variable, code, label, names)
    return _in_cells(rows, names)


def _beside(
    rows: Sequence[Sequence[str]], label: int, names: ByName[str, str]
) -> tuple[int | None, int | None]:
    """Return the columns of variables and codes that stand right before those of labels, as SPSS
    writes them under one heading; None where they hold something else."""
    variables = [column_key(cells[label - 2]) for cells in rows if len(cells) > label]
    codes = [cells[label - 1].strip() for cells in rows if len(cells) > label]
    numbers = sum(whole_number(code) is not None for code in codes)
    named = sum(key in names for key in variables if key)
    if numbers > 0.5 * len(codes) and 2 * named > sum(map(bool, variables)):
        return label - 2, label - 1
    return None, None


def _place(heads: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    return next((place for place, head in enumerate(heads) if pattern.fullmatch(head)), None)


def _by_row(
    rows: Sequence[Sequence[str]], variable: int, code: int, label: int, names: ByName[str, str]
) -> dict[str, Codes]:
    found: dict[str, Codes] = {}
    current = ""
    for cells in rows:
        texts = [cells[at].strip() if at < len(cells) else "" for at in (variable, code, label)]
        current = column_key(texts[0]) if texts[0] else current
        number = whole_number(texts[1])
        if current in names and number is not None and texts[2]:
            found.setdefault(current, {}).setdefault(number, texts[2])
    return {key: codes for key, codes in found.items() if len(codes) >= FEWEST_CODES}


def _in_cells(rows: Sequence[Sequence[str]], names: ByName[str, str]) -> dict[str, Codes]:
    """Return codes that stand in one cell beside the variable's name."""
    found: dict[str, Codes] = {}
    for cells in rows:
        keys = [key for cell in cells if (key := column_key(cell)) in names]
        codes = {
            str(int(m[1])): m[2].strip()
            for cell in cells
            if len(cell) <= LONGEST_CELL
            for m in _IN_ONE_CELL.finditer(cell)
        }
        if keys and len(codes) >= FEWEST_CODES:
            found.setdefault(keys[0], codes)
    return found


def _column(name: str, codes: Codes, known: KnownScales) -> ColumnMapping | None:
    """Return what the labels of codes say: their order, or which end is best; None for labels
    that say neither."""
    placed = {code: text for code, text in codes.items() if not known.is_no_answer(text)}
    none = tuple(code for code in codes if code not in placed)
    words = {code: answer_word(text) for code, text in placed.items()}
    unordered = ColumnMapping(name, Role.ITEM, no_answers=none) if none else None
    if len(placed) < FEWEST_CODES:
        return unordered
    for family in known.families:
        grades = {code: family.grades.get(word) for code, word in words.items()}
        ranks = [grade for grade in grades.values() if grade is not None]
        if len(ranks) == len(words) == len(set(ranks)):
            if not family.is_valued and is_unpleasant(name):
                return unordered
            ordered = sorted(placed, key=lambda code: grades[code] or 0)
            answers = tuple((placed[code], code) for code in ordered)
            return ColumnMapping(name, Role.ITEM, answers=answers, no_answers=none)
    low, high = min(placed, key=int), max(placed, key=int)
    wants = {-polarity(placed[low], known), polarity(placed[high], known)}
    if len(wants) != 1 or wants == {0} or is_unpleasant(name):
        return unordered
    ends = Direction.HIGHEST if wants == {1} else Direction.LOWEST
    numbers = sorted(placed, key=int, reverse=ends is Direction.LOWEST)
    answers = tuple((placed[code], code) for code in numbers)
    return ColumnMapping(name, Role.ITEM, answers=answers, no_answers=none)
