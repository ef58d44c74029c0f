"""Which question a measure was: its items and scales, and where their answers are stored.

Answers are stored per questionnaire. They may be added up over questionnaires only where the
measure is the same question: the same items on the same scales (`Instrument.definition`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from models.language import _
from models.store.tallies import StoredInstrument
from models.survey import Measure, Scale

Definition = tuple[tuple[str, str], ...]
Months = Mapping[int, Mapping[int, int]]
"""Item id -> month -> number of answers."""


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One question with the places of its answers.

    `sources` are the item's ids in the store, each with the scale of that questionnaire; the
    scales have the same answers in the same order, their stored values may differ.
    """

    key: str
    label: str
    wording: str
    scale: Scale
    sources: tuple[tuple[int, Scale], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A measure in one definition, over every questionnaire that asks exactly this.

    Labels are those of the newest of these questionnaires; `instruments` are their ids in the
    store and `families` their families.
    """

    measure: Measure
    definition: Definition
    items: tuple[AskedItem, ...]
    instruments: tuple[int, ...]
    families: frozenset[str]
    first_month: int
    """When the newest of its questionnaires came into use, 0 when not known."""

    @property
    def key(self) -> str:
        return self.measure.key

    @property
    def item_ids(self) -> tuple[int, ...]:
        return tuple(item_id for item in self.items for item_id, _scale in item.sources)

    def months(self, answered: Months) -> dict[int, int]:
        """Return month -> answers to any of its items."""
        found: dict[int, int] = {}
        for item_id in self.item_ids:
            for month, n in answered.get(item_id, {}).items():
                found[month] = found.get(month, 0) + n
        return found


def known_questions(stored: Iterable[StoredInstrument]) -> dict[str, list[Question]]:
    """Return measure key -> its definitions, newest questionnaire first.

    The keys come in the order in which the newest questionnaire reports its measures, then the
    older ones.
    """
    newest_first = sorted(stored, key=lambda s: (s.instrument.first_month or 0, s.id), reverse=True)
    found: dict[str, dict[Definition, Question]] = {}
    for one in newest_first:
        of_instrument: dict[str, list[Measure]] = {}
        for measure in one.instrument.measures:
            of_instrument.setdefault(measure.key, []).append(measure)
        for key, versions in of_instrument.items():
            of_key = found.setdefault(key, {})
            for measure in reversed(versions):
                definition = one.instrument.definition(measure)
                known = of_key.get(definition)
                of_key[definition] = (
                    _question(one, measure, definition) if known is None else _pooled(known, one)
                )
    return {key: list(of_key.values()) for key, of_key in found.items()}


def asked_questions(
    known: Mapping[str, list[Question]], answered: Months
) -> dict[str, tuple[Question, tuple[Question, ...]]]:
    """Return, for each measure with answers, its newest question and the older ones answered.

    Newest is the question with the latest answer; between equals that of the newer
    questionnaire. Measures without an answer are missing.
    """
    found = {}
    for key, questions in known.items():
        latest = [(max(months), q) for q in questions if (months := q.months(answered))]
        if latest:
            latest.sort(key=lambda pair: (pair[0], pair[1].first_month), reverse=True)
            found[key] = (latest[0][1], tuple(q for _month, q in latest[1:]))
    return found


def _question(one: StoredInstrument, measure: Measure, definition: Definition) -> Question:
    items = []
    for key in measure.items:
        item = one.instrument.item(key)
        source = (one.item_ids[key], item.scale)
        items.append(AskedItem(key, _(item.label), _(item.wording), item.scale, (source,)))
    return Question(
        measure,
        definition,
        tuple(items),
        (one.id,),
        frozenset([one.instrument.family]),
        one.instrument.first_month or 0,
    )


def _pooled(known: Question, one: StoredInstrument) -> Question:
    items = tuple(
        replace(
            item,
            sources=(*item.sources, (one.item_ids[item.key], one.instrument.item(item.key).scale)),
        )
        for item in known.items
    )
    return replace(
        known,
        items=items,
        instruments=(*known.instruments, one.id),
        families=known.families | {one.instrument.family},
    )
