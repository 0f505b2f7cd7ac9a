"""What a file is, told by its first bytes; a name is only somebody's word."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import IO

UNKNOWN = "application/octet-stream"
LOOKED_AT = 4096  # bytes from the beginning

_BY_BEGINNING = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\x1f\x8b", "application/gzip"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_BY_MEMBER = (
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
)
_MARC_LEADER = re.compile(rb"\A\d{5}[a-z ].{3}[ a0-9]\d{2}\d{5}.{3}45", re.DOTALL)
_XML = re.compile(rb"\A(\xef\xbb\xbf)?\s*<(\?xml|[A-Za-z!])")
# Bytes that no text of any encoding we meet contains.
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c]")


def kind_of(file: Path) -> str:
    """The media type of a file on the disk."""
    with file.open("rb") as opened:
        beginning = opened.read(LOOKED_AT)
        if beginning.startswith(b"PK\x03\x04"):
            return _kind_of_zip(opened)
    return kind_of_bytes(beginning)


def kind_of_bytes(beginning: bytes) -> str:
    """The media type that the first bytes tell."""
    for signature, kind in _BY_BEGINNING:
        if beginning.startswith(signature):
            return kind
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "image/webp"
    if _MARC_LEADER.match(beginning):
        return "application/marc"
    if not beginning or _NOT_TEXT.search(beginning):
        return UNKNOWN
    return "application/xml" if _XML.match(beginning) else "text/plain"


def _kind_of_zip(opened: IO[bytes]) -> str:
    try:
        with zipfile.ZipFile(opened) as archive:
            members = set(archive.namelist())
            for member, kind in _BY_MEMBER:
                if member in members:
                    return kind
            if "mimetype" in members and archive.getinfo("mimetype").file_size < 100:
                told = archive.read("mimetype").decode("ascii", "replace").strip()
                if re.fullmatch(r"application/[a-z0-9.+-]+", told):
                    return told  # EPUB and OpenDocument say themselves what they are
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, RuntimeError):
        return "application/zip"
    return "application/zip"
