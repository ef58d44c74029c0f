"""The pages of the wall screen: a promise, a story, a thank-you, the results, the next huddle."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter

from models.huddle.screens import Board, BoardPromise
from ui.base.theme import Theme
from ui.present.blocks import Block, Stack, TextBlock
from ui.present.painter import Drawn, ScenePainter
from ui.present.sizes import BOTTOM, SIDE, TOP, scales
from ui.text.huddle import board as words
from ui.text.huddle.steps import quoted

HEAD, FOOT = 0.1, 0.06
"""Heights of the line on top and of the line of keys, shares of the screen's."""


@dataclass(frozen=True)
class BoardPage:
    """One page. `kind` names it; `promise` is the one it shows."""

    kind: str
    promise: BoardPromise | None = None


def board_pages(board: Board) -> tuple[BoardPage, ...]:
    """Return the pages that have something to show, in the order they turn."""
    pages = [BoardPage("promise", promise) for promise in board.promises]
    if board.story is not None:
        pages.append(BoardPage("story"))
    if board.thanks:
        pages.append(BoardPage("thanks"))
    if board.results:
        pages.append(BoardPage("results"))
    return (*pages, BoardPage("next"))


def page_stack(board: Board, page: BoardPage) -> Stack:
    """Return the blocks of a page."""
    if page.promise is not None:
        return _promise(page.promise, board.owners)
    if page.kind == "story" and board.story is not None:
        return _story(board)
    if page.kind == "thanks":
        quote = TextBlock(
            quoted(board.thanks), "headline", bar=True, boost=1.3, gap=0.05, tight_lines=6
        )
        return Stack([quote], centered=True)
    return _results(board) if page.kind == "results" else _next(board)


def _promise(promise: BoardPromise, owners: str) -> Stack:
    said = words.board_promise(promise, owners)
    blocks: list[Block] = [TextBlock(said, "headline", bold=True, boost=1.2, gap=0.04)]
    reason = words.board_reason(promise)
    if reason:
        blocks.append(TextBlock(reason, "line", "mute", gap=0.04, spare=True))
    token = "unit" if promise.done else "mute"
    blocks.append(TextBlock(words.board_count(promise), "line", token, bold=bool(promise.done)))
    return Stack(blocks, centered=True)


def _story(board: Board) -> Stack:
    story = board.story
    assert story is not None
    blocks: list[Block] = [
        TextBlock(words.board_tried(story), "headline", bold=True, gap=0.05, tight_lines=4)
    ]
    if story.changed:
        token = "unit" if story.better else "ink"
        blocks.append(TextBlock(story.changed, "line", token, bold=story.better, tight_lines=4))
    return Stack(blocks, centered=True)


def _results(board: Board) -> Stack:
    blocks: list[Block] = [TextBlock(words.board_months(board), "note", "mute", gap=0.04)]
    for result in board.results:
        signal = words.board_signal(result)
        told = words.board_result(result)
        text = f"{told} · {signal}" if signal else told
        token = {"above": "above", "below": "below"}.get(result.signal, "ink")
        blocks.append(TextBlock(text, "line", token, bold=bool(signal), gap=0.03))
    return Stack(blocks, centered=True)


def _next(board: Board) -> Stack:
    blocks: list[Block] = []
    if not board.promises:
        blocks.append(TextBlock(words.no_board(), "line", "mute", gap=0.05))
    blocks.append(TextBlock(words.board_next(board), "headline", "unit", bold=True, boost=1.4))
    return Stack(blocks, centered=True)


def paint_board(
    painter: QPainter, size: QSizeF, board: Board, page: BoardPage, theme: Theme, family: str
) -> list[Drawn]:
    """Paint one page of the wall screen, and return every text that was drawn."""
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), theme.page)
    ink = ScenePainter(painter, size, theme, family)
    side, top = ink.px(SIDE), ink.px(TOP)
    row = QRectF(side, top, size.width() - 2 * side, ink.px(HEAD))
    title = words.board_title(page.kind)
    ink.text(title, row, "step", 1, token="unit", bold=True)
    left = ink.width(title, "step", 1, bold=True) + ink.px(0.035)
    if left + ink.width(board.unit, "place", 1) < row.width():
        ink.text(board.unit, row.adjusted(left, 0, 0, 0), "place", 1, token="mute")
    foot = QRectF(side, size.height() - ink.px(BOTTOM + FOOT), row.width(), ink.px(FOOT))
    box = QRectF(side, row.bottom() + ink.px(0.02), row.width(), 0)
    box.setBottom(foot.top() - ink.px(0.02))
    fit = page_stack(board, page).fit(ink, box, scales(1))
    for block, place in fit.blocks:
        block.paint(ink, place, fit.scale, fit.tight)
    keys = words.board_keys(counts=page.promise is not None)
    line = ink.lines(keys, foot.width(), "foot", 1, most=1)[0]
    ink.text(line, foot, "foot", 1, token="mute")
    return ink.drawn
