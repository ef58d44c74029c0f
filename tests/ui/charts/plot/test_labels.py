"""Words at marks: none on another."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from ui.charts.plot.labels import Labels, around, spread

WITHIN = QRectF(0, 0, 300, 200)


def test_that_the_first_free_place_is_taken() -> None:
    labels = Labels(WITHIN)
    labels.take(QRectF(0, 0, 50, 20))
    assert labels.place([QRectF(10, 5, 30, 10), QRectF(60, 5, 30, 10)]) == QRectF(60, 5, 30, 10)
    assert labels.place([QRectF(60, 5, 30, 10)]) is None


def test_that_a_label_that_must_stand_covers_least_and_stays_inside() -> None:
    labels = Labels(WITHIN)
    labels.take(QRectF(0, 0, 200, 200))
    where = labels.place_anyhow([QRectF(20, 20, 60, 10), QRectF(280, 20, 60, 10)])
    assert where == QRectF(240, 20, 60, 10)


def test_that_a_line_is_kept_free() -> None:
    labels = Labels(WITHIN)
    labels.take_line(QPointF(0, 0), QPointF(300, 200))
    assert not labels.is_free(QRectF(140, 90, 20, 20))
    assert labels.is_free(QRectF(10, 150, 20, 20))


def test_that_no_place_around_a_mark_covers_it() -> None:
    mark = QPointF(100, 100)
    assert not any(box.contains(mark) for box in around(mark, 60, 12, 8))


@given(st.lists(st.floats(0, 180), min_size=1, max_size=10))
def test_that_labels_in_a_column_never_overlap(tops: list[float]) -> None:
    placed = spread(tops, 12, 0, 200)
    assert all(b - a >= 12 - 1e-6 for a, b in itertools.pairwise(sorted(placed)))
    assert all(0 - 1e-6 <= top <= 188 + 1e-6 for top in placed)
