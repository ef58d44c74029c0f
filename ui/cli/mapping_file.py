"""The file of `--mapping`: obeyed when it is there, else written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import UsageProblem
from models.files.mapping import read_mapping, write_mapping

if TYPE_CHECKING:
    from models.files.mapping import Mapping

MOST_BYTES = 1_000_000


class MappingFile:
    """A TOML file named on the command line; none when `path` is None."""

    def __init__(self, path: str | None) -> None:
        self._path = Path(path) if path is not None else None
        self.is_wanted = self._path is not None and not self._path.exists()
        """Whether it is to be written: it was named, and is not there yet."""

    def read(self) -> Mapping | None:
        """Return the mapping of a file that is there, else None.

        Raises UsageProblem when it cannot be read or holds no mapping.
        """
        if self._path is None or self.is_wanted:
            return None

        try:
            with self._path.open(encoding="utf-8-sig") as stream:
                text = stream.read(MOST_BYTES + 1)
        except (OSError, UnicodeDecodeError) as error:
            raise UsageProblem(
                "mapping",
                "The mapping cannot be read as text.",
                where=str(self._path),
                hint="Name a TOML file, or a new file to have one written.",
            ) from error
        if len(text) > MOST_BYTES:
            raise UsageProblem(
                "mapping",
                "This is far longer than a mapping.",
                where=str(self._path),
                hint="Name a TOML file, or a new file to have one written.",
            )
        return read_mapping(text, str(self._path))

    def write(self, mapping: Mapping) -> None:
        """Write the mapping that was used, once. Raises UsageProblem when that fails."""
        if self._path is None:
            return
        try:
            with self._path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(write_mapping(mapping))
        except OSError as error:
            raise UsageProblem(
                "mapping",
                "The mapping cannot be written.",
                where=str(self._path),
                hint="The file was read all the same. Name a place where you may write.",
            ) from error
        self.is_wanted = False
