"""Scales for tests."""

from __future__ import annotations

from models.survey import Answer, Box, Scale


def ordered_scale(
    key: str,
    labels: list[str],
    *,
    top: int = 1,
    bottom: int | None = None,
    no_answers: tuple[str, ...] = (),
    codes: list[str] | None = None,
) -> Scale:
    """Build a scale from labels worst to best, equally spaced from 0 to 100.

    The `top` best answers are the top box, the `bottom` worst the bottom box (default: one
    answer, or the worst half rounded down when there are four or more), the rest the middle.
    """
    k = len(labels)
    if bottom is None:
        bottom = k - top if k <= 2 else (k // 2 if k >= 4 else 1)
    bottom = min(bottom, k - top)
    answers = []
    for place, label in enumerate(labels):
        box = Box.TOP if place >= k - top else Box.BOTTOM if place < bottom else Box.MIDDLE
        linear = 100.0 * place / (k - 1) if k > 1 else 100.0
        answers.append(Answer(place + 1, label, box, linear, (codes[place],) if codes else ()))
    return Scale(key, tuple(answers), no_answers)
