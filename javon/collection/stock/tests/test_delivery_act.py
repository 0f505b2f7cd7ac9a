"""The act of acceptance: written from the books, with its list enclosed, approved as every paper."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model

from javon.centre.documents.actions import withdraw
from javon.centre.documents.tests.characters import newest
from javon.centre.organisation.tests.characters import a_service_point, the_actor
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock.actions import deliveries as actions
from javon.collection.stock.delivery_act import LIST
from javon.collection.stock.models import Delivery
from javon.collection.stock.rules.deliveries import may_draft_act
from javon.collection.stock.tests.characters import a_commission, a_stock_keeper
from javon.collection.stock.wording.acts import CAME
from javon.core import audit, clock
from javon.core.verdict import Refused


@pytest.mark.parametrize(
    "case, state, act, codes",
    [
        ("in the books, no act yet", "accepted", "", ()),
        ("still being entered", "draft", "", ("delivery_not_accepted_yet",)),
        ("cancelled", "cancelled", "", ("delivery_not_accepted_yet",)),
        ("its act is being written", "accepted", "draft", ("acceptance_act_is_there",)),
        ("its act is on its way", "accepted", "agreeing", ("acceptance_act_is_there",)),
        ("its act binds", "accepted", "in_force", ("acceptance_act_is_there",)),
        ("its act came back", "accepted", "returned", ()),
        ("its act was taken back", "accepted", "withdrawn", ()),
    ],
)
def test_may_draft_act(case, state, act, codes):
    assert may_draft_act(state, act).codes == codes


def test_every_way_of_receipt_has_its_words():
    assert set(CAME) == set(Delivery.Kind.values)


@pytest.fixture
def keeper(db):
    return the_actor(a_stock_keeper())


def a_gift(keeper: Any, *, is_accepted: bool = True) -> Delivery:
    commission = a_commission("acceptance")
    head = {
        "kind": "gift",
        "paper_number": "7",
        "source": "Ergasheva Muhabbat, kitobxon",
        "received_on": clock.today(),
        "commission": commission,
        "declared_copies": 3,
        "declared_amount": 120_000_00,
    }
    delivery = actions.enter_delivery(by=keeper, centre=commission.centre, head=head)
    title = a_title(title="Shum bola", author="Gʻulom, Gʻafur")
    point = a_service_point()
    actions.put_line(
        by=keeper, delivery=delivery, title=title, copies=3, unit_price=40_000_00, service_point=point
    )
    delivery.refresh_from_db()
    if is_accepted:
        actions.accept_delivery(by=keeper, delivery=delivery, expected_edits=delivery.edits)
        delivery.refresh_from_db()
    return delivery


def test_the_act_says_what_came_from_whom_and_where_it_is_written(keeper):
    act = actions.draft_acceptance_act(by=keeper, delivery=a_gift(keeper))
    version = newest(act)
    text = "\n".join(clause.text for clause in version.clauses.all()).replace("\xa0", " ")
    for words in (
        "hadya qilingan axborot-kutubxona resurslari qabul qilindi",
        "Kimdan: Ergasheva Muhabbat, kitobxon.",
        "1 nom, 3 (uch) nusxa, jami 120 000 (bir yuz yigirma ming) soʻm",
        "nusxalar soni hamda summasi mos keldi",
        "1-qismiga yozildi",
    ):
        assert words in text
    (annex,) = version.enclosed["annexes"]
    (table,) = annex["tables"]
    assert len(table["columns"]) == len(LIST) == len(table["rows"][0]) == len(table["total"])
    assert table["rows"][0][1] == "Gʻulom, Gʻafur. Shum bola" and "–" in table["rows"][0][3]
    offices = [office for office, _name in version.enclosed["signers"]]
    assert offices[0] == "Komissiya raisi" and "Topshirdi:" in offices


def test_there_is_one_act_and_after_a_withdrawal_its_next_version(keeper):
    delivery = a_gift(keeper)
    act = actions.draft_acceptance_act(by=keeper, delivery=delivery)
    with pytest.raises(Refused) as refused:
        actions.draft_acceptance_act(by=keeper, delivery=delivery)
    assert refused.value.verdict.codes == ("acceptance_act_is_there",)
    withdraw(by=keeper, version=newest(act))
    again = actions.draft_acceptance_act(by=keeper, delivery=delivery)
    assert again == act and newest(act).number == 2 and newest(act).enclosed["annexes"]


def test_a_draft_has_no_act(keeper):
    with pytest.raises(Refused) as refused:
        actions.draft_acceptance_act(by=keeper, delivery=a_gift(keeper, is_accepted=False))
    assert refused.value.verdict.codes == ("delivery_not_accepted_yet",)


def test_the_page_drafts_the_act_once_and_leads_to_it(keeper, client):
    delivery = a_gift(keeper)
    client.force_login(
        get_user_model().objects.get(pk=keeper.user_id), backend="javon.core.accounts.backends.AccountBackend"
    )
    page = f"/stock/deliveries/{delivery.number}/"
    assert b"act/" in client.get(page).content
    assert client.get(f"{page}list.xlsx").content.startswith(b"PK")
    answer = client.post(f"{page}act/")
    assert answer.status_code == 303 and answer["Location"].startswith("/documents/")
    assert client.post(f"{page}act/").status_code == 409
    assert answer["Location"].encode() in client.get(page).content
    assert audit.models.Entry.objects.filter(verb="delivery_act_drafted").count() == 1
