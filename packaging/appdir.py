"""Lay the bundle out as an AppImage folder: `python packaging/appdir.py`, after `make bundle`.

Where appimagetool is installed it also makes the image; it needs to fetch the runtime once.
"""

from __future__ import annotations

import shutil

from common import BUILD, DIST, HERE, ROOT, WORK, program, run, version
from deb import install

RUN = """\
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/usr/lib/throughline/throughline" "$@"
"""


def main() -> None:
    """Build build/Throughline.AppDir and, where the tool is there, the image."""
    program()
    folder = BUILD / "Throughline.AppDir"
    shutil.rmtree(folder, ignore_errors=True)
    install(folder)
    (folder / "usr" / "bin" / "throughline").unlink()
    (folder / "usr" / "bin" / "throughline").symlink_to("../../usr/lib/throughline/throughline")
    start = folder / "AppRun"
    start.write_text(RUN, "utf-8")
    start.chmod(0o755)
    shutil.copy(HERE / "linux" / "throughline.desktop", folder)
    shutil.copy(ROOT / "resources" / "icons" / "app.svg", folder / "throughline.svg")
    shutil.copy(WORK / "icons" / "throughline-256.png", folder / ".DirIcon")
    print(f"Built {folder}")
    if shutil.which("appimagetool"):
        run(["appimagetool", folder, DIST / f"Throughline-{version()}-x86_64.AppImage"])
    else:
        print("The image itself needs appimagetool, which is not installed here.")


if __name__ == "__main__":
    main()
