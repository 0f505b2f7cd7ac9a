"""The queue of labels: what waits, and adding to it by scanning, by numbers, from the page of a record."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.centre.organisation.models import Centre
from javon.collection.catalogue.models import Title
from javon.collection.labels import actions, queries, rights, wording
from javon.collection.labels.forms import AskForm, RequestsForm
from javon.collection.labels.views.shared import centre_or_404
from javon.collection.stock.models import Copy
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page
from javon.core.verdict import Refused

DEFAULT_KINDS = ("barcode",)


@require_right(rights.PRINT_LABELS)
def queue(request: ActingRequest) -> HttpResponse:
    """What waits, and the form that adds to it."""
    centre = centre_or_404()
    if request.method == "POST":
        return _ask(request, centre)
    return _queue_page(request, centre, AskForm())


def _queue_page(
    request: HttpRequest, centre: Centre, form: AskForm, status: int = 200, **more: Any
) -> HttpResponse:
    number = request.GET.get("title", "")
    title: Title | None = None
    copies: list[Copy] = []
    if number.isascii() and number.isdigit() and len(number) < 9:
        title, copies = queries.copies_of_title(centre.pk, int(number))
    chosen = request.POST.getlist("kinds") or request.GET.getlist("kind") or DEFAULT_KINDS
    kinds = [
        {"value": kind, "label": words, "is_on": kind in chosen} for kind, words in wording.KINDS.items()
    ]
    return page(
        request,
        "labels/queue.html",
        status,
        form=form,
        kinds=kinds,
        title=title,
        copies=copies,
        queues=[{"queue": one, "name": wording.KINDS[one.kind]} for one in queries.queues(centre.pk)],
        runs=[{"run": run, "name": wording.KINDS[run.kind], "sheet": sheet_name(run)} for run in queries.runs(centre.pk)],
        request_id=AskForm().initial["request_id"],
        **more,
    )  # fmt: skip


def sheet_name(run: Any) -> Any:
    """The name of the sheet of a printing."""
    return wording.SHEETS.get(run.sheet.code, run.sheet.name)


def _ask(request: ActingRequest, centre: Centre) -> HttpResponse:
    form = AskForm(request.POST)
    if not form.is_valid():
        stops = [_("The numbers could not be read. Type whole numbers from 1 on.")]
        return _queue_page(request, centre, form, 422, stops=stops)
    found = _meant(centre, form)
    try:
        count = actions.ask_for_labels(
            by=request.actor,
            centre=centre,
            copies=found.copies,
            kinds=form.cleaned_data["kinds"],
            quantity=form.cleaned_data["quantity"],
            request_id=form.request_id_given,
        )
    except Refused as refused:
        stops = [*_not_found(found), *wording.sentences(refused.verdict.stops)]
        return _queue_page(request, centre, form, 409, stops=stops)
    messages.success(request, _("Labels put into the queue: %(count)s") % {"count": count})
    for words in _not_found(found):
        messages.warning(request, words)
    chosen = "&".join(f"kind={kind}" for kind in form.cleaned_data["kinds"])
    return HttpResponseRedirect(f"{reverse('labels:queue')}?{chosen}", status=303)


def _meant(centre: Centre, form: AskForm) -> queries.Found:
    """The copies that the form means: ticked ones, codes, a range."""
    typed = form.cleaned_data
    by_code = queries.copies_by_codes(centre.pk, typed["codes"])
    copies: dict[Any, Copy] = {copy.pk: copy for copy in by_code.copies}
    if typed["copies"]:
        copies.update((copy.pk, copy) for copy in queries.copies_by_ids(centre.pk, typed["copies"]))
    if typed["first"]:
        last = typed["last"] or typed["first"]
        ranged = queries.copies_by_range(centre.pk, typed["first"], last, book=typed["book"])
        copies.update((copy.pk, copy) for copy in ranged if not queries.is_withdrawn(copy))
    return queries.Found(list(copies.values()), by_code.unknown, by_code.readers)


def _not_found(found: queries.Found) -> list[str]:
    """A sentence for the codes that nobody knows, and one for reader cards."""
    said = []
    if found.unknown:
        said.append(_("No copy has this number: %(codes)s.") % {"codes": ", ".join(found.unknown[:10])})
    if found.readers:
        said.append(
            _("This is a reader's card, not a book: %(codes)s.") % {"codes": ", ".join(found.readers[:10])}
        )
    return said


@require_right(rights.PRINT_LABELS)
@require_POST
def withdraw(request: ActingRequest) -> HttpResponse:
    """Ticked labels taken out of the queue."""
    form = RequestsForm(request.POST)
    if form.is_valid():
        count = actions.withdraw_labels(
            by=request.actor,
            centre=centre_or_404(),
            requests=form.cleaned_data["requests"],
            request_id=form.request_id_given,
        )
        messages.success(request, _("Taken out of the queue: %(count)s") % {"count": count})
    return HttpResponseRedirect(reverse("labels:queue"), status=303)
