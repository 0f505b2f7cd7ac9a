"""Copy cataloguing: other libraries are searched, their records looked at, and taken once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.collection.catalogue import elsewhere, evidence, rights, rules, targets, wording
from javon.collection.catalogue.actions.elsewhere import forget_searches, keep_search, take_record
from javon.collection.catalogue.elsewhere import Heard
from javon.collection.catalogue.jobs import forget_found_elsewhere
from javon.collection.catalogue.models import ElsewhereSearch, FoundElsewhere, Origin, Target, Title
from javon.collection.catalogue.rules import RecordFacts
from javon.collection.catalogue.tests.characters import a_cataloguer, a_record, a_title
from javon.collection.catalogue.tests.test_targets import a_target
from javon.collection.sources import write
from javon.collection.sources.elsewhere import Limits
from javon.collection.sources.elsewhere.tests.servers import (
    answering,
    found,
    played,
    presented,
    record,
    welcome,
)
from javon.collection.sources.record import Field, Record
from javon.core import clock
from javon.core.access import VISITOR, machine
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.evidence import Period
from javon.core.search.models import Outbox
from javon.core.verdict import Refused

ISBN = "9789943000001"
THEIRS = a_record(
    isbn=ISBN,
    number="77",
    source="DLC",
    more=(
        Field("504", " ", " ", [("a", "Bibliogr.: b. 370")]),
        Field("952", " ", " ", [("p", "1"), ("b", "X")]),
        Field("985", " ", " ", [("a", "local")]),
    ),
)


def a_search(*records: Record, by: Any = None, **outcome: Any) -> ElsewhereSearch:
    target = Target.objects.first() or a_target()
    heard = Heard(target.pk, target.name, len(records), records, (), "", {})
    return keep_search(
        by=by or a_cataloguer(),
        centre_id=a_centre().pk,
        question={"isbn": ISBN},
        heard=[heard],
        search_id=uuid7(),
    )


def a_found(book: Record = THEIRS, **more: Any) -> FoundElsewhere:
    return a_search(book, **more).found.get()


def taken(one: FoundElsewhere, **given: Any) -> Title:
    return take_record(**{"by": a_cataloguer(), "found": one, "request_id": uuid7(), **given})


# --- the question


@pytest.mark.parametrize(
    "typed, terms",
    [
        ({"isbn": "978-9943-00-000-1"}, [("isbn", ISBN), ("isbn", "9943000007")]),
        ({"isbn": "9943000007", "title": "x"}, [("isbn", ISBN), ("isbn", "9943000007")]),
        ({"isbn": "9789943000002"}, [("isbn", "9789943000002")]),
        (
            {"title": " Oʻtkan\n kunlar ", "author": "Qodiriy"},
            [("title", "Oʻtkan kunlar"), ("author", "Qodiriy")],
        ),
        ({"author": "a\x1bb"}, [("author", "a b")]),
        ({"title": "x" * 500}, [("title", "x" * 300)]),
    ],
)
def test_what_is_typed_becomes_a_question(typed: dict[str, str], terms: list[tuple[str, str]]) -> None:
    question = elsewhere.question_of(**typed)
    assert question is not None
    assert [(term.by.value, term.text) for term in question.terms] == terms


def test_nothing_typed_is_no_question() -> None:
    assert elsewhere.question_of(" ", "\x00", "") is None


# --- taking


def facts(**deviations: Any) -> RecordFacts:
    return RecordFacts(**{"title": "x", "year": "2019", "this_year": 2026, "letters": 30_000, **deviations})


@pytest.mark.parametrize(
    "deviation, codes, overridable",
    [
        ({"most_letters": 99_999}, (), True),
        ({}, ("too_long",), False),
        ({"letters": 1, "already_held": 7}, ("already_held",), True),
        ({"letters": 1, "already_held": 7, "is_held_by_isbn": False}, ("already_held",), True),
        ({"letters": 1, "already_taken": 7, "already_held": 7}, ("already_taken", "already_held"), False),
        ({"letters": 1, "title": " "}, ("empty_title",), False),
    ],
)
def test_may_take(deviation: dict[str, Any], codes: tuple[str, ...], overridable: bool) -> None:
    verdict = rules.may_take(facts(**deviation))
    assert (verdict.codes, verdict.overridable) == (codes, overridable)
    assert all(wording.sentences(verdict.stops))


@pytest.mark.django_db
def test_a_record_is_taken_without_what_is_its_own_librarys() -> None:
    one = a_found()
    Outbox.objects.all().delete()
    title = taken(one)
    tags = [field.tag for field in Record.from_json(title.marc).fields]
    assert "504" in tags and not {"001", "003", "952", "985"} & set(tags)
    assert (title.isbn, title.is_donor, title.version) == (ISBN, False, 1)
    assert Outbox.objects.get().object_id == title.pk
    origin = Origin.objects.get(target=one.target)
    assert (origin.title_id, origin.source, origin.number) == (title.pk, "DLC", "77")
    assert Entry.objects.filter(verb="took_record").count() == 1
    today = clock.today()
    assert evidence.records_taken(title.centre_id, Period(today, today)) == 1


@pytest.mark.django_db
def test_the_same_press_twice_takes_once_and_the_same_record_again_is_refused_even_with_a_reason() -> None:
    one, request_id = a_found(), uuid7()
    assert taken(one, request_id=request_id) == taken(one, request_id=request_id)
    for again in (one, a_found()):
        with pytest.raises(Refused) as refused:
            taken(again, override_reason="boshqa nashr")
        assert "already_taken" in refused.value.verdict.codes
    assert Title.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "ours, by_isbn",
    [
        ({"isbn": ISBN, "title": "Boshqa"}, True),
        ({"isbn": ""}, False),  # title, author, year and publisher agree
        (
            {"isbn": "", "title": "Boshqa", "number": "77", "source": "DLC"},
            False,
        ),  # an earlier state of that record
    ],
)
def test_a_book_we_hold_is_taken_only_for_a_reason(ours: dict[str, str], by_isbn: bool) -> None:
    a_title(record=a_record(**ours))
    with pytest.raises(Refused) as refused:
        taken(a_found())
    (stop,) = refused.value.verdict.stops
    assert (stop.code, stop.details["by_isbn"]) == ("already_held", by_isbn)
    assert taken(a_found(), override_reason="boshqa nashr").number == 2
    assert Entry.objects.get(verb="took_record").overruled == ["already_held"]


@pytest.mark.django_db
def test_what_was_taken_and_merged_away_since_is_still_known_by_the_record_that_stands_for_it() -> None:
    one = a_found()
    away, kept = taken(one), a_title("Boshqa", isbn="")
    Title.objects.filter(pk=away.pk).update(merged_into=kept, is_hidden=True)
    assert elsewhere.held_of(one) == (kept.number, True)
    with pytest.raises(Refused) as refused:
        taken(one)
    assert {stop.details["number"] for stop in refused.value.verdict.stops} == {kept.number}


@pytest.mark.django_db
def test_a_donors_record_is_no_book_of_ours() -> None:
    a_title(is_donor=True, record=THEIRS)
    assert elsewhere.held_of(a_found()) == (None, False)
    assert taken(a_found()).number == 2


@pytest.mark.django_db
def test_what_was_typed_over_the_record_is_taken_with_it() -> None:
    title = taken(a_found(), values={"title": "Mehrobdan chayon", "year": "2020"})
    assert (title.title, title.year) == ("Mehrobdan chayon", 2020)


@pytest.mark.django_db
def test_who_may_not_correct_may_neither_keep_nor_take() -> None:
    one = a_found()
    for refused in (
        lambda: taken(one, by=VISITOR),
        lambda: a_search(THEIRS, by=VISITOR),
        lambda: forget_searches(by=VISITOR, before=clock.now()),
    ):
        with pytest.raises(Refused, match="no_right"):
            refused()
    assert not Title.objects.exists()


# --- keeping and forgetting


@pytest.mark.django_db
def test_a_search_is_kept_once_and_only_its_maker_sees_it() -> None:
    search = a_search(THEIRS, by=a_cataloguer(1))
    again = keep_search(
        by=a_cataloguer(1), centre_id=a_centre().pk, question={}, heard=[], search_id=search.pk
    )
    assert again == search and search.found.count() == 1
    with pytest.raises(Refused, match="request_id_reused"):
        keep_search(by=a_cataloguer(2), centre_id=a_centre().pk, question={}, heard=[], search_id=search.pk)
    assert elsewhere.search_of(search.pk, 1) == search and elsewhere.search_of(search.pk, 2) is None
    assert elsewhere.found_of(search.found.get().pk, 2) is None


@pytest.mark.django_db
def test_what_was_found_is_forgotten_after_an_hour_and_what_was_taken_stays() -> None:
    old, title = a_search(THEIRS), taken(a_found())
    ElsewhereSearch.objects.update(asked_at=clock.now() - elsewhere.KEPT_FOR)
    new = a_search(THEIRS)
    assert elsewhere.search_of(old.pk, None) is None
    assert forget_found_elsewhere() == 2
    assert ElsewhereSearch.objects.get() == new and Title.objects.get() == title
    assert forget_searches(by=machine("test"), before=clock.now() - timedelta(hours=1)) == 0


@pytest.mark.django_db
def test_a_library_that_answered_is_proved_and_one_that_did_not_is_not() -> None:
    good, bad = a_target(name="good"), a_target(name="bad")
    heard = [
        Heard(good.pk, "good", 0, (), (), "", {}),
        Heard(bad.pk, "bad", 0, (), (), "timed_out", {"seconds": 6}),
    ]
    keep_search(by=a_cataloguer(), centre_id=a_centre().pk, question={}, heard=heard, search_id=uuid7())
    proved = dict(Target.objects.values_list("name", "answered_at"))
    assert proved["good"] is not None and proved["bad"] is None


@pytest.mark.django_db
def test_a_list_of_many_is_compared_with_the_catalogue_in_few_questions() -> None:
    a_title(isbn=ISBN)
    search = a_search(*(a_record(f"Kitob {place}", isbn=ISBN if place == 3 else "") for place in range(40)))
    with CaptureQueriesContext(connection) as asked:
        rows = elsewhere.rows_of(search)
    assert len(asked) <= 4
    assert [row.held for row in rows if row.held] == [1]


# --- the pages


@pytest.fixture
def desk(client: Client, tmp_path, settings) -> Client:
    settings.SEARCH_INDEX = tmp_path / "index"
    a_centre()
    person = an_employee("kataloger", rights.CORRECT_RECORD, rights.MANAGE_TARGETS)
    client.force_login(person.user, backend="javon.core.accounts.backends.AccountBackend")
    return client


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Iterator[Target]:
    """A library that answers every question with one book."""
    monkeypatch.setattr(elsewhere, "LIMITS", Limits(whole=2))
    one = record(write.iso2709(THEIRS))
    with played(answering(welcome(), found(1), presented(one)), times=3) as port:
        yield a_target(address="127.0.0.1", port=port, encoding="auto", syntax="marc21")


def asked(desk: Client, *chosen: Target, **typed: Any) -> Any:
    given = {"isbn": ISBN, "targets": [str(one.pk) for one in chosen], "request_id": str(uuid7()), **typed}
    return desk.post(reverse("catalogue:elsewhere"), given)


@pytest.mark.django_db
def test_a_book_is_searched_looked_at_and_taken(desk: Client, library: Target) -> None:
    silent = a_target(name="Jim kutubxona", address="127.0.0.1", port=1)
    response = asked(desk, library, silent)
    assert response.status_code == 303
    shown = desk.get(response["Location"]).content.decode()
    assert "Oʻtkan kunlar" in shown and library.name in shown and silent.name in shown
    one = FoundElsewhere.objects.get()
    look = desk.get(reverse("catalogue:found_elsewhere", args=[one.pk]))
    assert look.status_code == 200 and "Bibliogr.: b. 370" in look.content.decode()
    take = reverse("catalogue:found_take", args=[one.pk])
    assert desk.get(take).status_code == 405
    assert desk.post(take, {"request_id": "x"}).status_code == 400
    response = desk.post(take, {"request_id": str(uuid7())})
    title = Title.objects.get()
    assert (response.status_code, response["Location"]) == (303, reverse("stock:record", args=[title.number]))
    again = desk.post(take, {"request_id": str(uuid7())})
    assert again.status_code == 409 and f"№ {title.number}" in again.content.decode()
    assert (
        f"№&nbsp;{title.number}"
        in desk.get(f"{reverse('catalogue:elsewhere')}?search={one.search_id}").content.decode()
    )


@pytest.mark.django_db
def test_a_record_is_looked_over_in_the_form_and_saved(desk: Client) -> None:
    person_id = int(desk.session["_auth_user_id"])
    one = a_found(by=a_cataloguer(person_id))
    form = desk.get(f"{reverse('catalogue:new')}?found={one.pk}").context["form"]
    typed = {name: field.value() or "" for name, field in ((bound.name, bound) for bound in form)}
    typed |= {"title": "Oʻtgan kunlar", "donor": ""}
    for deviation, status in (({"title": ""}, 422), ({}, 303)):
        assert desk.post(reverse("catalogue:new"), {**typed, **deviation}).status_code == status
    title = Title.objects.get()
    assert title.title == "Oʻtgan kunlar" and Origin.objects.filter(title=title, target=one.target).exists()
    ElsewhereSearch.objects.update(asked_at=clock.now() - timedelta(hours=2))
    assert desk.post(reverse("catalogue:new"), {**typed, "request_id": str(uuid7())}).status_code == 409
    assert desk.get(f"{reverse('catalogue:new')}?found={one.pk}").status_code == 404
    assert desk.get(f"{reverse('catalogue:new')}?found=x").status_code == 404


@pytest.mark.django_db
def test_a_book_held_already_is_taken_on_the_page_with_a_reason(desk: Client) -> None:
    a_title(isbn=ISBN)
    one = a_found(by=a_cataloguer(int(desk.session["_auth_user_id"])))
    take = reverse("catalogue:found_take", args=[one.pk])
    refused = desk.post(take, {"request_id": str(uuid7())})
    assert refused.status_code == 409 and 'name="override_reason"' in refused.content.decode()
    typed = {"request_id": str(uuid7()), "override_reason": "boshqa nashr"}
    assert desk.post(take, typed).status_code == 303


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        {"isbn": ""},
        {"targets": []},
        {"targets": ["x"]},
        {"isbn": "1" * 500},
        {"request_id": "x"},
        {"isbn": "", "title": "\x1b"},
    ],
)
def test_a_search_that_cannot_be_made_is_answered_in_words(desk: Client, typed: dict[str, Any]) -> None:
    response = asked(desk, a_target(), author="", **{"title": "", **typed})
    assert response.status_code == 422
    assert not ElsewhereSearch.objects.exists()


@pytest.mark.django_db
def test_more_libraries_than_can_be_asked_at_once_are_not_asked(desk: Client) -> None:
    many = [a_target(name=f"K{place}") for place in range(elsewhere.MOST_TARGETS + 1)]
    assert asked(desk, *many).status_code == 422


@pytest.mark.django_db
def test_the_form_sent_twice_asks_once(desk: Client, library: Target) -> None:
    request_id = str(uuid7())
    first, second = (asked(desk, library, request_id=request_id) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert ElsewhereSearch.objects.count() == FoundElsewhere.objects.count() == 1


@pytest.mark.django_db
def test_a_third_search_at_once_is_told_to_wait(desk: Client) -> None:
    target = a_target()
    with elsewhere.a_turn(), elsewhere.a_turn():
        assert asked(desk, target).status_code == 409
    assert not ElsewhereSearch.objects.exists()


@pytest.mark.django_db
def test_addresses_of_nothing_are_told_kindly(desk: Client) -> None:
    assert desk.get(reverse("catalogue:elsewhere")).status_code == 200  # with no library in the list
    a_target()
    assert 'value="978 1"' in desk.get(reverse("catalogue:elsewhere") + "?isbn=978+1").content.decode()
    for search in ("x", str(uuid7()), "1" * 300):
        assert desk.get(reverse("catalogue:elsewhere"), {"search": search}).status_code == 200
    for name in ("catalogue:found_elsewhere", "catalogue:found_take"):
        address = reverse(name, args=[uuid7()])
        assert (desk.post(address) if name.endswith("take") else desk.get(address)).status_code == 404


@pytest.mark.django_db
def test_the_form_of_a_new_record_leads_to_other_libraries_when_no_record_is_here(desk: Client) -> None:
    shown = desk.get(reverse("catalogue:new") + '?isbn=978-5"><b>').content.decode()
    assert f"{reverse('catalogue:elsewhere')}?isbn=978-5%22%3E%3Cb%3E" in shown
    a_title(isbn=ISBN)
    assert (
        reverse("catalogue:elsewhere")
        not in desk.get(f"{reverse('catalogue:new')}?isbn={ISBN}").content.decode()
    )


@pytest.mark.django_db
def test_hostile_letters_of_another_library_stay_letters(desk: Client) -> None:
    hostile = a_record(
        "<script>alert(1)</script>{% load x %}", more=(Field("500", " ", " ", [("a", "\u202e<b>")]),)
    )
    one = a_found(hostile, by=a_cataloguer(int(desk.session["_auth_user_id"])))
    for address in (
        reverse("catalogue:found_elsewhere", args=[one.pk]),
        f"{reverse('catalogue:elsewhere')}?search={one.search_id}",
    ):
        assert "<script>alert" not in desk.get(address).content.decode()


def test_the_address_of_a_target_is_spoken_to_as_it_is_kept() -> None:
    kept = Target(kind="sru", address="https://x/", syntax="marcxml", indexes={"any": "pica.all"})
    address = targets.address_of(kept)
    assert (address.host, address.port, address.indexes) == ("https://x/", 0, {"any": "pica.all"})
