"""Proposals for a field while it is being typed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from javon.centre.organisation import queries as organisation
from javon.collection.catalogue import completing, rights
from javon.core.accounts.refusals import require_right

_LONGEST = 80


@require_right(rights.CORRECT_RECORD)
def complete(request: HttpRequest, what: str) -> HttpResponse:
    """At most eight texts for the field `what`, each with a note: years, number of records."""
    centre = organisation.the_centre()
    if what not in completing.KINDS or centre is None:
        raise Http404
    found = completing.completions(what, request.GET.get("q", "")[:_LONGEST], centre.pk)
    items = [
        {
            "text": one.text,
            "dates": one.dates,
            "note": " · ".join(filter(None, [one.dates, str(one.works or "")])),
        }
        for one in found
    ]
    return JsonResponse({"items": items})
