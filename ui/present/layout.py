"""Which blocks make up each step's screen: its facts, in words, in their places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.huddle.agenda import OVERDUE
from models.huddle.screens import (
    CheckScreen,
    ChooseScreen,
    CloseScreen,
    DoScreen,
    GuessScreen,
    HearScreen,
    LeftOutScreen,
    OpenScreen,
    PromisedRow,
    PromisedScreen,
    ReadbackScreen,
    SeeScreen,
    StepView,
    ThankScreen,
    TogetherScreen,
    TooFewScreen,
    WorkedScreen,
)
from ui.present.blocks import Block, Columns, Stack, TextBlock
from ui.present.curves import ShareBars, TrendLine
from ui.present.fairness import FairLine
from ui.present.fields import FieldBlock
from ui.present.guessing import GuessBlock
from ui.present.heard import HeardLines
from ui.present.pictogram import Figure, People
from ui.present.promise_layout import (
    aside,
    check_stack,
    choose_stack,
    close_stack,
    do_stack,
    promise_line,
    readback_stack,
    together_stack,
)
from ui.present.quotes import Quotes
from ui.present.rows import PromiseLine, PromiseRow, RoleChips
from ui.text.formats import number
from ui.text.huddle import steps as words
from ui.text.huddle.frame import role_words, skip_words
from ui.text.language import _

LEAST_BRIEF = 3
"""From so many promises on, only the marked one says who and by when."""

MOST_OF_TWO_LINES = 4
"""So many promises, with the box for a reason, may take two lines each."""

GUESS_ALONE, COUNTING_FROM = 0.3, 0.42
"""The reveal in three beats, as shares of its time: our guess stands alone; a breath; the number
grows, and the figures light up one after another."""


def step_stack(view: StepView) -> Stack:
    """Return the blocks of a step's screen, its title strip and foot aside."""
    return _STACKS[type(view.content)](view.content)


def _left_out(left_out: LeftOutScreen) -> Stack:
    return Stack([TextBlock(skip_words(left_out.skip), "headline", "mute")], centered=True)


def _open(opened: OpenScreen) -> Stack:
    head = opened.mission or opened.unit
    blocks: list[Block] = [TextBlock(head, "headline", bold=True, boost=1.1, gap=0.04)]
    if opened.relay:
        blocks.append(TextBlock(words.relay_line(), "line", "unit", gap=0.04))
    parts = words.promise_parts(opened.measure, opened.promise, opened.behavior)
    blocks += promise_line(parts, gap=0.04)
    asked = words.asked_line(opened.asked)
    if asked:
        blocks.append(TextBlock(asked, "line", "unit_deep", bold=True, gap=0.03))
    blocks.append(TextBlock(words.process_line(), "line", gap=0.03))
    streak = words.streak_line(opened.streak)
    if streak:
        blocks.append(TextBlock(streak, "note", "mute", gap=0.03, spare=True, least=0.9))
    chips = RoleChips([(role_words(role), here) for role, here in opened.roles])
    return Stack([*blocks, chips], centered=True)


def _thank(thank: ThankScreen) -> Stack:
    if thank.praise:
        head, below = words.quoted(thank.praise), words.from_a_patient()
    else:
        head, below = words.no_praise(thank.waits)
    quoted = bool(thank.praise)
    return Stack(
        [
            TextBlock(
                head, "headline", bold=not quoted, boost=1.3, gap=0.05, bar=quoted, tight_lines=5
            ),
            TextBlock(below, "line", "mute"),
        ],
        centered=True,
    )


def _promised(promised: PromisedScreen) -> Stack:
    if not promised.rows:
        return Stack([TextBlock(words.no_promises(), "headline", bold=True)], centered=True)
    brief = len(promised.rows) >= LEAST_BRIEF
    boxes = int(promised.reason is not None)
    others = 1 if len(promised.rows) + boxes > MOST_OF_TWO_LINES else 2
    rows: list[Block] = [
        PromiseRow(_promise(row, promised.owners), brief, others) for row in promised.rows
    ]
    if promised.reason is not None:
        rows.append(FieldBlock(promised.reason, words.reason_label(promised)))
    return Stack(rows)


def _promise(row: PromisedRow, owners: str) -> PromiseLine:
    open_late = row.action.overdue and not (row.action.evidence or row.action.reply_due)
    state = row.mark or (OVERDUE if open_late else "")
    note, mark = words.promise_note(row, owners), words.promise_mark(row)
    return PromiseLine(row.action.what, note, mark, state, row.spot)


def _worked(worked: WorkedScreen) -> Stack:
    blocks: list[Block] = [
        TextBlock(words.worked_measure(worked), "question", "mute", gap=0.02, tight_lines=1),
        TextBlock(words.worked_headline(worked), "headline", "unit", bold=True, boost=1.15),
        People(Figure(100, worked.after, guess=worked.before), guessed=words.then_mark(worked)),
        TextBlock(words.worked_promise(worked), "line", bold=True, gap=0.02, tight_lines=2),
        TextBlock(words.worked_thanks(), "line", "unit", bold=True, gap=0.02),
    ]
    if worked.quote:
        quote = words.quoted(worked.quote)
        blocks.append(TextBlock(quote, "line", bar=True, lines=3, gap=0.02, spare=True))
    more = words.worked_more(worked.more)
    if more:
        blocks.append(TextBlock(more, "note", "mute", spare=True))
    return Stack([block for block in blocks if not _is_empty(block)])


def _is_empty(block: Block) -> bool:
    return isinstance(block, TextBlock) and not block.text


def _guess(guess: GuessScreen) -> Stack:
    return Stack(
        [
            TextBlock(_(guess.asked.wording or guess.asked.label), "question", "mute", gap=0.03),
            TextBlock(words.guess_headline(guess.asked), "headline", bold=True, gap=0.05),
            GuessBlock(guess, gap=0.04),
            People(Figure(guess.asked.of)),
        ]
    )


def _see(see: SeeScreen) -> Stack:
    coming = see.reveal < 1
    counted = (see.reveal - COUNTING_FROM) / (1 - COUNTING_FROM)
    top = round(see.top * _slowing(min(1.0, max(0.0, counted))))
    headline = words.see_headline(see, see.top)
    swap = (number(see.top), number(top)) if coming else ("", "")
    blocks: list[Block] = [
        TextBlock(see.asked.label, "question", "mute", gap=0.02, tight_lines=1),
        TextBlock(
            headline,
            "headline",
            bold=True,
            gap=0.014,
            unseen=see.reveal < COUNTING_FROM,
            swap=swap,
        ),
    ]
    others, finding = words.others_line(see), words.finding_line(see)
    if others:
        blocks.append(TextBlock(others, "line", "mute", gap=0.02, unseen=coming))
    blocks.append(_picture(see, top))
    guessed = words.guess_line(see.guess, see.top)
    if guessed and see.trend:
        blocks.append(TextBlock(guessed, "line", "unit_deep", gap=0.016, spare=True))
    if finding:
        blocks.append(TextBlock(finding, "line", bold=True, gap=0.018, unseen=coming))
    blocks.append(FairLine(words.fair_line(see), see.fair if see.others is not None else ()))
    if see.promise:
        blocks.append(aside(words.our_promise(see.promise), "unit"))
    return Stack(blocks)


def _slowing(share: float) -> float:
    """Return how far a number has come that slows down at its end."""
    return 1 - (1 - share) ** 2


def _picture(see: SeeScreen, top: int) -> Block:
    unfair = any(mark.holds is False for mark in see.fair)
    if see.trend:
        return TrendLine(see.trend)
    coming = see.reveal < 1
    guess = see.guess
    figure = Figure(
        of=see.asked.of,
        top=top,
        others=see.others,
        guess=guess.low if guess else None,
        high=guess.high if guess else None,
    )
    if see.percent:
        return ShareBars(figure, unfair)
    said = words.guess_line(guess, see.top).rstrip(".")
    if coming and guess is not None:
        span = f"{guess.low}" if guess.high is None else f"{guess.low}–{guess.high}"
        said = words.guess_mark(span)
    return People(figure, unfair, said, others_unseen=coming)


def _too_few(few: TooFewScreen) -> Stack:
    why = words.too_few_line(few)
    head = words.quoted(few.quote) if few.quote else why
    blocks: list[Block] = [
        TextBlock(few.label, "question", "mute", gap=0.04),
        TextBlock(head, "headline", gap=0.05, bar=bool(few.quote), tight_lines=5),
    ]
    if few.quote:
        blocks.append(TextBlock(why, "line", "mute"))
    if few.promise:
        blocks.append(aside(words.our_promise(few.promise), "unit"))
    return Stack(blocks, centered=True)


def _hear(hear: HearScreen) -> Stack:
    theirs, ours = words.hear_columns()
    said = [words.quoted(text) for text in hear.said] or [words.no_comment_line(hear)]
    quotes = Quotes(said, narrow=bool(hear.lines))
    left: list[Block] = [TextBlock(theirs, "label", "mute", bold=True, gap=0.016), quotes]
    right: list[Block] = [TextBlock(ours, "label", "unit", bold=True, gap=0.016)]
    if hear.lines:
        right.append(HeardLines(hear.lines, hear.spot))
    elif hear.count:
        right.append(TextBlock(words.lines_so_far(hear.count), "line", gap=0.018))
    else:
        right += [
            TextBlock(text, "line", tight_lines=2, gap=0.018) for text in words.hear_idle(hear)
        ]
    hint = words.line_hint(hidden=hear.line.hidden)
    right.append(FieldBlock(hear.line, words.line_label(hear), hint))
    blocks: list[Block] = []
    topic = words.hear_topic(hear)
    if topic:
        blocks.append(TextBlock(topic, "note", "mute", lines=2, gap=0.014, spare=True, least=0.84))
    blocks.append(TextBlock(words.hear_headline(hear), "step", bold=True, gap=0.035))
    blocks.append(Columns(left, right, share=0.44 if not hear.lines else 0.32))
    return Stack(blocks)


_STACKS: dict[type, Callable[[Any], Stack]] = {
    OpenScreen: _open,
    ThankScreen: _thank,
    PromisedScreen: _promised,
    WorkedScreen: _worked,
    GuessScreen: _guess,
    SeeScreen: _see,
    TooFewScreen: _too_few,
    HearScreen: _hear,
    ChooseScreen: choose_stack,
    DoScreen: do_stack,
    ReadbackScreen: readback_stack,
    CheckScreen: check_stack,
    TogetherScreen: together_stack,
    CloseScreen: close_stack,
    LeftOutScreen: _left_out,
}
