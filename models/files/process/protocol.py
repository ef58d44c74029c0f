"""How a reading process hands what it reads to the process that stores it.

A message is a typed value, written and read by its type alone (msgspec): what is added to a survey
file, a block, an option or a mapping crosses by itself, and nothing can be left behind. Only
plain bytes cross, never code. Each message follows its size, four bytes, lowest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, BinaryIO, get_origin

import msgspec
import numpy as np

from models.errors import Fact, FileRefused, Location, UsageProblem, UserError
from models.files.content import (
    MAX_PROBLEMS,
    Block,
    CountRow,
    PublishedFigure,
    ReadOptions,
    RespondentBlock,
    SurveyFile,
)
from models.survey import Instrument

_SIZE_BYTES = 4

_COUNTED = ("problems_total", "rows_rejected", "cells_blanked")

_ERRORS: dict[str, type[UserError]] = {"file": FileRefused, "usage": UsageProblem}


class Order(msgspec.Struct, frozen=True, tag=True):
    """What a reading process is to read. `path` is as the system has it, which need not be
    text; `known` are the questionnaires that do not come with the program. Notes and questions are
    written in `language`, their numbers as `locale`, the system's, has them."""

    path: bytes
    options: ReadOptions
    known: tuple[Instrument, ...]
    language: str
    locale: str


class Progressed(msgspec.Struct, frozen=True, tag=True):
    """How far reading has come."""

    message: str
    fraction: float | None


class Recognized(msgspec.Struct, frozen=True, tag=True):
    """A file as it is before its first block, without its blocks."""

    file: SurveyFile


class Respondents(msgspec.Struct, frozen=True, tag=True):
    """A block of respondents."""

    block: RespondentBlock


class Counts(msgspec.Struct, frozen=True, tag=True):
    """A block of counts. Questionnaires of their own stand once, `instrument_of` tells each row's
    place among them, -1 for none; the rows have none."""

    rows: list[CountRow]
    instruments: list[Instrument]
    instrument_of: list[int]


class Figures(msgspec.Struct, frozen=True, tag=True):
    """A block of published figures."""

    rows: list[PublishedFigure]


class Ended(msgspec.Struct, frozen=True, tag=True):
    """A file as it is after its last block: its counts, problems and notes are complete."""

    file: SurveyFile


class Refused(msgspec.Struct, frozen=True, tag=True):
    """A failure that its reader can do something about."""

    error: str
    code: str
    where: Location
    facts: dict[str, Fact]


Message = Order | Progressed | Recognized | Respondents | Counts | Figures | Ended | Refused


def write_message(stream: BinaryIO, message: Message) -> None:
    """Write one message. Letters that are none (half a pair of UTF-16, as in a file's name that
    is no UTF-8) become U+FFFD, as they do in the store."""
    try:
        packed = _ENCODER.encode(message)
    except UnicodeEncodeError:
        plain = msgspec.to_builtins(message, builtin_types=(bytes, memoryview), enc_hook=_plain)
        packed = _ENCODER.encode(_encodable(plain))
    stream.write(len(packed).to_bytes(_SIZE_BYTES, "little"))
    stream.write(packed)
    stream.flush()


def read_messages(stream: BinaryIO) -> Iterator[Message]:
    """Give the messages of a stream to its end. One that is cut within a message ends before it."""
    while len(size := stream.read(_SIZE_BYTES)) == _SIZE_BYTES:
        packed = stream.read(int.from_bytes(size, "little"))
        if len(packed) < int.from_bytes(size, "little"):
            return
        yield _DECODER.decode(packed)


def block_message(block: Block) -> Respondents | Counts | Figures:
    """Return the message that carries a block."""
    if isinstance(block, RespondentBlock):
        return Respondents(block)
    counts = [row for row in block if isinstance(row, CountRow)]
    if not counts:
        return Figures([row for row in block if isinstance(row, PublishedFigure)])
    place_of: dict[str, int] = {}
    instruments: list[Instrument] = []
    for row in counts:
        if row.instrument is not None and row.instrument.key not in place_of:
            place_of[row.instrument.key] = len(instruments)
            instruments.append(row.instrument)
    places = [place_of[row.instrument.key] if row.instrument else -1 for row in counts]
    return Counts([replace(row, instrument=None) for row in counts], instruments, places)


def block_of(message: Respondents | Counts | Figures) -> Block:
    """Return the block that a message carries."""
    if isinstance(message, Respondents):
        return message.block
    if isinstance(message, Figures):
        return message.rows
    own = [*message.instruments, None]
    pairs = zip(message.rows, message.instrument_of, strict=True)
    return [replace(row, instrument=own[place]) for row, place in pairs]


def apply_end(file: SurveyFile, begun: SurveyFile, end: Ended) -> None:
    """Make a file what it is at its end, all but its blocks. Problems that were noted here since
    it had `begun`, of surveys that are stored already, stay behind those of its reading."""
    noted = file.problems[len(begun.problems) :]
    counted = {name: getattr(file, name) - getattr(begun, name) for name in _COUNTED}
    for field in fields(SurveyFile):
        if field.name != "blocks":
            setattr(file, field.name, getattr(end.file, field.name))
    file.problems = [*file.problems, *noted][:MAX_PROBLEMS]
    for name, more in counted.items():
        setattr(file, name, getattr(file, name) + more)


def refusal_message(error: UserError) -> Refused:
    """Return the message that carries an error."""
    kind = "usage" if isinstance(error, UsageProblem) else "file"
    return Refused(kind, error.code, error.where, error.facts)


def error_of(message: Refused) -> UserError:
    """Return the error that a message carries."""
    return _ERRORS[message.error](message.code, where=message.where, **message.facts)


def _plain(value: Any) -> Any:
    """Return what msgspec does not know as values that it does: arrays as kind, shape and bytes;
    a file's blocks, which go by themselves, as nothing."""
    if isinstance(value, np.ndarray):
        whole = np.ascontiguousarray(value)
        return whole.dtype.str, whole.shape, whole.data.cast("B") if whole.size else b""
    if isinstance(value, Iterator):
        return None
    raise NotImplementedError(type(value).__name__)


def _encodable(value: Any) -> Any:
    """Return plain values with every text such that UTF-8 can write it."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list | tuple):
        return [_encodable(one) for one in value]
    if isinstance(value, dict):
        return {_encodable(key): _encodable(one) for key, one in value.items()}
    return value


def _typed(kind: Any, value: Any) -> Any:
    if get_origin(kind) is np.ndarray:
        dtype, shape, data = value
        return np.frombuffer(data, dtype).reshape(shape)
    if get_origin(kind) is Iterator:
        return iter(())
    raise NotImplementedError(str(kind))


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_plain)
_DECODER = msgspec.msgpack.Decoder(Message, dec_hook=_typed)
