"""The finding of a funnel in a sentence: first whether units differ at all, then who."""

from __future__ import annotations

from collections.abc import Sequence

from models.analysis.estimates import counted, joined, number_words, sentence_start

MOST_NAMED = 6
_SMALLEST_P = 0.001


def funnel_verdict(
    units: Sequence[tuple[str, str, bool]],
    chance: float | None,
    level: float,
    tau2: float,
    floor: int,
) -> str:
    """Return the finding. `units` are (name, signal, warning); `chance` that all are alike."""
    shown = [unit for unit in units if unit[1] != "too_few"]
    if not units:
        return "No answers to this question from any unit."
    if not shown:
        return f"Too few answers: no unit has {floor}."
    if len(shown) == 1:
        return f"Nobody to compare with: only {shown[0][0]} has enough answers."
    if chance is None:
        return "The units do not differ: all answers are alike."
    sentences = [alike_words(chance, level)]
    below = [name for name, signal, _w in shown if signal == "below"]
    above = [name for name, signal, _w in shown if signal == "above"]
    if below:
        sentences.append(f"Below what chance explains: {some_names(below)}.")
    if above:
        sentences.append(f"Above {'it' if below else 'what chance explains'}: {some_names(above)}.")
    if not below and not above and chance < level:
        sentences.append("No single unit stands out clearly from the others’ spread.")
    warned = sum(warning for _n, _s, warning in shown)
    expected = 0.05 * len(shown)
    if warned and chance >= level:
        sentences.append(
            f"{sentence_start(counted(warned, 'unit'))} beyond the 95% limits; among "
            f"{number_words(len(shown))} about {expected:.1f} would be by chance."
        )
    if tau2 > 0 and (below or above):
        sentences.append("Seen against the usual spread between units.")
    return " ".join(sentences)


def alike_words(chance: float, level: float) -> str:
    """Return whether units differ at all; `chance` that all are alike."""
    if chance >= level:
        return "The units differ no more than chance would make them."
    return "The units differ more than chance would make them."


def chance_words(chance: float | None, units: int) -> list[str]:
    """Return the p-value that all units are alike, and how many would lie outside by chance."""
    if chance is None or units < 2:
        return []
    p = "below 0.001" if chance < _SMALLEST_P else f"of {chance:.3f}"
    return [
        f"Were all units alike, they would differ this much with a chance {p}. About "
        f"{_expected(0.05 * units)} of {units:,} would lie beyond the 95% limits by chance, "
        f"{_expected(0.002 * units)} beyond the 99.8% limits."
    ]


def _expected(units: float) -> str:
    """Return an expected number of units with two digits that count, none after 10."""
    return f"{units:,.0f}" if units >= 10 else f"{units:.1f}" if units >= 0.1 else f"{units:.2f}"


def some_names(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """Return names as a spoken list, at most so many of them."""
    if len(names) <= most:
        return joined(names)
    return f"{', '.join(names[:most])} and {len(names) - most:,} more"
