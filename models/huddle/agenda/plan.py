"""What one huddle was prepared with. Numbers, keys and ids, nobody's words: it is stored as JSON.

A plan can be read back at any time, so a huddle that was cut off goes on with what it had.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from models.huddle.agenda.steps import BESIDE, PACES, Pace, Step
from models.survey import DEFAULT_TARGET

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One point of the small trend behind T. `top_box` 0-1, None when too few answered."""

    period: str
    n: int
    top_box: float | None
    complete: bool = True


@dataclass(frozen=True, slots=True)
class FairMark:
    """One mark of the fairness strip: holds is True, False or None for unknown."""

    name: str
    holds: bool | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """In how many `months` of answers a rise of some `points` could be seen (None: not from this
    survey alone). Without `room` the measure stands too high for it."""

    points: int
    months: int | None
    room: bool = True
    reason: str = ""
    """Why there are no months: a reason of `EvidencePlan`."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A promise after which the survey found the unit better, with nothing else changed.

    `before` and `after` are the shares 0-1 of the best answers, `months` the first and the last
    month (year x 12 + month - 1) after it, `comment` a patient's words about the measure since.
    """

    action: int
    measure: str
    before: float
    after: float
    months: tuple[int, int] = (0, 0)
    comment: int | None = None


@dataclass(frozen=True, slots=True)
class MeasurePlan:
    """The measure the huddle is about, as the item that shows it.

    `of` patients answered, `top` gave the best `answer`; at the other's rate it would be about
    `at_other_rate`. When `too_few`, these three are None and a comment is shown instead.
    `signal` is above, below, none or too_few, of the whole measure with its `questions`;
    `noticeable` the smallest gap 0-1 that would have been seen. `first_month` and `last_month`
    are the months of the answers, None where they are open.
    `per_month` answers come in a month; `outlooks` say for each rise that can be wished for when
    it could be seen. `shown_on` is the day a huddle of the unit showed the very same numbers
    (ISO), "" when they are new to it. `freezable` is the last month of the baseline that an
    action of this huddle could be held against, None where there is nothing to freeze.
    """

    measure: str
    label: str
    item: str
    item_label: str
    wording: str
    answer: str
    of: int | None
    top: int | None
    at_other_rate: int | None
    unit_top_box: float | None
    other_top_box: float | None
    other_label: str
    unit_n: int | None
    other_n: int | None
    period: str
    verdict: str
    fair: tuple[FairMark, ...] = ()
    trend: tuple[TrendPoint, ...] = ()
    bright: bool = False
    too_few: bool = False
    per_month: float = 0.0
    outlooks: tuple[Outlook, ...] = ()
    signal: str = ""
    questions: int = 1
    noticeable: float | None = None
    first_month: int | None = None
    last_month: int | None = None
    shown_on: str = ""
    freezable: int | None = None

    def outlook(self, points: int) -> Outlook:
        """Return when a rise of so many points could be seen; not at all where it is unknown."""
        known = (found for found in self.outlooks if found.points == points)
        return next(known, Outlook(points, None))

    @property
    def guess_of(self) -> int | None:
        """Out of how many the room guesses: the patients themselves, or 100 when there are
        more than a room can picture. None when there is nothing to guess."""
        if self.too_few or self.of is None or self.top is None:
            return None
        return self.of if self.of <= MOST_GUESSED else 100

    @property
    def truth(self) -> int | None:
        """The right guess: best answers out of `guess_of`."""
        return self._out_of_guess(self.top)

    @property
    def others(self) -> int | None:
        """What the truth would be at the others' rate, out of `guess_of` as well."""
        return self._out_of_guess(self.at_other_rate)

    def _out_of_guess(self, patients: int | None) -> int | None:
        if self.guess_of is None or not self.of or patients is None:
            return None
        return patients if self.guess_of == self.of else round(100 * patients / self.of)


MOST_GUESSED = 100
"""Most patients that are guessed one by one; above, the guess is out of 100."""

NO_ANSWERS = "no_answers"
NO_DATA = "no_data"
NOTHING_NEW = "nothing_new"
NOTHING_TO_GUESS = "nothing_to_guess"
OTHER_PACE = "other_pace"
NOTHING_WORKED = "nothing_worked"
SHIFTS_WAIT = "shifts_wait"


@dataclass(frozen=True, slots=True)
class Skip:
    """Why a step is left out: one of the words above; `day` since when nothing is new."""

    reason: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a huddle was prepared with.

    `praise`, `said` and `instead` are comments; `praise_waits`: there is praise that nobody has
    confirmed, so the room doesn't see it; `actions` the promises to look at, at most
    five; `earlier` lines of earlier sittings of the same relay, with their votes. `no_measure`
    says why there is no measure, "" when there is one. `worked` are promises that the survey
    found to have helped. `guided`: one of the first huddles of the unit, whose lead is told the
    next key. `weeks` is how many weeks in a row had a huddle before this week, `held_before`
    whether this one had one already. `last_shift`: the relay waits for no other shift.
    """

    unit_id: int
    unit: str
    day: date
    seed: int
    kind: str = "full"
    measure: MeasurePlan | None = None
    no_measure: str = ""
    praise: int | None = None
    praise_waits: bool = False
    said: tuple[int, ...] = ()
    instead: int | None = None
    question: str = ""
    actions: tuple[int, ...] = ()
    ideas: tuple[int, ...] = ()
    promise: int | None = None
    behavior: int | None = None
    leader: str = ""
    shift: str = ""
    relay: int | None = None
    earlier: tuple[int, ...] = ()
    earlier_votes: tuple[int, ...] = ()
    rehearsal: bool = False
    worked: tuple[Worked, ...] = ()
    guided: bool = False
    weeks: int = 0
    held_before: bool = False
    last_shift: bool = False

    @property
    def pace(self) -> Pace:
        return PACES[self.kind]

    @property
    def skipped(self) -> dict[Step, Skip]:
        """Steps that are left out, each with the reason."""
        if self.measure is None:
            known = self.no_measure in (NO_ANSWERS, NO_DATA)
            reason = Skip(self.no_measure if known else NO_DATA)
            return {Step.GUESS: reason, Step.SEE: reason}
        if self.measure.shown_on:
            reason = Skip(NOTHING_NEW, date.fromisoformat(self.measure.shown_on))
            return {Step.GUESS: reason, Step.SEE: reason}
        if self.measure.guess_of is None:
            return {Step.GUESS: Skip(NOTHING_TO_GUESS)}
        return {}

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps this huddle goes through."""
        left_out = self.skipped
        return tuple(
            step
            for step in Step
            if (step in self.pace.steps and step not in left_out) or self.shows(step)
        )

    def shows(self, step: Step) -> bool:
        """Tell whether one of the steps comes up that need something to show."""
        if step is Step.WORKED:
            return bool(self.worked)
        return step is Step.TOGETHER and self.last_shift

    def skip(self, step: Step) -> Skip | None:
        """Return why a step is left out, None for one that is not."""
        if step in self.steps:
            return None
        if step in BESIDE:
            return Skip(NOTHING_WORKED if step is Step.WORKED else SHIFTS_WAIT)
        return self.skipped.get(step, Skip(OTHER_PACE))

    def to_json(self) -> Json:
        return {**asdict(self), "day": self.day.isoformat()}


def plan_from_json(stored: Json) -> Plan:
    """Return the plan that `Plan.to_json` gave. Keys of later versions are ignored."""
    values = _known(Plan, stored)
    measure = values.get("measure")
    if measure is not None:
        fields = _known(MeasurePlan, measure)
        fields["fair"] = tuple(FairMark(**mark) for mark in fields.get("fair", ()))
        fields["outlooks"] = _outlooks(measure)
        fields["trend"] = tuple(TrendPoint(**point) for point in fields.get("trend", ()))
        values["measure"] = MeasurePlan(**fields)
    values["worked"] = tuple(
        Worked(**{**_known(Worked, found), "months": tuple(found["months"])})
        for found in values.get("worked", ())
    )
    values["day"] = date.fromisoformat(values["day"])
    for name in ("said", "actions", "ideas", "earlier", "earlier_votes"):
        values[name] = tuple(values.get(name, ()))
    return Plan(**values)


def _outlooks(measure: Json) -> tuple[Outlook, ...]:
    """Return when rises could be seen; plans of earlier versions know of ten points only."""
    if "outlooks" not in measure and "months" in measure:
        return (Outlook(DEFAULT_TARGET, measure["months"]),)
    return tuple(Outlook(**found) for found in measure.get("outlooks", ()))


def _known(kind: type[Plan] | type[MeasurePlan] | type[Worked], stored: Json) -> Json:
    return {name: stored[name] for name in kind.__dataclass_fields__ if name in stored}
