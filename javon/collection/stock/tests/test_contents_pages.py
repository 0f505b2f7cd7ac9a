"""Pages of what stands in what: the short forms, the host's list, the readers' pages; queries and hostile input."""

from __future__ import annotations

import pytest
from django.test import Client

from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.collection.catalogue import contents, rights
from javon.collection.catalogue.actions.parts import add_part, add_volume
from javon.collection.catalogue.models import PartLink, Title
from javon.collection.catalogue.tests.characters import a_cataloguer, a_record, a_title
from javon.collection.catalogue.tests.test_hosts import a_magazine
from javon.collection.sources.record import Field
from javon.collection.stock.tests.characters import a_copy
from javon.core.database.fields import uuid7

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    a_centre()
    client.force_login(
        an_employee("kataloger", rights.CORRECT_RECORD).user,
        backend="javon.core.accounts.backends.AccountBackend",
    )
    return client


def an_issue(host: Title, count: int) -> list[Title]:
    return [
        add_part(
            by=a_cataloguer(), host=host, typed={"title": f"Maqola {page}", "year": "2021", "issue": "1", "pages": str(page)},
            request_id=uuid7(),
        )
        for page in range(1, count + 1)
    ]  # fmt: skip


def post(desk: Client, address: str, **typed: str):
    return desk.post(address, {"request_id": str(uuid7()), **typed})


def test_after_an_article_comes_the_form_for_the_next_of_the_same_issue(desk: Client) -> None:
    host = a_title(record=a_magazine())
    address = f"/catalogue/{host.number}/parts/new/"
    saved = post(desk, address, title="O'zbek tili", year="2021", issue="3", pages="5-7", is_local="on")
    assert (saved.status_code, saved["Location"]) == (303, f"{address}?year=2021&issue=3")
    made = PartLink.objects.get().title
    assert made.title == "Oʻzbek tili" and made.is_local_history
    following = desk.get(saved["Location"])
    assert following.context["form"]["issue"].value() == "3" and "Oʻzbek tili" in following.content.decode()


def test_what_was_typed_of_a_refused_article_stays(desk: Client) -> None:
    host = a_title(record=a_magazine())
    answer = post(desk, f"/catalogue/{host.number}/parts/new/", title="Kuz", year="oʻtgan yil", pages="3")
    assert answer.status_code == 409 and answer.context["form"]["pages"].value() == "3"
    assert post(desk, f"/catalogue/{host.number}/parts/new/", title="").status_code == 422
    assert not PartLink.objects.exists()


def test_the_form_of_a_chapter_asks_for_no_issue(desk: Client) -> None:
    host = a_title()
    assert "issue" not in desk.get(f"/catalogue/{host.number}/parts/new/").context["form"].fields
    assert (
        post(desk, f"/catalogue/{host.number}/parts/new/", title="Birinchi bob", pages="5").status_code == 303
    )


def test_the_next_volume_has_the_number_that_is_missing(desk: Client) -> None:
    whole = a_title("Asarlar", subtitle="4 jildlik")
    address = f"/catalogue/{whole.number}/volumes/new/"
    for number in ("1", "3"):
        assert post(desk, address, number=number, name=f"Jild {number}").status_code == 303
    page = desk.get(address)
    assert str(page.context["form"]["number"].value()) == "2" and page.context["state"].missing == (2, 4)
    assert post(desk, address, number="uch").status_code == 409


def test_a_record_is_led_to_its_set_by_its_number(desk: Client) -> None:
    whole, volume = a_title("Asarlar"), a_title("Asarlar", subtitle="", year="2001")
    address = f"/catalogue/{whole.number}/volumes/lead/"
    assert post(desk, address, record="99999", volume="2").status_code == 422
    assert post(desk, address, record=str(whole.number), volume="2").status_code == 409
    assert post(desk, address, record=str(volume.number), volume="2").status_code == 303
    assert [link.title for link in contents.volumes_of(whole)] == [volume]
    assert desk.get(address).status_code == 302


@pytest.mark.parametrize("what", ["parts/new", "volumes/new", "volumes/lead", "parts"])
def test_nobodys_number_is_not_found_and_strangers_are_turned_away(desk: Client, what: str) -> None:
    assert desk.get(f"/catalogue/987654/{what}/").status_code == 404
    host = a_title()
    assert Client().get(f"/catalogue/{host.number}/{what}/").status_code in {302, 403}


def test_the_list_of_a_magazine_is_paged_and_asks_few_questions(
    desk: Client, django_assert_max_num_queries
) -> None:
    host = a_title(record=a_magazine())
    an_issue(host, 55)
    desk.get(f"/catalogue/{host.number}/parts/")
    with django_assert_max_num_queries(32):
        page = desk.get(f"/catalogue/{host.number}/parts/")
    assert len(page.context["found"].object_list) == 50 and page.context["found"].paginator.count == 55
    assert desk.get(f"/catalogue/{host.number}/parts/?page=999").context["number"] == 2


def test_the_record_pages_of_host_article_and_set_tell_of_each_other(desk: Client) -> None:
    host, whole = a_title(record=a_magazine()), a_title("Asarlar", subtitle="3 jildlik")
    [article] = an_issue(host, 1)
    a_copy(host)
    add_volume(by=a_cataloguer(), host=whole, typed={"number": "2"}, request_id=uuid7())
    assert "Maqola 1" in desk.get(f"/catalogue/{host.number}/").content.decode()
    page = desk.get(f"/catalogue/{article.number}/")
    assert page.context["place"].host.title == host and page.context["place"].availability.total == 1
    assert desk.get(f"/catalogue/{whole.number}/").context["inside"].missing == (1, 3)


# readers


def test_readers_find_the_host_of_an_article_and_its_copies(client: Client) -> None:
    host = a_title(record=a_magazine())
    [article] = an_issue(host, 1)
    a_copy(host)
    page = client.get(f"/title/{article.number}")
    assert f'href="/title/{host.number}"' in page.content.decode()
    assert page.context["copies_total"] == 1 and len(page.context["copies"]) == 1
    assert page.context["book"].badge["kind"] == "ok"


def test_readers_see_contents_volumes_and_series_and_nothing_hidden(client: Client) -> None:
    host, whole = a_title(record=a_magazine()), a_title("Asarlar", subtitle="2 jildlik")
    articles = an_issue(host, 13)
    add_volume(by=a_cataloguer(), host=whole, typed={"number": "1"}, request_id=uuid7())
    Title.objects.filter(pk=articles[0].pk).update(is_hidden=True)
    page = client.get(f"/title/{host.number}")
    assert page.context["inside"].part_count == 12
    assert client.get(f"/title/{host.number}/parts").context["total"] == 12
    assert client.get(f"/title/{host.number}/parts?page=abc").status_code == 200
    assert [row.number for row in client.get(f"/title/{whole.number}").context["inside"].volumes] == [1, 2]
    Title.objects.filter(pk=host.pk).update(is_hidden=True)
    assert client.get(f"/title/{articles[1].number}").context["place"].host.title is None


def test_a_series_opens_by_any_spelling_of_its_name(client: Client) -> None:
    told = Field("490", "0", " ", [("a", "Oltin meros ;"), ("v", "2")])
    title = a_title(subtitle="", more=(told,))
    page = client.get("/series", {"name": "Олтин мерос"})
    assert page.status_code == 200 and [book.title for book, _label in page.context["books"]] == [title]
    link = client.get(f"/title/{title.number}").content.decode()
    assert "/series?name=Oltin+meros" in link


@pytest.mark.parametrize("name", ["", "yoʻq turkum", "\x00", "<script>", "«»", "x" * 5000])
def test_a_series_that_nobody_knows_is_not_found(client: Client, name: str) -> None:
    a_centre()
    assert client.get("/series", {"name": name}).status_code == 404


def test_hostile_words_are_shown_as_words(client: Client) -> None:
    host = a_title(record=a_magazine("<script>alert(1)</script>"))
    told = Field("856", "4", "0", [("u", "javascript:alert(1)"), ("y", "<b>x</b>")])
    a_title(record=a_record(more=(told,)))
    [article] = an_issue(host, 1)
    body = client.get(f"/title/{article.number}").content.decode()
    assert "<script>alert(1)" not in body
    assert "javascript:" not in client.get(f"/title/{host.number + 1}").content.decode()
