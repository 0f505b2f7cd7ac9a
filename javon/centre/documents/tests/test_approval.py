"""The way of a paper: sent, agreed, returned, approved, in force, amended, ended; and every refusal on it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from javon.centre.documents import actions
from javon.centre.documents.models import Acknowledgement, Document, Version
from javon.centre.documents.tests.characters import (
    a_director,
    a_draft,
    a_head,
    a_journal,
    a_proof,
    a_reading_librarian,
    an_order_in_force,
    an_order_text,
    approved_by,
    newest,
)
from javon.centre.documents.typed import Point
from javon.centre.organisation.models import Grant
from javon.centre.organisation.tests.characters import a_post, the_actor
from javon.centre.tasks.models import Task
from javon.core import clock
from javon.core.access import VISITOR
from javon.core.audit.models import Entry
from javon.core.verdict import Refused

pytestmark = pytest.mark.django_db


def refused(deed, **given) -> tuple[str, ...]:
    with pytest.raises(Refused) as caught:
        deed(**given)
    return caught.value.verdict.codes


def sent(by, document: Document) -> Version:
    version = newest(document)
    return actions.submit(by=by, version=version, expected_edits=version.edits)


def test_the_heads_order_goes_straight_to_the_director_and_binds_when_approved() -> None:
    head, director, reader = a_head(), a_director(), a_reading_librarian()
    a_journal()
    before = Entry.objects.count()
    document = an_order_in_force(head, director)
    version = newest(document)
    assert (document.status, document.number, document.dated_on) == ("in_force", "1-A", clock.today())
    assert (version.state, version.approved_by, version.approver_name) == (
        "in_force",
        director,
        "B. Yoʻldosheva",
    )
    assert len(version.content_hash) == 64
    assert [line.person for line in Acknowledgement.objects.all()] == [reader]
    assert [entry.verb for entry in Entry.objects.order_by("pk")[before:]] == [
        "drafted",
        "submitted",
        "approved",
    ]


def test_a_librarians_order_passes_the_head_first() -> None:
    head, director, librarian = a_head(), a_director(), a_reading_librarian()
    version = sent(the_actor(librarian), a_draft(the_actor(librarian)))
    assert [step.kind for step in version.route.all()] == ["agree", "approve"]
    assert refused(approved_by, by=the_actor(director), version=version) == ("not_your_turn",)
    actions.agree(by=the_actor(head), version=version, expected_number=1)
    assert approved_by(the_actor(director), version).state == "in_force"


def test_a_returned_paper_comes_back_as_a_new_version() -> None:
    head, director = a_head(), a_director()
    version = sent(the_actor(head), a_draft(the_actor(head)))
    assert refused(
        actions.return_with_remark, by=the_actor(director), version=version, expected_number=1, remark=" "
    ) == ("no_remark",)
    actions.return_with_remark(
        by=the_actor(director), version=version, expected_number=1, remark="Sanasi yoʻq"
    )
    again = actions.start_new_version(by=the_actor(head), document=version.document)
    assert (again.number, again.state) == (2, "draft")
    assert again.clauses.count() == 2
    assert refused(approved_by, by=the_actor(director), version=version) == (
        "not_agreeing",
        "version_changed",
    )
    assert approved_by(the_actor(director), sent(the_actor(head), again.document)).state == "in_force"


def test_an_old_version_is_not_approved() -> None:
    head, director = a_head(), a_director()
    version = sent(the_actor(head), a_draft(the_actor(head)))
    assert refused(approved_by, by=the_actor(director), version=version, expected_hash="0" * 64) == (
        "version_changed",
    )
    assert refused(approved_by, by=the_actor(director), version=version, expected_number=7) == (
        "version_changed",
    )
    assert not Version.objects.exclude(content_hash="").exists()


def test_the_preparer_never_approves() -> None:
    director = a_director()
    document = a_draft(the_actor(director))
    version = newest(document)
    assert refused(actions.submit, by=the_actor(director), version=version, expected_edits=1) == (
        "nobody_to_approve",
    )


def test_approval_needs_the_pin_and_the_right() -> None:
    head, director = a_head(), a_director()
    version = sent(the_actor(head), a_draft(the_actor(head)))
    assert refused(approved_by, by=the_actor(director), version=version, proof=None) == ("pin_needed",)
    assert refused(approved_by, by=the_actor(director), version=version, proof=a_proof(the_actor(head))) == (
        "pin_needed",
    )
    assert refused(approved_by, by=the_actor(head), version=version) == ("no_right",)
    assert refused(approved_by, by=VISITOR, version=version) == ("no_right",)


def test_points_with_an_executor_become_tasks_and_a_refused_one_undoes_the_approval() -> None:
    head, director, librarian = a_head(), a_director(), a_reading_librarian()
    a_journal()
    due = clock.today() + timedelta(days=5)
    text = an_order_text(
        points=(
            Point(
                "Koʻrgazma tayyorlansin.", "1", executor_id=librarian.pk, controller_id=head.pk, due_on=due
            ),
        )
    )
    document = an_order_in_force(head, director, text)
    task = Task.objects.get()
    assert (task.executor, task.controller, task.due_on, task.issued_by) == (librarian, head, due, director)
    assert (task.basis_document_id, task.basis_clause) == (document.pk, "1")
    assert task.basis_label.startswith("1-A-son buyruq, ")


def test_a_job_description_gives_its_rights_when_it_binds_and_the_next_one_takes_its_place() -> None:
    head, director = a_head(), a_director()
    post = a_post("librarian-children", title="Bolalar kutubxonachisi")

    def described(right: str, code: str) -> Document:
        text = an_order_text(
            f"Lavozim yoʻriqnomasi {code}", points=(Point("Yuritadi.", "2.1", grants=(right,)),), readers=()
        )
        return an_order_in_force(head, director, text, kind="job_description", post=post)

    first = described("tasks.execute", "1")
    grant = Grant.objects.get(document_id=first.pk)
    assert (grant.post, grant.right, grant.clause_number, grant.valid_to) == (
        post,
        "tasks.execute",
        "2.1",
        None,
    )
    second = described("tasks.assign", "2")
    first.refresh_from_db()
    post.refresh_from_db()
    assert (first.status, first.superseded_by, post.job_description_id) == ("superseded", second, second.pk)
    assert [one.right for one in Grant.objects.filter(post=post, valid_to=None)] == ["tasks.assign"]


def test_an_amendment_supersedes_the_version_and_asks_everybody_again() -> None:
    head, director, reader = a_head(), a_director(), a_reading_librarian()
    a_journal()
    document = an_order_in_force(head, director)
    first = newest(document)
    actions.acknowledge(by=the_actor(reader), version=first, seen_hash=first.content_hash)
    actions.start_new_version(by=the_actor(head), document=document)
    document.refresh_from_db()
    assert document.status == "in_force"
    approved_by(the_actor(director), sent(the_actor(head), document))
    document.refresh_from_db()
    assert (document.status, document.number) == ("amended", "1-A")
    assert [one.state for one in document.versions.all()] == ["superseded", "in_force"]
    assert Acknowledgement.objects.get(version__number=2).at is None


def test_a_paper_that_replaces_another_ends_it_and_lists_what_rests_on_it() -> None:
    head, director = a_head(), a_director()
    old = an_order_in_force(head, director)
    resting = an_order_in_force(head, director, an_order_text("Asosli buyruq"))
    link = actions.name_basis(by=the_actor(head), document=resting, rests_on=old, clause_number="1")
    an_order_in_force(head, director, an_order_text("Yangisi", replaces=old))
    old.refresh_from_db()
    link.refresh_from_db()
    assert old.status == "superseded" and old.valid_to is not None
    assert link.changed_at is not None


def test_a_version_with_a_later_day_waits_for_it() -> None:
    head, director = a_head(), a_director()
    later = clock.today() + timedelta(days=3)
    document = an_order_in_force(head, director, an_order_text(effective_on=later))
    version = newest(document)
    assert (document.status, version.state) == ("approved", "approved")
    assert refused(actions.bring_into_force, by=the_actor(director), version=version) == ("not_yet_in_force",)


def test_ending_the_force_of_a_paper_needs_a_reason() -> None:
    head, director = a_head(), a_director()
    document = an_order_in_force(head, director)
    by = the_actor(director)
    given = {"by": by, "document": document, "last_day": clock.today(), "proof": a_proof(by)}
    assert refused(actions.end_force, **given, reason="") == ("no_reason",)
    actions.end_force(**given, reason="Ehtiyoj qolmadi")
    document.refresh_from_db()
    assert document.status == "superseded"


def test_a_withdrawn_draft_can_be_taken_up_again() -> None:
    head, _director = a_head(), a_director()
    version = sent(the_actor(head), a_draft(the_actor(head)))
    actions.withdraw(by=the_actor(head), version=version)
    version.document.refresh_from_db()
    assert version.document.status == "withdrawn"
    assert actions.start_new_version(by=the_actor(head), document=version.document).number == 2
