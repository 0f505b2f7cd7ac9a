"""Writing down what stands in what, and finding the hosts that parts name. Part of the one writer of titles.

A part names its host by (003, 001), by our own short number, or by its ISBN or ISSN. A host that is not in the
catalogue yet leaves the link open; it is tried again at the end of every import. docs/algorithms/parts.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from javon.collection.catalogue.authorities import raw_ids
from javon.collection.catalogue.hosts import HostEntry, SeriesEntry
from javon.collection.catalogue.models import Identifier, Origin, PartLink, Title
from javon.core.database import execute_many

_AT_ONCE = 400
_LINK = (
    "INSERT INTO catalogue_partlink (title_id, kind, host_title, source, number, standard, label, year, issue, page)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
_SERIES = "INSERT INTO catalogue_serieslink (title_id, key, name, label, number) VALUES (%s, %s, %s, %s, %s)"
OWN = "javon-"


def own_source(centre_id: UUID) -> str:
    """What stands in 003 for records of this centre that have no number of their own: no two centres share it."""
    return f"{OWN}{centre_id.hex[-8:]}"


def reference_to(host: Title) -> tuple[str, str]:
    """(003, 001) by which a part of `host` names it so that any program, and we ourselves, find it again."""
    source, number = host.control_source, host.control_number
    is_sound = source and number and not set("()") & set(source)
    if is_sound and Origin.objects.filter(title=host, source=source, number=number).exists():
        return source, number
    return own_source(host.centre_id), str(host.number)


def forget(keys: Sequence[tuple[Any]]) -> None:
    """The rows of these titles go; `keys` are raw identifiers, one to the tuple."""
    execute_many("DELETE FROM catalogue_partlink WHERE title_id = %s", keys)
    execute_many("DELETE FROM catalogue_serieslink WHERE title_id = %s", keys)


def write(placed: Iterable[tuple[UUID, HostEntry | None, Sequence[SeriesEntry]]]) -> list[UUID]:
    """The rows of these titles; answers which of them are parts. Their hosts are found by :func:`find_hosts`."""
    raw, links, series, parts = raw_ids(), [], [], []
    for title_id, host, belongs in placed:
        if host is not None:
            parts.append(title_id)
            links.append((raw(title_id), host.kind, host.title, *host[2:]))
        series += [(raw(title_id), *one) for one in belongs]
    execute_many(_LINK, links)
    execute_many(_SERIES, series)
    return parts


def find_hosts(centre_id: UUID, title_ids: Sequence[UUID] | None = None) -> Iterator[list[PartLink]]:
    """Open links whose host is here now, a few hundred at a time, with `host_id` set and not saved yet.

    `title_ids`: of these parts only. A name that two titles answer to leaves the link open.
    """
    last = 0
    while rows := list(_open_links(centre_id, title_ids).filter(pk__gt=last).order_by("pk")[:_AT_ONCE]):
        last = rows[-1].pk
        hosts = _hosts_of(centre_id, rows)
        found = []
        for row in rows:
            candidates = hosts[row.source, row.number] or hosts["", row.standard]
            if len(candidates) == 1 and row.title_id not in candidates:
                [row.host_id] = candidates
                found.append(row)
        if found:
            yield found


def save_hosts(links: Sequence[PartLink]) -> None:
    """In the caller's transaction."""
    PartLink.objects.bulk_update(links, ["host"], batch_size=200)


def _open_links(centre_id: UUID, title_ids: Sequence[UUID] | None) -> QuerySet[PartLink]:
    links = PartLink.objects.filter(host=None, title__centre_id=centre_id)
    if title_ids is not None:
        return links.filter(title__in=title_ids)
    # Only those that something here answers to: an index of articles may name hosts that nobody will ever bring.
    origins = Origin.objects.filter(number=OuterRef("number"), source=OuterRef("source")).exclude(number="")
    standards = Identifier.objects.filter(value=OuterRef("standard"), kind__in=("isbn", "issn"))
    own = Q(source=own_source(centre_id))
    return links.filter(own | Exists(origins) | (~Q(standard="") & Exists(standards)))


def _hosts_of(centre_id: UUID, rows: Sequence[PartLink]) -> dict[tuple[str, str], set[UUID]]:
    """(source, number), or ("", standard number) → the titles that answer to it."""
    found: dict[tuple[str, str], set[UUID]] = defaultdict(set)
    own = own_source(centre_id)
    titles = Title.objects.filter(centre_id=centre_id, is_donor=False)
    numbers = {int(row.number) for row in rows if row.source == own and _is_short_number(row.number)}
    for pk, short in titles.filter(number__in=numbers).values_list("pk", "number"):
        found[own, str(short)].add(pk)
    wanted = {row.number for row in rows if row.number}
    known = Origin.objects.filter(number__in=wanted, title__centre_id=centre_id, title__is_donor=False)
    for source, number, pk in known.exclude(number="").values_list("source", "number", "title_id"):
        found[source, number].add(pk)
    standards = {row.standard for row in rows if row.standard}
    # A part may carry the ISSN of its host as its own: it is nobody's host.
    held = Identifier.objects.filter(value__in=standards, kind__in=("isbn", "issn"), title__host_link=None)
    for value, pk in held.filter(title__in=titles, title__merged_into=None).values_list("value", "title_id"):
        found["", value].add(pk)
    return found


def _is_short_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
