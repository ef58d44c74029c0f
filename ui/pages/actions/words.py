"""How an action item stands, and what became of it, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt

from ui.text.formats import counted, day_field, number
from ui.text.language import _

if TYPE_CHECKING:
    from models.store.actions import ActionChange, ActionItem
    from ui.pages.actions.queries import Story


def day_words(day: date | str | None) -> str:
    """Return a day (or its ISO text) as the locale writes it, empty when there is none."""
    if not day:
        return ""
    if isinstance(day, str):
        day = date.fromisoformat(day)
    return day_field(day)


def status_words(item: ActionItem, today: date) -> str:
    """Return how an item stands, as in "3 days overdue" or "stopped: no ear plugs left"."""
    because = f": {item.why}" if item.why else ""
    if item.status == "done":
        return _("done")
    if item.status == "stopped":
        return _("stopped") + because
    if item.status == "not_now" and item.until is not None:
        return _again(item.until, today) + because
    if item.status == "escalated":
        parts = (_passed_on(item), _answer_words(item, today), item.why)
        return " · ".join(part for part in parts if part)
    return due_words(item.due, today)


def _passed_on(item: ActionItem) -> str:
    if item.escalated_to:
        return _("escalated to {name}").format(name=item.escalated_to)
    return _("escalated")


def _answer_words(item: ActionItem, today: date) -> str:
    """Return when an answer is awaited from whom it was passed on to."""
    if item.reply_due is None:
        return due_words(item.due, today)
    days = (today - item.reply_due).days
    if days > 0:
        late = counted(days, "day", "days")
        return _("no answer for {days}").format(days=late)
    if days == 0:
        return _("answer due today")
    return _("answer by {day}").format(day=day_words(item.reply_due))


def _again(until: date, today: date) -> str:
    if until <= today:
        return _("look again (since {day})").format(day=day_words(until))
    return _("not now, look again {day}").format(day=day_words(until))


def due_words(due: date, today: date) -> str:
    """Return when it is due: "3 days overdue", "due today", "due 12/8/26"."""
    days = (due - today).days
    if days < 0:
        return _("{days} overdue").format(days=counted(-days, "day", "days"))
    if days == 0:
        return _("due today")
    return _("due {day}").format(day=day_words(due))


def link_facts(story: Story) -> list[tuple[str, str]]:
    """Return what an item was born from and whom it was passed on to, as (name, value)."""
    link = story.link
    facts = [
        (_("Promise"), story.promise),
        (_("Created in"), born_words(story.huddle_day)),
        (_("Belongs to"), _("another department") if link.theirs else ""),
        (_("Escalated to"), link.escalated_to),
        (_("Answer by"), day_words(link.reply_due)),
    ]
    return [(name, value) for name, value in facts if value]


def born_words(huddle_day: str) -> str:
    """Return the huddle an item was born in, "" for none."""
    return _("the {day} huddle").format(day=day_words(huddle_day)) if huddle_day else ""


def ideas_words(count: int, oldest_days: int) -> str:
    """Return how many ideas wait and since when, as on the button that leads to them."""
    if not count:
        return ""
    ideas = counted(count, "idea", "ideas")
    if not oldest_days:
        return _("· {ideas}").format(ideas=ideas)
    days = counted(oldest_days, "day", "days")
    return _("· {ideas}, oldest {days}").format(ideas=ideas, days=days)


def history_lines(
    changes: Sequence[ActionChange], measure_label: Callable[[str], str]
) -> list[tuple[str, str]]:
    """Return (when, what happened), the latest first; changes of one moment are one line."""
    lines = []
    for at, group in groupby(changes, key=lambda change: change.at):
        fields = {change.field: (change.before or "", change.after or "") for change in group}
        told = _told(fields, measure_label)
        if told:
            lines.append((_moment(at), told))
    return lines[::-1]


def _told(fields: dict[str, tuple[str, str]], measure_label: Callable[[str], str]) -> str:
    parts = []
    if "status" in fields:
        parts.append(_status_told(*fields["status"], fields))
    elif "why" in fields and fields["why"][1]:
        parts.append(_("reason: {why}").format(why=fields["why"][1]))
    if "kept" in fields:
        parts.append(_("reviewed and kept"))
    if "what" in fields:
        parts.append(_("reworded (was “{words}”)").format(words=fields["what"][0]))
    if "owner" in fields:
        owner = fields["owner"][1] or _("no owner")
        parts.append(_("owner is now {owner}").format(owner=owner))
    if "due" in fields:
        before, after = (day_words(day) for day in fields["due"])
        parts.append(
            _("due date moved from {before} to {after}").format(after=after, before=before)
        )
    parts += _evidence_told(fields)
    parts += _passed_on_told(fields)
    if "measure" in fields:
        parts.append(_link_told(fields["measure"][1], measure_label))
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _status_told(before: str, after: str, fields: dict[str, tuple[str, str]]) -> str:
    if not before:
        return _("added")
    named = {
        "open": _("reopened"),
        "done": _("done"),
        "stopped": _("stopped"),
        "escalated": _("escalated"),
        "not_now": _("put off"),
    }
    words = named.get(after, after)
    until = day_words(fields.get("until", ("", ""))[1])
    if after == "not_now" and until:
        words = _("put off until {day}").format(day=until)
    why = fields.get("why", ("", ""))[1]
    return f"{words}: {why}" if why else words


def _evidence_told(fields: dict[str, tuple[str, str]]) -> list[str]:
    parts = []
    if "wish" in fields:
        before, after = fields["wish"]
        parts.append(
            _("goal changed from +{before} to +{after}").format(
                after=points_words(int(after)), before=number(int(before))
            )
        )
    if "evidence_due" in fields and "status" not in fields:
        day = day_words(fields["evidence_due"][1])
        told = _("result visible by {day}").format(day=day)
        parts.append(told if day else _("the survey can't show this"))
    return parts


def _passed_on_told(fields: dict[str, tuple[str, str]]) -> list[str]:
    """Return to whom it went and by when an answer is awaited, as they were said then."""
    parts = []
    to, day = fields.get("escalated_to", ("", ""))[1], fields.get("reply_due", ("", ""))[1]
    if to:
        parts.append(_("to {name}").format(name=to))
    if day:
        parts.append(_("answer by {day}").format(day=day_words(day)))
    return parts


def points_words(points: int) -> str:
    """Return a rise in words: "10 points"."""
    return counted(points, "point", "points")


def _link_told(measure: str, measure_label: Callable[[str], str]) -> str:
    if not measure:
        return _("measure removed")
    return _("measure set to {measure}").format(measure=measure_label(measure))


def _moment(stamp: str) -> str:
    moment = QDateTime.fromString(stamp, Qt.DateFormat.ISODate).toLocalTime()
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
