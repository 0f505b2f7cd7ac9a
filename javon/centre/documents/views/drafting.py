"""A new paper, the editor, what it rests on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.centre.documents import actions, rights, standard, wording
from javon.centre.documents.filling import filled
from javon.centre.documents.forms.drafting import BasisForm, DraftForm, NewForm, initial_of, journals_for
from javon.centre.documents.models import BasisLink, Document, Version
from javon.centre.documents.queries import approval, reading
from javon.centre.documents.rules.drafting import DRAFTED
from javon.centre.documents.views import opening
from javon.centre.documents.views.reading import tabs
from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre, Person
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui import differences
from javon.core.ui.render import page
from javon.core.verdict import Refused, Verdict

BLANK = tuple(kind for kind in DRAFTED if kind not in ("staffing",))


@require_right(rights.DRAFT)
def templates(request: ActingRequest) -> HttpResponse:
    """Templates and blank sheets to begin from."""
    names = dict(Document.Kind.choices)
    blank = [(kind, names[kind]) for kind in BLANK]
    return page(
        request,
        "documents/templates.html",
        tabs=tabs(request, "templates"),
        templates=[one for one in standard.templates() if one.kind in DRAFTED],
        blank=blank,
    )


def _centre() -> Centre:
    centre = organisation.the_centre()
    if centre is None:
        raise Http404
    return centre


def _people(centre: Centre) -> list[Person]:
    return reading.people_to_name(centre.pk, clock.today())


@require_right(rights.DRAFT)
def new(request: ActingRequest, kind: str) -> HttpResponse:
    """The first step of a paper: its title, or the fields of its template."""
    if kind not in DRAFTED:
        raise Http404
    centre, code = _centre(), request.GET.get("template", "")
    template = next((one for one in standard.templates() if one.code == code and one.kind == kind), None)
    given: dict[str, Any] = {
        "kind": kind,
        "template": template,
        "centre_id": centre.pk,
        "people": _people(centre),
    }
    if request.method != "POST":
        return _new_page(request, NewForm(initial={"request_id": uuid7()}, **given), kind)
    form = NewForm(request.POST, **given)
    if not form.is_valid():
        return _new_page(request, form, kind, 422)
    try:
        document = _begun(request, centre, kind, form)
    except Refused as refused:
        data = request.POST.copy()
        data["request_id"] = str(uuid7())
        stops = wording.sentences(refused.verdict.stops)
        return _new_page(request, NewForm(data, **given), kind, 409, stops)
    return HttpResponseRedirect(reverse("documents:edit", args=[document.short_id]), status=303)


def _begun(request: ActingRequest, centre: Centre, kind: str, form: NewForm) -> Document:
    """The draft, with the text of the template where there is one."""
    template, typed = form.template, form.cleaned_data
    draft = actions.Draft(title=typed.get("title", ""), readers=(actions.WhoReads(),))
    if template is not None:
        text = filled(template, form.values)
        journals = journals_for(Document(centre=centre, kind=kind))
        draft = actions.Draft(
            title=text.title,
            preamble=text.preamble,
            ending=text.ending,
            points=text.points,
            place=centre.place,
            register=journals.filter(code=template.register).first() if template.register else None,
            readers=(actions.WhoReads(),),
            is_confidential=template.is_confidential,
        )
    return actions.draft_document(
        by=request.actor,
        centre=centre,
        kind=kind,
        draft=draft,
        post=typed.get("post"),
        template_code=template.code if template else "",
        request_id=typed["request_id"],
    )


def _new_page(
    request: ActingRequest, form: NewForm, kind: str, status: int = 200, stops: list[str] | None = None
) -> HttpResponse:
    name = form.template.name if form.template else dict(Document.Kind.choices)[kind]
    return page(
        request, "documents/new.html", status, form=form, name=name, chosen=form.template, stops=stops or []
    )


@require_right(rights.DRAFT)
def edit(request: ActingRequest, short_id: int) -> HttpResponse:
    """The editor of a draft."""
    document = opening.own_or_404(request, short_id)
    version = reading.newest_version(document)
    version.document = document
    if version.state != Version.State.DRAFT or not approval.may_work_on(request.actor, version):
        stops = [str(wording.SENTENCES["not_a_draft"])]
        return opening.document_page(request, document, version, status=409, stops=stops)
    people = _people(document.centre)
    given: dict[str, Any] = {"version": version, "by": request.actor, "people": people}
    if request.method != "POST":
        form = DraftForm(initial={**initial_of(version), "request_id": uuid7()}, **given)
        return _edit_page(request, form)
    form = DraftForm(request.POST, **given)
    return _edit_page(request, form, 422) if not form.is_valid() else _save(request, form, given)


def _save(request: ActingRequest, form: DraftForm, given: dict[str, Any]) -> HttpResponse:
    version: Version = form.version
    try:
        actions.save_draft(
            by=request.actor,
            version=version,
            expected_edits=form.cleaned_data["expected_edits"],
            draft=form.draft,
            request_id=form.cleaned_data["request_id"],
        )
    except Refused as refused:
        return _refused_save(request, form, given, refused.verdict)
    messages.success(request, _("The draft is saved."))
    if request.POST.get("then") == "stay":
        return HttpResponseRedirect(reverse("documents:edit", args=[version.document.short_id]), status=303)
    return opening.to_document(version.document)


def _refused_save(
    request: ActingRequest, form: DraftForm, given: dict[str, Any], verdict: Verdict
) -> HttpResponse:
    """Nothing typed is lost: the form again, and beside it the text of whoever was faster."""
    version = reading.newest_version(form.version.document)
    data: QueryDict = request.POST.copy()
    data["request_id"] = str(uuid7())
    mine = [("", form.draft.title), *((point.number, point.text) for point in form.points)]
    rows: list[differences.Row] = []
    if "saved_meanwhile" in verdict.codes:
        data["expected_edits"] = str(version.edits)
        theirs = [("", version.title), *((one.number, one.text) for one in version.clauses.all())]
        rows = differences.compared(theirs, mine)
    again = DraftForm(data, **{**given, "version": version})
    again.is_valid()
    return _edit_page(request, again, 409, stops=wording.sentences(verdict.stops), both=rows)


def _edit_page(request: ActingRequest, form: DraftForm, status: int = 200, **more: Any) -> HttpResponse:
    people = [(str(person.pk), reading.shown(person.full_name, person.name_cyrl)) for person in form.people]
    document = form.version.document
    return page(
        request,
        "documents/edit.html",
        status,
        form=form,
        document=document,
        version=form.version,
        people=people,
        basis=reading.basis_of(document),
        **more,
    )


@require_right(rights.DRAFT)
@require_POST
def new_version(request: ActingRequest, short_id: int) -> HttpResponse:
    """A new version on top of the newest; on to its editor."""
    document = opening.own_or_404(request, short_id)
    try:
        actions.start_new_version(by=request.actor, document=document)
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return opening.document_page(request, document, status=409, stops=stops)
    return HttpResponseRedirect(reverse("documents:edit", args=[short_id]), status=303)


@require_right(rights.DRAFT)
def basis(request: ActingRequest, short_id: int) -> HttpResponse:
    """Choose, by search, the papers that this one rests on."""
    document = opening.own_or_404(request, short_id)
    stops: list[str] = []
    if request.method == "POST":
        form = BasisForm(request.POST)
        chosen = (
            reading.document_by_number(request.actor, form.cleaned_data["rests_on"])
            if form.is_valid()
            else None
        )
        if chosen is None:
            return _basis_page(request, document, 422, [_("Choose a paper from the list.")])
        try:
            actions.name_basis(
                by=request.actor, document=document, rests_on=chosen,
                clause_number=form.cleaned_data["clause_number"], note=form.cleaned_data["note"],
            )  # fmt: skip
        except Refused as refused:
            return _basis_page(request, document, 409, wording.sentences(refused.verdict.stops))
        messages.success(request, _("The basis is named."))
        return HttpResponseRedirect(reverse("documents:basis", args=[short_id]), status=303)
    return _basis_page(request, document, 200, stops)


def _basis_page(request: ActingRequest, document: Document, status: int, stops: list[str]) -> HttpResponse:
    words = (request.GET.get("q", "") or request.POST.get("q", ""))[:200].replace("\x00", "")
    named = [link.rests_on_id for link in document.basis.all()]
    rows = (
        reading.visible_documents(request.actor)
        .exclude(pk=document.pk)
        .exclude(status__in=reading.UNFINISHED)
    )
    if words:
        rows = reading.found_documents(request.actor, reading.Wanted(words=words)).exclude(pk=document.pk)
    found = rows.order_by("level", "-dated_on")[:20]
    return page(
        request, "documents/basis.html", status, document=document, found=found, words=words, stops=stops,
        links=reading.basis_of(document), named=named, typed=request.POST,
    )  # fmt: skip


@require_right(rights.DRAFT)
@require_POST
def drop_basis(request: ActingRequest, short_id: int, pk: UUID) -> HttpResponse:
    """Take a basis away from a draft."""
    document = opening.own_or_404(request, short_id)
    link = get_object_or_404(BasisLink, pk=pk, document=document)
    return opening.carried_out(
        request,
        document,
        lambda: actions.drop_basis(by=request.actor, link=link),
        _("The basis is taken away."),
    )


@require_right(rights.READ)
@require_POST
def check_basis(request: ActingRequest, short_id: int, pk: UUID) -> HttpResponse:
    """The paper was looked at after its basis changed, and stands."""
    document = opening.own_or_404(request, short_id)
    link = get_object_or_404(BasisLink, pk=pk, document=document)
    return opening.carried_out(
        request, document, lambda: actions.check_basis(by=request.actor, link=link), _("Marked as checked.")
    )
