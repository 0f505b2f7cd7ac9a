"""The pages that readers see."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from javon.collection.catalogue import electronic
from javon.collection.catalogue.electronic import reader_of
from javon.collection.catalogue.models import ElectronicFile, Title
from javon.collection.catalogue.rules_files import EVERYONE
from javon.collection.sources import TooLong
from javon.collection.stock import holdings
from javon.core.counts.counting import SEARCH, SEARCH_EMPTY, TITLE_VIEW, count
from javon.core.counts.robots import is_robot
from javon.core.files import serving
from javon.core.search.index import INDEX_TROUBLE
from javon.core.ui.limits import limited
from javon.core.ui.render import page
from javon.core.verdict import Verdict
from javon.places.public import books, feeds, reserving, sentences, shelves
from javon.places.public.paths import Asked
from javon.places.public.tiles import BY_CODE, TILES


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Find, discover: the search box, the newest books, where the library is, the children's shelf."""
    return page(request, "public/home.html", **books.home_page(), tiles=TILES[:4], address=_address(request))


@require_safe
@limited("search", per_minute=120)
def search(request: HttpRequest) -> HttpResponse:
    """Results with availability in the row, facets beside them."""
    asked = Asked.read(request.GET)
    try:
        results = books.results_page(asked)
    except INDEX_TROUBLE:
        response = page(request, "public/no_index.html", status=503, query=asked.query)
        response["Retry-After"] = "60"
        return response
    if asked.query and asked.page == 1:
        _count(request, SEARCH, *([] if results["total"] else [SEARCH_EMPTY]))
    return page(request, "public/results.html", **results)


@require_safe
def title(request: HttpRequest, number: int) -> HttpResponse:
    """One title with its copies and description."""
    found = _title(number)
    if found is None:
        return _led_on(number)
    _count(request, TITLE_VIEW)
    shown = books.title_page(found, address=_address(request), reader=reader_of(request))
    return page(request, "public/title.html", **shown, **reserving.offered(request, shown))


@require_safe
def parts(request: HttpRequest, number: int) -> HttpResponse:
    """The articles and chapters of one title."""
    found = _title(number)
    if found is None:
        return _led_on(number, "/parts")
    shown = books.parts_page(found, page=_page_number(request))
    return page(request, "public/parts.html", address=_address(request), **shown)


@require_safe
def series(request: HttpRequest) -> HttpResponse:
    """The titles of one series in the order of their numbers."""
    found = books.series_page(request.GET.get("name", "")[:300], page=_page_number(request))
    if found is None:
        raise Http404
    return page(request, "public/series.html", address=_address(request), **found)


@require_safe
def download(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """The record for other programs: MARC 21, MARCXML, JSON, RIS, BibTeX."""
    found = _title(number)
    if found is None:
        return _led_on(number, f".{form}")
    address = f"{_address(request)}/title/{number}"
    try:
        content, content_type = books.as_file(found, form, address=address)
    except TooLong:  # ISO 2709 counts in five digits; MARCXML holds the same record at any length
        return redirect(f"/title/{number}.xml")
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="javon-{number}.{form}"'
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@limited("file", per_minute=600)
def file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """An electronic file of a title: whether this reader may have it is asked each time, for each part of it."""
    found, reader = electronic.file_by_id(pk), reader_of(request)
    verdict = electronic.may_read(found, reader) if found is not None else Verdict()
    if found is None or found.file is None or {"file_removed", "file_hidden"} & set(verdict.codes):
        raise Http404
    if not verdict:
        offer = electronic.Offered(found.label, "", found.size, "", verdict.codes[0], found.open_from)
        title = found.title.merged_into or found.title
        return page(
            request, "public/file_closed.html", 403, file=found, title=title, why=sentences.why_not(offer),
            is_for_the_house="file_not_yet" not in verdict.codes,
        )  # fmt: skip
    try:
        answer = serving.answer(
            request, sha256=found.sha256, size=found.size, kind=found.kind, name=electronic.name_of(found),
            keep=found.access == EVERYONE and not reader.is_staff,
        )  # fmt: skip
    except FileNotFoundError:
        raise Http404 from None
    if not reader.is_staff and serving.is_opening(request, answer):
        _note_opening(request, found)
    return answer


@require_safe
def author(request: HttpRequest, number: int) -> HttpResponse:
    """Everything by one author, in both scripts."""
    found = books.author_page(number, page=_page_number(request))
    if found is None:
        kept = holdings.kept_author(number)
        if kept is None:
            raise Http404
        return _kept(redirect(f"/author/{kept}", permanent=True), minutes=60)
    return page(request, "public/author.html", address=_address(request), **found)


@require_safe
def children(request: HttpRequest) -> HttpResponse:
    """Twelve pictures."""
    return page(request, "public/children.html", tiles=TILES)


@require_safe
def children_tile(request: HttpRequest, code: str) -> HttpResponse:
    """The covers behind one picture."""
    tile = BY_CODE.get(code)
    if tile is None:
        raise Http404
    try:
        covers = shelves.tile_page(tile, request.GET)
    except INDEX_TROUBLE:
        response = page(request, "public/no_index.html", status=503)
        response["Retry-After"] = "60"
        return response
    return page(request, "public/children_tile.html", **covers)


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to search, when the library is open, where it is."""
    return page(request, "public/help.html", **books.help_page())


@require_safe
def new_titles(request: HttpRequest) -> HttpResponse:
    """RSS of new titles."""
    site = books.site_name()
    content = feeds.new_titles(
        holdings.newest(30), site=site, address=_address(request), words=gettext("New books of the library")
    )
    return _kept(HttpResponse(content, content_type="application/rss+xml; charset=utf-8"), minutes=15)


@require_safe
def site_map(request: HttpRequest, part: int = 0) -> HttpResponse:
    """The map of all titles, in parts."""
    address = _address(request)
    content = feeds.map_part(part, address) if part else feeds.map_of_maps(address)
    if content is None:
        raise Http404
    return _kept(HttpResponse(content, content_type="application/xml; charset=utf-8"), minutes=60)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read."""
    content = feeds.robots(_address(request))
    return _kept(HttpResponse(content, content_type="text/plain; charset=utf-8"), minutes=60)


def _count(request: HttpRequest, *names: str) -> None:
    """One more of each, unless a robot asked."""
    if not is_robot(request.headers.get("User-Agent", "")):
        for name in names:
            count(name)


def _note_opening(request: HttpRequest, found: ElectronicFile) -> None:
    if not is_robot(request.headers.get("User-Agent", "")):
        electronic.note_opening(found)


def _kept(response: HttpResponse, *, minutes: int) -> HttpResponse:
    """Programs may keep this answer for a while: it holds nothing of who asked."""
    patch_cache_control(response, public=True, max_age=minutes * 60)
    return response


def _title(number: int) -> Title | None:
    return holdings.shown_to_readers().filter(number=number).first()


def _led_on(number: int, form: str = "") -> HttpResponse:
    """From the number of a merged record to the one that stands for it; kept for an hour, for a merge can be undone."""
    kept = holdings.kept_number(number)
    if kept is None:
        raise Http404
    return _kept(redirect(f"/title/{kept}{form}", permanent=True), minutes=60)


def _address(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 6 else 1
