"""The pages of names: who gets in, what they show, what they answer to bad input."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.collection.catalogue import rights
from javon.collection.catalogue.models import Authority, AuthorityChange, TitleAuthority
from javon.collection.catalogue.tests.characters import a_title
from javon.core.database.fields import uuid7

pytestmark = pytest.mark.django_db
BACKEND = "javon.core.accounts.backends.AccountBackend"


@pytest.fixture(autouse=True)
def house(tmp_path: Path, settings) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"
    a_centre()


@pytest.fixture
def desk(client: Client) -> Client:
    held = (rights.CORRECT_RECORD, rights.CONTROL_AUTHORITIES)
    client.force_login(an_employee("nomlar", *held).user, backend=BACKEND)
    return client


def author_of(name: str, title: str = "Kitob") -> Authority:
    made = a_title(f"{title} {name}", author=name)
    return TitleAuthority.objects.get(title=made, role="author").authority


def page_of(authority: Authority) -> str:
    return f"/catalogue/authorities/{authority.number}/"


def typed(**given: str) -> dict[str, str]:
    return {"request_id": str(uuid7()), **given}


def test_a_name_is_found_in_either_script(desk: Client) -> None:
    authority = author_of("Qodiriy, Abdulla")
    author_of("Oybek")
    for query in ("qodiriy", "Қодирий", "ABDULLA", "Qodiriy,"):
        found = desk.get("/catalogue/authorities/", {"q": query, "kind": "person"}).context["found"]
        assert [one.number for one in found] == [authority.number], query
    assert not desk.get("/catalogue/authorities/?q=qodiriy&kind=subject").context["found"].object_list


def test_headings_are_set_shown_and_undone(desk: Client) -> None:
    authority = author_of("Qodiriy, A.")
    given = typed(
        latn="Qodiriy, Abdulla",
        arab="عبدالله قادری",
        dates="1894–1938",
        note="yozuvchi",
        reason="toʻliq ismi",
    )
    assert desk.post(page_of(authority), given).status_code == 303
    shown = desk.get(page_of(authority)).content.decode()
    assert "toʻliq ismi" in shown and 'value="1894–1938"' in shown and "عبدالله قادری" in shown
    undo = f"/catalogue/authorities/undo/{AuthorityChange.objects.get().pk}/"
    assert undo in shown and desk.post(undo, typed()).status_code == 303
    assert desk.post(undo, typed()).status_code == 409
    assert Authority.objects.get(pk=authority.pk).heading == "Qodiriy, A."


def test_a_refused_heading_comes_back_with_what_was_typed(desk: Client) -> None:
    authority = author_of("Qodiriy, A.")
    answer = desk.post(page_of(authority), typed(latn="Қодирий", note="yozganim"))
    assert (
        answer.status_code == 409
        and "yozganim" in answer.content.decode()
        and "Қодирий" in answer.content.decode()
    )
    assert desk.post(page_of(authority), typed(latn="a" * 400)).status_code == 422
    assert desk.post(page_of(authority), {"latn": "Qodiriy"}).status_code == 422


def test_variants_are_added_and_removed(desk: Client) -> None:
    authority = author_of("Qodiriy, A.")
    address = page_of(authority) + "variant/"
    assert desk.post(address, typed(name="Julqunboy", deed="add")).status_code == 303
    assert "Julqunboy" in desk.get(page_of(authority)).content.decode()
    assert desk.post(address, typed(name="Julqunboy", deed="remove")).status_code == 303
    assert "Julqunboy" not in desk.get(page_of(authority)).content.decode()
    assert desk.post(address, typed(name="Qodiriy, A.", deed="remove")).status_code == 409
    assert desk.post(address, typed(name="")).status_code == 400


def test_two_names_are_compared_and_merged_and_the_old_number_leads_on(desk: Client) -> None:
    keep, take = author_of("Qodiriy, Abdulla"), author_of("Julqunboy", "Uloqda")
    compared = desk.get(f"{page_of(keep)}merge/?take={take.number}").content.decode()
    assert "Uloqda Julqunboy" in compared and 'name="take"' in compared
    answer = desk.post(f"{page_of(keep)}merge/", typed(take=str(take.number), reason="taxallus"))
    assert (answer.status_code, answer["Location"]) == (303, page_of(keep))
    assert desk.get(page_of(take))["Location"] == page_of(keep)
    public = desk.get(f"/author/{take.number}")
    assert (public.status_code, public["Location"]) == (301, f"/author/{keep.number}")
    assert "Uloqda" in desk.get(f"/author/{keep.number}").content.decode()


def test_a_strange_number_to_merge_with_is_answered_in_words(desk: Client) -> None:
    keep = author_of("Qodiriy, Abdulla")
    for given in ("", "x", "0", "99999", "9" * 30):
        assert desk.get(f"{page_of(keep)}merge/", {"take": given}).status_code == 422, given
    own = desk.post(f"{page_of(keep)}merge/", typed(take=str(keep.number)))
    assert own.status_code == 409
    assert desk.get("/catalogue/authorities/999999/").status_code == 404


def test_without_the_right_there_is_no_way_in(client: Client) -> None:
    client.force_login(an_employee("kataloger", rights.CORRECT_RECORD).user, backend=BACKEND)
    authority = author_of("Qodiriy, Abdulla")
    for address in ("/catalogue/authorities/", page_of(authority), f"{page_of(authority)}merge/?take=1"):
        assert client.get(address).status_code == 403
    assert "/catalogue/authorities/" not in client.get("/catalogue/").content.decode()


def test_the_list_asks_as_much_for_many_names_as_for_few(desk: Client, django_assert_max_num_queries) -> None:
    for place in range(30):
        author_of(f"Muallif {place}")
    desk.get("/catalogue/authorities/")
    with django_assert_max_num_queries(32):
        assert len(desk.get("/catalogue/authorities/").context["found"].object_list) == 25
