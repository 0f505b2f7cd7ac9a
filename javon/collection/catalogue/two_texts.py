"""Two people in one record: what each of them changed, by tags, and the record with the other one's fields put in.

Pure: three records in, differences out. Fields of one tag belong together, because their order among themselves is part of
what they say. Nizom 5.2.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from javon.collection.catalogue.marc21 import is_control
from javon.collection.catalogue.marc_text import row_of, visible_leader
from javon.collection.sources.record import Record

LEADER = "LDR"


@dataclass(frozen=True, slots=True)
class TagConflict:
    """The fields of one tag that two editors left different, a line for each. `is_mine`: I wrote in them too."""

    tag: str
    theirs: str
    mine: str
    is_mine: bool


def conflicts(base: Record, theirs: Record, mine: Record) -> list[TagConflict]:
    """Where `theirs` and `mine`, both made from `base`, cannot both stand; what only I changed is not among them."""
    tags = dict.fromkeys([LEADER, *(field.tag for field in (*theirs.fields, *mine.fields))])
    found = []
    for tag in tags:
        before, other, own = (_lines(record, tag) for record in (base, theirs, mine))
        if other not in (own, before):
            found.append(TagConflict(tag, "\n".join(other), "\n".join(own), own != before))
    return found


def _lines(record: Record, tag: str) -> list[str]:
    if tag == LEADER:
        return [visible_leader(record)]
    rows = [row_of(field) for field in record.fields if field.tag == tag]
    return [
        row.text if not row.text or is_control(row.tag) else f"{row.ind1 or '_'}{row.ind2 or '_'} {row.text}"
        for row in rows
    ]


def with_theirs(mine: Record, theirs: Record, tags: Collection[str]) -> Record:
    """`mine` with the fields of these tags as `theirs` has them, where mine stood, or else in the order of tags."""
    leader = theirs.leader if LEADER in tags else mine.leader
    record = Record(leader, mine.fields)
    for tag in tags:
        if tag == LEADER:
            continue
        at = next((at for at, field in enumerate(record.fields) if field.tag == tag), None)
        rest = [field for field in record.fields if field.tag != tag]
        if at is None:
            record = Record(leader, rest)
            for field in theirs.all(tag):
                record = record.with_field(field)
        else:
            record = Record(leader, [*rest[:at], *theirs.all(tag), *rest[at:]])
    return record
