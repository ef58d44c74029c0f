"""Tables declared as SQLAlchemy's ORM declares them, made without it.

Rows are read and written as plain values, never as objects. Loading the ORM and mapping the
classes would take a tenth of a second of every command, so the same declarations make plain
tables. Type checkers see the ORM's own names, whose types fit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import REAL, Column, Double, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

if TYPE_CHECKING:
    from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
else:
    Mapped = dict  # only looked at as text

    def mapped_column(*arguments: Any, **options: Any) -> tuple[Any, ...]:
        """Keep what a column is declared with until its name and type are known."""
        return arguments, options

    class _TableClass(type):
        """Gives each class that names a table the table, and its columns as attributes."""

        def __init__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> None:
            super().__init__(name, bases, namespace)
            if "__tablename__" not in namespace:
                return
            columns = [
                _column(key, declared, namespace.get(key, ((), {})))
                for key, declared in cls.__annotations__.items()
            ]
            *rules, options = namespace["__table_args__"]
            cls.__table__ = Table(cls.__tablename__, cls.metadata, *columns, *rules, **options)
            for column in columns:
                setattr(cls, column.name, column)

        def __clause_element__(cls) -> Table:
            return cls.__table__

    class DeclarativeBase(metaclass=_TableClass):
        """What the classes of tables have in common."""

        metadata: ClassVar[MetaData]

    def _column(key: str, declared: str, given: tuple[Any, ...]) -> Column[Any]:
        """Return a column by its annotation, such as "Mapped[int | None]", and what is given."""
        arguments, options = given
        kind, _, none = declared.removeprefix("Mapped[").removesuffix("]").partition(" | ")
        if not arguments or not isinstance(arguments[0], TypeEngine):
            arguments = (_TYPES[kind], *arguments)
        return Column(key, *arguments, nullable=bool(none), **options)

    _TYPES = {
        "int": Integer(),
        "str": Text(),
        "bytes": LargeBinary(),
        "float": Double().with_variant(REAL(), "sqlite"),
    }

__all__ = ["DeclarativeBase", "Mapped", "mapped_column"]
