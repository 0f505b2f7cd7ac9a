"""What may happen in the hall, as tables."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from javon.service.readingroom import wording
from javon.service.readingroom.rules import hall, in_house, visits
from javon.service.readingroom.rules import plan as plans
from javon.service.readingroom.rules.hall import CardFacts, TermsFacts
from javon.service.readingroom.rules.in_house import CopyFacts
from javon.service.readingroom.rules.plan import Plan, PlanFacts, read_plan
from javon.service.readingroom.rules.visits import VisitFacts

TODAY = date(2026, 11, 28)


def a_visit(**facts):
    return VisitFacts(**{"today": TODAY, "day": TODAY, "how": "desk", **facts})


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, ()),
        ({"how": "tally", "has_reader": False, "audience": "child"}, ()),
        ({"how": "tally"}, ("visit_unreal",)),
        ({"how": "desk", "has_reader": False}, ("visit_unreal",)),
        ({"how": "flown"}, ("visit_unreal",)),
        ({"audience": "cat"}, ("visit_unreal",)),
        ({"day": TODAY + timedelta(days=1)}, ("visit_in_future",)),
        ({"day": TODAY - timedelta(days=366)}, ()),
        ({"day": TODAY - timedelta(days=367)}, ("visit_too_old",)),
        ({"heads": 0}, ("visit_heads_unreal",)),
        ({"heads": 501}, ("visit_heads_unreal",)),
        ({"is_here": False, "is_of_this_centre": False}, ("reader_is_gone", "reader_of_another_centre")),
    ],
)
def test_what_is_a_visit(facts, codes):
    assert visits.may_count(a_visit(**facts)).codes == codes


@pytest.mark.parametrize(
    ("age", "category", "audience"),
    [
        (0, "preschool", "child"), (14, "pupil", "child"), (15, "pupil", "adult"), (68, "pensioner", "adult"),
        (None, "pupil", "child"), (None, "teacher", "adult"), (None, "preschool", "child"),
    ],
)  # fmt: skip
def test_who_is_a_child(age, category, audience):
    assert visits.audience_of(age, category) == audience


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, ()),
        ({"is_known": False}, ("card_unknown",)),
        ({"is_ended": True}, ("card_ended",)),
        ({"is_ended": True, "is_here": False}, ("reader_is_gone",)),
        ({"blocked": ("Daftar yirtgan",)}, ("reader_is_restricted",)),
        ({"is_registered": False}, ("reader_not_registered_this_year",)),
        ({"is_ended": True, "blocked": ("Daftar",)}, ("card_ended", "reader_is_restricted")),
    ],
)
def test_whose_card_is_served(facts, codes):
    verdict = hall.may_serve(CardFacts(**{"text": "K000127", **facts}))
    assert verdict.codes == codes
    assert bool(verdict) == (codes in ((), ("reader_not_registered_this_year",)))


@pytest.mark.parametrize(
    ("is_faulty", "note", "codes"),
    [
        (False, "Yoqilmayapti", ()),
        (False, "  ", ("fault_without_note",)),
        (True, "", ("place_faulty_already", "fault_without_note")),
    ],
)
def test_calling_a_place_faulty(is_faulty, note, codes):
    assert hall.may_call_faulty(is_faulty=is_faulty, note=note).codes == codes


def test_only_what_is_faulty_is_mended():
    assert hall.may_mend(is_faulty=True) and hall.may_mend(is_faulty=False).codes == ("place_not_faulty",)


@pytest.mark.parametrize(
    ("minutes", "codes"),
    [
        ((60, 15, 30, 120), ()),
        ((60, 15, 30, None), ()),
        ((0, 15, 30, None), ("minutes_unreal",)),
        ((60, 15, 1441, None), ("minutes_unreal",)),
        ((60, 15, 30, 45), ("quota_shorter_than_use",)),
    ],
)
def test_minutes_of_a_day(minutes, codes):
    assert hall.may_set_terms(TermsFacts(*minutes)).codes == codes


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, ()),
        ({"state": "on_display"}, ()),
        ({"found": 0}, ("copy_unknown",)),
        ({"found": 2}, ("copy_ambiguous",)),
        ({"state": "on_loan"}, ("copy_not_at_hand",)),
        ({"state": "on_hold_shelf", "is_listed": True}, ("copy_not_at_hand", "copy_on_a_list")),
        ({"state": "in_reading_room", "read_by_other": True}, ("copy_read_by_another",)),
    ],
)
def test_which_copy_is_read_in_the_hall(facts, codes):
    assert in_house.may_give(CopyFacts(**{"text": "00001275", **facts})).codes == codes


def test_a_plan_is_read_as_it_stands_on_paper():
    plan = read_plan("\n  \nP1 p-2 . Р3\n\nJ1 . j12\n")
    assert [(cell.code, cell.column, cell.row) for cell in plan.cells] == [
        ("P1", 1, 1), ("P2", 2, 1), ("P3", 4, 1), ("J1", 1, 3), ("J12", 3, 3),
    ]  # fmt: skip
    assert (plan.columns, plan.rows, plan.unread) == (4, 3, ())
    assert read_plan("P1 X9 P0 P1000").unread == ("X9", "P0", "P1000")


def test_a_plan_written_and_read_again_is_the_same():
    plan = read_plan("P1 P2 . P13\n\nJ1 . J2")
    assert read_plan(plans.written(list(plan.cells), plan.columns, plan.rows)) == plan


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, ()),
        ({"name": " "}, ("room_without_name",)),
        ({"name_taken": True, "has_point": False}, ("room_name_taken", "room_without_point")),
        ({"plan": read_plan(". .")}, ("plan_is_empty",)),
        ({"plan": read_plan("P1 Z P1")}, ("plan_unread", "plan_code_twice")),
        ({"elsewhere": frozenset({"P1"})}, ("plan_code_elsewhere",)),
        ({"plan": Plan(read_plan("J1").cells, 25, 1)}, ("plan_too_large",)),
        ({"busy": ("P7",)}, ("place_is_busy",)),
    ],
)
def test_a_room_with_its_plan(facts, codes):
    assert (
        plans.may_keep_room(PlanFacts(**{"name": "Zal", "plan": read_plan("P1 J1"), **facts})).codes == codes
    )


def test_every_refusal_has_its_sentence():
    told = [
        *visits.may_count(a_visit(day=TODAY + timedelta(days=1), heads=0, is_here=False, is_of_this_centre=False)).refusals,
        *visits.may_count(a_visit(day=date(2020, 1, 1), how="x")).refusals,
        *hall.may_serve(CardFacts("K1", is_known=False)).refusals,
        *hall.may_serve(CardFacts("K1", is_ended=True, blocked=("a",), is_registered=False)).refusals,
        *hall.may_call_faulty(is_faulty=True, note="").refusals,
        *hall.may_mend(is_faulty=False).refusals,
        *hall.may_set_terms(TermsFacts(0, 15, 30, -1)).refusals,
        *hall.may_set_terms(TermsFacts(60, 15, 30, 30)).refusals,
        *in_house.may_give(CopyFacts("1", found=0)).refusals,
        *in_house.may_give(CopyFacts("1", found=2)).refusals,
        *in_house.may_give(CopyFacts("1", state="lost", is_listed=True, read_by_other=True)).refusals,
        *plans.may_keep_room(PlanFacts("", read_plan("X"), False, True, busy=("P1",))).refusals,
        *plans.may_keep_room(PlanFacts("Z", Plan(read_plan("P1 P1").cells, 30, 1), elsewhere=frozenset({"P1"}))).refusals,
    ]  # fmt: skip
    others = {"no_tally_to_undo", "place_unknown", "copy_without_reader", "in_house_use_is_over"}
    assert {one.code for one in told} | others == set(wording.SENTENCES)
    assert all(wording.sentences(told))
