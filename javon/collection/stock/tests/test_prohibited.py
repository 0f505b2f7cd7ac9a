"""Prohibited publications: lists entered and kept, alarms wherever a book comes in, what a commission's act does."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from javon.centre.documents.actions import agree, return_with_remark, submit, withdraw
from javon.centre.documents.queries.approval import current_station
from javon.centre.documents.tests.characters import a_director, a_head, approved_by, newest
from javon.centre.organisation.models import Person
from javon.centre.organisation.tests.characters import a_centre, a_service_point, the_actor
from javon.collection.catalogue.actions import correct_record, create_record
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.tests.characters import a_cataloguer, a_file, a_record, a_title
from javon.collection.stock import holdings
from javon.collection.stock.actions import deliveries, write_offs
from javon.collection.stock.actions import prohibited as actions
from javon.collection.stock.actions import prohibited_checks as checks
from javon.collection.stock.importing import run_import
from javon.collection.stock.models import (
    Copy,
    Delivery,
    ProhibitedCheck,
    ProhibitedEntry,
    ProhibitedList,
    ProhibitedMatch,
    Whereabouts,
)
from javon.collection.stock.prohibited_act import drafted
from javon.collection.stock.prohibited_paper import EntryRow
from javon.collection.stock.queries import prohibited as queries
from javon.collection.stock.queries.write_offs import lines_of
from javon.collection.stock.rules import prohibited as rules
from javon.collection.stock.tests.characters import a_commission, a_copy, a_stock_keeper
from javon.core import clock
from javon.core.access import Actor
from javon.core.database.fields import uuid7
from javon.core.jobs.worker import work_all
from javon.core.verdict import Refused

TODAY = date(2026, 11, 20)
ROW = EntryRow("Soʻnggi yoʻlning boshi", "Soxtayev, Qosim", decision="1-sonli xulosa")
NOTE = "Boshqa muallifning romani, faqat nomi oʻxshash"


@pytest.mark.parametrize(
    "facts, codes",
    [
        ({}, ()),
        ({"paper": "  "}, ("prohibited_list_without_paper",)),
        ({"dated_on": None}, ("prohibited_list_without_day",)),
        ({"dated_on": TODAY + timedelta(days=1)}, ("prohibited_list_in_future",)),
        ({"newest": 1, "newest_dated_on": TODAY + timedelta(days=-1)}, ()),
        ({"newest": 1, "newest_dated_on": TODAY + timedelta(days=0), "dated_on": TODAY - timedelta(days=1)},
         ("prohibited_list_older",)),
        ({"lines": 0}, ("prohibited_list_empty",)),
        ({"lines": 20_001}, ("prohibited_list_too_long",)),
        ({"new": 0}, ("prohibited_list_says_nothing_new",)),
        ({"new": 0, "ended": 2}, ()),
        ({"kind": "withdrawn", "new": 0, "ended": 1, "unknown": 2}, ("prohibited_lines_unknown",)),
        ({"paper": "", "dated_on": None, "lines": 0},
         ("prohibited_list_without_paper", "prohibited_list_without_day", "prohibited_list_empty")),
    ],
)  # fmt: skip
def test_which_paper_becomes_a_version(facts, codes):
    assert (
        rules.may_enter_list(rules.ListFacts(**{"today": TODAY, "dated_on": TODAY, **facts})).codes == codes
    )


@pytest.mark.parametrize(
    "facts, codes",
    [
        ({}, ()),
        ({"certainty": "exact"}, ("exact_needs_commission",)),
        ({"note": "  yoʻq  "}, ("examined_without_note",)),
        ({"note": "x" * 301}, ("words_too_long",)),
        ({"state": "withdrawn"}, ("suspicion_decided",)),
        ({"is_before_commission": True}, ("suspicion_before_commission",)),
        (
            {"certainty": "exact", "is_before_commission": True, "note": ""},
            ("exact_needs_commission", "suspicion_before_commission", "examined_without_note"),
        ),
    ],
)
def test_what_one_person_may_lay_aside(facts, codes):
    assert rules.may_lay_aside(rules.MatchFacts(**facts)).codes == codes


@pytest.mark.parametrize(
    "state, facts, codes",
    [
        ("open", {}, ()),
        ("open", {"certainty": "exact", "finding": "withdrawn", "note": ""}, ()),
        ("open", {"finding": "different", "note": ""}, ("examined_without_note",)),
        ("open", {"finding": "burned"}, ("no_such_finding",)),
        ("act", {}, ("check_is_act",)),
        ("done", {"state": "different"}, ("check_is_done", "suspicion_decided")),
    ],
)
def test_what_a_commission_may_find(state, facts, codes):
    assert rules.may_find(state, rules.MatchFacts(**facts)).codes == codes


@pytest.mark.parametrize(
    "facts, codes",
    [
        ({}, ()),
        ({"has_list": False, "is_looked_over": False}, ("check_without_list",)),
        ({"is_looked_over": False}, ("check_before_look",)),
        ({"open_number": 4}, ("check_on_its_way",)),
        ({"has_commission": False}, ("commission_missing",)),
        ({"commission_serves": False}, ("commission_not_for_this",)),
    ],
)
def test_when_a_check_may_begin(facts, codes):
    assert rules.may_begin_check(rules.CheckFacts(**facts)).codes == codes


@pytest.mark.parametrize(
    "facts, codes",
    [
        ({}, ()),
        ({"undecided": 2}, ("suspicions_undecided",)),
        ({"withdrawn": 1, "kept_at": " "}, ("closed_place_missing",)),
        ({"kept_at": ""}, ()),
        ({"kept_at": "x" * 201}, ("words_too_long",)),
        ({"state": "done"}, ("check_is_done",)),
    ],
)
def test_when_its_act_may_be_drafted(facts, codes):
    assert rules.may_draft_check_act(rules.CheckFacts(**facts)).codes == codes


# --- with a database


@pytest.fixture
def house(db, tmp_path, settings):
    settings.SEARCH_INDEX = tmp_path / "index"
    return a_centre()


@pytest.fixture
def keeper(house) -> Actor:
    return the_actor(a_stock_keeper())


def a_list(by: Actor, *rows: EntryRow, kind: str = "whole", **given: Any) -> ProhibitedList:
    """A version that has come, and the whole catalogue looked over by it."""
    wanted = {"paper": "1-sonli roʻyxat", "dated_on": clock.today(), **given}
    made = actions.enter_list(by=by, centre=a_centre(), kind=kind, rows=rows or (ROW,), **wanted)
    work_all()
    made.refresh_from_db()
    return made


def a_prohibited_title(**given: Any) -> Title:
    return a_title("Сўнгги йўлнинг боши", author="Сохтаев, Қосим", **given)


def a_look_alike() -> Title:
    return a_title("Soʻnggi yoʻlning boshi", author="Xolmatov, Anvar")


def test_a_list_is_kept_word_for_word_and_the_catalogue_is_looked_over(keeper):
    title, other = a_prohibited_title(), a_look_alike()
    a_title()
    version = a_list(keeper)
    assert (version.number, version.lines, version.in_force, version.found) == (1, 1, 1, 2)
    assert (version.checked, version.total, version.checked_at is not None) == (3, 3, True)
    found = {match.title_id: (match.certainty, match.why) for match in ProhibitedMatch.objects.all()}
    assert found == {title.pk: ("exact", "title_author"), other.pk: ("probable", "title")}
    assert queries.in_force(version.centre_id).get().decision == "1-sonli xulosa"


def test_the_next_whole_list_takes_off_what_it_does_not_have_and_keeps_what_stands(keeper):
    a_prohibited_title()
    a_list(keeper, ROW, EntryRow("Adashuv"))
    kept = ProhibitedEntry.objects.get(title=ROW.title)
    second = a_list(keeper, EntryRow("Сўнгги йўлнинг боши", "Сохтаев Қосим"), EntryRow("Yangi adashuv"))
    assert list(queries.in_force(second.centre_id).values_list("title", flat=True)) == [
        ROW.title,
        "Yangi adashuv",
    ]
    assert queries.in_force(second.centre_id).get(title=ROW.title).pk == kept.pk  # the line that it was
    assert ProhibitedEntry.objects.get(title="Adashuv").ended_with == second


def test_a_paper_that_takes_off_releases_open_alarms(keeper):
    a_prohibited_title()
    a_list(keeper)
    a_list(keeper, ROW, kind="withdrawn")
    assert ProhibitedMatch.objects.get().state == "released"
    with pytest.raises(Refused) as refused:
        a_list(keeper, EntryRow("Yoʻq satr"), kind="withdrawn")
    assert refused.value.verdict.codes == ("prohibited_lines_unknown",)


def test_an_addition_adds_and_takes_nothing_off(keeper):
    a_list(keeper)
    version = a_list(keeper, EntryRow("Adashuv"), kind="added")
    assert (version.number, version.in_force) == (2, 2)


def test_the_same_request_enters_once(keeper, house):
    given = {
        "kind": "whole",
        "paper": "1-son",
        "dated_on": clock.today(),
        "rows": [ROW],
        "request_id": uuid7(),
    }
    for _press in range(2):
        actions.enter_list(by=keeper, centre=house, **given)
    assert ProhibitedList.objects.count() == ProhibitedEntry.objects.count() == 1


def test_the_look_goes_on_where_it_was(keeper, house, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    for place in range(5):
        a_prohibited_title(year=str(2001 + place))
    made = actions.enter_list(
        by=keeper, centre=house, kind="whole", paper="1-son", dated_on=clock.today(), rows=[ROW]
    )
    machine = Actor(label="prohibited", is_machine=True)
    assert actions.carry_on_look(by=machine, list_id=made.pk)
    made.refresh_from_db()
    assert (made.checked, made.total, made.checked_at) == (2, 5, None)
    work_all()
    made.refresh_from_db()
    assert (made.checked, made.found) == (5, 5) and made.checked_at is not None
    assert not actions.carry_on_look(by=machine, list_id=made.pk)


def test_a_record_is_marked_while_it_is_catalogued_and_unmarked_when_corrected(keeper, house):
    a_list(keeper)
    by = a_cataloguer()
    values = {"title": "Soʻnggi yoʻl boshi", "author": "Soxtayev, Qosim"}
    title = create_record(by=by, centre_id=house.pk, values=values)
    assert ProhibitedMatch.objects.get(title=title).found_by == "cataloguing"
    correct_record(by=by, title=title, changes={"title": "Oʻtkan kunlar"}, expected_version=1)
    assert not ProhibitedMatch.objects.exists()


def test_an_import_takes_the_record_in_and_marks_it(keeper, tmp_path: Path):
    a_list(keeper)
    path = a_file(tmp_path, a_record("Сўнгги йўлнинг боши", author="Сохтаев, Қосим"), a_record())
    run_import([path], by=a_cataloguer())
    match = ProhibitedMatch.objects.select_related("title").get()
    assert (match.title.title, match.found_by, match.certainty) == ("Сўнгги йўлнинг боши", "import", "exact")
    run_import([path], by=a_cataloguer())
    assert ProhibitedMatch.objects.count() == 1


# --- acceptance


def a_delivery_of(by: Actor, *titles: Title) -> Delivery:
    head = {
        "source": "Kitob olami",
        "paper_number": "128",
        "received_on": clock.today(),
        "declared_copies": len(titles),
        "declared_amount": 100_00 * len(titles),
    }
    delivery = deliveries.enter_delivery(by=by, centre=a_centre(), head=head)
    for title in titles:
        deliveries.put_line(
            by=by,
            delivery=delivery,
            title=title,
            copies=1,
            unit_price=100_00,
            service_point=a_service_point(),
        )
    delivery.refresh_from_db()
    return delivery


def test_a_prohibited_book_is_not_accepted(keeper):
    a_list(keeper)
    title = a_prohibited_title()
    delivery = a_delivery_of(keeper, title)
    with pytest.raises(Refused) as refused:
        deliveries.accept_delivery(by=keeper, delivery=delivery, expected_edits=delivery.edits)
    assert refused.value.verdict.codes == ("line_is_prohibited",)
    assert ProhibitedMatch.objects.get(title=title).found_by == "delivery"
    with pytest.raises(Refused) as refused:
        actions.lay_aside(by=keeper, title=title, entry=ProhibitedEntry.objects.get(), note=NOTE)
    assert refused.value.verdict.codes == ("exact_needs_commission",)
    assert not Copy.objects.exists()


def test_a_look_alike_is_accepted_once_somebody_has_examined_it(keeper):
    a_list(keeper)
    title = a_look_alike()
    delivery = a_delivery_of(keeper, title)
    with pytest.raises(Refused) as refused:
        deliveries.accept_delivery(by=keeper, delivery=delivery, expected_edits=delivery.edits)
    assert refused.value.verdict.codes == ("line_looks_prohibited",)
    actions.lay_aside(by=keeper, title=title, entry=ProhibitedEntry.objects.get(), note=NOTE)
    deliveries.accept_delivery(by=keeper, delivery=delivery, expected_edits=delivery.edits)
    assert Copy.objects.count() == 1
    a_list(keeper, EntryRow("Adashuv"), kind="added")  # a new version does not ask again
    assert ProhibitedMatch.objects.get().state == "different"


# --- the check and its act


def a_check(by: Actor) -> ProhibitedCheck:
    return checks.begin_check(by=by, centre=a_centre(), commission=a_commission())


def found_on(by: Actor, check: ProhibitedCheck, title: Title, finding: str, note: str = "") -> None:
    match = check.matches.get(title=title)
    checks.write_finding(by=by, check=check, match=match, finding=finding, note=note)


def sent(by: Actor, check: ProhibitedCheck) -> ProhibitedCheck:
    check = checks.draft_check_act(by=by, check=check, kept_at="Rahbar xonasidagi yopiq shkaf")
    assert check.act is not None
    version = newest(check.act)
    submit(by=by, version=version, expected_edits=version.edits)
    return check


def approved(check: ProhibitedCheck) -> ProhibitedCheck:
    assert check.act is not None
    version = newest(check.act)
    station = current_station(version)
    if station is not None and station.kind == "agree":
        head = Person.objects.get(appointments__post=station.post)
        agree(by=the_actor(head), version=version, expected_number=version.number)
    approved_by(the_actor(Person.objects.get(user__username="direktor")), version)
    check.refresh_from_db()
    return check


@pytest.fixture
def offices(keeper):
    a_director()
    a_head()


def test_an_approved_act_withdraws_from_use_and_lays_aside(keeper, offices):
    bad, fine = a_prohibited_title(), a_look_alike()
    at_hand, borrowed = a_copy(bad, price=45_000_00), a_copy(bad, state="on_loan")
    a_copy(fine)
    a_list(keeper)
    check = a_check(keeper)
    assert (check.titles, check.copies, check.matches.count()) == (2, 3, 2)
    found_on(keeper, check, bad, "withdrawn")
    with pytest.raises(Refused) as refused:
        checks.draft_check_act(by=keeper, check=check, kept_at="")
    assert refused.value.verdict.codes == ("suspicions_undecided", "closed_place_missing")
    found_on(keeper, check, fine, "different", NOTE)
    check = sent(keeper, check)
    assert not Title.objects.get(pk=bad.pk).is_hidden  # nothing follows before the approval
    check = approved(check)
    assert (check.state, check.done_on) == ("done", clock.today())
    assert Title.objects.get(pk=bad.pk).is_hidden and not Title.objects.get(pk=fine.pk).is_hidden
    assert list(holdings.shown_to_readers()) == [fine]
    states = {match.title_id: (match.state, match.copies) for match in ProhibitedMatch.objects.all()}
    assert states == {bad.pk: ("withdrawn", 1), fine.pk: ("different", 0)}
    at_hand.refresh_from_db()
    borrowed.refresh_from_db()
    assert (at_hand.state, borrowed.state) == ("in_processing", "on_loan")
    stay = Whereabouts.objects.get(copy=at_hand, until=None)
    assert (stay.cause, stay.note) == ("stock.prohibitedcheck", "Rahbar xonasidagi yopiq shkaf")


def test_what_is_withdrawn_is_not_accepted_again_and_is_written_off_by_its_own_reason(keeper, offices):
    title = a_prohibited_title()
    copy = a_copy(title, price=45_000_00)
    a_list(keeper)
    check = a_check(keeper)
    found_on(keeper, check, title, "withdrawn")
    approved(sent(keeper, check))
    delivery = a_delivery_of(keeper, title)
    with pytest.raises(Refused) as refused:
        deliveries.accept_delivery(by=keeper, delivery=delivery, expected_edits=delivery.edits)
    assert refused.value.verdict.codes == ("line_is_prohibited",)
    disposal = write_offs.begin_write_off(by=keeper, centre=a_centre(), reason="prohibited")
    write_offs.list_copies(by=keeper, disposal=disposal, codes=copy.inventory_number)
    assert lines_of(disposal).count() == 1


def test_a_line_off_the_list_gives_the_book_back(keeper, offices):
    title = a_prohibited_title()
    copy = a_copy(title)
    a_list(keeper)
    check = a_check(keeper)
    found_on(keeper, check, title, "withdrawn")
    approved(sent(keeper, check))
    match = ProhibitedMatch.objects.get()
    with pytest.raises(Refused) as refused:
        actions.release(by=keeper, match=match, note=NOTE)
    assert refused.value.verdict.codes == ("line_still_in_force",)
    a_list(keeper, ROW, kind="withdrawn")
    actions.release(by=keeper, match=match, note="Sud qarori bilan roʻyxatdan chiqarilgan")
    copy.refresh_from_db()
    assert not Title.objects.get(pk=title.pk).is_hidden
    assert copy.state == "on_shelf"


def test_an_act_that_came_back_is_put_right_and_drafted_again(keeper, offices):
    title = a_prohibited_title()
    a_list(keeper)
    check = a_check(keeper)
    found_on(keeper, check, title, "withdrawn")
    check = sent(keeper, check)
    version = newest(check.act)
    station = current_station(version)
    head = Person.objects.get(appointments__post=station.post)
    return_with_remark(
        by=the_actor(head),
        version=version,
        expected_number=version.number,
        remark="Saqlash joyini aniq yozing",
    )
    check.refresh_from_db()
    assert check.state == "open"
    found_on(keeper, check, title, "different", NOTE)
    assert approved(sent(keeper, check)).state == "done"
    assert ProhibitedMatch.objects.get().state == "different"


def test_an_act_taken_back_opens_the_check_and_a_check_given_up_leaves_its_alarms(keeper, offices):
    title = a_prohibited_title()
    a_list(keeper)
    check = a_check(keeper)
    with pytest.raises(Refused) as refused:
        a_check(keeper)
    assert refused.value.verdict.codes == ("check_on_its_way",)
    found_on(keeper, check, title, "withdrawn")
    check = sent(keeper, check)
    withdraw(by=keeper, version=newest(check.act))
    check.refresh_from_db()
    assert check.state == "open"
    checks.give_up_check(by=keeper, check=check)
    match = ProhibitedMatch.objects.get()
    assert (match.state, match.check_act, match.finding) == ("open", None, "")
    assert not Title.objects.get(pk=title.pk).is_hidden


def test_a_check_that_finds_nothing_has_its_act(keeper, offices):
    a_title()
    a_list(keeper)
    check = a_check(keeper)
    draft, enclosed = drafted(check)
    said = " ".join(point.text for point in draft.points)
    assert "oʻxshash nashr aniqlanmadi" in said and enclosed.annexes == ()
    assert approved(sent(keeper, check)).state == "done"


def test_the_act_says_what_was_looked_at_and_decided(keeper):
    bad, fine = a_prohibited_title(), a_look_alike()
    a_copy(bad)
    a_list(keeper)
    check = a_check(keeper)
    found_on(keeper, check, bad, "withdrawn")
    found_on(keeper, check, fine, "different", NOTE)
    check = checks.draft_check_act(by=keeper, check=check, kept_at="Yopiq shkaf")
    draft, enclosed = drafted(check)
    said = " ".join(point.text for point in draft.points)
    for piece in (
        "1-tahriri",
        "2 nomdagi 1 nusxa",
        "2 (ikki) holat",
        "1 (bir) nomdagi 1 (bir) nusxa",
        "Yopiq shkaf",
    ):
        assert piece in said
    (annex,) = enclosed.annexes
    (table,) = annex.body
    assert [row[-1] for row in table.rows] == ["Foydalanishdan olinsin", f"Boshqa nashr. {NOTE}"]


# --- the database itself


def test_the_database_refuses_what_must_never_be(keeper):
    a_prohibited_title()
    a_list(keeper)
    entry, match = ProhibitedEntry.objects.get(), ProhibitedMatch.objects.get()
    for change in (
        lambda: ProhibitedMatch.objects.filter(pk=match.pk).update(state="withdrawn", decided_at=clock.now()),
        lambda: ProhibitedMatch.objects.filter(pk=match.pk).update(state="different", decided_at=clock.now()),
        lambda: ProhibitedMatch.objects.create(
            title=match.title,
            entry=entry,
            certainty="exact",
            why="isbn",
            found_by="check",
            found_at=clock.now(),
        ),
        lambda: ProhibitedEntry.objects.filter(pk=entry.pk).update(title=""),
        lambda: ProhibitedEntry.objects.filter(pk=entry.pk).update(ended_with=entry.came_with),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_whoever_has_no_right_changes_nothing(house, keeper):
    nobody = Actor(label="oʻquvchi")
    a_list(keeper)
    for deed in (
        lambda: a_list(nobody),
        lambda: a_check(nobody),
        lambda: actions.lay_aside(
            by=nobody, title=a_look_alike(), entry=ProhibitedEntry.objects.get(), note=NOTE
        ),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.verdict.codes == ("no_right",)
