"""The pages of readers: found while typing, registered by keyboard, every deed on one page. ux 3.3, 3.4."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from javon.centre.organisation.tests.characters import an_employee
from javon.core import clock
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.service.readers import rights
from javon.service.readers.models import Block, Consent, Guardianship, IdentityDocument, Reader
from javon.service.readers.queries.papers import sheet_facts
from javon.service.readers.tests.characters import (
    a_consent_text,
    a_mahalla,
    a_reader,
    a_registrar,
    a_school,
    dilnoza,
    rustam_ota,
)
from javon.service.readers.typed_days import day_typed

BORN_IN = str(date.today().year - 11)


@pytest.fixture
def desk(db):
    """Gulnoza's browser."""
    a_consent_text()
    return signed_in(a_registrar())


def signed_in(person) -> Client:
    browser = Client()
    browser.force_login(person.user)
    return browser


def text_of(answer) -> str:
    return answer.content.decode()


def typed(**deviations) -> dict[str, str]:
    """A child, as a librarian types one."""
    given = {
        "surname": "Karimova",
        "given_name": "Dilnoza",
        "birth_date": f"5 mart {BORN_IN}",
        "sex": "female",
        "grade": "5",
        "class_letter": "b",
        "school": str(a_school().pk),
        "mahalla": str(a_mahalla().pk),
        "guardian_name": "Karimova Nargiza",
        "guardian_phone": "90 123 45 67",
        "consent": "on",
        "request_id": str(uuid7()),
    }
    return {**given, **deviations}


# --- the register -------------------------------------------------------------------------------------------------


def test_the_register_finds_by_what_was_typed_and_narrows_by_filters(desk, django_assert_max_num_queries):
    girl, old = dilnoza(), rustam_ota()
    with django_assert_max_num_queries(45):
        everybody = text_of(desk.get(reverse("readers:index")))
    assert girl.full_name in everybody and old.full_name in everybody
    found = text_of(desk.get(reverse("readers:index"), {"q": "дилноза"}))
    assert girl.full_name in found and old.full_name not in found
    pupils = text_of(
        desk.get(reverse("readers:index"), {"category": "pupil", "age": ["11-14"], "grade": "5"})
    )
    assert girl.full_name in pupils and old.full_name not in pupils
    assert old.full_name in text_of(desk.get(reverse("readers:index"), {"mahalla": str(old.mahalla_id)}))
    assert girl.full_name not in text_of(desk.get(reverse("readers:index"), {"state": "not_again"}))


@pytest.mark.parametrize(
    "asked",
    ["q=%00%27", "school=x&grade=99&age=zz&mahalla=1", "page=zzz", "state=everything", "q=" + "я" * 500],
)
def test_a_strange_address_shows_a_page(desk, asked):
    assert desk.get(f"{reverse('readers:index')}?{asked}").status_code == 200


# --- a new reader -------------------------------------------------------------------------------------------------


def test_a_child_is_registered_from_one_form_and_opens_at_the_desk(desk):
    answer = desk.post(reverse("readers:new"), typed())
    reader = Reader.objects.get()
    assert answer.status_code == 303 and answer["Location"] in {
        f"/desk/?card=K{reader.number:06d}",
        f"/readers/{reader.number}/",
    }
    assert (reader.category, reader.class_name, reader.birth_date) == (
        "pupil",
        "5-«B»",
        date(int(BORN_IN), 3, 5),
    )
    assert reader.guardians.get().phone == "998901234567"


def test_pressed_twice_one_reader_is_registered(desk):
    form = typed()
    first, second = desk.post(reverse("readers:new"), form), desk.post(reverse("readers:new"), form)
    assert first["Location"] == second["Location"] and Reader.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"surname": ""}, 422),
        ({"birth_date": "31.02.2015"}, 422),
        ({"sex": "", "guardian_phone": "12"}, 422),
        ({"card_number": "K0001276"}, 422),
        ({"guardian_name": ""}, 409),
        ({"consent": ""}, 409),
        ({"birth_date": "5.3.2990"}, 409),
        ({"surname": "\x00", "request_id": "x"}, 422),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(desk, wrong, status):
    answer = desk.post(reverse("readers:new"), typed(**wrong))
    assert answer.status_code == status and not Reader.objects.exists()
    assert "Dilnoza" in text_of(answer) and "field--wrong" in text_of(answer)


def test_a_likeness_is_shown_before_the_form_is_sent_and_stops_it_when_it_is(desk):
    known = dilnoza()
    known.birth_date = date(int(BORN_IN), 3, 5)
    known.save(update_fields=["birth_date"])
    form = typed(surname="Каримова", given_name="Дилноза", birth_date=f"05 03 {BORN_IN}")
    beside = text_of(desk.post(reverse("readers:look"), form, headers={"HX-Request": "true"}))
    assert known.full_name in beside and "is_another" in beside
    answer = desk.post(reverse("readers:new"), form)
    assert (
        answer.status_code == 409
        and f"K-{known.number:06d}" in text_of(answer)
        and "is_another" in text_of(answer)
    )
    assert (
        desk.post(reverse("readers:new"), form | {"is_another": "on", "request_id": str(uuid7())}).status_code
        == 303
    )


def test_the_family_offers_its_address_and_phone(desk):
    parent = a_reader(
        surname="Karimova",
        given_name="Nargiza",
        address="Bobur koʻchasi, 3",
        mahalla_id=a_mahalla().pk,
        phone="998901234567",
    )
    form = typed(address="", guardian_name="", guardian_phone="")
    beside = text_of(desk.post(reverse("readers:look"), form, headers={"HX-Request": "true"}))
    assert parent.full_name in beside
    filled = text_of(desk.post(reverse("readers:new"), form | {"family": str(parent.number)}))
    assert "Bobur koʻchasi, 3" in filled and "+998 90 123-45-67" in filled and "Dilnoza" in filled
    desk.post(
        reverse("readers:new"), form | {"guardian_number": str(parent.number), "guardian_relation": "mother"}
    )
    assert Guardianship.objects.get().guardian == parent


@pytest.mark.parametrize("number", ["x", "999999999", "0"])
def test_a_family_that_is_none_changes_nothing(desk, number):
    assert desk.post(reverse("readers:new"), typed(family=number)).status_code == 200


def test_a_group_is_registered_with_who_answers(desk):
    form = {
        "surname": "5-maktab, 5-«B»",
        "category": "pupil",
        "head_count": "25",
        "guardian_name": "Ergasheva Zulfiya",
    }
    assert desk.post(reverse("readers:new_group"), form).status_code == 303
    assert Reader.objects.get().head_count == 25
    assert desk.post(reverse("readers:new_group"), form | {"head_count": ""}).status_code == 409


def test_a_group_is_corrected_in_its_own_few_fields(desk):
    form = {
        "surname": "5-maktab, 5-«B»",
        "category": "pupil",
        "head_count": "25",
        "guardian_name": "Ergasheva Zulfiya",
    }
    desk.post(reverse("readers:new_group"), form)
    group = Reader.objects.get()
    address = reverse("readers:edit", args=[group.number])
    shown = text_of(desk.get(address))
    assert 'name="head_count"' in shown and 'name="birth_date"' not in shown
    given = {
        "surname": "5-maktab, 6-«B»",
        "category": "pupil",
        "head_count": "27",
        "grade": "6",
        "expected_edits": "0",
    }
    assert desk.post(address, given).status_code == 303
    group.refresh_from_db()
    assert (group.surname, group.head_count, group.grade, group.kind) == (
        "5-maktab, 6-«B»",
        27,
        6,
        "collective",
    )
    again = desk.post(address, given | {"head_count": "26"})
    assert again.status_code == 409 and "27" in text_of(again), "somebody was faster"
    nobody = desk.post(address, given | {"head_count": "", "expected_edits": "1"})
    assert nobody.status_code == 409 and "6-«B»" in text_of(nobody)
    assert desk.post(address, typed(expected_edits="1")).status_code in (409, 422), (
        "a form of a person is refused in words"
    )
    group.refresh_from_db()
    assert group.head_count == 27


# --- one reader ---------------------------------------------------------------------------------------------------


def test_the_page_of_a_reader_says_who_it_is_and_what_is_missing(desk, django_assert_max_num_queries):
    girl = dilnoza()
    with django_assert_max_num_queries(45):
        shown = text_of(desk.get(reverse("readers:reader", args=[girl.number])))
    assert all(
        words in shown
        for words in (girl.full_name, "5-«B»", "Karimova Nargiza", "+998 90 123-45-67", "K-000001")
    )
    Consent.objects.all().delete()
    assert "rozilik yoʻq" in text_of(desk.get(reverse("readers:reader", args=[girl.number])))


DEEDS = [
    ("card", {"because": "lost"}),
    ("end_card", {"because": "damaged"}),
    ("block", {"deed": "loan", "reason": "Kechikkan"}),
    ("leave", {"because": "Koʻchib ketdi", "on": clock.today().isoformat()}),
    ("guardian", {"relation": "father", "name": "Karimov Anvar", "phone": "93 111 22 33"}),
    ("identity", {"kind": "birth", "number": "I-AN 0123456"}),
    ("withdraw", {"because": "Soʻradi"}),
    ("consent", {"way": "sheet"}),
]


@pytest.mark.parametrize(("name", "given"), DEEDS)
def test_every_deed_has_its_form_and_is_done(desk, name, given):
    girl = dilnoza()
    here = reverse("readers:reader", args=[girl.number])
    assert 'id="do"' in text_of(desk.get(here, {"do": name}))
    answer = desk.post(reverse("readers:do", args=[girl.number, name]), given)
    assert answer.status_code == 303, text_of(answer)[:300]
    assert desk.get(here).status_code == 200


@pytest.mark.parametrize(
    ("name", "given", "status"),
    [
        ("card", {}, 422),
        ("block", {"deed": "loan", "reason": " "}, 422),
        ("block", {"deed": "loan", "reason": "x", "ends_on": "2020-01-01"}, 409),
        ("again", {}, 409),
        ("return", {}, 409),
        ("guardian", {"relation": "mother"}, 409),
        ("guardian", {"relation": "mother", "card_number": "K-000999"}, 409),
        ("identity", {"kind": "birth", "number": "!"}, 409),
        ("lift", {"because": "x", "block": "zz"}, 404),
        ("nothing", {}, 404),
    ],
)
def test_a_refused_deed_says_why_and_keeps_what_was_typed(desk, name, given, status):
    girl = dilnoza()
    assert desk.post(reverse("readers:do", args=[girl.number, name]), given).status_code == status
    assert not Block.objects.exists()


def test_a_restriction_is_lifted_from_the_page(desk):
    girl = dilnoza()
    desk.post(reverse("readers:do", args=[girl.number, "block"]), {"deed": "all", "reason": "Kechikkan"})
    placed = Block.objects.get()
    assert str(placed.pk) in text_of(desk.get(reverse("readers:reader", args=[girl.number])))
    desk.post(
        reverse("readers:do", args=[girl.number, "lift"]), {"because": "Qaytardi", "block": str(placed.pk)}
    )
    placed.refresh_from_db()
    assert placed.lifted_because == "Qaytardi"


def test_two_who_correct_at_once_hear_of_each_other(desk):
    girl = dilnoza()
    address = reverse("readers:edit", args=[girl.number])
    form = typed(patronymic="Akmal qizi", expected_edits="0")
    assert desk.post(address, form).status_code == 303
    answer = desk.post(address, typed(surname="Karimova-Aliyeva", expected_edits="0"))
    assert answer.status_code == 409
    assert (
        "Karimova-Aliyeva" in text_of(answer)
        and "Akmal qizi" in text_of(answer)
        and 'value="1"' in text_of(answer)
    )


def test_the_number_of_a_document_is_sealed_and_every_look_is_journalled(desk):
    girl = dilnoza()
    desk.post(
        reverse("readers:do", args=[girl.number, "identity"]), {"kind": "passport", "number": "aa 1234567"}
    )
    kept = IdentityDocument.objects.get()
    assert kept.mask == "AA•••••67" and b"1234567" not in bytes(kept.sealed)
    assert sheet_facts(girl, clock.today()).document.endswith(", AA•••••67")  # on paper too
    assert sheet_facts(rustam_ota(), clock.today()).document == ""
    page = reverse("readers:reader", args=[girl.number])
    assert "AA•••••67" in text_of(desk.get(page)) and "AA1234567" not in text_of(desk.get(page))
    assert desk.post(reverse("readers:show_identity", args=[girl.number])).status_code == 403
    head = signed_in(an_employee("head", *rights.RIGHTS))
    shown = head.post(reverse("readers:show_identity", args=[girl.number]))
    assert "AA1234567" in text_of(shown) and shown["Cache-Control"] == "no-store"
    assert Entry.objects.filter(verb="identity_shown", object_id=str(girl.pk)).count() == 1


def test_a_document_moved_to_another_row_does_not_open(desk):
    girl, other = dilnoza(), rustam_ota()
    desk.post(
        reverse("readers:do", args=[girl.number, "identity"]), {"kind": "passport", "number": "AA1234567"}
    )
    IdentityDocument.objects.update(reader=other)
    head = signed_in(an_employee("head", *rights.RIGHTS))
    assert head.post(reverse("readers:show_identity", args=[other.number])).status_code == 409


def test_the_text_of_the_consent_is_read_by_all_and_entered_by_the_head(desk):
    address = reverse("readers:consent")
    assert "rozilik" in text_of(desk.get(address)).lower()
    form = {"text": "Yangi matn", "valid_from": clock.today().isoformat(), "paper": "12-son buyruq"}
    assert desk.post(address, form).status_code == 403
    head = signed_in(an_employee("head", *rights.RIGHTS))
    assert head.post(address, form | {"paper": ""}).status_code == 422
    assert head.post(address, form).status_code == 303
    assert head.post(address, form).status_code == 409


@pytest.mark.parametrize("name", ["index", "new", "new_group", "consent"])
def test_whoever_may_not_see_readers_sees_none(db, name):
    stranger = signed_in(an_employee("sardor"))
    assert stranger.get(reverse(f"readers:{name}")).status_code == 403
    assert Client().get(reverse(f"readers:{name}")).status_code in {302, 303, 401}


def test_a_reader_who_is_not_there_is_not_found(desk):
    for number in (999, 10**12):
        assert desk.get(f"/readers/{number}/").status_code == 404
    assert desk.get(f"/readers/{dilnoza().number}/no-such-tab/").status_code == 404


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05 03 2015", date(2015, 3, 5)),
        ("5.3.15", date(2015, 3, 5)),
        ("05032015", date(2015, 3, 5)),
        ("2015-03-05", date(2015, 3, 5)),
        ("5 mart 2015", date(2015, 3, 5)),
        ("5 марта 2015 года", date(2015, 3, 5)),
        ("5-март 2015 йил", date(2015, 3, 5)),
        ("7 iyun 99", date(1999, 6, 7)),
        ("12 may 1990", date(1990, 5, 12)),
        ("31.02.2015", None),
        ("2015", None),
        ("mart", None),
        ("", None),
        ("٥ ٣ ٢٠١٥", None),
    ],
)
def test_a_birth_date_is_read_however_it_is_typed(text, day):
    assert day_typed(text, today=date(2026, 11, 29)) == day


def test_the_mother_who_is_a_reader_is_shown_with_her_own_phone(desk):
    girl, parent = dilnoza(), a_reader(surname="Karimova", given_name="Nargiza", phone="998935556677")
    given = {"relation": "mother", "card_number": f"K-{parent.number:06d}"}
    desk.post(reverse("readers:do", args=[girl.number, "guardian"]), given)
    assert "+998 93 555-66-77" in text_of(desk.get(reverse("readers:reader", args=[girl.number])))
    assert girl.full_name in text_of(desk.get(reverse("readers:reader", args=[parent.number])))
    row = girl.guardians.get(guardian=parent)
    desk.post(reverse("readers:do", args=[girl.number, "end_guardian"]), {"guardian": str(row.pk)})
    row.refresh_from_db()
    assert row.ended_on is not None


@pytest.fixture
def in_cyrillic(desk):
    desk.cookies["til"] = "uz-cyrl"
    return desk


@pytest.mark.parametrize("address", ["/readers/", "/readers/{n}/", "/readers/{n}/edit/", "/readers/{n}/papers/",
                                     "/readers/classes/{school}/5/B/"])  # fmt: skip
def test_on_cyrillic_pages_a_girl_has_one_name(in_cyrillic, address):
    """At the desk she was Дилноза, in the register Dilnoza."""
    reader = dilnoza()
    page = text_of(in_cyrillic.get(address.format(n=reader.number, school=reader.school_id)))
    assert "Каримова Дилноза Анвар қизи" in page


def test_what_is_corrected_is_not_rewritten(in_cyrillic):
    """The form of correction holds the letters that were registered; so does every paper that is kept."""
    reader = dilnoza(address="Bogʻbon koʻchasi")
    page = text_of(in_cyrillic.get(f"/readers/{reader.number}/edit/"))
    assert 'value="Karimova"' in page
    with translation.override("uz-cyrl"):
        facts = sheet_facts(reader, clock.today())
    assert facts.name == "Karimova Dilnoza Anvar qizi"
    assert facts.address == "Гулбаҳор МФЙ, Боғбон кўчаси"
    assert facts.work == "5-мактаб, 5-«Б»"


def test_the_second_school_stands_before_the_tenth(desk):
    """In the order of letters 10-maktab stood before 2-maktab, in the form and at the desk."""
    for number in (10, 2, 1):
        a_school(f"{number}-maktab")
    page = text_of(desk.get("/readers/new/"))
    assert page.index(">1-maktab<") < page.index(">2-maktab<") < page.index(">10-maktab<")
    desk.cookies["til"] = "uz-cyrl"
    assert ">10-мактаб<" in text_of(desk.get("/readers/new/"))
