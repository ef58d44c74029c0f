"""A file read so that a share that goes away, or a stick pulled out, is told in plain words."""

from __future__ import annotations

import io
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn, cast

from models.errors import FileRefused

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BUFFER_BYTES = 256 * 1024


def open_resilient(path: Path) -> BinaryIO:
    """Open a file that was there a moment ago, for reading.

    Opening, and reading at any later time, raises FileRefused when the file or its disk is gone.
    """
    return cast(BinaryIO, io.BufferedReader(_ResilientFile(path), BUFFER_BYTES))


class _ResilientFile(io.RawIOBase):
    """The bytes of a file; what its disk cannot give is a refusal, not an error of the system."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        try:
            self._file = FileIO(path)
        except OSError as error:
            self._refuse(error)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int | None:
        try:
            return self._file.readinto(buffer)
        except OSError as error:
            self._refuse(error)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        try:
            return self._file.seek(offset, whence)
        except OSError as error:
            self._refuse(error)

    def tell(self) -> int:
        return self._file.tell()

    def close(self) -> None:
        if not self.closed and hasattr(self, "_file"):
            self._file.close()
        super().close()

    def _refuse(self, error: OSError) -> NoReturn:
        raise FileRefused("file_lost", where=self._name) from error
