"""What a code book beside the answers says of them: another sheet of the same workbook.

Known are tables with a row per code (variable, code, label), tables with all codes of a variable
in one cell ("1 = Very good; 2 = Good"), and the same answers once more in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as ByName
from collections.abc import Sequence

from models.files.cells import answer_word, header_key, whole_number
from models.files.columns.applied_mapping import header_names
from models.files.columns.directions import polarity
from models.files.columns.scales import KnownScales, known_scales
from models.files.mapping import ColumnMapping, Direction, Mapping, Role, column_key
from models.files.sheets import Sheet, header_of

MOST_ROWS = 2_000
FEWEST_CODES = 2

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
    keys = {column_key(name): name for name in header_names(answers)}
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


def _codes_of_twin(sheet: Sheet, answers: Sheet) -> dict[str, Codes]:
    """Return what the codes of a sheet mean by one with the same rows in words; nothing where one
    code has two words, or columns and rows are not the same."""
    heads = header_of(sheet), header_of(answers)
    if heads[0] is None or heads[1] is None or len(sheet.head) != len(answers.head):
        return {}
    if [column_key(n) for n in heads[0].names] != [column_key(n) for n in heads[1].names]:
        return {}
    found: dict[str, Codes] = {}
    rows = list(zip(answers.head, sheet.head, strict=True))
    for place, name in enumerate(heads[1].names):
        pairs = {
            (own[place].strip(), other[place].strip())
            for (number, own), (_, other) in rows
            if number > heads[1].row and place < min(len(own), len(other))
        }
        pairs = {(code, label) for code, label in pairs if code != label}
        codes = {whole_number(code): label for code, label in pairs}
        if None in codes or len(codes) < len(pairs) or len(codes) < FEWEST_CODES:
            continue
        if len(set(codes.values())) == len(codes) and not any(map(whole_number, codes.values())):
            found[column_key(name)] = {code: label for code, label in codes.items() if code}
    return found


def _codes_in(sheet: Sheet, names: ByName[str, str]) -> dict[str, Codes]:
    """Return the codes of variables that are columns of the answers, by the columns' keys."""
    rows = [cells for _, cells in sheet.head[:MOST_ROWS]]
    for place, cells in enumerate(rows[:10]):
        heads = [header_key(cell) for cell in cells]
        variable, code, label = (_place(heads, words) for words in (_VARIABLE, _CODE, _LABEL))
        if variable is not None and code is not None and label is not None:
            return _by_row(rows[place + 1 :], variable, code, label, names)
    return _in_cells(rows, names)


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
            str(int(m[1])): m[2].strip() for cell in cells for m in _IN_ONE_CELL.finditer(cell)
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
    if len(placed) < FEWEST_CODES:
        return None
    for family in known.families:
        grades = {code: family.grades.get(word) for code, word in words.items()}
        ranks = [grade for grade in grades.values() if grade is not None]
        if len(ranks) == len(words) == len(set(ranks)):
            ordered = sorted(placed, key=lambda code: grades[code] or 0)
            answers = tuple((placed[code], code) for code in ordered)
            return ColumnMapping(name, Role.ITEM, answers=answers, no_answers=none)
    low, high = min(placed, key=int), max(placed, key=int)
    wants = {-polarity(placed[low], known), polarity(placed[high], known)} - {0}
    if len(wants) != 1:
        return None
    ends = Direction.HIGHEST if wants == {1} else Direction.LOWEST
    numbers = sorted(placed, key=int, reverse=ends is Direction.LOWEST)
    answers = tuple((placed[code], code) for code in numbers)
    return ColumnMapping(name, Role.ITEM, answers=answers, no_answers=none)
