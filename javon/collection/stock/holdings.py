"""Titles together with their copies, as lists, pages and the interface show them.

Availability is read from the copies at the moment of asking, never from the search index. Nizom 2.6, 2.11.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from javon.collection.catalogue import contents
from javon.collection.catalogue.models import Authority, AuthorityName, Title, TitleAuthority
from javon.collection.stock.models import Copy

# Copies that a reader is not told of: they are not there to be had, now or soon.
GONE = ("written_off", "lost", "missing")
MOST_AUTHORS = 3  # of one title in a list


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where one copy stands, as a reader is told."""

    point: str
    shelf: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Availability:
    """What a reader can do about a title now. `state` is the word of the facet: available, reading_room, out, none."""

    state: str = "none"
    total: int = 0
    available: int = 0  # loanable and on its shelf
    shelf: Shelf | None = None  # of the copy to go for
    points: tuple[str, ...] = ()


NOTHING_HELD = Availability()


@dataclass(frozen=True, slots=True)
class TitleRow:
    """One title in a list, with its authors and its availability."""

    title: Title
    authors: tuple[str, ...] = ()
    author_number: int | None = None  # of the first author's page
    availability: Availability = field(default=NOTHING_HELD)


def shown_to_readers() -> QuerySet[Title]:
    """Every title that readers may see."""
    return Title.objects.filter(is_donor=False, is_hidden=False)


def kept_number(number: int) -> int | None:
    """The number of the title that stands for a merged one, when readers may see it; else None."""
    kept = shown_to_readers().filter(stands_for__number=number)
    return kept.values_list("number", flat=True).first()


def kept_author(number: int) -> int | None:
    """The number of the entry that stands for a merged one; else None."""
    merged = Authority.objects.filter(number=number, merged_into__isnull=False)
    return merged.values_list("merged_into__number", flat=True).first()


def names_of(author: Authority) -> list[str]:
    """Every way of writing an author's name that stands, those of entries merged into this one after its own."""
    names = AuthorityName.objects.filter(
        Q(authority=author) | Q(authority__merged_into=author), is_removed=False
    )
    return list(
        dict.fromkeys(
            names.order_by(F("authority__merged_into").asc(nulls_first=True), "pk").values_list(
                "name", flat=True
            )
        )
    )


def rows(ids: Sequence[UUID]) -> list[TitleRow]:
    """The titles with these ids, in this order; ids that readers may not see are left out. Four queries, and a fifth when articles are among them."""
    titles = {title.pk: title for title in shown_to_readers().filter(pk__in=ids).defer("marc")}
    return rows_of([titles[key] for key in ids if key in titles])


def rows_of(titles: Iterable[Title]) -> list[TitleRow]:
    """The same for titles already at hand."""
    titles = list(titles)
    keys = [title.pk for title in titles]
    # An article has no copies: what can be had is its host.
    hosts = contents.hosts_of([title.pk for title in titles if title.kind == "article"])
    held = availability([*keys, *hosts.values()])
    authors = authors_of(keys)
    found = []
    for title in titles:
        names = authors.get(title.pk, [])
        found.append(
            TitleRow(
                title,
                tuple(name for name, _ in names) or ((title.author,) if title.author else ()),
                names[0][1] if names else None,
                held.get(hosts.get(title.pk, title.pk), NOTHING_HELD),
            )
        )
    return found


def newest(limit: int) -> list[TitleRow]:
    """The titles that the catalogue got last."""
    return rows_of(shown_to_readers().defer("marc").order_by("-added_on", "-number")[:limit])


def authors_of(ids: Iterable[UUID]) -> dict[UUID, list[tuple[str, int]]]:
    """(name as the record writes it, number of the authority) of each title's authors, in the record's order."""
    found: dict[UUID, list[tuple[str, int]]] = defaultdict(list)
    links = TitleAuthority.objects.filter(title__in=list(ids), role="author").order_by("position", "pk")
    for title, name, number in links.values_list("title_id", "name", "authority__number"):
        found[title].append((name, number))
    return found


def availability(ids: Iterable[UUID]) -> dict[UUID, Availability]:
    """What a reader can do now about each of these titles. One query."""
    copies: dict[UUID, list[Any]] = defaultdict(list)
    held = Copy.objects.filter(title__in=list(ids)).exclude(state__in=GONE)
    # Rows, not models: a textbook of thousands of copies stands in the list like any other title.
    columns = ("title_id", "state", "loanable", "shelf", "shelf_mark", "service_point__name")
    for copy in held.order_by("service_point__position", "shelf", "pk").values_list(*columns, named=True):
        copies[copy.title_id].append(copy)
    return {title: _available(held) for title, held in copies.items()}


def _available(copies: Sequence[Any]) -> Availability:
    on_shelf = [copy for copy in copies if copy.state == "on_shelf"]
    to_lend = [copy for copy in on_shelf if copy.loanable]
    to_read = on_shelf or [copy for copy in copies if copy.state in {"in_reading_room", "on_display"}]
    state = "available" if to_lend else "reading_room" if to_read else "out"
    best = next(iter(to_lend or to_read), None)
    return Availability(
        state=state,
        total=len(copies),
        available=len(to_lend),
        shelf=Shelf(best.service_point__name, best.shelf, best.shelf_mark) if best else None,
        points=tuple(dict.fromkeys(copy.service_point__name for copy in copies)),
    )


_due_dates: Callable[[Sequence[UUID]], Mapping[UUID, date]] = lambda copy_ids: {}  # noqa: E731


def learn_due_dates_from(due_dates: Callable[[Sequence[UUID]], Mapping[UUID, date]]) -> None:
    """Config tells, once at start, who knows when copies on loan are due: lending stands above the stock."""
    global _due_dates
    _due_dates = due_dates


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One copy on the page of its title."""

    barcode: str
    inventory_number: str
    service_point: str
    shelf: str
    shelf_mark: str
    state: str
    state_label: str
    loanable: bool
    due_on: date | None = None


def copies_of(title: Title, *, most: int | None = None) -> list[CopyRow]:
    """The copies of a title that readers are told of, by service point; no more than `most`."""
    copies = Copy.objects.filter(title=title).exclude(state__in=GONE)
    labels = {str(value): str(label) for value, label in Copy.State.choices}
    columns = (
        "pk", "barcode", "foreign_barcode", "inventory_number", "service_point__name", "shelf", "shelf_mark", "state",
        "loanable",
    )  # fmt: skip
    rows = list(
        copies.order_by("service_point__position", "inventory_number", "pk").values_list(*columns)[:most]
    )
    out = [row[0] for row in rows if row[7] == Copy.State.ON_LOAN]
    due = _due_dates(out) if out else {}
    return [
        CopyRow(
            barcode or foreign,
            number,
            point,
            shelf,
            mark,
            state,
            labels.get(state, state),
            loanable,
            due.get(key),
        )
        for key, barcode, foreign, number, point, shelf, mark, state, loanable in rows
    ]


def as_json(row: TitleRow) -> dict[str, Any]:
    """One row as the contract's list of titles has it."""
    title = row.title
    return {
        "id": title.pk,
        "number": title.number,
        "title": title.title,
        "authors": list(row.authors),
        "year": title.year,
        "languages": title.languages.split(),
        "script": title.script,
        "isbn": title.isbn,
        "publisher": title.publisher,
        "copies_total": row.availability.total,
        "copies_available": row.availability.available,
    }


def works_of(author: Authority) -> tuple[QuerySet[Title], QuerySet[Title]]:
    """Titles that this person or body wrote, and the others it has a part in (translated, edited, drew).

    In the order of the alphabet; editions of one work from the newest, its scripts side by side.
    """
    links = TitleAuthority.objects.filter(authority=author)
    wrote = links.filter(role="author").values("title")
    helped = links.exclude(role__in=("author", "subject")).values("title")
    works = shown_to_readers().defer("marc").order_by("title_key", "-year", "number")
    return works.filter(pk__in=wrote), works.filter(pk__in=helped).exclude(pk__in=wrote)


def titles_about(authority: Authority) -> int:
    """How many titles have this person, body or theme as their subject."""
    links = TitleAuthority.objects.filter(authority=authority, role="subject").values("title")
    return shown_to_readers().filter(pk__in=links).count()


def alike(title: Title, *, limit: int) -> list[TitleRow]:
    """Other titles of the same author first, then of the same first subject; never the title itself."""
    found: dict[UUID, Title] = {}
    for roles in (("author",), ("subject",)):
        links = TitleAuthority.objects.filter(title=title, role__in=roles).order_by("position")
        authority = links.values_list("authority", flat=True).first()
        if authority is None or len(found) >= limit:
            continue
        others = TitleAuthority.objects.filter(authority=authority, role__in=roles).exclude(title=title)
        # The newest numbers are enough to choose from: a subject may have thousands of titles.
        rows = (
            shown_to_readers()
            .filter(pk__in=others.order_by("-title").values("title")[: limit * 3])
            .defer("marc")
        )
        for other in rows.order_by("-year", "number")[:limit]:
            found.setdefault(other.pk, other)
    return rows_of(list(found.values())[:limit])
