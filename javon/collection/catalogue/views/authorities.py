"""Pages of names: the list, one name with everything that hangs on it, the merge of two."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from javon.centre.organisation import queries as organisation
from javon.collection.catalogue import authority_file, forms_authorities, rights, rules, wording
from javon.collection.catalogue.actions import authorities as actions
from javon.collection.catalogue.forms_authorities import (
    HeadingsForm,
    MergeNamesForm,
    UndoChangeForm,
    VariantForm,
)
from javon.collection.catalogue.models import Authority, AuthorityChange
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.render import page
from javon.core.verdict import Refused

PER_PAGE = 25


@require_right(rights.CONTROL_AUTHORITIES)
def index(request: HttpRequest) -> HttpResponse:
    """Every name, or those that answer what was typed."""
    typed, kind = request.GET.get("q", "")[:200], request.GET.get("kind", "")
    centre = organisation.the_centre()
    rows = authority_file.listed(typed, kind, centre.pk) if centre else Authority.objects.none()
    found = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "catalogue/authorities.html",
        found=found,
        typed=typed,
        kind=kind,
        tabs=[
            {"label": label, "url": _address(typed, value), "is_current": value == kind}
            for value, label in (("", pgettext("names", "All")), *Authority.Kind.choices)
        ],
        previous_url=_address(typed, kind, found.previous_page_number()) if found.has_previous() else "",
        next_url=_address(typed, kind, found.next_page_number()) if found.has_next() else "",
    )


def _address(typed: str, kind: str, number: int = 1) -> str:
    given = {"q": typed, "kind": kind, "page": str(number) if number > 1 else ""}
    return "?" + urlencode({name: value for name, value in given.items() if value})


def _authority(number: int) -> Authority:
    found = authority_file.authority_by_number(number)
    if found is None:
        raise Http404
    return found


@require_right(rights.CONTROL_AUTHORITIES)
def one(request: ActingRequest, number: int) -> HttpResponse:
    """One name: headings, variants, records, decisions. A merged one's number leads on."""
    kept = authority_file.kept_number(number)
    if kept is not None:
        return redirect("catalogue:authority", kept)
    authority = _authority(number)
    if request.method != "POST":
        initial = {**forms_authorities.shown(authority), "request_id": uuid7()}
        return _page(request, authority, HeadingsForm(initial=initial))
    form = HeadingsForm(request.POST)
    if not form.is_valid():
        return _page(request, authority, form, 422)
    given = form.cleaned_data
    try:
        actions.set_forms(
            by=request.actor, authority=authority, forms=form.wanted, dates=given["dates"], note=given["note"],
            reason=given["reason"], request_id=given["request_id"],
        )  # fmt: skip
    except Refused as refused:
        return _refused(request, authority, form, refused)
    messages.success(request, _("The name is saved. Its records follow."))
    return HttpResponseRedirect(reverse("catalogue:authority", args=[number]), status=303)


def _refused(
    request: HttpRequest, authority: Authority, form: HeadingsForm, refused: Refused
) -> HttpResponse:
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["request_id"] = str(uuid7())
    return _page(request, authority, HeadingsForm(data), 409, wording.sentences(refused.verdict.stops))


def _page(
    request: HttpRequest, authority: Authority, form: HeadingsForm, status: int = 200, stops: Any = ()
) -> HttpResponse:
    return page(
        request,
        "catalogue/authority.html",
        status,
        authority=authority,
        form=form,
        stops=stops,
        variants=[(variant, uuid7()) for variant in authority_file.variants(authority)],
        records=authority_file.records_of(authority),
        total=authority_file.how_many(authority),
        changes=[(row, uuid7()) for row in authority_file.changes(authority)],
        request_id=uuid7(),
    )


@require_right(rights.CONTROL_AUTHORITIES)
@require_POST
def variant(request: ActingRequest, number: int) -> HttpResponse:
    """A way of writing added, or removed."""
    authority, form = _authority(number), VariantForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    act = actions.remove_variant if request.POST.get("deed") == "remove" else actions.add_variant
    return _done(request, authority, lambda: act(by=request.actor, authority=authority, **form.cleaned_data))


@require_right(rights.CONTROL_AUTHORITIES)
@require_POST
def undo(request: ActingRequest, pk: str) -> HttpResponse:
    """The last decision taken back."""
    change = get_object_or_404(AuthorityChange.objects.select_related("authority"), pk=pk)
    form = UndoChangeForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    given = form.cleaned_data["request_id"]
    return _done(
        request,
        change.authority,
        lambda: actions.undo_change(by=request.actor, change=change, request_id=given),
    )


def _done(request: HttpRequest, authority: Authority, deed: Any) -> HttpResponse:
    """Back to the name, or its page again with the reasons why not."""
    try:
        deed()
    except Refused as refused:
        initial = {**forms_authorities.shown(authority), "request_id": uuid7()}
        stops = wording.sentences(refused.verdict.stops)
        return _page(request, authority, HeadingsForm(initial=initial), 409, stops)
    messages.success(request, pgettext("name", "Done."))
    return HttpResponseRedirect(reverse("catalogue:authority", args=[authority.number]), status=303)


@require_right(rights.CONTROL_AUTHORITIES)
def merge(request: ActingRequest, number: int) -> HttpResponse:
    """Two names side by side, the records that would follow, and the deed."""
    keep = _authority(number)
    form = MergeNamesForm(request.POST if request.method == "POST" else request.GET)
    take = authority_file.authority_by_number(form.cleaned_data["take"]) if form.is_valid() else None
    if take is None:
        initial = {**forms_authorities.shown(keep), "request_id": uuid7()}
        return _page(request, keep, HeadingsForm(initial=initial), 422, [wording.SENTENCES["no_such_name"]])
    if request.method != "POST" or form.cleaned_data["request_id"] is None:
        return _compared(request, keep, take)
    try:
        actions.merge_authorities(by=request.actor, keep=keep, **{**form.cleaned_data, "take": take})
    except Refused as refused:
        return _compared(request, keep, take, 409, wording.sentences(refused.verdict.stops))
    messages.success(request, _("The names are one. Their records follow."))
    return HttpResponseRedirect(reverse("catalogue:authority", args=[keep.number]), status=303)


def _compared(
    request: HttpRequest, keep: Authority, take: Authority, status: int = 200, stops: Any = ()
) -> HttpResponse:
    verdict = rules.may_merge_authorities(actions.merge_facts(keep, take))
    sides = [
        {
            "authority": side,
            "total": authority_file.how_many(side),
            "names": [one.name.name for one in authority_file.variants(side)[:8]],
        }
        for side in (keep, take)
    ]
    return page(
        request,
        "catalogue/authority_merge.html",
        status,
        keep=keep,
        take=take,
        sides=sides,
        records=authority_file.records_of(take),
        total=sides[1]["total"],
        stops=stops or wording.sentences(verdict.stops),
        warnings=wording.sentences(verdict.warnings),
        request_id=uuid7(),
    )
