"""Hands out the columns of a table by name, by what is told of them, and by their content."""

from __future__ import annotations

from collections.abc import Callable, Collection

from models.errors import UsageProblem
from models.files import header_words as words
from models.files.mapping import Role
from models.files.mapping_fit import Told
from models.files.table import Table, TableColumn

MAX_LISTED = 60


class ColumnChooser:
    """Hands out the columns of a table, each at most once."""

    def __init__(self, table: Table, where: str, taken: Collection[int]) -> None:
        self.table = table
        self.where = where
        self.free = [column for column in table.named() if column.place not in taken]

    def by_name(self, name: str | None, option: str) -> TableColumn | None:
        """Return the column the user named. Raises UsageProblem when there is none."""
        if name is None:
            return None
        key = words.header_key(name)
        for column in self.table.named():
            if column.name == name or words.header_key(column.name) == key:
                self._take(column)
                return column
        raise UsageProblem(
            "unknown_column",
            f"There is no column named {name}.",
            where=self.where,
            hint=f"Choose {option} among: {column_list(self.table)}",
        )

    def best(
        self, names: tuple[str, ...], fits: Callable[[TableColumn], bool]
    ) -> TableColumn | None:
        """Return the free column with the most telling header whose content fits."""
        ranked = [(words.rank_in(names, column.name), column) for column in self.free]
        for _, column in sorted(
            ((rank, column) for rank, column in ranked if rank is not None),
            key=lambda pair: (pair[0], pair[1].place),
        ):
            if fits(column):
                self._take(column)
                return column
        return None

    def told(self, told: Told) -> dict[Role, list[TableColumn]]:
        """Take the free columns that something is told of; return them by what they are."""
        found: dict[Role, list[TableColumn]] = {role: [] for role in Role}
        for column in self.free:
            if column.place in told:
                found[told[column.place].role].append(column)
        self.free = [column for column in self.free if column.place not in told]
        return found

    def all_that(self, fits: Callable[[TableColumn], bool]) -> list[TableColumn]:
        found = [column for column in self.free if fits(column)]
        for column in found:
            self._take(column)
        return found

    def _take(self, column: TableColumn) -> None:
        self.free = [other for other in self.free if other is not column]


def column_list(table: Table) -> str:
    """Return the names of the columns as a list to read."""
    names = [column.name for column in table.named()]
    more = f" and {len(names) - MAX_LISTED} more" if len(names) > MAX_LISTED else ""
    return ", ".join(names[:MAX_LISTED]) + more
