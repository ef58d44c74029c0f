"""A plot's scene drawn by any painter: as vectors, cut at the plot, in its place on the paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.charts.plot.layer import Layer


def draw_scene(scene: Any, painter: QPainter, where: QRectF) -> None:
    """Draw a scene of the same size as `where`."""
    with _export_mode(scene, painter.worldTransform().m11()):
        scene.prepareForPaint()
        scene.render(painter, where, QRectF(0, 0, where.width(), where.height()))


@contextmanager
def _export_mode(scene: Any, scale: float) -> Iterator[None]:
    """Let the items of a scene be drawn as vectors, for as long as this lasts."""
    items = [item for item in scene.items() if hasattr(item, "setExportMode")]
    layers = [item for item in scene.items() if isinstance(item, Layer)]
    for item in items:
        item.setExportMode(True, {"antialias": True, "resolutionScale": scale})
    for layer in layers:
        layer.setCacheMode(Layer.CacheMode.NoCache)
    try:
        yield
    finally:
        for item in items:
            item.setExportMode(False)
