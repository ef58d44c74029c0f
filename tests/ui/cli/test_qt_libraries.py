from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ui.cli.qt_libraries import PACKAGES, install_line, lacking, listing_of, missing_libraries
from ui.cli.screen import has_screen

LISTING = """\
\tlinux-vdso.so.1 (0x00007ffd)
\tlibEGL.so.1 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
\tlibxcb-cursor.so.0 => not found
"""


def test_that_libraries_not_found_are_named_once() -> None:
    assert lacking([LISTING, LISTING]) == ("libEGL.so.1", "libxcb-cursor.so.0")


def test_that_one_line_installs_what_is_missing() -> None:
    line = install_line(lacking([LISTING]))
    assert line == "sudo apt-get install libegl1 libxcb-cursor0"


def test_that_an_unknown_library_is_named_itself() -> None:
    assert install_line(["libnew.so.7"]).endswith(" libnew.so.7")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks libraries")
def test_that_the_loader_is_really_asked() -> None:
    assert "libc.so" in listing_of(Path(sys.executable))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks libraries")
def test_that_nothing_is_missing_where_these_tests_draw_windows() -> None:
    assert set(missing_libraries()) & set(PACKAGES) == set()


@pytest.mark.parametrize(
    ("environment", "platform", "screen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, "linux", False),
        ({"QT_QPA_PLATFORM": "offscreen"}, "win32", False),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_that_a_screen_is_expected_only_where_there_is_one(
    environment: dict[str, str], platform: str, screen: bool
) -> None:
    assert has_screen(environment, platform) is screen


def test_that_nothing_is_missed_where_the_loaders_tool_is_not_at_hand(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert listing_of(tmp_path / "libqxcb.so") == ""
