"""Correcting and entering records: who may, who was faster, what stays untouched."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from javon.centre.organisation.tests.characters import a_centre
from javon.collection.catalogue import editing
from javon.collection.catalogue.actions import correct_record, create_record, restore_revision
from javon.collection.catalogue.models import Revision, Title
from javon.collection.catalogue.tests.characters import a_cataloguer, a_record, a_title
from javon.collection.sources.record import Field, Record
from javon.core.access import VISITOR
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.search.models import Outbox
from javon.core.verdict import Refused


def corrected(title: Title, **given):
    given.setdefault("changes", {"title": "Oʻtgan kunlar"})
    given.setdefault("expected_version", title.version)
    return correct_record(**{"by": a_cataloguer(), "title": title, "request_id": uuid7(), **given})


@pytest.mark.django_db
def test_a_correction_changes_the_record_and_everything_derived_from_it() -> None:
    title = a_title()
    Outbox.objects.all().delete()
    after = corrected(
        title, changes={"title": "Mehrobdan chayon", "author": "Qodiriy, Abdulla", "year": "2020"}
    )
    assert (after.title, after.year, after.version) == ("Mehrobdan chayon", 2020, 2)
    assert Record.from_json(after.marc).first("245", "a") == "Mehrobdan chayon :"
    assert Revision.objects.get().cause == "corrected"
    assert Outbox.objects.get().object_id == title.pk
    assert Entry.objects.get().verb == "corrected"


@pytest.mark.django_db
def test_a_stale_correction_is_refused_and_leaves_no_trace() -> None:
    title = a_title()
    corrected(title)
    with pytest.raises(Refused) as refused:
        corrected(title, changes={"title": "Boshqa"}, expected_version=1)
    assert refused.value.verdict.codes == ("changed_meanwhile",)
    assert Title.objects.get().title == "Oʻtgan kunlar"
    assert Revision.objects.count() == Entry.objects.count() == 1


@pytest.mark.django_db
def test_the_same_request_twice_corrects_once() -> None:
    title, request_id = a_title(), uuid7()
    for _ in range(2):
        corrected(title, request_id=request_id, expected_version=1)
    assert Title.objects.get().version == 2


@pytest.mark.django_db
def test_a_correction_that_changes_nothing_makes_no_revision() -> None:
    title = a_title()
    corrected(title, changes=editing.shown(Record.from_json(title.marc)))
    assert not Revision.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes, by, code",
    [
        ({"title": " "}, a_cataloguer(), "empty_title"),
        ({"annotation": "a" * 30_000}, a_cataloguer(), "too_long"),
        ({"title": "Boshqa"}, VISITOR, "no_right"),
    ],
)
def test_what_may_not_be_is_refused(changes, by, code) -> None:
    title = a_title()
    with pytest.raises(Refused) as refused:
        corrected(title, changes=changes, by=by)
    assert refused.value.verdict.codes == (code,)
    assert Title.objects.get().version == 1


@pytest.mark.django_db
def test_a_donor_is_never_corrected() -> None:
    with pytest.raises(Refused) as refused:
        corrected(a_title(is_donor=True))
    assert refused.value.verdict.codes == ("donor_record",)


@pytest.mark.django_db
def test_a_new_record_on_top_of_a_donors_keeps_what_the_form_does_not_show() -> None:
    extra = (
        Field("504", " ", " ", [("a", "Bibliogr.: b. 370")]),
        Field("952", " ", " ", [("p", "1"), ("b", "X")]),
    )
    donor = a_title(is_donor=True, record=a_record(isbn="9789943000001", number="77", source="Z", more=extra))
    values = editing.shown(Record.from_json(donor.marc))
    title = create_record(
        by=a_cataloguer(), centre_id=a_centre().pk, values=values, donor=donor, request_id=uuid7()
    )
    tags = [field.tag for field in Record.from_json(title.marc).fields]
    assert "504" in tags and "952" not in tags and "001" not in tags
    assert (title.is_donor, title.isbn) == (False, "9789943000001")


@pytest.mark.django_db
def test_a_book_held_already_is_entered_only_for_a_reason() -> None:
    a_title(isbn="9789943000001")
    given = {
        "by": a_cataloguer(),
        "centre_id": a_centre().pk,
        "values": {"title": "X", "isbn": "9789943000001"},
    }
    with pytest.raises(Refused) as refused:
        create_record(**given, request_id=uuid7())
    assert refused.value.verdict.codes == ("already_held",)
    assert create_record(**given, request_id=uuid7(), override_reason="boshqa nashr").number == 2


@pytest.mark.django_db(transaction=True)
def test_of_sixteen_who_correct_one_record_at_once_one_wins_and_fifteen_are_told() -> None:
    title = a_title()
    told: list[str] = []

    def correct(place: int) -> None:
        try:
            corrected(title, changes={"title": f"Kitob {place}"}, expected_version=1)
            told.append("won")
        except Refused as refused:
            told.extend(refused.verdict.codes)
        finally:
            connection.close()

    threads = [threading.Thread(target=correct, args=(place,)) for place in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["changed_meanwhile"] * 15 + ["won"]
    assert Title.objects.get().version == 2


def restored(title: Title, version: int, **given):
    given.setdefault("expected_version", Title.objects.get(pk=title.pk).version)
    return restore_revision(
        **{"by": a_cataloguer(), "title": title, "version": version, "request_id": uuid7(), **given}
    )


@pytest.mark.django_db
def test_undoing_brings_the_very_bytes_back_and_can_itself_be_undone() -> None:
    title = a_title()
    before = title.marc
    after = corrected(title).marc
    Outbox.objects.all().delete()
    assert (restored(title, 1).marc, Title.objects.get().version) == (before, 3)
    assert Title.objects.get().title == "Oʻtkan kunlar"
    assert Outbox.objects.get().object_id == title.pk
    assert Entry.objects.order_by("pk").last().verb == "restored"
    assert restored(title, 2).marc == after
    causes = list(Revision.objects.order_by("version").values_list("cause", flat=True))
    assert causes == ["corrected", "undone", "undone"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given, code",
    [
        ({"expected_version": 1}, "changed_meanwhile"),
        ({"version": 9}, "no_such_revision"),
        ({"by": VISITOR}, "no_right"),
    ],
)
def test_an_undoing_that_may_not_be_is_refused(given, code) -> None:
    title = a_title()
    corrected(title)
    with pytest.raises(Refused) as refused:
        restored(title, **{"version": 1, **given})
    assert refused.value.verdict.codes == (code,)
    assert Title.objects.get().version == 2


@pytest.mark.django_db
def test_the_same_undoing_twice_undoes_once() -> None:
    title, request_id = a_title(), uuid7()
    corrected(title)
    for _ in range(2):
        restored(title, 1, request_id=request_id, expected_version=2)
    assert Title.objects.get().version == 3
