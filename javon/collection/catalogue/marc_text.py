"""A MARC field as cataloguers type it, ``‡a Oʻtkan kunlar : ‡b roman``, and back, without the loss of one character.

Law: a record shown and sent back unread is the same record, byte for byte; what cannot be typed (control characters, a
literal ‡) is shown by a sign in its place and stays what it was as long as its row is left alone. Nizom 5.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from javon.collection.catalogue.marc21 import is_control
from javon.collection.sources.record import Field, Record

SIGN = "‡"
_OTHER_SIGN = "ǂ"  # U+01C2, the one that some programs write
# Where no ‡ is in the text, a dollar or an upright line before a code at the very beginning is the sign of this row.
_TYPED_SIGN = re.compile(r"\s*([$|])[a-z0-9]")
_LINE_BREAKS = re.compile(r"[ \t]*[\r\n]+[ \t]*")
# Control characters by their pictures (U+2400 …); half characters by the sign of the unknown one.
_PICTURES = {**{code: 0x2400 + code for code in range(32)}, 127: 0x2421}
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One field as it is typed. A blank indicator is ""; of a control field `text` is the whole value."""

    tag: str = ""
    ind1: str = ""
    ind2: str = ""
    text: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.tag.strip() or self.text.strip())


def rows_of(record: Record) -> list[Row]:
    """The fields of a record as rows, in its own order."""
    return [row_of(field) for field in record.fields]


def row_of(field: Field) -> Row:
    """One field as a row."""
    if field.subfields is None:
        return Row(_visible(field.tag), "", "", _visible(field.value or ""))
    pieces = [
        value if not code and not place else f"{SIGN}{code} {value}"
        for place, (code, value) in enumerate(field.subfields)
    ]
    return Row(_visible(field.tag), field.ind1.strip(), field.ind2.strip(), _visible(" ".join(pieces)))


def _visible(text: str) -> str:
    return _HALVES.sub("\ufffd", text.translate(_PICTURES))


def visible_leader(record: Record) -> str:
    """The leader as it is shown and typed."""
    return _visible(record.leader)


def record_of(leader: str, rows: Iterable[Row], before: Record) -> Record:
    """The record that was typed over `before`. Rows that are shown of `before` are its very fields; empty rows are none."""
    known: dict[Row, list[Field]] = {}
    for field in before.fields:
        known.setdefault(_plain(row_of(field)), []).append(field)
    fields = []
    for row in rows:
        plain = _plain(row)
        same = known.get(plain)
        if same:
            fields.append(same.pop(0) if len(same) > 1 else same[0])
        elif not row.is_empty:
            fields.append(field_of(plain))
    return Record(before.leader if leader == visible_leader(before) else leader, fields)


def _plain(row: Row) -> Row:
    """A row as it was typed, with line breaks as spaces and a blank indicator as nothing."""
    return replace(
        row,
        tag=row.tag.strip(),
        ind1=_indicator(row.ind1),
        ind2=_indicator(row.ind2),
        text=_LINE_BREAKS.sub(" ", row.text),
    )


def _indicator(typed: str) -> str:
    typed = typed.strip()
    return "" if typed in ("_", "#", "\\") else typed


def field_of(row: Row) -> Field:
    """The field that a row says. Text before the first sign gets the empty code: the rules have something to say of it."""
    if is_control(row.tag):
        return Field(row.tag, value=row.text)
    return Field(row.tag, row.ind1 or " ", row.ind2 or " ", _subfields(row.text))


def _subfields(text: str) -> list[tuple[str, str]]:
    if SIGN not in text and _OTHER_SIGN in text:
        text = text.replace(_OTHER_SIGN, SIGN)
    elif SIGN not in text and (typed := _TYPED_SIGN.match(text)):
        text = re.sub(re.escape(typed[1]) + "(?=[a-z0-9])", SIGN, text)
    head, *pieces = text.split(SIGN)
    pairs = []
    if head.strip() or not pieces:
        pairs.append(("", head.removesuffix(" ") if pieces else head))
    for place, piece in enumerate(pieces):
        code, value = piece[:1], piece[1:]
        if code.isspace():
            code, value = "", piece
        value = value.removeprefix(" ")
        pairs.append((code, value.removesuffix(" ") if place + 1 < len(pieces) else value))
    return pairs


# --- rows put in, taken out, moved: what the buttons beside a row do


def arranged(rows: Sequence[Row], what: str) -> tuple[list[Row], int | None]:
    """`rows` after the press of a button, and the row where the cursor belongs then.

    `what` is "up-3", "down-3", "remove-3", "add-3" (after the third, counted from 0) or "add" (at the end). Anything
    else leaves the rows as they are.
    """
    made = list(rows)
    verb, _dash, place = what.partition("-")
    if verb == "add" and not place:
        return [*made, Row()], len(made)
    if not (place.isascii() and place.isdigit() and len(place) < 6 and int(place) < len(made)):
        return made, None
    at = int(place)
    if verb == "add":
        made.insert(at + 1, Row())
        return made, at + 1
    if verb == "remove":
        del made[at]
        return made, min(at, len(made) - 1) if made else None
    other = {"up": at - 1, "down": at + 1}.get(verb, at)
    if 0 <= other < len(made):
        made[at], made[other] = made[other], made[at]
        return made, other
    return made, at
