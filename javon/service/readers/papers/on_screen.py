"""The codes of a card as pictures for a page: they grow with the screen and need no style of their own."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from javon.core.sheets import barcode, code128, qr_code, width_needed
from javon.service.readers.models import Card

_HIGH = 12_000
_DOT = 6  # pixels of a module of a picture: sharp on a phone, and a scanner reads it from the glass
_BARS = 40  # modules high


def bars_svg(code: str) -> SafeString:
    """Code 128 of `code` with its quiet zones, black on white."""
    width = width_needed(code)
    drawn = barcode(code, x=0, y=0, width=width, height=_HIGH)
    path = "".join(f"M{start:.0f} 0h{wide:.0f}v{_HIGH}h-{wide:.0f}z" for start, wide in drawn.bars)
    return _picture(width, _HIGH, path, "100%")


def qr_svg(code: str) -> SafeString:
    """The QR code of `code` with its quiet zone, black on white."""
    drawn = qr_code(code, x=0, y=0, size=1000)
    size = round(1000 / drawn.module)
    path = "".join(f"M{left} {top}h{wide}v1h-{wide}z" for left, top, wide in drawn.runs)
    return _picture(size, size, path, "220")


def _picture(width: int, height: int, path: str, wide: str) -> SafeString:
    paths = format_html_join("", '<path d="{}" fill="#000"/>', ((path,),))
    return format_html(
        '<svg viewBox="0 0 {} {}" width="{}" aria-hidden="true" shape-rendering="crispEdges">'
        '<rect width="100%" height="100%" fill="#fff"/>{}</svg>',
        width,
        height,
        wide,
        paths,
    )


def card_png(code: str) -> bytes:
    """Bars above, QR beneath, black on white: one bit for a pixel, for the gallery of a phone."""
    square = qr_code(code, x=0, y=0, size=1000)
    side, wide = round(1000 / square.module), code128.modules(code)
    across = max(wide, 2 * side)
    rows = [bytearray(across) for _row in range(_BARS + 2 * side)]
    left = (across - wide) // 2
    for start, width in code128.bars(code):
        for row in rows[:_BARS]:
            _ink(row, left + start, width)
    left = (across - 2 * side) // 2
    for from_left, top, width in square.runs:
        for row in rows[_BARS + 2 * top : _BARS + 2 * top + 2]:
            _ink(row, left + 2 * from_left, 2 * width)
    return _png(rows)


def _ink(row: bytearray, start: int, width: int) -> None:
    row[start : start + width] = b"\x01" * width


def _png(rows: Sequence[bytearray]) -> bytes:
    """A grey PNG of one bit, each module `_DOT` pixels wide and high. ISO/IEC 15948."""
    width, lines = len(rows[0]) * _DOT, []
    for row in rows:
        bits = "".join(("0" if dot else "1") * _DOT for dot in row)
        bits += "1" * (-len(bits) % 8)
        line = b"\x00" + int(bits, 2).to_bytes(len(bits) // 8, "big")
        lines.append(line * _DOT)
    head = struct.pack(">IIBBBBB", width, len(rows) * _DOT, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(lines), 9)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def way_in(address: str, card: Card | None) -> dict[str, Any]:
    """Where a reader signs in, as a slip shows it: `address` without its scheme, `qr` that fills the card in."""
    code = f"{address}?card={card.code}" if card is not None else address
    return {"address": address.split("://", 1)[1], "qr": qr_svg(code)}
