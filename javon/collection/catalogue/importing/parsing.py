"""The import's own process: reads a file, derives, folds, and hands over batches through a pipe.

It holds no database; Django is loaded only when the companion asks for it. The pipe is the only tie to the parent:
when the
parent dies, writing fails and this process ends; when this one dies, the parent sees the end of the stream.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import marshal
import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from javon.collection.catalogue.derive import derive
from javon.collection.catalogue.hosts import HostEntry, SeriesEntry
from javon.collection.catalogue.prepared import Named, Prepared, prepare
from javon.collection.sources import Rejected, SourceError, read

_LENGTH = struct.Struct("<Q")
MOST_RECORDS = 200
MOST_BYTES = 4_000_000  # of one batch, so that files of huge records do not fill the memory
NOT_UNDERSTOOD = "not_understood"  # a record that our own code stumbled over


@dataclass(frozen=True, slots=True)
class Task:
    """What to read. `companion` names the function that prepares what travels with a record:
    "module:function".
    """

    path: str
    format: str = "auto"
    encoding: str = "auto"
    columns: dict[str, str] | None = None
    companion: str = ""


class Refusal(NamedTuple):
    """A piece that could not be taken, or (`is_taken`) the original bytes of one that was repaired."""

    position: int
    ordinal: int
    reason: str
    details: dict[str, Any]
    raw: bytes
    is_taken: bool = False


@dataclass(slots=True)
class Batch:
    """What was read since the last one."""

    records: list[Prepared] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    position: int = 0  # bytes of the file dealt with

    def __reduce__(self) -> tuple[Any, ...]:
        # marshal writes and reads plain tuples at a third of the price of a pickle; both ends are one program.
        try:
            records: Any = marshal.dumps([_plain(one) for one in self.records], 2)
        except ValueError:  # something in a record is no plain value
            records = self.records
        return _batch, (records, self.refusals, self.position)


def _plain(one: Prepared) -> tuple[Any, ...]:
    names, series = tuple([tuple(name) for name in one.names]), tuple([tuple(entry) for entry in one.series])
    return (*one[:4], names, tuple(one.host) if one.host else None, series, one.companion)


def _batch(records: bytes | list[Prepared], refusals: list[Refusal], position: int) -> Batch:
    if isinstance(records, bytes):
        records = [
            Prepared(
                marc,
                digest,
                columns,
                numbers,
                tuple([Named(*name) for name in names]),
                HostEntry(*host) if host else None,
                tuple([SeriesEntry(*one) for one in series]),
                companion,
            )
            for marc, digest, columns, numbers, names, host, series, companion in marshal.loads(records)
        ]
    return Batch(records, refusals, position)


@dataclass(frozen=True, slots=True)
class Opened:
    """First message of a file: what it was taken for."""

    format: str
    encoding: str
    size: int


@dataclass(frozen=True, slots=True)
class Failed:
    """Last message of a file that could not be read, or not further."""

    code: str
    details: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ended:
    """Last message of a file read to its end."""


def messages(task: Task) -> Iterator[Opened | Batch | Failed | Ended]:
    """Everything there is to say about one file, in order."""
    companion = _function(task.companion) if task.companion else None
    try:
        reader = read(Path(task.path), format=task.format, encoding=task.encoding, columns=task.columns)
        yield Opened(reader.format, reader.encoding, reader.size)
        batch, weight = Batch(), 0
        for piece in reader:
            if isinstance(piece, Rejected):
                refusal = Refusal(
                    piece.position, piece.ordinal, str(piece.reason), dict(piece.details), piece.raw
                )
                batch.refusals.append(refusal)
                weight += len(piece.raw)
            else:
                if piece.raw:
                    details: dict[str, Any] = {"notes": list(piece.notes)}
                    kept = Refusal(
                        piece.position, piece.ordinal, "repaired", details, piece.raw, is_taken=True
                    )
                    batch.refusals.append(kept)
                try:
                    book = derive(piece.record)
                    prepared = prepare(piece.record, book)
                    if companion is not None:
                        prepared = prepared._replace(companion=companion(piece.record, book, prepared))
                    batch.records.append(prepared)
                    weight += len(prepared.marc)
                except Exception as error:
                    # One strange record must not end the import of a hundred thousand.
                    details = {"error": f"{type(error).__name__}: {error}"[:300]}
                    raw = piece.raw or piece.record.to_json().encode("utf-8", "surrogatepass")
                    batch.refusals.append(
                        Refusal(piece.position, piece.ordinal, NOT_UNDERSTOOD, details, raw)
                    )
            if len(batch.records) + len(batch.refusals) >= MOST_RECORDS or weight >= MOST_BYTES:
                batch.position = reader.position
                yield batch
                batch, weight = Batch(), 0
        batch.position = reader.size
        yield batch
        yield Ended()
    except SourceError as error:
        if "batch" in locals() and (batch.records or batch.refusals):
            yield batch
        yield Failed(str(error.code), dict(error.details))


def _function(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function)  # type: ignore[no-any-return]


def write_message(stream: BinaryIO, message: Any) -> None:
    """One message: its length, then its pickle."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def read_frames(stream: BinaryIO) -> Iterator[bytes]:
    """Messages, still packed, until the stream ends. Raises :class:`EOFError` when it ends inside one."""
    while head := stream.read(_LENGTH.size):
        if len(head) < _LENGTH.size:
            raise EOFError
        body = stream.read(_LENGTH.unpack(head)[0])
        if len(body) < _LENGTH.unpack(head)[0]:
            raise EOFError
        yield body


def opened(frame: bytes) -> Any:
    """The message in a frame that our own child process wrote."""
    return pickle.loads(frame)


def main() -> None:
    """Read tasks from standard input, one after the other, and write their messages to standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    with contextlib.suppress(OSError, AttributeError):
        if os.nice(0) == 0:  # the command and the worker stand back already, and this process with them
            os.nice(5)
    stream = sys.stdout.buffer
    # Thousands of short-lived fields and no cycles: looking for cycles among them would cost a tenth of the time.
    gc.set_threshold(200_000, 20, 20)
    sys.stdout = sys.stderr  # nothing that some library prints may get into the stream
    with contextlib.suppress(BrokenPipeError):
        for task in map(opened, read_frames(sys.stdin.buffer)):
            for message in messages(task):
                write_message(stream, message)
    os._exit(0)
