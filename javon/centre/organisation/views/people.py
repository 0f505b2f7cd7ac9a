"""Pages of the staff: the list, a card, and the forms that appoint, move, release and replace. Nizom 4.1, 4.2."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.centre.organisation import queries, rights
from javon.centre.organisation.actions import absences as absence_actions
from javon.centre.organisation.actions import appointments as actions
from javon.centre.organisation.actions import people as people_actions
from javon.centre.organisation.forms import people as forms
from javon.centre.organisation.forms.asked import Asked
from javon.centre.organisation.models import Absence, Appointment, Person, Substitution, Unit
from javon.centre.organisation.queries import staff
from javon.centre.organisation.queries.structure import open_units
from javon.centre.organisation.views import shown
from javon.centre.organisation.views.asking import Sheet, ask, centre_or_404, typed
from javon.centre.organisation.views.structure import day_asked
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page

PER_PAGE = 60


def _person(pk: UUID) -> Person:
    person = staff.person_by_id(centre_or_404(), pk)
    if person is None:
        raise Http404
    return person


def _card(person: Person) -> str:
    return reverse("organisation:person", args=[person.pk])


@require_right(rights.SEE_STAFF)
def people(request: ActingRequest) -> HttpResponse:
    """The staff list, narrowed by a name in any script, a unit, a state."""
    day, centre = day_asked(request), queries.the_centre()
    given = {"asked": request.GET.get("q", "")[:80], "unit": request.GET.get("unit", "")[:32]}
    given["state"] = request.GET.get("state", "")[:16]
    everybody = (
        staff.found_people(centre, day, **given)
        if centre is not None
        else Person.objects.order_by("id").none()
    )
    found = Paginator(everybody, PER_PAGE).get_page(request.GET.get("page"))
    register = {
        **_register(found, day),
        **_nobody(is_narrowed=any(given.values())),
        "filters": _filters(given, list(open_units(centre, day)) if centre is not None else []),
        "pager": {"number": found.number, "pages": found.paginator.num_pages, **_around(request, found)},
    }
    may_manage = request.actor.may(rights.MANAGE_STAFF)
    return page(request, "organisation/people.html", register=register, may_manage=may_manage)


def _register(found: Page[Person], day: date) -> dict[str, Any]:
    return {
        "caption": _("Staff"),
        "columns": _columns(),
        "rows": shown.register_rows(staff.staff_rows(found, day)),
        "first_number": found.start_index(),
        "total": found.paginator.count,
    }


def _columns() -> list[dict[str, str]]:
    heads = (
        pgettext("of a person", "Name"),
        _("Post"),
        _("Unit"),
        _("In the post since"),
        _("Phone"),
        _("State"),
    )
    kinds = ("", "", "", "", "code", "")
    return [{"label": head, "kind": kind} for head, kind in zip(heads, kinds, strict=True)]


def _nobody(*, is_narrowed: bool) -> dict[str, str]:
    """What an empty list says."""
    everybody = reverse("organisation:people")
    if is_narrowed:
        return {
            "empty_title": _("Nobody like this"),
            "empty_url": everybody,
            "empty_action": _("Show everybody"),
        }
    return {"empty_title": _("Nobody is entered yet"), "empty_text": _("Employees will be listed here.")}


def _filters(given: dict[str, str], units: list[Unit]) -> dict[str, Any]:
    every_unit = [("", _("Every unit")), *((one.code, shown.named(one)) for one in units)]

    def options(choices: list[tuple[str, str]], chosen: str) -> list[dict[str, Any]]:
        return [{"value": code, "label": words, "is_on": code == chosen} for code, words in choices]

    everybody = reverse("organisation:people")
    return {
        "action": everybody,
        "query": given["asked"],
        "label": _("Name in any script"),
        "fields": [
            {"name": "unit", "label": _("Unit"), "options": options(every_unit, given["unit"])},
            {"name": "state", "label": _("State"), "options": options(_states(), given["state"])},
        ],
        "clear_url": everybody if any(given.values()) else "",
    }


def _states() -> list[tuple[str, str]]:
    return [
        ("", _("Everybody")),
        ("working", pgettext("of a person", "At work")),
        ("absent", pgettext("of a person", "Away")),
        ("without_post", _("Without a post")),
        ("left", pgettext("of a person", "Left")),
    ]


def _around(request: HttpRequest, found: object) -> dict[str, str]:
    """Addresses of the pages before and after."""
    given, around = request.GET.copy(), {"previous_url": "", "next_url": ""}
    for name, step in (("previous", -1), ("next", 1)):
        if getattr(found, f"has_{name}")():
            given["page"] = str(getattr(found, "number") + step)  # noqa: B009
            around[f"{name}_url"] = f"?{given.urlencode()}"
    return around


@require_right(rights.SEE_STAFF)
def person(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Everything that is kept of an employee."""
    found, day = _person(pk), clock.today()
    may_manage, card = request.actor.may(rights.MANAGE_STAFF), staff.staff_card(found, day)
    return page(
        request,
        "organisation/person.html",
        person=found,
        card=card,
        facts=shown.person_facts(found, card),
        day=day,
        may_manage=may_manage and not staff.is_own(found, request.actor.user_id),
        may_correct=may_manage,
        may_see_rights=request.actor.may(rights.SEE_RIGHTS) or staff.is_own(found, request.actor.user_id),
    )


# --- the card ---------------------------------------------------------------------------------------------


@require_right(rights.MANAGE_STAFF)
def register(request: ActingRequest) -> HttpResponse:
    centre = centre_or_404()
    sheet = Sheet(
        _("New employee"), _("Enter the employee"), reverse("organisation:people"),
        _("The employee is entered. Now appoint to a post."),
    )  # fmt: skip
    return ask(
        request, sheet, forms.NewPersonForm(typed(request)),
        lambda **given: people_actions.register_person(by=request.actor, centre_id=centre.pk, **given), _card,
    )  # fmt: skip


@require_right(rights.MANAGE_STAFF)
def correct(request: ActingRequest, pk: UUID) -> HttpResponse:
    found = _person(pk)
    form = forms.PersonForm(
        typed(request), initial={name: getattr(found, name) for name in people_actions.FIELDS}
    )
    sheet = Sheet(_("Correct the card"), _("Save"), _card(found), _("The card is saved."), found.full_name)
    return ask(
        request,
        sheet,
        form,
        lambda **given: people_actions.correct_person(by=request.actor, person=found, **given),
    )


@require_right(rights.MANAGE_STAFF)
def link_account(request: ActingRequest, pk: UUID) -> HttpResponse:
    found = _person(pk)
    sheet = Sheet(
        _("Account of the employee"), _("Give the account"), _card(found), _("The account is the employee's now."),
        _("Whoever signs in with this account gets the rights of the employee's posts."),
    )  # fmt: skip
    form = forms.AccountForm(typed(request))
    return ask(
        request,
        sheet,
        form,
        lambda **given: people_actions.link_account(by=request.actor, person=found, **given),
    )


@require_right(rights.MANAGE_STAFF)
def unlink_account(request: ActingRequest, pk: UUID) -> HttpResponse:
    found = _person(pk)
    sheet = Sheet(
        _("Take the account off"),
        _("Take off"),
        _card(found),
        _("The account holds no right any more."),
        found.full_name,
    )
    return ask(
        request, sheet, Asked(typed(request)),
        lambda **given: people_actions.unlink_account(by=request.actor, person=found, **given),
    )  # fmt: skip


# --- posts ------------------------------------------------------------------------------------------------


@require_right(rights.MANAGE_STAFF)
def appoint(request: ActingRequest, pk: UUID) -> HttpResponse:
    found, today = _person(pk), clock.today()
    form = forms.AppointForm(typed(request), centre=found.centre, day=today, initial={"from_day": today})
    sheet = Sheet(
        _("Appoint to a post"), _("Appoint"), _card(found), _("The appointment is entered."), found.full_name
    )
    return ask(request, sheet, form, lambda **given: actions.appoint(by=request.actor, person=found, **given))


def _appointment(pk: UUID) -> Appointment:
    rows = Appointment.objects.select_related("person__centre", "post__unit")
    return get_object_or_404(rows, pk=pk, person__centre=centre_or_404())


@require_right(rights.MANAGE_STAFF)
def move(request: ActingRequest, pk: UUID) -> HttpResponse:
    row, today = _appointment(pk), clock.today()
    begin = {"from_day": today, "quarters": row.quarters}
    form = forms.MoveForm(typed(request), centre=row.person.centre, day=today, initial=begin)
    lead = _("%(person)s, now: %(post)s") % {"person": row.person.full_name, "post": row.post.title}
    sheet = Sheet(_("Move to another post"), _("Move"), _card(row.person), _("The move is entered."), lead)
    return ask(request, sheet, form, lambda **given: actions.move(by=request.actor, appointment=row, **given))


@require_right(rights.MANAGE_STAFF)
def end_appointment(request: ActingRequest, pk: UUID) -> HttpResponse:
    row = _appointment(pk)
    form = forms.ReleaseForm(typed(request), initial={"last_day": clock.today()})
    del form.fields["note"]
    lead = f"{row.person.full_name}: {row.post.title}"
    sheet = Sheet(_("End the appointment"), _("End"), _card(row.person), _("The appointment ends."), lead)
    return ask(
        request,
        sheet,
        form,
        lambda **given: actions.end_appointment(by=request.actor, appointment=row, **given),
    )


@require_right(rights.MANAGE_STAFF)
def release(request: ActingRequest, pk: UUID) -> HttpResponse:
    found = _person(pk)
    form = forms.ReleaseForm(typed(request), initial={"last_day": clock.today()})
    sheet = Sheet(
        _("Release the employee"), _("Release"), _card(found), _("The employee is released."),
        _("All posts end with that day. The account is locked the same minute when the day is today or past."),
    )  # fmt: skip
    return ask(request, sheet, form, lambda **given: actions.release(by=request.actor, person=found, **given))


# --- absence and standing in --------------------------------------------------------------------------------


@require_right(rights.MANAGE_STAFF)
def record_absence(request: ActingRequest, pk: UUID) -> HttpResponse:
    found, today = _person(pk), clock.today()
    form = forms.AbsenceForm(typed(request), initial={"first_day": today, "last_day": today})
    sheet = Sheet(
        _("Absence"), _("Enter the absence"), _card(found), _("The absence is entered."), found.full_name
    )
    return ask(
        request, sheet, form,
        lambda **given: absence_actions.record_absence(by=request.actor, person=found, **given),
    )  # fmt: skip


def _absence(pk: UUID) -> Absence:
    return get_object_or_404(
        Absence.objects.select_related("person__centre"), pk=pk, person__centre=centre_or_404()
    )


@require_right(rights.MANAGE_STAFF)
def cancel_absence(request: ActingRequest, pk: UUID) -> HttpResponse:
    row = _absence(pk)
    sheet = Sheet(
        _("Take the absence back"), _("Take back"), _card(row.person), _("The absence is taken back."),
        _("Who stands in on these days stands in no more."),
    )  # fmt: skip
    return ask(
        request, sheet, Asked(typed(request)),
        lambda **given: absence_actions.cancel_absence(by=request.actor, absence=row, **given),
    )  # fmt: skip


@require_right(rights.MANAGE_STAFF)
def substitute(request: ActingRequest, pk: UUID) -> HttpResponse:
    row = _absence(pk)
    days = {"first_day": row.first_day, "last_day": row.last_day}
    form = forms.SubstituteForm(typed(request), absence=row, initial=days)
    sheet = Sheet(
        _("Who stands in"), _("Enter who stands in"), _card(row.person), _("Standing in is entered."),
        _("The rights of the post are the substitute's on these days and no others (Nizom 3.1)."),
    )  # fmt: skip
    return ask(
        request,
        sheet,
        form,
        lambda **given: absence_actions.substitute(by=request.actor, absence=row, **given),
    )


@require_right(rights.MANAGE_STAFF)
def cancel_substitution(request: ActingRequest, pk: UUID) -> HttpResponse:
    rows = Substitution.objects.select_related("appointment__person", "substitute")
    row = get_object_or_404(rows, pk=pk, substitute__centre=centre_or_404())
    sheet = Sheet(
        _("End standing in"),
        _("End"),
        _card(row.appointment.person),
        _("Standing in is over."),
        row.substitute.full_name,
    )
    return ask(
        request, sheet, Asked(typed(request)),
        lambda **given: absence_actions.cancel_substitution(by=request.actor, substitution=row, **given),
    )  # fmt: skip
