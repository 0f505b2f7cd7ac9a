"""A write-off from the first scan to the day the copies leave: what is refused, what follows from the approval."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from javon.centre.documents.actions import agree, return_with_remark, start_new_version, withdraw
from javon.centre.documents.tests.characters import a_director, a_head, approved_by, newest
from javon.centre.organisation.models import Person
from javon.centre.organisation.tests.characters import a_centre, the_actor
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock import checks
from javon.collection.stock.actions import write_offs as actions
from javon.collection.stock.models import Copy, Disposal, DisposalLine, Movement
from javon.collection.stock.queries import write_offs as queries
from javon.collection.stock.rights import WRITE_OFF
from javon.collection.stock.rules import scanned
from javon.collection.stock.rules import write_offs as rules
from javon.collection.stock.tests.characters import (
    a_commission,
    a_copy,
    a_stock_keeper,
    a_write_off,
    approved_write_off,
    with_act_sent,
    with_minutes,
)
from javon.core import clock
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused

TODAY = datetime(2026, 11, 20).date()


@pytest.mark.parametrize(
    "facts, codes",
    [
        ({}, ()),
        ({"found": 0, "kind": "other"}, ("scanned_unknown",)),
        ({"found": 0, "kind": "mistyped"}, ("scanned_mistyped",)),
        ({"found": 0, "kind": "isbn"}, ("scanned_isbn",)),
        ({"found": 0, "kind": "reader"}, ("scanned_reader",)),
        ({"found": 2}, ("scanned_several",)),
        ({"state": "on_loan"}, ("copy_on_loan",)),
        ({"state": "written_off"}, ("written_off_already",)),
        ({"state": "in_transit", "transfer": 4}, ("copy_on_its_way",)),
        ({"is_counted": True}, ("copy_in_stocktaking",)),
        ({"write_off": 3}, ("on_another_write_off",)),
        ({"write_off": 3, "is_on_this_list": True}, ("on_this_list",)),
        ({"transfer": 3}, ("on_another_move",)),
        (
            {"state": "on_loan", "is_counted": True, "write_off": 1},
            ("copy_on_loan", "copy_in_stocktaking", "on_another_write_off"),
        ),
        ({"state": "missing"}, ()),
        ({"state": "lost"}, ()),
    ],
)
def test_what_a_scan_has_to_be(facts, codes):
    copy = scanned.CopyFacts(**{"text": "000127", "kind": "copy", **facts})
    assert rules.may_list(rules.LineFacts(copy, price=100)).codes == codes


@pytest.mark.parametrize(
    "price, typed, codes",
    [
        (None, None, ("price_unknown",)),
        (None, 4_500_00, ()),
        (0, None, ()),
        (None, -100, ("price_negative",)),
        (None, 10**12 * 100, ("price_too_high",)),
    ],
)
def test_the_price_of_a_copy_is_asked_for(price, typed, codes):
    assert rules.may_list(rules.LineFacts(scanned.CopyFacts("1", "copy"), price, typed)).codes == codes


@pytest.mark.parametrize("year, kind, rare", [(1945, "book", True), (1946, "book", False), (None, "manuscript", True)])  # fmt: skip
def test_old_prints_and_manuscripts_look_rare(year, kind, rare):
    assert rules.looks_rare(year, kind) is rare


WHOLE = {
    "lines": 3, "has_commission": True, "minutes_number": "3", "minutes_on": TODAY, "conclusion": "Chiqarilsin",
}  # fmt: skip


@pytest.mark.parametrize(
    "rule, state, typed, codes",
    [
        (rules.may_go_before_commission, "list", {}, ()),
        (rules.may_go_before_commission, "act", {}, ("not_at_this_step",)),
        (rules.may_go_before_commission, "list", {"lines": 0, "has_commission": False}, ("list_empty", "commission_missing")),
        (rules.may_go_before_commission, "list", {"commission_serves": False}, ("commission_not_for_this",)),
        (rules.may_write_minutes, "commission", {}, ()),
        (rules.may_write_minutes, "commission", {"conclusion": " "}, ("minutes_missing",)),
        (rules.may_write_minutes, "commission", {"minutes_on": TODAY + timedelta(1)}, ("minutes_in_the_future",)),
        (rules.may_write_minutes, "commission", {"rare": 2}, ("rare_without_consent",)),
        (rules.may_write_minutes, "commission", {"rare": 2, "consent": "12-son xat"}, ()),
        (rules.may_write_minutes, "commission", {"conclusion": "x" * 2001}, ("words_too_long",)),
        (rules.may_draft_act, "minutes", {}, ()),
        (rules.may_draft_act, "list", {"minutes_number": ""}, ("not_at_this_step", "minutes_missing")),
        (rules.may_draft_act, "minutes", {"counted": 2, "elsewhere": 1}, ("listed_in_stocktaking", "listed_elsewhere")),
    ],
)  # fmt: skip
def test_the_steps_in_their_order(rule, state, typed, codes):
    assert rule(rules.StepFacts(**{"state": state, "today": TODAY, **WHOLE, **typed})).codes == codes


@pytest.mark.parametrize(
    "state, destiny, day, codes",
    [
        ("booked", "Makulaturaga, 7-son", TODAY, ()),
        ("act", "Makulaturaga", TODAY, ("out_before_booked",)),
        ("booked", " ", TODAY + timedelta(1), ("destiny_missing", "out_in_the_future")),
        ("booked", "Makulaturaga", TODAY - timedelta(3), ("out_before_the_act",)),
    ],
)
def test_copies_leave_the_house_after_they_left_the_books(state, destiny, day, codes):
    assert rules.may_take_out(state, destiny, day, TODAY - timedelta(2), TODAY).codes == codes


@pytest.fixture
def keeper(db):
    with clock.at(datetime.combine(TODAY, time(12), clock.TASHKENT)):
        a_centre()
        yield the_actor(a_stock_keeper())


@pytest.fixture
def director(keeper):
    a_head()
    return the_actor(a_director())


def codes_of(call):
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.verdict.codes


def test_copies_are_listed_by_every_code_they_have(keeper):
    first = a_copy(price=100, barcode="00000013")
    second = a_copy(price=200, foreign_barcode="ABC-7")
    third = a_copy(price=300, inventory_number="004512")
    disposal = a_write_off(keeper)
    listed = actions.list_copies(by=keeper, disposal=disposal, codes="00000013\nABC-7; 4512\n00000013")
    assert (listed.added, listed.refused) == (3, ())
    assert [line.copy_id for line in queries.lines_of(disposal)] == [first.pk, second.pk, third.pk]
    assert queries.total_of(disposal) == (3, 600)


def test_of_one_paste_the_good_are_listed_and_each_bad_one_says_why(keeper):
    good, lent = a_copy(price=100), a_copy(price=100, state="on_loan")
    disposal = a_write_off(keeper)
    codes = f"{good.inventory_number}\n{lent.inventory_number}\n9789943000001\nK000127"
    listed = actions.list_copies(by=keeper, disposal=disposal, codes=codes)
    assert listed.added == 1
    assert [stops[0].code for _text, stops in listed.refused] == [
        "copy_on_loan",
        "scanned_isbn",
        "scanned_reader",
    ]


def test_a_scan_of_nothing_good_changes_nothing(keeper):
    disposal = a_write_off(keeper)
    assert codes_of(lambda: actions.list_copies(by=keeper, disposal=disposal, codes="??")) == (
        "scanned_unknown",
    )
    assert codes_of(lambda: actions.list_copies(by=keeper, disposal=disposal, codes=" \n ")) == (
        "nothing_scanned",
    )


def test_the_same_scan_sent_twice_is_one_line(keeper):
    copy, disposal, request_id = a_copy(price=100), a_write_off(keeper), uuid7()
    for _ in range(2):
        listed = actions.list_copies(
            by=keeper, disposal=disposal, codes=copy.inventory_number, request_id=request_id
        )
        assert listed.added == 1
    assert DisposalLine.objects.count() == 1


def test_a_copy_stands_on_one_list_only(keeper):
    copy = a_copy(price=100)
    first, second = a_write_off(keeper, copy), a_write_off(keeper)
    again = lambda: actions.list_copies(by=keeper, disposal=second, codes=copy.inventory_number)  # noqa: E731
    assert codes_of(again) == ("on_another_write_off",)
    actions.cancel_write_off(by=keeper, disposal=first, reason="Adashib boshlangan")
    assert again().added == 1


def test_a_struck_copy_is_free_again(keeper):
    copy = a_copy(price=100)
    disposal = a_write_off(keeper, copy)
    actions.strike_line(by=keeper, line=disposal.lines.get())
    assert a_write_off(keeper, copy).lines.count() == 1


def test_a_closed_list_takes_nothing(keeper):
    copy, other = a_copy(price=100), a_copy(price=100)
    disposal = with_minutes(keeper, a_write_off(keeper, copy))
    add = lambda: actions.list_copies(by=keeper, disposal=disposal, codes=other.inventory_number)  # noqa: E731
    assert codes_of(add) == ("list_is_closed",)
    assert codes_of(lambda: actions.strike_line(by=keeper, line=disposal.lines.get())) == ("list_is_closed",)
    actions.reopen_list(by=keeper, disposal=disposal)
    assert add().added == 1


def test_rare_publications_wait_for_the_higher_body(keeper):
    copy = a_copy(a_title(year="1925"), price=100)
    disposal = a_write_off(keeper, copy)
    assert codes_of(lambda: with_minutes(keeper, disposal)) == ("rare_without_consent",)
    disposal.refresh_from_db()
    actions.write_minutes(
        by=keeper, disposal=disposal, number="3", on=TODAY, conclusion="Chiqarilsin", consent="12-son xat"
    )
    assert Disposal.objects.get().state == "minutes"


def test_approval_books_the_write_off_in_the_same_moment(keeper, director):
    copies = [a_copy(price=1_000_00), a_copy(price=2_500_50), a_copy()]
    disposal = approved_write_off(keeper, director, *copies, price=700_00)
    assert (disposal.state, disposal.book_year, disposal.book_number, disposal.booked_on) == (
        "booked",
        2026,
        1,
        TODAY,
    )
    rows = Movement.objects.filter(disposal=disposal)
    assert {(row.side, row.copies, row.reason) for row in rows} == {("out", -1, "worn")}
    assert sorted(row.amount for row in rows) == [-2_500_50, -1_000_00, -700_00]
    for copy in Copy.objects.all():
        assert (copy.state, copy.disposal_id) == ("written_off", disposal.pk)
        stay = copy.stays.get(until=None)
        assert (stay.place, stay.cause, stay.cause_id) == ("written_off", "stock.disposal", str(disposal.pk))
    assert list(checks.verify()) == []


def test_numbers_of_part_two_follow_each_other(keeper, director):
    for number in (1, 2, 3):
        assert approved_write_off(keeper, director, a_copy(price=100)).book_number == number


def test_the_act_carries_count_and_sum_in_words_and_the_list(keeper, director):
    disposal = approved_write_off(keeper, director, *[a_copy(price=45_000_00) for _ in range(25)])
    version = newest(disposal.act)
    text = version.clauses.first().text
    assert "25 (yigirma besh) nusxa" in text
    assert "1 125 000 (bir million bir yuz yigirma besh ming) soʻm" in text.replace("\xa0", " ")
    (annex,) = version.enclosed["annexes"]
    assert len(annex["tables"][0]["rows"]) == 25 and len(annex["tables"]) == 4
    assert [name for _office, name in version.enclosed["signers"]] == [
        "Sh. Nazarova",
        "D. Karimova",
        "Gʻ. Ergashev",
    ]


def test_the_preparer_does_not_approve(keeper, director):
    both = replace(director, rights=director.rights | {WRITE_OFF.code})
    disposal = with_minutes(both, a_write_off(both, a_copy(price=100)))
    assert "nobody_to_approve" in codes_of(lambda: with_act_sent(both, disposal))


def test_a_returned_act_opens_the_list_and_its_next_version_has_the_new_list(keeper, director):
    copy, other = a_copy(price=100), a_copy(price=200)
    disposal = with_act_sent(keeper, with_minutes(keeper, a_write_off(keeper, copy)))
    version = newest(disposal.act)
    agree(by=the_actor(a_head_again()), version=version, expected_number=1)
    return_with_remark(
        by=director, version=newest(disposal.act), expected_number=1, remark="Yana bittasi bor"
    )
    disposal.refresh_from_db()
    assert (disposal.state, queries.remark_on(disposal).text) == ("list", "Yana bittasi bor")
    actions.list_copies(by=keeper, disposal=disposal, codes=other.inventory_number)
    disposal = with_act_sent(keeper, with_minutes(keeper, disposal, disposal.commission))
    again = newest(disposal.act)
    assert (again.number, len(again.enclosed["annexes"][0]["tables"][0]["rows"])) == (2, 2)
    agree(by=the_actor(a_head_again()), version=again, expected_number=2)
    approved_by(director, again)
    disposal.refresh_from_db()
    assert disposal.state == "booked" and Movement.objects.count() == 2


def a_head_again():
    return Person.objects.get(user__username="rahbar")


def test_a_withdrawn_act_opens_the_list_and_is_begun_again_only_from_it(keeper, director):
    disposal = with_act_sent(keeper, with_minutes(keeper, a_write_off(keeper, a_copy(price=100))))
    withdraw(by=keeper, version=newest(disposal.act))
    disposal.refresh_from_db()
    assert disposal.state == "list"
    assert codes_of(lambda: start_new_version(by=keeper, document=disposal.act)) == ("made_elsewhere",)


def test_giving_up_withdraws_the_act_and_frees_the_copies(keeper, director):
    copy = a_copy(price=100)
    disposal = with_act_sent(keeper, with_minutes(keeper, a_write_off(keeper, copy)))
    actions.cancel_write_off(by=keeper, disposal=disposal, reason="Kitoblar taʼmirlandi")
    disposal.refresh_from_db()
    assert disposal.state == "cancelled" and newest(disposal.act).state == "withdrawn"
    assert a_write_off(keeper, copy).lines.count() == 1


def test_what_is_booked_cannot_be_given_up(keeper, director):
    disposal = approved_write_off(keeper, director, a_copy(price=100))
    give_up = lambda: actions.cancel_write_off(by=keeper, disposal=disposal, reason="x")  # noqa: E731
    assert codes_of(give_up) == ("cancel_too_late",)


def test_copies_lent_meanwhile_stop_the_act(keeper):
    copy = a_copy(price=100)
    disposal = with_minutes(keeper, a_write_off(keeper, copy))
    Copy.objects.filter(pk=copy.pk).update(state="on_loan")
    assert codes_of(lambda: actions.draft_act(by=keeper, disposal=disposal)) == ("listed_elsewhere",)


def test_written_off_copies_leave_the_house(keeper, director):
    disposal = approved_write_off(keeper, director, a_copy(price=100))
    actions.take_out(by=keeper, disposal=disposal, destiny="Makulaturaga, 7-sonli yuk xati", out_on=TODAY)
    disposal.refresh_from_db()
    assert (disposal.state, disposal.out_on) == ("out", TODAY)


def test_a_commission_for_another_purpose_or_time_is_refused(keeper):
    disposal = a_write_off(keeper, a_copy(price=100))
    for wrong in (a_commission("acceptance"), a_commission(valid_to=TODAY - timedelta(1))):
        lay = lambda one=wrong: actions.lay_before_commission(by=keeper, disposal=disposal, commission=one)  # noqa: E731
        assert codes_of(lay) == ("commission_not_for_this",)
