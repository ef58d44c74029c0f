"""How a reading process hands blocks to the process that stores them: plain bytes, no code.

A message is a JSON object in a line, followed by the raw bytes of the arrays it announces.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from typing import Any, BinaryIO

import numpy as np

from models.errors import FileRefused, UsageProblem, UserError
from models.files.content import (
    AppliedMapping,
    Block,
    ChangedQuestion,
    CountRow,
    Problem,
    PublishedFigure,
    ReadOptions,
    RespondentBlock,
    SurveyFile,
)
from models.files.mapping import FileSignature, SavedMapping, read_mapping, write_mapping
from models.survey import Instrument, instrument_from_json, instrument_to_json

Message = dict[str, Any]

_ARRAYS = ("rows", "units", "facilities", "sites", "modes", "discharged", "received", "answers")
_LISTS = ("unit_names", "facility_names", "site_names", "mode_names", "survey_ids", "comments")
_REFUSALS: dict[str, type[UserError]] = {"file": FileRefused, "usage": UsageProblem}


def write_message(
    stream: BinaryIO, message: Message, arrays: dict[str, np.ndarray[Any, Any]]
) -> None:
    """Write one message with its arrays."""
    packed = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    message["arrays"] = [[n, a.dtype.str, list(a.shape)] for n, a in packed.items()]
    stream.write(json.dumps(message, separators=(",", ":")).encode() + b"\n")
    for array in packed.values():
        stream.write(array.tobytes())
    stream.flush()


def read_messages(stream: BinaryIO) -> Iterator[Message]:
    """Give the messages of a stream, arrays under their names, to its end.

    A stream that is cut within a message ends before it.
    """
    while line := stream.readline():
        if not line.endswith(b"\n"):
            return
        message = json.loads(line)
        for name, dtype, shape in message.pop("arrays"):
            size = int(np.dtype(dtype).itemsize * np.prod(shape))
            data = stream.read(size)
            if len(data) < size:
                return
            message[name] = np.frombuffer(data, dtype=dtype).reshape(shape)
        yield message


def head_message(file: SurveyFile) -> Message:
    return {
        "kind": "head",
        "name": file.name,
        "sha256": file.sha256,
        "format": file.format,
        "instrument": instrument_to_json(file.instrument) if file.instrument else None,
        "sheet": file.sheet,
        "applied": _applied_values(file.applied),
    }


def options_message(options: ReadOptions) -> Message:
    """Return read options as JSON values; `options_of` reads them."""
    values = {f.name: getattr(options, f.name) for f in fields(options)}
    values["mapping"] = write_mapping(options.mapping) if options.mapping is not None else None
    values["remembered"] = [[asdict(r.shape), r.toml, r.file] for r in options.remembered]
    return values


def options_of(message: Message) -> ReadOptions:
    """Return the options that `options_message` wrote."""
    text = message["mapping"]
    mapping = read_mapping(text) if text is not None else None
    remembered = tuple(
        SavedMapping(_shape(shape), toml, file) for shape, toml, file in message["remembered"]
    )
    return ReadOptions(**{**message, "mapping": mapping, "remembered": remembered})


def _applied_values(applied: AppliedMapping | None) -> Message | None:
    if applied is None:
        return None
    return {
        "mapping": write_mapping(applied.mapping),
        "shape": asdict(applied.shape),
        "source": applied.source,
        "differences": list(applied.differences),
    }


def applied_of(values: Message | None) -> AppliedMapping | None:
    """Return the mapping that stands under "applied" in a head message."""
    if values is None:
        return None
    return AppliedMapping(
        read_mapping(values["mapping"]),
        _shape(values["shape"]),
        values["source"],
        tuple(values["differences"]),
    )


def _shape(values: Message) -> FileSignature:
    return FileSignature(values["layout"], values["sheet"], tuple(values["columns"]))


def end_message(file: SurveyFile) -> Message:
    return {
        "kind": "end",
        "problems": [asdict(problem) for problem in file.problems],
        "problems_total": file.problems_total,
        "rows_read": file.rows_read,
        "rows_rejected": file.rows_rejected,
        "cells_blanked": file.cells_blanked,
        "notes": file.notes,
        "changed_questions": [asdict(one) for one in file.changed_questions],
    }


def apply_end(file: SurveyFile, message: Message) -> None:
    """Fill a file's counts, problems and notes from the end message."""
    file.problems.extend(Problem(**problem) for problem in message["problems"])
    file.notes[:] = message["notes"]
    file.changed_questions.extend(ChangedQuestion(**one) for one in message["changed_questions"])
    for name in ("problems_total", "rows_read", "rows_rejected", "cells_blanked"):
        setattr(file, name, message[name])


def refusal_message(error: UserError) -> Message:
    kind = "usage" if isinstance(error, UsageProblem) else "file"
    return {
        "kind": "refused",
        "class": kind,
        "code": error.code,
        "what": error.what,
        "where": error.where,
        "hint": error.hint,
    }


def refusal(message: Message) -> UserError:
    """Return the error that a refusal message stands for."""
    return _REFUSALS[message["class"]](
        message["code"], message["what"], where=message["where"], hint=message["hint"]
    )


def send_block(stream: BinaryIO, block: Block) -> None:
    """Write one block of any family."""
    if isinstance(block, RespondentBlock):
        message: Message = {"kind": "respondents", "key": block.instrument.key}
        message["instrument"] = instrument_to_json(block.instrument)
        message["ids_identify"] = block.ids_identify
        message |= {name: _listed(getattr(block, name)) for name in _LISTS}
        write_message(stream, message, {name: getattr(block, name) for name in _ARRAYS})
        return
    rows = [row for row in block if isinstance(row, CountRow)]
    own = {row.instrument.key: row.instrument for row in rows if row.instrument is not None}
    figures = [list(_values(row)) for row in block if isinstance(row, PublishedFigure)]
    message = {
        "kind": "rows",
        "counts": [_count_fields(row) for row in rows],
        "instruments": {key: instrument_to_json(found) for key, found in own.items()},
        "figures": figures,
    }
    write_message(stream, message, {})


@dataclass
class BlockReceiver:
    """Makes blocks of messages; a questionnaire is decoded once."""

    _instruments: dict[str, Instrument] = field(default_factory=dict)

    def block(self, message: Message) -> Block:
        if message["kind"] == "rows":
            if message["counts"]:
                own = {key: self._instrument(t) for key, t in message["instruments"].items()}
                return [_count_row(values, own) for values in message["counts"]]
            return [PublishedFigure(*values) for values in message["figures"]]
        instrument = self._instrument(message["instrument"])
        values = {name: message[name] for name in (*_ARRAYS, *_LISTS)}
        values["comments"] = [tuple(comment) for comment in values["comments"]]
        return RespondentBlock(
            instrument=instrument, ids_identify=message["ids_identify"], **values
        )

    def _instrument(self, text: str) -> Instrument:
        if text not in self._instruments:
            self._instruments[text] = instrument_from_json(text)
        return self._instruments[text]


def _listed(values: Any) -> list[Any] | None:
    return None if values is None else list(values)


def _values(row: PublishedFigure) -> Iterator[Any]:
    return (getattr(row, f.name) for f in fields(row))


def _count_fields(row: CountRow) -> Message:
    values = {f.name: getattr(row, f.name) for f in fields(row)}
    values["instrument"] = row.instrument and row.instrument.key
    values["counts"] = [[item, value, count] for (item, value), count in row.counts.items()]
    return values


def _count_row(values: Message, instruments: dict[str, Instrument]) -> CountRow:
    counts = {(item, value): count for item, value, count in values["counts"]}
    key = values["instrument"]
    own = None if key is None else instruments[key]
    return CountRow(**{**values, "counts": counts, "instrument": own})
