"""Who may not merge proposes; who may merge accepts by merging, or declines with a word. Nizom 5.2; job clause 2.8."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.collection.catalogue import proposals, rights
from javon.collection.catalogue.actions import merging
from javon.collection.catalogue.actions.proposals import decline_proposal, propose_merge
from javon.collection.catalogue.models import MergeProposal, Title
from javon.collection.catalogue.rules_proposals import ProposalFacts, may_decline, may_propose
from javon.collection.catalogue.tests.characters import a_cataloguer, a_head_of_stock, a_title
from javon.core.access import Actor
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused

ONE = ProposalFacts(keep=1, take=2, reason="bitta kitob")


@pytest.mark.parametrize(
    "case, changes, expected",
    [
        ("two records of one book", {}, ()),
        ("one record twice", {"take": 1}, ("merged_with_itself",)),
        ("another library's", {"is_donor": True}, ("donor_not_merged",)),
        ("merged already", {"merged": (2, 3)}, ("already_merged",)),
        ("waits already", {"is_proposed": True}, ("proposed_already",)),
        ("without a word", {"reason": "  "}, ("proposal_without_reason",)),
        ("everything at once", {"take": 1, "reason": ""}, ("merged_with_itself", "proposal_without_reason")),
    ],
)
def test_may_propose(case, changes, expected):
    assert may_propose(replace(ONE, **changes)).codes == expected


@pytest.mark.parametrize(
    "state, answer, expected",
    [
        ("open", "ikki jild", ()),
        ("open", " ", ("declined_without_reason",)),
        ("accepted", "kech", ("proposal_decided",)),
        ("declined", "", ("proposal_decided", "declined_without_reason")),
    ],
)
def test_may_decline(state, answer, expected):
    assert may_decline(state, answer).codes == expected


@pytest.fixture
def pair(db) -> tuple[Title, Title]:
    a_centre()
    return a_title(), a_title("Oʻtgan kunlar")


def who_proposes(user_id: int = 7) -> Actor:
    return Actor(
        user_id=user_id, label="kataloger", rights=a_cataloguer().rights | {"catalogue.propose_merge"}
    )


def proposed(pair, reason="bitta kitob") -> MergeProposal:
    return propose_merge(by=who_proposes(), keep=pair[0], take=pair[1], reason=reason, request_id=uuid7())


def merged(keep: Title, take: Title):
    return merging.merge_records(
        by=a_head_of_stock(), keep=keep, take=take, chosen={}, keep_version=keep.version,
        take_version=take.version, request_id=uuid7(),
    )  # fmt: skip


def test_a_merge_is_the_acceptance_whichever_record_stays(pair):
    one = proposed(pair)
    done = merged(pair[1], pair[0])
    one.refresh_from_db()
    assert (one.state, one.merge_id, one.decided_at) == ("accepted", done.pk, done.at)


def test_a_merge_undone_may_be_proposed_anew(pair):
    proposed(pair)
    merging.undo_merge(by=a_head_of_stock(), merge=merged(*pair), request_id=uuid7())
    proposed([Title.objects.get(pk=one.pk) for one in pair])
    assert sorted(MergeProposal.objects.values_list("state", flat=True)) == ["accepted", "open"]


def test_the_same_two_are_proposed_once(pair):
    proposed(pair)
    with pytest.raises(Refused) as refused:
        proposed(pair[::-1])
    assert refused.value.verdict.codes == ("proposed_already",)
    one = MergeProposal.objects.get()
    one.pk = uuid7()
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save(force_insert=True)


def test_a_declined_proposal_keeps_its_answer_and_the_journal_tells_both(pair):
    one = decline_proposal(
        by=a_head_of_stock(), proposal=proposed(pair), answer="ikki jild", request_id=uuid7()
    )
    assert (one.state, one.answer) == ("declined", "ikki jild")
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "merge_proposed",
        "merge_declined",
    ]
    with pytest.raises(Refused):
        decline_proposal(by=a_head_of_stock(), proposal=one, answer="yana", request_id=uuid7())


def test_rights_are_asked_first(pair):
    with pytest.raises(Refused):
        propose_merge(by=a_cataloguer(), keep=pair[0], take=pair[1], reason="x", request_id=uuid7())
    with pytest.raises(Refused):
        decline_proposal(by=who_proposes(), proposal=proposed(pair), answer="x", request_id=uuid7())


# --- pages


def signed_in(login: str, *given) -> Client:
    client = Client()
    user = an_employee(login, rights.CORRECT_RECORD, *given).user
    client.force_login(user, backend="javon.core.accounts.backends.AccountBackend")
    return client


def test_it_is_proposed_on_the_duplicates_seen_by_the_head_and_merged(pair, django_assert_max_num_queries):
    desk, head = signed_in("kataloger", rights.PROPOSE_MERGE), signed_in("fond", rights.MERGE_RECORDS)
    keep, take = a_title("Ulugʻbek", isbn="9789943000001"), a_title("Ulugʻbek", isbn="9789943000001")
    address = f"/catalogue/proposals/new/?keep={keep.number}&amp;take={take.number}"
    assert address in desk.get("/catalogue/duplicates/").content.decode()
    assert "/catalogue/proposals/new/?keep=" in desk.get(f"/catalogue/{keep.number}/").content.decode()
    address = address.replace("&amp;", "&")
    assert desk.get(address).status_code == 200
    refused = desk.post(address, {"reason": " ", "request_id": str(uuid7())})
    assert refused.status_code == 409
    made = desk.post(address, {"reason": "Nusxasi bir xil", "request_id": str(uuid7())})
    assert (made.status_code, made["Location"]) == (303, "/catalogue/proposals/")
    again = desk.post(address, {"reason": "Yana bir bor", "request_id": str(uuid7())})
    assert again.status_code == 409 and "Yana bir bor" in again.content.decode()
    for _time in range(5):
        a_title("Ulugʻbek", isbn="9789943000001")
    proposed(pair, "shu")
    with django_assert_max_num_queries(40):
        shown = head.get("/catalogue/proposals/").content.decode()
    assert (
        "Nusxasi bir xil" in shown and f"/catalogue/merge/?keep={keep.number}&amp;take={take.number}" in shown
    )
    assert "/catalogue/proposals/" in head.get("/catalogue/").content.decode()
    merged(keep, take)
    shown = desk.get("/catalogue/proposals/").content.decode()
    assert "badge--ok" in shown and "/decline/" not in shown


def test_it_is_declined_with_a_word_which_the_cataloguer_reads(pair):
    head = signed_in("fond", rights.MERGE_RECORDS)
    one = proposed(pair)
    address = f"/catalogue/proposals/{one.pk}/decline/"
    assert head.post(address, {"answer": "", "request_id": str(uuid7())}).status_code == 409
    assert head.post(address, {"answer": "Ikki jild", "request_id": str(uuid7())}).status_code == 303
    assert head.post(address, {"answer": "Yana", "request_id": str(uuid7())}).status_code == 409
    assert "Ikki jild" in signed_in("kataloger").get("/catalogue/proposals/").content.decode()
    assert head.post(address, {"answer": "x", "request_id": "x"}).status_code == 400
    assert head.get(address).status_code == 405
    assert not proposals.open_of(*pair).exists()


@pytest.mark.parametrize(
    "query, status", [("", 200), ("?keep=1", 200), ("?keep=999&take=1", 422), ("?keep=x&take=١", 422)]
)
def test_strange_pairs_are_answered(pair, query, status):
    desk = signed_in("kataloger", rights.PROPOSE_MERGE)
    assert desk.get(f"/catalogue/proposals/new/{query}").status_code == status
    assert desk.get("/catalogue/proposals/?page=-5").status_code == 200
