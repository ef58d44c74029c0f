"""What the keys do, page by page: the words of the sheet of keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ui.widgets.shortcuts_sheet import KeyGroup
from ui.widgets.sidebar import PageEntry, numbered

Keys = tuple[tuple[str, str], ...]
"""(the key as in QKeySequence, or words such as "Arrow keys"; what it does)."""


def tr(text: str) -> str:
    return QCoreApplication.translate("keys", text)


def key_groups(entries: Sequence[PageEntry]) -> list[KeyGroup]:
    """Return all keys of a window with these pages: those that work everywhere, then each page's
    own where it has some."""
    of_pages = {
        "results": _results_keys,
        "trend": _chart_keys,
        "voices": _voices_keys,
        "mission": _mission_keys,
        "huddle": _huddle_keys,
        "actions": _actions_keys,
        "files": _files_keys,
    }
    titles = {"trend": tr("Over time, all units, priorities")}
    return [
        KeyGroup(tr("Pages"), _page_keys(entries)),
        KeyGroup(tr("Everywhere"), _keys_everywhere()),
        *(
            KeyGroup(titles.get(entry.key, entry.title), of_pages[entry.key]())
            for entry in entries
            if entry.key in of_pages
        ),
    ]


def _page_keys(entries: Sequence[PageEntry]) -> Keys:
    numbers = numbered(entries)
    return tuple(
        (f"Ctrl+{numbers[e.key]}" if e.key in numbers else f"Alt+{e.mnemonic}", e.title)
        for e in entries
    )


def _keys_everywhere() -> Keys:
    return (
        ("F5", tr("Start the huddle, or go on with it")),
        ("Ctrl+O", tr("Open a file")),
        ("F1", tr("This sheet")),
        ("Tab", tr("Go to the next control")),
    )


def _results_keys() -> Keys:
    return (
        ("Up", tr("Measure before, point before")),
        ("Down", tr("Next measure, next point")),
        ("T", tr("Chart or table")),
        ("O", tr("The measure over time, large")),
        ("V", tr("What patients wrote about the measure")),
        ("P", tr("p-values in the chart’s card")),
        ("Ctrl+C", tr("Copy")),
        ("Ctrl+S", tr("Save as picture")),
        ("Ctrl+P", tr("Print one page")),
    )


def _chart_keys() -> Keys:
    return (
        ("Left", tr("Point before")),
        ("Right", tr("Next point")),
        ("T", tr("Chart or table")),
        ("Return", tr("In a table or list: what belongs to the row")),
        ("Ctrl+C", tr("Copy")),
        ("Ctrl+S", tr("Save as picture")),
        ("Ctrl+P", tr("Print one page")),
    )


def _voices_keys() -> Keys:
    return (
        ("S", tr("Star, or take the star off")),
        ("H", tr("Hide, or show again")),
        ("T", tr("Themes and tags of the comment")),
        ("P", tr("Park for the huddle, or no longer")),
        ("U", tr("Take back the last step (also Ctrl+Z)")),
        ("N", tr("Show the names in praise, or mask them again")),
        ("Ctrl+F", tr("Search the comments (also /)")),
    )


def _mission_keys() -> Keys:
    return (
        ("Return", tr("Keep the line and go on to the next")),
        ("Ctrl+Up", tr("In a promise: move it up")),
        ("Ctrl+Down", tr("In a promise: move it down")),
        ("Ctrl+Z", tr("Take back what was typed or changed")),
    )


def _huddle_keys() -> Keys:
    return (
        ("1 – 8", tr("Choose a row of the agenda")),
        ("X", tr("In a row: take another")),
        ("Return", tr("In an idea: make a promise of it")),
        ("W", tr("In the threads: hang on the wall, take down")),
        ("Left", tr("In the parts: the part before")),
        ("Right", tr("In the parts: the next part")),
    )


def _actions_keys() -> Keys:
    return (
        ("Return", tr("Save what was typed; in the list: change it")),
        ("Esc", tr("Give up what was typed")),
        ("Alt+Down", tr("Open the calendar of a day")),
        ("D", tr("In the list: done")),
        ("N", tr("In the list: not now, because")),
        ("S", tr("In the list: stop, because")),
        ("E", tr("In the list: pass on, because")),
        ("O", tr("In the list: open again")),
        ("+", tr("In the list: done once more this week")),
        ("-", tr("In the list: take one back")),
    )


def _files_keys() -> Keys:
    return (
        ("Ctrl+Return", tr("Import the file that is ready")),
        ("Return", tr("At a column’s head: say what the column is")),
        ("Esc", tr("Close what is said about a column")),
        ("Del", tr("In the list: take the import back")),
    )
