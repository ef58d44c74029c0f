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
    titles = {"trend": _("Over time, All units, Priorities")}
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
        ("F5", _("Start or continue the huddle")),
        ("F6", _("Show the wall screen between huddles")),
        ("Ctrl+O", _("Open a file")),
        ("Ctrl+K", _("Go to a page, unit, or measure")),
        ("Ctrl+F", _("Find on this page")),
        ("Ctrl+Z", _("Undo")),
        ("Ctrl+Shift+Z", _("Redo")),
        ("?", _("Show these keys")),
        ("Tab", _("Go to the next control")),
    )


def _results_keys() -> Keys:
    return (
        ("Up", _("Previous measure")),
        ("Down", _("Next measure or point")),
        ("T", _("Switch between chart and table")),
        ("O", _("Open the measure in Over time")),
        ("V", _("Comments about the measure")),
        ("P", _("Show on the chart how likely chance is")),
        ("Ctrl+C", _("Copy")),
        ("Ctrl+S", _("Save as picture")),
        ("Ctrl+P", _("Print report")),
    )


def _chart_keys() -> Keys:
    return (
        ("Left", _("Previous point")),
        ("Right", _("Next point")),
        ("T", _("Switch between chart and table")),
        ("Return", _("In a table or list: open the row")),
        ("Ctrl+C", _("Copy")),
        ("Ctrl+S", _("Save as picture")),
        ("Ctrl+P", _("Print report")),
    )


def _voices_keys() -> Keys:
    return (
        ("S", _("Star or unstar")),
        ("H", _("Hide or show")),
        ("T", _("Edit the comment's themes and tags")),
        ("P", _("Save for the huddle, or remove")),
        ("U", _("Undo (also Ctrl+Z)")),
        ("N", _("Show or mask the names in praise")),
        ("Ctrl+F", _("Search the comments (also /)")),
    )


def _mission_keys() -> Keys:
    return (
        ("Return", _("Save the line and go to the next")),
        ("Ctrl+Up", _("In a promise: move it up")),
        ("Ctrl+Down", _("In a promise: move it down")),
    )


def _huddle_keys() -> Keys:
    return (
        ("1 – 8", _("Choose an agenda item")),
        ("X", _("In an item: choose another")),
        ("Return", _("In an idea: turn it into a promise")),
        ("W", _("In stories: add to the wall or remove")),
        ("Left", _("In the tabs: previous tab")),
        ("Right", _("In the tabs: next tab")),
    )


def _actions_keys() -> Keys:
    return (
        ("Return", _("Save; in the list: edit")),
        ("Esc", _("Discard what you typed")),
        ("Alt+Down", _("Open the calendar")),
        ("D", _("In the list: done")),
        ("N", _("In the list: not now (say why)")),
        ("S", _("In the list: stop (say why)")),
        ("E", _("In the list: escalate (say why)")),
        ("O", _("In the list: reopen")),
        ("Space", _("In the list: check or uncheck")),
        ("Del", _("In the list: delete")),
        ("+", _("In the list: log it once more this week")),
        ("-", _("In the list: remove one from the log")),
    )


def _files_keys() -> Keys:
    return (
        ("Ctrl+Return", _("Import the file that is ready")),
        ("Return", _("On a column header: say what the column is")),
        ("Esc", _("Close column details")),
        ("Del", _("In the list: undo the import")),
    )
