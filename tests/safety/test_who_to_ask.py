"""Whoever is turned away is told which posts hold the right, so that she knows whom to ask. Nizom 3.1."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.safety import house


@pytest.mark.django_db
def test_a_page_for_others_names_the_posts_that_may_open_it_and_nobody_by_name():
    people = house.opened()
    client = Client(raise_request_exception=False)
    person = people["lending"]
    assert person is not None
    client.force_login(person.user, backend="javon.core.accounts.backends.AccountBackend")
    answer = client.get("/stock/deliveries/new/")
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "Bu huquq kimda bor:" in text and "Kataloglashtiruvchi kutubxonachi" in text
    assert "Direktor" not in text.split("Bu huquq kimda bor:")[1].split("</ul>")[0]
    holder = people["cataloguer"]
    assert holder is not None and holder.surname not in text
