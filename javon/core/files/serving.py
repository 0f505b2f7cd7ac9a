"""A stored file on its way to a browser: as what it is, in pieces when asked, never as something that runs.

The caller has decided that this reader may have it. The whole lies on the disk and is read block by block, so that a
large file costs no memory. RFC 9110 (ranges, validators).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header

from javon.core.files import storage

BLOCK = 1 << 16
_RANGE = re.compile(r"bytes=([0-9]{0,19})-([0-9]{0,19})")

# What a browser's own viewer needs to show the kind, and nothing else. A viewer of PDF stands in an object and does
# not start in a sandbox; scripts of the page's address are refused to it as to all others.
_SHOWN = {
    "application/pdf": "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "image/": "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
    "audio/": "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
    "video/": "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
}
_HANDED_OVER = "default-src 'none'; frame-ancestors 'none'; sandbox"


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes from `first` to `last`, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class NotSatisfiable(ValueError):
    """A range that begins behind the end of the file."""


def asked_part(header: str, size: int) -> Part | None:
    """The one part that a Range header asks for; None for no range, several, or what cannot be understood.

    What is not understood is as if it were not there: the whole file is a right answer to any range. Raises
    :class:`NotSatisfiable`.
    """
    found = _RANGE.fullmatch(header.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:  # the last so many bytes
        wanted = min(int(last), size)
        if not wanted:
            raise NotSatisfiable
        return Part(size - wanted, size - 1)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise NotSatisfiable
    return Part(int(first), min(int(last), size - 1) if last else size - 1)


class _Slice:
    """So many bytes of an open file from where it stands; it closes with the answer."""

    def __init__(self, file: IO[bytes], length: int) -> None:
        self._file = file
        self._left = length

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(block)
        return block

    def close(self) -> None:
        self._file.close()


class _Streamed(FileResponse):
    block_size = BLOCK


def answer(
    request: HttpRequest, *, sha256: str, size: int, kind: str, name: str, keep: bool
) -> HttpResponseBase:
    """The file, or the part of it that is asked for: 200, 206, 304 or 416. Raises FileNotFoundError.

    `kind` is the media type that its bytes told. `keep`: the browser may hold a copy that it asks about each time.
    """
    etag = f'"{sha256[:32]}"'
    if _is_known(request.headers.get("If-None-Match", ""), etag):
        return _dressed(HttpResponse(status=304), etag, kind, keep)
    try:
        part = asked_part(request.headers.get("Range", ""), size) if _range_holds(request, etag) else None
    except NotSatisfiable:
        refused = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        return _dressed(refused, etag, kind, keep)
    shown = part or Part(0, size - 1)
    opened = storage.path_of(sha256).open("rb")
    response: HttpResponseBase
    if request.method == "HEAD":  # what would come, without reading it
        opened.close()
        response = HttpResponse(content_type=kind)
    else:
        opened.seek(shown.first)
        status = 206 if part else 200
        response = _Streamed(_Slice(opened, shown.length), content_type=kind, status=status)
    is_handed_over = not any(kind.startswith(beginning) for beginning in _SHOWN)
    response["Content-Disposition"] = content_disposition_header(is_handed_over, name) or "inline"
    response["Content-Length"] = str(shown.length)
    if part:
        response["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    # These kinds are compressed already, and a compressed stream would have neither a length nor parts.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    return _dressed(response, etag, kind, keep)


def is_opening(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Is this the beginning of a file on its way to somebody, and not a later piece of it or a question about it?"""
    if request.method != "GET" or response.status_code not in (200, 206):
        return False
    return response.status_code == 200 or response["Content-Range"].startswith("bytes 0-")


def _dressed(response: HttpResponseBase, etag: str, kind: str, keep: bool) -> HttpResponseBase:
    """The headers that go with every answer about the file."""
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    policies = (policy for beginning, policy in _SHOWN.items() if kind.startswith(beginning))
    response["Content-Security-Policy"] = next(policies, _HANDED_OVER)
    if keep:
        patch_cache_control(response, private=True, no_cache=True)
    else:
        patch_cache_control(response, private=True, no_store=True)
        response["X-Robots-Tag"] = "noindex"
    return response


def _is_known(header: str, etag: str) -> bool:
    """Does the browser hold these very bytes already?"""
    return header.strip() == "*" or etag in (
        one.strip().removeprefix("W/") for one in header[:1000].split(",")
    )


def _range_holds(request: HttpRequest, etag: str) -> bool:
    """A part is given only of the bytes that the browser has begun with."""
    begun_with = request.headers.get("If-Range", "").strip()
    return request.method == "GET" and begun_with in ("", etag)
