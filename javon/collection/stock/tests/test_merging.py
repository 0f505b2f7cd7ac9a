"""Two records become one and two again: what moves, what stays known, who is told no."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from javon.centre.organisation.tests.characters import a_centre, a_service_point
from javon.collection.catalogue.actions import correct_record, create_record, restore_revision
from javon.collection.catalogue.actions.merging import merge_records, set_apart, undo_merge
from javon.collection.catalogue.models import Merge, NotDuplicate, Origin, Revision, Title
from javon.collection.catalogue.tests.characters import (
    a_cataloguer,
    a_copy_field,
    a_file,
    a_head_of_stock,
    a_record,
    a_title,
)
from javon.collection.sources.record import Field, Record
from javon.collection.stock import documents, holdings
from javon.collection.stock.importing import run_import
from javon.collection.stock.models import Copy, Delivery, DeliveryLine
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.access import machine
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.search.models import Outbox
from javon.core.verdict import Refused


@pytest.fixture(autouse=True)
def index(tmp_path: Path, settings) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"


def fresh(title: Title) -> Title:
    return Title.objects.get(pk=title.pk)


def merged(keep: Title, take: Title, **given) -> Merge:
    keep, take = fresh(keep), fresh(take)
    asked = {
        "by": a_head_of_stock(),
        "keep": keep,
        "take": take,
        "chosen": {},
        "keep_version": keep.version,
        "take_version": take.version,
        "request_id": uuid7(),
    }
    return merge_records(**{**asked, **given})


def undone(merge: Merge, **given) -> Merge:
    return undo_merge(**{"by": a_head_of_stock(), "merge": merge, "request_id": uuid7(), **given})


def codes_of(refused: pytest.ExceptionInfo[Refused]) -> tuple[str, ...]:
    return refused.value.verdict.codes


@pytest.mark.django_db
def test_the_kept_record_gets_what_both_say_and_the_copies_of_both() -> None:
    keep = a_title(isbn="9789943000001", subjects=("Roman",))
    take = a_title(
        isbn="9789943010796", subjects=("Tarix",), more=(Field("504", " ", " ", [("a", "B. 370")]),)
    )
    own, coming = a_copy(keep), a_copy(take)
    Outbox.objects.all().delete()
    done = merged(keep, take, reason="bitta kitob")
    record = Record.from_json(fresh(keep).marc)
    assert record.values("020", "a") == ["9789943000001", "9789943010796"]
    assert record.values("650", "a") == ["Roman", "Tarix"] and record.first("504", "a") == "B. 370"
    assert set(Copy.objects.filter(title=keep)) == {own, coming}
    assert (done.kept_version, done.merged_version, done.moved) == (1, 2, {"copies": [[str(coming.pk), ""]]})
    assert Revision.objects.get().cause == "merged"
    assert {keep.pk, take.pk} <= set(Outbox.objects.values_list("object_id", flat=True))
    assert Entry.objects.get().verb == "merged"


@pytest.mark.django_db
def test_the_taken_record_is_shown_to_nobody_and_is_not_lost() -> None:
    keep, take = a_title(), a_title()
    merged(keep, take)
    assert [title.pk for title in holdings.shown_to_readers()] == [keep.pk]
    assert set(documents.documents_of([keep.pk, take.pk])) == {keep.pk}
    assert (fresh(take).is_hidden, fresh(take).merged_into_id, fresh(take).marc) == (True, keep.pk, take.marc)


@pytest.mark.django_db
def test_undoing_brings_back_every_byte_and_every_copy_that_came() -> None:
    keep, take = a_title(isbn="9789943000001"), a_title(isbn="9789943010796")
    coming = a_copy(take, source_key="i:7")
    twin = a_copy(keep, source_key="i:7")
    done = merged(keep, take)
    assert Copy.objects.get(pk=coming.pk).source_key != twin.source_key
    later = a_copy(fresh(keep))
    undone(done)
    assert fresh(keep).marc == keep.marc and fresh(take).marc == take.marc
    assert (fresh(take).is_hidden, fresh(take).merged_into_id) == (False, None)
    coming.refresh_from_db()
    assert (coming.title_id, coming.source_key) == (take.pk, "i:7")
    assert set(Copy.objects.filter(title=keep)) == {twin, later}
    assert list(Revision.objects.order_by("version").values_list("cause", flat=True)) == [
        "merged",
        "unmerged",
    ]
    assert holdings.shown_to_readers().count() == 2


@pytest.mark.django_db
def test_a_hidden_record_is_hidden_again_after_undoing() -> None:
    keep, take = a_title(), a_title()
    Title.objects.filter(pk=take.pk).update(is_hidden=True)
    undone(merged(keep, take))
    assert fresh(take).is_hidden


@pytest.mark.django_db
def test_a_kept_record_that_was_corrected_since_is_not_torn_apart_until_its_text_is_brought_back() -> None:
    keep, take = a_title(isbn="9789943000001"), a_title(isbn="9789943010796")
    done = merged(keep, take)
    now = fresh(keep)
    given = {"by": a_cataloguer(), "title": now, "expected_version": now.version, "request_id": uuid7()}
    correct_record(**given, changes={"title": "Oʻtgan kunlar"})
    with pytest.raises(Refused) as refused:
        undone(done)
    assert codes_of(refused) == ("changed_since_merge",)
    restore_revision(
        by=a_cataloguer(), title=now, version=done.merged_version, expected_version=3, request_id=uuid7()
    )
    undone(done)
    assert fresh(keep).marc == keep.marc


@pytest.mark.django_db
def test_a_chain_points_to_its_end_and_is_undone_from_the_end() -> None:
    one, two, three = a_title("Birinchi"), a_title("Birinchi"), a_title("Birinchi")
    copy = a_copy(one)
    first = merged(two, one)
    second = merged(three, two)
    assert {fresh(one).merged_into_id, fresh(two).merged_into_id} == {three.pk}
    copy.refresh_from_db()
    assert copy.title_id == three.pk
    with pytest.raises(Refused) as refused:
        undone(first)
    assert codes_of(refused) == ("kept_was_merged_since",)
    undone(second)
    assert (fresh(one).merged_into_id, fresh(two).merged_into_id) == (two.pk, None)
    undone(first)
    copy.refresh_from_db()
    assert (copy.title_id, fresh(one).merged_into_id) == (one.pk, None)


@pytest.mark.django_db
def test_no_circle_of_records_can_be_made() -> None:
    one, two = a_title(), a_title()
    merged(two, one)
    for keep, take in ((one, two), (two, one), (two, two)):
        with pytest.raises(Refused) as refused:
            merged(keep, take)
        assert set(codes_of(refused)) & {"already_merged", "merged_with_itself"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Title.objects.filter(pk=one.pk).update(merged_into=one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Title.objects.filter(pk=one.pk).update(is_hidden=False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given, code",
    [
        ({"by": a_cataloguer()}, "no_right"),
        ({"keep_version": 7}, "changed_since_compared"),
        ({"take_version": 7}, "changed_since_compared"),
        ({"chosen": {"245": "both"}}, "no_such_choice"),
        ({"chosen": {"245": "<script>"}}, "no_such_choice"),
    ],
)
def test_what_may_not_be_merged_is_refused_and_nothing_moves(given, code) -> None:
    keep, take = a_title("Kitob"), a_title("Kitobcha")
    copy = a_copy(take)
    with pytest.raises(Refused) as refused:
        merged(keep, take, **given)
    copy.refresh_from_db()
    assert (codes_of(refused), copy.title_id, Merge.objects.count()) == ((code,), take.pk, 0)


@pytest.mark.django_db
def test_a_donor_is_never_merged() -> None:
    with pytest.raises(Refused) as refused:
        merged(a_title(), a_title(is_donor=True))
    assert codes_of(refused) == ("donor_not_merged",)


@pytest.mark.django_db
def test_a_merged_record_is_not_corrected() -> None:
    keep, take = a_title(), a_title()
    merged(keep, take)
    with pytest.raises(Refused) as refused:
        correct_record(
            by=a_cataloguer(), title=take, changes={"title": "X"}, expected_version=1, request_id=uuid7()
        )
    assert codes_of(refused) == ("merged_record",)


@pytest.mark.django_db
def test_the_same_request_twice_merges_and_undoes_once() -> None:
    keep, take, request_id = a_title(isbn="9789943000001"), a_title(isbn="9789943010796"), uuid7()
    first = merged(keep, take, request_id=request_id)
    given = {"by": a_head_of_stock(), "keep": keep, "take": take, "chosen": {}}
    assert merge_records(**given, keep_version=1, take_version=1, request_id=request_id).pk == first.pk
    request_id = uuid7()
    assert undone(first, request_id=request_id).undone_at == undone(first, request_id=request_id).undone_at
    with pytest.raises(Refused) as refused:
        undone(first)
    assert codes_of(refused) == ("merge_undone_already",)
    assert fresh(keep).version == 3


@pytest.mark.django_db
def test_undone_records_can_be_merged_again_the_other_way_round() -> None:
    keep, take = a_title(), a_title()
    undone(merged(keep, take))
    merged(take, keep)
    assert fresh(keep).merged_into_id == take.pk


# --- imports know the taken record


@pytest.mark.django_db(transaction=True)
def test_the_same_files_again_make_nothing_new_after_a_merge(tmp_path: Path) -> None:
    mine = a_record(number="1", source="A", isbn="9789943000001", more=(a_copy_field("1"),))
    other = a_record(
        "Otgan kunlar qissasi", number="2", source="A", isbn="9789943010796", more=(a_copy_field("2"),)
    )
    a_centre()
    files = [a_file(tmp_path, mine, other)]
    run_import(files, by=machine("test"))
    keep, take = Title.objects.order_by("number")
    merged(keep, take, chosen={"020": "keep", "245": "keep", "300": "keep"})
    again = run_import(files, by=machine("test"))
    assert (again.counts.created, again.counts.unchanged, again.copies_added) == (0, 2, 0)
    # A newer version of the record that was taken in, by its number, and by its ISBN alone from another source.
    newer = a_record(
        "Otgan kunlar qissasi", number="2", source="A", isbn="9789943010796", subjects=("Roman",)
    )
    by_isbn = a_record(
        "Otgan kunlar qissasi", number="9", source="B", isbn="9789943010796", subjects=("Nasr",)
    )
    by_print = a_record("Otgan kunlar qissasi", number="9", source="C", subjects=("Sevgi",))
    for record in (newer, by_isbn, by_print):
        told = run_import([a_file(tmp_path, record)], by=machine("test"))
        assert (told.counts.created, told.counts.updated) == (0, 1)
    assert Title.objects.count() == 2
    assert set(Record.from_json(fresh(keep).marc).values("650", "a")) == {"Roman", "Nasr", "Sevgi"}
    assert fresh(take).version == 1 and Origin.objects.filter(title=keep).count() == 4
    dry = run_import(files, by=machine("test"), dry_run=True)
    assert dry.counts.created == 0


@pytest.mark.django_db
def test_entering_a_book_whose_isbn_only_the_taken_record_had_names_the_kept_one() -> None:
    keep, take = a_title(isbn="9789943000001"), a_title(isbn="9789943010796")
    merged(keep, take, chosen={"020": "keep"})
    with pytest.raises(Refused) as refused:
        create_record(
            by=a_cataloguer(),
            centre_id=a_centre().pk,
            values={"title": "X", "isbn": "9789943010796"},
            request_id=uuid7(),
        )
    assert refused.value.verdict.stops[0].details["number"] == keep.number


# --- at once


@pytest.mark.django_db(transaction=True)
def test_of_sixteen_who_merge_one_pair_at_once_one_does_it_and_fifteen_are_told() -> None:
    keep, take = a_title(isbn="9789943000001"), a_title(isbn="9789943010796")
    a_copy(take)
    told: list[str] = []

    def work(place: int) -> None:
        pair = (keep, take) if place % 2 else (take, keep)
        try:
            merge_records(
                by=a_head_of_stock(), keep=pair[0], take=pair[1], chosen={}, keep_version=1, take_version=1,
                request_id=uuid7(),
            )  # fmt: skip
            told.append("won")
        except Refused as refused:
            told.append(refused.verdict.codes[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(place,)) for place in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["already_merged"] * 15 + ["won"]
    assert Merge.objects.count() == 1
    assert Copy.objects.get().title_id == Merge.objects.get().kept_id


# --- two books after all


@pytest.mark.django_db
def test_records_set_apart_are_remembered_pair_by_pair_and_once() -> None:
    titles = [a_title(), a_title(), a_title()]
    given = {"by": a_cataloguer(), "titles": titles}
    assert [set_apart(**given, request_id=uuid7()) for _ in range(2)] == [3, 0]
    assert NotDuplicate.objects.count() == 3 and Entry.objects.get().verb == "set_apart"


@pytest.mark.django_db
def test_a_line_of_an_open_delivery_follows_and_an_accepted_one_stays_as_history() -> None:
    keep, take = a_title(), a_title()
    common = {
        "centre": a_centre(),
        "source": "Sharq",
        "received_on": clock.today(),
        "created_at": clock.now(),
    }
    booked = {"book_year": 2026, "book_number": 1, "booked_on": clock.today(), "accepted_at": clock.now()}
    draft = Delivery.objects.create(number=1, **common)
    accepted = Delivery.objects.create(number=2, state="accepted", **booked, **common)
    given = {"title": take, "position": 1, "copies": 3, "unit_price": 100, "service_point": a_service_point()}
    waiting, done = (DeliveryLine.objects.create(delivery=one, **given) for one in (draft, accepted))
    merge = merged(keep, take)
    titles = DeliveryLine.objects.order_by("delivery__number").values_list("title", flat=True)
    assert list(titles) == [keep.pk, take.pk]
    undone(merge)
    assert list(titles.all()) == [take.pk, take.pk] and waiting.pk != done.pk
