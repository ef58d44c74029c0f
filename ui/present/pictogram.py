"""The patients as little people, with marks for the others' rate and for the room's guess.

People stand in columns and fill from the left, so a count is a place on one line however many
rows there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap

from ui.present.blocks import Block
from ui.present.marks import mark_places, mark_words, paint_diamond, paint_ring
from ui.present.painter import ScenePainter
from ui.text.huddle.steps import guess_mark, others_mark

MOST_ROWS = 5
ASPECT = 2.25
"""Height of a person's cell over its width."""

LABEL_GAP = 0.012
LEAST_PEOPLE = 0.19
LEAST_WHEN_TIGHT = 0.09
MOST_PEOPLE = 0.34
"""Height of all people together, as a share of the screen's."""


@dataclass(frozen=True)
class Grid:
    """Where the people stand: `rows` rows of cells of one size, filled column by column."""

    box: QRectF
    of: int
    rows: int
    cell: float

    @property
    def cell_height(self) -> float:
        return self.box.height() / self.rows

    def place(self, number: int) -> QRectF:
        """Return the cell of a person, 0 the first."""
        column, row = divmod(number, self.rows)
        return QRectF(
            self.box.left() + column * self.cell,
            self.box.top() + row * self.cell_height,
            self.cell,
            self.cell_height,
        )

    def edge(self, count: int) -> QPainterPath:
        """Return the line behind the first `count` people: a step where a column is cut."""
        column, row = divmod(min(max(count, 0), self.of), self.rows)
        x = self.box.left() + column * self.cell
        y = self.box.top() + row * self.cell_height
        path = QPainterPath()
        if row:
            path.moveTo(x + self.cell, self.box.top())
            path.lineTo(x + self.cell, y)
            path.lineTo(x, y)
            path.lineTo(x, self.box.bottom())
        else:
            path.moveTo(x, self.box.top())
            path.lineTo(x, self.box.bottom())
        return path


def grid_of(of: int, room: QRectF) -> Grid:
    """Return the people's places, as large as they fit into a box."""
    best = Grid(room, max(1, of), 1, 0.0)
    size = 0.0
    for rows in range(1, MOST_ROWS + 1):
        columns = -(-max(1, of) // rows)
        cell = min(room.width() / columns, room.height() / rows / ASPECT)
        if cell > size * 1.001:
            size = cell
            height = cell * ASPECT * rows
            top = room.top() + (room.height() - height) / 2
            best = Grid(QRectF(room.left(), top, cell * columns, height), of, rows, cell)
    return best


@dataclass(frozen=True)
class Figure:
    """What a picture shows, all out of `of` patients: `top` gave the best answer (None: not shown
    yet), it would be `others` at the others' rate, and the room guessed `guess`, or from there to
    `high`."""

    of: int
    top: int | None = None
    others: int | None = None
    guess: int | None = None
    high: int | None = None


@dataclass
class People(Block):
    """The figure of a screen: people, and above and below them the marks with their words."""

    figure: Figure
    unfair: bool = False
    """The comparison is not fair: the others' mark is hollow."""
    guessed: str = ""
    """What the guess came to, in words, beside its mark."""
    others_unseen: bool = False
    """The others' mark keeps its room, and is not painted yet."""
    gap: float = 0.026

    def words(self) -> tuple[str, ...]:
        return (self.guessed,) if self.guessed else ()

    @property
    def rows(self) -> int:
        return 0

    def height(self, ink: ScenePainter, _width: float, scale: float, tight: bool) -> float:
        least = LEAST_WHEN_TIGHT if tight else LEAST_PEOPLE
        return self._labels_height(ink, scale) + ink.px(least)

    def most(self, ink: ScenePainter, width: float, _scale: float) -> float:
        room = grid_of(self.figure.of, QRectF(0, 0, width, ink.px(MOST_PEOPLE)))
        return max(0.0, room.box.height() - ink.px(LEAST_PEOPLE))

    def paint(self, ink: ScenePainter, box: QRectF, scale: float, _tight: bool) -> None:
        above, below = self._label_rows(ink, scale)
        people = box.adjusted(0, above, 0, -below)
        grid = grid_of(self.figure.of, people)
        self._paint_people(ink, grid)
        figure = self.figure
        if figure.others is not None and not self.others_unseen:
            self._paint_other(ink, grid, box, scale, above)
        if figure.guess is not None:
            self._paint_guess(ink, grid, box, scale, below)

    def _label_rows(self, ink: ScenePainter, scale: float) -> tuple[float, float]:
        row = ink.line_height("mark", scale) + ink.px(LABEL_GAP)
        above = row if self.figure.others is not None else 0.0
        below = row if self.figure.guess is not None else 0.0
        return above, below

    def _labels_height(self, ink: ScenePainter, scale: float) -> float:
        return sum(self._label_rows(ink, scale))

    def _paint_people(self, ink: ScenePainter, grid: Grid) -> None:
        top = self.figure.top or 0
        ratio = ink.painter.device().devicePixelRatioF()
        cell = (round(grid.cell * ratio), round(grid.cell_height * ratio))
        for number in range(grid.of):
            token = "unit" if number < top else "organization_soft"
            person = person_picture(*cell, ink.color(token).name(), ratio)
            ink.painter.drawPixmap(grid.place(number).topLeft(), person)

    def _paint_other(
        self, ink: ScenePainter, grid: Grid, box: QRectF, scale: float, above: float
    ) -> None:
        count = self.figure.others or 0
        ink.path(grid.edge(count), token="page", width=ink.px(0.012))
        ink.path(grid.edge(count), token="ink", width=ink.px(0.0045))
        column = -(-count // grid.rows)
        x = grid.box.left() + column * grid.cell
        words = mark_words(ink, others_mark(), str(count), box, scale)
        side = ink.size_px("mark", scale) * 0.62
        row = QRectF(
            box.left(), grid.box.top() - above, box.width(), ink.line_height("mark", scale)
        )
        at, left = mark_places(ink, words, x, side, box, scale)
        spot = QPointF(at, row.center().y())
        paint_diamond(ink, spot, side, "organization", hollow=self.unfair)
        text = QRectF(left, row.top(), box.width(), row.height())
        ink.text(words, text, "mark", scale, token="organization", bold=True)

    def _paint_guess(
        self, ink: ScenePainter, grid: Grid, box: QRectF, scale: float, below: float
    ) -> None:
        count = self.figure.guess or 0
        for edge in {count, count if self.figure.high is None else self.figure.high}:
            ink.path(grid.edge(edge), token="page", width=ink.px(0.012))
            ink.path(grid.edge(edge), token="unit_deep", width=ink.px(0.0045))
        x = grid.box.left() + (count // grid.rows) * grid.cell
        words = self.guessed or guess_mark(str(count))
        side = ink.size_px("mark", scale) * 0.62
        height = ink.line_height("mark", scale)
        row = QRectF(box.left(), grid.box.bottom() + below - height, box.width(), height)
        at, left = mark_places(ink, words, x, side, box, scale)
        paint_ring(ink, QPointF(at, row.center().y()), side, "unit_deep")
        text = QRectF(left, row.top(), box.width(), row.height())
        ink.text(words, text, "mark", scale, token="unit_deep", bold=True)


@lru_cache(maxsize=16)
def person_picture(width: int, height: int, color: str, ratio: float) -> QPixmap:
    """Return one person in a cell of so many device pixels: a hundred outlines would be slow."""
    picture = QPixmap(max(1, width), max(1, height))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(person_outline(QRectF(0, 0, width, height)), QColor(color))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def person_outline(cell: QRectF) -> QPainterPath:
    """Return a person's outline in a cell: a head above a body."""
    path = QPainterPath()
    width = min(cell.width() * 0.72, cell.height() * 0.36)
    height = min(cell.height() * 0.86, width * 2.3)
    top = cell.center().y() - height / 2
    x = cell.center().x()
    head = width * 0.7
    path.addEllipse(QRectF(x - head / 2, top, head, head))
    body = QRectF(x - width / 2, top + head * 1.14, width, height - head * 1.14)
    path.addRoundedRect(body, width * 0.42, width * 0.42)
    return path
