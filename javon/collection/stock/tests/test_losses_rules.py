"""What may be declared lost, what is of equal worth, when money may be taken, when a copy comes back: tables of cases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from javon.collection.stock.rules import losses as rules
from javon.collection.stock.rules.scanned import CopyFacts

TODAY = date(2026, 11, 20)
HERE = CopyFacts(text="17", kind="other")


def said(copy: CopyFacts = HERE, **deviations: object) -> rules.DeclarationFacts:
    given = {"copy": copy, "today": TODAY, "lost_on": TODAY, "due_on": TODAY}
    return rules.DeclarationFacts(**{**given, **deviations})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "facts, codes",
    [
        (said(), ()),
        (said(CopyFacts("17", "other", state="on_loan")), ()),
        (said(CopyFacts("17", "other", state="missing")), ()),
        (said(CopyFacts("17", "other", found=0)), ("scanned_unknown",)),
        (said(CopyFacts("AKM1", "reader", found=0)), ("scanned_reader",)),
        (said(CopyFacts("17", "other", found=2)), ("scanned_several",)),
        (said(CopyFacts("17", "other", state="written_off")), ("written_off_already",)),
        (said(CopyFacts("17", "other", state="in_transit")), ("copy_on_its_way",)),
        (said(CopyFacts("17", "other", is_counted=True)), ("copy_in_stocktaking",)),
        (said(CopyFacts("17", "other", write_off=3)), ("on_another_write_off",)),
        (said(CopyFacts("17", "other", transfer=3)), ("on_another_move",)),
        (said(CopyFacts("17", "other", state="lost"), row="3/2026"), ("lost_already",)),
        (said(CopyFacts("17", "other", state="lost")), ()),
        (said(reader_name=" "), ("loss_without_reader",)),
        (said(circumstances=""), ("loss_without_circumstances",)),
        (said(lost_on=None, due_on=None), ("loss_without_day", "loss_term_is_over")),
        (said(lost_on=TODAY + timedelta(days=1)), ("loss_in_future",)),
        (said(lost_on=date(2020, 1, 1)), ("loss_long_ago",)),
        (said(due_on=TODAY - timedelta(days=1)), ("loss_term_is_over",)),
        (said(price=None), ("loss_without_price",)),
        (said(price=-1), ("price_negative",)),
    ],
)
def test_what_may_be_declared_lost(facts, codes):
    assert rules.may_declare(facts).codes == codes


OPEN = rules.LossFacts(today=TODAY, price=45_000_00)
PAID = rules.LossFacts(state="settled", today=TODAY, way="money")


@pytest.mark.parametrize(
    "facts, given, codes",
    [
        (OPEN, {}, ()),
        (OPEN, {"value": 1_00}, ()),  # the same edition is of equal worth whatever it costs now
        (OPEN, {"is_same_title": False, "judgement": "Bayonnoma № 2"}, ()),
        (OPEN, {"is_same_title": False}, ("replacement_without_judgement",)),
        (
            OPEN,
            {"is_same_title": False, "judgement": "Teng", "value": 44_999_99},
            ("replacement_worth_less",),
        ),
        (
            OPEN,
            {"value": None, "received_on": None},
            ("replacement_without_value", "replacement_without_day"),
        ),
        (OPEN, {"value": 0}, ("replacement_without_value",)),
        (OPEN, {"value": 10**14}, ("price_too_high",)),
        (PAID, {}, ("loss_is_settled",)),
        (rules.LossFacts(waiting_delivery=4, today=TODAY), {}, ("replacement_is_coming",)),
    ],
)
def test_what_is_of_equal_worth(facts, given, codes):
    offered = {"is_same_title": True, "value": 45_000_00, "judgement": "", "received_on": TODAY, **given}
    assert rules.may_offer(facts, **offered).codes == codes


@pytest.mark.parametrize(
    "facts, given, codes",
    [
        (OPEN, {}, ()),
        (OPEN, {"amount": 0}, ("money_without_sum",)),
        (OPEN, {"amount": -5}, ("price_negative",)),
        (OPEN, {"receipt_number": " "}, ("money_without_receipt",)),
        (OPEN, {"receipt_on": TODAY + timedelta(days=1)}, ("receipt_in_future",)),
        (OPEN, {"ground": ""}, ("money_without_order",)),
        (rules.LossFacts(state="closed", today=TODAY), {}, ("loss_is_closed",)),
    ],
)
def test_when_money_may_be_taken(facts, given, codes):
    paid = {"amount": 90_000_00, "receipt_number": "15", "receipt_on": TODAY, "ground": "12-A", **given}
    assert rules.may_take_money(facts, **paid).codes == codes


@pytest.mark.parametrize(
    "facts, day, codes",
    [
        (OPEN, TODAY, ()),
        (OPEN, None, ("found_on_unreal_day",)),
        (OPEN, TODAY + timedelta(days=1), ("found_on_unreal_day",)),
        (OPEN, TODAY - timedelta(days=9), ("found_on_unreal_day",)),
        (PAID, TODAY, ("found_after_settling",)),
        (rules.LossFacts(state="found", today=TODAY), TODAY, ("loss_is_found",)),
        (rules.LossFacts(today=TODAY, waiting_delivery=4), TODAY, ("replacement_is_coming",)),
    ],
)
def test_when_a_copy_comes_back(facts, day, codes):
    assert rules.may_be_found(facts, day, TODAY - timedelta(days=5)).codes == codes


@pytest.mark.parametrize(
    "facts, codes",
    [
        (PAID, ()),
        (OPEN, ("loss_not_settled",)),
        (rules.LossFacts(state="settled", today=TODAY, way="replacement"), ("replacement_is_accepted",)),
        (
            rules.LossFacts(state="settled", today=TODAY, way="money", write_off=2),
            ("lost_copy_on_write_off",),
        ),
    ],
)
def test_when_a_wrong_way_is_taken_back(facts, codes):
    assert rules.may_reopen(facts).codes == codes


@pytest.mark.parametrize(
    "came_from, place",
    [
        ("on_loan", "on_shelf"),
        ("in_reading_room", "on_shelf"),
        ("missing", "on_shelf"),
        ("in_repair", "in_repair"),
    ],
)
def test_where_a_found_copy_belongs(came_from, place):
    assert rules.place_of_return(came_from) == place


@pytest.mark.parametrize(
    "reason, pending, codes",
    [
        ("worn", {}, ""),
        ("lost_by_reader", {}, "lost_without_row"),
        ("lost_by_reader", {"state": "open"}, "loss_not_made_good"),
        ("worn", {"state": "open"}, "loss_not_made_good"),
        ("lost_by_reader", {"state": "settled", "leaves_by": "lost_by_reader"}, ""),
        ("worn", {"state": "settled", "leaves_by": "lost_by_reader"}, "loss_leaves_otherwise"),
        ("lost_by_reader", {"state": "settled", "leaves_by": "disaster"}, "loss_leaves_otherwise"),
    ],
)
def test_by_which_list_a_lost_copy_leaves(reason, pending, codes):
    objection = rules.may_leave(reason, "17", **pending)
    assert (objection.code if objection else "") == codes
