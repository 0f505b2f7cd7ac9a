"""ISO 2709, the tape format of libraries: cutting a stream of bytes into records and each record into fields.

Invariant: every byte lies in exactly one piece or in the white space between pieces; after a damaged record
reading
goes on at the next one. The repair policy is told in docs/algorithms/import-formats.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, chain
from typing import BinaryIO, NamedTuple

from javon.collection.sources.charsets import (
    TWICE,
    UNREADABLE,
    decode_all,
    decoder,
    designates,
    is_utf8,
    plausibility,
    ranked,
    undouble,
)
from javon.collection.sources.dialect import no_title_because, of_which
from javon.collection.sources.outcome import Note, Reason, Rejected, Taken
from javon.collection.sources.record import Field, Record, Subfield, control, data

CHUNK = 1 << 20
LARGEST_RECORD = 4 << 20
_RECORD_END = b"\x1d"
_FIELD_END = b"\x1e"
# What may stand between records without being a piece: line breaks, fill, a byte order mark, a DOS end of
# file.
_BETWEEN = re.compile(rb"(?:[\t\r\n\x00\x1a\x1d\x1e]|\xef\xbb\xbf| +(?=[\t\r\n\x00\x1a\x1d]|$)| +(?=\d{5}))*")

# A leader as it stands in files: length, status, type, level, control, coding, counts, base address, …
LEADER = re.compile(rb"[\d ]{5}[ -~]{5}[\d ]{2}[\d ]{5}[ -~]{3}[\d ]{4}")
_SURE_LEADER = rb"\d{5}[acdnposx ][a-z][a-z ][ -~]{2}\d\d\d{5}[ -~]{3}4500"
# A new record that begins although the one before it was not closed.
_UNCLOSED = re.compile(rb"\x1e[\r\n \x1a\x00]*(?=" + _SURE_LEADER + rb")")
_LOST_LEADER = re.compile(_SURE_LEADER)
# What JSON writes as an escape; the marks of fields and subfields do not get into it.
_ESCAPED = re.compile(rb'["\\\x00-\x1c]')
_JOIN = '","'.join


class Piece(NamedTuple):
    """A stretch of the file that is, or should be, one record."""

    position: int
    raw: bytes
    closed: bool  # ends with the record terminator
    reason: Reason | None  # set when it cannot be a record


def pieces(stream: BinaryIO, progress: list[int] | None = None) -> Iterator[Piece]:
    """Cut a stream into pieces; never holds more than one record and one chunk.

    ``progress`` (one number, the position reached) is kept for a progress bar.
    """
    buffer = b""
    at = 0  # where the next piece begins inside the buffer
    origin = 0  # where the buffer begins inside the file
    more = True
    while True:
        skipped = _BETWEEN.match(buffer, at)
        start = skipped.end() if skipped else at
        end = buffer.find(_RECORD_END, start)
        declared = _declared(buffer, start)
        short = end < 0 or len(buffer) - start < declared or start >= len(buffer) - 24
        if short and more and len(buffer) - start <= LARGEST_RECORD:
            chunk = stream.read(CHUNK)
            more = bool(chunk)
            buffer = buffer[at:] + chunk
            origin += at
            at = 0
            continue
        at = start
        if at >= len(buffer):
            return
        if declared > 24 and end - at + 1 != declared and _sound(buffer, at, declared):
            end = at + declared - 1  # a record terminator inside a field: the directory knows better
        stop = end + 1 if end >= 0 else len(buffer) if not more else at + LARGEST_RECORD
        stretches = list(_split_unclosed(buffer, at, stop))
        if end < 0 and more and len(stretches) > 1:
            stop = stretches.pop()[0]  # the last one may go on beyond the buffer
        for first, last in stretches:
            if progress is not None:
                progress[0] = origin + last
            yield _judged(origin + first, buffer[first:last])
        at = stop


def _split_unclosed(buffer: bytes, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Usually the stretch itself; more when garbage or records without terminators hide inside it."""
    if _declared(buffer, start) == stop - start:
        yield start, stop
        return
    if not LEADER.match(buffer, start, stop):
        lead = _next_leader(buffer, start, stop)
        if lead > start:
            yield start, lead
            start = lead
    found = _UNCLOSED.search(buffer, start + 24, stop)
    while found is not None:
        yield start, found.end()
        start = found.end()
        found = _UNCLOSED.search(buffer, start + 24, stop)
    yield start, stop


def _next_leader(buffer: bytes, start: int, stop: int) -> int:
    """Where, after garbage, a record begins: a leader whose length fits, or one that is unmistakable."""
    for begin in LEADER.finditer(buffer, start, stop):
        for at in range(begin.start(), begin.start() + 6):
            if _declared(buffer, at) == stop - at:
                return at
    sure = _LOST_LEADER.search(buffer, start, stop)
    return sure.start() if sure else start


def _declared(buffer: bytes, at: int) -> int:
    digits = buffer[at : at + 5]
    return int(digits) if len(digits) == 5 and digits.isdigit() else -1


def _sound(buffer: bytes, at: int, size: int) -> bool:
    """Whether a record of the declared size stands here with each field where its directory says."""
    if buffer[at + size - 2 : at + size] != b"\x1e\x1d":
        return False
    raw = buffer[at : at + size]
    base = _number(raw[12:17])
    if base < 25 or base > size or raw[base - 1] != 0x1E or (base - 25) % 12:
        return False
    return _by_directory(raw, raw[24 : base - 1], base) is not None


def _judged(position: int, raw: bytes) -> Piece:
    closed = raw.endswith(_RECORD_END)
    reason: Reason | None = None
    if len(raw) > LARGEST_RECORD or (not closed and len(raw) == LARGEST_RECORD):
        reason = Reason.TOO_LARGE
    elif _FIELD_END not in raw:
        if not LEADER.match(raw):
            reason = Reason.NOT_A_RECORD
        else:
            reason = Reason.NO_FIELDS if closed else Reason.TRUNCATED
    return Piece(position, raw, closed, reason)


def parse_clean(raw: bytes) -> Record | None:
    """A record whose lengths, directory and UTF-8 are all right; ``None`` for any other (see :func:`repair`).

    The hot path of an import: no look is taken twice.
    """
    try:
        base = int(raw[12:17])
        if int(raw[:5]) != len(raw) or raw[base - 1] != 0x1E or raw[-2:] != b"\x1e\x1d":
            return None
        if b"\x1b" in raw and raw[9] != 0x61:  # MARC-8 switches its letters by escapes
            return None
        leader = raw[:24].decode("ascii")
        directory = raw[24 : base - 1].decode("ascii")
        body = raw[base:-2]
        text = body.decode("utf-8")
    except (ValueError, IndexError):
        return None
    if not body.isascii() and TWICE.search(text):
        return None
    texts = text.split("\x1e")
    if len(directory) != 12 * len(texts):
        return None
    sizes = [len(piece) + 1 for piece in (texts if body.isascii() else body.split(_FIELD_END))]
    starts = accumulate(sizes, initial=0)
    numbers = [directory[at : at + 9] for at in range(3, len(directory), 12)]
    if numbers != [f"{size:04d}{start:05d}" for size, start in zip(sizes, starts, strict=False)]:
        return None
    new, cls = Field.__new__, Field
    fields: list[Field] = []
    rows: list[str] = []  # the fields as JSON has them when no character needs an escape
    at = 0
    for text in texts:
        tag = directory[at : at + 3]
        at += 12
        made = new(cls)
        made.tag = tag
        if tag[:2] == "00" or "\x1f" not in text:
            if tag[:2] != "00" and tag.isdecimal():
                return None  # a data field without subfields
            made.value = text
            made.ind1 = made.ind2 = " "
            made.subfields = None
            rows.append(f'["{tag}","{text}"]')
        else:
            head, *rest = text.split("\x1f")
            if len(head) != 2:
                return None
            made.value = None
            made.ind1 = first = head[0]
            made.ind2 = second = head[1]
            made.subfields = pairs = [(part[:1], part[1:]) for part in rest]
            rows.append(f'["{tag}","{first}","{second}","{_JOIN(chain.from_iterable(pairs))}"]')
        fields.append(made)
    if _ESCAPED.search(raw, 0, len(raw) - 1) or any("\x1f" in made.value for made in fields if made.value):
        return Record(leader, fields)
    return Record.as_written(leader, fields, f'["{leader}",{",".join(rows)}]')


# --- damaged records
# ----------------------------------------------------------------------------------------------

_ENTRIES = re.compile(rb"(?:[0-9A-Za-z]{3}\d{9})+\x1e")
_TAG = re.compile(rb"[0-9A-Za-z]{3}")


def _number(digits: bytes) -> int:
    return int(digits) if digits.isdigit() else -1


class Layout(NamedTuple):
    """The bytes of a record put in order: which bytes belong to which tag."""

    leader: bytes
    fields: list[tuple[bytes, bytes]]
    notes: list[str]


def layout(raw: bytes) -> Layout | Reason:
    """Find the fields of a record whatever its lengths say; a reason when that would be guessing."""
    notes: list[str] = []
    first_end = raw.find(_FIELD_END)
    if not raw.endswith(_RECORD_END):
        if _declared(raw, 0) != len(raw) + 1 and not re.search(rb"\x1e[\r\n \x1a\x00]*\Z", raw):
            return Reason.TRUNCATED
        notes.append(Note.NO_TERMINATOR)
        raw = raw.rstrip(b"\r\n \x1a\x00") + _RECORD_END
    elif _declared(raw, 0) != len(raw):
        notes.append(Note.LENGTH)
    leader = raw[:24]
    base = _number(leader[12:17])
    if base < 25 or base > len(raw) or raw[base - 1] != 0x1E:
        base = first_end + 1
        notes.append(Note.BASE_ADDRESS)
    directory = raw[24 : base - 1]
    begin = first_end - 12 * (raw.count(_FIELD_END) - 1)
    if begin != 24 and 5 <= begin <= 40 and _ENTRIES.fullmatch(raw, begin, first_end + 1):
        # The leader has lost or gained characters: the directory ends at the first terminator and has as many
        # entries as there are fields.
        directory = raw[begin:first_end]
        leader = raw[:begin]
        base = first_end + 1
    elif not LEADER.match(raw) and not _ENTRIES.fullmatch(directory + _FIELD_END):
        return Reason.BAD_LEADER
    if len(leader) != 24 or not LEADER.match(leader):
        notes.append(Note.LEADER)
    if not directory:
        return Reason.NO_FIELDS if len(raw) <= base + 1 else Reason.BAD_DIRECTORY
    fields = _by_directory(raw, directory, base)
    if fields is None:
        fields = _by_terminators(raw, directory, base)
        notes.append(Note.DIRECTORY)
    if fields is None and base != first_end + 1:
        base = first_end + 1
        notes.append(Note.BASE_ADDRESS)
        fields = _by_directory(raw, raw[24:first_end], base) or _by_terminators(raw, raw[24:first_end], base)
    if fields is None:
        return Reason.TRUNCATED if Note.NO_TERMINATOR in notes else Reason.BAD_DIRECTORY
    return Layout(leader, fields, notes)


def _by_directory(raw: bytes, directory: bytes, base: int) -> list[tuple[bytes, bytes]] | None:
    """The fields where the directory says, if every byte of the body belongs to exactly one of them."""
    if len(directory) % 12:
        return None
    found: list[tuple[bytes, bytes]] = []
    spans: list[tuple[int, int]] = []
    for at in range(0, len(directory), 12):
        size, start = _number(directory[at + 3 : at + 7]), _number(directory[at + 7 : at + 12])
        end = base + start + size
        if size < 1 or start < 0 or end > len(raw) or raw[end - 1] != 0x1E:
            return None
        found.append((directory[at : at + 3], raw[base + start : end - 1]))
        spans.append((base + start, end))
    spans.sort()
    reached = base
    for start, end in spans:
        if start != reached:
            return None
        reached = end
    return found if raw[reached:] in (_RECORD_END, b"") else None


def _by_terminators(raw: bytes, directory: bytes, base: int) -> list[tuple[bytes, bytes]] | None:
    """The fields cut at their terminators and named in the directory's order, if the two agree in number."""
    body = raw[base:-1]
    bodies = body.split(_FIELD_END)
    if bodies[-1].strip() == b"":
        bodies.pop()
    tags = _tags_by_sizes(directory, bodies)
    if tags is None:
        count = len(directory) // 12
        entries = [directory[at : at + 12] for at in range(0, count * 12, 12)]
        if count != len(bodies) or not bodies or not all(_TAG.match(entry) for entry in entries):
            return None
        tags = [entry[:3] for entry in entries]
        starts = [_number(entry[7:]) for entry in entries]
        if starts != sorted(starts) and min(starts) >= 0 and len(set(starts)) == count:
            # Entries out of order: those whose starts wrapped beyond 99,999 keep the order in which they
            # stand.
            ordered = sorted(range(count), key=starts.__getitem__)
            sizes = [_number(entry[3:7]) for entry in entries]
            as_found = sum(size == len(text) + 1 for size, text in zip(sizes, bodies, strict=True))
            as_sorted = sum(sizes[ordered[n]] == len(text) + 1 for n, text in enumerate(bodies))
            if as_sorted > as_found:
                placed: list[bytes] = [b""] * count
                for n, text in enumerate(bodies):
                    placed[ordered[n]] = text
                bodies = placed
    return list(zip(tags, bodies, strict=True))


def _tags_by_sizes(directory: bytes, bodies: list[bytes]) -> list[bytes] | None:
    """The tags of a directory whose starts outgrew five digits: each entry is known from the sizes of the
    fields."""
    tags: list[bytes] = []
    at = start = 0
    for text in bodies:
        size = len(text) + 1
        tag = directory[at : at + 3]
        numbers = b"%04d%05d" % (size, start)
        if not directory.startswith(numbers, at + 3):
            return None
        tags.append(tag)
        at += 3 + len(numbers)
        start += size
    return tags if at == len(directory) and tags else None


class Letters:
    """How the letters of one file are read: in the encoding given, or by what the bytes of each record
    are."""

    def __init__(self, given: str, fallback: str, candidates: tuple[str, ...], declares: bool) -> None:
        self.given = given  # "auto" or a canonical name
        self.fallback = fallback
        self.candidates = candidates
        self.declares = declares  # leader/09 tells the encoding (MARC 21, not UNIMARC)

    def read(self, bodies: list[bytes], unicode_declared: bool) -> tuple[list[str], list[str], int, str]:
        """The texts of the fields; notes; bytes lost; the encoding followed."""
        whole = b"\x1e".join(bodies)
        if self.given != "auto":
            texts, lost = self._all(bodies, self.given)
            return texts, [], lost, self.given
        escapes = self.declares and not unicode_declared and designates(whole)
        if not escapes and is_utf8(whole):
            return (
                whole.decode("utf-8").split("\x1e")
                if _FIELD_END not in b"".join(bodies)
                else [body.decode("utf-8") for body in bodies],
                [],
                0,
                "utf-8",
            )
        if escapes:
            texts, lost = self._all(bodies, "marc-8")
            return texts, [], lost, "marc-8"
        broken = [
            part for body in bodies if not is_utf8(body) for part in body.split(b"\x1f") if not part.isascii()
        ]
        declared = "utf-8" if unicode_declared else "marc-8" if self.declares else self.fallback
        chosen = self.fallback
        text, lost = decode_all(broken, chosen)
        if lost or plausibility(text[:400]) < 0.5:
            score, best = ranked(broken, self.candidates, declared)[0]
            text, best_lost = decode_all(broken, best)
            if best_lost == 0 and score >= 0.7:
                chosen, lost = best, 0
            elif plausibility(text, best_lost) < 0.5 and (
                unicode_declared or any(is_utf8(body) and not body.isascii() for body in bodies)
            ):
                chosen = "utf-8"
        if chosen == "utf-8":
            texts, lost = self._all(bodies, "utf-8")
        else:
            texts, lost = self._all(bodies, chosen, keep_utf8=True)
        notes = (
            [Note.ENCODING.value] if chosen != declared and (self.declares or chosen != self.fallback) else []
        )
        return texts, notes, lost, chosen

    @staticmethod
    def _all(bodies: list[bytes], name: str, *, keep_utf8: bool = False) -> tuple[list[str], int]:
        decode = decoder(name)
        texts: list[str] = []
        lost = 0
        for body in bodies:
            if keep_utf8 and b"\x1b" not in body and is_utf8(body):
                texts.append(body.decode("utf-8"))
                continue
            parts = []
            for part in body.split(b"\x1f"):
                text, gone = decode(part)
                parts.append(text)
                lost += gone
            texts.append("\x1f".join(parts))
        return texts, lost


_INDICATORS = re.compile("[ 0-9a-z#|\\\\]{2}")


def field_from(tag: str, text: str, notes: list[str]) -> Field:
    """One field from its text; whatever is not as it should be is kept and noted."""
    if tag[:2] == "00" and tag[2:] != "0":
        return control(tag, text)
    head, *rest = text.split("\x1f")
    if not rest and not tag.isdecimal():
        return control(tag, text)
    if not rest and head and not _INDICATORS.match(head):
        # A text and nothing else, as IRBIS writes its fields without subfields: no letter of it is an indicator.
        if Note.INDICATORS not in notes:
            notes.append(Note.INDICATORS)
        return data(tag, " ", " ", [("", head)])
    subfields: list[Subfield] = [(part[:1], part[1:]) for part in rest]
    if len(head) != 2 or not rest:
        if Note.INDICATORS not in notes:
            notes.append(Note.INDICATORS)
        if len(head) > 2:
            subfields.insert(0, ("", head[2:]))
        head = f"{head:<2.2}"
    return data(tag, head[0], head[1], subfields)


class Repaired(NamedTuple):
    """A record won back, what was done to it, and whether its bytes say more than the record."""

    record: Record
    notes: tuple[str, ...]
    keep_bytes: bool


class Refused(NamedTuple):
    """Why a piece cannot be taken."""

    reason: Reason
    details: dict[str, str | int]


def repair(raw: bytes, letters: Letters) -> Repaired | Refused:
    """Win back a record that is not clean, or say why not."""
    found = layout(raw)
    if isinstance(found, Reason):
        return Refused(found, _why(found, raw))
    leader = f"{found.leader.decode('ascii', 'replace').replace(UNREADABLE, ' '):<24.24}"
    notes = found.notes
    texts, remarks, lost, encoding = letters.read(
        [body for _tag, body in found.fields], found.leader[9:10] == b"a"
    )
    notes += remarks
    if lost:
        if lost > 3 and lost * 20 > len(raw):
            return Refused(Reason.BAD_ENCODING, {"encoding": encoding, "unreadable": lost})
        notes.append(Note.REPLACED_BYTES)
    once = undouble("\x1e".join(texts)) if encoding == "utf-8" and not lost else None
    if once is not None:
        texts = once.split("\x1e")
        notes.append(Note.DOUBLE_ENCODED)
    fields = [
        field_from(tag.decode("latin-1"), text, notes)
        for (tag, _body), text in zip(found.fields, texts, strict=True)
    ]
    keep = bool(lost) or Note.LEADER in notes
    return Repaired(Record(leader, fields), tuple(str(note) for note in notes), keep)


def _why(reason: Reason, raw: bytes) -> dict[str, str | int]:
    if reason is Reason.TRUNCATED:
        return {"expected": max(0, _declared(raw, 0)), "found": len(raw)}
    if reason is Reason.BAD_LEADER:
        return {"leader": raw[:24].decode("ascii", "backslashreplace")}
    if reason is Reason.BAD_DIRECTORY:
        directory = raw.find(_FIELD_END) - 24
        return {"entries": max(0, directory) // 12, "fields": max(0, raw.count(_FIELD_END) - 1)}
    if reason is Reason.TOO_LARGE:
        return {"bytes": len(raw), "limit": LARGEST_RECORD}
    if reason is Reason.NOT_A_RECORD:
        return {"bytes": len(raw)}
    return {}


def records(
    stream: BinaryIO, letters: Letters, progress: list[int] | None = None
) -> Iterator[Taken | Rejected]:
    """Every piece of the stream as a record or as a rejection with its bytes."""
    clean = letters.given in ("auto", "utf-8")
    for ordinal, piece in enumerate(pieces(stream, progress), 1):
        raw = piece.raw
        if piece.reason is not None:
            yield Rejected(piece.position, ordinal, piece.reason, _why(piece.reason, raw), raw, len(raw))
            continue
        record = parse_clean(raw) if clean else None
        if record is not None:
            reason = no_title_because(record, unimarc=not letters.declares)
            if reason is None:
                yield Taken(record, piece.position, ordinal, len(raw))
            else:
                yield Rejected(piece.position, ordinal, reason, of_which(record), raw, len(raw))
            continue
        answer = repair(raw, letters)
        if isinstance(answer, Repaired):
            reason = no_title_because(answer.record, unimarc=not letters.declares)
            if reason is not None:
                yield Rejected(piece.position, ordinal, reason, of_which(answer.record), raw, len(raw))
                continue
            kept = raw if answer.keep_bytes else b""
            yield Taken(answer.record, piece.position, ordinal, len(raw), answer.notes, kept)
        else:
            yield Rejected(piece.position, ordinal, answer.reason, answer.details, raw, len(raw))
