"""A file as its readers see it: packed by gzip, or the only file in a ZIP, it is unpacked while it is read.

Invariant: nothing is written to the disk, and nothing is read before the whole packed file has been unpacked once
without keeping it: its real size is then known, and a damaged or endless one is refused before a record is taken.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from javon.collection.sources.outcome import Fault, SourceError

MOST_UNPACKED = 8 << 30
# Records pack five to twenty times; whatever packs two hundred times is made to fill a disk or a memory.
MOST_TIMES = 200
_ALWAYS_ALLOWED = 64 << 20
_CHUNK = 1 << 20
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"


class Source:
    """The bytes of one catalogue file, as often as they are wanted. `size` is that of the unpacked bytes."""

    def __init__(self, path: Path) -> None:
        """Raises :class:`SourceError` (``unreadable``, ``packed``, ``too_large``)."""
        self.path = path
        self.packing = ""  # "", "gzip" or "zip"
        self._member = ""
        with _told():
            self.size = path.stat().st_size
            with path.open("rb") as stream:
                head = stream.read(4)
            if head.startswith(_GZIP):
                self.packing = "gzip"
            elif head == _ZIP:
                self._member = _only_member(path)
                self.packing = "zip" if self._member else ""
            if self.packing:
                self.size = self._measured()

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes from the beginning; the stream can be sought."""
        if self.packing == "gzip":
            with gzip.open(self.path, "rb") as stream:
                yield cast(BinaryIO, stream)
        elif self.packing == "zip":
            with zipfile.ZipFile(self.path) as archive, archive.open(self._member) as member:
                yield cast(BinaryIO, member)
        else:
            with self.path.open("rb") as plain:
                yield plain

    def _measured(self) -> int:
        limit = min(MOST_UNPACKED, max(_ALWAYS_ALLOWED, self.path.stat().st_size * MOST_TIMES))
        size = 0
        with self.open() as stream:
            head = stream.read(4)
            if head.startswith(_GZIP) or head == _ZIP:
                raise SourceError(Fault.PACKED, kind=f"{self.packing}, twice")
            size = len(head)
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > limit:
                    raise SourceError(Fault.TOO_LARGE, bytes=size, limit=limit)
        return size


@contextmanager
def _told() -> Iterator[None]:
    """Every way in which opening may fail, as a :class:`SourceError`."""
    try:
        yield
    except (
        EOFError,
        zlib.error,
        gzip.BadGzipFile,
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
    ) as problem:
        raise SourceError(Fault.UNREADABLE, problem=str(problem)[:80]) from problem
    except (OSError, ValueError) as problem:
        said = getattr(problem, "strerror", None) or str(problem)
        raise SourceError(Fault.UNREADABLE, problem=said) from problem


def _only_member(path: Path) -> str:
    """The name of the one file in an archive; "" for workbooks, documents and archives of several files."""
    try:
        with zipfile.ZipFile(path) as archive:
            files = [member for member in archive.infolist() if not member.is_dir()]
            # What macOS adds to every archive is no file of the librarian's.
            files = [member for member in files if not member.filename.startswith("__MACOSX/")]
    except (zipfile.BadZipFile, NotImplementedError):
        return ""  # the reader of workbooks says what is wrong with it
    return files[0].filename if len(files) == 1 else ""
