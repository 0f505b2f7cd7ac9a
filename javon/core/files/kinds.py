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
# Boxes of the ISO base media format that a browser plays; a camera's HEIC or QuickTime says another word here.
_MP4_BRANDS = frozenset(
    (
        b"isom",
        b"iso2",
        b"iso4",
        b"iso5",
        b"iso6",
        b"mp41",
        b"mp42",
        b"avc1",
        b"dash",
        b"M4V ",
        b"MSNV",
        b"mmp4",
    )
)
_MPEG_BITRATES = {  # kbit/s of Layer III by the four bits of a frame: MPEG 1, and MPEG 2 and 2.5
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_MPEG_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}  # Hz by version
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
    if beginning[4:8] == b"ftyp" and beginning[8:12] in _MP4_BRANDS:
        return "video/mp4"
    if beginning.startswith(b"ID3") or _is_mpeg_audio(beginning):
        return "audio/mpeg"
    if _MARC_LEADER.match(beginning):
        return "application/marc"
    if not beginning or _NOT_TEXT.search(beginning):
        return UNKNOWN
    return "application/xml" if _XML.match(beginning) else "text/plain"


def _is_mpeg_audio(beginning: bytes) -> bool:
    """Two frames of Layer III, one behind the other: a single header may stand in any file by chance."""
    length = _mpeg_frame(beginning)
    return bool(length) and bool(_mpeg_frame(beginning[length:]))


def _mpeg_frame(data: bytes) -> int:
    """The length in bytes of the frame that begins here; 0 for what is no frame of Layer III."""
    if len(data) < 4 or data[0] != 0xFF or data[1] & 0xE6 != 0xE2:
        return 0
    version, rate, bits = data[1] >> 3 & 3, data[2] >> 2 & 3, data[2] >> 4
    if version == 1 or rate == 3 or bits in (0, 15):
        return 0
    is_first = version == 3
    size = (144 if is_first else 72) * _MPEG_BITRATES[is_first][bits] * 1000 // _MPEG_RATES[version][rate]
    return size + (data[2] >> 1 & 1)


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
