"""Put the bundle into a package for Debian and Ubuntu: `make deb`, after `make bundle`.

Needs dpkg-deb. The program lies in /usr/lib/throughline; menu entry, icon and kinds of files where
the desktop looks for them. Upgrading and removing keep every user's data and settings.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from pathlib import Path

from common import BUILD, BUNDLE, DIST, HERE, MAINTAINER, ROOT, WORK, program, run, version

DEPENDS = "libc6 (>= 2.34), libegl1, libgl1, libxcb1, libx11-6, fontconfig"
"""What Qt takes from the system; the rest lies in the bundle."""

RECOMMENDS = "fonts-dejavu-core | fonts-liberation"
DESCRIPTION = """\
Patient survey results and huddles for hospital units
 Throughline opens the survey file a hospital unit is sent, shows where the unit stands against the
 rest of the hospital and whether that means anything, and keeps the actions its team agrees on.
 It works offline, from one file, without an account."""


def main() -> None:
    """Build dist/throughline_VERSION_ARCH.deb."""
    program()
    tree = BUILD / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    install(tree)
    architecture = _architecture()
    _control(tree, architecture)
    package = DIST / f"throughline_{version()}_{architecture}.deb"
    run(["dpkg-deb", "--root-owner-group", "-Zzstd", "-z9", "--build", tree, package])
    print(f"Built {package}: {package.stat().st_size / 1e6:.0f} MB")


def install(tree: Path) -> None:
    """Lay the program and what the desktop needs into a folder that stands for /."""
    shutil.copytree(BUNDLE, tree / "usr" / "lib" / "throughline", symlinks=True)
    command = tree / "usr" / "bin" / "throughline"
    command.parent.mkdir(parents=True)
    command.symlink_to("/usr/lib/throughline/throughline")
    share = tree / "usr" / "share"
    _copy(HERE / "linux" / "throughline.desktop", share / "applications")
    _copy(HERE / "linux" / "throughline.mime.xml", share / "mime" / "packages", "throughline.xml")
    icons = share / "icons" / "hicolor"
    _copy(ROOT / "resources/icons/app.svg", icons / "scalable" / "apps", "throughline.svg")
    for picture in sorted((WORK / "icons").glob("throughline-*.png")):
        size = picture.stem.rpartition("-")[2]
        _copy(picture, icons / f"{size}x{size}" / "apps", "throughline.png")
    about = share / "doc" / "throughline"
    _copy(ROOT / "LICENSE", about, "copyright")
    changes = (ROOT / "CHANGELOG.md").read_bytes()
    (about / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))


def _control(tree: Path, architecture: str) -> None:
    folder = tree / "DEBIAN"
    folder.mkdir()
    size = sum(file.stat().st_size for file in tree.rglob("*") if file.is_file())
    fields = {
        "Package": "throughline",
        "Version": version(),
        "Architecture": architecture,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(size // 1024),
        "Depends": DEPENDS,
        "Recommends": RECOMMENDS,
        "Section": "science",
        "Priority": "optional",
        "Description": DESCRIPTION,
    }
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    (folder / "control").write_text(text, "utf-8")
    for name in ("postinst", "postrm"):
        script = folder / name
        shutil.copy(HERE / "linux" / f"{name}.sh", script)
        script.chmod(0o755)


def _architecture() -> str:
    done = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def _copy(source: Path, folder: Path, name: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / (name or source.name)
    shutil.copyfile(source, target)
    os.chmod(target, 0o644)


if __name__ == "__main__":
    main()
