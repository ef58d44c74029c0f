"""Network drives and synchronized folders are known by their path and file system."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from models.store.database.location import (
    SYNCED,
    RiskyPlace,
    linux_mounts,
    mac_mounts,
    network_type,
    risky_place,
    synced_part,
)

HOME = PurePosixPath("/home/manager")

LINUX = """\
/dev/vda / ext4 rw,relatime 0 0
tmpfs /tmp tmpfs rw 0 0
//server/share /mnt/share cifs rw,vers=3.0 0 0
server:/data /mnt/two\\040words nfs4 rw 0 0
/dev/sdb1 /mnt/share/local ext4 rw 0 0
user@host: /home/manager/far fuse.sshfs rw 0 0
/dev/sdc1 /media/stick fuseblk rw 0 0
drvfs /mnt/c 9p rw,aname=drvfs;path=C: 0 0
root / 9p rw 0 0
"""

MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//manager@server/share on /Volumes/share (smbfs, nodev, nosuid)
/dev/disk4s1 on /Volumes/My Stick (exfat, local)
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/manager", None),
        ("/tmp/x", None),
        ("/mnt/share/data", "cifs"),
        ("/mnt/share/local/data", None),
        ("/mnt/sharepoint", None),
        ("/mnt/two words/data", "nfs4"),
        ("/home/manager/far", "fuse.sshfs"),
        ("/media/stick", None),
        ("/mnt/c/Users", "drvfs"),
    ],
)
def test_that_the_innermost_mount_tells_the_file_system(folder: str, kind: str | None) -> None:
    assert network_type(PurePosixPath(folder), linux_mounts(LINUX)) == kind


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/Users/m", None), ("/Volumes/share/x", "smbfs"), ("/Volumes/My Stick", None)],
)
def test_that_a_mac_tells_its_file_systems(folder: str, kind: str | None) -> None:
    assert network_type(PurePosixPath(folder), mac_mounts(MAC)) == kind


@pytest.mark.parametrize(
    ("folder", "part"),
    [
        (HOME / "Documents", None),
        (HOME / "Dropbox" / "data", "Dropbox"),
        (HOME / "Dropbox (Hospital)", "Dropbox (Hospital)"),
        (HOME / "Box" / "data", "Box"),
        (HOME / "data" / "Box", None),
        (HOME / "Library" / "CloudStorage" / "x", "CloudStorage"),
        (HOME / "onedrives", None),
        (PureWindowsPath("C:/Users/m/OneDrive - Riverside/x"), "OneDrive - Riverside"),
        (PureWindowsPath("G:/My Drive"), None),
    ],
)
def test_that_synchronized_folders_are_known_by_their_names(
    folder: PurePosixPath | PureWindowsPath, part: str | None
) -> None:
    home = HOME if isinstance(folder, PurePosixPath) else PureWindowsPath("C:/Users/m")
    assert synced_part(folder, home) == part


def test_that_a_synchronized_folder_is_a_risk_with_words_for_the_user(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    risk = risky_place(folder)
    assert risk == RiskyPlace(SYNCED, "Dropbox")
    assert "Dropbox" in risk.what
    assert "PostgreSQL" in risk.hint
