"""Make the macOS disk image: `python packaging/dmg.py`, after `make bundle`, on a Mac.

Signs with $SIGN_IDENTITY and notarizes with the keychain profile $NOTARY_PROFILE, where these are
set. On other systems it only checks the two property lists.
"""

from __future__ import annotations

import os
import plistlib
import shutil
import sys

from common import BUILD, DIST, HERE, run, version

APP = DIST / "Throughline.app"
ENTITLEMENTS = HERE / "macos" / "entitlements.plist"


def main() -> None:
    """Check the lists, then sign, pack, notarize and staple where that is possible."""
    for name in ("Info.plist", "entitlements.plist"):
        plistlib.loads((HERE / "macos" / name).read_bytes())
    if sys.platform != "darwin":
        print("The property lists are whole. The disk image itself is built on macOS.")
        return
    identity, profile = os.environ.get("SIGN_IDENTITY"), os.environ.get("NOTARY_PROFILE")
    if identity:
        sign = ["codesign", "--deep", "--force", "--options", "runtime", "--timestamp"]
        run([*sign, "--entitlements", ENTITLEMENTS, "--sign", identity, APP])
    else:
        print("Not signed: $SIGN_IDENTITY is not set.")
    folder = BUILD / "dmg"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(APP, folder / APP.name, symlinks=True)
    (folder / "Applications").symlink_to("/Applications")
    image = DIST / f"Throughline-{version()}.dmg"
    make = ["hdiutil", "create", "-volname", "Throughline", "-srcfolder", folder, "-ov"]
    run([*make, "-format", "UDZO", image])
    if identity and profile:
        run(["xcrun", "notarytool", "submit", image, "--keychain-profile", profile, "--wait"])
        run(["xcrun", "stapler", "staple", image])


if __name__ == "__main__":
    main()
