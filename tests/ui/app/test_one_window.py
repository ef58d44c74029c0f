"""One window per store."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ui.app.one_window import FirstWindow, StoreLock, call_first_window
from ui.text.errors import sentence


def test_that_a_second_window_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    place = str(tmp_path / "hospital.db")
    first, second = StoreLock(place), StoreLock(place)
    assert first.take()
    assert not second.take()
    assert "already open" in sentence(second.problem())
    first.release()
    assert second.take()
    second.release()


def test_that_the_lock_lies_beside_the_store_under_its_real_name(tmp_path: Path) -> None:
    real = tmp_path / "real.db"
    real.touch()
    link = tmp_path / "link.db"
    link.symlink_to(real)
    assert StoreLock(str(link)).path == tmp_path / "real.db.lock"
    assert StoreLock(str(link)).name == StoreLock(str(real)).name


def test_that_the_lock_of_a_dead_window_is_taken_over(tmp_path: Path) -> None:
    place = str(tmp_path / "hospital.db")
    code = (
        "import os, sys; from ui.app.one_window import StoreLock\n"
        "lock = StoreLock(sys.argv[1]); assert lock.take(); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, place], check=True, cwd=Path.cwd())
    assert (tmp_path / "hospital.db.lock").exists()
    lock = StoreLock(place)
    assert lock.take()
    lock.release()


def test_that_a_server_needs_no_lock() -> None:
    lock = StoreLock("postgresql+psycopg://host/hospital")
    assert lock.path is None
    assert lock.take()


def test_that_a_later_start_hands_its_files_to_the_first_window(qtbot, tmp_path: Path) -> None:
    name = f"throughline-test-{os.getpid()}"
    first = FirstWindow(name)
    code = (
        "import sys; from pathlib import Path; from ui.app.one_window import call_first_window\n"
        "sys.exit(0 if call_first_window(sys.argv[1], [Path(sys.argv[2])]) else 1)"
    )
    file = str(tmp_path / "october.csv")
    with qtbot.waitSignal(first.called, timeout=30_000) as called:
        later = subprocess.Popen([sys.executable, "-c", code, name, file], cwd=Path.cwd())
    qtbot.waitUntil(lambda: later.poll() is not None, timeout=30_000)
    first.close()
    assert called.args == [[tmp_path / "october.csv"]]
    assert later.returncode == 0


def test_that_nobody_answers_when_there_is_no_window() -> None:
    assert not call_first_window(f"throughline-nobody-{os.getpid()}", [])
