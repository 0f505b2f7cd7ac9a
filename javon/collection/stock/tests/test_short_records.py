"""Short records: what each lacks, the list that empties itself, one after another, and what is taken back. Nizom 5.2."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from javon.centre.organisation.tests.characters import a_centre, a_service_point, an_employee
from javon.collection.catalogue import actions, editing, short_records
from javon.collection.catalogue.actions.short_records import take_record_back
from javon.collection.catalogue.models import ShortRecord, Title
from javon.collection.catalogue.rights import CORRECT_RECORD
from javon.collection.catalogue.short_rules import ELEMENTS, TakeBackFacts, lacking, may_let_go, may_take_back
from javon.collection.catalogue.tests.characters import a_cataloguer, a_title
from javon.collection.labels.actions import ask_for_labels
from javon.collection.labels.models import LabelRequest
from javon.collection.sources.record import Record
from javon.collection.stock.actions.old_copies import enter_old_copies
from javon.collection.stock.models import Copy
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.access import machine
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused

FULL = dict.fromkeys(ELEMENTS, "x")
REST = {
    "publisher": "Oʻzdavnashr", "place": "Toshkent", "year": "1957", "extent": "320 b.", "language": "uzb",
    "udc": "821.512.133", "author_mark": "O 11", "subjects": "Roman",
}  # fmt: skip


@pytest.mark.parametrize(
    "case, changes, expected",
    [
        ("everything is there", {}, ()),
        ("no year", {"year": None}, ("year",)),
        ("UDC alone is a class", {"bbk": "", "udc": "82"}, ()),
        ("no class at all", {"bbk": "", "udc": ""}, ("bbk",)),
        ("year nought is a year somebody wrote", {"year": 0}, ()),
        ("several, in the order of the form", {"subjects": "", "place": "", "extent": ""}, ("place", "extent", "subjects")),
    ],
)  # fmt: skip
def test_what_is_lacking(case, changes, expected):
    assert lacking({**FULL, **changes}) == expected


@given(st.sets(st.sampled_from(ELEMENTS)))
def test_what_is_there_is_never_lacking(there):
    assert set(lacking(dict.fromkeys(there, "x"))) == set(ELEMENTS) - there


@pytest.mark.parametrize(
    "facts, expected",
    [
        (TakeBackFacts(), ()),
        (TakeBackFacts(is_of_quick_page=False), ("not_entered_quickly",)),
        (TakeBackFacts(is_mine=False, is_of_today=False), ("entered_by_another", "entered_before_today")),
        (TakeBackFacts(is_changed=True), ("changed_since_entered",)),
    ],
)
def test_what_may_be_taken_back(facts, expected):
    assert may_take_back(facts).codes == expected


def test_nothing_that_is_used_is_let_go():
    assert may_let_go("").codes == () and may_let_go("nusxa").codes == ("record_still_used",)


# --- with a database


@pytest.fixture
def centre(db):
    return a_centre()


def a_short(centre, name="Eski kitob", *, by=None, **values) -> Title:
    return actions.create_record(
        by=by or a_cataloguer(7), centre_id=centre.pk, values={"title": name, **values}, request_id=uuid7(), is_short=True
    )  # fmt: skip


def corrected(title: Title, **changes) -> Title:
    title.refresh_from_db()
    return actions.correct_record(
        by=a_cataloguer(8), title=title, changes=changes, expected_version=title.version, request_id=uuid7()
    )


def lacks_of(title: Title) -> list[str]:
    return ShortRecord.objects.get(title=title).lacks.split()


def test_a_record_leaves_the_list_by_itself_and_comes_back_when_something_is_taken_out(centre):
    title = a_short(centre, language="uzb")
    assert lacks_of(title) == [name for name in ELEMENTS if name != "language"]
    corrected(title, **{name: REST[name] for name in ("publisher", "place")})
    assert "publisher" not in lacks_of(title) and short_records.progress(centre.pk).left == 1
    done = corrected(title, **REST)
    assert lacks_of(title) == [] and Record.from_json(done.marc).leader[17] == " "
    assert (short_records.progress(centre.pk).done, short_records.progress(centre.pk).total) == (1, 1)
    corrected(title, extent="")
    assert lacks_of(title) == ["extent"] and ShortRecord.objects.get(title=title).completed_at is None


def test_an_ordinary_record_never_comes_on_the_list(centre):
    corrected(a_title(), publisher="")
    assert not ShortRecord.objects.exists()


def test_records_of_earlier_times_are_found_by_their_level(centre):
    title, full = a_short(centre, publisher="Oʻzdavnashr"), a_title("Toʻliq yozuv")
    expected = ShortRecord.objects.get().lacks
    ShortRecord.objects.all().delete()
    step = import_module("javon.collection.catalogue.migrations.0011_short_records_and_proposals")
    step.note_short_records(apps, None)
    [row] = ShortRecord.objects.all()
    assert (row.title_id, row.lacks) == (title.pk, expected) and full.pk != row.title_id


@pytest.fixture
def desk(client: Client, centre) -> Client:
    user = an_employee("kataloger", CORRECT_RECORD).user
    client.force_login(user, backend="javon.core.accounts.backends.AccountBackend")
    client.user_id = user.pk
    return client


def test_the_list_stands_in_both_orders_and_says_what_is_missing(desk, centre, django_assert_max_num_queries):
    few, many = a_short(centre, "Bitta nusxali"), a_short(centre, "Koʻp nusxali")
    newest = a_short(centre, "Eng yangisi")
    for _time in range(3):
        a_copy(many)
    a_copy(few)
    with django_assert_max_num_queries(40):
        page = desk.get("/catalogue/short/")
    assert [row["title"].pk for row in page.context["rows"]] == [many.pk, few.pk, newest.pk]
    assert [row["short"].copies for row in page.context["rows"]] == [3, 1, 0]
    assert "Nashriyot" in page.content.decode() and "0 / 3" in page.content.decode()
    page = desk.get("/catalogue/short/?sort=newest")
    assert [row["title"].pk for row in page.context["rows"]] == [newest.pk, many.pk, few.pk]
    assert "/catalogue/short/" in desk.get("/catalogue/").content.decode()


def test_one_is_completed_and_the_next_is_there(desk, centre):
    last, first = a_short(centre, "Oxirgisi"), a_short(centre, "Birinchisi", place="Toshkent")
    a_copy(first)
    form = desk.get(f"/catalogue/{first.number}/correct/?short=copies")
    page = form.content.decode()
    assert "autofocus" in form.context["form"]["publisher"].as_widget() and "0 / 2" in page
    typed = {
        **editing.shown(Record.from_json(first.marc)), **REST,
        "expected_version": "1", "request_id": str(uuid7()), "reason": "",
    }  # fmt: skip
    answer = desk.post(f"/catalogue/{first.number}/correct/?short=copies", typed)
    assert answer.status_code == 303
    answer = desk.get(answer["Location"])
    assert answer["Location"] == f"/catalogue/{last.number}/correct/?short=copies"
    assert "1 / 2" in desk.get(answer["Location"]).content.decode()
    answer = desk.get(f"/catalogue/short/next/?sort=copies&after={last.number}")
    assert answer["Location"] == "/catalogue/short/?sort=copies"


@pytest.mark.parametrize(
    "query", ["?sort=x&page=-1", "?page=99999999999", "next/?after=٣", "next/?after=99999999999", "next/"]
)
def test_strange_addresses_of_the_list_are_answered(desk, query):
    assert desk.get(f"/catalogue/short/{query}").status_code in (200, 302)


# --- taken back


def quick(desk, **typed):
    return desk.post("/catalogue/quick/", {"request_id": str(uuid7()), "language": "uzb", **typed})


def test_the_last_record_is_taken_back_by_one_press_and_what_is_typed_stays(desk):
    quick(desk, title="Xato kitob")
    number = Title.objects.get().number
    assert f'value="{number}"' in desk.get("/catalogue/quick/").content.decode()
    answer = quick(desk, take_back=str(number), title="Keyingi kit", author="Oybek", keep=["bbk"])
    assert answer.status_code == 303 and not Title.objects.exists() and not ShortRecord.objects.exists()
    page = desk.get(answer["Location"])
    assert (page.context["form"]["title"].value(), page.context["form"]["author"].value()) == (
        "Keyingi kit",
        "Oybek",
    )
    assert "Xato kitob" in page.content.decode()  # what was taken back is said
    assert Entry.objects.filter(verb="record_taken_back").count() == 1
    assert quick(desk, take_back=str(number)).status_code == 303  # a second press
    assert quick(desk, take_back="٣").status_code == 303


def entered(centre, title, by_user_id=7, numbers=("4218",)):
    by = machine("sinov", centre.pk)
    enter_old_copies(by=by, centre=centre, title=title, numbers=numbers, service_point=a_service_point())
    Copy.objects.filter(title=title).update(entered_by_id=by_user_id)
    return list(Copy.objects.filter(title=title))


def test_the_old_copy_entered_with_it_goes_too_with_the_label_that_waits(centre):
    title = a_short(centre)
    copies = entered(centre, title, numbers=("4218", "4219"))
    ask_for_labels(
        by=machine("sinov", centre.pk), centre=centre, copies=copies, kinds=(LabelRequest.Kind.BARCODE,)
    )
    take_record_back(by=a_cataloguer(7), title=title, request_id=uuid7())
    assert not Title.objects.exists() and not Copy.objects.exists() and not LabelRequest.objects.exists()


def test_a_copy_that_somebody_has_touched_holds_the_record(desk, centre):
    quick(desk, title="Xato kitob")
    title = Title.objects.get()
    mine, other = entered(centre, title, desk.user_id), entered(centre, title, 99, ("5000",))
    answer = quick(desk, take_back=str(title.number), title="Yozilayotgan")
    assert answer.status_code == 409 and "Yozilayotgan" in answer.content.decode()
    assert Copy.objects.count() == len(mine) + 1 and other  # nothing was done


@pytest.mark.parametrize("case", ["another", "yesterday", "changed", "full"])
def test_what_is_not_ones_own_of_today_and_untouched_stays(centre, case):
    title, by = a_short(centre), a_cataloguer(7)
    if case == "another":
        by = a_cataloguer(8)
    elif case == "changed":
        corrected(title, publisher="Sharq")
    elif case == "full":
        ShortRecord.objects.all().delete()
    else:
        ShortRecord.objects.update(entered_at=clock.now() - timedelta(days=1))
    with pytest.raises(Refused):
        take_record_back(by=by, title=title, request_id=uuid7())
    assert Title.objects.filter(pk=title.pk).exists()
