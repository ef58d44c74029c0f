"""What the voices page says, in words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate

from models.huddle.comments import (
    EVERY,
    HIDDEN,
    NEW,
    PARKED,
    SHOWN,
    STARRED,
    ShownVoice,
    VoiceFilter,
    VoiceList,
    theme,
)
from ui.base.words import counted, day_name, month_name, number
from ui.text.language import _


def topic_name(key: str) -> str:
    """Return a theme's name; a tag is its own name."""
    found = theme(key)
    return found.label if found is not None else key


def month_words(month: int) -> str:
    return month_name(month) if month else _("no date")


def state_name(state: str) -> str:
    """Return what a filter of `STATE_FILTERS` is called."""
    return {
        SHOWN: _("All but hidden"),
        NEW: _("Not sorted yet"),
        STARRED: _("Starred"),
        PARKED: _("Parked for the huddle"),
        HIDDEN: _("Hidden"),
        EVERY: _("All"),
    }[state]


def state_words(state: str) -> str:
    """Return what became of a comment, empty for a new one."""
    return {
        STARRED: _("starred"),
        PARKED: _("parked for the huddle"),
        HIDDEN: _("hidden"),
    }.get(state, "")


def tone_words(voice: ShownVoice) -> str:
    """Return how a comment sounds."""
    if voice.specific:
        return _("praise that names an act")
    return {
        "praise": _("praise"),
        "criticism": _("criticism"),
        "mixed": _("praise and criticism"),
    }.get(voice.kind, "")


def row_words(voice: ShownVoice, *, with_unit: bool) -> str:
    """Return the line above a comment: when, whose, how it sounds, what it is about."""
    topics = [topic_name(key) for key in voice.themes] + list(voice.tag_names)
    parts = [month_words(voice.month), voice.unit if with_unit else "", tone_words(voice)]
    return " · ".join(part for part in (*parts, ", ".join(topics)) if part)


def headline(shown: VoiceList, wanted: VoiceFilter, measure: str = "") -> str:
    """Return the one sentence of the page; `measure` is the name of the one asked for."""
    told = _listed(shown, wanted)
    if shown.themeless:
        every = _("No theme belongs to {measure}, so comments about anything are listed").format(
            measure=measure or _("this measure")
        )
        told = f"{every} · {told}"
    if not shown.unheard:
        return told
    return _("{told} · themes of {n} are still being found").format(
        told=told, n=number(shown.unheard)
    )


def _listed(shown: VoiceList, wanted: VoiceFilter) -> str:
    listed = len(shown.ids)
    narrowed = wanted.measure and not shown.themeless
    if wanted.words or wanted.theme or narrowed or wanted.month or wanted.state != SHOWN:
        return _("{listed} of {all} fit").format(
            listed=number(listed), all=counted(shown.total, _("comment"), _("comments"))
        )
    told = counted(listed, _("comment"), _("comments"))
    if not shown.praise:
        return told
    return _("{told} · {praise} of them thank somebody for something they did").format(
        told=told, praise=number(shown.praise)
    )


def release_words(voice: ShownVoice) -> str:
    """Return who lifted the mask of a comment's names, and when."""
    day = datetime.fromisoformat(voice.released).astimezone().date()
    return _("Names shown since {day}, by decision of {who}.").format(
        day=day_name(QDate(day.year, day.month, day.day)), who=voice.released_by
    )


MASK_NOTE = (
    "Names, phone numbers, dates and rooms are masked by rules, and rules miss things: "
    "7 in 100 on invented comments, rooms and addresses more often. "
    "Read a comment yourself before you show it to others."
)
