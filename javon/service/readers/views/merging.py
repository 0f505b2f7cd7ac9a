"""Likely doubles, the two beside each other, joined and parted. Issue D, 1."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.uzbek.figures import short_date
from javon.core.verdict import Refused
from javon.service.readers import phones, rights, wording
from javon.service.readers.actions import merging as actions
from javon.service.readers.actions import telling_apart as telling
from javon.service.readers.models import Reader
from javon.service.readers.queries import merging as queries
from javon.service.readers.queries.papers import address_of, work_of
from javon.service.readers.rules.likeness import Sure
from javon.service.readers.rules.merging import may_merge, may_tell_apart
from javon.service.readers.views.keeping_shared import (
    centre_or_404,
    reader_or_404,
    whole,
)

_BADGES = {Sure.SAME: "bad", Sure.LIKELY: "warn", Sure.PERHAPS: "info"}


@require_right(rights.MERGE_READERS)
def doubles(request: ActingRequest) -> HttpResponse:
    """Pairs that look like one person, and what was joined lately."""
    return _doubles_page(request)


def _doubles_page(request: HttpRequest, status: int = 200, stops: list[str] | None = None) -> HttpResponse:
    centre = centre_or_404()
    return page(
        request,
        "readers/doubles.html",
        status,
        columns=[
            {"label": _("Reader")}, {"label": _("Born")}, {"label": _("Card"), "kind": "code"},
            {"label": _("The same person?")}, {"label": _("Card"), "kind": "code"}, {"label": pgettext("a deed", "Compare")},
        ],
        rows=[_pair_row(pair) for pair in queries.likely_doubles(centre.pk)],
        marks=[_mark_row(one) for one in queries.marks(centre.pk, 20)],
        merges=[_merge_row(one) for one in queries.merges(centre.pk, 20)],
        stops=stops or [],
        request_id=uuid7(),
    )  # fmt: skip


def _pair_row(pair: queries.Pair) -> dict[str, Any]:
    labels = {
        Sure.SAME: _("name and birth date agree"), Sure.LIKELY: _("likely"), Sure.PERHAPS: _("perhaps"),
    }  # fmt: skip
    address = f"{reverse('readers:merge')}?kept={pair.kept.number}&gone={pair.gone.number}"
    born = pair.kept.birth_date or pair.gone.birth_date
    return {
        "cells": [
            {
                "text": pair.kept.full_name,
                "note": pair.gone.full_name if pair.gone.full_name != pair.kept.full_name else "",
            },
            {"text": short_date(born) if born else ""},
            {"text": f"K-{pair.kept.number:06d}"},
            {"badge": {"label": labels[pair.sure], "kind": _BADGES[pair.sure]}},
            {"text": f"K-{pair.gone.number:06d}"},
            {"text": pgettext("a deed", "Compare"), "url": address},
        ]
    }


def _merge_row(one: Any) -> dict[str, Any]:
    return {
        "id": one.pk, "at": one.at, "name": one.kept.full_name, "kept": f"K-{one.kept.number:06d}",
        "gone": f"K-{one.gone.number:06d}", "is_undone": one.undone_at is not None,
    }  # fmt: skip


def _mark_row(mark: Any) -> dict[str, Any]:
    one, other = mark.first.merged_into or mark.first, mark.second.merged_into or mark.second
    return {"at": mark.said_at, "people": [
        {"name": reader.full_name, "card": f"K-{reader.number:06d}", "number": reader.number} for reader in (one, other)
    ]}  # fmt: skip


@require_right(rights.MERGE_READERS)
def merge(request: ActingRequest) -> HttpResponse:
    """The two beside each other: which stays is chosen, then they are joined."""
    kept, gone = _two(request)
    if request.method != "POST":
        return _compare_page(request, kept, gone)
    try:
        actions.merge_readers(by=request.actor, kept=kept, gone=gone, request_id=request_id_of(request))
    except Refused as refused:
        return _compare_page(request, kept, gone, 409, wording.sentences(refused.verdict.stops))
    said = _("Joined: card %(gone)s now answers with the reader %(kept)s.")
    messages.success(request, said % {"gone": f"K-{gone.number:06d}", "kept": f"K-{kept.number:06d}"})
    return HttpResponseRedirect(reverse("readers:doubles"), status=303)


def _compare_page(
    request: ActingRequest, kept: Reader, gone: Reader, status: int = 200, stops: list[str] | None = None
) -> HttpResponse:
    facts = queries.facts(kept, gone)
    verdict = may_merge(facts)
    return page(
        request,
        "readers/merge.html",
        status,
        kept=kept,
        gone=gone,
        lines=_beside(kept, gone),
        photos=_photos(request, kept=kept, gone=gone),
        stops=stops if stops is not None else wording.sentences(verdict.stops),
        may_tell_apart=bool(may_tell_apart(facts)),
        are_told_apart=facts.are_told_apart,
        warnings=wording.sentences(verdict.warnings),
        request_id=uuid7(),
    )


def _photos(request: ActingRequest, **two: Reader) -> dict[str, str]:
    """Where the faces of the two are; nothing for whoever may not look at readers, or without any."""
    if not request.actor.may(rights.SEE_READERS) or not any(one.photo_id for one in two.values()):
        return {}
    return {
        side: reverse("readers:photo", args=[one.number]) if one.photo_id else "" for side, one in two.items()
    }


def _beside(kept: Reader, gone: Reader) -> list[dict[str, Any]]:
    def shown(one: Reader) -> list[tuple[str, str]]:
        return [
            (_("Card"), f"K-{one.number:06d}"),
            (_("Surname, name, patronymic"), one.full_name),
            (_("Date of birth"), short_date(one.birth_date) if one.birth_date else ""),
            (_("Sex"), str(one.get_sex_display()) if one.sex else ""),
            (_("Place of work or study"), work_of(one)),
            (_("Address (mahalla)"), address_of(one)),
            (_("Telephone"), phones.shown(one.phone)),
            (_("Member since"), short_date(one.registered_on)),
        ]

    return [
        {"label": label, "kept": mine, "gone": other, "differs": bool(mine and other and mine != other)}
        for (label, mine), (_label, other) in zip(shown(kept), shown(gone), strict=True)
    ]


@require_right(rights.MERGE_READERS)
@require_POST
def tell_apart(request: ActingRequest) -> HttpResponse:
    """Somebody has looked at the two: another person."""
    kept, gone = _two(request)
    try:
        telling.tell_apart(by=request.actor, one=kept, other=gone, request_id=request_id_of(request))
    except Refused as refused:
        return _compare_page(request, kept, gone, 409, wording.sentences(refused.verdict.stops))
    messages.success(request, _("They are two people. The pair is not proposed again."))
    return HttpResponseRedirect(reverse("readers:doubles"), status=303)


@require_right(rights.MERGE_READERS)
@require_POST
def ask_again(request: ActingRequest) -> HttpResponse:
    """They may be one after all."""
    kept, gone = _two(request)
    try:
        telling.ask_again(by=request.actor, one=kept, other=gone, request_id=request_id_of(request))
    except Refused as refused:
        return _doubles_page(request, 409, wording.sentences(refused.verdict.stops))
    messages.success(request, _("The pair is proposed again."))
    return HttpResponseRedirect(reverse("readers:doubles"), status=303)


def _two(request: HttpRequest) -> tuple[Reader, Reader]:
    given = request.POST if request.method == "POST" else request.GET
    kept, gone = (reader_or_404(whole(given.get(name, "")) or 0) for name in ("kept", "gone"))
    return kept, gone


@require_right(rights.MERGE_READERS)
@require_POST
def part(request: ActingRequest, key: UUID) -> HttpResponse:
    """They are two people after all."""
    found = queries.merge(centre_or_404().pk, key)
    if found is None:
        raise Http404
    try:
        actions.part_readers(by=request.actor, merge=found, request_id=request_id_of(request))
    except Refused as refused:
        return _doubles_page(request, 409, wording.sentences(refused.verdict.stops))
    messages.success(request, _("They are two readers again."))
    return HttpResponseRedirect(reverse("readers:doubles"), status=303)
