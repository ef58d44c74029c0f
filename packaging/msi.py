"""Make the Windows installer with WiX 5: `python packaging/msi.py`, after `make bundle`.

On other systems it only checks the recipe: that it is whole and names what the bundle has.
$SIGN_COMMAND signs a file when it is set ("signtool sign … {file}").
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from common import BUNDLE, DIST, HERE, WORK, run, version

RECIPE = HERE / "windows" / "throughline.wxs"
SPACE = {"w": "http://wixtoolset.org/schemas/v4/wxs"}


def main() -> None:
    """Check the recipe, then build and sign the installer where that is possible."""
    check()
    if sys.platform != "win32" or not shutil.which("wix"):
        print("The recipe is whole. The installer itself is built on Windows with WiX 5.")
        return
    for name in ("throughline.exe", "throughline-window.exe"):
        sign(BUNDLE / name)
    target = DIST / f"throughline-{version()}.msi"
    defines = [f"Version={version()}", f"Bundle={BUNDLE}", f"Work={WORK}"]
    options = [part for define in defines for part in ("-d", define)]
    run(["wix", "build", "-arch", "x64", *options, "-o", target, RECIPE])
    sign(target)


def check() -> None:
    """End with an error when the recipe is broken or a part is in no feature."""
    root = ET.parse(RECIPE).getroot()
    package = root.find("w:Package", SPACE)
    if package is None or package.get("Scope") != "perMachine" or not package.get("UpgradeCode"):
        raise SystemExit("error: The package is not per machine, or has no UpgradeCode.")
    parts = {each.get("Id") for each in package.findall("w:Component", SPACE)}
    used = {each.get("Id") for each in package.findall("w:Feature/w:ComponentRef", SPACE)}
    if parts != used:
        raise SystemExit(f"error: Not in the feature: {', '.join(sorted(map(str, parts ^ used)))}.")


def sign(file: Path) -> None:
    """Sign a file with the command of $SIGN_COMMAND, if there is one."""
    command = os.environ.get("SIGN_COMMAND")
    if command:
        run([part.replace("{file}", str(file)) for part in shlex.split(command)])
    else:
        print(f"Not signed ($SIGN_COMMAND is not set): {file.name}")


if __name__ == "__main__":
    main()
