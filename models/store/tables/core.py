"""The tables. Everything counted is a tally; answers are kept beside for what counts cannot give.

Months are month numbers (`models.survey.period`), 0 for undated. Days are days since 1970-01-01.
Times are UTC, ISO 8601 text. `value` is a stored answer value (`models.survey.scale`).
"""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine.default import DefaultExecutionContext

from models.store.tables.declared import DeclarativeBase, Mapped, mapped_column

SCHEMA_VERSION = 5

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


_LARGE = BigInteger().with_variant(Integer(), "sqlite")

STRICT = {"sqlite_strict": True}
STRICT_NO_ROWID = {"sqlite_strict": True, "sqlite_with_rowid": False}


schema_version = Table(
    "schema_version",
    Base.metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="schema_version_pkc"),
)
"""The migration that made the tables what they are, kept the way alembic keeps it."""


class SettingRow(Base):
    """One setting of this organization: the small-cell floor, my units, goals, its name."""

    __tablename__ = "setting"
    __table_args__ = (STRICT,)
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]  # JSON


class FacilityRow(Base):
    __tablename__ = "facility"
    __table_args__ = (STRICT,)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    created_by_batch: Mapped[int | None]


class UnitRow(Base):
    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("facility_id", "site", "name"), STRICT)
    id: Mapped[int] = mapped_column(primary_key=True)
    facility_id: Mapped[int] = mapped_column(ForeignKey("facility.id"))
    site: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    type: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[str | None]  # ISO date
    created_by_batch: Mapped[int | None]


class UnitAliasRow(Base):
    """Another name under which files know a unit: one it had, a spelling, a code.

    With `from_month` the name means the unit from that month on, also where a unit is called so;
    0: in every month, unless a unit is called so.
    """

    __tablename__ = "unit_alias"
    __table_args__ = (UniqueConstraint("facility_id", "site", "name", "from_month"), STRICT)
    id: Mapped[int] = mapped_column(primary_key=True)
    facility_id: Mapped[int] = mapped_column(ForeignKey("facility.id"))
    site: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    from_month: Mapped[int] = mapped_column(default=0)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    created_by_batch: Mapped[int | None]


def _definition_digest(context: DefaultExecutionContext) -> str:
    values: dict[str, str] = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return sha256(values["definition"].encode()).hexdigest()


class InstrumentRow(Base):
    """A questionnaire that has data. `definition` is its whole description as JSON."""

    __tablename__ = "instrument"
    __table_args__ = (STRICT,)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    definition: Mapped[str]
    sha256: Mapped[str] = mapped_column(
        default=_definition_digest, onupdate=_definition_digest
    )  # of the definition, written by itself


class ItemRow(Base):
    """One question of one questionnaire; `position` is its place in packed answers."""

    __tablename__ = "item"
    __table_args__ = (UniqueConstraint("instrument_id", "key"), STRICT)
    id: Mapped[int] = mapped_column(primary_key=True)
    instrument_id: Mapped[int] = mapped_column(ForeignKey("instrument.id"))
    key: Mapped[str]
    position: Mapped[int] = mapped_column()


class BatchRow(Base):
    """One import: what was read, and what became of it. Undone batches stay as a record."""

    __tablename__ = "batch"
    __table_args__ = (STRICT,)
    id: Mapped[int] = mapped_column(primary_key=True)
    file: Mapped[str]  # the name without its folder
    sha256: Mapped[str] = mapped_column(index=True)
    format: Mapped[str]
    instrument: Mapped[str | None]
    sheet: Mapped[str | None]
    imported: Mapped[str]
    undone: Mapped[str | None]
    rows_read: Mapped[int] = mapped_column(default=0)
    responses_added: Mapped[int] = mapped_column(default=0)
    tallies_added: Mapped[int] = mapped_column(default=0)
    benchmarks_added: Mapped[int] = mapped_column(default=0)
    duplicates_skipped: Mapped[int] = mapped_column(default=0)
    rows_rejected: Mapped[int] = mapped_column(default=0)
    cells_blanked: Mapped[int] = mapped_column(default=0)
    units: Mapped[int] = mapped_column(default=0)
    problems_total: Mapped[int] = mapped_column(default=0)
    rows_sha256: Mapped[str | None]


class ProblemRow(Base):
    """A row or cell that was not used as it stood. The first 10,000 of a batch are kept."""

    __tablename__ = "problem"
    __table_args__ = (STRICT,)
    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    sheet: Mapped[str | None]
    row: Mapped[int | None]
    column: Mapped[str | None]
    value: Mapped[str | None]
    reason: Mapped[str]


class SetAsideRow(Base):
    """What import `batch_id` took out to put something else in its place, kept as it was so that
    taking back that import brings it back.

    `content` is a row of `table` as JSON, `row_id` its number and `from_batch` the import it came
    with. The unit stands apart, for it may be merged meanwhile.
    """

    __tablename__ = "set_aside"
    __table_args__ = (Index("ix_set_aside_batch_id", "batch_id"), STRICT)
    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"))
    from_batch: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    table: Mapped[str]
    row_id: Mapped[int | None]
    content: Mapped[str]


class ResponseRow(Base):
    """One returned survey. `answers` holds one byte per item of the instrument, in order.

    `survey_key` is the sender's survey id; where there is none, "#" and a digest of the row's
    content with the count of equal rows, so that the same file adds nothing a second time. Where
    the id tells who the patient is, "~" and a digest under this database's own secret.
    No index but the unique one: every index costs an import of a million a second and 15 MB,
    and what reads responses (drivers, case mix, checks, taking back) reads very many.
    """

    __tablename__ = "response"
    __table_args__ = (
        UniqueConstraint("facility_id", "instrument_id", "survey_key"),
        STRICT,
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"))
    facility_id: Mapped[int] = mapped_column(ForeignKey("facility.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    instrument_id: Mapped[int] = mapped_column(ForeignKey("instrument.id"))
    survey_key: Mapped[str]
    month: Mapped[int]
    discharged: Mapped[int | None]
    received: Mapped[int | None]
    mode: Mapped[str | None]
    answers: Mapped[bytes]


class CountSourceRow(Base):
    """One row of a count table: a unit's month of one questionnaire, suppressed or counted."""

    __tablename__ = "count_source"
    __table_args__ = (
        UniqueConstraint("unit_id", "instrument_id", "month", "occurrence"),
        STRICT,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    instrument_id: Mapped[int] = mapped_column(ForeignKey("instrument.id"))
    month: Mapped[int]
    occurrence: Mapped[int]
    digest: Mapped[str]
    responses: Mapped[int | None]  # None: suppressed by the publisher


class TallyRow(Base):
    """How many answers of one value: the heart of every chart."""

    __tablename__ = "tally"
    __table_args__ = (Index("ix_tally_batch_id", "batch_id"), STRICT_NO_ROWID)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), primary_key=True)
    count: Mapped[int]


class FacilityTallyRow(Base):
    """The sum of a facility's tallies over its units and batches, so that rest = sum - unit."""

    __tablename__ = "facility_tally"
    __table_args__ = (STRICT_NO_ROWID,)
    facility_id: Mapped[int] = mapped_column(ForeignKey("facility.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int]


class PairTallyRow(Base):
    """Sums over surveys for two items of a composite (item_a < item_b), for its exact variance.

    `both` answered both; `both_top` top box on both; `a_top` top on a among those who answered
    both; `b_top` likewise. They add up over units and months like tallies.
    """

    __tablename__ = "pair_tally"
    __table_args__ = (Index("ix_pair_tally_batch_id", "batch_id"), STRICT_NO_ROWID)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    item_a: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    item_b: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), primary_key=True)
    both: Mapped[int]
    both_top: Mapped[int]
    a_top: Mapped[int]
    b_top: Mapped[int]


class SurveyTallyRow(Base):
    """Surveys per unit, month, questionnaire and mode: the n of a page, and how it was asked."""

    __tablename__ = "survey_tally"
    __table_args__ = (Index("ix_survey_tally_batch_id", "batch_id"), STRICT_NO_ROWID)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    instrument_id: Mapped[int] = mapped_column(ForeignKey("instrument.id"), primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True)
    mode: Mapped[str] = mapped_column(primary_key=True)  # "" when the file does not say
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), primary_key=True)
    count: Mapped[int]


class CompositeTallyRow(Base):
    """Surveys that answered at least one item of a composite: its n."""

    __tablename__ = "composite_tally"
    __table_args__ = (Index("ix_composite_tally_batch_id", "batch_id"), STRICT_NO_ROWID)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    instrument_id: Mapped[int] = mapped_column(ForeignKey("instrument.id"), primary_key=True)
    measure: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), primary_key=True)
    answered: Mapped[int]


class CommentRow(Base):
    """A patient's words. Never logged; masked wherever a room can see them."""

    __tablename__ = "comment"
    __table_args__ = (Index("ix_comment_unit_id_month", "unit_id", "month"), STRICT)
    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    response_id: Mapped[int | None] = mapped_column(ForeignKey("response.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    month: Mapped[int]
    question: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    state: Mapped[str] = mapped_column(default="")  # "", starred, hidden, parked


class BenchmarkRow(Base):
    """A figure somebody else published. Never a count, never pooled with tallies."""

    __tablename__ = "benchmark"
    __table_args__ = (
        UniqueConstraint("level", "area", "published_id", "statistic", "first_month", "last_month"),
        Index("ix_benchmark_batch_id", "batch_id"),
        STRICT,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"))
    level: Mapped[str]  # nation, state, hospital
    area: Mapped[str]  # "US", "VT", "470001"
    area_name: Mapped[str]
    state: Mapped[str] = mapped_column(default="")
    published_id: Mapped[str]  # as published: H_COMP_1_A_P
    measure: Mapped[str] = mapped_column(default="")  # our measure key, "" when unknown
    item: Mapped[str] = mapped_column(default="")  # our item key, "" unless it is one item's figure
    statistic: Mapped[str]  # top, middle, bottom (percent 0-100), linear (0-100), star (1-5)
    value: Mapped[float]
    first_month: Mapped[int]
    last_month: Mapped[int]
    completes: Mapped[str] = mapped_column(default="")  # as published: "300 or more", "1182"
    footnote: Mapped[str] = mapped_column(default="")


class ActionRow(Base):
    """What somebody will do by when. `history` rows keep every change."""

    __tablename__ = "action"
    __table_args__ = (STRICT,)
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    measure: Mapped[str] = mapped_column(default="")
    what: Mapped[str]
    owner: Mapped[str] = mapped_column(default="")
    due: Mapped[str]  # ISO date
    status: Mapped[str] = mapped_column(default="open")
    why: Mapped[str] = mapped_column(default="")
    until: Mapped[str | None]  # ISO date to look again
    huddle_id: Mapped[int | None]
    created: Mapped[str]
    changed: Mapped[str]
    evidence_due: Mapped[str | None]  # ISO date
    wish: Mapped[int] = mapped_column(server_default=text("10"))  # points up, 1 to 100


class ActionChangeRow(Base):
    __tablename__ = "action_change"
    __table_args__ = (STRICT,)
    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    at: Mapped[str]
    field: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]


class GoalRow(Base):
    """The share (0-1) a unit, or the whole organization (unit 0), wants to reach."""

    __tablename__ = "goal"
    __table_args__ = (STRICT_NO_ROWID,)
    unit_id: Mapped[int] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(primary_key=True)
    top_box: Mapped[float]


class MappingRow(Base):
    """How an import read its file, for the next one of the same sender. `shape` is a digest of
    layout, sheet and columns; of equal ones the latest counts."""

    __tablename__ = "mapping"
    __table_args__ = (STRICT,)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), primary_key=True)
    shape: Mapped[str] = mapped_column(index=True)
    layout: Mapped[str]  # the format's word: qualtrics_respondents
    sheet: Mapped[str] = mapped_column(default="")  # its name without months and numbers
    columns: Mapped[str]  # the headers as a JSON list
    mapping: Mapped[str]  # TOML, see models.files.mapping.value
    file: Mapped[str]  # the file's name


class TableDigestRow(Base):
    """Number of rows of a table and the sum of their digests; see `table_digests`."""

    __tablename__ = "table_digest"
    __table_args__ = (STRICT_NO_ROWID,)
    name: Mapped[str] = mapped_column(primary_key=True)
    rows: Mapped[int] = mapped_column(_LARGE)
    total: Mapped[int] = mapped_column(_LARGE)


class AuditRow(Base):
    """Who did what and when. Only ever added to; `hash` chains each entry to the one before.

    `detail` is JSON with ids, counts and names of fields and files: never an answer, a comment
    or what an action says.
    """

    __tablename__ = "audit"
    __table_args__ = (STRICT,)
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    who: Mapped[str]
    what: Mapped[str]
    detail: Mapped[str]
    hash: Mapped[str]


LARGEST_ID = 2**31 - 1
"""The largest number of a row; PostgreSQL refuses even to look for a larger one."""

IMPORT_LOCK = 0x544C_0001
"""Number of the advisory lock that lets one import at a time write on PostgreSQL."""
