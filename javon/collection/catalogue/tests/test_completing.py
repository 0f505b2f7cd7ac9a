"""Proposals while typing: from authorities and own titles, in both scripts, by index, never more than eight."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.collection.catalogue import rights
from javon.collection.catalogue.completing import MOST, completions
from javon.collection.catalogue.tests.characters import a_record, a_title

pytestmark = pytest.mark.django_db


def texts(what: str, typed: str) -> list[str]:
    return [one.text for one in completions(what, typed, a_centre().pk)]


def shelf() -> None:
    for title in ("Oʻtkan kunlar", "Mehrobdan chayon"):
        a_title(title, dates="1894-1938", subjects=("Oʻzbek nasri",))
    a_title("Шум бола", author="Қодиров, Пиримқул", publisher="Шарқ")
    a_title("Begona", author="Qodiriy, Begona", publisher="Sharqona", is_donor=True)


@pytest.mark.parametrize(
    "what, typed, found",
    [
        ("author", "qod", ["Qodiriy, Abdulla", "Қодиров, Пиримқул"]),
        ("author", "Қодир", ["Qodiriy, Abdulla", "Қодиров, Пиримқул"]),
        ("author", "Qodiriy, Ab", ["Qodiriy, Abdulla"]),
        ("author", "q", []),
        ("author", "%", []),
        ("author", "abdulla", []),
        ("subject", "o'zb", ["Oʻzbek nasri"]),
        ("publisher", "шар", ["Sharq", "Шарқ"]),
        ("publisher", "«sharq", ["Sharq", "Шарқ"]),
        ("place", "tosh", ["Toshkent"]),
    ],
)
def test_what_the_catalogue_has_is_proposed(what: str, typed: str, found: list[str]) -> None:
    shelf()
    assert texts(what, typed) == found


def test_the_most_used_stand_first_and_eight_at_most() -> None:
    for place in range(10):
        a_title(f"Kitob {place}", author=f"Karimov, {'ABDEFGHIKL'[place]}.", publisher=f"Nashr {place}")
    a_title("Yana", author="Karimov, L.", publisher="Nashr 9")
    assert (texts("author", "kar")[0], texts("publisher", "nashr")[0]) == ("Karimov, L.", "Nashr 9")
    assert len(texts("author", "kar")) == len(texts("publisher", "nashr")) == MOST


def test_years_and_number_of_records_stand_beside_a_name() -> None:
    shelf()
    (first, _second) = completions("author", "qod", a_centre().pk)
    assert (first.dates, first.works) == ("1894-1938", 2)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan is SQLite's")
@pytest.mark.parametrize("what", ["author", "publisher", "place"])
def test_no_proposal_walks_through_the_records(what: str) -> None:
    shelf()
    with CaptureQueriesContext(connection) as asked:
        completions(what, "sharq", a_centre().pk)
    with connection.cursor() as cursor:
        for query in asked.captured_queries:
            if query["sql"].startswith("SELECT") and (
                "_title" in query["sql"] or "authority" in query["sql"]
            ):
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                plan = " ".join(row[3] for row in cursor.fetchall())
                assert "INDEX" in plan and "SCAN catalogue_title " not in f"{plan} ".replace(
                    "SCAN catalogue_title USING COVERING", ""
                ), plan


@pytest.fixture
def desk(client: Client) -> Client:
    a_centre()
    client.force_login(
        an_employee("kataloger", rights.CORRECT_RECORD).user,
        backend="javon.core.accounts.backends.AccountBackend",
    )
    return client


def test_proposals_are_for_cataloguers_and_for_known_fields(desk: Client) -> None:
    a_title(record=a_record(dates="1894-1938"))
    answer = desk.get("/catalogue/complete/author/?q=қод").json()
    assert answer == {"items": [{"text": "Qodiriy, Abdulla", "dates": "1894-1938", "note": "1894-1938 · 1"}]}
    assert desk.get("/catalogue/complete/author/").json() == {"items": []}
    assert desk.get(f"/catalogue/complete/place/?q={'я' * 5000}").json() == {"items": []}
    assert desk.get("/catalogue/complete/password/?q=ab").status_code == 404
    assert Client().get("/catalogue/complete/author/?q=ab").status_code == 302
