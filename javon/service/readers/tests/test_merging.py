"""One person twice becomes one, and two again while nothing has happened since."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from javon.centre.organisation.tests.characters import a_centre
from javon.core import clock
from javon.core.access import machine
from javon.core.verdict import Refused
from javon.service.readers import queries
from javon.service.readers.actions.merging import merge_readers, part_readers
from javon.service.readers.models import Card, Guardianship, Reader, ReaderMerge, Registration
from javon.service.readers.queries.merging import likely_doubles
from javon.service.readers.rules import merging as rules
from javon.service.readers.tests.characters import a_reader, blocked, dilnoza, mother

pytestmark = pytest.mark.django_db


def by():
    return machine("test", a_centre().pk)


def merged(kept: Reader, gone: Reader) -> ReaderMerge:
    return merge_readers(by=by(), kept=kept, gone=gone)


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, ()),
        ({"is_same_row": True}, ("merge_with_oneself",)),
        ({"kept_is_here": False}, ("merge_kept_is_gone",)),
        ({"gone_is_here": False, "kinds_agree": False}, ("merge_gone_is_gone", "merge_person_with_group")),
        ({"are_family": True}, ("merge_guardian_with_child",)),
        (
            {"birth_dates_differ": True, "sexes_differ": True},
            ("merge_sexes_differ", "merge_birth_dates_differ"),
        ),
    ],
)
def test_who_may_be_joined(facts, codes):
    verdict = rules.may_merge(rules.MergeFacts(**facts))
    assert verdict.codes == codes
    assert bool(verdict) is (not codes or "merge_sexes_differ" in codes)


def test_the_old_card_answers_with_the_reader_that_stays():
    kept, gone = dilnoza(), a_reader(surname="Каримова", given_name="Дилноза")
    merged(kept, gone)
    answer = queries.reader_of_card(a_centre().pk, gone.number)
    assert answer is not None and answer.reader.pk == kept.pk
    assert Card.objects.get(number=gone.number).ended_because == Card.Ended.MERGED
    assert not Reader.objects.get(pk=gone.pk).is_here


def test_everything_of_hers_follows_and_the_earlier_line_of_the_year_counts():
    kept = dilnoza(phone="")
    gone = a_reader(surname="Каримова", given_name="Дилноза", phone="998907776655")
    Registration.objects.filter(reader=gone).update(registered_on=clock.today() - timedelta(days=3))
    block = blocked(gone)
    child = a_reader(birth_date=date(clock.today().year - 9, 2, 2), guardian=mother())
    child.guardians.all().delete()
    Guardianship.objects.create(reader=child, guardian=gone, relation="mother", since=clock.today())
    merge = merged(kept, gone)
    kept.refresh_from_db()
    block.refresh_from_db()
    assert (block.reader_id, kept.phone, kept.phone_key) == (kept.pk, "998907776655", "556677709")
    assert child.guardians.get().guardian_id == kept.pk
    counts = Registration.objects.get(reader=kept, year=clock.today().year)
    struck = Registration.objects.get(double_of=counts)
    assert (counts.registered_on, struck.reader_id) == (clock.today() - timedelta(days=3), None)
    assert "998907776655" not in str(merge.moved)


def test_parting_gives_everything_back():
    kept, gone = dilnoza(phone=""), a_reader(surname="Каримова", given_name="Дилноза", phone="998907776655")
    Registration.objects.filter(reader=gone).update(registered_on=clock.today() - timedelta(days=3))
    block, before = blocked(gone), sorted(Registration.objects.values_list("number", "reader", "double_of"))
    merge = merged(kept, gone)
    part_readers(by=by(), merge=merge)
    kept.refresh_from_db()
    gone.refresh_from_db()
    block.refresh_from_db()
    assert gone.is_here and gone.cards.get().ended_on is None and kept.cards.get().ended_on is None
    assert (kept.phone, block.reader_id) == ("", gone.pk)
    assert sorted(Registration.objects.values_list("number", "reader", "double_of")) == before
    with pytest.raises(Refused) as refused:
        part_readers(by=by(), merge=merge)
    assert "merge_undone_already" in refused.value.verdict.codes


def test_parting_is_refused_once_something_has_happened_and_says_what():
    kept, gone = dilnoza(), a_reader(surname="Каримова", given_name="Дилноза")
    merge = merged(kept, gone)
    blocked(kept)
    with pytest.raises(Refused) as refused:
        part_readers(by=by(), merge=merge)
    [stop] = refused.value.verdict.stops
    assert stop.code == "merge_used_since" and stop.details["list"]


def test_a_chain_of_merges_leads_to_the_one_who_stays():
    first, second, third = dilnoza(), a_reader(), a_reader()
    merged(second, third)
    merged(first, second)
    assert Reader.objects.get(pk=third.pk).merged_into_id == first.pk
    assert queries.reader_of_card(a_centre().pk, third.number).reader.pk == first.pk


def test_the_list_of_likely_doubles_knows_spellings_and_spares_families(django_assert_max_num_queries):
    born = date(2014, 5, 12)
    one = a_reader(surname="Yoʻldosheva", given_name="Dilnoza", birth_date=born, guardian=mother())
    two = a_reader(surname="Юлдашева", given_name="Дилноза", birth_date=born, guardian=mother())
    a_reader(surname="Yoʻldosheva", given_name="Dilfuza", birth_date=born, guardian=mother())  # a twin sister
    her_mother = a_reader(surname="Yoʻldosheva", given_name="Dilnoza", birth_date=date(1985, 5, 12))
    Guardianship.objects.create(reader=one, guardian=her_mother, relation="mother", since=clock.today())
    with django_assert_max_num_queries(5):
        pairs = likely_doubles(a_centre().pk)
    assert [(pair.kept.pk, pair.gone.pk) for pair in pairs if pair.sure >= 2] == [(one.pk, two.pk)]
    assert (one.pk, her_mother.pk) not in {(pair.kept.pk, pair.gone.pk) for pair in pairs}
