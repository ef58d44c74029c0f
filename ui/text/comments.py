"""What the page of comments says, in words."""

from __future__ import annotations

from datetime import datetime

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
    criticism_accuracy,
    masking_accuracy,
    theme,
    theme_accuracy,
)
from ui.text.formats import counted, day_name, listed, month_name, number, sentence_start
from ui.text.language import _


def topic_name(key: str) -> str:
    """Return a theme's name; a tag is its own name."""
    found = theme(key)
    return _(found.label) if found is not None else key


def month_words(month: int) -> str:
    return month_name(month) if month else _("no date")


def state_name(state: str) -> str:
    """Return what a filter of `STATE_FILTERS` is called."""
    return {
        SHOWN: _("All except hidden"),
        NEW: _("Not reviewed yet"),
        STARRED: _("Starred"),
        PARKED: _("Saved for the huddle"),
        HIDDEN: _("Hidden"),
        EVERY: _("All"),
    }[state]


def state_words(state: str) -> str:
    """Return what became of a comment, empty for a new one."""
    return {
        STARRED: _("starred"),
        PARKED: _("saved for the huddle"),
        HIDDEN: _("hidden"),
    }.get(state, "")


def tone_words(voice: ShownVoice) -> str:
    """Return how a comment sounds."""
    if voice.specific:
        return _("specific praise")
    return {
        "praise": _("praise"),
        "criticism": _("criticism"),
        "mixed": _("praise and criticism"),
    }.get(voice.kind, _("tone unclear"))


def row_words(voice: ShownVoice, *, with_unit: bool) -> str:
    """Return the line above a comment: when, whose, how it sounds, what it is about."""
    topics = [topic_name(key) for key in voice.themes] + list(voice.tag_names)
    parts = [month_words(voice.month), voice.unit if with_unit else "", tone_words(voice)]
    return " · ".join(part for part in (*parts, ", ".join(topics)) if part)


def topic_lines(voice: ShownVoice) -> str:
    """Return how a comment sounds, and a line for each theme with the words that led to it."""
    lines = [sentence_start(tone_words(voice))]
    for key in voice.themes:
        words = listed([f"“{word}”" for word in voice.reasons.get(key, ())])
        line = _("{theme}: {words}") if words else _("{theme}: added by hand")
        lines.append(line.format(theme=topic_name(key), words=words))
    lines += [f"# {tag}" for tag in voice.tag_names]
    if not voice.themes and not voice.tags:
        lines.append(_("No theme found"))
    return "\n".join(lines)


def headline(shown: VoiceList, wanted: VoiceFilter, measure: str = "") -> str:
    """Return the one sentence of the page; `measure` is the name of the one asked for."""
    told = _listed(shown, wanted)
    if shown.themeless:
        every = _("No theme belongs to {measure}, so all comments are listed").format(
            measure=measure or _("this measure")
        )
        told = f"{every} · {told}"
    if not shown.unheard:
        return told
    return _("{told} · still finding themes in {n}").format(told=told, n=number(shown.unheard))


def _listed(shown: VoiceList, wanted: VoiceFilter) -> str:
    count = len(shown.ids)
    narrowed = wanted.measure and not shown.themeless
    if wanted.words or wanted.theme or narrowed or wanted.month or wanted.state != SHOWN:
        return _("{listed} of {all} match").format(
            listed=number(count), all=counted(shown.total, "comment", "comments")
        )
    told = counted(count, "comment", "comments")
    if not shown.praise:
        return told
    return _("{told} · {praise} with specific praise").format(
        told=told, praise=number(shown.praise)
    )


def release_words(voice: ShownVoice) -> str:
    """Return who lifted the mask of a comment's names, and when."""
    day = datetime.fromisoformat(voice.released).astimezone().date()
    return _("Names shown since {day}, by decision of {who}.").format(
        day=day_name(day), who=voice.released_by
    )


def mask_words(voice: ShownVoice) -> str:
    """Return what is masked in a comment, and why."""
    if voice.released and voice.may_be_unmasked:
        return release_words(voice)
    if voice.masks_names and not voice.may_be_unmasked:
        return _("Not clearly praise, so its names stay masked.")
    return _("Masked before it is shown.") if voice.marks else _("Nothing to mask was found here.")


def masking_note() -> str:
    """Return how far masking can be trusted, with the measured figures."""
    found = masking_accuracy()
    return _(
        "Names, phone numbers, dates and rooms are masked automatically, but not perfectly. "
        "In a test on {n} new comments, {missed} of 100 such details slipped through. "
        "Read a comment yourself before you show it."
    ).format(n=number(found.comments), missed=number(round(100 * (1 - found.masked))))


def themes_note(chosen: str, *, few: bool) -> str:
    """Return how to read the numbers beside the themes, and how often themes are right.

    `chosen` is the key of the chosen theme or tag, "" for all; `few` tells that there are fewer
    comments than the answers a result needs.
    """
    reading = (
        _("Only a few comments: read each one, don't compare counts.")
        if few
        else _("Comment counts. They are not a score: not everyone writes.")
    )
    return f"{reading} {accuracy_words(chosen)}"


def accuracy_words(chosen: str) -> str:
    """Return how often themes are right, or the chosen theme."""
    found = theme_accuracy()
    one = found.by_theme.get(chosen)
    if theme(chosen) is not None and one is None:
        return _("We have no test yet of how often this theme is right.")
    every = one or found.every
    facts = {"right": _in_10(every.precision), "found": _in_10(every.recall)}
    if one is not None:
        return _(
            "In a test, {right} of 10 comments tagged “{theme}” were right, "
            "and {found} of 10 about it were found."
        ).format(theme=topic_name(chosen), **facts)
    return _(
        "Themes come from the words people use. In a test on {n} public comments from England, "
        "{right} of 10 tags were right and {found} of 10 were found."
    ).format(n=number(found.comments), **facts)


def tone_note() -> str:
    """Return how far the tone of comments can be trusted."""
    found = criticism_accuracy()
    return _(
        "Tone is a guess. In tests, at least {right} of 10 comments called criticism were "
        "right, and at least {found} of 10 critical comments were found. When in doubt, it "
        "says “unclear.”"
    ).format(right=number(int(found.precision * 10)), found=number(int(found.recall * 10)))


def _in_10(share: float) -> str:
    return number(int(share * 10 + 0.5))


def none_yet() -> tuple[str, str]:
    """Return title and text of a page without any comment."""
    return _("No comments yet"), _(
        "Open a survey file. Any column of sentences becomes comments to read here."
    )


def none_written() -> tuple[str, str]:
    """Return title and text for a unit without comments."""
    return _("No comments for this unit"), _(
        "Ask whoever sends your files to include the comments. You can still run huddles."
    )


def none_match() -> tuple[str, str]:
    """Return title and text of a list that its filters emptied."""
    return _("No matching comments"), _(
        "Try fewer words or another theme. Search matches the start of words."
    )


def names_help() -> str:
    """Return what to type into the list of names to mask."""
    return _("One name per line. Action owners are masked too. The list is never printed.")


def release_question() -> tuple[str, str, str]:
    """Return title, text and button of the question before names in praise are shown."""
    return (
        _("Show the names in this praise?"),
        _(
            "Anyone who sees this screen, a huddle or a printout can then read them. "
            "Phone numbers, dates and rooms stay masked. "
            "Your decision is logged with today's date. Ask the people named first."
        ),
        _("Show the names"),
    )
