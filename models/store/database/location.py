"""Places in which a database file is at risk: network drives and folders that are synchronized."""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath

from models.language import _

NETWORK = "network"
SYNCED = "synced"

_NETWORK_TYPES = re.compile(
    r"cifs|smb.*|nfs.*|afs|afpfs|ceph|glusterfs|webdav|fuse\..*|drvfs|ncpfs"
)
_SYNCED = re.compile(
    r"onedrive( - .*)?|dropbox( \(.*\))?|google ?drive|icloud ?drive|mobile documents"
    r"|cloudstorage|box sync|nextcloud|owncloud|pcloud ?drive|seafile"
)
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW


@dataclass(frozen=True, slots=True)
class RiskyPlace:
    """Why a folder is no safe home for a database: `kind` is "network" or "synced"."""

    kind: str
    name: str

    @property
    def what(self) -> str:
        if self.kind == NETWORK:
            return _("Your data is on a network drive ({name}).").format(name=self.name)
        words = _("Your data is in a synced folder ({name}).")
        return words.format(name=self.name)

    @property
    def hint(self) -> str:
        return _(
            "Databases get damaged there sooner or later. Keep the data on this computer's "
            "own disk. To share it, use a PostgreSQL database."
        )


def risky_place(folder: Path) -> RiskyPlace | None:
    """Return why the folder is no safe home for a database; None when nothing speaks against it.

    Looks at the path and at the kind of file system, without touching the file.
    """
    resolved = folder.resolve()
    synced = synced_part(resolved, Path.home())
    if synced is not None:
        return RiskyPlace(SYNCED, synced)
    system = _network_system(resolved)
    return RiskyPlace(NETWORK, system) if system is not None else None


def synced_part(folder: PurePath, home: PurePath) -> str | None:
    """Return the part of a path that a synchronizing program looks after, None without one."""
    for part in folder.parts:
        if _SYNCED.fullmatch(part.casefold()):
            return part
    within_home = folder.relative_to(home).parts if folder.is_relative_to(home) else ()
    # "Box" is too common a word to mean the program anywhere but directly in the home folder.
    return within_home[0] if within_home and within_home[0].casefold() == "box" else None


def network_type(folder: PurePath, mounts: list[tuple[str, str]]) -> str | None:
    """Return the network file system a folder lies on, None when it is a local one.

    `mounts` are (mount point, type of file system) as the operating system lists them.
    """
    holding = [(point, kind) for point, kind in mounts if folder.is_relative_to(point)]
    if not holding:
        return None
    _point, kind = max(holding, key=lambda mount: len(mount[0]))
    return kind if _NETWORK_TYPES.fullmatch(kind.casefold()) else None


def linux_mounts(text: str) -> list[tuple[str, str]]:
    """Return (mount point, type) of the lines of /proc/mounts."""
    mounts = []
    for line in text.splitlines():
        _device, point, kind, options, *_rest = line.split(" ")
        if kind == "9p" and "drvfs" in options:  # a Windows drive within Linux
            kind = "drvfs"
        unescaped = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), point)
        mounts.append((unescaped, kind))
    return mounts


def mac_mounts(text: str) -> list[tuple[str, str]]:
    """Return (mount point, type) of the lines that /sbin/mount prints."""
    lines = re.finditer(r"^.* on (.*) \(([^,)]+)", text, re.MULTILINE)
    return [(line[1], line[2]) for line in lines]


def _network_system(folder: Path) -> str | None:
    if sys.platform == "win32":
        return _windows_network(folder)
    if sys.platform == "darwin":
        listing = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
        return network_type(folder, mac_mounts(listing.stdout))
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return None
    return network_type(folder, linux_mounts(mounts.read_text("utf-8", "surrogateescape")))


def _windows_network(folder: Path) -> str | None:
    if folder.drive.startswith("\\\\"):
        return folder.drive
    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\")  # type: ignore[attr-defined,unused-ignore]
    return folder.drive if kind == _REMOTE_DRIVE else None
