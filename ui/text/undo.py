"""What can be undone, in words: short, as a menu names it."""

from __future__ import annotations

from ui.text.language import _


def baseline_step(kind: str) -> str:
    """Return what a decision about a chart's baseline is called."""
    return {
        "rebase": _("Start a new baseline"),
        "freeze": _("Freeze the baseline"),
        "exclude": _("Exclude a month"),
    }[kind]


def action_step(kind: str) -> str:
    """Return what a step with an action item is called."""
    return {
        "add": _("Add action"),
        "change": _("Edit action"),
        "done": _("Mark action done"),
        "reopen": _("Reopen action"),
        "stop": _("Stop action"),
        "put_off": _("Put off action"),
        "escalate": _("Escalate action"),
        "delete": _("Delete action"),
        "count": _("Log that it was done"),
    }[kind]


def comment_step(state: str, off: bool) -> str:
    """Return what sorting a comment is called; `off`: it loses the state."""
    if off:
        return {
            "starred": _("Remove the star"),
            "hidden": _("Show a comment again"),
            "parked": _("Remove a comment from the huddle"),
        }[state]
    return {
        "starred": _("Star a comment"),
        "hidden": _("Hide a comment"),
        "parked": _("Save a comment for the huddle"),
    }[state]


def mission_step(kind: str) -> str:
    """Return what a change of the mission is called."""
    return {
        "sentence": _("Change the mission"),
        "add": _("Add a promise"),
        "reword": _("Reword a promise"),
        "remove": _("Remove a promise"),
        "order": _("Move a promise"),
        "map": _("Link a measure"),
        "add_behavior": _("Add a behavior"),
        "reword_behavior": _("Reword a behavior"),
        "remove_behavior": _("Remove a behavior"),
        "week": _("Choose the week’s behavior"),
    }[kind]


def undo_entry(what: str) -> str:
    """Return the menu's entry for undoing something."""
    return _("Undo: {what}").format(what=what) if what else _("Undo")


def redo_entry(what: str) -> str:
    """Return the menu's entry for doing something again."""
    return _("Redo: {what}").format(what=what) if what else _("Redo")


def undone(what: str) -> str:
    """Say that something was undone."""
    return _("Undone: {what}.").format(what=what)


def redone(what: str) -> str:
    """Say that something was done again."""
    return _("Redone: {what}.").format(what=what)


def saved(what: str) -> str:
    """Say that something was done and stored."""
    return _("{what}: saved.").format(what=what)
