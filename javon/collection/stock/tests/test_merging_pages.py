"""The pages of duplicates and merges, and what readers and programs get under an old number."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.collection.catalogue import checks, duplicates, rights
from javon.collection.catalogue.models import Merge, NotDuplicate, Title
from javon.collection.catalogue.search import catalogue_index
from javon.collection.catalogue.tests.characters import a_record, a_title
from javon.collection.stock import documents
from javon.collection.stock.tests.characters import a_copy
from javon.core.database.fields import uuid7
from javon.core.search.outbox import Follower, rebuild

pytestmark = pytest.mark.django_db
RIGHTS = (rights.CORRECT_RECORD, rights.MERGE_RECORDS)


@pytest.fixture(autouse=True)
def house(tmp_path: Path, settings) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"
    a_centre()


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(
        an_employee("fond", *RIGHTS).user, backend="javon.core.accounts.backends.AccountBackend"
    )
    return client


def address(keep: Title, take: Title) -> str:
    return f"/catalogue/merge/?keep={keep.number}&take={take.number}"


def posted(desk: Client, keep: Title, take: Title, **given):
    typed = {"step": "merge", "keep_version": "1", "take_version": "1", "request_id": str(uuid7()), **given}
    return desk.post(address(keep, take), typed)


def test_a_merge_is_compared_looked_at_and_made(desk: Client) -> None:
    keep, take = a_title(isbn="9789943000001"), a_title("Otgan kunlar haqida", isbn="9789943010796")
    a_copy(take)
    shown = desk.get(address(keep, take)).content.decode()
    assert "9789943010796" in shown and 'name="choose-245"' in shown and 'value="both" checked' in shown
    looked = posted(desk, keep, take, step="look", **{"choose-245": "keep", "reason": "bitta kitob"})
    assert looked.status_code == 200 and not Merge.objects.exists()
    assert (
        'name="choose-245" value="keep" checked' in looked.content.decode()
        and "bitta kitob" in looked.content.decode()
    )
    made = posted(desk, keep, take, **{"choose-245": "keep", "reason": "bitta kitob"})
    assert (made.status_code, made["Location"]) == (303, f"/catalogue/{keep.number}/?tab=history")
    history = desk.get(made["Location"]).content.decode()
    assert "bitta kitob" in history and f"/catalogue/merge/{Merge.objects.get().pk}/undo/" in history


def test_a_merge_is_undone_from_the_history(desk: Client) -> None:
    keep, take = a_title(isbn="9789943000001"), a_title(isbn="9789943010796")
    posted(desk, keep, take)
    undo = f"/catalogue/merge/{Merge.objects.get().pk}/undo/"
    answer = desk.post(undo, {"request_id": str(uuid7())})
    assert (answer.status_code, answer["Location"]) == (303, f"/catalogue/{take.number}/")
    assert Title.objects.get(pk=keep.pk).marc == keep.marc
    assert desk.post(undo, {"request_id": str(uuid7())}).status_code == 409
    assert desk.post(undo, {"request_id": "x"}).status_code == 400
    assert desk.get(undo).status_code == 405


def test_a_stale_comparison_comes_back_with_its_choices(desk: Client) -> None:
    keep, take = a_title(), a_title("Boshqa")
    answer = posted(desk, keep, take, **{"keep_version": "5", "choose-245": "take", "reason": "shu"})
    page = answer.content.decode()
    assert answer.status_code == 409 and 'name="choose-245" value="take" checked' in page and "shu" in page


@pytest.mark.parametrize(
    "query, status",
    [
        ("", 200),
        ("?keep=1", 200),
        ("?keep=999&take=1", 422),
        ("?keep=99999999999999&take=-1", 422),
        ("?keep=x&take=١", 422),
    ],
)
def test_strange_numbers_are_asked_again(desk: Client, query: str, status: int) -> None:
    a_title()
    assert desk.get(f"/catalogue/merge/{query}").status_code == status


def test_hostile_choices_are_answered_in_words(desk: Client) -> None:
    keep, take = a_title(), a_title("Boshqa")
    assert posted(desk, keep, take, **{"choose-245": "<script>"}).status_code == 409
    assert posted(desk, keep, take, step="x").status_code == 422
    assert posted(desk, keep, take, request_id="").status_code == 422
    assert posted(desk, keep, take, reason="a" * 400).status_code == 422
    assert posted(desk, keep, keep).status_code == 409
    assert not Merge.objects.exists()


def test_without_the_right_nothing_is_merged_and_no_way_is_shown(client: Client) -> None:
    client.force_login(
        an_employee("kataloger", rights.CORRECT_RECORD).user,
        backend="javon.core.accounts.backends.AccountBackend",
    )
    keep, take = a_title(), a_title()
    assert client.get(address(keep, take)).status_code == 403
    assert "/catalogue/merge/" not in client.get(f"/catalogue/{keep.number}/").content.decode()
    assert "/catalogue/merge/" not in client.get("/catalogue/duplicates/?by=title").content.decode()


def test_the_old_number_leads_to_the_kept_record_everywhere(desk: Client) -> None:
    keep, take = a_title(), a_title()
    posted(desk, keep, take)
    old, new = take.number, keep.number
    for before, after in ((f"/title/{old}", f"/title/{new}"), (f"/title/{old}.mrc", f"/title/{new}.mrc")):
        answer = desk.get(before)
        assert (answer.status_code, answer["Location"], answer["Cache-Control"]) == (
            301,
            after,
            "public, max-age=3600",
        )
    for key in (old, take.pk):
        assert desk.get(f"/api/v1/titles/{key}").json()["number"] == new
    assert desk.get(f"/catalogue/{old}/")["Location"] == f"/catalogue/{new}/"
    assert desk.get(f"/catalogue/{old}/correct/").status_code == 404
    assert f"/title/{old}" not in desk.get("/new.rss").content.decode()
    assert f"/title/{old}<" not in desk.get("/sitemap-1.xml").content.decode()


def test_an_old_number_of_a_hidden_record_is_not_found(desk: Client) -> None:
    keep, take = a_title(), a_title()
    posted(desk, keep, take)
    Title.objects.filter(pk=keep.pk).update(is_hidden=True)
    assert desk.get(f"/title/{take.number}").status_code == 404
    assert desk.get(f"/api/v1/titles/{take.number}").status_code == 404


def test_the_index_forgets_the_taken_record_and_learns_it_again(desk: Client) -> None:
    keep, take = a_title(isbn="9789943000001"), a_title(isbn="9789943010796")
    rebuild(catalogue_index(), documents.all_documents())
    posted(desk, keep, take)
    follower = Follower(catalogue_index(), {documents.KIND: documents.documents_of})
    follower.catch_up()
    assert {key for key, _version in documents.all_versions()} == {keep.pk}
    assert not list(documents.sample_that_differs(catalogue_index().snapshot()))
    assert [row["number"] for row in desk.get("/api/v1/titles?q=9789943010796").json()["items"]] == [
        keep.number
    ]
    desk.post(f"/catalogue/merge/{Merge.objects.get().pk}/undo/", {"request_id": str(uuid7())})
    follower.catch_up()
    assert [row["number"] for row in desk.get("/api/v1/titles?q=9789943010796").json()["items"]] == [
        take.number
    ]


# --- probable duplicates


def test_duplicates_are_grouped_by_what_they_have_in_common(desk: Client) -> None:
    one, other = a_title(isbn="9789943000001"), a_title(isbn="9789943000001")
    third = a_title("Oʻtkan kunlar", isbn="9789943010796", publisher="Gʻafur Gʻulom")
    a_title("Ўткан кунлар", author="Қодирий, Абдулла"), a_title("Shum bola")
    a_title(isbn="9789943000001", is_donor=True)
    centre = a_centre().pk

    def grouped(by: str) -> list[set[int]]:
        found = duplicates.groups(by, centre, duplicates.group_keys(by, centre))
        return [{title.number for title in group.titles} for group in found]

    assert grouped("isbn") == [{one.number, other.number}]
    assert grouped("fingerprint") == [{one.number, other.number}]
    assert grouped("title") == [{one.number, other.number, third.number}]
    page = desk.get("/catalogue/duplicates/?by=title").content.decode()
    assert f"/catalogue/merge/?keep={one.number}&amp;take={third.number}" in page


def test_what_is_no_duplicate_is_remembered_until_another_record_comes(desk: Client) -> None:
    one, other = a_title(), a_title()
    page = desk.get("/catalogue/duplicates/?by=title").content.decode()
    assert f'value="{one.number} {other.number}"' in page
    typed = {"numbers": f"{one.number} {other.number}", "by": "title", "request_id": str(uuid7())}
    answer = desk.post("/catalogue/duplicates/apart/", typed)
    assert (answer.status_code, answer["Location"]) == (303, "/catalogue/duplicates/?by=title")
    assert duplicates.group_keys("title", a_centre().pk) == [] and NotDuplicate.objects.count() == 1
    a_title()
    assert len(duplicates.group_keys("title", a_centre().pk)) == 1


def test_hostile_numbers_set_nothing_apart(desk: Client) -> None:
    for numbers in ("", "1", "1 x", "1  2", "9" * 40 + " 1", " ".join(["1"] * 99)):
        typed = {"numbers": numbers, "request_id": str(uuid7())}
        assert desk.post("/catalogue/duplicates/apart/", typed).status_code == 400, numbers
    for query in ("?by=x&page=-1", "?by=isbn&page=99999999999", "?by=%00"):
        assert desk.get(f"/catalogue/duplicates/{query}").status_code == 200


def test_a_page_of_groups_asks_little(desk: Client, django_assert_max_num_queries) -> None:
    for place in range(20):
        a_title(f"Kitob {place}"), a_title(f"Kitob {place}")
    desk.get("/catalogue/duplicates/?by=title")
    with django_assert_max_num_queries(32):
        assert len(desk.get("/catalogue/duplicates/?by=title").context["groups"]) == 15


# --- while typing


def near(**typed: str) -> list[checks.Check]:
    values = {
        "title": "Shum bola",
        "author": "Gʻulom, Gʻafur",
        "year": "2019",
        "language": "uzb",
        "bbk": "84",
    }
    return [one for one in checks.checks({**values, **typed}, centre_id=a_centre().pk) if one.code == "near"]


def test_a_near_record_is_shown_with_what_it_has_in_common() -> None:
    held = a_title("Shum bola", author="Gʻulom, Gʻafur", publisher="Yosh gvardiya")
    rebuild(catalogue_index(), documents.all_documents())
    [check] = near()
    assert (check.number, check.details["common"]) == (held.number, ("title", "author", "year"))
    assert near(year="2020")[0].details["common"] == ("title", "author")
    assert near(title="SHUM  BOLA!")[0].number == held.number


@pytest.mark.parametrize(
    "typed",
    [
        {"title": "Shum bola 2-qism"},
        {"title": "Yodgor"},
        {"author": "Oybek"},
        {"year": "1990"},
        {"title": "Шум бола", "author": "Ғулом, Ғафур"},
        {"author": "", "year": ""},
        {"title": '"((( OR *'},
        {"title": ""},
    ],
)
def test_another_book_is_not_near(typed) -> None:
    a_title(record=a_record("Shum bola", author="Gʻulom, Gʻafur", subtitle="1-qism"))
    rebuild(catalogue_index(), documents.all_documents())
    assert near(**typed) == []


def test_what_was_set_apart_is_not_near_any_more(desk: Client) -> None:
    one = a_title("Shum bola", author="Gʻulom, Gʻafur", publisher="Sharq")
    other = a_title("Shum bola", author="Gʻulom, Gʻafur", publisher="Yosh gvardiya")
    rebuild(catalogue_index(), documents.all_documents())
    shown = {"title": "Shum bola", "author": "Gʻulom, Gʻafur", "year": "2019"}
    asked = f"/catalogue/checks/?number={one.number}"
    assert f"/catalogue/{other.number}/" in desk.post(asked, shown).content.decode()
    typed = {"numbers": f"{one.number} {other.number}", "request_id": str(uuid7())}
    desk.post("/catalogue/duplicates/apart/", typed)
    assert f"/catalogue/{other.number}/" not in desk.post(asked, shown).content.decode()
