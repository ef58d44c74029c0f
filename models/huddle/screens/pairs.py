"""“Patients say | We say”: what was heard about an item, kept side by side and replayed."""

from __future__ import annotations

from dataclasses import dataclass

from models.huddle.agenda import plan_from_json
from models.huddle.comments import quote, understood
from models.huddle.masking import Masker
from models.store.comments import comments_by_id
from models.store.database import Connection, local_day
from models.store.huddles import huddle_lines, list_huddles, stored_plan


@dataclass(frozen=True, slots=True)
class Pair:
    """One huddle's pair about an item: masked comments beside masked lines of the team.

    `day` is ISO text, `question` the key of the founding question; `top` of `of` patients gave
    the best answer then (None: not shown).
    """

    day: str
    question: str
    patients_said: tuple[str, ...]
    we_said: tuple[str, ...]
    top: int | None
    of: int | None


def pairs_about(
    c: Connection,
    unit_id: int,
    item: str,
    comments: Masker,
    lines: Masker,
    *,
    but_relay: int | None = None,
) -> tuple[Pair, ...]:
    """Return a unit's pairs about an item, the latest first; huddles without a line have none.

    `comments` masks what patients wrote, `lines` what the team typed. `but_relay` leaves out the
    sittings of one relay: its later shifts say their own lines before they see earlier ones.
    """
    held = [h for h in list_huddles(c, unit_id) if h.item == item and h.ended and h.lines]
    held = [h for h in held if but_relay is None or h.relay_id != but_relay]
    return tuple(
        _pair(c, h.id, local_day(h.started).isoformat(), h.question, comments, lines)
        for h in held
        if item
    )


def _pair(
    c: Connection, huddle_id: int, day: str, question: str, comments: Masker, lines: Masker
) -> Pair:
    stored = stored_plan(c, huddle_id)
    plan = plan_from_json(stored) if stored else None
    found = comments_by_id(c, plan.said if plan else ())
    measure = plan.measure if plan else None
    typed = sorted(huddle_lines(c, [huddle_id]), key=lambda line: -line.votes)
    return Pair(
        day,
        question,
        tuple(quote(understood(comment, comments)) for comment in found.values()),
        tuple(lines.shown(line.text) for line in typed if line.text),
        measure.top if measure else None,
        measure.of if measure else None,
    )
