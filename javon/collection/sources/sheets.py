"""A spreadsheet as it is: its sheets, their rows as text, nothing yet said about what they mean.

XLSX and text tables (CSV, TSV) by one door. Invariant: nothing is laid out before its size is known, and a file that
cannot be read says why (:class:`SourceError`).
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from javon.collection.sources.outcome import Fault, SourceError
from javon.collection.sources.tables import Row, csv_encoding, csv_rows, xlsx_or_else, xlsx_sheets

MOST_BYTES = 32 << 20  # of the file itself
_LOOKED_AT = 1 << 18
# What no table of text begins with, whatever its name says.
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"{\\rtf")
# Where the list of parts of a locked workbook stands is up to the program that wrote it.
_LOCK = "EncryptedPackage".encode("utf-16-le")


def sheets(path: Path) -> Iterator[tuple[str, Iterator[Row]]]:
    """The sheets that have cells, each with its rows from the top; a text table is one sheet without a name.

    Raises :class:`SourceError`: ``empty``, ``unreadable``, ``too_large``, ``old_excel``, ``locked``, ``packed``,
    ``wrong_format``, ``unknown_format``.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise SourceError(Fault.TOO_LARGE, bytes=size, limit=MOST_BYTES)
        with path.open("rb") as stream:
            head = stream.read(_LOOKED_AT)
            stream.seek(max(0, size - _LOOKED_AT))
            tail = stream.read()
        if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
            raise SourceError(Fault.EMPTY)
        if head.startswith(b"\xd0\xcf\x11\xe0") and _LOCK in head + tail:
            raise SourceError(Fault.LOCKED)
        if xlsx_or_else(head):
            yield from xlsx_sheets(path, size, [0])
            return
        encoding = csv_encoding(head)
        _refuse_what_is_no_text(head, encoding)
        with path.open("rb") as stream:
            yield "", csv_rows(stream, encoding, [0])
    except zipfile.BadZipFile as problem:
        raise SourceError(Fault.WRONG_FORMAT, format="xlsx", problem=str(problem)[:80]) from problem
    except OSError as problem:
        raise SourceError(Fault.UNREADABLE, problem=problem.strerror or str(problem)) from problem


def _refuse_what_is_no_text(head: bytes, encoding: str) -> None:
    """Pictures and programs by another name: control characters that no list has."""
    beginning = head[:4096].decode(encoding, "replace")
    strange = sum((letter < " " and letter not in "\t\r\n\f") or letter == "�" for letter in beginning)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:12].lower().startswith(_MARKUP) or strange * 50 > len(beginning):
        told = "".join(letter for letter in beginning[:40] if letter.isprintable())
        raise SourceError(Fault.UNKNOWN_FORMAT, beginning=told)
