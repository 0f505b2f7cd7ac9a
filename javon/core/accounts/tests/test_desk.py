"""Shared computers: one person leaves, another takes over by PIN; a screen left alone locks and loses nothing."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as house
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from javon.core.access import machine
from javon.core.accounts import actions
from javon.core.accounts.models import SignedInSession, User
from javon.core.accounts.tests.characters import PASSWORD, PIN, a_colleague, a_librarian, an_account
from javon.core.audit.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
HTMX = {"HTTP_HX_REQUEST": "true"}


def sign_in(client: Client, user: User, **more):
    return client.post("/sign-in/", {"username": user.username, "password": PASSWORD, **more})


def who(client: Client) -> str:
    return client.get("/send-later/token").json()["user"]


@pytest.fixture
def desk():
    """A computer at which Gulnoza and then Shahlo have signed in; Shahlo works there now."""
    gulnoza = a_colleague("gulnoza")
    shahlo = a_colleague("shahlo", display_name="Shahlo", pin="8035")
    client = Client()
    sign_in(client, gulnoza)
    client.post("/sign-out/")
    sign_in(client, shahlo)
    return client, gulnoza, shahlo


# --- taking over ----------------------------------------------------------------------------------------


def test_the_people_of_this_computer_are_shown_and_nobody_else(desk):
    client, gulnoza, _shahlo = desk
    a_colleague("nodira", display_name="Nodira")
    page = client.get("/switch/?next=/search").content.decode()
    assert f'href="/switch/{gulnoza.pk}/?next=%2Fsearch"' in page
    assert "Shahlo" in page and "Nodira" not in page
    assert "Gulnoza" not in Client().get("/switch/").content.decode()


def test_a_pin_takes_the_computer_over_in_a_new_session(desk):
    client, gulnoza, shahlo = desk
    before = client.session.session_key
    csrf = client.cookies["csrftoken"].value
    answer = client.post(f"/switch/{gulnoza.pk}/", {"unlock_password": PIN, "next": "/search?q=ufq"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/search?q=ufq")
    assert who(client) == str(gulnoza.pk)
    assert client.session.session_key != before
    assert client.cookies["csrftoken"].value != csrf
    assert not client.session.__class__().exists(before)
    assert not SignedInSession.objects.filter(user=shahlo, ended_at=None).exists()
    assert SignedInSession.objects.filter(user=gulnoza, ended_at=None).count() == 1


def test_a_wrong_pin_leaves_the_first_person_signed_in(desk):
    client, gulnoza, shahlo = desk
    answer = client.post(f"/switch/{gulnoza.pk}/", {"unlock_password": "9999"})
    assert answer.status_code == 422
    assert "Qolgan urinishlar: 4" in answer.content.decode()
    assert "9999" not in answer.content.decode()
    assert who(client) == str(shahlo.pk)


def test_the_password_works_on_the_same_page(desk):
    client, gulnoza, _shahlo = desk
    assert client.post(f"/switch/{gulnoza.pk}/", {"unlock_password": PASSWORD}).status_code == 303
    assert who(client) == str(gulnoza.pk)


def test_in_the_morning_one_enters_by_pin_from_the_sign_in_page(desk):
    client, gulnoza, _shahlo = desk
    client.post("/sign-out/")
    assert 'href="/switch/' in client.get("/sign-in/").content.decode()
    assert client.post(f"/switch/{gulnoza.pk}/", {"unlock_password": PIN}).status_code == 303
    assert who(client) == str(gulnoza.pk)


def test_a_pin_signs_in_on_no_other_computer(desk):
    _client, gulnoza, _shahlo = desk
    stranger = Client()
    assert stranger.get(f"/switch/{gulnoza.pk}/").status_code == 404
    assert stranger.post(f"/switch/{gulnoza.pk}/", {"unlock_password": PIN}).status_code == 404


def test_a_forged_cookie_knows_nobody(desk):
    client, gulnoza, _shahlo = desk
    forged = Client()
    forged.cookies["qurilma"] = client.cookies["qurilma"].value[:-3] + "abc"
    assert forged.post(f"/switch/{gulnoza.pk}/", {"unlock_password": PIN}).status_code == 404


def test_a_month_later_the_password_is_asked_for_again(desk, time):
    client, gulnoza, _shahlo = desk
    client.post("/sign-out/")
    time.go(days=31)
    assert client.get(f"/switch/{gulnoza.pk}/").status_code == 404


@pytest.mark.parametrize("deed", ["lock", "new password", "no pin", "forgotten"])
def test_a_computer_forgets_whoever_may_no_longer_enter(desk, deed):
    client, gulnoza, _shahlo = desk
    by = machine("test")
    match deed:
        case "lock":
            actions.lock_user(by=by, username="gulnoza")
        case "new password":
            actions.reset_password(by=by, username="gulnoza", password="kuzgi barg uchdi")
        case "no pin":
            actions.clear_pin(by=by, username="gulnoza")
        case "forgotten":
            client.post(f"/switch/{gulnoza.pk}/forget/")
    assert client.post(f"/switch/{gulnoza.pk}/", {"unlock_password": PIN}).status_code == 404
    assert f"/switch/{gulnoza.pk}/" not in client.get("/switch/").content.decode()


def test_an_account_with_a_second_factor_needs_it_passed_on_this_computer(desk):
    client, gulnoza, _shahlo = desk
    Authenticator.objects.create(user=gulnoza, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert client.post(f"/switch/{gulnoza.pk}/", {"unlock_password": PIN}).status_code == 404


def test_five_wrong_pins_pause_and_the_page_asks_for_the_password(desk):
    client, gulnoza, _shahlo = desk
    for _ in range(5):
        page = client.post(f"/switch/{gulnoza.pk}/", {"unlock_password": "9999"})
    assert "Kutish kerak, daqiqa: 15" in page.content.decode()
    assert 'inputmode="numeric"' not in page.content.decode()
    assert client.post(f"/switch/{gulnoza.pk}/", {"unlock_password": PIN}).status_code == 422
    assert client.post(f"/switch/{gulnoza.pk}/", {"unlock_password": PASSWORD}).status_code == 303


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"]
)
def test_the_way_never_leads_out_of_the_house(desk, elsewhere):
    client, gulnoza, _shahlo = desk
    answer = client.post(f"/switch/{gulnoza.pk}/", {"unlock_password": PIN, "next": elsewhere})
    assert answer.headers["Location"] == house.LOGIN_REDIRECT_URL


@pytest.mark.parametrize("path", ["/switch/1/", "/switch/1/forget/", "/locked/", "/lock/", "/sign-out/"])
def test_a_stranger_s_page_posts_nothing_here(path):
    assert Client(enforce_csrf_checks=True).post(path, {"unlock_password": PIN}).status_code == 403


def test_a_reader_s_sign_in_leaves_no_tile_behind():
    client = Client()
    sign_in(client, an_account("dilnoza"))
    assert "qurilma" not in client.cookies


def test_the_account_menu_offers_to_change_the_person(desk):
    client, _gulnoza, _shahlo = desk
    page = client.get("/account/security/").content.decode()
    assert "Xodimni almashtirish" in page and "Ekranni qulflash" in page
    assert 'data-idle-minutes="10"' in page


# --- the lock -------------------------------------------------------------------------------------------


def test_a_shared_computer_locks_after_ten_minutes_and_another_after_an_hour(desk, time):
    client, _gulnoza, _shahlo = desk
    alone = Client()
    sign_in(alone, a_colleague("nodira"))
    time.go(minutes=9, seconds=30)
    assert client.get("/account/security/").status_code == 200
    time.go(minutes=11)
    answer = client.get("/account/security/?a=1")
    assert answer.headers["Location"] == "/locked/?next=%2Faccount%2Fsecurity%2F%3Fa%3D1"
    assert alone.get("/account/security/").status_code == 200
    time.go(minutes=61)
    assert alone.get("/account/security/").headers["Location"].startswith("/locked/")


def test_work_keeps_a_screen_open_though_the_database_hears_of_it_seldom(desk, time):
    client, _gulnoza, shahlo = desk
    begun = SignedInSession.objects.get(user=shahlo, ended_at=None).last_seen_at
    time.go(minutes=4, seconds=50)
    client.get("/account/here/")
    assert SignedInSession.objects.get(user=shahlo, ended_at=None).last_seen_at == begun
    time.go(minutes=9)
    assert client.get("/account/security/").status_code == 200
    assert SignedInSession.objects.get(user=shahlo, ended_at=None).last_seen_at > begun


def test_what_a_browser_asks_by_itself_keeps_no_screen_open(desk, time):
    client, _gulnoza, _shahlo = desk
    for _ in range(4):
        time.go(minutes=3)
        client.get("/send-later/token")
        client.get("/locked/", **HTMX)
    assert client.get("/account/security/").headers["Location"].startswith("/locked/")


def test_the_pin_opens_the_screen_and_leads_back(desk, time):
    client, _gulnoza, shahlo = desk
    time.go(minutes=11)
    page = client.get("/locked/?next=/search").content.decode()
    assert "Ekran qulflangan" in page and 'autocomplete="one-time-code"' in page
    form = {"who": shahlo.pk, "next": "/search", "unlock_password": "8035"}
    answer = client.post("/locked/", form)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/search")
    assert client.get("/account/security/").status_code == 200


def test_the_pin_of_another_person_does_not_open_it(desk, time):
    client, _gulnoza, shahlo = desk
    time.go(minutes=11)
    answer = client.post("/locked/", {"who": shahlo.pk, "unlock_password": PIN})
    assert answer.status_code == 422
    assert client.get("/account/security/").headers["Location"].startswith("/locked/")


def test_a_locked_screen_shows_nothing_but_the_way_in_and_out(desk, time):
    client, gulnoza, _shahlo = desk
    time.go(minutes=11)
    for path in ("/", "/search?q=a", "/catalogue/", "/account/security/password/"):
        assert client.get(path).headers["Location"].startswith("/locked/"), path
    assert client.get("/api/v1/titles").status_code == 429
    assert client.get("/switch/").status_code == 200
    assert client.post(f"/switch/{gulnoza.pk}/", {"unlock_password": PIN}).status_code == 303
    assert client.get("/account/security/").status_code == 200


def test_signing_out_works_on_a_locked_screen(desk, time):
    client, _gulnoza, _shahlo = desk
    time.go(minutes=11)
    assert client.post("/sign-out/", {"next": "/sign-in/"}).headers["Location"] == "/sign-in/"
    assert who(client) == ""


def test_a_form_that_meets_the_lock_is_kept_and_sent_after_the_pin(desk, time):
    client, _gulnoza, shahlo = desk
    time.go(minutes=11)
    form = {
        "language": "ru",
        "next": "/search",
        "note": "Oʻlmas\nUmarbekov",
        "pin": "7777",
        "old_password": "sirli",
    }
    address = f"/accounts/{shahlo.pk}/lock/?a=1"
    met = client.post(address, form)
    page = met.content.decode()
    assert met.status_code == 423
    assert f'action="{address}"' in page
    assert 'name="note" hidden>\nOʻlmas\nUmarbekov</textarea>' in page
    assert "7777" not in page and "sirli" not in page
    wrong = client.post(address, {**form, "unlock_password": "9999"})
    assert wrong.status_code == 422 and "Umarbekov" in wrong.content.decode()


def test_after_the_pin_the_kept_form_does_its_work_once(desk, time):
    client, _gulnoza, shahlo = desk
    client.get("/account/security/")
    time.go(minutes=11)
    form = {"old_password": PASSWORD, "new_password": "kuzgi barg uchdi"}
    assert client.post("/account/security/password/", form).status_code == 423
    before = Entry.objects.count()
    answer = client.post("/account/security/password/", {**form, "unlock_password": "8035"})
    assert answer.status_code == 200
    assert User.objects.get(pk=shahlo.pk).check_password("kuzgi barg uchdi")
    assert Entry.objects.count() == before + 1


def test_a_form_too_long_to_keep_is_said_to_be_in_the_browser(desk, time):
    client, _gulnoza, _shahlo = desk
    time.go(minutes=11)
    page = client.post("/account/security/pin/clear/", {"text": "a" * 600_000}).content.decode()
    assert "brauzerda orqaga qayting" in page and "aaaa" not in page


def test_of_a_form_with_a_file_the_text_is_kept_and_the_file_is_asked_for_again(desk, time):
    client, _gulnoza, _shahlo = desk
    time.go(minutes=11)
    scan = SimpleUploadedFile("skan.pdf", b"%PDF-1.7", "application/pdf")
    page = client.post("/account/security/pin/clear/", {"text": "Dalolatnoma", "scan": scan}).content.decode()
    assert "Dalolatnoma" in page and "qaytadan tanlang" in page


def test_the_lock_takes_no_form_from_a_stranger_s_page(desk, time):
    client, _gulnoza, _shahlo = desk
    time.go(minutes=11)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post("/account/security/pin/clear/", {"text": "begona"}).status_code == 403


def test_scripts_are_told_of_the_lock_in_their_own_way(desk, time):
    client, _gulnoza, shahlo = desk
    time.go(minutes=11)
    htmx = client.post("/account/security/pin/clear/", **HTMX)
    assert (htmx.status_code, htmx.headers["HX-Trigger"]) == (423, "javon:locked")
    assert client.post("/account/security/pin/clear/", headers={"X-Send-Later": "1"}).status_code == 429
    cover = client.get("/locked/", **HTMX)
    assert cover.status_code == 423 and "<html" not in cover.content.decode()
    opened = client.post("/locked/", {"who": shahlo.pk, "unlock_password": "8035"}, **HTMX)
    assert opened.status_code == 204
    assert client.get("/locked/", **HTMX).status_code == 204


def test_a_screen_is_locked_by_hand_and_stays_so_at_work(desk):
    client, _gulnoza, shahlo = desk
    assert client.post("/lock/", {"next": "/search"}).headers["Location"] == "/locked/?next=%2Fsearch"
    assert client.get("/account/security/").headers["Location"].startswith("/locked/")
    client.post("/locked/", {"who": shahlo.pk, "unlock_password": "8035"})
    assert client.get("/account/security/").status_code == 200


def test_a_reader_s_screen_does_not_lock(time):
    client = Client()
    sign_in(client, an_account("dilnoza"))
    time.go(hours=5)
    assert client.get("/account/security/").status_code == 200


def test_without_a_pin_the_lock_asks_for_the_password(time):
    client, user = Client(), a_librarian()
    sign_in(client, user)
    client.post("/lock/")
    page = client.get("/locked/").content.decode()
    assert 'autocomplete="current-password"' in page and 'inputmode="numeric"' not in page
    assert client.post("/locked/", {"who": user.pk, "unlock_password": PASSWORD}).status_code == 303
