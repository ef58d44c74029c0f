"""The questionnaires that come with the program, and questionnaires as JSON text.

A questionnaire is data: one file of `resources/instruments` per version. What several versions
of one questionnaire share, their scales and the wordings of their questions, stands in a file
of its own that they name as `shared`.
"""

from __future__ import annotations

import json
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from models.survey.instrument import Instrument, Item, Measure, Screener
from models.survey.period import parse_month
from models.survey.scale import Answer, Box, Scale

Table = dict[str, Any]


def resources_folder() -> Path:
    """Return the folder of the program's own data, in a checkout and in a frozen bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parents[2]
    return root / "resources"


def instruments_folder() -> Path:
    """Return the folder of the built-in questionnaires."""
    return resources_folder() / "instruments"


@cache
def built_in_instruments() -> tuple[Instrument, ...]:
    """Return the questionnaires that come with the program, each family from old to new.

    Raises OSError when the folder is missing and ValueError when a file contradicts itself;
    either is damage to the program's own files.
    """
    files = [path for path in sorted(instruments_folder().glob("*.toml")) if _is_version(path)]
    return tuple(read_instrument(path) for path in files)


def read_instrument(path: Path) -> Instrument:
    """Read a questionnaire from its file.

    Raises OSError when it or its shared file cannot be read, and ValueError when it is no TOML,
    or names a scale, question or answer that it does not define.
    """
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    scales: Table = {}
    questions: Table = {}
    if "shared" in table:
        shared = tomllib.loads((path.parent / table["shared"]).read_text(encoding="utf-8"))
        scales |= shared["scales"]
        questions |= shared["questions"]
    scales |= table.get("scales", {})
    questions |= table.get("questions", {})
    try:
        return _instrument_from_tables(table, scales, questions)
    except KeyError as missing:
        raise ValueError(f"{path.name} lacks {missing}") from missing


def _is_version(path: Path) -> bool:
    return "key" in tomllib.loads(path.read_text(encoding="utf-8"))


def _instrument_from_tables(table: Table, scales: Table, questions: Table) -> Instrument:
    built = {key: _scale_from_table(key, scale) for key, scale in scales.items()}
    items = tuple(
        _item_from_table(key, number, questions, built) for key, number in table["numbers"].items()
    )
    known = {item.key for item in items}
    measures = tuple(_measure_from_table(measure, known) for measure in table["measures"])
    return Instrument(
        key=table["key"],
        name=table["name"],
        family=table["family"],
        items=items,
        measures=measures,
        first_month=_month(table.get("first_month")),
        last_month=_month(table.get("last_month")),
    )


def _month(text: str | None) -> int | None:
    return None if text is None else parse_month(text)


def _scale_from_table(key: str, table: Table) -> Scale:
    rows = table["answers"]
    placed = sum(row["box"] != Box.OUTSIDE for row in rows)
    answers = []
    for place, row in enumerate(rows):
        box = Box(row["box"])
        linear = None if box is Box.OUTSIDE else 100.0 * place / (placed - 1)
        codes, words = tuple(row.get("codes", ())), tuple(row.get("words", ()))
        answers.append(Answer(place + 1, row["label"], box, linear, codes, words))
    return Scale(key, tuple(answers), tuple(table.get("no_answers", ())))


def _item_from_table(key: str, number: int, questions: Table, scales: dict[str, Scale]) -> Item:
    table = questions[key]
    screener = None
    if "screener" in table:
        asked = scales[questions[table["screener"]]["scale"]]
        by_label = {answer.label: answer.value for answer in asked.answers}
        skips = tuple(by_label[label] for label in table["skips"])
        screener = Screener(table["screener"], skips)
    return Item(
        key=key,
        label=table["label"],
        scale=scales[table["scale"]],
        wording=table["wording"],
        number=number,
        columns=tuple(table["columns"]),
        not_applicable=tuple(table.get("not_applicable", ())),
        screener=screener,
        about_patient=table.get("about_patient", False),
    )


def _measure_from_table(table: Table, known: set[str]) -> Measure:
    unknown = [key for key in table["items"] if key not in known]
    if unknown:
        raise ValueError(f"measure {table['key']} is made of items not asked: {unknown}")
    return Measure(
        key=table["key"],
        label=table["label"],
        items=tuple(table["items"]),
        short=table.get("short", ""),
        published_as=table.get("published_as", ""),
    )


def instrument_to_json(instrument: Instrument) -> str:
    """Return a questionnaire's whole definition as JSON text, equal for equal questionnaires."""
    scales: list[Scale] = []
    for item in instrument.items:
        if item.scale not in scales:
            scales.append(item.scale)
    definition = {
        "key": instrument.key,
        "name": instrument.name,
        "family": instrument.family,
        "first_month": instrument.first_month,
        "last_month": instrument.last_month,
        "built_in": instrument.built_in,
        "scales": [_scale_to_json(scale) for scale in scales],
        "items": [_item_to_json(item, scales.index(item.scale)) for item in instrument.items],
        "measures": [_measure_to_json(measure) for measure in instrument.measures],
    }
    return json.dumps(definition, ensure_ascii=False, separators=(",", ":"))


def _scale_to_json(scale: Scale) -> Table:
    answers = [
        [a.value, a.label, a.box.value, a.linear, list(a.codes), list(a.words)]
        for a in scale.answers
    ]
    return {"key": scale.key, "answers": answers, "no_answers": list(scale.no_answers)}


def _measure_to_json(m: Measure) -> list[Any]:
    values: list[Any] = [m.key, m.label, list(m.items), m.short, m.published_as]
    return [*values, True] if m.average else values


def _item_to_json(item: Item, scale: int) -> Table:
    screener = item.screener and [item.screener.item, list(item.screener.skips)]
    return {
        "key": item.key,
        "label": item.label,
        "scale": scale,
        "wording": item.wording,
        "number": item.number,
        "columns": list(item.columns),
        "not_applicable": list(item.not_applicable),
        "screener": screener,
        "about_patient": item.about_patient,
    }


def instrument_from_json(text: str) -> Instrument:
    """Return the questionnaire that `instrument_to_json` wrote.

    Raises ValueError when the text is no such definition.
    """
    try:
        return _instrument_from_json(json.loads(text))
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError("not the definition of a questionnaire") from error


def _instrument_from_json(definition: Table) -> Instrument:
    scales = [_scale_from_json(scale) for scale in definition["scales"]]
    return Instrument(
        key=definition["key"],
        name=definition["name"],
        family=definition["family"],
        items=tuple(_item_from_json(item, scales) for item in definition["items"]),
        measures=tuple(
            Measure(key, label, tuple(items), *others)
            for key, label, items, *others in definition["measures"]
        ),
        first_month=definition["first_month"],
        last_month=definition["last_month"],
        built_in=definition["built_in"],
    )


def _scale_from_json(table: Table) -> Scale:
    answers = tuple(
        Answer(value, label, Box(box), linear, tuple(codes), tuple(words))
        for value, label, box, linear, codes, words in table["answers"]
    )
    return Scale(table["key"], answers, tuple(table["no_answers"]))


def _item_from_json(table: Table, scales: list[Scale]) -> Item:
    screener = table["screener"]
    return Item(
        key=table["key"],
        label=table["label"],
        scale=scales[table["scale"]],
        wording=table["wording"],
        number=table["number"],
        columns=tuple(table["columns"]),
        not_applicable=tuple(table["not_applicable"]),
        screener=Screener(screener[0], tuple(screener[1])) if screener else None,
        about_patient=table["about_patient"],
    )
