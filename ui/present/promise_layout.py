"""The blocks of the second half: choose, do one thing, read back, check, together, close."""

from __future__ import annotations

from collections.abc import Sequence

from models.huddle.screens import (
    CheckScreen,
    Choice,
    ChooseScreen,
    CloseScreen,
    DoScreen,
    ReadbackScreen,
    TextField,
    TogetherScreen,
)
from ui.present.blocks import Block, Stack, TextBlock
from ui.present.fields import FieldBlock, Gap, SentenceRow
from ui.present.rows import ChoiceRow, ThumbRow
from ui.text.huddle import promise as words
from ui.text.huddle.frame import lens_words
from ui.text.huddle.steps import ARROW, more_lines, promise_parts, streak_line

LEAST_WITH_ASIDE = 0.9
"""An aside is left out where it would make the other words smaller than so much of the usual."""

FEW_LINES = 4
"""So few lines to choose from are shown whole, over three lines if need be."""

FINGERS_ROOM = 0.22
"""Width of a row for its fingers, a share of the screen's."""


def aside(text: str, token: str) -> TextBlock:
    """Return a line that is left out where there is no room for it."""
    return TextBlock(text, "note", token, spare=True, least=LEAST_WITH_ASIDE)


def promise_line(parts: Sequence[str], gap: float) -> list[Block]:
    """Return the promise line, a part below the other: what patients answered, what we promise,
    what we do."""
    if not parts:
        return []
    first, *others = parts
    if not others:
        return [TextBlock(first, "line", "unit", gap=gap)]
    blocks: list[Block] = [TextBlock(first, "line", "mute", gap=0.01)]
    for place, part in enumerate(others):
        last = place == len(others) - 1
        text = f"{ARROW.strip()}  {part}"
        blocks.append(TextBlock(text, "line", "unit", bold=place == 0, gap=gap if last else 0.01))
    return blocks


def choose_stack(choose: ChooseScreen) -> Stack:
    head = TextBlock(words.choose_headline(choose), "question", "mute", gap=0.025)
    if not choose.choices:
        return Stack([head, TextBlock(words.nothing_typed(), "headline")])
    voted = any(choice.fingers for choice in choose.choices)
    room = FINGERS_ROOM if voted else 0.0
    lines = 3 if len(choose.choices) <= FEW_LINES else 2
    blocks: list[Block] = [head, *(ChoiceRow(c, room, lines) for c in choose.choices)]
    more = choose.count - len(choose.choices)
    if more > 0:
        blocks.append(TextBlock(more_lines(more), "note", "mute", gap=0.01))
    if choose.reword is not None:
        blocks.append(FieldBlock(choose.reword, words.reword_label()))
    return Stack(blocks)


def do_stack(do: DoScreen) -> Stack:
    labels, hints = words.do_labels(), words.do_hints(do)

    def gap(field: TextField, share: float, *, wide: bool = False) -> Gap:
        return Gap(FieldBlock(field, hint=hints.get(field.key, ""), wide=wide), share)

    theirs = TextField("theirs", words.theirs_words(theirs=do.theirs), focus=do.theirs_focus)
    day = "below" if do.day is None else "unit"
    why = labels["heard" if do.heard else "so_that"]
    so = ((labels["who"], "mute"),) if do.heard else ()
    said = words.due_label(do)
    understood = ((said, day),) if said else ()
    notice = words.notice_line(do)
    blocks: list[Block] = [
        TextBlock(words.do_headline(lens_words(do.lens)), "question", "mute", gap=0.03),
        SentenceRow(((why, "mute"), gap(do.so_that, 1.0, wide=True))),
        SentenceRow(
            (*so, gap(do.who, 0.36), (labels["what"], "mute"), gap(do.what, 0.64, wide=True))
        ),
        SentenceRow(((labels["due"], "mute"), gap(do.due, 0.4), *understood)),
        SentenceRow(((labels["theirs"], "mute"), gap(theirs, 0.45)), gap=0.03),
    ]
    if notice:
        blocks.append(TextBlock(notice, "line", "below", bold=True))
    else:
        outlook = words.outlook_line(do.day or do.usual, do.outlook, do.per_month)
        if outlook:
            blocks.append(aside(outlook, "mute"))
    return Stack(blocks)


def readback_stack(readback: ReadbackScreen) -> Stack:
    promise = readback.promise
    week = words.readback_week(readback)
    if promise is None:
        blocks: list[Block] = [TextBlock(words.no_promise(), "headline", bold=True, gap=0.04)]
        if week:
            blocks.append(TextBlock(week, "line", "unit"))
        return Stack(blocks, centered=True)
    sentence = words.promise_sentence(promise, readback.owners)
    blocks = [TextBlock(sentence, "headline", bold=True, boost=1.15, gap=0.05, tight_lines=5)]
    if promise.theirs:
        blocks.append(TextBlock(words.with_another_department(), "line", "mute"))
    if week:
        blocks.append(TextBlock(week, "line", "unit", spare=True))
    outlook = words.outlook_line(promise.day, readback.outlook, readback.per_month)
    if outlook:
        blocks.append(aside(outlook, "mute"))
    line = words.starting_line(readback)
    if line:
        blocks.append(aside(line, "unit" if readback.frozen else "mute"))
    return Stack(blocks, centered=True)


def check_stack(check: CheckScreen) -> Stack:
    yes, not_today = words.thumb_words()
    return Stack(
        [
            TextBlock(words.check_headline(), "headline", bold=True, gap=0.03),
            ThumbRow((yes, check.up), (not_today, check.down)),
            FieldBlock(check.word, words.word_label()),
        ]
    )


def together_stack(together: TogetherScreen) -> Stack:
    blocks: list[Block] = [
        TextBlock(words.together_headline(), "headline", bold=True, gap=0.02),
        TextBlock(words.together_topic(together), "note", "mute", lines=2, gap=0.03, spare=True),
    ]
    voted = any(fingers for _text, fingers in together.lines)
    room = FINGERS_ROOM if voted else 0.0
    blocks += [
        ChoiceRow(Choice(number, text, fingers, spot=number == 1), room, 2)
        for number, (text, fingers) in enumerate(together.lines, start=1)
    ]
    more = words.together_more(together)
    if more:
        blocks.append(TextBlock(more, "note", "mute"))
    return Stack(blocks)


def close_stack(close: CloseScreen) -> Stack:
    promise = close.promise
    head = TextBlock(words.close_headline(close), "headline", bold=True, boost=1.2, gap=0.035)
    blocks: list[Block] = [head]
    jumped = words.jumped_line(close)
    if jumped:
        blocks.append(TextBlock(jumped, "line", gap=0.03))
    if promise is not None:
        said = words.promise_short(promise, close.owners)
        blocks.append(
            TextBlock(said, "headline", "unit", bold=True, bar=True, gap=0.025, tight_lines=3)
        )
    for text in (words.tell_us_line(close), words.next_shifts(close)):
        if text:
            blocks.append(TextBlock(text, "line", gap=0.03))
    parts = promise_parts(close.measure, close.our_promise, close.behavior)
    if promise is None and len(parts) > 1:  # a measure alone promises nothing
        blocks += promise_line(parts, gap=0.03)
    kept = " ".join(text for text in (words.left_behind(close), words.saved_line(close)) if text)
    blocks.append(TextBlock(kept, "note" if promise else "line", "mute", gap=0.02))
    streak = streak_line(close.streak)
    if streak:
        blocks.append(TextBlock(streak, "note", "mute", spare=True))
    return Stack(blocks, centered=True)
