"""What speaks against a wish, a list, an order: tables of cases, and the law by which copies are dealt out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.collection.acquisition import wording
from javon.collection.acquisition.rules import lists, orders, proposals
from javon.collection.acquisition.rules.lists import LineFacts, ListFacts
from javon.collection.acquisition.rules.orders import LineProgress, OrderFacts, WantedLine, allotted
from javon.collection.acquisition.rules.proposals import DecisionFacts, ProposalFacts

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    "told, codes",
    [
        ({}, []),
        ({"name": "  "}, ["proposal_without_name"]),
        ({"isbn_typed": "978-9943", "isbn": ""}, ["proposal_isbn_wrong"]),
        ({"isbn_typed": "9789943000001", "isbn": "9789943000001"}, []),
        ({"year": 1799}, ["proposal_year_unreal"]),
        ({"year": 2027}, []),
        ({"year": 2028}, ["proposal_year_unreal"]),
        ({"who": ""}, ["proposal_without_asker"]),
        ({"who": "", "source": "refusal"}, []),
        ({"wanted": 0}, ["proposal_wanted_unreal"]),
        ({"wanted": -1}, ["proposal_wanted_unreal"]),
        ({"wanted": 501}, ["proposal_wanted_unreal"]),
        ({"wanted": None}, ["proposal_wanted_unreal"]),
        ({"asked_on": date(2026, 11, 29)}, ["proposal_in_future"]),
        ({"name": "", "who": "", "wanted": 0}, ["proposal_without_name", "proposal_without_asker", "proposal_wanted_unreal"]),
    ],
)  # fmt: skip
def test_every_objection_to_a_wish_is_told(told, codes):
    assert list(proposals.may_ask(ProposalFacts(today=TODAY, **told)).codes) == codes


def test_that_we_hold_the_book_is_told_and_stops_nobody():
    verdict = proposals.may_ask(ProposalFacts(today=TODAY, held_copies=2))
    assert verdict and verdict.codes == ("proposal_held_already",)


@pytest.mark.parametrize(
    "facts, chosen, declined",
    [
        (DecisionFacts("proposed", "bor"), [], []),
        (DecisionFacts("proposed", " "), [], ["declined_without_reason"]),
        (DecisionFacts("chosen", "bor"), ["proposal_is_chosen"], []),
        (DecisionFacts("chosen", "bor", True), ["proposal_is_chosen"], ["proposal_on_a_list"]),
        (DecisionFacts("declined", "bor"), ["proposal_is_declined"], ["proposal_is_declined"]),
        (DecisionFacts("arrived", "bor"), ["proposal_is_arrived"], ["proposal_is_arrived"]),
    ],
)
def test_what_is_decided_once_is_not_decided_again(facts, chosen, declined):
    assert list(proposals.may_choose(facts).codes) == chosen
    assert list(proposals.may_decline(facts).codes) == declined


@pytest.mark.parametrize(
    "line, codes",
    [
        (LineFacts(), []),
        (LineFacts(name=""), ["purchase_without_name"]),
        (LineFacts(quantity=0), ["purchase_quantity_unreal"]),
        (LineFacts(quantity=2_001), ["purchase_quantity_unreal"]),
        (LineFacts(quantity=None), ["purchase_quantity_unreal"]),
        (LineFacts(unit_price=-1), ["purchase_price_negative"]),
        (LineFacts(unit_price=None), ["purchase_without_price"]),
        (LineFacts(unit_price=lists.DEAREST), []),
        (LineFacts(unit_price=10**12 * 100), ["purchase_price_too_high"]),
        (LineFacts(stands_already=True), ["purchase_stands_already"]),
        (LineFacts(proposal_state="declined"), ["proposal_is_declined"]),
        (LineFacts(quantity=0, unit_price=-1), ["purchase_quantity_unreal", "purchase_price_negative"]),
    ],
)
def test_every_objection_to_a_line_is_told(line, codes):
    assert list(lists.may_put_line(ListFacts(today=TODAY), line).codes) == codes


@pytest.mark.parametrize(
    "deed, facts, codes",
    [
        ("keep", {"year": 2026}, []),
        ("keep", {"year": 2040}, ["list_year_unreal"]),
        ("keep", {"year": 2026, "budget": 0}, ["list_without_budget"]),
        ("keep", {"year": 2026, "budget": None}, ["list_without_budget"]),
        ("keep", {"year": 2026, "budget": lists.LARGEST_BUDGET + 1}, ["budget_too_large"]),
        ("keep", {"year": 2026, "state": "approved"}, ["list_is_approved"]),
        ("keep", {"year": 2026, "expected_edits": 1, "edits": 2}, ["list_changed_meanwhile"]),
        ("send", {}, ["list_without_lines"]),
        ("send", {"lines": (LineFacts(quantity=2, unit_price=50),), "budget": 100}, []),
        ("send", {"lines": (LineFacts(quantity=2, unit_price=51),), "budget": 100}, ["list_over_budget"]),
        ("approve", {"lines": (LineFacts(),)}, ["list_is_draft"]),
        ("approve", {"lines": (LineFacts(),), "state": "sent", "sent_by": 1, "decided_by": 2}, []),
        ("approve", {"lines": (LineFacts(),), "state": "sent", "sent_by": 1, "decided_by": 1}, ["own_list"]),
        ("return", {"state": "sent"}, ["list_without_reason"]),
        ("return", {"state": "approved", "reason": "x"}, ["list_is_approved"]),
        ("cancel", {"reason": "x"}, []),
        ("cancel", {"state": "sent", "reason": "x"}, ["list_is_sent"]),
    ],
)
def test_every_objection_to_a_list_is_told(deed, facts, codes):
    may = getattr(lists, f"may_{deed}")
    assert list(may(ListFacts(today=TODAY, **facts)).codes) == codes


@pytest.mark.parametrize(
    "facts, codes",
    [
        ({}, []),
        ({"list_state": "sent"}, ["order_of_unapproved_list"]),
        ({"supplier": " "}, ["order_without_supplier"]),
        ({"ordered_on": date(2026, 11, 29)}, ["order_day_unreal"]),
        ({"ordered_on": date(2025, 1, 1)}, ["order_day_unreal"]),
        ({"ordered_on": None}, ["order_day_unreal"]),
        ({"expected_on": date(2026, 11, 27)}, ["order_expected_before"]),
        ({"lines": (WantedLine("A", 0, 3),)}, ["order_without_lines"]),
        ({"lines": (WantedLine("A", 4, 3),)}, ["order_beyond_list"]),
        ({"lines": (WantedLine("A", -1, 3),)}, ["order_beyond_list"]),
    ],
)
def test_every_objection_to_an_order_is_told(facts, codes):
    given_facts = {"ordered_on": TODAY, "lines": (WantedLine("A", 2, 3),), **facts}
    assert list(orders.may_order(OrderFacts(today=TODAY, **given_facts)).codes) == codes


@pytest.mark.parametrize(
    "progress, state, outstanding",
    [
        (LineProgress(5), "none", 5),
        (LineProgress(5, 2), "part", 3),
        (LineProgress(5, 5), "all", 0),
        (LineProgress(5, 3, 0, 2), "short", 0),
        (LineProgress(5, 0, 0, 5), "short", 0),
        (LineProgress(5, 7), "over", 0),
    ],
)
def test_how_far_a_line_is(progress, state, outstanding):
    assert (progress.state, progress.outstanding) == (state, outstanding)


@given(
    st.dictionaries(st.sampled_from("abc"), st.integers(0, 30)),
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 20)), max_size=6),
)
def test_copies_are_dealt_out_whole_and_to_no_other_book(came, lines):
    dealt = allotted(came, lines)
    assert all(count >= 0 for count in dealt)
    for key in {key for key, _wanted in lines}:
        mine = [count for count, (one, _wanted) in zip(dealt, lines, strict=True) if one == key]
        assert sum(mine) == came.get(key, 0)


@pytest.mark.parametrize("code", sorted(wording.SENTENCES))
def test_every_refusal_can_be_said(code):
    details = dict.fromkeys(
        ("most", "price", "amount", "year", "isbn", "day", "copies", "most_copies", "most_lines", "title", "left", "number"), 1
    )  # fmt: skip
    assert wording.sentence(wording.Refusal(code, details=details))
