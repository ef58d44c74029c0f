"""Scales as a mapping tells them: answers in its order, turned around, other best answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.files.cells import answer_word, is_number
from models.files.mapping import ANYTHING_ELSE, ColumnMapping, Direction
from models.survey import Answer, Box, Scale, plain

MANY = 10
"""From so many answers that are numbers on, the two best ones are the top box by custom."""


def scale_of_answers(answers: Sequence[Sequence[str]]) -> Scale:
    """Return a scale of these answers, worst first, each as its label and other spellings."""
    last = len(answers) - 1
    top = 2 if len(answers) >= MANY and all(is_number(a[0]) for a in answers) else 1
    bottom = 1 if len(answers) <= 3 else len(answers) // 2
    bottom = min(bottom, len(answers) - top)
    made = []
    for place, (label, *spellings) in enumerate(answers):
        box = Box.TOP if place > last - top else Box.BOTTOM if place < bottom else Box.MIDDLE
        made.append(Answer(place + 1, label, box, 100.0 * place / last, (), tuple(spellings)))
    return Scale(f"told_{len(answers)}", tuple(made))


def turned(scale: Scale) -> Scale:
    """Return a scale with its worst answer as the best; the boxes are as large as before."""
    count = len(scale.answers)
    answers = [
        replace(answer, value=place.value, box=place.box, linear=place.linear)
        for answer, place in zip(reversed(scale.answers), scale.answers, strict=True)
    ]
    first, last = answers[0].label, answers[-1].label
    numbers = all(is_number(answer.label) for answer in answers)
    key = f"range_{first}_{last}" if numbers else f"{scale.key}_turned"
    assert len(answers) == count
    return Scale(key, tuple(answers), scale.no_answers)


def with_best(scale: Scale, labels: Sequence[str]) -> Scale:
    """Return a scale whose top box are the answers with these labels.

    They need not be the last ones. Labels that are none of its answers are passed over; with
    none left, or with all answers, the scale stays as it is.
    """
    wanted = {answer_word(label) for label in labels}
    placed = [answer for answer in scale.answers if answer.box is not Box.OUTSIDE]
    top = [answer for answer in placed if answer_word(answer.label) in wanted]
    if not top or len(top) == len(placed):
        return scale
    answers = []
    for answer in scale.answers:
        box = answer.box
        if answer in top:
            box = Box.TOP
        elif box is Box.TOP:
            box = Box.MIDDLE
        answers.append(replace(answer, box=box))
    return replace(scale, answers=tuple(answers))


def scale_from_mapping(told: ColumnMapping | None, found: Sequence[Scale]) -> Scale | None:
    """Return the scale a mapping tells for a column, None when it tells none.

    `found` are the scales its answers fit, the likeliest first: those that a direction turns.
    """
    if told is None or not told.tells_scale:
        return None
    if told.answers:
        scale = scale_of_answers(told.answers)
    elif found:
        scale = turned(found[0]) if _is_lowest(told, found[0]) else found[0]
    else:
        return None
    scale = with_best(scale, told.best) if told.best else scale
    listed = [word for word in told.no_answers if word != ANYTHING_ELSE]
    return replace(scale, no_answers=tuple(dict.fromkeys((*scale.no_answers, *listed))))


def _is_lowest(told: ColumnMapping, scale: Scale) -> bool:
    """Whether the lowest end of a scale is told to be the best, by itself or as the best answer."""
    if told.direction is not None or not told.best:
        return told.direction is Direction.LOWEST
    best = {answer_word(label) for label in told.best}
    places = [n for n, answer in enumerate(scale.answers) if answer_word(answer.label) in best]
    return bool(places) and 2 * sum(places) < len(places) * (len(scale.answers) - 1)


def names_its_answers(told: ColumnMapping, scale: Scale) -> bool:
    """Whether what is told of a column fits a scale: the best answers it names, if it names
    some and nothing else, are answers of it."""
    if told.answers or told.direction or not told.best:
        return True
    labels = {answer_word(text) for text in scale.by_text}
    return any(answer_word(label) in labels for label in told.best)


def contradicts(told: ColumnMapping | None, scale: Scale, found: Sequence[Scale]) -> bool:
    """Whether a mapping tells another order of answers, or other best ones, than a scale has."""
    wanted = scale_from_mapping(told, found)
    if told is None or wanted is None:
        return False
    places = {plain(answer.label): answer.value for answer in scale.answers}
    order = [places[word] for a in wanted.answers if (word := plain(a.label)) in places]
    if order != sorted(order) or len(order) < min(2, len(wanted.answers)):
        return True
    if told.answers and len(order) < len(wanted.answers):
        return True
    best = {plain(answer.label) for answer in scale.answers if answer.box is Box.TOP}
    return bool(told.best) and best != {plain(label) for label in told.best}


def direction_of(scale: Scale) -> Direction | None:
    """Return which end of a scale of numbers is best, None for words."""
    numbers = [int(answer.label) for answer in scale.answers if is_number(answer.label)]
    if len(numbers) < len(scale.answers) or len(numbers) < 2:
        return None
    return Direction.HIGHEST if numbers[-1] > numbers[0] else Direction.LOWEST


def spellings_of(scale: Scale) -> tuple[tuple[str, ...], ...]:
    """Return a scale's answers as a mapping lists them: worst first, label and spellings."""
    return tuple((a.label, *a.words, *a.codes) for a in scale.answers if a.box is not Box.OUTSIDE)
