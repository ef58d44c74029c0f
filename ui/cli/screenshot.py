"""`screenshot`: a page of the window, or a step of the huddle, as a PNG; needs no screen."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import ExitCode
from ui.cli.arguments import add_unit
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.cli.screen import require_qt
from ui.text.formats import number
from ui.text.language import _

SIZE = (1440, 900)
_SMALLEST, _LARGEST = 200, 8_000
_MOST_SCALE = 4.0


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("screenshot", help=_("save a picture of a page"))
    pages = _(
        "home, files, results, actions, …; part of the huddle page: huddle:next, "
        "huddle:threads, huddle:year; or a huddle step: present:see"
    )
    parser.add_argument("page", metavar="PAGE", help=pages)
    parser.add_argument(
        "--out", required=True, metavar="F.png", help=_("where to save the picture")
    )
    add_unit(parser, required=False)
    parser.add_argument("--measure", metavar="M", help=_("the measure to choose"))
    parser.add_argument(
        "--file",
        action="append",
        default=[],
        metavar="F",
        help=_("a survey file to open on the page files, without importing it; can be repeated"),
    )
    parser.add_argument(
        "--size", type=_size, default=SIZE, metavar="WxH", help=_("such as 1280x720")
    )
    parser.add_argument("--scale", type=_scale, default=1.0, metavar="X", help=_("such as 2"))
    parser.add_argument(
        "--theme", choices=("light", "dark"), help=_("default: light, and dark for the huddle")
    )
    parser.set_defaults(run=run_screenshot)


def run_screenshot(args: argparse.Namespace, context: Context) -> ExitCode:
    """Draw a page once everything on it is there, and save it."""
    require_qt()
    from ui.app import STEP_PREFIX, screenshot

    if context.named_database and not context.database_exists:
        with context.existing_database():  # says that there is none
            pass
    usual = "dark" if args.page.startswith(STEP_PREFIX) else "light"
    with _without_chatter():
        screenshot(
            context.place,
            args.page,
            args.out,
            unit=args.unit,
            facility=args.facility,
            measure=args.measure,
            files=[Path(file) for file in args.file],
            size=args.size,
            scale=args.scale,
            theme=args.theme or usual,
            now=context.now,
            key=context.key,
        )
    path = str(Path(args.out).absolute())
    width, height = (round(side * args.scale) for side in args.size)
    value = {"page": args.page, "file": path, "width": width, "height": height}
    context.answer(
        value,
        _("Saved {path} ({width} x {height} pixels).").format(
            path=path, width=width, height=height
        ),
    )
    return ExitCode.DONE


@contextmanager
def _without_chatter() -> Iterator[None]:
    """Keep what Qt says about drawing without a screen off the terminal."""
    from PySide6.QtCore import qInstallMessageHandler

    def handle(_kind: object, _where: object, message: str) -> None:
        if not message.startswith("This plugin does not support"):
            sys.stderr.write(f"{message}\n")

    before = qInstallMessageHandler(handle)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d+)[xX×](\d+)", text)
    sides = (int(match[1]), int(match[2])) if match else (0, 0)
    if not all(_SMALLEST <= side <= _LARGEST for side in sides):
        raise argparse.ArgumentTypeError(
            _("“{text}” isn't a size from {smallest} to {largest}; write it like 1280x720").format(
                text=text, smallest=_SMALLEST, largest=_LARGEST
            )
        )
    return sides


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 0.5 <= scale <= _MOST_SCALE:
        raise argparse.ArgumentTypeError(
            _("“{text}” isn't a scale from 0.5 to {most_scale}").format(
                text=text, most_scale=number(_MOST_SCALE, 0)
            )
        )
    return scale
