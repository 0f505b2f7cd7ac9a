"""BER (X.690), as far as Z39.50 needs it: elements with a tag and either bytes or further elements.

Invariant: whatever the bytes are, decoding ends with an element or with :class:`Unanswered`; depth, number of
elements and size are bounded before memory is taken. Written out, every length is definite.
"""

from __future__ import annotations

from typing import NamedTuple

from javon.collection.sources.elsewhere.trouble import Trouble, Unanswered

UNIVERSAL, APPLICATION, CONTEXT, PRIVATE = 0, 1, 2, 3
BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, NULL, OID, EXTERNAL, SEQUENCE = 1, 2, 3, 4, 5, 6, 8, 16
VISIBLE_STRING, GENERAL_STRING = 26, 27

DEEPEST = 32
MOST_ELEMENTS = 20_000
_HIGHEST_TAG = 1 << 24
_LONGEST_NUMBER = 8  # bytes of an INTEGER


class Element(NamedTuple):
    """One element: its tag (class and number), and bytes or elements inside."""

    tag_class: int
    number: int
    content: bytes | tuple[Element, ...]

    @property
    def inside(self) -> tuple[Element, ...]:
        """The elements of a constructed element; none for a primitive one."""
        return () if isinstance(self.content, bytes) else self.content

    def get(self, number: int, tag_class: int = CONTEXT) -> Element | None:
        """The first element inside with this tag."""
        for element in self.inside:
            if element.number == number and element.tag_class == tag_class:
                return element
        return None


def garbled(problem: str) -> Unanswered:
    """The error for bytes that are no BER, or none that belongs here."""
    return Unanswered(Trouble.NOT_UNDERSTOOD, problem=problem)


# --- writing


def encoded(element: Element) -> bytes:
    """The bytes of an element, with definite lengths."""
    content = element.content
    body = content if isinstance(content, bytes) else b"".join(map(encoded, content))
    first = element.tag_class << 6 | (0 if isinstance(content, bytes) else 0x20)
    if element.number < 31:
        head = bytes((first | element.number,))
    else:
        head = bytes((first | 31,)) + _base128(element.number)
    return head + _length(len(body)) + body


def _base128(number: int) -> bytes:
    out = [number & 0x7F]
    while number := number >> 7:
        out.append(number & 0x7F | 0x80)
    return bytes(reversed(out))


def _length(size: int) -> bytes:
    if size < 128:
        return bytes((size,))
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((0x80 | len(digits),)) + digits


def number_bytes(number: int) -> bytes:
    """An INTEGER: two's complement, as short as it can be."""
    return number.to_bytes((number + (number < 0)).bit_length() // 8 + 1, "big", signed=True)


def oid_bytes(dotted: str) -> bytes:
    """An OBJECT IDENTIFIER written ``1.2.840.10003.5.10``."""
    first, second, *rest = map(int, dotted.split("."))
    return b"".join(map(_base128, (first * 40 + second, *rest)))


def bits(*places: int) -> bytes:
    """A BIT STRING in which these places are set."""
    size = max(places) + 1
    whole = (size + 7) // 8
    value = sum(1 << (whole * 8 - 1 - place) for place in places)
    return bytes((whole * 8 - size,)) + value.to_bytes(whole, "big")


# --- reading


def decoded(raw: bytes) -> Element:
    """The one element that `raw` is; raises :class:`Unanswered` (``not_understood``)."""
    reading = _Reading(raw)
    element, end = reading.element(0, len(raw), 0)
    if end != len(raw):
        raise garbled("bytes after the end")
    return element


class _Reading:
    """One decoding with its budget of elements."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.left = MOST_ELEMENTS

    def element(self, at: int, end: int, depth: int) -> tuple[Element, int]:
        """The element that begins at `at`, and where it ends."""
        self.left -= 1
        if depth > DEEPEST or self.left < 0:
            raise garbled("nested too deeply" if depth > DEEPEST else "too many elements")
        head = header(self.raw, at, end)
        if head is None:
            raise garbled("cut short")
        if head.size < 0:
            if not head.constructed:
                raise garbled("a value without a length")
            inside, after = self._until_marked(head.body, end, depth)
            return Element(head.tag_class, head.number, inside), after
        stop = head.body + head.size
        if stop > end:
            raise garbled("longer than what it stands in")
        if not head.constructed:
            return Element(head.tag_class, head.number, self.raw[head.body : stop]), stop
        found = []
        at = head.body
        while at < stop:
            element, at = self.element(at, stop, depth + 1)
            found.append(element)
        return Element(head.tag_class, head.number, tuple(found)), stop

    def _until_marked(self, at: int, end: int, depth: int) -> tuple[tuple[Element, ...], int]:
        """The elements before the mark that ends an indefinite length."""
        found = []
        while self.raw[at : at + 2] != b"\0\0":
            if at >= end:
                raise garbled("cut short")
            element, at = self.element(at, end, depth + 1)
            found.append(element)
        if at + 2 > end:
            raise garbled("cut short")
        return tuple(found), at + 2


class Header(NamedTuple):
    """The identifier and length of an element; `size` is -1 where the end is marked instead."""

    tag_class: int
    constructed: bool
    number: int
    body: int  # where the content begins
    size: int


def header(raw: bytes, at: int, end: int) -> Header | None:
    """What stands at `at`; None when bytes are still missing. Raises :class:`Unanswered` for what cannot be."""
    if at >= end:
        return None
    first = raw[at]
    at += 1
    number = first & 31
    if number == 31:
        number = 0
        while True:
            if at >= end:
                return None
            byte = raw[at]
            at += 1
            number = number << 7 | byte & 0x7F
            if number > _HIGHEST_TAG:
                raise garbled("no such tag")
            if byte < 0x80:
                break
    if at >= end:
        return None
    size = raw[at]
    at += 1
    if size == 0x80:
        size = -1
    elif size > 0x80:
        digits = size & 0x7F
        if digits > 8:
            raise garbled("no such length")
        if at + digits > end:
            return None
        size = int.from_bytes(raw[at : at + digits], "big")
        at += digits
    return Header(first >> 6, bool(first & 0x20), number, at, size)


class Framer:
    """Cuts one message out of a stream of chunks; every byte is looked at once, however small the chunks are."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._buffer = bytearray()
        self._at = 0  # what lies before is whole elements
        self._open = 0  # elements whose end will be marked

    def fed(self, chunk: bytes) -> bytes | None:
        """The message once it is whole, else None. Raises :class:`Unanswered` (``too_large``, ``not_understood``)."""
        self._buffer += chunk
        while True:
            if self._at and not self._open:
                if self._at < len(self._buffer):
                    raise garbled("bytes after the end")
                return bytes(self._buffer)
            if len(self._buffer) > self.limit:
                raise Unanswered(Trouble.TOO_LARGE, limit=self.limit)
            if self._open and self._buffer[self._at : self._at + 2] == b"\0\0":
                self._at += 2
                self._open -= 1
                continue
            # A header has a few bytes; only they are copied.
            window = bytes(self._buffer[self._at : self._at + 16])
            head = header(window, 0, len(window))
            if head is None:
                if len(window) == 16:
                    raise garbled("no such header")
                return None
            if head.size < 0:
                self._open += 1
                if self._open > DEEPEST or not head.constructed:
                    raise garbled("nested too deeply")
                self._at += head.body
                continue
            whole = self._at + head.body + head.size
            if whole > self.limit:
                raise Unanswered(Trouble.TOO_LARGE, limit=self.limit)
            if whole > len(self._buffer):
                return None
            self._at = whole


# --- the values that Z39.50 uses


def number_of(element: Element | None) -> int | None:
    """An INTEGER; None when the element is not there. Raises :class:`Unanswered` for one that cannot be."""
    if element is None:
        return None
    if not isinstance(element.content, bytes) or not 1 <= len(element.content) <= _LONGEST_NUMBER:
        raise garbled("no number")
    return int.from_bytes(element.content, "big", signed=True)


def octets_of(element: Element, depth: int = 0) -> bytes:
    """The bytes of a string, also where it was written in pieces."""
    if isinstance(element.content, bytes):
        return element.content
    if depth > DEEPEST:
        raise garbled("nested too deeply")
    return b"".join(octets_of(piece, depth + 1) for piece in element.content)


def oid_of(element: Element) -> str:
    """An OBJECT IDENTIFIER in its dotted form; "" for one that cannot be read."""
    raw = element.content
    if not isinstance(raw, bytes) or not 1 <= len(raw) <= 64 or raw[-1] >= 0x80:
        return ""
    numbers: list[int] = []
    number = 0
    for byte in raw:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(number)
            number = 0
    first = min(numbers[0] // 40, 2)
    return ".".join(map(str, (first, numbers[0] - first * 40, *numbers[1:])))
