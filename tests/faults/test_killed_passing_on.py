"""Kill a program at each statement of passing an action on: all of it is there, or none."""

from __future__ import annotations

import os
import signal
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from models.huddle.threads.escalation import escalate
from models.store.actions.actions import action_history, add_action, get_action
from models.store.actions.links import ActionLink, action_links
from models.store.actions.new_action import NewAction
from models.store.database.database import open_database
from tests.models.store.hospital import add_units

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")

NOW = datetime(2026, 9, 2, 7, 15, tzinfo=UTC)
REPLY = date(2026, 9, 20)


def dies_at(path: Path, action_id: int, statement: int) -> bool:
    """Pass the action on in a process that kills itself after so many statements; tell whether
    it got that far."""
    child = os.fork()
    if child == 0:
        database = open_database(path)
        left = [statement]

        def count(*_about: Any) -> None:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(database.engine, "after_cursor_execute", count)
        try:
            escalate(database, action_id, "Director", "no doors", REPLY, now=NOW)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def test_that_a_kill_between_the_statements_leaves_nothing_half(tmp_path: Path) -> None:
    path = tmp_path / "hospital.db"
    database = open_database(path)
    with database.write() as c:
        (unit,) = add_units(c, ("Riverside", "", "4 West"))
    action = add_action(database, NewAction(unit, "Quiet doors"), now=NOW).id
    database.close()
    kills = 0
    while dies_at(path, action, kills + 1):
        kills += 1
        assert state(path, action) == ("open", "", None, {"status"})
    fields = {"status", "why", "escalated_to", "reply_due"}
    assert state(path, action) == ("escalated", "Director", REPLY, fields)
    assert kills >= 4, "the action, its link and its history are statements of their own"


def state(path: Path, action: int) -> tuple[str, str, date | None, set[str]]:
    database = open_database(path)
    with database.read() as c:
        link = action_links(c, [action]).get(action, ActionLink(action))
        fields = {change.field for change in action_history(c, action)}
        status = get_action(c, action).status
    database.close()
    return status, link.escalated_to, link.reply_due, fields
