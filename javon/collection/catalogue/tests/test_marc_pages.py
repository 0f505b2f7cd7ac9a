"""The MARC editor's pages: rows saved as typed, buttons without scripts, faults in words, both texts kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.collection.catalogue import rights
from javon.collection.catalogue.actions import correct_marc
from javon.collection.catalogue.models import Revision, Title
from javon.collection.catalogue.tests.characters import a_cataloguer, a_record, a_title
from javon.collection.sources.record import Field, Record
from javon.core.access import VISITOR
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused

pytestmark = pytest.mark.django_db
STRANGE = Field("590", "#", " ", [("a", "qoʻngʻiroq\x1b‡x "), ("", "kodsiz")])


@pytest.fixture
def desk(client: Client) -> Client:
    a_centre()
    client.force_login(
        an_employee("kataloger", rights.CORRECT_RECORD).user,
        backend="javon.core.accounts.backends.AccountBackend",
    )
    return client


def sent(answer: Any, **changes: Any) -> dict[str, Any]:
    """What the browser would send from this page; `changes` puts other columns in."""
    form, rows = answer.context["form"], [one["row"] for one in answer.context["rows"]]
    return {
        "leader": form["leader"].value(),
        "reason": "",
        "expected_version": form["expected_version"].value(),
        "request_id": str(form["request_id"].value()),
        **{name: [getattr(row, name) for row in rows] for name in ("tag", "ind1", "ind2", "text")},
        **changes,
    }


def test_rows_sent_back_unread_change_nothing(desk: Client) -> None:
    title = a_title(record=a_record(more=(STRANGE,)))
    address = f"/catalogue/{title.number}/marc/"
    answer = desk.post(address, sent(desk.get(address)))
    assert (answer.status_code, answer["Location"]) == (303, f"/catalogue/{title.number}/")
    assert Title.objects.get().marc == title.marc and not Revision.objects.exists()


def test_a_changed_row_is_saved_as_typed_and_the_others_stay_byte_for_byte(desk: Client) -> None:
    title = a_title(record=a_record(more=(STRANGE,)))
    address = f"/catalogue/{title.number}/marc/"
    page = desk.get(address)
    texts = [one["row"].text.replace("‡a Oʻtkan kunlar", "$a O'tgan kunlar ") for one in page.context["rows"]]
    place = next(at for at, text in enumerate(texts) if "O'tgan" in text)
    texts[place] = "$a O'tgan kunlar  $broman"
    assert desk.post(address, sent(page, text=texts, reason="Kitobga qarab")).status_code == 303
    record = Record.from_json(Title.objects.get().marc)
    assert record.get("245").subfields == [("a", "O'tgan kunlar "), ("b", "roman")]
    assert record.get("590") == STRANGE
    assert Title.objects.get().title == "O'tgan kunlar"
    assert Revision.objects.get().reason == "Kitobga qarab"
    assert Entry.objects.filter(verb="corrected").count() == 1


@pytest.mark.parametrize(
    "do, tags",
    [
        ("add", ["008", "100", "245", "260", "300", ""]),
        ("up-2", ["008", "245", "100", "260", "300"]),
        ("remove-0", ["100", "245", "260", "300"]),
        ("down-99999999999", ["008", "100", "245", "260", "300"]),
    ],
)
def test_buttons_work_without_scripts_and_lose_nothing(desk: Client, do: str, tags: list[str]) -> None:
    title = a_title()
    address = f"/catalogue/{title.number}/marc/"
    page = desk.get(address)
    typed = [f"{one['row'].text} yozildi" for one in page.context["rows"]]
    again = desk.post(address, sent(page, text=typed, reason="sabab", do=do))
    assert again.status_code == 200
    assert [one["row"].tag for one in again.context["rows"]] == tags
    assert all(one["row"].text.endswith("yozildi") for one in again.context["rows"] if one["row"].tag)
    assert again.context["form"]["reason"].value() == "sabab"
    assert Title.objects.get().version == 1


def test_what_is_certainly_wrong_is_refused_in_words_and_kept(desk: Client) -> None:
    title = a_title()
    address = f"/catalogue/{title.number}/marc/"
    page = desk.get(address)
    texts = [one["row"].text for one in page.context["rows"]]
    texts[0], texts[2] = "190101", "sarlavhasiz"
    answer = desk.post(address, sent(page, text=texts))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "1-qator, 008-maydon" in shown and "3-qator, 245-maydon" in shown and "sarlavhasiz" in shown
    assert Title.objects.get().version == 1


def test_what_is_only_unusual_is_said_and_saved(desk: Client) -> None:
    title = a_title()
    address = f"/catalogue/{title.number}/marc/"
    page = desk.get(address)
    more = {"tag": "388", "ind1": "", "ind2": "", "text": "‡a X"}
    columns = {name: [getattr(one["row"], name) for one in page.context["rows"]] for name in more}
    typed = sent(page, **{name: [*column, more[name]] for name, column in columns.items()})
    assert "388" in desk.post(f"{address}check/", typed).content.decode()
    assert desk.post(address, typed).status_code == 303
    assert Record.from_json(Title.objects.get().marc).fields[-1].tag == "388"


def test_the_second_editor_chooses_field_by_field(desk: Client) -> None:
    title = a_title()
    address = f"/catalogue/{title.number}/marc/"
    page = desk.get(address)
    texts = [one["row"].text for one in page.context["rows"]]
    theirs, mine = list(texts), list(texts)
    theirs[2], theirs[4] = "‡a Ularning nomi", "‡a 400 b."
    mine[2], mine[3] = "‡a Mening nomim", "‡a Buxoro"
    desk.post(address, sent(page, text=theirs))
    answer = desk.post(address, sent(page, text=mine, request_id=str(uuid7())))
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Ularning nomi" in shown and "Mening nomim" in shown
    assert [one.tag for _name, one, _pieces in answer.context["conflicts"]] == ["245"]
    assert [one.tag for _name, one in answer.context["theirs"]] == ["300"]
    assert desk.post(address, sent(answer, **{"choose-245": "theirs"})).status_code == 303
    record = Record.from_json(Title.objects.get().marc)
    told = (record.first("245", "a"), record.first("260", "a"), record.first("300", "a"))
    assert told == ("Ularning nomi", "Buxoro", "400 b.")


@pytest.mark.parametrize(
    "changes",
    [
        {"expected_version": "x"},
        {"request_id": "1"},
        {"expected_version": "99"},
        {"tag": ["245"] * 700, "text": []},
        {"leader": "\x00" * 24},
        {"text": ["‡" * 3000]},
        {"do": "remove-²"},
        {"tag": [], "ind1": [], "ind2": [], "text": []},
        {"choose-": "theirs", "choose-LDR": "theirs", "choose-xyz": "theirs"},
    ],
)
def test_hostile_forms_are_answered(desk: Client, changes: dict[str, Any]) -> None:
    title = a_title()
    address = f"/catalogue/{title.number}/marc/"
    typed = sent(desk.get(address), **changes)
    assert desk.post(address, typed).status_code in {200, 303, 409, 422}
    assert desk.post(f"{address}check/", typed).status_code == 200


def test_a_record_with_very_many_fields_is_not_cut(desk: Client) -> None:
    many = tuple(Field("650", " ", "4", [("a", f"Mavzu {place}")]) for place in range(500))
    title = a_title(record=a_record(more=many))
    page = desk.get(f"/catalogue/{title.number}/marc/")
    assert page.status_code == 200 and b'name="text"' not in page.content


def test_help_speaks_of_fields_and_of_nothing_else(desk: Client) -> None:
    told = desk.get("/catalogue/marc/help/245/", headers={"HX-Request": "true"}).content.decode()
    assert "Sarlavha" in told and "‡b" in told and "<html" not in told
    assert "<html" in desk.get("/catalogue/marc/help/LDR/").content.decode()
    assert desk.get("/catalogue/marc/help/zzz/").status_code == 404


def test_a_record_of_many_rows_asks_no_more_questions(desk: Client, django_assert_num_queries) -> None:
    short, long = a_title(), a_title("Ufq", record=a_record("Ufq", more=(STRANGE,) * 40))
    desk.get("/catalogue/")
    with CaptureQueriesContext(connection) as asked:
        desk.get(f"/catalogue/{short.number}/marc/")
    with django_assert_num_queries(len(asked)):
        desk.get(f"/catalogue/{long.number}/marc/")


def corrected(title: Title, record: Record, **given: Any) -> Title:
    return correct_marc(
        **{
            "by": a_cataloguer(),
            "title": title,
            "marc": record.to_json(),
            "expected_version": 1,
            "request_id": uuid7(),
            **given,
        }
    )


@pytest.mark.parametrize(
    "given, codes",
    [
        ({"by": VISITOR}, {"no_right"}),
        ({"expected_version": 7}, {"changed_meanwhile"}),
        ({"record": Record("x", [])}, {"marc_leader_length", "marc_no_title"}),
        ({"record": a_record("a" * 30_000)}, {"too_long"}),
    ],
)
def test_a_marc_correction_that_may_not_be_is_refused(given: dict[str, Any], codes: set[str]) -> None:
    title = a_title()
    given = {"record": a_record("Boshqa"), **given}
    with pytest.raises(Refused) as refused:
        corrected(title, **given)
    assert {one.code for one in refused.value.verdict.stops} == codes
    assert Title.objects.get().version == 1


def test_a_donor_is_not_corrected_in_marc_either_and_one_request_corrects_once() -> None:
    with pytest.raises(Refused) as refused:
        corrected(a_title(is_donor=True), a_record("Boshqa"))
    assert "donor_record" in refused.value.verdict.codes
    title, request_id = a_title("Ufq"), uuid7()
    for _ in range(2):
        corrected(title, a_record("Ufq 2"), request_id=request_id)
    title.refresh_from_db()
    assert (title.version, title.title) == (2, "Ufq 2")
