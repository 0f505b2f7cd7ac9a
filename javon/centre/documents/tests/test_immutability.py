"""The database itself refuses to change or remove what was approved; `javon check` sees what it could not refuse."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from javon.centre.documents.checks import verify
from javon.centre.documents.models import Clause, ClauseGrant, Document, Version
from javon.centre.documents.tests.characters import (
    a_director,
    a_draft,
    a_head,
    a_journal,
    an_order_in_force,
    newest,
)
from javon.centre.documents.triggers import missing_triggers, remove_guards, set_guards
from javon.centre.organisation.tests.characters import a_person, an_appointment, the_actor
from javon.core.database.fields import uuid7

pytestmark = pytest.mark.django_db


def problems() -> list[str]:
    """What the check says; the grants of test characters rest on invented papers and are left out."""
    return [problem for problem in verify() if not problem.startswith("a right rests")]


@pytest.fixture
def approved() -> Document:
    a_journal()
    return an_order_in_force(a_head(), a_director())


CHANGES = {
    "title": lambda document: Version.objects.update(title="Boshqa"),
    "hash": lambda document: Version.objects.update(content_hash="0" * 64),
    "version number": lambda document: Version.objects.update(number=9),
    "approver": lambda document: Version.objects.update(approver_name="Boshqa"),
    "enclosed lists": lambda document: Version.objects.update(enclosed={"annexes": []}),
    "back to draft": lambda document: Version.objects.update(state="draft"),
    "text of a clause": lambda document: Clause.objects.update(text="Boshqa"),
    "a clause removed": lambda document: Clause.objects.filter(number="1").delete(),
    "a clause added": lambda document: Clause.objects.create(
        version=newest(document), position=9, text="Yana"
    ),
    "a right added": lambda document: ClauseGrant.objects.create(
        clause=Clause.objects.first(), right="tasks.issue"
    ),
    "version removed": lambda document: Version.objects.all()._raw_delete("default"),
    "registration number": lambda document: Document.objects.update(number="99-A"),
    "sequence": lambda document: Document.objects.update(sequence=99),
    "document removed": lambda document: Document.objects.all()._raw_delete("default"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses(approved, change) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        CHANGES[change](approved)
    version = newest(approved)
    assert (version.title, version.state) == ("Yangi yil tadbirlari toʻgʻrisida", "in_force")
    assert version.clauses.count() == 2
    assert problems() == []


def test_a_draft_may_be_changed() -> None:
    document = a_draft(the_actor(a_head()))
    assert Clause.objects.filter(version__document=document).update(text="Boshqa") == 2


def test_the_check_tells_a_text_that_was_changed_past_the_guards(approved) -> None:
    remove_guards(connection)
    assert any("lost the guard" in problem for problem in verify())
    Clause.objects.filter(number="1").update(text="Boshqa")
    set_guards(connection)
    assert missing_triggers(connection) == []
    assert problems() == [f"document {approved.short_id}, version 1: not the text that was approved"]


def test_the_check_tells_a_gap_and_a_citation_of_nothing(approved) -> None:
    an_appointment(a_person("Karimova"), basis_document_id=uuid7())
    approved.register.counters.update(last=2)
    gap, citation = problems()
    assert "1 papers, 2 numbers given" in gap
    assert "names a document that does not exist" in citation
