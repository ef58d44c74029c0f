"""A questionnaire nobody knows, built from the answers; or known again from an earlier file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from models.files.cells import AnswerReader, is_answer, says_overall, whole_number
from models.files.columns import (
    AGREEMENT,
    Finding,
    KnownScales,
    Roles,
    Told,
    agreed_directions,
    answers_of,
    contradicts,
    contrary_places,
    direction_of,
    find_groups,
    find_scales,
    fitting_scales,
    group_notes,
    is_direction_open,
    is_valued,
    known_scales,
    match_groups,
    names_its_answers,
    scale_of_answers,
    told_direction,
    turned,
    with_no_answers,
    without_logged,
)
from models.files.content import ChangedQuestion
from models.files.mapping import ANYTHING_ELSE, Direction, MeasureMapping
from models.files.questionnaires.changed_questions import change, is_changed, is_rescaled
from models.files.questionnaires.custom_measures import built_measures, with_measures
from models.files.questions import Open
from models.files.sheets import TableColumn
from models.language import _
from models.survey import (
    NO_ANSWER,
    Instrument,
    Item,
    Measure,
    Scale,
    group_trait_of,
    header_key,
)

SAME_QUESTIONNAIRE = 0.7
"""A file of which this share of the questions is asked by a known questionnaire is of that one."""

STILL_FITS = 0.5
"""A known question keeps its scale while this share of its answers is on it."""

_DATED = re.compile(
    r"\d|^(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|"
    r"july|august|september|october|november|december|final|copy|export|new)$"
)


@dataclass(slots=True)
class Questionnaire:
    """A questionnaire and the columns of a file that answer its items, by item key. `open` are
    the places of columns whose scale is a proposal and not said by anything."""

    instrument: Instrument
    columns: dict[str, TableColumn]
    notes: list[str] = field(default_factory=list)
    changed: list[ChangedQuestion] = field(default_factory=list)
    open: dict[int, Open] = field(default_factory=dict)

    def closed(self) -> Questionnaire | None:
        """Return it without the columns that are open; None when no question is left."""
        columns = {key: c for key, c in self.columns.items() if c.place not in self.open}
        gone = self.columns.keys() - columns.keys()
        instrument = self.instrument
        kept = tuple(item for item in instrument.items if item.key not in gone)
        if not any(not item.about_patient and item.key in columns for item in kept):
            return None
        measures = [
            replace(measure, items=left)
            for measure in instrument.measures
            if (left := tuple(key for key in measure.items if key not in gone))
        ]
        instrument = replace(instrument, items=kept, measures=tuple(measures))
        return Questionnaire(instrument, columns, self.notes, self.changed)


def item_key(header: str) -> str:
    """Return a header in lower case with anything but letters and digits as "_".

    >>> item_key("Q21_2016"), item_key("Hospital food?")
    ('q21_2016', 'hospital_food')
    """
    letters = "".join(letter if letter.isalnum() else " " for letter in header.casefold())
    return "_".join(letters.split()) or "item"


def build_questionnaire(
    roles: Roles,
    file_name: str,
    known: Sequence[Instrument],
    measures: Sequence[MeasureMapping] = (),
) -> Questionnaire | None:
    """Return the questionnaire of a file's questions, None when no column is a question.

    A known one that asks at least 70 % of them is used again, new questions at its end; so are
    those that changed. `measures` are built by hand.
    """
    scales = known_scales()
    told = valid_overrides(roles, scales)
    earlier = _known_again(roles, scales, known)
    matched: dict[str, tuple[Item, TableColumn]] = {}
    earlier_groups: dict[str, tuple[Item, TableColumn]] = {}
    others: dict[int, Item] = {}
    rest, rest_about = list(roles.questions), list(roles.about_patient)
    groups = find_groups([*roles.groups, *rest_about], scales, told)
    grouped = {found.column.place for found in groups}
    rest_about = [column for column in rest_about if column.place not in grouped]
    if earlier is not None:
        matched, others = _match_items(earlier, [*rest, *rest_about], scales, told)
        used = {column.place for _, column in matched.values()}
        rest = [column for column in rest if column.place not in used]
        rest_about = [column for column in rest_about if column.place not in used]
        keys = {found.column.place: key_of(found.column, told) for found in groups}
        again = earlier_groups = match_groups(earlier, groups, keys)
        matched |= again
        known_groups = {column.place for _, column in again.values()}
        groups = [found for found in groups if found.column.place not in known_groups]
    taken = set(earlier.position) if earlier is not None else set()
    findings = find_scales(rest, scales, told)
    if earlier is None:
        findings = without_logged(findings, rest, roles.names, scales, told)
    findings, still_open = settled(findings, matched.values(), scales, told)
    new = _new_items(findings, taken, False, told)
    new |= _new_items(find_scales(rest_about, scales, told), taken, True, told)
    new |= _new_items(groups, taken, True, told)  # last: rows are known again by what is before
    if earlier is None and all(item.about_patient for item, _ in new.values()):
        return None
    instrument = (
        _new_instrument(new, file_name)
        if earlier is None
        else _extended(earlier, matched, new, others)
    )
    columns = {key: column for key, (_, column) in (matched | new).items()}
    built, left_out = built_measures(measures, columns)
    changed = [
        change(column, others[column.place], item)
        for item, column in new.values()
        if column.place in others
    ]
    notes = [one.sentence() for one in changed]
    notes += group_notes(instrument, columns)
    still_open |= {
        column.place: Open.WORDS
        for key, (item, column) in matched.items()
        if key not in earlier_groups and with_no_answers(column, item.scale, scales).assumed
    }
    closed = [column for column in roles.questions if column.place not in still_open]
    notes += [*_notes(instrument, closed, told, scales), *left_out]
    return Questionnaire(with_measures(instrument, built), columns, notes, changed, still_open)


def settled(
    findings: Sequence[Finding],
    matched: Iterable[tuple[Item, TableColumn]],
    scales: KnownScales,
    told: Told,
) -> tuple[list[Finding], dict[int, Open]]:
    """Return findings with the direction that something says, and the columns that stay open.

    `matched` are columns whose questions are known from earlier files.
    """
    asking = []
    anchors = [
        (column, item.scale)
        for item, column in matched
        if not item.about_patient and (is_valued(item.scale, scales) or says_overall(column.name))
    ]
    done: dict[int, Finding] = {}
    still_open: dict[int, Open] = {}
    for found in findings:
        column, said = found.column, told.get(found.column.place)
        done[column.place] = found
        if found.assumed and (said is None or ANYTHING_ELSE not in said.no_answers):
            still_open[column.place] = Open.WORDS
        elif said is not None and said.tells_scale and names_its_answers(said, found.scale):
            if says_overall(column.name):
                anchors.append((column, found.scale))
        elif is_direction_open(column, found.scale, scales):
            asking.append(found)
        else:
            if told_direction_of(found, scales) is Direction.LOWEST:
                found = replace(found, scale=turned(found.scale))
                done[column.place] = found
            if is_valued(found.scale, scales) or says_overall(column.name):
                anchors.append((column, found.scale))
    contrary = _contrary(findings, still_open, anchors, scales, told)
    still_open |= dict.fromkeys(contrary, Open.DIRECTION)
    agreed = agreed_directions(asking, anchors)
    for found in asking:
        place = found.column.place
        if place not in agreed:
            still_open[place] = Open.DIRECTION
        elif agreed[place] is Direction.LOWEST:
            done[place] = replace(found, scale=turned(found.scale))
    return [done[found.column.place] for found in findings], still_open


def _contrary(
    findings: Sequence[Finding],
    still_open: Mapping[int, Open],
    anchors: Sequence[tuple[TableColumn, Scale]],
    scales: KnownScales,
    told: Told,
) -> set[int]:
    """Return the columns that agree to statements, and run against the others."""
    words = [
        found
        for found in findings
        if AGREEMENT in found.scale.key
        and not is_direction_open(found.column, found.scale, scales)
        and found.column.place not in still_open
        and found.column.place not in told
    ]
    return contrary_places(words, anchors)


def told_direction_of(found: Finding, scales: KnownScales) -> Direction | None:
    """Return the direction that a column of numbers says itself."""
    if direction_of(found.scale) is None:
        return None
    return told_direction(found.column, found.scale, scales)


def key_of(column: TableColumn, told: Told) -> str:
    """Return the key of a column's item: the one that is told, else its header as a key."""
    said = told.get(column.place)
    return said.item if said is not None and said.item else item_key(column.name)


def valid_overrides(roles: Roles, scales: KnownScales) -> Told:
    """Return what is told of columns, but for answers that are not theirs any more: a mapping
    remembered from last time knows nothing of a scale that changed since."""
    told = dict(roles.told)
    for column in (*roles.questions, *roles.about_patient):
        said = told.get(column.place)
        if said is None or not said.answers:
            continue
        scale = scale_of_answers(said.answers)
        scale = replace(scale, no_answers=said.no_answers)
        if is_rescaled(column, scale, scales):
            told[column.place] = replace(said, answers=(), best=(), direction=None, no_answers=())
    return told


def _known_again(
    roles: Roles, scales: KnownScales, known: Sequence[Instrument]
) -> Instrument | None:
    columns = [one.column for one in find_scales(roles.questions, scales, roles.told)]
    shares = [
        (_asked_by(instrument, columns, roles.told) / len(columns), instrument)
        for instrument in known
        if not instrument.built_in and columns
    ]
    share, best = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    return best if share >= SAME_QUESTIONNAIRE else None


def _asked_by(instrument: Instrument, columns: Sequence[TableColumn], told: Told) -> int:
    """Return how many columns a questionnaire has a question for."""
    headers = _listed_headers(instrument)
    return sum(_known_key(column, told, headers) in instrument.position for column in columns)


def _listed_headers(instrument: Instrument) -> dict[str, str]:
    """Return header -> item of every header that the organization's own file lists."""
    if not instrument.listed:
        return {}
    return {
        header_key(header): item.key
        for item in instrument.items
        for header in (item.key, *item.columns)
    }


def _known_key(column: TableColumn, told: Told, headers: dict[str, str]) -> str:
    """Return the key of a column's item, also by the headers that a questionnaire lists."""
    key = key_of(column, told)
    said = told.get(column.place)
    if said is not None and said.item:
        return key
    names = (column.name, column.label, column.code)
    return next((headers[k] for n in names if n and (k := header_key(n)) in headers), key)


def _match_items(
    earlier: Instrument, columns: Sequence[TableColumn], scales: KnownScales, told: Told
) -> tuple[dict[str, tuple[Item, TableColumn]], dict[int, Item]]:
    """Return known items found by header; and, by the places of columns whose question changed,
    the item that each answered last."""
    matched: dict[str, tuple[Item, TableColumn]] = {}
    others: dict[int, Item] = {}
    headers = _listed_headers(earlier)
    for column in columns:
        said = told.get(column.place)
        fitting = fitting_scales(column, scales) if said is not None else []
        versions = _versions(_known_key(column, told, headers), earlier)
        for key in versions:
            item = earlier.item(key)
            if key in matched or contradicts(said, item.scale, fitting):
                continue
            found = with_no_answers(column, item.scale, scales)
            same = not is_changed(column, item, scales)
            if same and _fits(found, replace(item, scale=found.scale)):
                matched[key] = (replace(item, scale=found.scale), column)
                break
        else:
            before = versions[:1] or _coded(column, earlier)
            if before:
                others[column.place] = earlier.item(before[0])
    return matched, others


def _coded(column: TableColumn, earlier: Instrument) -> list[str]:
    """Return the keys of questions that stood under a column's code in another wording."""
    if not column.code:
        return []
    return [item.key for item in reversed(earlier.items) if column.code in item.columns]


def _versions(key: str, earlier: Instrument) -> list[str]:
    """Return the keys of a question and of its later versions (q5, q5_v2, ...), newest first."""
    pattern = re.compile(re.escape(key) + r"(_v\d+)?")
    return [known for known in reversed(earlier.position) if pattern.fullmatch(known)]


def _fits(found: Finding, item: Item) -> bool:
    """Whether most answers of a column are still on the scale of a known item."""
    reader = AnswerReader(item)
    answers = answers_of(found.column)
    assumed = sum(count for _, count in found.assumed)
    values = [(reader.value(text), count) for text, count in answers.items()]
    fitting = sum(count for value, count in values if is_answer(value))
    total = sum(count for value, count in values if value != NO_ANSWER) + assumed
    return fitting >= STILL_FITS * total


def _new_items(
    findings: Sequence[Finding], taken: set[str], about_patient: bool, told: Told
) -> dict[str, tuple[Item, TableColumn]]:
    """Return items for columns; keys that are taken get _v2, and are added to `taken`."""
    items: dict[str, tuple[Item, TableColumn]] = {}
    for found in findings:
        key = base = key_of(found.column, told)
        said = told.get(found.column.place)
        label = said.label if said is not None and said.label else found.column.label
        version = 2
        while key in taken:
            key = f"{base}_v{version}"
            version += 1
        taken.add(key)
        item = Item(
            key=key,
            label=label,
            scale=found.scale,
            wording=_wording(found.column, label),
            columns=tuple(filter(None, (found.column.name, found.column.code))),
            about_patient=about_patient,
        )
        items[key] = (item, found.column)
    return items


def _wording(column: TableColumn, label: str) -> str:
    """Return the question as the file words it, else what it is called."""
    return column.label if column.label != column.name else label


def _new_instrument(new: dict[str, tuple[Item, TableColumn]], file_name: str) -> Instrument:
    items = tuple(item for item, _ in new.values())
    parts = re.findall(r"[^\W_]+", PurePath(file_name).stem.casefold())
    words = [part for part in parts if not _DATED.search(part)] or ["survey"]
    asked = sorted(item.key for item in items if group_trait_of(item.scale) is None)
    digest = hashlib.sha256("\n".join(asked).encode()).hexdigest()
    return Instrument(
        key=f"{'-'.join(words)[:40]}-{digest[:8]}",
        name=" ".join(words).capitalize(),
        family="custom",
        items=items,
        measures=_measures(items),
        built_in=False,
    )


def _extended(
    earlier: Instrument,
    matched: dict[str, tuple[Item, TableColumn]],
    new: dict[str, tuple[Item, TableColumn]],
    others: dict[int, Item],
) -> Instrument:
    """Return a known questionnaire with new questions. One that replaces a changed question is
    the later of two measures of one key: their lines are one line with a break."""
    kept = [matched[item.key][0] if item.key in matched else item for item in earlier.items]
    added = [item for item, _ in new.values()]
    measure_of = {m.items[0]: m.key for m in earlier.measures if m.kind == "item"}
    keys = {
        item.key: measure_of.get(others[column.place].key, item.key)
        for item, column in new.values()
        if column.place in others
    }
    measures = [replace(m, key=keys.get(m.key, m.key)) for m in _measures(added)]
    return replace(earlier, items=(*kept, *added), measures=(*earlier.measures, *measures))


def _measures(items: Sequence[Item]) -> tuple[Measure, ...]:
    return tuple(
        Measure(item.key, item.label, (item.key,)) for item in items if not item.about_patient
    )


def _notes(
    instrument: Instrument, questions: Sequence[TableColumn], told: Told, scales: KnownScales
) -> list[str]:
    headers = _listed_headers(instrument)
    by_key = {_known_key(column, told, headers): column for column in questions}
    notes = []
    for item in instrument.items:
        column = by_key.get(item.key)
        if column is None or item.about_patient:
            continue
        reader = AnswerReader(item)
        off = {text: n for text, n in answers_of(column).items() if reader.value(text) == NO_ANSWER}
        unlisted = {text: n for text, n in off.items() if not _is_listed(text, scales)}
        if unlisted:
            words = ", ".join(f"“{text}” ({n:,})" for text, n in unlisted.items())
            notes.append(
                _("In {name}, these don't count as answers: {words}.").format(
                    name=column.name, words=words
                )
            )
    directions = {
        direction_of(item.scale)
        for item in instrument.items
        if _is_range(item.scale) and not item.about_patient and item.key in by_key
    }
    if Direction.HIGHEST in directions and Direction.LOWEST in directions:
        notes.append(_("Number questions go both ways."))
    elif Direction.LOWEST in directions:
        notes.append(_("For number questions, the lowest is treated as best."))
    elif directions:
        notes.append(_("For number questions, the highest is treated as best."))
    return notes


def _is_listed(text: str, scales: KnownScales) -> bool:
    return scales.is_no_answer(text) or whole_number(text) in scales.no_answer_codes


def _is_range(scale: Scale) -> bool:
    return scale.key.startswith("range_")
