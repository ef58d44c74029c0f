"""What the keys do, page by page: the words of the sheet of keys."""

from __future__ import annotations

from collections.abc import Sequence

from ui.text.language import _
from ui.widgets.shortcuts_sheet import KeyGroup
from ui.widgets.sidebar import PageEntry, numbered

Keys = tuple[tuple[str, str], ...]
"""(the key as in QKeySequence, or words such as "Arrow keys"; what it does)."""


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
    titles = {"trend": _("Over time, all units, priorities")}
    return [
        KeyGroup(_("Pages"), _page_keys(entries)),
        KeyGroup(_("Everywhere"), _keys_everywhere()),
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
        ("F1", _("Open the manual at this page")),
        ("F5", _("Start the huddle, or go on with it")),
        ("Ctrl+O", _("Open a file")),
        ("?", _("This sheet")),
        ("Tab", _("Go to the next control")),
    )


def _results_keys() -> Keys:
    return (
        ("Up", _("Previous measure")),
        ("Down", _("Next measure, next point")),
        ("T", _("Chart or table")),
        ("O", _("The measure over time, large")),
        ("V", _("What patients wrote about the measure")),
        ("P", _("p-values in the chart’s card")),
        ("Ctrl+C", _("Copy")),
        ("Ctrl+S", _("Save as picture")),
        ("Ctrl+P", _("Print one page")),
    )


def _chart_keys() -> Keys:
    return (
        ("Left", _("Point before")),
        ("Right", _("Next point")),
        ("T", _("Chart or table")),
        ("Return", _("In a table or list: what belongs to the row")),
        ("Ctrl+C", _("Copy")),
        ("Ctrl+S", _("Save as picture")),
        ("Ctrl+P", _("Print one page")),
    )


def _voices_keys() -> Keys:
    return (
        ("S", _("Star, or take the star off")),
        ("H", _("Hide, or show again")),
        ("T", _("Themes and tags of the comment")),
        ("P", _("Park for the huddle, or no longer")),
        ("U", _("Take back the last step (also Ctrl+Z)")),
        ("N", _("Show the names in praise, or mask them again")),
        ("Ctrl+F", _("Search the comments (also /)")),
    )


def _mission_keys() -> Keys:
    return (
        ("Return", _("Keep the line and go on to the next")),
        ("Ctrl+Up", _("In a promise: move it up")),
        ("Ctrl+Down", _("In a promise: move it down")),
        ("Ctrl+Z", _("Take back what was typed or changed")),
    )


def _huddle_keys() -> Keys:
    return (
        ("1 – 8", _("Choose a row of the agenda")),
        ("X", _("In a row: take another")),
        ("Return", _("In an idea: make a promise of it")),
        ("W", _("In the threads: hang on the wall, take down")),
        ("Left", _("In the parts: the part before")),
        ("Right", _("In the parts: the next part")),
    )


def _actions_keys() -> Keys:
    return (
        ("Return", _("Save what was typed; in the list: change it")),
        ("Esc", _("Give up what was typed")),
        ("Alt+Down", _("Open the calendar of a day")),
        ("D", _("In the list: done")),
        ("N", _("In the list: not now, because")),
        ("S", _("In the list: stop, because")),
        ("E", _("In the list: pass on, because")),
        ("O", _("In the list: open again")),
        ("+", _("In the list: done once more this week")),
        ("-", _("In the list: take one back")),
    )


def _files_keys() -> Keys:
    return (
        ("Ctrl+Return", _("Import the file that is ready")),
        ("Return", _("At a column’s head: say what the column is")),
        ("Esc", _("Close column details")),
        ("Del", _("In the list: take the import back")),
    )
