"""Our titles by class: counts, lists, and the way from a class to the form that waits for its mark."""

from __future__ import annotations

import pytest
from django.test import Client

from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.collection.catalogue import rights
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.tests.characters import a_record, a_title
from javon.collection.sources.record import Field

pytestmark = pytest.mark.django_db


def a_book(
    name: str = "Oʻtkan kunlar", *, bbk: str = "", udc: str = "", is_donor: bool = False, **more: str
) -> Title:
    """A title with its marks; `more` are fields by "_tag", subfield a."""
    fields = [("080", udc), ("084", bbk), *((tag[1:], text) for tag, text in more.items())]
    made = tuple(Field(tag, " ", " ", [("a", text)]) for tag, text in fields if text)
    return a_title(record=a_record(name, more=made), is_donor=is_donor)


@pytest.fixture
def desk(client: Client) -> Client:
    a_centre()
    client.force_login(
        an_employee("kataloger", rights.CORRECT_RECORD).user,
        backend="javon.core.accounts.backends.AccountBackend",
    )
    return client


def counted(desk: Client, address: str) -> dict[str, int]:
    return {row.code: row.titles for row in desk.get(address).context["rows"]}


def test_a_title_keeps_its_first_marks_in_one_spelling() -> None:
    title = a_book(bbk="84 (5Ў) 6", udc="UO'K 821.512.133-31", _521="12+ yosh")
    assert (title.bbk, title.udc, title.age_mark) == ("84(5Oʻ)6", "821.512.133-31", "12+")


def test_titles_are_counted_under_every_class_above_them_and_donors_are_not(desk: Client) -> None:
    for bbk in ("84(5Oʻ)6", "84(5Узб)7", "84(7Сое)", "Д84(5Ў)", "54.1", ""):
        a_book(bbk=bbk)
    a_book(bbk="84(5Oʻ)6", is_donor=True)
    main = counted(desk, "/catalogue/classes/")
    assert (main["6/8"], main["5"], main["2"]) == (4, 1, 0)
    assert counted(desk, "/catalogue/classes/bbk/?class=84")["84(5Oʻ)"] == 3
    assert counted(desk, "/catalogue/classes/bbk/?class=5") == {"51": 0, "52": 0, "53/57": 1, "58": 0}


def test_a_class_lists_its_titles(desk: Client) -> None:
    inside = [
        a_book("Shum bola", bbk="84(5Oʻ)6"),
        a_book("Ertaklar", bbk="Д84(5Oʻ)"),
        a_book("Hikoyalar", bbk="84(5Ў)"),
    ]
    a_book("Sarob", bbk="83.3(5Oʻ)")
    shown = desk.get("/catalogue/classes/bbk/?class=84(5O%CA%BB)").context["titles"]
    assert sorted(title.pk for title in shown) == sorted(title.pk for title in inside)
    illness = a_book("Yurak", bbk="54.1")
    assert [title.pk for title in desk.get("/catalogue/classes/bbk/?class=53/57").context["titles"]] == [
        illness.pk
    ]


def test_the_counts_of_a_page_are_one_question(desk: Client, django_assert_max_num_queries) -> None:
    for number in range(30):
        a_book(f"Kitob {number}", bbk=f"84(5Oʻ){number % 7}")
    desk.get("/catalogue/classes/")
    with django_assert_max_num_queries(40) as seen:
        desk.get("/catalogue/classes/bbk/?class=84&page=2")
    ours = [query["sql"] for query in seen if 'FROM "catalogue_title"' in query["sql"]]
    assert len(ours) == 3, ours  # counts of the table, length of the list, one page of it


@pytest.mark.parametrize("typed", ["badiiy adabiyot", "бадиий адабиёт", "художественная", "fiction", "84"])
def test_a_class_is_searched_in_any_language(desk: Client, typed: str) -> None:
    answer = desk.get("/catalogue/classes/bbk/", {"q": typed})
    assert "84" in [row.code for row in answer.context["rows"]]


def test_a_chosen_class_stands_in_the_form_that_asked(desk: Client) -> None:
    title = a_book("Paxta", udc="633")
    page = desk.get("/catalogue/classes/bbk/", {"q": "paxtachilik", "for": str(title.number)})
    (row,) = [row for row in page.context["rows"] if row.code == "42.16"]
    form = desk.get(row.choose_url).context["form"]
    assert form["bbk"].value() == "42.16" and form["title"].value() == "Paxta"
    new = desk.get("/catalogue/classes/udc/?class=633&for=new").context["one"]
    assert desk.get(new.choose_url).context["form"]["udc"].value() == "633"


def test_nobody_waits_unless_a_form_asked(desk: Client) -> None:
    for asked in ("", "https://example.org", "1e9", "99999999999", "²"):
        page = desk.get("/catalogue/classes/bbk/", {"for": asked})
        assert not page.context["chooser"].asked_by and not any(
            row.choose_url for row in page.context["rows"]
        )
    ranges = desk.get("/catalogue/classes/bbk/?class=5&for=new").context["rows"]
    assert [row.code for row in ranges if not row.choose_url] == ["53/57"]


@pytest.mark.parametrize(
    "address",
    ["/catalogue/classes/dewey/", "/catalogue/classes/bbk/?class=999"],
)
def test_an_unknown_class_is_not_found(desk: Client, address: str) -> None:
    assert desk.get(address).status_code == 404


def test_whoever_may_not_correct_records_sees_no_tables(client: Client) -> None:
    for address in ("/catalogue/classes/", "/catalogue/classes/udc/", "/catalogue/classes/local/"):
        assert client.get(address).status_code == 302


@pytest.mark.parametrize(
    "more, is_local, is_encyclopaedia",
    [
        ({"udc": "908(575.112)"}, True, False),
        ({"bbk": "26.89(5Ўзб)"}, True, False),
        ({"bbk": "26.89(7США)"}, False, False),
        ({"_650": "O'lkashunoslik"}, True, False),
        ({"_653": "Краеведение"}, True, False),
        ({"_650": "Oʻlkashunoslik muzeylari"}, False, False),
        ({"bbk": "92"}, False, True),
        ({"udc": "030"}, False, True),
        ({"_655": "ensiklopediya"}, False, True),
        ({"name": "Ўзбекистон миллий энциклопедияси"}, False, True),
        ({"name": "Энциклопедия узбекской кухни", "udc": "908"}, True, True),
        ({}, False, False),
    ],
)
def test_local_history_and_encyclopaedias_are_known_by_class_heading_or_name(
    desk: Client, more: dict[str, str], is_local: bool, is_encyclopaedia: bool
) -> None:
    title = a_book(**more)
    assert (title.is_local_history, title.is_encyclopaedia) == (is_local, is_encyclopaedia)
    for flag, stands in (("local", is_local), ("encyclopaedias", is_encyclopaedia)):
        shown = desk.get(f"/catalogue/classes/{flag}/").context["titles"]
        assert [one.pk for one in shown] == ([title.pk] if stands else [])


def test_what_008_says_of_the_contents_is_heard() -> None:
    record = a_record("Oʻsimliklar olami")
    fixed = record.first("008") or ""
    title = a_title(record=record.with_value("008", f"{fixed[:24]}e{fixed[25:]}"))
    assert title.is_encyclopaedia
