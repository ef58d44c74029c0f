"""Read a large survey file in a process of its own, so that reading and storing overlap.

It also keeps a parser that runs out of memory, or crashes, away from the window.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from models.errors import FileRefused
from models.files.content import Block, Progress, ReadOptions, SurveyFile
from models.files.process import protocol
from models.files.process.start import (
    LARGE_BYTES,
    Process,
    WaitingReader,
    child_command,
    is_large,
    start,
)
from models.language import _, language, system_locale
from models.survey import Instrument

_WAITING_BLOCKS = 3
_TICK_SECONDS = 0.05


def read_survey_file(
    path: Path,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress,
    waiting: WaitingReader | None = None,
) -> SurveyFile:
    """Recognise a survey file as `open_survey_file` does, a large one in a process of its own.

    That is the one `waiting`, where it was started already. The process ends with the file's
    blocks, with their iterator, or when `progress` raises.
    """
    if not is_large(path, LARGE_BYTES):
        from models.files.recognize import open_survey_file  # with pandas: takes a while to load

        return open_survey_file(path, options, known, progress)
    child = waiting.take() if waiting else None
    return _read_apart(path, _messages(path, options, known, progress, child))


def _read_apart(path: Path, messages: Generator[protocol.Message, None, None]) -> SurveyFile:
    head = next(messages, None)
    if isinstance(head, protocol.Refused):
        messages.close()
        raise protocol.error_of(head)
    if not isinstance(head, protocol.Recognized):
        raise _stopped(path)
    file = head.file
    begun = replace(file, problems=list(file.problems))
    file.blocks = _blocks(path, file, begun, messages)
    return file


def _blocks(
    path: Path, file: SurveyFile, begun: SurveyFile, messages: Iterator[protocol.Message]
) -> Iterator[Block]:
    for message in messages:
        match message:
            case protocol.Respondents() | protocol.Counts() | protocol.Figures():
                yield protocol.block_of(message)
            case protocol.Ended():
                protocol.apply_end(file, begun, message)
                return
            case protocol.Refused():
                raise protocol.error_of(message)
            case _:
                break
    raise _stopped(path)


def _stopped(path: Path) -> FileRefused:
    return FileRefused("reading_stopped", where=path.name)


def _messages(
    path: Path,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress,
    child: Process | None = None,
) -> Generator[protocol.Message, None, None]:
    """Give the process's messages but for its progress, which is passed on."""
    child = child or start(child_command())
    stdin, stdout = cast(BinaryIO, child.stdin), cast(BinaryIO, child.stdout)
    arrived: queue.Queue[protocol.Message | None] = queue.Queue(maxsize=_WAITING_BLOCKS)
    stopped = threading.Event()
    pump = threading.Thread(target=_pump, args=(stdout, arrived, stopped), daemon=True)
    try:
        _give_order(stdin, path, options, known)
        pump.start()
        said: tuple[str, float | None] = (_("Reading the file"), None)
        while True:
            progress(*said)
            try:
                message = arrived.get(timeout=_TICK_SECONDS)
            except queue.Empty:
                continue
            if message is None:
                return
            if isinstance(message, protocol.Progressed):
                said = (message.message, message.fraction)
            else:
                yield message
    finally:
        stopped.set()
        child.kill()
        child.wait()
        if pump.ident is not None:
            pump.join()
        stdout.close()


def _give_order(
    stdin: BinaryIO, path: Path, options: ReadOptions, known: Sequence[Instrument]
) -> None:
    own = tuple(instrument for instrument in known if not instrument.built_in)
    order = protocol.Order(os.fsencode(path.absolute()), options, own, language(), system_locale())
    with suppress(BrokenPipeError):  # it ended at once; the missing head says so
        protocol.write_message(stdin, order)
    with suppress(BrokenPipeError):
        stdin.close()


def _pump(
    stream: BinaryIO, arrived: queue.Queue[protocol.Message | None], stopped: threading.Event
) -> None:
    """Move messages into the queue, so that their reader can watch for a wish to stop."""

    def put(message: protocol.Message | None) -> None:
        while not stopped.is_set():
            try:
                arrived.put(message, timeout=_TICK_SECONDS)
                return
            except queue.Full:
                continue

    for message in protocol.read_messages(stream):
        put(message)
        if stopped.is_set():
            break
    put(None)
