"""Due dates of action items as a calendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from models.language import _
from models.store.actions import DONE, ESCALATED, NOT_NOW, STOPPED, ActionItem

PRODUCT = "-//Throughline//Action items//EN"
REMIND_BEFORE = timedelta(hours=15)
"""A whole day begins at midnight: the reminder comes at nine in the morning of the day before."""


def calendar_file(actions: Iterable[ActionItem]) -> bytes:
    """Return a calendar with an all-day entry for each action's due day.

    What was put off stands on its day to look again, what was passed on on the day of the answer;
    what was done or stopped is left out. A
    second entry stands on the day its effect could show in the data. An action keeps its entry
    when it is exported again, so calendars replace it instead of doubling it.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for action in actions:
        if action.status in (DONE, STOPPED):
            if action.status == DONE and action.evidence_due is not None:
                calendar.add_component(_evidence_entry(action, action.evidence_due))
            continue
        calendar.add_component(_due_entry(action))
        if action.evidence_due is not None:
            calendar.add_component(_evidence_entry(action, action.evidence_due))
    return bytes(calendar.to_ical())


def _due_entry(action: ActionItem) -> Event:
    day, title = action.awaited, action.what
    if action.status == NOT_NOW and action.until is not None:
        day, title = action.until, _("Look again: {what}").format(what=action.what)
    elif action.status == ESCALATED and action.reply_due is not None:
        title = _("Waiting for an answer: {what}").format(what=action.what)
    about = [
        _("Unit: {unit}").format(unit=action.unit),
        _("Owner: {owner}").format(owner=action.owner) if action.owner else "",
        _("Escalated to: {who}").format(who=action.escalated_to)
        if action.status == ESCALATED
        else "",
    ]
    entry = _whole_day(action, "due", day, title, "\n".join(line for line in about if line))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -REMIND_BEFORE)
    entry.add_component(alarm)
    return entry


def _evidence_entry(action: ActionItem, day: date) -> Event:
    return _whole_day(
        action,
        "evidence",
        day,
        _("Survey results due: {what}").format(what=action.what),
        _("Unit: {unit}\nFrom this day, the survey could show the change.").format(
            unit=action.unit
        ),
    )


def _whole_day(action: ActionItem, kind: str, day: date, title: str, about: str) -> Event:
    entry = Event()
    born = datetime.fromisoformat(action.created)
    entry.add("uid", f"{kind}-{action.id}-{born:%Y%m%dT%H%M%S}@throughline")
    entry.add("dtstamp", datetime.fromisoformat(action.changed))
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    entry.add("summary", title)
    entry.add("description", about)
    entry.add("transp", "TRANSPARENT")
    entry.add("categories", ["Throughline"])
    return entry
