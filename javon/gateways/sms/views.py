"""The one address of this door. Whoever knows the secret may say what became of a message, and nothing else."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from javon.core.messaging import queries, sending
from javon.core.messaging.rules.answers import report_of
from javon.gateways.sms import reports


@csrf_exempt  # no cookie is trusted here: the secret in the address is the whole right
@require_POST
def report(request: HttpRequest, secret: str) -> HttpResponse:
    """204 for every report that can be read, of a known message or not; 400 for anything else, 404 without the secret."""
    centre_id = queries.centre_of_callback(secret)
    if centre_id is None:
        raise Http404
    is_form = request.content_type in reports.FORMS
    told = reports.in_fields(request.POST) if is_form else reports.in_json(request.body)
    if told is None:
        return HttpResponse(status=400)
    sending.take_report(told.provider_id, report_of(told.word), centre_id=centre_id)
    return HttpResponse(status=204)
