"""Copies go from one service point to another, are under way, come, or come back."""

from __future__ import annotations

import pytest

from javon.centre.organisation.tests.characters import a_centre, a_service_point, the_actor
from javon.collection.stock import checks
from javon.collection.stock.actions import moves as actions
from javon.collection.stock.models import Copy, Transfer
from javon.collection.stock.rules import moves as rules
from javon.collection.stock.rules.scanned import CopyFacts
from javon.collection.stock.tests.characters import a_copy, a_move, a_stock_keeper, a_write_off
from javon.core.verdict import Refused


@pytest.mark.parametrize(
    "given, codes",
    [
        ({}, ()),
        ({"is_at_the_point": False}, ("copy_of_another_point",)),
        ({"state_fits": False}, ("copy_not_at_hand",)),
        ({"state": "on_loan", "is_at_the_point": False}, ("copy_on_loan", "copy_of_another_point")),
        ({"write_off": 3}, ("on_another_write_off",)),
        ({"found": 0}, ("scanned_unknown",)),
    ],
)
def test_what_may_be_moved(given, codes):
    facts = {name: value for name, value in given.items() if name not in ("is_at_the_point", "state_fits")}
    copy = CopyFacts(**{"text": "1", "kind": "other", **facts})
    verdict = rules.may_list(
        copy,
        is_at_the_point=given.get("is_at_the_point", True),
        state_fits=given.get("state_fits", True),
    )
    assert verdict.codes == codes


@pytest.mark.parametrize(
    "one, other, is_open, codes",
    [(1, 2, True, ()), (1, 1, True, ("same_point",)), (1, 2, False, ("point_closed",))],
)
def test_from_where_to_where(one, other, is_open, codes):
    assert rules.may_begin(one, other, is_open).codes == codes


@pytest.mark.parametrize(
    "rule, given, codes",
    [
        (rules.may_send, ("list", 1), ()),
        (rules.may_send, ("received", 0), ("not_at_this_step", "list_empty")),
        (rules.may_receive, ("list",), ("not_on_its_way",)),
        (rules.may_cancel, ("received", ""), ("move_is_over", "cancel_without_reason")),
        (rules.may_change_list, ("on_way", 0, 501), ("list_is_closed", "too_many_codes")),
    ],
)
def test_the_steps_of_a_move(rule, given, codes):
    assert rule(*given).codes == codes


@pytest.fixture
def keeper(db):
    a_centre()
    return the_actor(a_stock_keeper())


def places(transfer: Transfer) -> set[tuple[str, str]]:
    copies = Copy.objects.filter(pk__in=transfer.lines.values("copy"))
    return {(copy.state, copy.service_point.code) for copy in copies.select_related("service_point")}


def test_copies_are_under_way_until_the_other_side_has_them(keeper):
    transfer = a_move(keeper, a_copy(), a_copy())
    actions.send_copies(by=keeper, transfer=transfer)
    assert places(transfer) == {("in_transit", "ABONEMENT")}
    actions.receive_copies(by=keeper, transfer=transfer)
    assert places(transfer) == {("on_shelf", "ZAL")}
    transfer.refresh_from_db()
    assert transfer.state == "received" and str(transfer.received_by) == "Nodira Xolmatova"
    assert list(checks.verify()) == []


def test_a_hand_over_on_the_spot_is_one_step(keeper):
    transfer = a_move(keeper, a_copy())
    actions.send_copies(by=keeper, transfer=transfer, at_once=True)
    assert places(transfer) == {("on_shelf", "ZAL")}
    assert a_move(keeper, Copy.objects.get(), to=a_service_point("BOLALAR")).lines.count() == 1


def test_a_move_given_up_under_way_brings_each_copy_back_where_it_was(keeper):
    transfer = a_move(keeper, a_copy(), a_copy(state="in_repair"))
    actions.send_copies(by=keeper, transfer=transfer)
    actions.cancel_move(by=keeper, transfer=transfer, reason="Mashina kelmadi")
    assert places(transfer) == {("on_shelf", "ABONEMENT"), ("in_repair", "ABONEMENT")}
    assert list(checks.verify()) == []


def test_a_copy_is_on_one_list_whatever_the_list_is_for(keeper):
    listed, moving = a_copy(price=100), a_copy(price=100)
    a_write_off(keeper, listed)
    a_move(keeper, moving)
    for deed, code in (
        (lambda: a_move(keeper, listed), "on_another_write_off"),
        (lambda: a_write_off(keeper, moving), "on_another_move"),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert code in refused.value.verdict.codes
