"""What stands in a title, with what can be had of it: articles of a magazine, volumes of a set."""

from __future__ import annotations

from dataclasses import dataclass

from javon.collection.catalogue import contents
from javon.collection.catalogue.hosts import PART, VOLUME
from javon.collection.catalogue.models import PartLink, Title
from javon.collection.sources.record import Record
from javon.collection.stock import holdings

ON_THE_RECORD = 5  # parts shown on the record's own page


@dataclass(frozen=True, slots=True)
class VolumeRow:
    """A volume held (`link`), or a number that is missing."""

    number: int | None
    link: PartLink | None = None
    availability: holdings.Availability = holdings.NOTHING_HELD


@dataclass(frozen=True, slots=True)
class Inside:
    """What stands in a title. Of the parts a few only; `volumes` with the gaps between them."""

    part_count: int
    parts: tuple[PartLink, ...]
    volumes: tuple[VolumeRow, ...]
    told: int
    missing: tuple[int, ...]
    held: int  # volumes in the catalogue
    may_have_parts: bool  # an article has no articles
    may_have_volumes: bool  # a volume has no volumes


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article or volume stands, and what can be had there."""

    host: contents.HostShown
    availability: holdings.Availability


def place(title: Title, *, readers: bool = False) -> Place | None:
    """None for a title that stands in nothing. Two queries."""
    host = contents.host_of(title, readers=readers)
    if host is None:
        return None
    held = holdings.availability([host.title.pk]) if host.title and host.kind == PART else {}
    found = held.get(host.title.pk, holdings.NOTHING_HELD) if host.title else holdings.NOTHING_HELD
    return Place(host, found)


def inside(title: Title, *, most: int = ON_THE_RECORD, readers: bool = False) -> Inside:
    """What stands in `title`: the first `most` parts and all volumes. One query when nothing does, four at most."""
    counts = contents.counts(title, readers=readers)
    parts = contents.parts_of(title, readers=readers)[:most] if counts.get(PART) else ()
    state = contents.set_state(title, readers=readers) if counts.get(VOLUME) else None
    is_volume = Record.from_json(title.marc).leader[19:20] in {"b", "c"}
    return Inside(
        part_count=counts.get(PART, 0),
        parts=tuple(parts),
        volumes=_rows(state) if state else (),
        told=state.told if state else 0,
        missing=state.missing if state else (),
        held=len(state.volumes) if state else 0,
        may_have_parts=title.kind != "article",
        may_have_volumes=title.kind not in {"article", "serial"} and not is_volume,
    )


def _rows(state: contents.SetState) -> tuple[VolumeRow, ...]:
    held = holdings.availability([link.title_id for link in state.volumes])
    rows = [
        VolumeRow(link.issue, link, held.get(link.title_id, holdings.NOTHING_HELD)) for link in state.volumes
    ]
    rows += [VolumeRow(number) for number in state.missing]
    # What has no number stands last.
    return tuple(sorted(rows, key=lambda row: (row.number is None, row.number or 0)))
