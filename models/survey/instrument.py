"""Questionnaires: their items, and the measures made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from models.language import _
from models.survey.scale import Scale

SHARES = "shares"
"""How the family of a questionnaire ends of which only shares of the best answer are known."""


OWN_FAMILY = "custom"
"""The family of the questionnaires that were built from a sender's files."""


@dataclass(frozen=True, slots=True)
class Screener:
    """The item whose answer decides whether another one applies."""

    item: str
    skips: tuple[int, ...]
    """Stored values of the screener at which the dependent item does not apply."""


@dataclass(frozen=True)
class Item:
    """One question.

    `key` names the question, not its place: the same key in two questionnaires means the same
    wording, so their answers may stand in one trend. `number` is its number in this
    questionnaire (0 when it has none). `columns` are other headers it is known by.
    `not_applicable` are the codes and words for "does not apply" beside the common 8.
    """

    key: str
    label: str
    scale: Scale
    wording: str = ""
    number: int = 0
    columns: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    screener: Screener | None = None
    about_patient: bool = False
    """True for screeners and questions about the patient: no measure, kept for adjustment."""


@dataclass(frozen=True)
class Measure:
    """What is reported: one item, or the unweighted mean of several items' proportions.

    `average`: only that mean is known and not the items' own proportions; it is kept like one
    item, whose counts are then no count of patients.
    """

    key: str
    label: str
    items: tuple[str, ...]
    short: str = ""
    published_as: str = ""
    """The stem of its measure id in published files, such as H_COMP_1."""
    average: bool = False

    @property
    def kind(self) -> str:
        return "item" if len(self.items) == 1 and not self.average else "composite"

    @property
    def short_label(self) -> str:
        return _(self.short or self.label)


@dataclass(frozen=True)
class Instrument:
    """A questionnaire in one of its versions.

    `family` joins the versions of one questionnaire. `first_month` and `last_month` are month
    numbers of the discharges it was used for, None where open. Of two measures with one key the
    later is today's question, the earlier the one it replaced.
    """

    key: str
    name: str
    family: str
    items: tuple[Item, ...]
    measures: tuple[Measure, ...]
    first_month: int | None = None
    last_month: int | None = None
    built_in: bool = True
    listed: bool = field(default=False, compare=False)
    """Whether a file of the organization defines it, so that its questions are known by every
    header listed there. Not part of what the store keeps."""
    position: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "position", {i.key: n for n, i in enumerate(self.items)})

    @property
    def of_shares(self) -> bool:
        """Whether only shares of the best answer are known of it, and never an answer."""
        return self.family.endswith(SHARES)

    def item(self, key: str) -> Item:
        """Return the item named `key`; KeyError when this questionnaire lacks it."""
        return self.items[self.position[key]]

    @cached_property
    def measure_by_key(self) -> dict[str, Measure]:
        """Today's measures by their keys."""
        return {m.key: m for m in self.measures}

    def definition(self, measure: Measure) -> tuple[tuple[str, str], ...]:
        """Return what makes a measure the same question: its items and their scales.

        In a sender's own questionnaire also the wording, where more than a header is known of it:
        the Q5 of one sender is not the Q5 of another.
        """
        return tuple((key, self._asked(self.item(key))) for key in measure.items)

    def _asked(self, item: Item) -> str:
        wording, header = (_letters(text) for text in (item.wording, item.key))
        own = self.family == OWN_FAMILY and wording not in ("", header)
        return f"{item.scale.fingerprint}|{wording}" if own else item.scale.fingerprint


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
