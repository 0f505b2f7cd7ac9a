"""Schools, their classes, one class at once: registered from a list, registered for the year, a step up. Issue D."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.centre.organisation.models import LocalBody
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.ui.templatetags.ui import in_script
from javon.core.verdict import Refused
from javon.service.readers import rights, wording
from javon.service.readers.actions import classes as actions
from javon.service.readers.forms.classes import ClassListForm
from javon.service.readers.models import Category, ClassStep
from javon.service.readers.queries import classes as queries
from javon.service.readers.rules.class_lists import lines_of
from javon.service.readers.rules.registering import LAST_GRADE
from javon.service.readers.views.listing_shown import rooms, state_badge
from javon.service.readers.views.shared import address, again, age_words, body_name, centre_or_404, name_of

NO_LETTER = "-"
STEP_MONTH = 9  # the school year begins on 1 September


def school_or_404(key: UUID) -> LocalBody:
    """A school of the directory."""
    found = LocalBody.objects.filter(centre=centre_or_404(), kind=LocalBody.Kind.SCHOOL, pk=key).first()
    if found is None:
        raise Http404
    return found


def school_year() -> int:
    """The year in which the present school year began."""
    today = clock.today()
    return today.year if today.month >= STEP_MONTH else today.year - 1


@require_right(rights.SEE_READERS)
def classes(request: ActingRequest) -> HttpResponse:
    """Every school with its classes, and in which somebody is not registered this year yet."""
    schools = [
        {"name": body_name(one.school), "url": _school_url(one.school), "pupils": one.pupils,
         "classes": [_class(one.school, each) for each in one.classes]}
        for one in queries.schools(centre_or_404().pk, clock.today())
    ]  # fmt: skip
    return page(request, "readers/classes.html", rooms=rooms(request.actor, "classes"), schools=schools)


def _school_url(school: LocalBody) -> str:
    return reverse("readers:school", args=[school.pk])


def class_url(school: LocalBody, grade: int, letter: str) -> str:
    """The page of a class."""
    return reverse("readers:class", args=[school.pk, grade, letter or NO_LETTER])


def _called(grade: int, letter: str) -> str:
    return str(in_script(f"{grade}-«{letter}»")) if letter else str(grade)


def _class(school: LocalBody, one: queries.ClassCount) -> dict[str, Any]:
    return {
        "name": _called(one.grade, one.letter),
        "url": class_url(school, one.grade, one.letter),
        "pupils": one.pupils,
        "missing": one.missing,
    }


@require_right(rights.SEE_READERS)
def school(request: ActingRequest, key: UUID) -> HttpResponse:
    """One school: its classes, a class that nobody is registered of yet, and the step of 1 September."""
    return _school_page(request, school_or_404(key))


def _school_page(request: ActingRequest, found: LocalBody, status: int = 200, **more: Any) -> HttpResponse:
    centre, year = centre_or_404(), school_year()
    counted = next(
        (one for one in queries.schools(centre.pk, clock.today()) if one.school.pk == found.pk), None
    )
    step = queries.step_of(found.pk, year)
    may = request.actor.may(rights.REGISTER_READERS)
    leavers = queries.to_step(centre.pk, found.pk).filter(grade=LAST_GRADE) if may and step is None else ()
    chosen = more.pop("chosen", {})
    return page(
        request,
        "readers/school.html",
        status,
        school=found,
        name=body_name(found),
        classes=[_class(found, one) for one in counted.classes] if counted else [],
        step=step,
        moved=len(step.moves) if step else 0,
        year=f"{year}/{year + 1}",
        leavers=[
            {
                "key": str(one.pk),
                "name": name_of(one),
                "class": in_script(one.class_name),
                "chosen": chosen.get(str(one.pk)),
            }
            for one in leavers
        ],
        categories=[choice for choice in Category.choices if choice[0] != Category.PUPIL],
        grades=range(1, LAST_GRADE + 1),
        may=may,
        request_id=uuid7(),
        **more,
    )


@require_right(rights.SEE_READERS)
def find_class(request: ActingRequest, key: UUID) -> HttpResponse:
    """From the choice of grade and letter to the page of that class."""
    found, grade = school_or_404(key), request.GET.get("grade", "")
    letter = "".join(one for one in request.GET.get("letter", "").upper() if one.isalnum())[:4]
    if grade not in {str(one) for one in range(1, LAST_GRADE + 1)}:
        return _school_page(request, found, 422)
    return HttpResponseRedirect(class_url(found, int(grade), letter), status=303)


@require_right(rights.SEE_READERS)
def one_class(request: ActingRequest, key: UUID, grade: int, letter: str) -> HttpResponse:
    """A class: everybody in it, whom to tick, and the list from which new ones are registered."""
    found, bare = _class_or_404(key, grade, letter)
    return _class_page(request, found, grade, bare, form=ClassListForm())


def _class_or_404(key: UUID, grade: int, letter: str) -> tuple[LocalBody, str]:
    bare = "" if letter == NO_LETTER else letter.upper()
    if not 1 <= grade <= LAST_GRADE or len(bare) > 4 or not (bare.isalnum() or not bare):
        raise Http404
    return school_or_404(key), bare


def _pupil(one: Any) -> dict[str, Any]:
    """A row of ``queries.class_of``."""
    return {
        "key": str(one.pk),
        "name": name_of(one),
        "url": address(one),
        "card": f"K-{one.number:06d}",
        "age": age_words(one),
        "badge": state_badge(one),
        "is_registered": one.is_registered,
    }


def _class_page(
    request: ActingRequest,
    found: LocalBody,
    grade: int,
    letter: str,
    status: int = 200,
    *,
    form: Any,
    **more: Any,
) -> HttpResponse:
    readers = queries.class_of(centre_or_404().pk, found.pk, grade, letter, clock.today())
    rows = [_pupil(one) for one in readers]
    return page(
        request,
        "readers/class.html",
        status,
        school=found,
        school_name=body_name(found),
        name=_called(grade, letter),
        grade=grade,
        letter=letter or NO_LETTER,
        rows=rows,
        missing=sum(not row["is_registered"] for row in rows),
        may=request.actor.may(rights.REGISTER_READERS),
        request_id=uuid7(),
        form=form,
        **more,
    )


@require_right(rights.REGISTER_READERS)
@require_POST
def register_list(request: ActingRequest, key: UUID, grade: int, letter: str) -> HttpResponse:
    """New readers of the class; the lines that were refused stay in the box with their reasons."""
    found, bare = _class_or_404(key, grade, letter)
    form = ClassListForm(request.POST)
    if not form.is_valid():
        return _class_page(request, found, grade, bare, 422, form=form)
    given = form.cleaned_data
    try:
        answer = actions.register_class(
            by=request.actor,
            centre=centre_or_404(),
            school=found,
            grade=grade,
            letter=bare,
            lines=lines_of(given["lines"], clock.today()),
            teacher=given["teacher"],
            has_consents=given["consents"],
            request_id=given["request_id"],
        )
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return _class_page(request, found, grade, bare, 409, form=again(form), stops=stops)
    if answer.done:
        messages.success(request, _("Registered: %(count)s") % {"count": answer.done})
    if not answer.refused:
        return HttpResponseRedirect(class_url(found, grade, bare), status=303)
    rest = again(form)
    rest.data["lines"] = "\n".join(text for text, _stops in answer.refused)
    wrong = [{"text": text, "why": wording.sentences(stops)} for text, stops in answer.refused]
    return _class_page(request, found, grade, bare, 409, form=rest, wrong=wrong)


@require_right(rights.REGISTER_READERS)
@require_POST
def register_again(request: ActingRequest, key: UUID, grade: int, letter: str) -> HttpResponse:
    """Everybody ticked is registered for this year, in one press."""
    found, bare = _class_or_404(key, grade, letter)
    ticked = set(request.POST.getlist("reader")[:200])
    readers = [
        one
        for one in queries.class_of(centre_or_404().pk, found.pk, grade, bare, clock.today())
        if str(one.pk) in ticked
    ]
    try:
        answer = actions.register_class_again(
            by=request.actor, readers=readers, request_id=request_id_of(request)
        )
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return _class_page(request, found, grade, bare, 409, form=ClassListForm(), stops=stops)
    messages.success(request, _("Registered for this year: %(count)s") % {"count": answer.done})
    return HttpResponseRedirect(class_url(found, grade, bare), status=303)


@require_right(rights.REGISTER_READERS)
@require_POST
def step_up(request: ActingRequest, key: UUID) -> HttpResponse:
    """All classes a step up, the leaving class by what was chosen for each."""
    found = school_or_404(key)
    prefix = "leaver-"
    leavers = {
        name.removeprefix(prefix): str(value)
        for name, value in request.POST.items()
        if name.startswith(prefix)
    }
    try:
        step = actions.step_up(
            by=request.actor,
            school=found,
            year=school_year(),
            leavers=leavers,
            request_id=request_id_of(request),
        )
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return _school_page(request, found, 409, stops=stops, chosen=leavers)
    messages.success(request, _("A step up: %(count)s readers.") % {"count": len(step.moves)})
    return HttpResponseRedirect(_school_url(found), status=303)


@require_right(rights.REGISTER_READERS)
@require_POST
def undo_step(request: ActingRequest, key: UUID) -> HttpResponse:
    """The step of this school year is taken back."""
    found = school_or_404(key)
    step: ClassStep | None = queries.step_of(found.pk, school_year())
    if step is None:
        raise Http404
    actions.undo_step(by=request.actor, step=step, request_id=request_id_of(request))
    messages.success(request, _("The step is taken back."))
    return HttpResponseRedirect(_school_url(found), status=303)
