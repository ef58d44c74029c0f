"""Build the program as one folder that needs no Python: `make bundle`.

Uses the Python it is run with, which must have the requirements; installs PyInstaller there if it
is missing. The result is dist/throughline.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys

from common import BUILD, BUNDLE, DIST, HERE, ROOT, WORK, run, version

PYINSTALLER = "pyinstaller>=6.16,<7"


def main() -> None:
    """Collect what the bundle holds besides code, then run PyInstaller."""
    if importlib.util.find_spec("PyInstaller") is None:
        run([sys.executable, "-m", "pip", "install", "--quiet", PYINSTALLER])
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    run([sys.executable, HERE / "licenses.py", WORK / "licenses"])
    run([sys.executable, HERE / "icons.py", WORK / "icons"])
    _build_manual()
    _write_windows_version()
    environment = {
        **os.environ,
        "THROUGHLINE_SOURCE": str(ROOT),
        "THROUGHLINE_WORK": str(WORK),
    }
    shutil.rmtree(BUNDLE, ignore_errors=True)
    run(
        [
            sys.executable,
            "-m",
            "PyInstaller",
            "--noconfirm",
            "--log-level=WARN",
            f"--workpath={BUILD / 'pyinstaller'}",
            f"--distpath={DIST}",
            HERE / "throughline.spec",
        ],
        env=environment,
    )
    if sys.platform.startswith("linux") and shutil.which("strip"):
        for library in BUNDLE.glob("_internal/libpython*.so*"):
            run(["strip", "--strip-unneeded", library])  # it holds 10 MB for debuggers
    files = (file for file in BUNDLE.rglob("*") if file.is_file() and not file.is_symlink())
    size = sum(file.stat().st_size for file in files)
    print(f"Built {BUNDLE}: {size / 1e6:.0f} MB")


def _build_manual() -> None:
    """Build the manual into the bundle where its tool is installed; say so where it isn't."""
    if importlib.util.find_spec("mkdocs") is None:
        print("The manual is not built: install it with “pip install mkdocs-material”.")
        return
    run([sys.executable, HERE / "manual.py", WORK / "manual"])


def _write_windows_version() -> None:
    """Write the version resource of the Windows programs."""
    parts = [int(part) for part in version().split(".")]
    numbers = ", ".join(str(part) for part in [*parts, 0, 0, 0][:4])
    text = (HERE / "windows" / "version.txt.in").read_text("utf-8")
    text = text.replace("@NUMBERS@", numbers).replace("@VERSION@", version())
    (WORK / "version.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
