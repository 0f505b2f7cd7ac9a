"""Coming in by card and PIN, and going out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from javon.centre.organisation.queries import the_centre
from javon.core.ui import errors
from javon.core.ui.languages import safe_next
from javon.core.ui.limits import seconds_to_wait
from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.places.cabinet.family import HOME
from javon.places.cabinet.forms import CardForm
from javon.service.readers import sessions, wording

PER_MINUTE = 20  # per card and address; wrong PINs pause much earlier


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The card, which the QR code of a slip fills in, and the PIN."""
    after = safe_next(request, HOME) if request.POST.get("next") or request.GET.get("next") else HOME
    if request.user.is_authenticated:
        return page(request, "cabinet/staff_is_in.html", 409 if request.method == "POST" else 200)
    if request.method != "POST":
        if sessions.current(request) is not None:
            return HttpResponseRedirect(after)
        form = CardForm(initial={"card": request.GET.get("card", "")[:40]})
        return page(request, "cabinet/sign_in.html", form=form, after=after)
    return _tried(request, CardForm(request.POST), after)


def _tried(request: HttpRequest, form: CardForm, after: str) -> HttpResponse:
    centre, wrong = the_centre(), []
    if form.is_valid() and centre is not None:
        card = form.cleaned_data["card"]
        if wait := seconds_to_wait(request, "card-sign-in", per_minute=PER_MINUTE, account=f"card {card}"):
            return errors.too_many(request, wait=wait)
        try:
            reader = sessions.reader_behind(request, centre.pk, card, form.cleaned_data["pin"])
        except Refused as refused:
            wrong = wording.sentences(refused.verdict.stops)
        else:
            response = HttpResponseRedirect(after, status=303)
            sessions.begin(request, response, reader, is_kept=form.cleaned_data["remember"])
            return response
    elif form.is_valid():
        wrong = [_("The library has no readers yet.")]
    return page(request, "cabinet/sign_in.html", 422, form=form, after=after, wrong=wrong)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The reader leaves this browser; what it kept of the pages goes too."""
    response = HttpResponseRedirect("/", status=303)
    sessions.end(request, response)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
