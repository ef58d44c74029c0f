"""A page of the window, or a step of the huddle, as a picture, without a screen."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from models.errors import DatabaseProblem, UsageProblem, UserError
from ui.app.app import App, local_now
from ui.app.tongue import speak
from ui.base.jobs import Progress
from ui.base.preferences import Preferences
from ui.base.theme import Appearance
from ui.charts.export import png_bytes, save_bytes
from ui.pages.base import Page, ShowUnitRequest
from ui.text.language import language

if TYPE_CHECKING:
    from models.store.database import Database, Key

PATIENCE_MS = 120_000
FILES_PAGE = "files"

STEP_PREFIX = "present:"
"""Before the name of a huddle's step, as in present:see."""


def screenshot(  # noqa: PLR0913  (one for each option of the command)
    db_place: str,
    page: str,
    out: str | Path,
    *,
    unit: str | None = None,
    facility: str | None = None,
    measure: str | None = None,
    files: Sequence[Path] = (),
    size: tuple[int, int] = (1440, 900),
    scale: float = 1,
    theme: str = "light",
    now: Callable[[], datetime] = local_now,
    key: Key | None = None,
) -> None:
    """Draw a page of the window, a part of it (huddle:year), or a step of the huddle
    (present:see), into a PNG of `size` x `scale` pixels.

    Waits for everything the page asks for. Without `unit` the page makes its own choice. `files`
    are survey files to open on the page `files`; nothing of them is stored. Raises UsageProblem
    for an unknown page, step or unit, DatabaseProblem when the data cannot be opened, UserError
    when the picture cannot be saved.
    """
    image = page_image(
        db_place,
        page,
        unit=unit,
        facility=facility,
        measure=measure,
        files=files,
        size=size,
        scale=scale,
        theme=theme,
        now=now,
        key=key,
    )
    save_bytes(str(out), png_bytes(image))


def page_image(
    db_place: str,
    page: str,
    *,
    unit: str | None = None,
    facility: str | None = None,
    measure: str | None = None,
    files: Sequence[Path] = (),
    size: tuple[int, int] = (1440, 900),
    scale: float = 1,
    theme: str = "light",
    now: Callable[[], datetime] = local_now,
    key: Key | None = None,
) -> QImage:
    """Return what `screenshot` saves."""
    qt = _application(scale)
    if page.startswith(STEP_PREFIX):
        from ui.present import step_image, step_to_draw

        step = page.removeprefix(STEP_PREFIX)
        view = step_to_draw(db_place, step, unit, facility, measure, now(), key)
        look = Appearance(qt, theme)
        return step_image(view, look.theme, look.font(), size, scale)[0]
    with tempfile.TemporaryDirectory(prefix="throughline-screenshot-") as folder:
        preferences = Preferences(Path(folder) / "window.ini")
        preferences.theme = theme
        app = App(qt, db_place, preferences, now=now, key=key)
        try:
            wish: object = None
            if page == FILES_PAGE and files:
                wish = [file.absolute() for file in files]
            return _picture(app, page, wish, unit, facility, measure, size, scale)
        finally:
            app.close()
            app.window.close()
            # Gone now, not at some later collection of garbage in the middle of an event.
            app.window.deleteLater()
            app.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _picture(
    app: App,
    name: str,
    wish: object,
    unit: str | None,
    facility: str | None,
    measure: str | None,
    size: tuple[int, int],
    scale: float,
) -> QImage:
    page, _colon, part = name.partition(":")
    _require(page, app.window.page_keys, "unknown-page")
    if part:
        _require(part, app.window.page(page).parts, "unknown-part-of-page")
    _wait_until_open(app)
    if unit is not None or measure is not None:
        wish = ShowUnitRequest(_unit_id(app, unit, facility), measure or "")
    app.window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    app.window.setMinimumSize(1, 1)
    app.window.resize(*size)
    if part:
        app.window.page(page).open_with(part)
    app.window.go_to(page, wish)
    app.window.show()
    shown = app.window.page(page)
    _wait_until_settled(shown)
    if shown.unavailable_reason is not None:
        raise shown.unavailable_reason
    _wait_for_turns(3)
    return _drawn(app, size, scale)


def _require(name: str, known: Sequence[str], code: str) -> None:
    if name not in known:
        raise UsageProblem(code, name=name, known=tuple(known))


def _application(scale: float) -> QApplication:
    """Return the running application, or start one without a screen at this scale.

    Icons come out crisp at a scale only when Qt was started with it.
    """
    running = QApplication.instance()
    if not isinstance(running, QApplication):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ["QT_SCALE_FACTOR"] = str(scale)
        running = QApplication(["throughline"])
    speak(running, language())
    return running


def _wait_until_open(app: App) -> None:
    problems: list[UserError] = []
    loop = QEventLoop()
    app.data.opened.connect(loop.quit)
    app.data.refused.connect(problems.append)
    app.data.refused.connect(loop.quit)
    app.open()
    loop.exec()
    if problems:
        raise problems[0]


def _unit_id(app: App, unit: str | None, facility: str | None) -> int:
    """Return the id of a unit by name; without a name the one that Results would show."""

    def find(db: Database, progress: Progress) -> int:
        from models.store.units import find_unit
        from ui.base.unit_queries import read_choices

        if unit is not None:
            with db.read() as c:
                return find_unit(c, unit, facility).id
        first = read_choices(db, progress).first_unit()
        if first is None:
            raise UsageProblem("no-data-yet")
        return first.id

    found: list[int] = []
    problems: list[UserError] = []
    loop = QEventLoop()
    job = app.data.query(find)
    job.done.connect(found.append)
    job.failed.connect(problems.append)
    job.ended.connect(loop.quit)
    loop.exec()
    if problems:
        raise problems[0]
    return found[0]


def _wait_until_settled(page: Page) -> None:
    if page.is_settled:
        return
    loop = QEventLoop()
    page.settled.connect(loop.quit)
    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(loop.quit)
    timer.start(PATIENCE_MS)
    loop.exec()
    if not page.is_settled:
        raise DatabaseProblem("too-slow")


def _wait_for_turns(turns: int) -> None:
    """Let layouts and deferred deletions run: each turn ends when the event loop is idle."""
    for _turn in range(turns):
        loop = QEventLoop()
        QTimer.singleShot(0, loop.quit)
        loop.exec()


def _drawn(app: App, size: tuple[int, int], scale: float) -> QImage:
    pixels = (round(size[0] * scale), round(size[1] * scale))
    image = QImage(*pixels, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(app.look.theme.page)
    painter = QPainter(image)
    app.window.render(painter, QPoint(0, 0))
    painter.end()
    return image
