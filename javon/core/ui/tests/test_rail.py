"""The staff's rail, its keys and badges, and the page of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client, RequestFactory, override_settings

from javon.core.accounts.models import User
from javon.core.ui import context
from javon.core.ui.context import NavItem

pytestmark = pytest.mark.django_db

A, B, C = (NavItem(name, f"/{name}/", "x", order=order) for name, order in (("a", 10), ("b", 20), ("c", 30)))


@pytest.mark.parametrize("handed", [(A, B, C), (C, B, A), (B, C, A)])
def test_the_order_is_the_same_whoever_hands_items_in(handed: tuple[NavItem, ...]) -> None:
    assert [item.label for item in context.rail(handed, {}, ())] == ["a", "b", "c"]


def test_a_role_hides_and_never_reorders() -> None:
    assert [item.label for item in context.rail((A, B, C), {}, {"/b/"})] == ["a", "c"]


def test_a_badge_counts_what_waits_and_nothing_is_no_badge() -> None:
    assert [item.count for item in context.rail((A, B), {"/a/": 3, "/b/": 0}, ())] == ["3", ""]


def test_digits_go_down_the_rail_around_a_fixed_one() -> None:
    fixed = NavItem("fixed", "/fixed/", "x", order=40, key="1")
    assert [item.key for item in context.rail((A, B, C, fixed), {}, ())] == ["2", "3", "4", "1"]


def test_the_tenth_item_has_no_digit() -> None:
    many = [NavItem(str(n), f"/{n}/", "x", order=n) for n in range(11)]
    assert [item.key for item in context.rail(many, {}, ())] == [*"123456789", "", ""]


def test_our_own_items_stand_in_the_order_of_the_design() -> None:
    orders = [item.order for item in context.STAFF_NAV]
    assert orders == sorted(orders) and len(set(orders)) == len(orders)


@pytest.fixture
def providing() -> Iterator[Callable[[dict[str, Any]], None]]:
    """Hand things to the layouts for one test."""
    before = list(context._providers)
    yield lambda given: context.provide(lambda request: given)
    context._providers[:] = before


def test_a_module_says_what_waits_and_what_to_hide(providing: Callable[[dict[str, Any]], None]) -> None:
    providing({"staff_counts": {"/catalogue/": 4}, "staff_hidden": {"/journal/"}, "user_role": "Direktor"})
    found = context.interface_of(RequestFactory().get("/catalogue/new/"))
    items = {item.url: item for item in found.staff_nav}
    assert items["/catalogue/"].count == "4" and items["/catalogue/"].is_current
    assert "/journal/" not in items
    assert found.user_role == "Direktor"


def a_librarian(client: Client) -> None:
    user = User.objects.create(username="gulnoza", is_staff=True)
    client.force_login(user, backend="javon.core.accounts.backends.AccountBackend")


@override_settings(DEBUG=True)
def test_every_place_of_the_rail_is_on_a_phone_too(client: Client) -> None:
    a_librarian(client)
    text = client.get("/ui/today/").content.decode()
    bar = text[text.index('class="tab-bar"') :]
    for item in context.interface_of(RequestFactory().get("/")).staff_nav:
        assert f'href="{item.url}"' in bar
    assert 'aria-keyshortcuts="Alt+1"' in text


def test_keys_have_a_page_and_a_list_for_the_dialog(client: Client) -> None:
    page = client.get("/help/keys/").content.decode()
    assert page.count("<h1") == 1 and "Ctrl" in page
    alone = client.get("/help/keys/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in alone and "data-closes" in alone and 'class="keys"' in alone
    assert "Alt" not in alone  # a visitor has no rail


def test_the_staff_see_which_digit_goes_where(client: Client) -> None:
    a_librarian(client)
    assert 'href="/catalogue/"' in client.get("/help/keys/", headers={"HX-Request": "true"}).content.decode()


@override_settings(DEBUG=True)
def test_keys_can_be_turned_off(client: Client) -> None:
    assert "data-keys" not in client.get("/ui/today/").content.decode()
    client.post("/set-display/", {"keys": "off"})
    assert '<html lang="uz-Latn"' in (text := client.get("/ui/today/").content.decode())
    assert 'data-keys="off"' in text
