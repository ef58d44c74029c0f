"""Names that people gave measures and answers, in the place of those of their files.

They are kept by the measure's and the question's key, so that the next file has them too. What
the imports stored stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection

from models.store.database import get_setting, one_line, put_setting
from models.survey import Answer, Instrument, Item, Measure

LABELS_SETTING = "labels"


@dataclass(frozen=True, slots=True)
class MeasureLabels:
    """What a measure is called: "" leaves the file's name. `answers` maps a question's key to the
    labels of its answers by their value."""

    label: str = ""
    short: str = ""
    answers: Mapping[str, Mapping[int, str]] = field(default_factory=dict)


def measure_labels(c: Connection) -> dict[str, MeasureLabels]:
    """Return what was renamed, by measure."""
    kept: dict[str, Any] = get_setting(c, LABELS_SETTING, {})
    return {
        key: MeasureLabels(
            names.get("label", ""),
            names.get("short", ""),
            {
                item: {int(value): label for value, label in answers.items()}
                for item, answers in names.get("answers", {}).items()
            },
        )
        for key, names in kept.items()
    }


def rename_measure(c: Connection, measure: str, names: MeasureLabels) -> None:
    """Give a measure and its answers other names; empty ones give the file's back."""
    kept: dict[str, Any] = dict(get_setting(c, LABELS_SETTING, {}))
    answers = {
        item: {str(value): one_line(label) for value, label in labels.items() if label.strip()}
        for item, labels in names.answers.items()
    }
    new: dict[str, Any] = {
        "label": one_line(names.label),
        "short": one_line(names.short),
        "answers": {item: labels for item, labels in answers.items() if labels},
    }
    kept.pop(measure, None)
    if any(new.values()):
        kept[measure] = new
    put_setting(c, LABELS_SETTING, kept)


def with_labels(instrument: Instrument, labels: Mapping[str, MeasureLabels]) -> Instrument:
    """Return a questionnaire with the names that people gave its measures and answers."""
    named = {m.key: labels[m.key] for m in instrument.measures if m.key in labels}
    if not named:
        return instrument
    of_items: dict[str, MeasureLabels] = {}
    for measure in instrument.measures:
        if measure.key in named:
            of_items |= dict.fromkeys(measure.items, named[measure.key])
    alone = {
        m.items[0]: named[m.key]
        for m in instrument.measures
        if m.key in named and len(m.items) == 1
    }
    return replace(
        instrument,
        measures=tuple(_measure(m, named.get(m.key)) for m in instrument.measures),
        items=tuple(_item(i, of_items.get(i.key), alone.get(i.key)) for i in instrument.items),
    )


def _measure(measure: Measure, names: MeasureLabels | None) -> Measure:
    if names is None:
        return measure
    label = names.label or measure.label
    return replace(measure, label=label, short=names.short or names.label or measure.short)


def _item(item: Item, names: MeasureLabels | None, alone: MeasureLabels | None) -> Item:
    """Name a question after its measure, if it is the only one, and its answers."""
    if names is None:
        return item
    if alone is not None and alone.label:
        item = replace(item, label=alone.label)
    answers = names.answers.get(item.key)
    if not answers:
        return item
    renamed = tuple(_answer(a, answers.get(a.value, "")) for a in item.scale.answers)
    return replace(item, scale=replace(item.scale, answers=renamed))


def _answer(answer: Answer, label: str) -> Answer:
    """Rename an answer; files still spell it as before."""
    if not label:
        return answer
    return replace(answer, label=label, words=(*answer.words, answer.label))
