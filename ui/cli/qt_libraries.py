"""The system libraries that Qt needs on Linux: which are missing, and what brings them.

Run as `python -m ui.cli.qt_libraries` it installs them where it may, else names the one line
that does. Standard library only: it runs when Qt cannot. What it says then is English alone, as
all of the set-up is: catalogs are read by packages that may not be there yet.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
"""The package of Debian and Ubuntu that holds a library."""

_PARTS = (
    "QtWidgets.abi3.so",
    "QtNetwork.abi3.so",
    "QtSvg.abi3.so",
    "QtPrintSupport.abi3.so",
    "Qt/plugins/platforms/libqoffscreen.so",
    "Qt/plugins/platforms/libqxcb.so",
)


def missing_libraries() -> tuple[str, ...]:
    """Return the names of system libraries that Qt's parts need and the system lacks.

    Empty on other systems than Linux, where Qt brings everything along. Raises
    ModuleNotFoundError when PySide6 itself is not installed.
    """
    if not sys.platform.startswith("linux"):
        return ()
    spec = find_spec("PySide6")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("PySide6")
    folder = Path(spec.origin).parent
    return lacking(listing_of(folder / part) for part in _PARTS)


def listing_of(part: Path) -> str:
    """Return what the system's loader says about the libraries of one file, nothing where the
    loader's own tool is not at hand."""
    try:
        done = subprocess.run(
            ["ldd", str(part)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except OSError:
        return ""
    return done.stdout


def lacking(listings: Iterable[str]) -> tuple[str, ...]:
    """Return the libraries that `ldd` listings call not found, each once, sorted.

    >>> lacking(["libEGL.so.1 => not found", "libc.so.6 => /lib/libc.so.6 (0x7f)"])
    ('libEGL.so.1',)
    """
    lines = (line.split() for listing in listings for line in listing.splitlines())
    return tuple(sorted({words[0] for words in lines if words[-2:] == ["not", "found"]}))


def install_line(libraries: Iterable[str]) -> str:
    """Return the one line that installs the packages of these libraries on Debian and Ubuntu.

    >>> install_line(["libEGL.so.1", "libxcb-cursor.so.0"])
    'sudo apt-get install libegl1 libxcb-cursor0'
    """
    return f"sudo apt-get install {' '.join(packages_of(libraries))}"


def packages_of(libraries: Iterable[str]) -> list[str]:
    """Return the packages that hold these libraries, each once; an unknown one by its own name."""
    return sorted({PACKAGES.get(name, name) for name in libraries})


def main() -> int:
    """Install what is missing as root, else say how. Return 0 when nothing is missing then."""
    missing = missing_libraries()
    if not missing:
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _install(packages_of(missing))
        missing = missing_libraries()
    if not missing:
        return 0
    sys.stderr.write(
        f"error: Qt needs libraries that this system lacks: {', '.join(missing)}.\n"
        f"hint: On Debian and Ubuntu: {install_line(missing)}\n"
    )
    return 1


def _install(packages: list[str]) -> None:
    sys.stderr.write(f"Installing Qt's system libraries: {' '.join(packages)}\n")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    for command in (["apt-get", "update"], install):
        done = subprocess.run(
            command, check=False, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if done.returncode:
            sys.stderr.write(done.stdout + done.stderr)


if __name__ == "__main__":
    sys.exit(main())
