"""Records out: the catalogue, or what a search found, written piece by piece as MARC 21 or MARCXML.

Invariant: each record is written as it is kept, with today's copies and open files where asked, and one that a format cannot hold is named, never dropped
silently. Nizom 2.11, 5.2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO
from uuid import UUID

from javon.collection.catalogue import electronic
from javon.collection.catalogue.models import Quarantined, Title
from javon.collection.sources import TooLong, write
from javon.collection.sources.record import Field, Record

FORMATS = ("marc21", "marcxml")
AT_ONCE = 1000

# Fields by which records tell of copies; `copies` puts today's in their place.
_COPY_TAGS = frozenset({"852", "876", "877", "878", "952"})

# Identifiers of titles to the fields that describe their copies today; asked for a thousand titles at once.
Copies = Callable[[Sequence[UUID]], Mapping[UUID, Sequence[Field]]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A title's number and its record."""

    number: int
    record: Record


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record that ISO 2709 cannot hold: which, and why."""

    number: int
    record: Record
    why: TooLong


@dataclass(slots=True)
class Exported:
    """What an export has written so far, and what it had to leave out."""

    written: int = 0
    left_out: list[LeftOut] = field(default_factory=list)


def kept_records(
    ids: Sequence[UUID] | None = None, *, copies: Copies | None = None, address: str = ""
) -> Iterator[Kept]:
    """Our own records in the order of their numbers, or these in their own order; never a donor's.

    With the `address` of the site ("https://kutubxona.uz") each record gets a field 856 for every file that is open to
    everyone, behind those that it has.
    """
    for chunk in _chunks(ids):
        today = copies([key for key, _number, _marc in chunk]) if copies is not None else None
        files = electronic.open_fields([key for key, _n, _m in chunk], address) if address else {}
        for key, number, marc in chunk:
            record = electronic.with_open_files(Record.from_json(marc), files.get(key, ()))
            yield Kept(number, record if today is None else with_copies(record, today.get(key, ())))


def how_many(ids: Sequence[UUID] | None = None) -> int:
    """How many records an export will meet."""
    return Title.objects.filter(is_donor=False, merged_into=None).count() if ids is None else len(ids)


def export(
    file: IO[bytes],
    records: Iterable[Kept],
    format: str,
    *,
    progress: Callable[[int], None] | None = None,
) -> Exported:
    """Write `records` to `file`; one that is too long for ISO 2709 is told in the answer and not written."""
    done = Exported()
    if format == "marcxml":
        file.writelines(write.marcxml(_counted(records, done, progress)))
        return done
    for kept in records:
        try:
            file.write(write.iso2709(kept.record))
        except TooLong as why:
            done.left_out.append(LeftOut(kept.number, kept.record, why))
        else:
            done.written += 1
            if progress is not None and not done.written % AT_ONCE:
                progress(done.written)
    return done


def _counted(
    records: Iterable[Kept], done: Exported, progress: Callable[[int], None] | None
) -> Iterator[Record]:
    for kept in records:
        yield kept.record
        done.written += 1
        if progress is not None and not done.written % AT_ONCE:
            progress(done.written)


def with_copies(record: Record, copies: Iterable[Field]) -> Record:
    """`record` with these fields in the place of whatever it tells of copies; all else as it is."""
    kept = [one for one in record.fields if one.tag not in _COPY_TAGS and not _is_sirsi_item(one)]
    return Record(record.leader, [*kept, *copies])


def _is_sirsi_item(one: Field) -> bool:
    codes = {code for code, _value in one.subfields or ()}
    return one.tag == "999" and "i" in codes and bool(codes & {"l", "m"})


_Row = tuple[UUID, int, str]


def _chunks(ids: Sequence[UUID] | None) -> Iterator[list[_Row]]:
    own = Title.objects.filter(is_donor=False, merged_into=None)
    if ids is None:
        last = 0
        while chunk := list(
            own.filter(number__gt=last).order_by("number").values_list("pk", "number", "marc")[:AT_ONCE]
        ):
            yield chunk
            last = chunk[-1][1]
        return
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        found = {row[0]: row for row in own.filter(pk__in=part).values_list("pk", "number", "marc")}
        yield [found[one] for one in part if one in found]


# --- what could not be taken

# What stands before, between and after pieces of a format, so that the file can be repaired and imported again.
_FRAMES: dict[str, tuple[str, bytes, bytes, bytes]] = {
    "marc21": ("mrc", b"", b"\x1d", b""),
    "unimarc": ("mrc", b"", b"\x1d", b""),
    "marcxml": ("xml", b"<collection>\n", b"\n", b"</collection>\n"),
    "unimarcxml": ("xml", b"<collection>\n", b"\n", b"</collection>\n"),
    "marcjson": ("json", b"", b"\n", b""),
    "mrk": ("mrk", b"", b"\n\n", b""),
    "marctext": ("txt", b"", b"\n\n", b""),
    "csv": ("csv", b"", b"\n", b""),
    "xlsx": ("tsv", b"", b"\n", b""),
}
_OTHER_FRAME = ("txt", b"", b"\n", b"")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an exported piece lies: a format, and the bytes of the file of that format."""

    format: str
    offset: int
    length: int


def quarantine_formats() -> list[str]:
    """The formats of the files whose pieces are in quarantine."""
    return sorted(set(Quarantined.objects.order_by().values_list("run__format", flat=True).distinct()))


def extension(format: str) -> str:
    """The ending of the name of a file of such pieces."""
    return _FRAMES.get(format, _OTHER_FRAME)[0]


def export_quarantine(file: IO[bytes], format: str) -> Iterator[tuple[int, Place]]:
    """Write the pieces that came from files of `format`, byte for byte; the key of each and where it lies."""
    _ending, before, between, after = _FRAMES.get(format, _OTHER_FRAME)
    reached = file.write(before)
    for row in Quarantined.objects.filter(run__format=format).order_by("id").iterator(chunk_size=200):
        raw = bytes(row.raw)
        yield row.pk, Place(format, reached, len(raw))
        reached += file.write(raw)
        if not raw.endswith(between):
            reached += file.write(between)
    file.write(after)
