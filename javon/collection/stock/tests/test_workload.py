"""The workload of cataloguers: what counts, for whom, on which day; the page and the workbook."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest
from django.test import Client
from django.utils.timezone import get_default_timezone

from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.collection.catalogue import rights as catalogue_rights
from javon.collection.catalogue.actions import correct_record, create_record
from javon.collection.catalogue.models import Revision, Title
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock import rights
from javon.collection.stock.queries.workload import Tally, month_of
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.access import Actor

pytestmark = pytest.mark.django_db
BACKEND = "javon.core.accounts.backends.AccountBackend"


@pytest.fixture(autouse=True)
def house(tmp_path, settings) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"
    a_centre()


def cataloguer(name: str, *more) -> tuple[Actor, object]:
    person = an_employee(name, catalogue_rights.CORRECT_RECORD, *more)
    codes = {catalogue_rights.CORRECT_RECORD.code}
    return Actor(person.user_id, name, a_centre().pk, frozenset(codes)), person.user


def enter(by: Actor, title: str) -> Title:
    return create_record(by=by, centre_id=a_centre().pk, values={"title": title})


def this_month():
    return month_of(clock.today().replace(day=1), a_centre().pk)


def test_records_corrections_and_copies_of_a_day():
    by, user = cataloguer("feruza")
    first, _second = enter(by, "Oʻtkan kunlar"), enter(by, "Mehrobdan chayon")
    correct_record(by=by, title=first, changes={"title": "Oʻtgan kunlar"}, expected_version=1)
    a_copy(first, entered_by_id=user.pk, entered_at=clock.now())
    month = this_month()
    assert month.total == Tally(entered=2, short=0, corrected=1, copies=1)
    assert [(line.day, line.tally) for line in month.days] == [(clock.today(), month.total)]
    assert [(line.user_id, line.days) for line in month.people] == [(user.pk, 1)]


def test_what_an_import_brought_is_nobodys_work():
    title = a_title()
    a_copy(title)
    Revision.objects.create(
        title=title, version=1, marc=title.marc, at=clock.now(), by_user_id=1, cause="imported"
    )
    assert this_month().total == Tally()


def test_a_short_record_is_counted_among_the_entered():
    by, _user = cataloguer("feruza")
    title = enter(by, "Qisqa")
    leader = title.marc[2:26]
    Title.objects.filter(pk=title.pk).update(
        marc=title.marc.replace(leader, f"{leader[:17]}7{leader[18:]}", 1)
    )
    assert this_month().total == Tally(entered=1, short=1)


def test_a_day_ends_at_midnight_in_tashkent():
    by, _user = cataloguer("feruza")
    title = enter(by, "Tun")
    zone = get_default_timezone()
    for version, at in (
        (1, datetime(2026, 3, 31, 23, 59, tzinfo=zone)),
        (2, datetime(2026, 4, 1, 0, 1, tzinfo=zone)),
    ):
        Revision.objects.create(
            title=title, version=version, marc="", at=at, by_user_id=by.user_id, cause="corrected"
        )
    march, april = (month_of(date(2026, month, 1), a_centre().pk) for month in (3, 4))
    assert [line.day for line in march.days] == [date(2026, 3, 31)]
    assert [line.day for line in april.days] == [date(2026, 4, 1)]


def test_few_questions_however_many_records(django_assert_max_num_queries):
    by, _user = cataloguer("feruza")
    for number in range(5):
        enter(by, f"Kitob {number}")
    first, centre_id = clock.today().replace(day=1), a_centre().pk
    with django_assert_max_num_queries(5):
        month_of(first, centre_id)


def at_desk(user) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def test_everyone_sees_ones_own_and_the_head_everybodys():
    (one, her), (other, _him) = cataloguer("feruza"), cataloguer("komil")
    enter(one, "Birinchi")
    enter(other, "Ikkinchi")
    _head, head = cataloguer("rahbar", rights.SEE_WORKLOAD)
    own, everybodys = (at_desk(user).get("/catalogue/workload/") for user in (her, head))
    assert own.status_code == everybodys.status_code == 200
    assert own.content.count(b"<tr>") < everybodys.content.count(b"<tr>")
    assert month_of(clock.today().replace(day=1), a_centre().pk, only=her.pk).total == Tally(entered=1)
    assert this_month().total == Tally(entered=2)
    assert Client().get("/catalogue/workload/").status_code == 302


def test_the_workbook_says_the_same():
    by, user = cataloguer("feruza", rights.SEE_WORKLOAD)
    enter(by, "=1+1")
    answer = at_desk(user).get("/catalogue/workload/xlsx/")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert this_month().people[0].name in cells and cells.count(1) >= 3


@pytest.mark.parametrize("asked", ["", "2026-13", "abc", "0000-00", "9999-12", "2026-02", "٢٠٢٦-٠٢"])
def test_any_month_may_be_asked_for(asked):
    _by, user = cataloguer("feruza")
    desk = at_desk(user)
    assert desk.get("/catalogue/workload/", {"month": asked}).status_code == 200
    assert desk.get("/catalogue/workload/xlsx/", {"month": asked}).status_code == 200
