"""Questions about what stands in what: a host's parts, a set's volumes, a series' titles. Nizom 5.2."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from javon.collection.catalogue import rules_parts
from javon.collection.catalogue.derive import derive
from javon.collection.catalogue.hosts import PART, VOLUME, number_in, volumes_told
from javon.collection.catalogue.models import PartLink, SeriesLink, Title
from javon.collection.sources.record import Record
from javon.core import clock

MOST_VOLUMES_SHOWN = 500


@dataclass(frozen=True, slots=True)
class HostShown:
    """Where a part stands, as its page says it. `title` is None when the host is not in the catalogue."""

    kind: str
    name: str
    label: str
    title: Title | None


def host_of(title: Title, *, readers: bool = False) -> HostShown | None:
    """The host of a part, or of a volume its set; the record that stands for it since a merge. One query."""
    link = (
        PartLink.objects.filter(title=title)
        .select_related("host", "host__merged_into")
        .defer("host__marc", "host__merged_into__marc")
        .first()
    )
    if link is None:
        return None
    host = link.host.merged_into or link.host if link.host is not None else None
    if host is not None and readers and (host.is_hidden or host.is_donor):
        host = None
    return HostShown(link.kind, host.title if host else link.host_title, link.label, host)


def hosts_of(title_ids: list[UUID]) -> dict[UUID, UUID]:
    """Parts (articles, not volumes) to the records in which they stand now. One query, none for nothing."""
    if not title_ids:
        return {}
    links = PartLink.objects.filter(title__in=title_ids, kind=PART, host__isnull=False)
    return {
        title: merged or host
        for title, host, merged in links.values_list("title_id", "host_id", "host__merged_into")
    }


def _in_host(host: Title, kind: str) -> QuerySet[PartLink]:
    of_host = PartLink.objects.filter(Q(host=host) | Q(host__merged_into=host), kind=kind)
    return (
        of_host.filter(title__merged_into=None, title__is_donor=False)
        .select_related("title")
        .defer("title__marc")
    )


def parts_of(host: Title, *, readers: bool = False) -> QuerySet[PartLink]:
    """The articles and chapters in `host`: of a serial the newest issue first, else by page."""
    links = _in_host(host, PART)
    links = links.filter(title__is_hidden=False) if readers else links
    last = F("page").asc(nulls_last=True)
    if host.kind == "serial":
        return links.order_by(
            F("year").desc(nulls_last=True), F("issue").desc(nulls_last=True), last, "title__number"
        )
    return links.order_by(last, "title__number")


def volumes_of(host: Title, *, readers: bool = False) -> list[PartLink]:
    """The volumes of a set in the order of their numbers."""
    links = _in_host(host, VOLUME)
    links = links.filter(title__is_hidden=False) if readers else links
    return list(links.order_by(F("issue").asc(nulls_last=True), "year", "title__number")[:MOST_VOLUMES_SHOWN])


def counts(host: Title, *, readers: bool = False) -> dict[str, int]:
    """How many parts and how many volumes it has: {"part": 12}. One query."""
    links = PartLink.objects.filter(Q(host=host) | Q(host__merged_into=host), title__merged_into=None)
    links = links.filter(title__is_hidden=False) if readers else links
    return dict(links.order_by().values_list("kind").annotate(count=Count("pk")))


def has_parts(host: Title, *kinds: str) -> bool:
    """Does anything stand in it?"""
    return PartLink.objects.filter(Q(host=host) | Q(host__merged_into=host), kind__in=kinds).exists()


@dataclass(frozen=True, slots=True)
class SetState:
    """A set at one glance."""

    volumes: tuple[PartLink, ...]
    told: int  # volumes that the set's own record says that it has; 0 when it does not say
    missing: tuple[int, ...]
    following: int  # the number to propose for the next volume


def set_state(host: Title, *, readers: bool = False) -> SetState:
    """Volumes held and volumes missing of a set. One query beside the record at hand."""
    volumes = volumes_of(host, readers=readers)
    record = Record.from_json(host.marc)
    told = volumes_told(record, derive(record))
    held = {link.issue for link in volumes if link.issue is not None}
    return SetState(
        tuple(volumes), told, rules_parts.missing_volumes(held, told), rules_parts.next_volume(held, told)
    )


def in_series(key: str) -> QuerySet[SeriesLink]:
    """Titles of a series that readers may see, by their numbers in it; those without one stand last."""
    links = SeriesLink.objects.filter(key=key, title__is_donor=False, title__is_hidden=False)
    return links.order_by(F("number").asc(nulls_last=True), "title__year", "title__number")


# --- facts for rules


def host_facts(host: Title) -> rules_parts.HostFacts:
    """What the rules need to know of the record in which something is to stand."""
    link = PartLink.objects.filter(title=host).first()
    return rules_parts.HostFacts(
        is_donor=host.is_donor,
        merged_into=host.merged_into.number if host.merged_into else None,
        kind_of_link=link.kind if link else "",
    )


def part_facts(host: Title, record: Record, typed: dict[str, str], label: str) -> rules_parts.PartFacts:
    """What the rules need to know of an article about to be entered."""
    same = _in_host(host, PART).filter(label=label, title__title=derive(record).title)
    return rules_parts.PartFacts(
        host=host_facts(host),
        title=typed.get("title", ""),
        is_serial=host.kind == "serial",
        year=typed.get("year", ""),
        this_year=clock.today().year,
        pages=typed.get("pages", ""),
        same=same.values_list("title__number", flat=True).first() if label else None,
        letters=len(record.to_json()),
    )


def volume_facts(
    host: Title, record: Record, number: str, year: str, title: Title | None = None
) -> rules_parts.VolumeFacts:
    """What the rules need to know of a volume about to be entered; `title`: a record that is here already."""
    place = number_in(number)
    book = derive(record)
    same = _in_host(host, VOLUME).filter(issue=place, year=book.year)
    same = same.exclude(title=title) if title is not None else same
    return rules_parts.VolumeFacts(
        host=host_facts(host),
        number=place,
        held=same.values_list("title__number", flat=True).first() if place is not None else None,
        year=year,
        this_year=clock.today().year,
        is_the_set_itself=title is not None and title.pk == host.pk,
        is_part=title is not None and (title.kind == "article" or has_parts(title, VOLUME)),
        letters=len(record.to_json()),
    )


def are_host_and_part(one: Title, other: Title) -> bool:
    """Does one of the two stand in the other?"""
    pairs = ((one, other), (other, one))
    return any(
        PartLink.objects.filter(Q(host=host) | Q(host__merged_into=host), title=part).exists()
        for host, part in pairs
    )
