"""One window per store: a lock beside the file, and a way to call the first window to the front.

The lock is between windows only; the command line may write beside an open window.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal

from models.errors import DatabaseProblem

CALL_MS = 1_000
"""How long the second window waits for the first to answer."""

MOST_BYTES = 65_536
_ANSWER = b"here"


class StoreLock:
    """The lock of one store. A database on a server needs none: it has its own."""

    def __init__(self, place: str) -> None:
        self.path: Path | None = None
        self._lock: QLockFile | None = None
        if not place.startswith(("postgresql:", "postgresql+", "postgres:")):
            store = Path(place).expanduser().resolve()
            self.path = store.with_name(f"{store.name}.lock")

    @property
    def name(self) -> str:
        """Return a short name for the store, the same in every window that opens it."""
        return "throughline-" + hashlib.sha256(str(self.path).encode()).hexdigest()[:24]

    def take(self) -> bool:
        """Take the lock. False when another window holds it.

        A lock whose window has died is taken over at once; one of another computer never is,
        however old. Where no lock can be made (a read-only folder) nobody writes either.
        """
        if self.path is None:
            return True
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = QLockFile(str(self.path))
        self._lock.setStaleLockTime(0)
        if self._lock.tryLock(0):
            return True
        return self._lock.error() != QLockFile.LockError.LockFailedError

    def problem(self) -> DatabaseProblem:
        """Return who holds the lock, in words."""
        host = ""
        if self._lock is not None:
            # (process id, host name, application); older bindings put a success flag before
            host = next(
                (part for part in reversed(self._lock.getLockInfo()[:-1]) if isinstance(part, str)),
                "",
            )
        return DatabaseProblem("open-elsewhere", host=host)

    def release(self) -> None:
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None


class FirstWindow(QObject):
    """Listens for later starts on the same store: brings the window up, opens their files."""

    called = Signal(list)
    """Another start asked for this window, with the files it was given (`Path`s)."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        QLocalServer.removeServer(name)  # what a window that died has left behind
        self._server.listen(name)

    def close(self) -> None:
        self._server.close()

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is None:
            return

        def read() -> None:
            if not socket.canReadLine():
                return
            self.called.emit(_files_of(bytes(socket.readLine(MOST_BYTES).data())))
            socket.write(_ANSWER)
            socket.flush()
            socket.disconnectFromServer()

        socket.readyRead.connect(read)
        socket.disconnected.connect(socket.deleteLater)
        read()


def call_first_window(name: str, files: Sequence[Path]) -> bool:
    """Ask the window that listens under `name` to come up and open `files`.

    False when nobody answers, as when that window is on another computer.
    """
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(CALL_MS):
        return False
    socket.write(json.dumps([str(file) for file in files]).encode() + b"\n")
    socket.flush()
    socket.waitForReadyRead(CALL_MS)  # false also when the answer came with the farewell
    answered = socket.readAll().data() == _ANSWER
    socket.disconnectFromServer()
    return answered


def _files_of(line: bytes) -> list[Path]:
    try:
        names = json.loads(line)
    except ValueError:
        return []
    if not isinstance(names, list):
        return []
    return [Path(name) for name in names if isinstance(name, str)]
