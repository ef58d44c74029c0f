"""Tables of the huddle: the mission, what became of comments, huddles, ideas and threads.

They share the base of `models.store.tables.core`, and its conventions. What a huddle types lies in
`huddle_text` and `huddle_line`, which are written over; `huddle_event` is only ever added to and
holds no free text, so that a first wording that was changed is nowhere kept.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, UniqueConstraint

from models.store.tables.core import STRICT, STRICT_NO_ROWID, Base
from models.store.tables.declared import Mapped, mapped_column


class PromiseRow(Base):
    """One of the three to seven promises that the mission is made of."""

    __tablename__ = "promise"
    __table_args__ = (STRICT,)
    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    text: Mapped[str]
    created: Mapped[str]
    retired: Mapped[str | None]


class PromiseMeasureRow(Base):
    """Which promise a survey measure shows. A measure is mapped once."""

    __tablename__ = "promise_measure"
    __table_args__ = (STRICT,)
    measure: Mapped[str] = mapped_column(primary_key=True)
    promise_id: Mapped[int] = mapped_column(ForeignKey("promise.id"), index=True)


class BehaviorRow(Base):
    """What a unit does for a promise, in its own words."""

    __tablename__ = "behavior"
    __table_args__ = (STRICT,)
    id: Mapped[int] = mapped_column(primary_key=True)
    promise_id: Mapped[int] = mapped_column(ForeignKey("promise.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    created: Mapped[str]
    retired: Mapped[str | None]


class BehaviorWeekRow(Base):
    """The behavior a unit chose for a week; `week` is its Monday."""

    __tablename__ = "behavior_week"
    __table_args__ = (STRICT_NO_ROWID,)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    week: Mapped[str] = mapped_column(primary_key=True)
    behavior_id: Mapped[int] = mapped_column(ForeignKey("behavior.id"))


class DoingRow(Base):
    """Times that something promised was done, as somebody counted it. Corrections are negative."""

    __tablename__ = "doing"
    __table_args__ = (Index("ix_doing_unit_id_week", "unit_id", "week"), STRICT)
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    week: Mapped[str]
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"))
    behavior_id: Mapped[int | None] = mapped_column(ForeignKey("behavior.id"))
    at: Mapped[str]
    count: Mapped[int]


class UnitNameRow(Base):
    """A name that comments about a unit may hold: masked wherever a room can see it."""

    __tablename__ = "unit_name"
    __table_args__ = (STRICT_NO_ROWID,)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)


class CommentThemeRow(Base):
    """A person's word on a comment's themes: `verdict` is added, removed or tag (own word)."""

    __tablename__ = "comment_theme"
    __table_args__ = (Index("ix_comment_theme_theme", "theme"), STRICT_NO_ROWID)
    comment_id: Mapped[int] = mapped_column(
        ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True
    )
    theme: Mapped[str] = mapped_column(primary_key=True)
    verdict: Mapped[str]


class CommentHeardRow(Base):
    """What the rules of `models.huddle.comments.classify` heard in a comment, so that they are
    read once.

    `rules` tells which rules; of others it is read anew. `themes` are keys, a space between.
    """

    __tablename__ = "comment_heard"
    __table_args__ = (STRICT_NO_ROWID,)
    comment_id: Mapped[int] = mapped_column(
        ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True
    )
    rules: Mapped[str]
    tone: Mapped[str]
    specific: Mapped[int]
    themes: Mapped[str]


class CommentTriageRow(Base):
    """One step of sorting comments. `undone` is the time it was taken back."""

    __tablename__ = "comment_triage"
    __table_args__ = (STRICT,)
    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(
        ForeignKey("comment.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[str]
    field: Mapped[str]  # state, or theme:KEY
    before: Mapped[str]
    after: Mapped[str]
    undone: Mapped[str | None]


class CommentReleaseRow(Base):
    """Somebody's decision that the names in a word of praise may be read out, and when."""

    __tablename__ = "comment_release"
    __table_args__ = (STRICT,)
    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(
        ForeignKey("comment.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[str]
    by: Mapped[str]
    withdrawn: Mapped[str | None]


class RelayRow(Base):
    """One topic asked of day, evening and night until each has answered."""

    __tablename__ = "relay"
    __table_args__ = (STRICT,)
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    measure: Mapped[str]
    item: Mapped[str]
    question: Mapped[str]
    opened: Mapped[str]
    closed: Mapped[str | None]


class HuddleRow(Base):
    """One huddle. `plan` is what was prepared, as JSON without anybody's words.

    `seconds` is its length when it ended. `guess` of `guess_of` patients was guessed, `truth`
    was so. `at_ms` is the huddle's clock at the last key.
    """

    __tablename__ = "huddle"
    __table_args__ = (Index("ix_huddle_unit_id_started", "unit_id", "started"), STRICT)
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str]  # full, short, card
    started: Mapped[str]
    ended: Mapped[str | None]
    seconds: Mapped[int | None]
    at_ms: Mapped[int] = mapped_column(default=0)
    step: Mapped[str] = mapped_column(default="open")
    leader: Mapped[str] = mapped_column(default="")
    shift: Mapped[str] = mapped_column(default="")
    roles: Mapped[str] = mapped_column(default="")
    measure: Mapped[str] = mapped_column(default="")
    item: Mapped[str] = mapped_column(default="")
    question: Mapped[str] = mapped_column(default="")
    bright: Mapped[int] = mapped_column(default=0)
    praise: Mapped[int | None] = mapped_column(
        ForeignKey("comment.id", ondelete="SET NULL"), index=True
    )
    relay_id: Mapped[int | None] = mapped_column(ForeignKey("relay.id"), index=True)
    plan: Mapped[str]
    guess: Mapped[int | None]
    guess_of: Mapped[int | None]
    truth: Mapped[int | None]
    thumbs_up: Mapped[int] = mapped_column(default=0)
    thumbs_down: Mapped[int] = mapped_column(default=0)


class HuddleEventRow(Base):
    """One thing that happened in a huddle. Only ever added to; `data` is JSON, no free text."""

    __tablename__ = "huddle_event"
    __table_args__ = (STRICT_NO_ROWID,)
    huddle_id: Mapped[int] = mapped_column(ForeignKey("huddle.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    at_ms: Mapped[int]
    kind: Mapped[str]
    data: Mapped[str]


class HuddleTextRow(Base):
    """What stands in a huddle's text boxes, written over at each key."""

    __tablename__ = "huddle_text"
    __table_args__ = (STRICT_NO_ROWID,)
    huddle_id: Mapped[int] = mapped_column(ForeignKey("huddle.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]


class HuddleLineRow(Base):
    """What somebody in the room said, in its last wording. `votes` are fingers."""

    __tablename__ = "huddle_line"
    __table_args__ = (UniqueConstraint("huddle_id", "number"), STRICT)
    id: Mapped[int] = mapped_column(primary_key=True)
    huddle_id: Mapped[int] = mapped_column(ForeignKey("huddle.id"))
    number: Mapped[int]
    text: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    shift: Mapped[str] = mapped_column(default="")
    lens: Mapped[str] = mapped_column(default="")
    votes: Mapped[int] = mapped_column(default=0)


class IdeaRow(Base):
    """An idea nobody acts on yet. `state` is open, used or dropped."""

    __tablename__ = "idea"
    __table_args__ = (Index("ix_idea_unit_id_state", "unit_id", "state"), STRICT)
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    text: Mapped[str]
    measure: Mapped[str] = mapped_column(default="")
    line_id: Mapped[int | None] = mapped_column(ForeignKey("huddle_line.id"), unique=True)
    parked: Mapped[int] = mapped_column(default=0)
    created: Mapped[str]
    state: Mapped[str] = mapped_column(default="open")
    changed: Mapped[str]


class ActionLinkRow(Base):
    """What an action was born from, and whose it is. `reply_due` belongs to an escalation."""

    __tablename__ = "action_link"
    __table_args__ = (STRICT,)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), primary_key=True)
    promise_id: Mapped[int | None] = mapped_column(ForeignKey("promise.id"))
    comment_id: Mapped[int | None] = mapped_column(
        ForeignKey("comment.id", ondelete="SET NULL"), index=True
    )
    line_id: Mapped[int | None] = mapped_column(ForeignKey("huddle_line.id"))
    item: Mapped[str] = mapped_column(default="")
    question: Mapped[str] = mapped_column(default="")
    lens: Mapped[str] = mapped_column(default="")
    theirs: Mapped[int] = mapped_column(default=0)
    bright: Mapped[int] = mapped_column(default=0)
    escalated_to: Mapped[str] = mapped_column(default="")
    reply_due: Mapped[str | None]


class ActionOutcomeRow(Base):
    """What the survey answered about an action: `end` is one of the honest ends."""

    __tablename__ = "action_outcome"
    __table_args__ = (STRICT,)
    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    at: Mapped[str]
    end: Mapped[str]
    sentence: Mapped[str]
    know_by: Mapped[str | None]


class ThreadTickRow(Base):
    """Who may see one line of a thread: the room, the public."""

    __tablename__ = "thread_tick"
    __table_args__ = (STRICT_NO_ROWID,)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    room: Mapped[int]
    public: Mapped[int]


class BrightSpotRow(Base):
    """A card with another unit's bright spot, as JSON, taken in by a unit."""

    __tablename__ = "bright_spot"
    __table_args__ = (UniqueConstraint("unit_id", "digest"), STRICT)
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    digest: Mapped[str]
    card: Mapped[str]
    taken_in: Mapped[str]


MOVED_WITH_UNIT: tuple[type[Base], ...] = (BehaviorRow, DoingRow, RelayRow, HuddleRow, IdeaRow)
"""Tables whose rows simply follow a unit that is merged into another. `BehaviorWeekRow`,
`UnitNameRow` and `BrightSpotRow` need `move_unit_huddles` (`models.store.huddles.huddles`)."""
