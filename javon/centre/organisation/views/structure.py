"""Pages of the structure: the chart, a unit, the topics of the services, and the forms that change them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from javon.centre.organisation import queries, rights
from javon.centre.organisation.actions import structure as actions
from javon.centre.organisation.actions import topics as topic_actions
from javon.centre.organisation.forms import structure as forms
from javon.centre.organisation.models import Post, ServicePoint, ServiceTopic, Unit
from javon.centre.organisation.queries import structure
from javon.centre.organisation.views import shown
from javon.centre.organisation.views.asking import Sheet, ask, centre_or_404, typed
from javon.core import clock
from javon.core.accounts.refusals import require_right, require_sign_in
from javon.core.accounts.requests import ActingRequest
from javon.core.ui import errors
from javon.core.ui.render import page


def day_asked(request: HttpRequest) -> date:
    """The day of ``?on=``; today when there is none or it is no day."""
    try:
        day = parse_date(request.GET.get("on", ""))
    except ValueError:
        day = None
    return day if day is not None and 1900 <= day.year <= 2100 else clock.today()


def _unit(code: str) -> Unit:
    unit = structure.unit_by_code(centre_or_404(), code)
    if unit is None:
        raise Http404
    return unit


@require_right(rights.SEE_STAFF)
def chart(request: ActingRequest) -> HttpResponse:
    """The organisation as it stood on a day."""
    day, centre = day_asked(request), queries.the_centre()
    found = structure.chart(centre, day) if centre is not None else None
    return page(
        request,
        "organisation/chart.html",
        chart=found,
        nodes=shown.chart_nodes(found) if found is not None else [],
        loose=found.loose_points if found is not None else [],
        day=day,
        is_today=day == clock.today(),
        may_change=request.actor.may(rights.MANAGE_STRUCTURE),
    )


@require_right(rights.SEE_STAFF)
def unit(request: ActingRequest, code: str) -> HttpResponse:
    """One unit: who heads it, who works in it, where it serves, under whom it stood and stands."""
    found, day = _unit(code), day_asked(request)
    return page(
        request,
        "organisation/unit.html",
        unit=found,
        card=structure.unit_card(found, day),
        day=day,
        is_today=day == clock.today(),
        may_change=request.actor.may(rights.MANAGE_STRUCTURE),
        may_write_topics=topic_actions.may_write_topics(request.actor, found),
    )


def _unit_address(found: Unit) -> str:
    return reverse("organisation:unit", args=[found.code])


# --- units ------------------------------------------------------------------------------------------------


@require_right(rights.MANAGE_STRUCTURE)
def add_unit(request: ActingRequest) -> HttpResponse:
    centre, today = centre_or_404(), clock.today()
    form = forms.NewUnitForm(typed(request), centre=centre, day=today, initial={"from_day": today})
    sheet = Sheet(_("New unit"), _("Add the unit"), reverse("organisation:chart"), _("The unit is added."))
    return ask(
        request, sheet, form,
        lambda **given: actions.add_unit(by=request.actor, centre_id=centre.pk, **given), _unit_address,
    )  # fmt: skip


@require_right(rights.MANAGE_STRUCTURE)
def rename_unit(request: ActingRequest, code: str) -> HttpResponse:
    found = _unit(code)
    words = {name: getattr(found, name) for name in ("name", "name_cyrl", "short_name", "phone")}
    form = forms.UnitNameForm(typed(request), initial=words)
    sheet = Sheet(_("Name of the unit"), _("Save the name"), _unit_address(found), _("The name is saved."))
    return ask(
        request, sheet, form, lambda **given: actions.rename_unit(by=request.actor, unit=found, **given)
    )


@require_right(rights.MANAGE_STRUCTURE)
def move_unit(request: ActingRequest, code: str) -> HttpResponse:
    found, today = _unit(code), clock.today()
    form = forms.MoveUnitForm(typed(request), unit=found, day=today, initial={"from_day": today})
    sheet = Sheet(
        _("Move the unit"), _("Move"), _unit_address(found), _("The unit has its new place."),
        _("Where it stood until then stays in the history, with its paper."),
    )  # fmt: skip
    return ask(request, sheet, form, lambda **given: actions.move_unit(by=request.actor, unit=found, **given))


@require_right(rights.MANAGE_STRUCTURE)
def close_unit(request: ActingRequest, code: str) -> HttpResponse:
    found = _unit(code)
    form = forms.LastDayForm(typed(request), initial={"last_day": clock.today()})
    sheet = Sheet(
        _("Close the unit"), _("Close the unit"), _unit_address(found), _("The unit is closed."),
        _("It stays in the reports of the years in which it existed."),
    )  # fmt: skip
    return ask(
        request, sheet, form, lambda **given: actions.close_unit(by=request.actor, unit=found, **given)
    )


# --- posts and points -------------------------------------------------------------------------------------


@require_right(rights.MANAGE_STRUCTURE)
def add_post(request: ActingRequest) -> HttpResponse:
    centre, today = centre_or_404(), clock.today()
    at = structure.unit_by_code(centre, request.GET.get("unit", "")[:32])
    form = forms.NewPostForm(
        typed(request), centre=centre, day=today, initial={"from_day": today, "unit": at.pk if at else None}
    )
    sheet = Sheet(
        _("New post"), _("Add the post"), _unit_address(at) if at else reverse("organisation:chart"),
        _("The post is added."), _("How many positions there are is said by the staffing table."),
    )  # fmt: skip
    return ask(
        request, sheet, form, lambda **given: actions.add_post(by=request.actor, centre_id=centre.pk, **given)
    )


@require_right(rights.MANAGE_STRUCTURE)
def close_post(request: ActingRequest, code: str) -> HttpResponse:
    post = get_object_or_404(Post.objects.select_related("unit"), centre=centre_or_404(), code=code)
    form = forms.LastDayForm(typed(request), initial={"last_day": clock.today()})
    back = _unit_address(post.unit) if post.unit else reverse("organisation:chart")
    sheet = Sheet(_("Close the post"), _("Close the post"), back, _("The post is closed."), post.title)
    return ask(request, sheet, form, lambda **given: actions.close_post(by=request.actor, post=post, **given))


@require_right(rights.MANAGE_STRUCTURE)
def add_point(request: ActingRequest) -> HttpResponse:
    centre, today = centre_or_404(), clock.today()
    at = structure.unit_by_code(centre, request.GET.get("unit", "")[:32])
    form = forms.NewPointForm(
        typed(request), centre=centre, day=today, initial={"from_day": today, "unit": at.pk if at else None}
    )
    back = _unit_address(at) if at else reverse("organisation:chart")
    sheet = Sheet(_("New service point"), _("Add the point"), back, _("The service point is added."))
    return ask(
        request,
        sheet,
        form,
        lambda **given: actions.add_point(by=request.actor, centre_id=centre.pk, **given),
    )


@require_right(rights.MANAGE_STRUCTURE)
def assign_point(request: ActingRequest, pk: UUID) -> HttpResponse:
    centre = centre_or_404()
    point = get_object_or_404(ServicePoint, centre=centre, pk=pk)
    form = forms.PointUnitForm(
        typed(request), centre=centre, day=clock.today(), initial={"unit": point.unit_id}
    )
    back = reverse("organisation:chart")
    sheet = Sheet(
        _("Unit of the service point"), _("Save"), back, _("The point belongs to its unit."), point.name
    )
    return ask(
        request,
        sheet,
        form,
        lambda **given: actions.assign_point_to_unit(by=request.actor, point=point, **given),
    )


@require_right(rights.MANAGE_STRUCTURE)
def close_point(request: ActingRequest, pk: UUID) -> HttpResponse:
    point = get_object_or_404(ServicePoint, centre=centre_or_404(), pk=pk)
    form = forms.LastDayForm(typed(request), initial={"last_day": clock.today()})
    back = reverse("organisation:chart")
    sheet = Sheet(
        _("Close the service point"), _("Close the point"), back, _("The point is closed."), point.name
    )
    return ask(
        request, sheet, form, lambda **given: actions.close_point(by=request.actor, point=point, **given)
    )


# --- topics -----------------------------------------------------------------------------------------------


@require_right(rights.SEE_TOPICS)
def services(request: ActingRequest) -> HttpResponse:
    """What the other services work on: our right by Nizom 3.3."""
    day, centre = day_asked(request), queries.the_centre()
    person = queries.person_of(request.actor)
    own = {one.post.unit_id for one in queries.posts_of(person, day)} if person is not None else set()
    by_unit: dict[Unit, list[ServiceTopic]] = {}
    if centre is not None:
        by_unit = {one: [] for one in structure.open_units(centre, day) if one.kind != Unit.Kind.MANAGEMENT}
        for topic in structure.topics(day, centre=centre):
            by_unit.setdefault(topic.unit, []).append(topic)
    services = [(one, topics, one.pk in own) for one, topics in by_unit.items()]
    return page(request, "organisation/services.html", services=services, day=day)


@require_sign_in
def add_topic(request: ActingRequest, code: str) -> HttpResponse:
    found = _unit(code)
    if not topic_actions.may_write_topics(request.actor, found):
        return errors.forbidden(request, right=_("write the topics of this service"))
    form = forms.TopicForm(typed(request), initial={"from_day": clock.today()})
    sheet = Sheet(
        _("What the service works on"), _("Tell the other services"), _unit_address(found), _("The topic is entered."),
        found.name,
    )  # fmt: skip
    return ask(
        request, sheet, form, lambda **given: topic_actions.set_topic(by=request.actor, unit=found, **given)
    )


@require_sign_in
def end_topic(request: ActingRequest, pk: UUID) -> HttpResponse:
    topic = get_object_or_404(ServiceTopic.objects.select_related("unit"), pk=pk)
    if not topic_actions.may_write_topics(request.actor, topic.unit):
        return errors.forbidden(request, right=_("write the topics of this service"))
    form = forms.LastDayForm(typed(request), initial={"last_day": clock.today()})
    sheet = Sheet(
        _("End the topic"), _("End the topic"), _unit_address(topic.unit), _("The topic is over."), topic.text
    )
    return ask(
        request, sheet, form, lambda **given: topic_actions.end_topic(by=request.actor, topic=topic, **given)
    )
