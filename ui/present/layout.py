"""Which blocks make up each step's screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from models.huddle.agenda import Step
from models.huddle.screens import ARROW, StepView
from ui.present.blocks import Block, Columns, Stack, TextBlock
from ui.present.curves import ShareBars, TrendLine
from ui.present.fairness import FairLine
from ui.present.fields import FieldBlock, FieldRow
from ui.present.guessing import GuessBlock
from ui.present.pictogram import People
from ui.present.quotes import Quotes
from ui.present.rows import ChoiceRow, PromiseRow, RoleChips, ThumbRow
from ui.text.language import _

LEAST_BRIEF = 3
"""From so many promises on, only the marked one says who and by when."""


MOST_OF_TWO_LINES = 4
"""So many promises, with the box for a reason, may take two lines each."""

LEAST_WITH_ASIDE = 0.9
"""An aside is left out where it would make the other words smaller than so much of the usual."""

FEW_LINES = 4
"""So few lines to choose from are shown whole, over three lines if need be."""


def step_stack(view: StepView) -> Stack:
    """Return the blocks of a step's screen, its title strip and foot aside."""
    if view.skipped:
        return Stack([TextBlock(view.headline, "headline", "mute")], centered=True)
    return _STACKS[view.step](view)


def _aside(view: StepView, token: str) -> TextBlock:
    return TextBlock(view.aside, "note", token, spare=True, least=LEAST_WITH_ASIDE)


def _open(view: StepView) -> Stack:
    lines = list(view.lines)
    process = lines.pop()
    blocks: list[Block] = [TextBlock(view.headline, "headline", bold=True, boost=1.1, gap=0.04)]
    for line in lines:
        blocks += _promise_line(line.text, gap=0.04)
    blocks.append(TextBlock(process.text, "line", gap=0.06))
    return Stack([*blocks, RoleChips(view.choices)], centered=True)


def _promise_line(text: str, gap: float) -> list[Block]:
    """Return the promise line, a part below the other: what patients answered, what we promise,
    what we do."""
    first, *parts = text.split(ARROW)
    if not parts:
        return [TextBlock(first, "line", "unit", gap=gap)]
    blocks: list[Block] = [TextBlock(first, "line", "mute", gap=0.01)]
    for place, part in enumerate(parts):
        last = place == len(parts) - 1
        words = f"{ARROW.strip()}  {part}"
        blocks.append(TextBlock(words, "line", "unit", bold=place == 0, gap=gap if last else 0.01))
    return blocks


def _thank(view: StepView) -> Stack:
    quoted = view.headline.startswith("“")
    head = TextBlock(
        view.headline, "headline", bold=not quoted, boost=1.3, gap=0.05, bar=quoted, tight_lines=5
    )
    rest = [TextBlock(line.text, "line", "mute") for line in view.lines]
    return Stack([head, *rest], centered=True)


def _promised(view: StepView) -> Stack:
    if not view.lines:
        return Stack([TextBlock(view.headline, "headline", bold=True)], centered=True)
    brief = len(view.lines) >= LEAST_BRIEF
    others = 1 if len(view.lines) + len(view.boxes) > MOST_OF_TWO_LINES else 2
    rows: list[Block] = [PromiseRow(line, brief, others) for line in view.lines]
    return Stack([*rows, *(FieldBlock(box) for box in view.boxes)])


def _guess(view: StepView) -> Stack:
    blocks: list[Block] = [
        TextBlock(view.question, "question", "mute", gap=0.03),
        TextBlock(view.headline, "headline", bold=True, gap=0.05),
    ]
    if view.figure is not None:
        blocks.append(GuessBlock(view.boxes[0], view.figure.of, gap=0.04))
        blocks.append(People(replace(view.figure, guess=None)))
    return Stack(blocks)


def _see(view: StepView) -> Stack:
    figure = view.figure
    blocks: list[Block] = [TextBlock(view.question, "question", "mute", gap=0.02, tight_lines=1)]
    if figure is None:
        return _heard_instead(view)
    blocks.append(TextBlock(view.headline, "headline", bold=True, gap=0.014))
    lines = list(view.lines)
    fair = lines.pop()
    if figure.at_other_rate is not None:
        blocks.append(TextBlock(lines.pop(0).text, "line", "mute", gap=0.02))
    guessed = lines.pop(0).text if figure.guess is not None and lines else ""
    blocks.append(_picture(view, guessed))
    if guessed and figure.trend:
        blocks.append(TextBlock(guessed, "line", "unit_deep", gap=0.016, spare=True))
    blocks += [TextBlock(line.text, "line", bold=True, gap=0.018) for line in lines]
    blocks.append(FairLine(fair.text, view.fair))
    if view.aside:
        blocks.append(_aside(view, "unit"))
    return Stack(blocks)


def _picture(view: StepView, guessed: str) -> Block:
    figure = view.figure
    assert figure is not None
    unfair = any(mark.holds is False for mark in view.fair)
    if figure.trend:
        return TrendLine(figure.trend)
    if figure.percent:
        return ShareBars(figure, unfair)
    return People(figure, unfair, guessed.rstrip("."))


def _heard_instead(view: StepView) -> Stack:
    quoted = view.headline.startswith("“")
    blocks: list[Block] = [
        TextBlock(view.question, "question", "mute", gap=0.04),
        TextBlock(view.headline, "headline", gap=0.05, bar=quoted, tight_lines=5),
        *(TextBlock(line.text, "line", "mute") for line in view.lines),
    ]
    if view.aside:
        blocks.append(_aside(view, "unit"))
    return Stack(blocks, centered=True)


def _hear(view: StepView) -> Stack:
    left: list[Block] = [TextBlock(_("Patients say"), "label", "mute", bold=True, gap=0.016)]
    left.append(Quotes([line.text for line in view.lines]))
    right: list[Block] = [TextBlock(_("We say"), "label", "unit", bold=True, gap=0.016)]
    right += [TextBlock(line.text, "line", tight_lines=2, gap=0.018) for line in view.right]
    right += [FieldBlock(box) for box in view.boxes]
    blocks: list[Block] = []
    if view.question:
        blocks.append(
            TextBlock(view.question, "note", "mute", lines=2, gap=0.014, spare=True, least=0.84)
        )
    blocks.append(TextBlock(view.headline, "step", bold=True, gap=0.035))
    blocks.append(Columns(left, right, share=0.44))
    return Stack(blocks)


def _choose(view: StepView) -> Stack:
    voted = any(line.note for line in view.lines)
    rows: list[Block] = [
        ChoiceRow(line, 0.22 if voted else 0.0, 3 if len(view.lines) <= FEW_LINES else 2)
        if line.number is not None
        else TextBlock(line.text, "headline")
        for line in view.lines
    ]
    boxes = [FieldBlock(box) for box in view.boxes]
    head = TextBlock(view.headline, "question", "mute", gap=0.025)
    return Stack([head, *rows, *boxes])


def _do(view: StepView) -> Stack:
    what, who, due, theirs = view.boxes
    blocks: list[Block] = [TextBlock(view.headline, "question", "mute", gap=0.02)]
    if view.question:
        blocks.append(TextBlock(view.question, "note", "unit", lines=1, gap=0.02))
    blocks.append(FieldBlock(what))
    blocks.append(FieldRow(((who, 0.33), (due, 0.37), (theirs, 0.30))))
    if view.aside:
        blocks.append(_aside(view, "mute"))
    return Stack(blocks)


def _readback(view: StepView) -> Stack:
    blocks: list[Block] = [
        TextBlock(view.headline, "headline", bold=True, boost=1.15, gap=0.04, tight_lines=4)
    ]
    tokens = ["ink", "unit"] if len(view.lines) > 1 else ["unit"]
    blocks += [
        TextBlock(line.text, "line", token)
        for line, token in zip(view.lines, [*tokens, *["ink"] * 5], strict=False)
    ]
    if view.aside:
        blocks.append(_aside(view, "mute"))
    return Stack(blocks, centered=True)


def _check(view: StepView) -> Stack:
    up, down = view.lines
    blocks: list[Block] = [
        TextBlock(view.headline, "headline", bold=True, gap=0.03),
        ThumbRow(up, down),
        *(FieldBlock(box) for box in view.boxes),
    ]
    return Stack(blocks)


def _close(view: StepView) -> Stack:
    blocks: list[Block] = [TextBlock(view.headline, "headline", bold=True, boost=1.3, gap=0.045)]
    for line in view.lines:
        is_promise = line is view.lines[-1] and not line.text.endswith(".")
        blocks += (
            _promise_line(line.text, gap=0.035)
            if is_promise
            else [TextBlock(line.text, "line", gap=0.035)]
        )
    blocks.append(TextBlock(view.aside, "note", "mute"))
    return Stack(blocks, centered=True)


_STACKS: dict[Step, Callable[[StepView], Stack]] = {
    Step.OPEN: _open,
    Step.THANK: _thank,
    Step.PROMISED: _promised,
    Step.GUESS: _guess,
    Step.SEE: _see,
    Step.HEAR: _hear,
    Step.CHOOSE: _choose,
    Step.DO: _do,
    Step.READBACK: _readback,
    Step.CHECK: _check,
    Step.CLOSE: _close,
}
