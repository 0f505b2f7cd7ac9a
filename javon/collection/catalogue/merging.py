"""Two records of one book, field by field: what differs, which side stays, and the record that comes out.

Pure. A *row* is a group of tags that are one thing to a cataloguer: the main heading (1XX), the imprint (26X), or one
tag. A field travels with its twins in another script (880). Nizom 5.2; docs/algorithms/merging.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from javon.collection.catalogue.isbn import isbn13
from javon.collection.sources.record import Field, Record
from javon.core.uzbek import fold

KEEP, TAKE, BOTH = "keep", "take", "both"

# Numbers and dates of the record itself: they are never those of another.
OWN = frozenset({"001", "003", "005"})
_GROUPS = {**dict.fromkeys(("100", "110", "111", "130"), "1XX"), **dict.fromkeys(("260", "264"), "26X")}
# Never twice in one record.
_ONCE = frozenset(
    "1XX 008 010 018 036 038 040 042 043 044 045 066 240 243 245 254 256 263 306 310 384 507 514".split()
)
# May stand twice, but a book has one of each: two would be two descriptions of it.
_ONE_OF_EACH = frozenset("041 090 250 255 26X 300 336 337 338 521 520".split())
_LINK = re.compile(r"^(\d{3})-(\d\d)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A field with the fields 880 that say the same in another script."""

    field: Field
    twins: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the comparison. `options` has one choice where there is nothing to choose."""

    key: str
    tag: str  # whose name people read
    keep: tuple[Unit, ...]
    take: tuple[Unit, ...]
    options: tuple[str, ...]
    chosen: str

    @property
    def differs(self) -> bool:
        return len(self.options) > 1


def rows(keep: Record, take: Record, chosen: Mapping[str, str] | None = None) -> list[Row]:
    """The comparison in the order of tags; `chosen` maps keys to choices, others stand as proposed.

    Raises ValueError for a choice that its row does not offer.
    """
    ours, theirs = _units(keep), _units(take)
    found = []
    for key in sorted(ours.keys() | theirs.keys()):
        left, right = tuple(ours.get(key, ())), tuple(theirs.get(key, ()))
        options, proposed = _options(key, left, right)
        choice = (chosen or {}).get(key, proposed)
        if choice not in options:
            raise ValueError(f"{key}: {choice}")
        found.append(Row(key, (left or right)[0].field.tag, left, right, options, choice))
    return found


def merged(keep: Record, take: Record, chosen: Mapping[str, str] | None = None) -> Record:
    """The record that stands for both. Without a difference it is `keep`, byte for byte."""
    compared = rows(keep, take, chosen)
    dropped = {
        id(field) for row in compared if row.chosen == TAKE for unit in row.keep for field in _fields(unit)
    }
    record = Record(keep.leader, [field for field in keep.fields if id(field) not in dropped])
    number = max((int(link) for field in keep.fields if (link := _occurrence(field))), default=0)
    for row in compared:
        for unit in _added(row):
            if unit.twins:
                number += 1
                unit = _renumbered(unit, number)
            for field in _fields(unit):
                record = record.with_field(field)
    return record if record.to_json() != keep.to_json() else keep


def _added(row: Row) -> Iterable[Unit]:
    """Of the other record's fields, those that come."""
    if row.chosen == TAKE:
        return row.take
    if row.chosen == BOTH:
        known = {_sameness(unit) for unit in row.keep}
        return [unit for unit in row.take if _sameness(unit) not in known]
    return ()


def _options(key: str, keep: Sequence[Unit], take: Sequence[Unit]) -> tuple[tuple[str, ...], str]:
    """What may be chosen, and what is proposed: both where both can be true, else the fuller."""
    if not take:
        return (KEEP,), KEEP
    if not keep:
        return (KEEP, TAKE), TAKE
    mine, theirs = {_sameness(unit) for unit in keep}, {_sameness(unit) for unit in take}
    if key in OWN or mine == theirs:
        return (KEEP,), KEEP
    fuller = TAKE if _fullness(take) > _fullness(keep) else KEEP
    if key in _ONCE:
        return (KEEP, TAKE), fuller
    return (KEEP, TAKE, BOTH), fuller if key in _ONE_OF_EACH else BOTH


def _units(record: Record) -> dict[str, list[Unit]]:
    twins: dict[str, list[Field]] = {}
    for field in record.fields:
        if field.tag == "880" and (found := _LINK.match(field.first("6") or "")) and found[2] != "00":
            twins.setdefault(found.group(), []).append(field)
    units: dict[str, list[Unit]] = {}
    linked: set[int] = set()
    for field in record.fields:
        if field.tag == "880":
            continue
        occurrence = _occurrence(field)
        own = tuple(twins.get(f"{field.tag}-{occurrence}", ())) if occurrence else ()
        linked |= {id(twin) for twin in own}
        units.setdefault(_GROUPS.get(field.tag, field.tag), []).append(Unit(field, own))
    for field in record.fields:
        if field.tag == "880" and id(field) not in linked:
            units.setdefault("880", []).append(Unit(field))
    return units


def _occurrence(field: Field) -> str:
    """ "01" of a field that has a twin in another script; "" without one."""
    link = (field.first("6") or "") if field.subfields is not None else ""
    found = _LINK.match(link)
    return found[2] if found and found[1] == "880" and found[2] != "00" else ""


def _fields(unit: Unit) -> tuple[Field, ...]:
    return (unit.field, *unit.twins)


def _renumbered(unit: Unit, number: int) -> Unit:
    """The same with an occurrence number of its own in the record that it comes into."""
    return Unit(_relinked(unit.field, number), tuple(_relinked(twin, number) for twin in unit.twins))


def _relinked(field: Field, number: int) -> Field:
    pairs = [
        (code, f"{value[:4]}{number:02d}{value[6:]}" if code == "6" else value)
        for code, value in field.subfields or ()
    ]
    return Field(field.tag, field.ind1, field.ind2, pairs)


def _sameness(unit: Unit) -> str:
    """Equal for two fields that say the same: spelling, apostrophes and punctuation aside, numbers exactly."""
    field = unit.field
    if field.subfields is None:
        return f"{field.tag} {field.value or ''}"
    values = [value for code, value in field.subfields if not code.isdecimal()]
    if field.tag == "020":
        numbers = [isbn13(value) or value.strip() for value in values[:1]]
        return f"020 {''.join(numbers)}"
    if field.tag[0] in "089":
        return f"{field.tag} {' '.join(' '.join(values).split())}"
    return f"{_GROUPS.get(field.tag, field.tag)} {fold(' '.join(values)) or ' '.join(values)}"


def _fullness(units: Sequence[Unit]) -> int:
    """How much is said: letters and figures; in a coded field the places that are filled in."""
    total = 0
    for unit in units:
        for field in _fields(unit):
            if field.subfields is None:
                total += sum(character not in " |u" for character in field.value or "")
            else:
                total += sum(character.isalnum() for _code, value in field.subfields for character in value)
    return total
