"""Draw the program's icon in the forms that systems want, from resources/icons/app.svg.

PNG in several sizes, ICO for Windows, ICNS for macOS. The two containers are simple enough to be
written here: each holds PNG pictures behind a short table.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

from common import ROOT

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICNS_KINDS = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09"}


def main(folder: Path) -> None:
    """Write all icons into a folder."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {size: draw(size) for size in SIZES}
    for size, content in pictures.items():
        (folder / f"throughline-{size}.png").write_bytes(content)
    (folder / "throughline.ico").write_bytes(ico({s: pictures[s] for s in ICO_SIZES}))
    (folder / "throughline.icns").write_bytes(icns({s: pictures[s] for s in ICNS_KINDS}))


def draw(size: int) -> bytes:
    """Return the icon as a PNG of so many pixels."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication([])
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(ROOT / "resources" / "icons" / "app.svg")).render(
        painter, QRectF(0, 0, size, size)
    )
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    del app
    return bytes(content.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Return a Windows icon that holds PNG pictures."""
    offset = 6 + 16 * len(pictures)
    table, body = b"", b""
    for size, content in pictures.items():
        side = size % 256  # 0 stands for 256
        table += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(content), offset)
        body += content
        offset += len(content)
    return struct.pack("<HHH", 0, 1, len(pictures)) + table + body


def icns(pictures: dict[int, bytes]) -> bytes:
    """Return a macOS icon that holds PNG pictures."""
    body = b"".join(
        ICNS_KINDS[size] + struct.pack(">I", len(content) + 8) + content
        for size, content in pictures.items()
    )
    return b"icns" + struct.pack(">I", len(body) + 8) + body


if __name__ == "__main__":
    main(Path(sys.argv[1]))
