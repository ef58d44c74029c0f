"""The rows that each kind of write may change."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import sqlalchemy as sa
from sqlalchemy import Table

from models.store.database import Scope
from models.store.huddles import WALL_SETTING
from models.store.tables import (
    MOVED_WITH_UNIT,
    ActionChangeRow,
    ActionLinkRow,
    ActionOutcomeRow,
    ActionRow,
    Base,
    BehaviorRow,
    BehaviorWeekRow,
    BrightSpotRow,
    CommentReleaseRow,
    CommentRow,
    CommentThemeRow,
    CommentTriageRow,
    CompositeTallyRow,
    CountSourceRow,
    DoingRow,
    GoalRow,
    IdeaRow,
    PairTallyRow,
    PromiseMeasureRow,
    PromiseRow,
    ResponseRow,
    SetAsideRow,
    SettingRow,
    SurveyTallyRow,
    TallyRow,
    ThreadTickRow,
    UnitAliasRow,
    UnitNameRow,
    UnitRow,
)
from models.store.tallies import baseline_setting

_OF_ACTION: tuple[type[Base], ...] = (
    ActionChangeRow,
    ActionLinkRow,
    ActionOutcomeRow,
    ThreadTickRow,
    DoingRow,
)
_ONLY_MOVED: tuple[type[Base], ...] = (
    CommentRow,
    ActionRow,
    SetAsideRow,
    *MOVED_WITH_UNIT,
)
"""What a merge gives to the other unit, row by row."""

_ADDED_UP: tuple[type[Base], ...] = (
    PairTallyRow,
    SurveyTallyRow,
    CompositeTallyRow,
    UnitAliasRow,
    GoalRow,
    BehaviorWeekRow,
    UnitNameRow,
    BrightSpotRow,
)
"""What a merge adds up, or keeps one row of two."""


def scopes_of(kind: str, *ids: int | str) -> tuple[Scope, ...]:
    """Return the rows that a kind of write may change. KeyError for an unknown kind."""
    return _SCOPES[kind](*ids)


def _actions(unit_id: int) -> tuple[Scope, ...]:
    """An action of a unit is added, changed or deleted."""
    own = sa.select(ActionRow.id).where(ActionRow.unit_id == unit_id)
    return (
        Scope(_table(ActionRow), ActionRow.unit_id == unit_id),
        *(Scope(t, t.c.action_id.in_(own)) for t in map(_table, _OF_ACTION)),
        Scope(_table(IdeaRow), IdeaRow.unit_id == unit_id),
    )


def _comment(comment_id: int) -> tuple[Scope, ...]:
    """A comment is sorted, or said to be about something."""
    decided = map(_table, (CommentThemeRow, CommentTriageRow, CommentReleaseRow))
    return (
        Scope(_table(CommentRow), CommentRow.id == comment_id, ("state",)),
        *(Scope(t, t.c.comment_id == comment_id) for t in decided),
    )


def _settings(*keys: str) -> tuple[Scope, ...]:
    """Settings with these keys."""
    return (Scope(_table(SettingRow), SettingRow.key.in_(keys)),)


def _baseline(unit_id: int, measure: str) -> tuple[Scope, ...]:
    """What was decided about a chart's baseline."""
    return _settings(baseline_setting(unit_id, measure))


def _wall(unit_id: int) -> tuple[Scope, ...]:
    """Which threads a unit's wall shows, and who may see their lines."""
    own = sa.select(ActionRow.id).where(ActionRow.unit_id == unit_id)
    return (
        Scope(_table(ThreadTickRow), ThreadTickRow.action_id.in_(own)),
        *_settings(WALL_SETTING.format(unit=unit_id)),
    )


def _mission() -> tuple[Scope, ...]:
    """The mission's sentence, promises, measures and behaviors."""
    tables = (PromiseRow, PromiseMeasureRow, BehaviorRow, BehaviorWeekRow)
    return (*map(Scope, map(_table, tables)), *_settings("mission_sentence"))


def _goals(unit_id: int) -> tuple[Scope, ...]:
    """The goals of a unit, or of everybody."""
    return (Scope(_table(GoalRow), GoalRow.unit_id == unit_id),)


def _names(unit_id: int) -> tuple[Scope, ...]:
    """The names to mask in comments about a unit."""
    return (Scope(_table(UnitNameRow), UnitNameRow.unit_id == unit_id),)


def _unit(unit_id: int) -> tuple[Scope, ...]:
    """A unit's name, type and end; the names by which files find it."""
    return (
        Scope(_table(UnitRow), UnitRow.id == unit_id),
        Scope(_table(UnitAliasRow), UnitAliasRow.unit_id == unit_id),
    )


def _merge(unit_id: int, into_id: int) -> tuple[Scope, ...]:
    """Two units become one. Not undone after another import, whose surveys would then stand in
    the wrong one of the two."""
    units = (unit_id, into_id)
    return (
        Scope(_table(UnitRow), UnitRow.id.in_(units)),
        Scope(_table(TallyRow), TallyRow.unit_id.in_(units), whole=True),
        *(Scope(t, t.c.unit_id.in_(units)) for t in map(_table, _ADDED_UP)),
        *(Scope(t, t.c.unit_id.in_(units), ("unit_id",)) for t in map(_table, _ONLY_MOVED)),
        Scope(_table(ResponseRow), ResponseRow.unit_id.in_(units), ("unit_id", "batch_id")),
        Scope(
            _table(CountSourceRow),
            CountSourceRow.unit_id.in_(units),
            ("unit_id", "batch_id", "occurrence"),
        ),
        *_settings("my_units"),
    )


def _table(row: type[Base]) -> Table:
    return Base.metadata.tables[row.__tablename__]


_SCOPES: Mapping[str, Callable[..., tuple[Scope, ...]]] = {
    "actions": _actions,
    "comment": _comment,
    "settings": _settings,
    "baseline": _baseline,
    "wall": _wall,
    "mission": _mission,
    "goals": _goals,
    "names": _names,
    "unit": _unit,
    "merge": _merge,
}
