"""What each public page shows, put together from the catalogue, the stock and the centre: no rule lives here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation import queries as organisation
from javon.collection.catalogue import citations, electronic, search
from javon.collection.catalogue import contents as catalogue_contents
from javon.collection.catalogue.derive import Derived, derive
from javon.collection.catalogue.describe import describe
from javon.collection.catalogue.hosts import series_key
from javon.collection.catalogue.models import Authority, Title
from javon.collection.catalogue.outside import outside_links
from javon.collection.sources import write
from javon.collection.sources.record import Record
from javon.collection.stock import facets as stock_facets
from javon.collection.stock import holdings
from javon.collection.stock.queries import contents
from javon.core import clock
from javon.core.search.index import INDEX_TROUBLE
from javon.core.uzbek import weekday_name
from javon.places.public import sentences
from javon.places.public.paths import DEEPEST, PAGE_SIZE, SORTS, Asked

STRANGER = electronic.Reader(is_staff=False, addresses=())
NEWEST_ON_HOME = 8
ALIKE = 6
HTML_LANGUAGES = {
    ("uzb", "latn"): "uz-Latn",
    ("uzb", "cyrl"): "uz-Cyrl",
    ("rus", "cyrl"): "ru",
    ("eng", "latn"): "en",
}
FORMS = (("mrc", "MARC 21"), ("xml", "MARCXML"), ("json", "JSON"), ("ris", "RIS"), ("bib", "BibTeX"))
# Authors with more works than this are paged.
WORKS_ON_A_PAGE = 60
COPIES_AT_ONCE = 12  # the rest is folded away: a textbook may have three hundred copies
COPIES_ON_PAGE = 500  # beyond, the count stands for them: a page of megabytes opens on no telephone
AUTHORS_AT_ONCE = 10
PARTS_AT_ONCE = 12
PARTS_ON_A_PAGE = 60
SHOWN_OF_QUERY = 80  # characters; nobody needs ten thousand of them back


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
    def kind_and_year(self) -> str:
        """What tells the editions of one author's work apart, in a few words."""
        return ", ".join(filter(None, (self.row.title.genre, str(self.row.title.year or ""))))

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
        _joined(search.highlight(title.title, words)) if words else [(title.title, False)],
        HTML_LANGUAGES.get((title.languages[:3], title.script), ""),
    )


def _joined(pieces: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Neighbouring words that answer are marked as one, with what stands between them."""
    found: list[tuple[str, bool]] = []
    for number, (text, answers) in enumerate(pieces):
        between = 0 < number < len(pieces) - 1 and not text.strip()
        if found and found[-1][1] and (answers or between):
            found[-1] = (found[-1][0] + text, True)
        else:
            found.append((text, answers))
    return found


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
        (
            weekday_name(monday + timedelta(days=weekday), language),
            ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in hours),
        )
        for weekday, hours in (organisation.timetable(centre) if centre else ())
    ]
    return {"week": week, **_where_and_when()}


def _where_and_when() -> dict[str, Any]:
    centre = organisation.the_centre()
    if centre is None:
        return {"centre": None}
    opening = organisation.opening_at(centre, clock.now())
    return {
        "centre": centre,
        "is_open": bool(opening and opening.is_open),
        "opening": sentences.opening(opening),
    }


def _titles_shown() -> int:
    """How many titles readers can find; counted by the index, which knows it without counting."""
    try:
        return search.find(limit=0, with_facets=False).count
    except INDEX_TROUBLE:
        return holdings.shown_to_readers().count()


# --- results ----------------------------------------------------------------------------------------------------------

# Facets beside the results, in the order in which people use them.
GROUPS = (
    "availability",
    "script",
    "language",
    "audience",
    "branch",
    "point",
    "kind",
    "author",
    "subject",
    "year",
)
QUICK = (("availability", "available"), ("script", "latn"), ("script", "cyrl"), ("audience", "children"))


def results_page(asked: Asked) -> dict[str, Any]:
    """One page of results with its facets, chips and orders."""
    found = search.find(asked.query, asked.facets, asked.sort, PAGE_SIZE, asked.offset)
    labelled = stock_facets.labelled(found.facets)
    pages = min(-(-found.count // PAGE_SIZE), DEEPEST // PAGE_SIZE)
    return {
        "query": asked.query,
        "said": shortened(asked.query),
        "is_asked": bool(asked.query or any(asked.facets.values())),
        "total": found.count,
        "books": [_book(row, found.words) for row in holdings.rows(found.ids)],
        "groups": [_group(name, labelled.get(name, []), asked) for name in GROUPS],
        "kept": [{"name": name, "value": value} for name, value in _kept(asked)],
        "quick": _quick(labelled, asked),
        "chosen": _chosen(labelled, asked),
        "sorts": [
            {
                "value": sort,
                "label": sentences.SORT_LABELS[sort],
                "is_on": sort == asked.sort,
                "url": asked.sorted_by(sort).url(),
            }
            for sort in SORTS
        ],
        "first_url": asked.url(),
        "clear_url": asked.without_filters().url() if any(asked.facets.values()) else "",
        "also_searched": _in_quotes(found.also_searched),
        "cut": found.cut,
        "number": asked.page,
        "pages": pages,
        "previous_url": asked.url(asked.page - 1) if asked.page > 1 else "",
        "next_url": asked.url(asked.page + 1) if asked.page < pages else "",
    }


def shortened(text: str) -> str:
    """What was typed, no longer than a line."""
    return text if len(text) <= SHOWN_OF_QUERY else text[: SHOWN_OF_QUERY - 1] + "…"


def _in_quotes(texts: Sequence[str]) -> SafeString:
    """The other spellings in bold, in the quotation marks of the language."""
    opening, closing = ("“", "”") if get_language() == "en" else ("«", "»")
    return format_html_join(", ", "<b>{}{}{}</b>", ((opening, text, closing) for text in texts))


def _kept(asked: Asked) -> list[tuple[str, str]]:
    return [("q", asked.query)] + ([("sort", asked.sort)] if asked.sort != "relevance" else [])


def _group(name: str, values: Sequence[Any], asked: Asked) -> dict[str, Any]:
    chosen = asked.facets.get(name, ())
    return {
        "name": name,
        "title": stock_facets.TITLES[name],
        "options": [
            {
                "value": one["value"],
                "label": one["label"],
                "count": one["count"],
                "is_on": one["value"] in chosen,
            }
            for one in values
        ],
    }


def _quick(labelled: dict[str, list[dict[str, Any]]], asked: Asked) -> list[dict[str, Any]]:
    """The filters that a phone shows without opening the sheet; those chosen in the sheet stand first."""
    chips = [chip for chip in _chosen(labelled, asked) if chip["key"] not in QUICK]
    for name, value in QUICK:
        known = next((one for one in labelled.get(name, ()) if one["value"] == value), None)
        if known:
            is_on = value in asked.facets.get(name, ())
            chips.append({"label": known["label"], "url": asked.toggled(name, value).url(), "is_on": is_on})
    return chips


def _chosen(labelled: dict[str, list[dict[str, Any]]], asked: Asked) -> list[dict[str, Any]]:
    """What is filtered by now, each with the address that takes it off."""
    return [
        {
            "key": (name, one["value"]),
            "label": one["label"],
            "url": asked.toggled(name, one["value"]).url(),
            "is_on": True,
        }
        for name in GROUPS
        for one in labelled.get(name, ())
        if one["value"] in asked.facets.get(name, ())
    ]


# --- one title --------------------------------------------------------------------------------------------------------


def title_page(title: Title, *, address: str, reader: electronic.Reader | None = None) -> dict[str, Any]:
    """Everything on the page of one title; `address` is the root of the site, `reader` who wants its files."""
    record = Record.from_json(title.marc)
    derived = derive(record)
    [row] = holdings.rows_of([title])
    whole = f"{address}/title/{title.number}"
    place = contents.place(title, readers=True)
    # An article has no copies of its own: what can be had are those of its host.
    host = place.host.title if place and place.host.kind == "part" else None
    copies = [_copy(copy) for copy in holdings.copies_of(host or title, most=COPIES_ON_PAGE)]
    authors = [
        (_spoken(name), f"/author/{number}")
        for name, number in holdings.authors_of([title.pk]).get(title.pk, [])
    ]
    return {
        "book": _book(row),
        "title": title,
        "place": place,
        "inside": contents.inside(title, most=PARTS_AT_ONCE, readers=True),
        "files": [(one, sentences.why_not(one)) for one in electronic.offered(title, reader or STRANGER)],
        "links": outside_links(record),
        "authors": authors[:AUTHORS_AT_ONCE],
        "more_authors": authors[AUTHORS_AT_ONCE:],
        "copies": copies[:COPIES_AT_ONCE],
        "more_copies": copies[COPIES_AT_ONCE:],
        "more_copies_total": row.availability.total - COPIES_AT_ONCE,
        "copies_total": row.availability.total,
        "facts": _facts(title, derived),
        "subjects": _subjects(title),
        "description": describe(record, derived),
        "schema_org": _json_in_html(
            citations.schema_org(
                derived, address=whole, available=row.availability.available > 0, library=site_name()
            )
        ),
        "coins": citations.coins(derived, address=whole),
        "address": whole,
        "forms": FORMS,
        "alike": [_book(one) for one in holdings.alike(title, limit=ALIKE)],
    }


def _json_in_html(content: dict[str, Any]) -> SafeString:
    """A data block of JSON-LD: no tag can begin inside it."""
    text = json.dumps(content, ensure_ascii=False)
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))


def _copy(copy: holdings.CopyRow) -> dict[str, Any]:
    kind, icon = sentences.COPY_BADGES.get(copy.state, ("", ""))
    label = copy.state_label[:1].upper() + copy.state_label[1:]
    if copy.state == "on_shelf" and not copy.loanable:
        label, kind, icon = gettext("Reading room only"), "info", "armchair"
    return {"copy": copy, "label": label, "kind": kind, "icon": icon}


ROLES = {
    "translator": _("Translator"),
    "editor": _("Editor"),
    "illustrator": _("Illustrator"),
    "compiler": _("Compiler"),
}


def _facts(title: Title, derived: Derived) -> list[tuple[str, list[tuple[str, str]]]]:
    """The lines of the list of facts, each with its values and the addresses they lead to.

    A line of which the record says nothing is left out.
    """
    helpers = [
        (label, [(_spoken(name.name), "") for name in derived.names if name.role == role])
        for role, label in ROLES.items()
    ]
    published = ", ".join(filter(None, (derived.place, derived.publisher, str(derived.year or ""))))
    series = [
        (name, series_url(name.partition(" ; ")[0]) if series_key(name) else "") for name in derived.series
    ]
    lines: list[tuple[Any, list[tuple[str, str]]]] = [
        *helpers,
        (_("Published"), [(published, "")]),
        (_("Edition"), [(derived.edition, "")]),
        (_("Extent"), [(derived.extent, "")]),
        (_("Series"), series),
        (_("Language and script"), [(sentences.language_line(title), "")]),
        (_("Genre"), [(title.genre, "")]),
        ("ISBN", [(number, "") for number in derived.isbns]),
        ("ISSN", [(number, "") for number in derived.issns]),
        (_("UDC"), [(number, "") for number in derived.udc]),
        (_("BBK"), [(number, "") for number in derived.bbk]),
        (_("Age"), [(derived.age_mark, "")]),
    ]
    told = [(str(label), [(text, url) for text, url in values if text]) for label, values in lines]
    return [(label, values) for label, values in told if values]


def series_url(name: str) -> str:
    """The page of a series; any spelling of its name leads there."""
    return f"/series?{urlencode({'name': name[:200]})}"


def _subjects(title: Title) -> list[tuple[str, str]]:
    """(heading, address of the search for it)."""
    links = title.authority_links.filter(role="subject").select_related("authority")
    return [(link.name, Asked(facets={"subject": (str(link.authority.number),)}).url()) for link in links]


# --- what stands in a title, and series ---------------------------------------------------------------------------------


def parts_page(title: Title, *, page: int) -> dict[str, Any]:
    """The articles and chapters of one title, page by page."""
    base = f"/title/{title.number}/parts"
    found = Paginator(catalogue_contents.parts_of(title, readers=True), PARTS_ON_A_PAGE).get_page(page)
    return {"title": title, "found": found, "total": found.paginator.count, **_pager(base, "?", found)}


def series_page(name: str, *, page: int) -> dict[str, Any] | None:
    """The titles of a series by their numbers in it; None for a series that the catalogue does not know."""
    key = series_key(name)
    links = catalogue_contents.in_series(key)
    found = Paginator(links.values_list("title_id", "label", "name"), PARTS_ON_A_PAGE).get_page(page)
    rows = list(found)
    if not rows or not key:
        return None
    labels = {pk: label for pk, label, _name in rows}
    shown_rows = holdings.rows([pk for pk, _label, _name in rows])
    base = series_url(rows[0][2])
    return {
        "name": rows[0][2],
        "total": found.paginator.count,
        "books": [(_book(row), labels[row.title.pk]) for row in shown_rows],
        **_pager(base, "&", found),
    }


def _pager(base: str, joint: str, found: Any) -> dict[str, Any]:
    """Places of a page among pages; the first has no number in its address."""

    def address(number: int) -> str:
        return base if number == 1 else f"{base}{joint}page={number}"

    return {
        "canonical": address(found.number),
        "number": found.number,
        "pages": found.paginator.num_pages,
        "previous_url": address(found.number - 1) if found.has_previous() else "",
        "next_url": address(found.number + 1) if found.has_next() else "",
    }


# --- one author -------------------------------------------------------------------------------------------------------


def author_page(number: int, *, page: int) -> dict[str, Any] | None:
    """Everything by one author, in every script; None when there is no such author.

    Editions of one work stand side by side, for both scripts share the key of the title.
    """
    kinds = (Authority.Kind.PERSON, Authority.Kind.BODY)
    author = Authority.objects.filter(number=number, kind__in=kinds, merged_into=None).first()
    if author is None:
        return None
    written, helped = holdings.works_of(author)
    parts = [(gettext("Works"), written), (gettext("Took part in"), helped)]
    counts = [works.count() for _label, works in parts]
    total = sum(counts)
    pages = max(1, -(-total // WORKS_ON_A_PAGE))
    page = min(page, pages)
    first = (page - 1) * WORKS_ON_A_PAGE
    groups, left = [], WORKS_ON_A_PAGE
    for (label, works), count in zip(parts, counts, strict=True):
        rows = holdings.rows_of(works[first : first + left]) if left > 0 and first < count else []
        if rows:
            groups.append({"label": label, "count": count, "books": shown(rows)})
        first, left = max(0, first - count), left - len(rows)
    about = holdings.titles_about(author)
    names = holdings.names_of(author)[:12]
    name, base = _spoken(author.heading), f"/author/{number}"
    return {
        "author": author,
        "name": name,
        "other_names": [other for other in dict.fromkeys(map(_spoken, names)) if other != name],
        "groups": groups,
        "about": about,
        "about_url": Asked(facets={"subject": (str(number),)}).url(),
        "canonical": base if page == 1 else f"{base}?page={page}",
        "number": page,
        "pages": pages,
        "previous_url": (f"{base}?page={page - 1}" if page > 2 else base) if page > 1 else "",
        "next_url": f"{base}?page={page + 1}" if page < pages else "",
    }


# --- taking a record away -----------------------------------------------------------------------------------------------


def as_file(title: Title, form: str, *, address: str) -> tuple[bytes, str]:
    """The record in one of the forms of the address, and its content type."""
    record = Record.from_json(title.marc)
    if form in ("mrc", "xml"):
        root = address.removesuffix(f"/title/{title.number}")
        files = electronic.open_fields([title.pk], root).get(title.pk, ())
        record = electronic.with_open_files(record, files)
    if form == "mrc":
        return write.iso2709(record), "application/marc"
    if form == "xml":
        return b"".join(write.marcxml([record])), "application/marcxml+xml; charset=utf-8"
    derived = derive(record)
    if form == "ris":
        return citations.ris(
            derived, address=address
        ).encode(), "application/x-research-info-systems; charset=utf-8"
    if form == "bib":
        return citations.bibtex(
            derived, number=title.number, address=address
        ).encode(), "application/x-bibtex; charset=utf-8"
    [row] = holdings.rows_of([title])
    content = holdings.as_json(row) | {"copies": [asdict(copy) for copy in holdings.copies_of(title)]}
    return json.dumps(
        content, ensure_ascii=False, default=str, indent=1
    ).encode(), "application/json; charset=utf-8"
