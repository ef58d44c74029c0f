"""What the year says, in words: the same on the page and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ui.text.formats import counted, percent
from ui.text.language import _, ngettext

if TYPE_CHECKING:
    from models.huddle.reports import Misjudged, YearPage
    from models.huddle.threads import Outcome

MOST_MOVED = 6
MOST_WORDS = 8


def nothing_moved() -> str:
    """Return what stands where no survey has answered yet."""
    return _("No survey results on our promises yet. That takes months, not weeks.")


def moved_words(measure: str, ending: Outcome, labels: Mapping[str, str]) -> str:
    """Return how one thread ended: "Quietness: better, …"."""
    name = labels.get(measure, measure) or _("No measure")
    return f"{name}: {ending.words}"


def year_verdict(page: YearPage) -> str:
    """Return the year in one sentence."""
    if not page.held:
        return _("No huddles in this period.")
    huddles = counted(page.held, "huddle", "huddles")
    held = _("{huddles}, in {met} of {weeks} weeks since the first.").format(
        huddles=huddles, met=page.weeks_with, weeks=page.weeks
    )
    if not page.promises:
        return held
    delivered = ngettext(
        "{done} of {n} promise delivered.", "{done} of {n} promises delivered.", page.promises
    ).format(done=page.done, n=page.promises)
    return f"{delivered} {held}"


def year_figures(page: YearPage) -> dict[str, tuple[str, str]]:
    """Return the year's numbers by name, each with what it counts."""
    length = "–" if page.minutes is None else _("{m:.0f} min").format(m=page.minutes)
    kept = (
        _("typical length")
        if page.on_time is None
        else _("typical length; {share} within ten minutes").format(share=percent(page.on_time))
    )
    return {
        "done": (
            _("{done} of {all}").format(done=page.done, all=page.promises),
            _("promises delivered"),
        ),
        "held": (str(page.weeks_missed), _("weeks without a huddle")),
        "length": (length, kept),
        "ideas": (
            str(page.lines),
            _("lines, {ideas} kept as ideas").format(ideas=page.ideas),
        ),
        "thumbs": (
            f"{page.thumbs_up} / {page.thumbs_down}",
            _("thumbs up and thumbs down for the huddle"),
        ),
    }


def most_misjudged_words(page: YearPage) -> str:
    """Return what the room misjudges most, and on which side."""
    if not page.misjudged:
        return _("A question counts once we've guessed it twice.")
    worst = page.misjudged[0]
    if round(worst.points) == 0:
        return misjudged_words(worst)
    if worst.points > 0:
        return _("{words}: it happens less often than we think.").format(
            words=misjudged_words(worst)
        )
    return _("{words}: it happens more often than we think.").format(words=misjudged_words(worst))


def misjudged_words(item: Misjudged) -> str:
    """Return how an item is misjudged, in one sentence that can be read aloud."""
    points = counted(round(abs(item.points)), "point", "points")
    guesses = counted(item.guesses, "guess", "guesses")
    if round(item.points) == 0:
        return _("{label}: right on average, {guesses}").format(label=item.label, guesses=guesses)
    side = _("too high") if item.points > 0 else _("too low")
    return _("{label}: {points} {side}, {guesses}").format(
        label=item.label, points=points, side=side, guesses=guesses
    )


def signed_points(points: float) -> str:
    """Return a difference in points as "+4", "−3" or "0"."""
    whole = round(abs(points))
    return f"{'−' if points < 0 and whole else '+' if whole else ''}{whole}"
