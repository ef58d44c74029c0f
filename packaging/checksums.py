"""Write dist/SHA256SUMS for everything that is handed out."""

from __future__ import annotations

import hashlib

from common import DIST

KINDS = (".deb", ".msi", ".dmg", ".AppImage", ".whl")


def main() -> None:
    """List every package in dist with its SHA-256."""
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        for file in sorted(DIST.iterdir())
        if file.suffix in KINDS
    ]
    (DIST / "SHA256SUMS").write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
