"""MARC in JSON, in the forms that are met: one record, a list, a record on each line, or records inside an answer.

Understood are MARC-in-JSON (``fields``), MARC-HASH, marc-json of MARC4J (``controlfield`` and ``datafield``, its keys
without quotation marks too) and Catmandu (``record``). Invariant: each object is cut out of the bytes and read by
itself, so that one that is broken costs one record only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from javon.collection.sources.charsets import decoder, is_utf8
from javon.collection.sources.outcome import Note, Reason, Rejected, Taken
from javon.collection.sources.record import BLANK_LEADER, Field, Record, Subfield, control, data

CHUNK = 1 << 18
LARGEST_RECORD = 4 << 20
_KEYS = re.compile(
    rb"[\"{,\s](leader|fields|controlfields?|datafields?|marc-hash)\"?\s*[:,]|\"record\"\s*:\s*\[\s*\["
)
_SIGN = re.compile(rb"[\"{}]")
# A text in JSON holds no line break of its own; a quotation mark without its pair reaches no further than its line.
_NEWLINE = re.compile(rb"[\r\n]")
_STRING = re.compile(rb"\"(?:[^\"\\\r\n]|\\.)*\"", re.S)
_BARE_KEY = re.compile(r"(\"(?:[^\"\\]|\\.)*\")|([{,]\s*|(?<=[\]}\"])\s*)([A-Za-z_]\w*)(\s*:)")
_LOST_COMMA = re.compile(r"(\"(?:[^\"\\]|\\.)*\")|([\]}])(\s*)(?=\")")

_Piece = tuple[int, bytes, Reason | None]


def is_marc(head: bytes) -> bool:
    """Whether this beginning is JSON with MARC records."""
    return head[:1] in b"{[" and bool(_KEYS.search(head))


def records(
    stream: BinaryIO, encoding: str, progress: list[int] | None = None, *, head: bytes = b""
) -> Iterator[Taken | Rejected]:
    """Every object with a record, taken or rejected; `head` is the beginning of the stream."""
    decode = decoder(encoding)
    pieces = _by_lines(stream) if _is_by_lines(head) else _by_braces(stream, _depth(head))
    for ordinal, (position, raw, reason) in enumerate(pieces, 1):
        if progress is not None:
            progress[0] = position + len(raw)
        if reason is not None:
            yield Rejected(position, ordinal, reason, _why(reason, raw), raw, len(raw))
            continue
        text, lost = (raw.decode("utf-8"), 0) if is_utf8(raw) else decode(raw)
        yield _one(text, lost, position, ordinal, raw)


def _why(reason: Reason, raw: bytes) -> dict[str, str | int]:
    if reason is Reason.TOO_LARGE:
        return {"bytes": len(raw), "limit": LARGEST_RECORD}
    if reason is Reason.TRUNCATED:
        return {"expected": 0, "found": len(raw)}
    return {"line": 0, "problem": "broken text"}


def _is_by_lines(head: bytes) -> bool:
    """Whether each line is a record of its own: the first one is whole, and there is more after it."""
    first, _, rest = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if not rest.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return False


def _depth(head: bytes) -> int:
    """How many braces stand open around what makes an object a record; 1 when nothing stands around it."""
    key = _KEYS.search(head)
    depth = 0
    at = 0
    while key is not None:
        sign = _SIGN.search(head, at, key.start() + 1)
        if sign is None:
            break
        string = _STRING.match(head, sign.start()) if sign.group() == b'"' else None
        depth += {b"{": 1, b"}": -1}.get(sign.group(), 0)
        at = string.end() if string else sign.end()
    return max(1, depth)


def _by_lines(stream: BinaryIO) -> Iterator[_Piece]:
    position = 0
    while line := stream.readline(LARGEST_RECORD + 1):
        piece = line.strip(b"\xef\xbb\xbf \t\r\n,[]\x00\x1a")
        if piece:
            too_large = len(line) > LARGEST_RECORD
            yield position + line.find(piece), piece, Reason.TOO_LARGE if too_large else None
        position += len(line)


def _by_braces(stream: BinaryIO, level: int) -> Iterator[_Piece]:
    """The objects that stand `level` braces deep; what is between them is no record."""
    buffer = b""
    origin = at = depth = 0
    began = -1
    more = True
    while True:
        sign = _SIGN.search(buffer, at)
        if sign is not None and sign.group() == b'"':
            string = _STRING.match(buffer, sign.start())
            if string is not None:
                at = string.end()
                continue
            endless = len(buffer) - sign.start() > LARGEST_RECORD
            if endless or not more or _NEWLINE.search(buffer, sign.start()):
                at = sign.end()  # a stray quotation mark: what follows is looked at as it stands
                continue
            at = sign.start()
        elif sign is not None:
            at = sign.end()
            depth += 1 if sign.group() == b"{" else -1
            if sign.group() == b"{" and depth == level:
                began = sign.start()
            elif depth == level - 1 and began >= 0:
                yield origin + began, buffer[began:at], None
                began = -1
            depth = max(depth, 0)
            continue
        else:
            at = len(buffer)
        if began >= 0 and len(buffer) - began > LARGEST_RECORD:
            yield origin + began, buffer[began:], Reason.TOO_LARGE
            began, at, depth = -1, len(buffer), level - 1
        if not more:
            break
        chunk = stream.read(CHUNK)
        more = bool(chunk)
        keep = began if began >= 0 else at
        buffer = buffer[keep:] + chunk
        origin += keep
        at -= keep
        began -= keep if began >= 0 else 0
    if began >= 0:
        yield origin + began, buffer[began:], Reason.TRUNCATED


def _one(text: str, lost: int, position: int, ordinal: int, raw: bytes) -> Taken | Rejected:
    notes = [Note.REPLACED_BYTES.value] if lost else []
    try:
        found = json.loads(text, strict=False)
    except (ValueError, RecursionError) as problem:
        try:
            found = json.loads(_strict(text), strict=False)
        except (ValueError, RecursionError):
            details: dict[str, str | int] = {
                "line": getattr(problem, "lineno", 0),
                "problem": str(problem)[:80],
            }
            return Rejected(position, ordinal, Reason.BAD_MARKUP, details, raw, len(raw))
    try:
        record = _record(found, notes)
    except (TypeError, KeyError, ValueError, AttributeError, IndexError) as problem:
        wrong: dict[str, str | int] = {
            "element": "object",
            "problem": f"{type(problem).__name__}: {problem}"[:80],
        }
        return Rejected(position, ordinal, Reason.BAD_ELEMENT, wrong, raw, len(raw))
    if not record.fields:
        return Rejected(position, ordinal, Reason.NO_FIELDS, {}, raw, len(raw))
    return Taken(record, position, ordinal, len(raw), tuple(notes), raw if notes else b"")


def _strict(text: str) -> str:
    """JSON as the rules have it, from the habits of MARC4J: keys without quotation marks, commas left out."""

    def quoted(found: re.Match[str]) -> str:
        string, before, key, after = found.groups()
        if string is not None:
            return string
        return f'{before if before.strip() else ", "}"{key}"{after}'

    text = _BARE_KEY.sub(quoted, text)
    return re.sub(r"([\]}\"])\s*,\s*,", r"\1,", _LOST_COMMA.sub(lambda m: m[1] or f"{m[2]},{m[3]}", text))


def _record(found: Any, notes: list[str]) -> Record:
    if not isinstance(found, dict):
        raise TypeError("no object")
    if isinstance(found.get("record"), dict):
        found = found["record"]
    leader = str(found.get("leader") or "")
    fields: list[Field] = []
    if "record" in found:
        for tag, ind1, ind2, *rest in found["record"]:
            if tag in ("LDR", "FMT"):
                leader = str(rest[1]) if tag == "LDR" else leader
            elif rest[:1] == ["_"] and str(tag).startswith("00"):
                fields.append(control(str(tag), _said(rest[1])))
            else:
                pairs = [(str(code), _said(value)) for code, value in zip(rest[::2], rest[1::2], strict=True)]
                fields.append(
                    data(str(tag), _indicator(ind1), _indicator(ind2), [p for p in pairs if p != ("_", "")])
                )
    elif "fields" in found:
        fields = [one for item in found["fields"] for one in _fields(item)]
    else:
        for item in _many(found, "controlfield"):
            fields.append(control(_tag(item["tag"]), _text(item)))
        for item in _many(found, "datafield"):
            ind = str(item.get("ind", ""))
            ind1, ind2 = item.get("ind1", ind[:1]), item.get("ind2", ind[1:2])
            pairs = [(str(sub["code"]), _text(sub)) for sub in _many(item, "subfield")]
            fields.append(data(_tag(item["tag"]), _indicator(ind1), _indicator(ind2), pairs))
    if len(leader) != 24:
        notes.append(Note.LEADER.value)
        leader = f"{leader:<24.24}" if leader.strip() else BLANK_LEADER
    return Record(leader, fields)


def _fields(item: Any) -> Iterator[Field]:
    if isinstance(item, list):  # MARC-HASH
        if len(item) == 2:
            yield control(_tag(item[0]), _said(item[1]))
        else:
            pairs = [(str(code), _said(value)) for code, value in item[3]]
            yield data(_tag(item[0]), _indicator(item[1]), _indicator(item[2]), pairs)
        return
    for tag, value in item.items():
        if isinstance(value, dict):
            inside: list[Subfield] = [
                (str(code), _said(text)) for sub in value["subfields"] for code, text in sub.items()
            ]
            yield data(_tag(tag), _indicator(value.get("ind1")), _indicator(value.get("ind2")), inside)
        else:
            yield control(_tag(tag), _said(value))


def _many(found: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The items under this name or its plural; one alone may stand without its list."""
    items = found.get(name, found.get(name + "s", []))
    return items if isinstance(items, list) else [items]


def _text(item: dict[str, Any]) -> str:
    for key in ("data", "content", "value", "$", "text", "#text", "_"):
        if key in item:
            return _said(item[key])
    raise KeyError("no text")


def _said(value: Any) -> str:
    if isinstance(value, dict | list):
        raise TypeError("a text was expected")
    return "" if value is None else str(value)


def _tag(tag: Any) -> str:
    found = str(tag)
    return found.zfill(3) if found.isdecimal() else found


def _indicator(value: Any) -> str:
    return (str(value) if value is not None else " ")[:1] or " "
