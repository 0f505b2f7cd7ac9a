"""The register of readers: sought as one types, narrowed by filters."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page
from javon.service.readers import rights
from javon.service.readers.queries import listing
from javon.service.readers.views import listing_shown as shown
from javon.service.readers.views.shared import centre_or_404, words_of

PER_PAGE = 50


@require_right(rights.SEE_READERS)
def index(request: ActingRequest) -> HttpResponse:
    """Everybody, or whom the words and the filters leave."""
    centre, wanted, today = centre_or_404(), wanted_of(request), clock.today()
    found = Paginator(listing.listed(centre.pk, wanted, today), PER_PAGE)
    part = found.get_page(request.GET.get("page"))
    counts = listing.counts(centre.pk, wanted, today)
    return page(
        request,
        "readers/index.html",
        wanted=wanted,
        rooms=shown.rooms(request.actor, "index"),
        columns=shown.columns(),
        rows=[shown.row(one) for one in part],
        chips=shown.chips(request, wanted, counts),
        groups=shown.facets(centre.pk, wanted, counts),
        kept=[{"name": "q", "value": wanted.words}, {"name": "state", "value": wanted.state}],
        clear_url="" if wanted.is_all else reverse("readers:index"),
        total=found.count,
        pager=shown.pager(request, part),
        may_register=request.actor.may(rights.REGISTER_READERS),
    )


def wanted_of(request: HttpRequest) -> listing.Wanted:
    """The filters of the address; whatever is no filter is left out."""
    state = request.GET.get("state", "")
    given = request.GET.getlist
    return listing.Wanted(
        words=words_of(request),
        state=state if state in listing.STATES else "",
        category=tuple(value for value in given("category") if value.isidentifier())[:20],
        age=tuple(given("age"))[:20],
        school=_keys(given("school")),
        grade=tuple(int(value) for value in given("grade") if value in shown.GRADES),
        mahalla=_keys(given("mahalla")),
    )


def _keys(values: list[str]) -> tuple[UUID, ...]:
    keys: list[UUID] = []
    for value in values[:50]:
        try:
            keys.append(UUID(value))
        except ValueError:
            continue
    return tuple(keys)
