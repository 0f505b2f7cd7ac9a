"""A class at once: its list, its year, the step of 1 September and its undoing. Issue D; dossier 8.3."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from javon.centre.organisation.tests.characters import a_centre, the_actor
from javon.core import clock
from javon.core.database.fields import uuid7
from javon.core.evidence import Period
from javon.core.verdict import Refused
from javon.service.readers import checks, evidence
from javon.service.readers.actions import classes as actions
from javon.service.readers.models import Reader, Registration
from javon.service.readers.queries import classes as queries
from javon.service.readers.rules.class_lists import MOST_LINES, lines_of, sex_by_name
from javon.service.readers.rules.registering import GuardianData
from javon.service.readers.tests.characters import (
    a_consent_text,
    a_reader,
    a_registrar,
    a_school,
    dilnoza,
    rustam_ota,
)

TODAY = date(2026, 11, 29)
LIST = """1. Karimova Dilnoza Anvar qizi, 05.03.2015, Karimova Nargiza, 90 123 45 67
2) Тошматов Жасур Рустам ўғли; 12.08.2015; 93 111 22 33
Xolmatova Zilola 7.1.2015

Aliyev Sardor, 1.2.2015, oʻgʻil"""


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("1. Karimova Dilnoza Anvar qizi, 05.03.2015, Karimova Nargiza, 90 123 45 67",
         ("Karimova", "Dilnoza", "Anvar qizi", date(2015, 3, 5), "female", "Karimova Nargiza", "998901234567")),
        ("Тошматов Жасур Рустам ўғли;12.08.2015;93 111 22 33",
         ("Тошматов", "Жасур", "Рустам ўғли", date(2015, 8, 12), "male", "", "998931112233")),
        ("Xolmatova Zilola 7.1.2015", ("Xolmatova", "Zilola", "", date(2015, 1, 7), "female", "", "")),
        ("Kim Alina, qiz, 5 mart 2015", ("Kim", "Alina", "", date(2015, 3, 5), "female", "", "")),
        ("12.Kim Alina", ("Kim", "Alina", "", None, "", "", "")),
        ("Kim", ("Kim", "", "", None, "", "", "")),
        ("\x00,,;", ("", "", "", None, "", "", "")),
    ],
)  # fmt: skip
def test_a_teachers_line_is_read(line, read):
    (one,) = lines_of(line, TODAY) or [None]
    got = (one.surname, one.given_name, one.patronymic, one.birth_date, one.sex, one.guardian, one.phone)
    assert got == read


def test_a_list_has_an_end_and_empty_lines_are_none():
    assert len(lines_of("Karimova Dilnoza\n\n" * 70, TODAY)) == 70  # refused by the action, not cut
    assert lines_of(" \n\n", TODAY) == []


@pytest.mark.parametrize(
    ("surname", "patronymic", "sex"),
    [
        ("Karimova", "", "female"), ("Karimov", "", "male"), ("Kim", "", ""), ("Kim", "Anvarovna", "female"),
        ("Tosh", "Anvar oʻgʻli", "male"), ("Соболевский", "", "male"), ("Қодирова", "", "female"),
    ],
)  # fmt: skip
def test_a_name_says_girl_or_boy_or_is_silent(surname, patronymic, sex):
    assert sex_by_name(surname, patronymic) == sex


@pytest.fixture
def gulnoza(db):
    a_consent_text()
    return a_registrar()


@pytest.fixture
def desk(gulnoza):
    browser = Client()
    browser.force_login(gulnoza.user)
    return browser


def class_address(name: str = "class") -> str:
    return reverse(f"readers:{name}", args=[a_school().pk, 5, "B"])


def test_a_list_becomes_a_class_and_what_is_wrong_stays_in_the_box(desk):
    form = {
        "lines": LIST + "\nKim Alina, 1.1.2015",
        "teacher": "Ergasheva Zulfiya",
        "consents": "on",
        "request_id": str(uuid7()),
    }
    answer = desk.post(class_address("class_list"), form)
    words = answer.content.decode()
    assert answer.status_code == 409 and "Kim Alina" in words and "Toshmatov" not in words
    assert Reader.objects.filter(grade=5, class_letter="B", category="pupil").count() == 4
    assert Reader.objects.get(surname="Aliyev").guardians.get().relation == "teacher"
    assert Reader.objects.get(surname="Karimova").guardians.get().name == "Karimova Nargiza"
    assert list(Registration.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert list(checks.verify()) == []


def test_a_list_sent_twice_registers_once(desk):
    form = {"lines": LIST, "teacher": "Ergasheva Zulfiya", "consents": "on", "request_id": str(uuid7())}
    assert [desk.post(class_address("class_list"), form).status_code for _ in range(2)] == [303, 303]
    assert Reader.objects.count() == 4


@pytest.mark.parametrize("given", [{"lines": ""}, {"lines": "Karimova Dilnoza, 05.03.2015", "consents": ""}])
def test_a_list_that_cannot_be_taken_is_kept(desk, given):
    answer = desk.post(class_address("class_list"), {"teacher": "Zulfiya", **given})
    assert answer.status_code in {409, 422} and given["lines"] in answer.content.decode()
    assert not Reader.objects.exists()


def test_a_class_is_registered_for_the_year_in_one_press(desk):
    last = clock.today().year - 1
    girl = dilnoza()
    Registration.objects.update(year=last, registered_on=date(last, 3, 1))
    page = desk.get(class_address()).content.decode()
    assert str(girl.pk) in page and girl.full_name in page
    form = {"reader": [str(girl.pk), "x"], "request_id": str(uuid7())}
    assert [desk.post(class_address("class_again"), form).status_code for _ in range(2)] == [303, 303]
    assert girl.registrations.filter(year=last + 1).count() == 1
    assert desk.post(class_address("class_again"), {}).status_code == 409


def test_on_the_first_of_september_everybody_goes_a_step_up_and_can_be_brought_back(gulnoza):
    by = the_actor(gulnoza)
    girl = dilnoza(by)
    leaver = a_reader(
        by, category="pupil", grade=11, class_letter="A", school_id=a_school().pk, birth_date=date(2009, 1, 1)
    )
    with pytest.raises(Refused, match="leavers_without_category"):
        actions.step_up(by=by, school=a_school(), year=2026)
    step = actions.step_up(by=by, school=a_school(), year=2026, leavers={str(leaver.pk): "student"})
    girl.refresh_from_db(), leaver.refresh_from_db()
    assert (girl.grade, girl.class_letter, leaver.grade, leaver.category) == (6, "B", None, "student")
    with pytest.raises(Refused, match="classes_stepped_already"):
        actions.step_up(by=by, school=a_school(), year=2026)
    actions.undo_step(by=by, step=step)
    girl.refresh_from_db(), leaver.refresh_from_db()
    assert (girl.grade, leaver.grade, leaver.class_letter, leaver.category) == (5, 11, "A", "pupil")
    with pytest.raises(Refused, match="step_undone_already"):
        actions.undo_step(by=by, step=step)
    again = actions.step_up(by=by, school=a_school(), year=2026, leavers={str(leaver.pk): "student"})
    Reader.objects.filter(pk=girl.pk).update(grade=8)  # corrected since
    actions.undo_step(by=by, step=again)
    girl.refresh_from_db()
    assert girl.grade == 8


def test_the_pages_of_schools_and_classes(desk, django_assert_max_num_queries):
    dilnoza()
    school = a_school()
    with django_assert_max_num_queries(40):
        assert "5-«B»" in desk.get(reverse("readers:classes")).content.decode()
    assert "5-«B»" in desk.get(reverse("readers:school", args=[school.pk])).content.decode()
    found = desk.get(reverse("readers:find_class", args=[school.pk]), {"grade": "7", "letter": "в!"})
    assert found.status_code == 303 and desk.get(found["Location"]).status_code == 200
    assert desk.get(reverse("readers:find_class", args=[school.pk]), {"grade": "x"}).status_code == 422
    assert desk.post(reverse("readers:step_up", args=[school.pk])).status_code == 303
    assert desk.post(reverse("readers:step_up", args=[school.pk])).status_code == 409
    assert desk.post(reverse("readers:undo_step", args=[school.pk])).status_code == 303
    assert desk.post(reverse("readers:undo_step", args=[school.pk])).status_code == 404
    for address in (
        f"/readers/classes/{uuid7()}/",
        f"/readers/classes/{school.pk}/12/A/",
        f"/readers/classes/{school.pk}/5/%2A/",
    ):
        assert desk.get(address).status_code == 404


def test_what_the_checks_find_and_the_regulation_is_shown(gulnoza):
    girl, old = dilnoza(), rustam_ota()
    year = clock.today().year
    period = Period(date(year, 1, 1), date(year, 12, 31))
    assert [one.count(a_centre().pk, period) for one in evidence.EVIDENCE] == [2, 0, 0]
    assert list(checks.verify()) == []
    Registration.objects.filter(reader=old).update(number=7)
    Reader.objects.filter(pk=girl.pk).update(search_key="x")
    Reader.objects.filter(pk=old.pk).update(left_on=clock.today())
    assert len(list(checks.verify())) == 3


@pytest.mark.django_db
def test_a_letter_of_either_alphabet_is_one_class():
    school = a_school()
    for surname, letter in (("Karimova", "A"), ("Каримова", "а"), ("Karimov", "Б")):
        rustam = GuardianData(name="Karimov Rustam")
        a_reader(
            guardian=rustam,
            surname=surname,
            grade=5,
            class_letter=letter,
            school_id=school.pk,
            category="pupil",
        )
    counted = queries.schools(a_centre().pk, TODAY)[0].classes
    assert [(one.letter, one.pupils) for one in counted] == [("A", 2), ("Б", 1)]
    for letter in "AАа":
        assert queries.class_of(a_centre().pk, school.pk, 5, letter, TODAY).count() == 2


@pytest.mark.django_db
def test_a_list_that_is_too_long_is_refused_whole_and_none_of_it_is_lost(desk):
    school = a_school()
    text = "\n".join(f"Karimova Dilnoza{at}, 05.03.2015, Karimova Nargiza" for at in range(MOST_LINES + 1))
    address = reverse("readers:class_list", args=[school.pk, 5, "A"])
    answer = desk.post(address, {"lines": text, "consents": "on", "request_id": str(uuid7())})
    assert answer.status_code == 409 and f"Dilnoza{MOST_LINES}" in answer.content.decode()
    assert not Reader.objects.exists()
