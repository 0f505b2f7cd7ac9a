"""The journal only grows, shows every change, and forgets a person by her salt."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from javon.core import audit
from javon.core.access import Actor, machine
from javon.core.audit.jobs import seal_journal
from javon.core.audit.models import Entry, Head, Salt
from javon.core.audit.triggers import remove_guards, set_guards
from javon.core.database.fields import uuid7

NODIRA = Actor(user_id=1, label="nodira")


def some_rows(count=5):
    for number in range(count):
        audit.record(NODIRA, "lent", ("lending.loan", number), reader_name=f"Dilnoza {number}")


@pytest.fixture
def unguarded(db):
    """A database whose guards somebody took away."""
    remove_guards(connection)
    yield
    set_guards(connection)


@pytest.mark.django_db
def test_a_row_says_who_did_what_to_what_and_no_value():
    subject = ("readers.reader", uuid7())
    audit.record(
        NODIRA,
        "lent",
        ("lending.loan", 7),
        overruled=["has_overdue"],
        reason="Dilnoza asked",
        subject=subject,
        reader="Dilnoza",
    )
    entry = Entry.objects.get()
    assert (entry.actor_id, entry.actor_label, entry.verb) == (1, "", "lent")
    assert (entry.object_type, entry.object_id, entry.overruled) == ("lending.loan", "7", ["has_overdue"])
    assert "Dilnoza" not in repr(list(Entry.objects.values()))
    assert audit.matches(entry, "reader", "Dilnoza") and audit.matches(entry, "reason", "Dilnoza asked")
    assert not audit.matches(entry, "reader", "Jasur") and not audit.matches(entry, "card", "Dilnoza")


@pytest.mark.django_db
def test_a_machine_is_named_and_a_deed_without_values_needs_no_salt():
    assert audit.record(machine("javon import"), "imported", Salt(subject="x")) == {}
    entry = Entry.objects.get()
    assert (entry.actor_label, entry.object_type, entry.object_id) == ("javon import", "audit.salt", "x")
    assert not Salt.objects.exists()


@pytest.mark.django_db
def test_erasing_a_subject_deletes_the_salt_and_keeps_the_chain():
    subject = ("readers.reader", 1)
    audit.record(NODIRA, "registered", subject, name="Dilnoza")
    audit.record(NODIRA, "renamed", subject, name="Dilnoza")
    first, second = Entry.objects.order_by("id")
    assert first.digests == second.digests
    audit.seal()
    audit.forget(subject)
    assert not audit.matches(first, "name", "Dilnoza")
    assert list(audit.verify()) == []


@pytest.mark.django_db
def test_rows_are_sealed_once_and_the_chain_is_whole():
    some_rows()
    assert audit.unsealed() == 5
    assert audit.seal() == 5
    assert audit.seal() == 0
    some_rows(2)
    seal_journal()
    assert audit.unsealed() == 0
    assert list(Entry.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 8))
    assert list(audit.verify()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "deed",
    [
        lambda: Entry.objects.filter(seq=2).update(verb="returned"),
        lambda: Entry.objects.filter(seq=2).update(seal="x"),
        lambda: Entry.objects.filter(seq=2).update(seq=None, seal=""),
        lambda: Entry.objects.filter(seq=2).delete(),
        lambda: Entry.objects.filter(seq=None).update(digests={}),
        lambda: Entry.objects.filter(seq=None).update(seq=100, seal="x", actor_id=5),
        lambda: Entry.objects.filter(seq=None).delete(),
    ],
)
def test_the_database_refuses_to_change_or_remove_a_row(deed):
    some_rows(3)
    audit.seal()
    some_rows(1)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        deed()
    assert list(audit.verify()) == []


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        (lambda: Entry.objects.filter(seq=3).update(verb="returned"), "row 3"),
        (lambda: Entry.objects.filter(seq=3).delete(), "rows 3 to 3 were removed"),
        (lambda: Entry.objects.filter(seq=5).delete(), "ends at row 4"),
        (lambda: _insert_after(5), "row 6"),
        (lambda: Head.objects.update(seq=4), "ends at row 5"),
    ],
)
def test_a_change_behind_the_guards_back_is_told(unguarded, deed, told):
    some_rows()
    audit.seal()
    deed()
    problems = list(audit.verify())
    assert any("trigger journal_keeps_rows is missing" in problem for problem in problems)
    assert any(told in problem for problem in problems)


def _insert_after(seq):
    audit.record(NODIRA, "lent", ("lending.loan", 99))
    Entry.objects.filter(seq=None).update(seq=seq + 1, seal="f" * 64)


def test_the_journal_has_no_other_doors():
    with pytest.raises(AttributeError):
        audit.rewrite  # noqa: B018
