"""The staffing table: proposed by one, put in force by another; nobody beyond it. Nizom 3.7, 4.1, 4.2."""

from __future__ import annotations

from datetime import date

import pytest

from javon.centre.organisation import rights
from javon.centre.organisation.actions.appointments import appoint
from javon.centre.organisation.actions.staffing import propose_table, put_in_force, withdraw_table
from javon.centre.organisation.models import BasedOn, Post, StaffingTable
from javon.centre.organisation.queries.occupancy import differences, table_on, table_parts
from javon.centre.organisation.rules import staffing as rules
from javon.centre.organisation.rules.spans import Span
from javon.centre.organisation.tests.characters import (
    a_centre,
    a_person,
    a_post,
    a_table,
    an_appointment,
    an_employee,
    the_actor,
)
from javon.core.access import VISITOR, machine
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused

DAY = date(2026, 12, 1)
PAPER = BasedOn("15-U-son buyruq, 25.11.2026")


def a_line(post="p", positions=1, quarters=4, **given) -> rules.Line:
    return rules.Line(post, "Kutubxonachi", positions, quarters, **given)


def an_effect(**given) -> rules.Effect:
    return rules.Effect(**{
        "number": 2, "state": "proposed", "day": DAY, "proposed_by": 1, "approved_by": 2, "paper": "15-U",
        "in_force_since": date(2026, 1, 1), "lines": (a_line(positions=5),), **given,
    })  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "note", "codes"),
    [
        ([a_line(positions=6)], "yuklama oshdi", ()),
        ([], "yuklama oshdi", ("table_empty",)),
        ([a_line(positions=6)], " ", ("table_without_reason",)),
        ([a_line(positions=5)], "yuklama oshdi", ("table_unchanged",)),
        ([a_line(quarters=5)], "yuklama oshdi", ("line_unreal",)),
        ([a_line(positions=0)], "yuklama oshdi", ("line_unreal",)),
        ([a_line(is_open=False)], "yuklama oshdi", ("line_of_a_closed_post",)),
        ([a_line(), a_line(quarters=2)], "yuklama oshdi", ("post_twice_in_table",)),
    ],
)
def test_what_may_be_proposed(lines, note, codes) -> None:
    assert rules.may_propose(lines, [a_line(positions=5)], note).codes == codes


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, ()),
        ({"approved_by": 1}, ("table_own_proposal",)),
        ({"approved_by": None, "proposed_by": None}, ()),
        ({"paper": " "}, ("table_without_paper",)),
        ({"state": "withdrawn"}, ("table_not_proposed",)),
        ({"day": date(2026, 1, 1)}, ("table_too_early",)),
        ({"held": (rules.Held(Span(date(2024, 1, 1)), 24, "p"),), "titles": (("p", "Kutubxonachi"),)},
         ("people_beyond_table",)),
        ({"held": (rules.Held(Span(date(2024, 1, 1)), 20, "p"),), "titles": (("p", "Kutubxonachi"),)}, ()),
    ],
)  # fmt: skip
def test_when_a_table_may_take_effect(given, codes) -> None:
    assert rules.may_take_effect(an_effect(**given)).codes == codes


@pytest.fixture
def head(db):
    return the_actor(an_employee("rahbar", rights.PROPOSE_STAFFING, rights.MANAGE_STRUCTURE))


@pytest.fixture
def director(db):
    return the_actor(an_employee("direktor", rights.MANAGE_STRUCTURE, rights.MANAGE_STAFF))


def proposed(by, positions=6, **given) -> StaffingTable:
    lines = [(a_post(), positions, 4)]
    return propose_table(by=by, centre_id=a_centre().pk, lines=lines, note="Yuklama oshdi", **given)


def employees_out_of_the_table() -> None:
    """The acting test people hold posts of their own: they are observers, the table does not count them."""
    Post.objects.filter(code__startswith="post-of-").update(kind=Post.Kind.OBSERVER)


@pytest.mark.django_db
def test_a_proposal_changes_nothing_until_another_person_puts_it_in_force(head, director) -> None:
    employees_out_of_the_table()
    old = a_table({a_post(): (5, 4)}, number=1)
    table = proposed(head, request_id=uuid7())
    assert (table.number, table.state) == (2, "proposed")
    assert table_on(a_centre(), DAY) == old
    assert [one.change for one in differences(old, table)] == [4]
    with pytest.raises(Refused) as refused:
        put_in_force(by=head, table=table, based_on=PAPER, from_day=DAY)
    assert refused.value.verdict.codes == ("table_own_proposal",)
    put_in_force(by=director, table=table, based_on=PAPER, from_day=DAY)
    table.refresh_from_db()
    old.refresh_from_db()
    assert (table.state, table.valid_from, table.basis_label) == ("in_force", DAY, PAPER.label)
    assert (old.state, old.valid_to) == ("superseded", date(2026, 11, 30))
    assert table_on(a_centre(), date(2026, 11, 30)) == old
    assert list(Entry.objects.filter(verb__startswith="staffing").order_by("id").values_list("verb", flat=True)) == [
        "staffing_proposed", "staffing_in_force",
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_approving_document_puts_it_in_force_with_its_own_right(head) -> None:
    employees_out_of_the_table()
    approver = the_actor(an_employee("tasdiqlovchi"))
    employees_out_of_the_table()
    table = proposed(head)
    with pytest.raises(Refused) as refused:
        put_in_force(by=approver, table=table, based_on=PAPER, from_day=DAY)
    assert refused.value.verdict.codes == ("no_right",)
    paper = BasedOn("15-U-son buyruq", "", uuid7())
    assert (
        put_in_force(by=approver, table=table, based_on=paper, from_day=DAY).basis_document_id
        == paper.document_id
    )


@pytest.mark.django_db
def test_a_table_below_what_is_held_names_the_post(director) -> None:
    employees_out_of_the_table()
    table = proposed(machine("test"), positions=1)
    for surname in ("Mirzayeva", "Yoʻldosheva"):
        an_appointment(a_person(surname))
    with pytest.raises(Refused) as refused:
        put_in_force(by=director, table=table, based_on=PAPER, from_day=DAY)
    (stop,) = refused.value.verdict.stops
    assert stop.code == "people_beyond_table"
    assert (stop.details["taken_quarters"], stop.details["approved_quarters"]) == (8, 4)


@pytest.mark.django_db
def test_a_withdrawn_proposal_stays_visible_and_is_done_with(head, director) -> None:
    table = proposed(head)
    assert withdraw_table(by=head, table=table).state == "withdrawn"
    for deed in (
        lambda: withdraw_table(by=head, table=table),
        lambda: put_in_force(by=director, table=table, based_on=PAPER, from_day=DAY),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert "table_not_proposed" in refused.value.verdict.codes


@pytest.mark.django_db
def test_a_visitor_proposes_nothing() -> None:
    with pytest.raises(Refused):
        proposed(VISITOR)
    assert not StaffingTable.objects.exists()
    assert not Entry.objects.filter(verb="staffing_proposed").exists()


@pytest.mark.django_db
def test_the_table_counts_what_is_held_and_what_is_vacant(director) -> None:
    table = a_table({a_post(): (5, 4)})
    appoint(by=director, person=a_person(), post=a_post(), quarters=3, from_day=date(2026, 1, 12))
    (part,), sums = table_parts(table, DAY)
    (row,) = part.rows
    assert (row.total, row.held, row.vacant) == (20, 3, 17)
    assert (sums.positions, sums.total, sums.held, sums.vacant) == (5, 20, 3, 17)
