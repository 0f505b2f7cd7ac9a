"""«Boshqa odam»: two who look like one person and are two, said once, taken back, kept by joined rows, gone with the erased."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from javon.centre.organisation.tests.characters import a_centre, an_employee, the_actor
from javon.core import clock
from javon.core.access import machine
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused
from javon.service.readers import rights, wording
from javon.service.readers.actions.erasing import erase_reader
from javon.service.readers.actions.merging import merge_readers, part_readers
from javon.service.readers.actions.telling_apart import ask_again, tell_apart
from javon.service.readers.models import NotTheSamePerson, Reader
from javon.service.readers.queries import merging as queries
from javon.service.readers.queries.likenesses import alike, face_of
from javon.service.readers.rules import merging as rules
from javon.service.readers.tests.characters import a_reader, mother

pytestmark = pytest.mark.django_db
BORN = date(2014, 5, 12)


def by():
    return machine("test", a_centre().pk)


def a_namesake(**more):
    return a_reader(surname="Yoʻldosheva", given_name="Dilnoza", birth_date=BORN, guardian=mother(), **more)


def told_apart(one, other, **more):
    return tell_apart(by=by(), one=one, other=other, **more)


def proposed():
    return {frozenset((pair.kept.pk, pair.gone.pk)) for pair in queries.likely_doubles(a_centre().pk)}


def pair(one, other):
    return frozenset((one.pk, other.pk))


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, ()),
        ({"birth_dates_differ": True, "sexes_differ": True, "are_family": True}, ()),
        ({"is_same_row": True}, ("merge_with_oneself",)),
        ({"kept_is_here": False}, ("merge_gone_is_gone",)),
        ({"gone_is_here": False}, ("merge_gone_is_gone",)),
        ({"kinds_agree": False}, ("merge_person_with_group",)),
        ({"are_told_apart": True}, ("told_apart_already",)),
    ],
)
def test_of_whom_it_may_be_said(facts, codes):
    verdict = rules.may_tell_apart(rules.MergeFacts(**facts))
    assert verdict.codes == codes
    assert all(wording.sentences(verdict.stops))


def test_what_was_said_is_taken_back_and_nothing_else():
    assert rules.may_ask_again(are_told_apart=True)
    assert rules.may_ask_again(are_told_apart=False).codes == ("not_told_apart",)


def test_whom_somebody_told_apart_is_not_joined():
    assert rules.may_merge(rules.MergeFacts(are_told_apart=True)).codes == ("merge_told_apart",)
    one, other = a_namesake(), a_namesake()
    told_apart(one, other)
    with pytest.raises(Refused, match="merge_told_apart"):
        merge_readers(by=by(), kept=other, gone=one)


@pytest.mark.parametrize("is_swapped", [False, True])
def test_a_pair_that_was_looked_at_is_not_proposed_until_it_is_asked_again(is_swapped):
    one, other, third = a_namesake(), a_namesake(), a_namesake()
    assert proposed() == {pair(one, other), pair(one, third), pair(other, third)}
    told_apart(*((other, one) if is_swapped else (one, other)))
    assert proposed() == {pair(one, third), pair(other, third)}
    found = alike(a_centre().pk, face_of(one), but=one.pk)
    assert other.pk in {
        reader.pk for reader, _sure in found
    }  # while somebody types, everybody alike is shown
    with pytest.raises(Refused, match="told_apart_already"):
        told_apart(one, other)
    assert ask_again(by=by(), one=one, other=other) == 1
    assert pair(one, other) in proposed()
    with pytest.raises(Refused, match="not_told_apart"):
        ask_again(by=by(), one=one, other=other)
    verbs = list(
        Entry.objects.filter(verb__startswith="readers_").order_by("id").values_list("verb", flat=True)
    )
    assert verbs == ["readers_told_apart", "readers_asked_again"]


def test_the_same_request_says_it_once():
    one, other, pressed = a_namesake(), a_namesake(), uuid7()
    assert told_apart(one, other, request_id=pressed) == told_apart(one, other, request_id=pressed)


def test_the_database_holds_one_row_of_a_pair():
    one, other = sorted((a_namesake(), a_namesake()), key=lambda reader: reader.pk)
    told_apart(one, other)
    for first, second in ((one, other), (other, one), (one, one)):
        with pytest.raises(IntegrityError), transaction.atomic():
            NotTheSamePerson.objects.create(first=first, second=second, said_at=clock.now())


def test_a_joined_row_carries_what_was_said_and_takes_it_along_when_parted():
    one, other, third = a_namesake(), a_namesake(), a_namesake()
    told_apart(other, third)
    merge = merge_readers(by=by(), kept=one, gone=other)
    assert proposed() == set()  # `third` is another person than `one`, who is `other` too
    with pytest.raises(Refused, match="merge_told_apart"):
        merge_readers(by=by(), kept=third, gone=Reader.objects.get(pk=one.pk))
    part_readers(by=by(), merge=merge)
    assert proposed() == {pair(one, other), pair(one, third)}
    merge_readers(by=by(), kept=one, gone=other)
    assert ask_again(by=by(), one=Reader.objects.get(pk=one.pk), other=third) == 1
    assert proposed() == {pair(one, third)}


def test_with_the_erased_goes_what_was_said_of_them():
    one, other, third = a_namesake(), a_namesake(), a_namesake()
    told_apart(one, third)
    told_apart(other, third)
    merge_readers(by=by(), kept=one, gone=other)
    erase_reader(by=by(), reader=one)
    assert not NotTheSamePerson.objects.exists()


def test_only_whoever_joins_readers_tells_them_apart():
    one, other = a_namesake(), a_namesake()
    clerk = the_actor(an_employee("kutubxonachi", rights.SEE_READERS, rights.REGISTER_READERS))
    for deed in (tell_apart, ask_again):
        with pytest.raises(Refused, match="no_right"):
            deed(by=clerk, one=one, other=other)


# --- the pages, without a script


def signed_in(name, *its_rights):
    client = Client()
    user = an_employee(name, *its_rights).user
    client.force_login(user, backend="javon.core.accounts.backends.AccountBackend")
    return client


@pytest.mark.parametrize("language", ["uz", "uz-cyrl", "ru", "en"])
def test_said_on_the_page_of_the_two_and_taken_back_on_the_list(language):
    client = signed_in("rahbar", rights.SEE_READERS, rights.MERGE_READERS)
    client.cookies["til"] = language
    one, other = a_namesake(), a_namesake()
    two = {"kept": one.number, "gone": other.number}
    compare, doubles = reverse("readers:merge"), reverse("readers:doubles")
    apart, again = reverse("readers:tell_apart"), reverse("readers:ask_again")
    page = client.get(compare, two).content.decode()
    assert apart in page and again not in page
    assert compare in client.get(doubles).content.decode()
    assert client.post(apart, two).status_code == 303
    assert client.post(apart, two).status_code == 409
    page = client.get(compare, two).content.decode()
    assert apart not in page and again in page
    page = client.get(doubles).content.decode()
    assert compare not in page and again in page and one.full_name in page
    assert client.post(again, two).status_code == 303
    assert client.post(again, two).status_code == 409
    assert compare in client.get(doubles).content.decode()


def test_whoever_may_not_join_may_not_say_it_and_nobody_is_said_of_twice():
    one, other = a_namesake(), a_namesake()
    two = {"kept": one.number, "gone": other.number}
    clerk = signed_in("kutubxonachi", rights.SEE_READERS, rights.REGISTER_READERS)
    head = signed_in("rahbar", rights.SEE_READERS, rights.MERGE_READERS)
    for name in ("tell_apart", "ask_again"):
        address = reverse(f"readers:{name}")
        assert clerk.post(address, two).status_code == 403
        assert head.get(address).status_code == 405
        assert head.post(address, {"kept": one.number, "gone": "999999"}).status_code == 404
    assert (
        head.post(reverse("readers:tell_apart"), {"kept": one.number, "gone": one.number}).status_code == 409
    )
    assert not NotTheSamePerson.objects.exists()
