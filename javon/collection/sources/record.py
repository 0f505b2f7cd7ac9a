"""One bibliographic record exactly as another library wrote it: leader, fields, indicators, subfields, order.

Invariant: what was read is never changed in place; every edit answers with a new record, so that the record
kept as
the truth can be trusted. Nizom 2.5.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any

Subfield = tuple[str, str]

# The leader positions that a writer computes (lengths, character coding, counts, entry map): two copies of
# one record
# that differ only here have the same content.
_COMPUTED = ((0, 5), (9, 12), (12, 17), (20, 24))

BLANK_LEADER = "     nam a22     uu 4500"


class Field:
    """One field: a control field carries ``value``, a data field two indicators and ``subfields``.

    ``subfields`` is ``None`` exactly when the field is a control field. A subfield code is one character in
    sound
    records; the empty code marks text found where no code was written (kept, because it may be the title).
    """

    __slots__ = ("ind1", "ind2", "subfields", "tag", "value")

    def __init__(
        self,
        tag: str,
        ind1: str = " ",
        ind2: str = " ",
        subfields: Iterable[Subfield] | None = None,
        *,
        value: str | None = None,
    ) -> None:
        self.tag = tag
        self.value = value
        self.ind1 = ind1
        self.ind2 = ind2
        self.subfields: list[Subfield] | None = None
        if value is None:
            self.subfields = [] if subfields is None else list(subfields)
        elif subfields is not None:
            raise ValueError("a field has either a value or subfields")

    @property
    def is_control(self) -> bool:
        """Whether the field carries one plain value instead of subfields."""
        return self.subfields is None

    @property
    def text(self) -> str:
        """All the words of the field, subfields joined by one space; control fields answer their value."""
        if self.subfields is None:
            return self.value or ""
        return " ".join(value for _code, value in self.subfields if value)

    def first(self, *codes: str) -> str | None:
        """The first value among the given codes, in the field's own order; ``None`` when there is none."""
        for code, value in self.subfields or ():
            if code in codes:
                return value
        return None

    def all(self, *codes: str) -> list[str]:
        """Every value of the given codes in the field's own order; all values when no code is given."""
        return [value for code, value in self.subfields or () if not codes or code in codes]

    def packed(self) -> list[str]:
        """``[tag, value]`` or ``[tag, ind1, ind2, code, value, code, value, …]``."""
        if self.subfields is None:
            return [self.tag, self.value or ""]
        row = [self.tag, self.ind1, self.ind2]
        for pair in self.subfields:
            row += pair
        return row

    @classmethod
    def unpacked(cls, row: list[str]) -> Field:
        """The reverse of :meth:`packed`."""
        made = _new_field(cls)
        made.tag = row[0]
        if len(row) == 2:
            made.value = row[1]
            made.ind1 = made.ind2 = " "
            made.subfields = None
        else:
            made.value = None
            made.ind1 = row[1]
            made.ind2 = row[2]
            made.subfields = list(zip(row[3::2], row[4::2], strict=True))
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Field) and self.packed() == other.packed()

    def __hash__(self) -> int:
        return hash(tuple(self.packed()))

    def __repr__(self) -> str:
        if self.subfields is None:
            return f"Field({self.tag!r}, value={self.value!r})"
        return f"Field({self.tag!r}, {self.ind1!r}, {self.ind2!r}, {self.subfields!r})"


_new_field = Field.__new__


def control(tag: str, value: str) -> Field:
    """A control field without the cost of the checks of ``Field(…)``; for readers of large files."""
    made = _new_field(Field)
    made.tag = tag
    made.value = value
    made.ind1 = made.ind2 = " "
    made.subfields = None
    return made


def data(tag: str, ind1: str, ind2: str, subfields: list[Subfield]) -> Field:
    """A data field without the cost of the checks of ``Field(…)``; the list is taken over, not copied."""
    made = _new_field(Field)
    made.tag = tag
    made.value = None
    made.ind1 = ind1
    made.ind2 = ind2
    made.subfields = subfields
    return made


class Record:
    """A leader of 24 characters and the fields in the order in which the source has them."""

    __slots__ = ("_json", "fields", "leader")

    def __init__(self, leader: str = BLANK_LEADER, fields: Iterable[Field] = ()) -> None:
        self.leader = leader
        self.fields: list[Field] = list(fields)
        self._json: str | None = None

    @classmethod
    def as_written(cls, leader: str, fields: list[Field], text: str) -> Record:
        """A record whose :meth:`to_json` is known already; the list is taken over, not copied."""
        made = cls.__new__(cls)
        made.leader = leader
        made.fields = fields
        made._json = text
        return made

    # --- asking
    # -------------------------------------------------------------------------------------------------

    def get(self, tag: str) -> Field | None:
        """The first field with this tag."""
        for field in self.fields:
            if field.tag == tag:
                return field
        return None

    def all(self, *tags: str) -> list[Field]:
        """Every field with one of these tags, in the record's order; every field when no tag is given."""
        if not tags:
            return list(self.fields)
        return [field for field in self.fields if field.tag in tags]

    def first(self, tag: str, code: str | None = None) -> str | None:
        """The first value of a subfield (``first("245", "a")``) or of a control field (``first("001")``)."""
        for field in self.fields:
            if field.tag == tag:
                if code is None:
                    if field.subfields is None:
                        return field.value
                else:
                    for key, value in field.subfields or ():
                        if key == code:
                            return value
        return None

    def values(self, tag: str, *codes: str) -> list[str]:
        """All values of these subfields (of all, when none is named) of all fields with this tag."""
        found: list[str] = []
        for field in self.fields:
            if field.tag == tag:
                if field.subfields is None:
                    found.append(field.value or "")
                else:
                    found += [value for code, value in field.subfields if not codes or code in codes]
        return found

    # --- editing (each answers with a new record)
    # ---------------------------------------------------------------

    def with_subfield(
        self, tag: str, code: str, value: str, *, nth: int = 0, ind1: str = " ", ind2: str = " "
    ) -> Record:
        """The record with the first subfield ``code`` of the ``nth`` field ``tag`` set to ``value``.

        All else keeps its place: a subfield that is missing is added at the end of its field, a field that is
        missing is put where its tag belongs, with the indicators given.
        """
        seen = -1
        for index, field in enumerate(self.fields):
            if field.tag != tag or field.subfields is None:
                continue
            seen += 1
            if seen == nth:
                changed = list(field.subfields)
                for place, (key, _old) in enumerate(changed):
                    if key == code:
                        changed[place] = (code, value)
                        break
                else:
                    changed.append((code, value))
                return self.with_field_at(index, data(tag, field.ind1, field.ind2, changed))
        return self.with_field(data(tag, ind1, ind2, [(code, value)]))

    def without_subfield(self, tag: str, code: str, *, nth: int = 0) -> Record:
        """The record without any subfield ``code`` in the ``nth`` field ``tag``; a field left empty goes
        too."""
        seen = -1
        for index, field in enumerate(self.fields):
            if field.tag != tag or field.subfields is None:
                continue
            seen += 1
            if seen == nth:
                kept = [pair for pair in field.subfields if pair[0] != code]
                if not kept:
                    return Record(self.leader, self.fields[:index] + self.fields[index + 1 :])
                return self.with_field_at(index, data(tag, field.ind1, field.ind2, kept))
        return Record(self.leader, self.fields)

    def with_value(self, tag: str, value: str) -> Record:
        """The record with the first control field ``tag`` set to ``value``; added in its place when
        missing."""
        for index, field in enumerate(self.fields):
            if field.tag == tag and field.subfields is None:
                return self.with_field_at(index, control(tag, value))
        return self.with_field(control(tag, value))

    def with_field(self, field: Field) -> Record:
        """The record with one more field: after the last field of the same tag, or else before the next
        higher one."""
        at = len(self.fields)
        for index in range(len(self.fields) - 1, -1, -1):
            if self.fields[index].tag == field.tag:
                at = index + 1
                break
        else:
            for index, present in enumerate(self.fields):
                if present.tag > field.tag:
                    at = index
                    break
        return Record(self.leader, [*self.fields[:at], field, *self.fields[at:]])

    def with_field_at(self, index: int, field: Field) -> Record:
        """The record with the field at ``index`` replaced."""
        return Record(self.leader, [*self.fields[:index], field, *self.fields[index + 1 :]])

    def without_field(self, tag: str, *, nth: int | None = None) -> Record:
        """The record without the ``nth`` field ``tag``; without all of them when ``nth`` is not given."""
        kept: list[Field] = []
        seen = -1
        for field in self.fields:
            if field.tag == tag:
                seen += 1
                if nth is None or seen == nth:
                    continue
            kept.append(field)
        return Record(self.leader, kept)

    # --- keeping
    # ------------------------------------------------------------------------------------------------

    def to_json(self) -> str:
        """Compact and lossless: ``[leader, [tag, value], [tag, ind1, ind2, code, value, …], …]``."""
        if self._json is not None:
            return self._json  # a record is never changed in place
        rows: list[Any] = [self.leader]
        for field in self.fields:
            subfields = field.subfields
            if subfields is None:
                rows.append((field.tag, field.value))
            else:
                row = [field.tag, field.ind1, field.ind2]
                for pair in subfields:
                    row += pair
                rows.append(row)
        return _encode(rows)

    @classmethod
    def from_json(cls, text: str) -> Record:
        """The reverse of :meth:`to_json`."""
        rows = json.loads(text)
        made = cls.__new__(cls)
        made.leader = rows[0]
        unpack = Field.unpacked
        made.fields = [unpack(row) for row in rows[1:]]
        made._json = None
        return made

    def digest(self) -> bytes:
        """16 bytes that are equal when the content is: leader positions that a writer computes do not
        count."""
        leader = self.leader
        for start, end in _COMPUTED:
            leader = leader[:start] + "-" * (end - start) + leader[end:]
        return blake2b(
            Record(leader, self.fields).to_json().encode("utf-8", "surrogatepass"), digest_size=16
        ).digest()

    def __reduce__(self) -> tuple[Any, ...]:
        return (Record.from_json, (self.to_json(),))

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self.leader == other.leader and self.fields == other.fields

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __repr__(self) -> str:
        return f"Record({self.leader!r}, {self.fields!r})"


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
