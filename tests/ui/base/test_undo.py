"""Undo and redo of what the window wrote."""

from __future__ import annotations

from models.store.database.settings import get_setting, put_setting
from tests.ui.conftest import Workplace
from ui.base.undo import Undoable

RENAME = Undoable("Change the name", "settings", ("organization",))
TYPED = Undoable("Change the name", "settings", ("organization",), typed="name")


def rename(name: str):
    def write(db, _progress) -> None:
        with db.write() as c:
            put_setting(c, "organization", name)

    return write


def stored(workplace: Workplace, qtbot) -> str | None:
    def read(db, _progress) -> str | None:
        with db.read() as c:
            return get_setting(c, "organization")

    qtbot.waitUntil(lambda: not workplace.jobs.busy)
    with qtbot.waitSignal(workplace.desk.data.query(read).done) as answer:
        pass
    return answer.args[0]


def test_that_a_write_is_undone_and_done_again(workplace: Workplace, qtbot) -> None:
    data = workplace.desk.data
    workplace.open()
    data.execute(rename("Riverside"), undo=RENAME)
    assert stored(workplace, qtbot) == "Riverside"
    assert data.history.undo_text == "Change the name"
    with qtbot.waitSignal(data.history.undone) as undone:
        data.history.undo()
    assert undone.args == [RENAME]
    assert stored(workplace, qtbot) is None
    assert (data.history.undo_text, data.history.redo_text) == ("", "Change the name")
    with qtbot.waitSignal(data.history.redone):
        data.history.redo()
    assert stored(workplace, qtbot) == "Riverside"


def test_that_the_screen_is_told_of_what_was_undone(workplace: Workplace, qtbot) -> None:
    data = workplace.desk.data
    workplace.open()
    data.execute(rename("Riverside"), undo=RENAME)
    stored(workplace, qtbot)
    with qtbot.waitSignal(data.changed):
        data.history.undo()


def test_that_words_typed_in_one_go_are_undone_as_one(workplace: Workplace, qtbot) -> None:
    data = workplace.desk.data
    workplace.open()
    for words in ("River", "Riverside"):
        data.execute(rename(words), undo=TYPED)
        stored(workplace, qtbot)
    data.history.undo()
    assert stored(workplace, qtbot) is None
    assert data.history.undo_text == ""


def test_that_a_step_somebody_else_overtook_is_refused_and_forgotten(
    workplace: Workplace, qtbot
) -> None:
    data = workplace.desk.data
    workplace.open()
    data.execute(rename("Riverside"), undo=RENAME)
    data.execute(rename("Lakeside"))  # not by a step of this window
    stored(workplace, qtbot)
    with qtbot.waitSignal(data.history.failed) as failed:
        data.history.undo()
    assert failed.args[0].code == "changed-since"
    assert stored(workplace, qtbot) == "Lakeside"
    assert (data.history.undo_text, data.history.redo_text) == ("", "")


def test_that_steps_before_a_refused_one_can_still_be_undone(workplace: Workplace, qtbot) -> None:
    data = workplace.desk.data
    workplace.open()
    goal = Undoable("Change a setting", "settings", ("default_facility",))

    def other(db, _progress) -> None:
        with db.write() as c:
            put_setting(c, "default_facility", "Lakeside")

    data.execute(other, undo=goal)
    data.execute(rename("Riverside"), undo=RENAME)
    data.execute(rename("Lakeside"))
    stored(workplace, qtbot)
    with qtbot.waitSignal(data.history.failed):
        data.history.undo()
    assert data.history.undo_text == "Change a setting"
    with qtbot.waitSignal(data.history.undone):
        data.history.undo()


def test_that_what_failed_cannot_be_undone(workplace: Workplace, qtbot) -> None:
    data = workplace.desk.data
    workplace.open()

    def fail(db, _progress) -> None:
        raise ValueError

    with qtbot.waitSignal(data.execute(fail, undo=RENAME).failed):
        pass
    assert data.history.undo_text == ""
