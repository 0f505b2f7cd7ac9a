"""Units, posts, points, topics: what may be added, moved, closed; the chart of any day. Nizom 1.1, 1.2, 3.3."""

from __future__ import annotations

from datetime import date

import pytest

from javon.centre.organisation import rights
from javon.centre.organisation.actions import structure as actions
from javon.centre.organisation.actions.topics import end_topic, set_topic
from javon.centre.organisation.models import BasedOn, Post, ServicePoint, Unit, UnitPlacement
from javon.centre.organisation.queries.structure import chart, unit_card
from javon.centre.organisation.rules import structure as rules
from javon.centre.organisation.rules.spans import Span, turning_days
from javon.centre.organisation.tests.characters import (
    a_centre,
    a_person,
    a_post,
    a_service_point,
    a_table,
    a_unit,
    an_appointment,
    an_employee,
    the_actor,
)
from javon.core.access import VISITOR, machine
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused

JAN, JUN, DEC = date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 31)
BY = machine("test")


def codes_of(deed) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        deed()
    return refused.value.verdict.codes


def test_days_on_which_something_may_change() -> None:
    others = [Span(date(2026, 2, 1), date(2026, 2, 9)), Span(None, date(2025, 1, 1)), Span(date(2027, 1, 1))]
    assert turning_days(Span(JAN, DEC), others) == [JAN, date(2026, 2, 1), date(2026, 2, 10)]


def a_move(**given) -> rules.Move:
    facts = {
        "unit": "B", "unit_name": "Xizmat", "parent": "A", "parent_name": "Boʻlim", "day": JUN, "unit_span": Span(JAN),
        "placements": (rules.Placement("B", None, Span(JAN)), rules.Placement("A", None, Span(JAN))),
    }  # fmt: skip
    return rules.Move(**{**facts, **given})


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, ()),
        ({"parent": None}, ("unit_stands_there",)),
        ({"parent": "B"}, ("unit_under_itself",)),
        ({"placements": (rules.Placement("A", "B", Span(JAN)),)}, ("unit_under_itself",)),
        ({"placements": (rules.Placement("A", "C", Span(JAN)), rules.Placement("C", "B", Span(JAN)))}, ("unit_under_itself",)),
        # A goes under B only later, but by then B would stand under A
        ({"placements": (rules.Placement("A", "B", Span(DEC)),)}, ("unit_under_itself",)),
        ({"placements": (rules.Placement("A", "B", Span(JAN, date(2026, 5, 31))),)}, ()),
        ({"placements": (rules.Placement("B", None, Span(JUN)),)}, ("unit_moved_later",)),
        ({"unit_span": Span(JAN, date(2026, 3, 1))}, ("unit_not_there_then",)),
        ({"parent_span": Span(JAN, DEC)}, ("parent_not_there_then",)),
    ],
)  # fmt: skip
def test_where_a_unit_may_stand(given, codes) -> None:
    assert rules.may_move(a_move(**given)).codes == codes


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, ()),
        ({"last_day": date(2025, 1, 1)}, ("closed_before_it_began",)),
        ({"span": Span(JAN, DEC)}, ("closed_already",)),
        ({"units": ("Xizmat",), "posts": ("Rahbar",)}, ("units_below", "posts_open")),
        ({"points": ("Abonement",)}, ("points_open",)),
        ({"people": ("Gulnoza",), "table": 2}, ("people_appointed", "post_in_the_table")),
    ],
)
def test_what_may_be_closed(given, codes) -> None:
    assert (
        rules.may_close(
            rules.Closing(**{"name": "Boʻlim", "last_day": JUN, "span": Span(JAN), **given})
        ).codes
        == codes
    )


@pytest.fixture
def department(db) -> Unit:
    return actions.add_unit(
        by=BY,
        centre_id=a_centre().pk,
        name="Axborot-kutubxona texnologiyalari boʻlimi",
        kind="department",
        from_day=JAN,
    )


@pytest.fixture
def service(db) -> Unit:
    return actions.add_unit(
        by=BY, centre_id=a_centre().pk, name="Foydalanuvchilarga xizmat koʻrsatish xizmati", from_day=JAN
    )


def test_moving_keeps_where_the_unit_stood_and_the_paper(department, service) -> None:
    move = {
        "unit": service,
        "parent": department,
        "from_day": JUN,
        "based_on": BasedOn("7-U-son buyruq", "2"),
        "request_id": uuid7(),
    }
    actions.move_unit(by=BY, **move)
    actions.move_unit(by=BY, **move)
    before, after = UnitPlacement.objects.filter(unit=service)
    assert (before.parent, before.valid_to) == (None, date(2026, 5, 31))
    assert (after.parent, after.valid_to, after.basis_label) == (department, None, "7-U-son buyruq")
    assert Entry.objects.filter(verb="unit_moved").count() == 1
    assert [box.unit for box in chart(a_centre(), JAN).units] == [department, service]
    (root,) = chart(a_centre(), JUN).units
    assert [box.unit for box in root.below] == [service]
    assert unit_card(service, JUN).parent == department
    assert codes_of(lambda: actions.move_unit(by=BY, unit=department, parent=service, from_day=DEC)) == (
        "unit_under_itself",
    )


def test_a_code_is_made_of_the_name_and_never_twice(department) -> None:
    again = actions.add_unit(
        by=BY, centre_id=a_centre().pk, name="Axborot-kutubxona texnologiyalari boʻlimi", from_day=JAN
    )
    assert again.code != department.code
    assert codes_of(
        lambda: actions.add_unit(by=BY, centre_id=a_centre().pk, name="X", code=department.code, from_day=JAN)
    ) == ("code_taken",)
    assert codes_of(lambda: actions.add_unit(by=BY, centre_id=a_centre().pk, name="  ", from_day=JAN)) == (
        "nameless",
    )


def test_a_unit_is_renamed_in_both_scripts(service) -> None:
    unit = actions.rename_unit(by=BY, unit=service, name="Xizmat ko'rsatish", name_cyrl="Хизмат кўрсатиш")
    assert (unit.name, unit.name_cyrl) == ("Xizmat koʻrsatish", "Хизмат кўрсатиш")


def test_closing_waits_for_everything_that_hangs_on_it(department, service) -> None:
    actions.move_unit(by=BY, unit=service, parent=department, from_day=JUN)
    post = actions.add_post(by=BY, centre_id=a_centre().pk, unit=department, title="Mutaxassis", from_day=JAN)
    point = actions.add_point(by=BY, centre_id=a_centre().pk, name="Zal", unit=department, from_day=JAN)
    an_appointment(a_person(), post)
    close = lambda: actions.close_unit(by=BY, unit=department, last_day=DEC)  # noqa: E731
    assert codes_of(close) == ("units_below", "posts_open", "points_open")
    assert codes_of(lambda: actions.close_post(by=BY, post=post, last_day=DEC)) == ("people_appointed",)
    post.appointments.update(valid_to=JUN)
    actions.close_post(by=BY, post=post, last_day=DEC)
    actions.assign_point_to_unit(by=BY, point=point, unit=None)
    actions.close_point(by=BY, point=point, last_day=DEC)
    actions.move_unit(by=BY, unit=service, parent=None, from_day=date(2026, 7, 1))
    close()
    assert chart(a_centre(), date(2027, 1, 1)).units[0].unit == service
    assert ServicePoint.objects.get().valid_to == DEC
    assert codes_of(close) == ("closed_already",)


def test_a_post_in_the_table_in_force_is_not_closed(db) -> None:
    a_table({a_post(): (5, 4)})
    assert codes_of(lambda: actions.close_post(by=BY, post=a_post(), last_day=DEC)) == ("post_in_the_table",)


def test_structure_needs_its_right_and_leaves_no_trace_without_it(service) -> None:
    by = the_actor(an_employee("kutubxonachi", rights.SEE_STAFF))
    count = Entry.objects.count()
    for actor in (VISITOR, by):
        assert codes_of(lambda actor=actor: actions.close_unit(by=actor, unit=service, last_day=DEC)) == (
            "no_right",
        )
    assert Entry.objects.count() == count
    assert Unit.objects.get(pk=service.pk).valid_to is None


def test_topics_are_for_the_head_of_the_service(db) -> None:
    unit = a_unit("stock")
    head = the_actor(
        an_employee("rahbar", rights.SET_TOPICS, post=a_post("head-stock", kind=Post.Kind.HEAD, unit=unit))
    )
    topic = set_topic(by=head, unit=unit, text="Obuna 2027", from_day=JAN)
    assert codes_of(lambda: set_topic(by=head, unit=a_unit("lending"), text="Obuna", from_day=JAN)) == (
        "not_your_service",
    )
    assert codes_of(lambda: set_topic(by=head, unit=unit, text=" ", from_day=JAN)) == ("text_needed",)
    assert codes_of(lambda: end_topic(by=head, topic=topic, last_day=date(2025, 1, 1))) == (
        "ends_before_it_begins",
    )
    assert end_topic(by=head, topic=topic, last_day=JUN).valid_to == JUN


def test_a_point_of_another_system_stays_where_it_is_on_the_chart(db) -> None:
    point = a_service_point("A/B")
    assert chart(a_centre(), JAN).loose_points == [point]
