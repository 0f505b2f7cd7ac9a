"""What each public page shows, put together from the catalogue, the stock and the centre: no rule lives here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import get_language, gettext

from javon.centre.organisation import queries as organisation
from javon.collection.catalogue import citations, search
from javon.collection.catalogue.derive import Derived, derive
from javon.collection.catalogue.describe import describe
from javon.collection.catalogue.models import Authority, Title
from javon.collection.sources import write
from javon.collection.sources.record import Record
from javon.collection.stock import facets as stock_facets
from javon.collection.stock import holdings
from javon.core import clock
from javon.core.search.index import INDEX_TROUBLE
from javon.core.uzbek import weekday_name
from javon.places.public import sentences
from javon.places.public.paths import DEEPEST, PAGE_SIZE, SORTS, Asked

NEWEST_ON_HOME = 8
ALIKE = 6
HTML_LANGUAGES = {("uzb", "latn"): "uz-Latn", ("uzb", "cyrl"): "uz-Cyrl", ("rus", "cyrl"): "ru", ("eng", "latn"): "en"}
FORMS = (("mrc", "MARC 21"), ("xml", "MARCXML"), ("json", "JSON"), ("ris", "RIS"), ("bib", "BibTeX"))
# Authors with more works than this are paged.
WORKS_ON_A_PAGE = 60


@dataclass(frozen=True, slots=True)
class Book:
    """One title as a page shows it."""

    row: holdings.TitleRow
    badge: dict[str, str]
    facts: str
    pieces: Sequence[tuple[str, bool]] = ()  # of the title: (text, does it answer the query)
    lang: str = ""

    @property
    def title(self) -> Title:
        return self.row.title

    @property
    def url(self) -> str:
        return f"/title/{self.row.title.number}"

    @property
    def author_url(self) -> str:
        return f"/author/{self.row.author_number}" if self.row.author_number else ""

    @property
    def authors(self) -> str:
        names = [_spoken(name) for name in self.row.authors[: holdings.MOST_AUTHORS]]
        return ", ".join(names) + (" …" if len(self.row.authors) > holdings.MOST_AUTHORS else "")

    @property
    def shelf(self) -> holdings.Shelf | None:
        return self.row.availability.shelf


def _spoken(heading: str) -> str:
    """ "Qodiriy, Abdulla" as people say it: Abdulla Qodiriy."""
    family, comma, given = heading.partition(", ")
    return f"{given} {family}" if comma and ", " not in given else heading


def _book(row: holdings.TitleRow, words: frozenset[str] = frozenset()) -> Book:
    title = row.title
    return Book(
        row,
        sentences.badge(row.availability),
        sentences.facts_line(title),
        search.highlight(title.title, words) if words else [(title.title, False)],
        HTML_LANGUAGES.get((title.languages[:3], title.script), ""),
    )


def shown(rows: Sequence[holdings.TitleRow]) -> list[Book]:
    """These rows as pages show them."""
    return [_book(row) for row in rows]


def site_name() -> str:
    """The centre's short name."""
    centre = organisation.the_centre()
    return centre.short_name if centre else "Javon"


# --- home and help ----------------------------------------------------------------------------------------------------


def home_page() -> dict[str, Any]:
    """The newest books, how many there are, where and when."""
    return {
        "newest": [_book(row) for row in holdings.newest(NEWEST_ON_HOME)],
        "titles": _titles_shown(),
        **_where_and_when(),
    }


def help_page() -> dict[str, Any]:
    """Where and when, with the timetable of the week."""
    centre = organisation.the_centre()
    monday = date(2024, 1, 1)  # any Monday: only its place in the week counts
    language = get_language() or "uz"
    week = [
        (weekday_name(monday + timedelta(days=weekday), language), ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in hours))
        for weekday, hours in (organisation.timetable(centre) if centre else ())
    ]
    return {"week": week, **_where_and_when()}


def _where_and_when() -> dict[str, Any]:
    centre = organisation.the_centre()
    if centre is None:
        return {"centre": None}
    opening = organisation.opening_at(centre, clock.now())
    return {"centre": centre, "is_open": bool(opening and opening.is_open), "opening": sentences.opening(opening)}


def _titles_shown() -> int:
    """How many titles readers can find; counted by the index, which knows it without counting."""
    try:
        return search.find(limit=0, with_facets=False).count
    except INDEX_TROUBLE:
        return holdings.shown_to_readers().count()


# --- results ----------------------------------------------------------------------------------------------------------

# Facets beside the results, in the order in which people use them.
GROUPS = ("availability", "script", "language", "audience", "branch", "point", "kind", "author", "subject", "year")
QUICK = (("availability", "available"), ("script", "latn"), ("script", "cyrl"), ("audience", "children"))


def results_page(asked: Asked) -> dict[str, Any]:
    """One page of results with its facets, chips and orders."""
    found = search.find(asked.query, asked.facets, asked.sort, PAGE_SIZE, asked.offset)
    labelled = stock_facets.labelled(found.facets)
    pages = min(-(-found.count // PAGE_SIZE), DEEPEST // PAGE_SIZE)
    return {
        "asked": asked,
        "query": asked.query,
        "total": found.count,
        "books": [_book(row, found.words) for row in holdings.rows(found.ids)],
        "groups": [_group(name, labelled.get(name, []), asked) for name in GROUPS],
        "kept": [{"name": name, "value": value} for name, value in _kept(asked)],
        "quick": _quick(labelled, asked),
        "chosen": _chosen(labelled, asked),
        "sorts": [
            {"value": sort, "label": sentences.SORT_LABELS[sort], "is_on": sort == asked.sort, "url": asked.sorted_by(sort).url()}
            for sort in SORTS
        ],
        "clear_url": asked.without_filters().url() if any(asked.facets.values()) else "",
        "also_searched": found.also_searched,
        "cut": found.cut,
        "number": asked.page,
        "pages": pages,
        "previous_url": asked.url(asked.page - 1) if asked.page > 1 else "",
        "next_url": asked.url(asked.page + 1) if asked.page < pages else "",
    }


def _kept(asked: Asked) -> list[tuple[str, str]]:
    return [("q", asked.query)] + ([("sort", asked.sort)] if asked.sort != "relevance" else [])


def _group(name: str, values: Sequence[Any], asked: Asked) -> dict[str, Any]:
    chosen = asked.facets.get(name, ())
    return {
        "name": name,
        "title": stock_facets.TITLES[name],
        "options": [
            {"value": one["value"], "label": one["label"], "count": one["count"], "is_on": one["value"] in chosen}
            for one in values
        ],
    }


def _quick(labelled: dict[str, list[dict[str, Any]]], asked: Asked) -> list[dict[str, Any]]:
    """The filters that a phone shows without opening the sheet."""
    chips = []
    for name, value in QUICK:
        known = next((one for one in labelled.get(name, ()) if one["value"] == value), None)
        if known:
            is_on = value in asked.facets.get(name, ())
            chips.append({"label": known["label"], "url": asked.toggled(name, value).url(), "is_on": is_on})
    return chips


def _chosen(labelled: dict[str, list[dict[str, Any]]], asked: Asked) -> list[dict[str, Any]]:
    """What is filtered by now, each with the address that takes it off."""
    return [
        {"label": one["label"], "url": asked.toggled(name, one["value"]).url(), "is_on": True}
        for name in GROUPS
        for one in labelled.get(name, ())
        if one["value"] in asked.facets.get(name, ())
    ]


# --- one title --------------------------------------------------------------------------------------------------------


def title_page(title: Title, *, address: str) -> dict[str, Any]:
    """Everything on the page of one title; `address` is the root of the site."""
    record = Record.from_json(title.marc)
    derived = derive(record)
    [row] = holdings.rows_of([title])
    book = _book(row)
    whole = f"{address}/title/{title.number}"
    return {
        "book": book,
        "title": title,
        "derived": derived,
        "authors": holdings.authors_of([title.pk]).get(title.pk, []),
        "copies": [_copy(copy) for copy in holdings.copies_of(title)],
        "facts": _facts(title, derived),
        "subjects": _subjects(title),
        "description": describe(record, derived),
        "schema_org": _json_in_html(
            citations.schema_org(derived, address=whole, available=row.availability.available > 0, library=site_name())
        ),
        "coins": citations.coins(derived, address=whole),
        "address": whole,
        "forms": FORMS,
        "alike": [_book(one) for one in holdings.alike(title, limit=ALIKE)],
    }


def _json_in_html(content: dict[str, Any]) -> str:
    """JSON for a data block: no tag can begin inside it."""
    text = json.dumps(content, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _copy(copy: holdings.CopyRow) -> dict[str, Any]:
    kind, icon = sentences.COPY_BADGES.get(copy.state, ("", ""))
    label = copy.state_label
    if copy.state == "on_shelf" and not copy.loanable:
        label, kind, icon = gettext("Reading room only"), "info", "armchair"
    return {"copy": copy, "label": label, "kind": kind, "icon": icon}


def _facts(title: Title, derived: Derived) -> list[tuple[str, str]]:
    """The lines of the list of facts; a line of which the record says nothing is left out."""
    published = ", ".join(filter(None, (derived.place, derived.publisher, str(derived.year or ""))))
    lines = [
        (gettext("Published"), published),
        (gettext("Edition"), derived.edition),
        (gettext("Extent"), derived.extent),
        (gettext("Series"), "; ".join(derived.series)),
        (gettext("Language and script"), sentences.language_line(title)),
        (gettext("Genre"), title.genre),
        ("ISBN", ", ".join(derived.isbns)),
        (gettext("UDC"), "; ".join(derived.udc)),
        (gettext("BBK"), "; ".join(derived.bbk)),
        (gettext("Age"), derived.age_mark),
    ]
    return [(str(label), text) for label, text in lines if text]


def _subjects(title: Title) -> list[tuple[str, str]]:
    """(heading, address of the search for it)."""
    links = title.authority_links.filter(role="subject").select_related("authority")
    return [(link.name, Asked(facets={"subject": (str(link.authority.number),)}).url()) for link in links]


# --- one author -------------------------------------------------------------------------------------------------------


def author_page(number: int, *, page: int) -> dict[str, Any] | None:
    """Everything by one author, in every script; None when there is no such author."""
    kinds = (Authority.Kind.PERSON, Authority.Kind.BODY)
    author = Authority.objects.filter(number=number, kind__in=kinds).first()
    if author is None:
        return None
    works = holdings.works_of(author)
    total = works.count()
    pages = max(1, -(-total // WORKS_ON_A_PAGE))
    first = (min(page, pages) - 1) * WORKS_ON_A_PAGE
    names = list(author.names.order_by("pk").values_list("name", flat=True)[:12])
    base = f"/author/{number}"
    return {
        "author": author,
        "name": _spoken(author.heading),
        "other_names": [name for name in dict.fromkeys(map(_spoken, names)) if name != _spoken(author.heading)],
        "total": total,
        "books": [_book(row) for row in holdings.rows_of(works[first : first + WORKS_ON_A_PAGE])],
        "number": min(page, pages),
        "pages": pages,
        "previous_url": f"{base}?page={page - 1}" if 1 < page <= pages else "",
        "next_url": f"{base}?page={page + 1}" if page < pages else "",
    }


# --- taking a record away -----------------------------------------------------------------------------------------------


def as_file(title: Title, form: str, *, address: str) -> tuple[bytes, str]:
    """The record in one of the forms of the address, and its content type."""
    record = Record.from_json(title.marc)
    if form == "mrc":
        return write.iso2709(record), "application/marc"
    if form == "xml":
        return b"".join(write.marcxml([record])), "application/marcxml+xml; charset=utf-8"
    derived = derive(record)
    if form == "ris":
        return citations.ris(derived, address=address).encode(), "application/x-research-info-systems; charset=utf-8"
    if form == "bib":
        return citations.bibtex(derived, number=title.number, address=address).encode(), "application/x-bibtex; charset=utf-8"
    [row] = holdings.rows_of([title])
    content = holdings.as_json(row) | {"copies": [asdict(copy) for copy in holdings.copies_of(title)]}
    return json.dumps(content, ensure_ascii=False, default=str, indent=1).encode(), "application/json; charset=utf-8"

