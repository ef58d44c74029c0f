"""What the year says, in words: the same on the page and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.words import counted, percent

if TYPE_CHECKING:
    from models.huddle.endings import Ending
    from models.huddle.year import Misjudged, YearPage

MOST_MOVED = 6
MOST_WORDS = 8


def tr(text: str) -> str:
    """Translate a sentence about the year."""
    return QCoreApplication.translate("year", text)


def nothing_moved() -> str:
    """Return what stands where no survey has answered yet."""
    return tr("No survey has answered a promise yet. That takes months, not weeks.")


def moved_words(measure: str, ending: Ending, labels: Mapping[str, str]) -> str:
    """Return how one thread ended: "Quietness: better, …"."""
    name = labels.get(measure, measure) or tr("No single measure")
    return f"{name}: {ending.words}"


def year_verdict(page: YearPage) -> str:
    """Return the year in one sentence."""
    if not page.held:
        return tr("No huddle in this time.")
    huddles = counted(page.held, tr("huddle"), tr("huddles"))
    return tr("{huddles}, in {met} of {weeks} weeks since the first.").format(
        huddles=huddles, met=page.weeks_with, weeks=page.weeks
    )


def year_figures(page: YearPage) -> dict[str, tuple[str, str]]:
    """Return the year's numbers by name, each with what it counts."""
    length = "–" if page.minutes is None else tr("{m:.0f} min").format(m=page.minutes)
    kept = (
        tr("typical length")
        if page.on_time is None
        else tr("typical length; {share} within ten minutes").format(share=percent(page.on_time))
    )
    return {
        "held": (str(page.weeks_missed), tr("weeks without a huddle")),
        "length": (length, kept),
        "ideas": (
            str(page.lines),
            tr("lines said, {ideas} kept as ideas").format(ideas=page.ideas),
        ),
        "done": (
            tr("{done} of {all}").format(done=page.done, all=page.promises),
            tr("promises done"),
        ),
        "thumbs": (
            f"{page.thumbs_up} / {page.thumbs_down}",
            tr("thumbs up and down about the huddle"),
        ),
    }


def most_misjudged_words(page: YearPage) -> str:
    """Return what the room misjudges most, and on which side."""
    if not page.misjudged:
        return tr("A question counts from the second time the room guesses it.")
    worst = page.misjudged[0]
    if round(worst.points) == 0:
        return misjudged_words(worst)
    if worst.points > 0:
        return tr("{words}: patients have it less often than we think.").format(
            words=misjudged_words(worst)
        )
    return tr("{words}: patients have it more often than we think.").format(
        words=misjudged_words(worst)
    )


def misjudged_words(item: Misjudged) -> str:
    """Return how an item is misjudged, in one sentence that can be read aloud."""
    points = counted(round(abs(item.points)), tr("point"), tr("points"))
    guesses = counted(item.guesses, tr("guess"), tr("guesses"))
    if round(item.points) == 0:
        return tr("{label}: right on average, {guesses}").format(label=item.label, guesses=guesses)
    side = tr("too high") if item.points > 0 else tr("too low")
    return tr("{label}: {points} {side}, {guesses}").format(
        label=item.label, points=points, side=side, guesses=guesses
    )


def signed_points(points: float) -> str:
    """Return a difference in points as "+4", "−3" or "0"."""
    whole = round(abs(points))
    return f"{'−' if points < 0 and whole else '+' if whole else ''}{whole}"
