"""HCAHPS respondent tables: which version of the questionnaire the columns and answers are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from models.errors import FileRefused, Where
from models.files.cells import UNKNOWN, AnswerReader, is_answer
from models.files.content import ChangedQuestion
from models.files.questionnaires.hcahps_headers import HeaderMatch, match_headers
from models.files.questions import Open
from models.files.sheets import Table, TableColumn
from models.language import _
from models.survey import NOT_APPLICABLE, UNDATED, Instrument, month_label

SKIP_CODE = "8"
MIN_NAMED = 6
MIN_TELLING = 3
MIN_NUMBERED = 5
MAX_MISFIT = 0.1
MAX_MISFIT_NAMED = 0.25
MAX_MISFIT_MANY = 0.02
CONTRADICTION = 0.03
"""So many unexplained answers speak against the version of the dates, if another explains them."""

ERA_WEIGHT = 10.0
"""How much a share of unexplained answers outweighs a share of rows in a version's era."""

CLEAR = 0.005
"""A version fits clearly better when it leaves so much less of the answers unexplained."""

OTHER_ERA = -1


@dataclass(slots=True)
class Version:
    """One version and the columns that answer its items. `misfit` is the share of the answers
    (and of unexpected or missing columns) that it does not explain."""

    match: HeaderMatch
    misfit: float

    @property
    def instrument(self) -> Instrument:
        return self.match.instrument

    @property
    def columns(self) -> dict[str, TableColumn]:
        return self.match.columns


@dataclass(slots=True)
class Plan:
    """How the rows of a table are read. `version_of_row` is an index into `versions`, or
    OTHER_ERA for a row whose discharge lies where its columns mean something else. `changed` are
    the questions of a questionnaire of one's own that changed, `open` the places of its columns
    of which something decisive is not said."""

    versions: list[Version]
    version_of_row: NDArray[np.int8]
    notes: list[str] = field(default_factory=list)
    changed: list[ChangedQuestion] = field(default_factory=list)
    open: dict[int, Open] = field(default_factory=dict)


def find_versions(table: Table, known: Sequence[Instrument]) -> list[Version]:
    """Return the HCAHPS versions that the columns may be; empty when it is no HCAHPS table."""
    versions = [v for i in known if i.family == "hcahps" for v in [version_for(table, i)]]
    named = max((len(_measured(v.match, v.match.by_name)) for v in versions), default=0)
    telling = max((v.match.telling for v in versions), default=0)
    if named >= MIN_NAMED or (named >= MIN_TELLING and telling >= MIN_TELLING):
        return versions if min(v.misfit for v in versions) <= MAX_MISFIT_NAMED else []
    numbered = [v for v in versions if len(v.match.by_number) >= MIN_NUMBERED]
    if any(v.misfit <= MAX_MISFIT and _is_hcahps(v) for v in numbered):
        return numbered
    return []


def version_for(table: Table, instrument: Instrument) -> Version:
    """Match a table with one version, whether it is that or not."""
    match = match_headers(table.named(), instrument)
    return Version(match, _misfit(match))


def _measured(match: HeaderMatch, keys: set[str]) -> list[str]:
    return [key for key in keys if not match.instrument.item(key).about_patient]


def _is_hcahps(version: Version) -> bool:
    """Whether numbered columns are those of HCAHPS and not of any other questionnaire.

    Either the column of the rating holds ratings, which no four-answer question has, or many
    columns with several kinds of answers all fit.
    """
    items = [version.instrument.item(key) for key in version.match.by_number]
    kinds = {item.scale.key for item in items if version.columns[item.key].filled}
    if len(items) >= 2 * MIN_NUMBERED and len(kinds) >= 3 and version.misfit <= MAX_MISFIT_MANY:
        return True
    column = version.columns.get("rating")
    if column is None:
        return False
    reader = AnswerReader(version.instrument.item("rating"))
    return any(is_answer(value) and value > 5 for value in map(reader.value, column.profile))


def _misfit(match: HeaderMatch) -> float:
    """Return the share of answers that are none on their item's scale in this version.

    A skip code where nothing can be skipped counts too, and a little each question that the
    version lacks or asks in vain.
    """
    total = off = 0
    for key, column in match.columns.items():
        item = match.instrument.item(key)
        reader = AnswerReader(item, SKIP_CODE)
        skippable = item.screener is not None or bool(item.not_applicable)
        for text, count in column.profile.items():
            value = reader.value(text)
            total += count
            off += count * (value == UNKNOWN or (value == NOT_APPLICABLE and not skippable))
    share = off / total if total else 0.0
    if match.by_number:
        asked = {item.number for item in match.instrument.items if item.number}
        answered = {match.instrument.item(key).number for key in match.columns}
        share += 0.01 * match.not_asked + 0.003 * len(asked - answered)
    return share


def plan_reading(
    versions: Sequence[Version],
    months: NDArray[np.int32],
    by_discharge: NDArray[np.bool_],
    wanted: str | None,
    where: Where,
) -> Plan:
    """Decide which version each row is. `months` are the rows' month numbers, UNDATED for none;
    `by_discharge` tells where they are of the discharge and not of the answer's arrival.

    Columns known by number mean one version in the whole file, or those numbered alike: rows
    discharged in another era are marked OTHER_ERA. Columns known by name let each row be the
    version of its month. Raises FileRefused when neither dates nor answers tell the versions apart.
    """
    if wanted is not None:
        chosen = next(v for v in versions if v.instrument.key == wanted)
        note = _("Read as {name}, as you said.").format(name=chosen.instrument.name)
        return Plan([chosen], np.zeros(len(months), np.int8), [note])
    numbered = max(len(v.match.by_number) for v in versions) >= MIN_TELLING
    dated = bool((months != UNDATED).any())
    if numbered:
        chosen = _by_era(versions, months, where) if dated else _by_answers(versions, where)
        alike = [chosen, *(v for v in versions if v is not chosen and _numbered_alike(v, chosen))]
        rows = np.zeros(len(months), np.int8)
        rows[by_discharge & ~_in_era(months, chosen.instrument)] = OTHER_ERA
        for place, version in enumerate(alike[1:], 1):
            rows[(months != UNDATED) & _in_era(months, version.instrument)] = place
        used = [alike[place].instrument.name for place in sorted(set(rows.tolist()) - {OTHER_ERA})]
        return Plan(
            alike,
            rows,
            [_("Read as {join}.").format(join=", ".join(used or [chosen.instrument.name]))],
        )
    return _plan_by_month(list(versions), months, dated, where)


def _plan_by_month(
    versions: list[Version], months: NDArray[np.int32], dated: bool, where: Where
) -> Plan:
    rows = np.full(len(months), OTHER_ERA, np.int8)
    for place, version in enumerate(versions):
        rows[(months != UNDATED) & _in_era(months, version.instrument)] = place
    if (months == UNDATED).any():
        counts = np.bincount(rows[rows >= 0], minlength=len(versions))
        usual = versions[int(counts.argmax())] if dated else _by_answers(versions, where)
        rows[months == UNDATED] = versions.index(usual)
    used = sorted(set(rows.tolist()) - {OTHER_ERA})
    names = ", ".join(versions[place].instrument.name for place in used)
    return Plan(
        versions,
        rows,
        [
            _("Read as {names}.").format(names=names)
            if used
            else _("No row has a known date range.")
        ],
    )


def _in_era(months: NDArray[np.int32], instrument: Instrument) -> NDArray[np.bool_]:
    inside = np.ones(len(months), bool)
    if instrument.first_month is not None:
        inside &= months >= instrument.first_month
    if instrument.last_month is not None:
        inside &= months <= instrument.last_month
    return inside


def _by_era(versions: Sequence[Version], months: NDArray[np.int32], where: Where) -> Version:
    """Return the version in use when most rows were discharged, if the answers agree."""
    dated = months[months != UNDATED]
    shares = {
        version.instrument.key: float(_in_era(dated, version.instrument).mean())
        for version in versions
    }
    best = min(versions, key=lambda version: version.misfit)
    if max(shares.values()) == 0:
        raise FileRefused(
            "version_unclear", where=where, versions=_keys(versions), why="not in use"
        )
    chosen = max(versions, key=lambda v: shares[v.instrument.key] - ERA_WEIGHT * v.misfit)
    in_use = max(versions, key=lambda v: shares[v.instrument.key])
    other_fits = best.misfit < chosen.misfit / 4 and chosen.misfit > CONTRADICTION
    if shares[chosen.instrument.key] == 0 or other_fits:
        raise FileRefused(
            "version_unclear",
            where=where,
            by_dates=in_use.instrument.name,
            by_answers=best.instrument.name,
            versions=_keys(versions),
            why="contradicted",
        )
    return chosen


def _by_answers(versions: Sequence[Version], where: Where) -> Version:
    """Return the version that explains columns and answers clearly best."""
    ranked = sorted(versions, key=lambda v: (v.misfit, -v.match.in_place, -len(v.columns)))
    ranked = [
        version
        for place, version in enumerate(ranked)
        if not any(_numbered_alike(version, better) for better in ranked[:place])
    ]
    first, second = ranked[0], ranked[1] if len(ranked) > 1 else None
    if second is None or second.misfit - first.misfit >= CLEAR:
        return first
    if first.match.in_place != second.match.in_place:
        return max(ranked[:2], key=lambda v: v.match.in_place)
    measured = [len(_measured(v.match, set(v.columns))) for v in (first, second)]
    if measured[0] != measured[1] and not first.match.by_number:
        return (first, second)[measured[1] > measured[0]]
    raise FileRefused("version_unclear", where=where, versions=_keys(versions), why="alike")


def _keys(versions: Sequence[Version]) -> tuple[str, ...]:
    return tuple(version.instrument.key for version in versions)


def _numbered_alike(one: Version, other: Version) -> bool:
    """Say whether two versions hold the same kind of answer at every number.

    Then a column known by its number is read alike, whichever of both a row's month means.
    """
    return _numbering(one.instrument) == _numbering(other.instrument)


def _numbering(instrument: Instrument) -> dict[int | None, str]:
    return {item.number: item.scale.key for item in instrument.items}


def era_reason(instrument: Instrument, month: int) -> str:
    """Return why a row of another era is not read."""
    return _(
        "discharged in {month}, before or after {name}; the numbered columns would be "
        "other questions"
    ).format(month=month_label(month), name=instrument.name)
