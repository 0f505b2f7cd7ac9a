"""Any sequence of deeds on a paper: what was approved never changes, one version binds, numbers have no gap."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from javon.centre.documents import actions
from javon.centre.documents.canonical import content_hash
from javon.centre.documents.models import Document, RegisterCounter, Version
from javon.centre.documents.tests.characters import (
    a_director,
    a_draft,
    a_head,
    a_journal,
    a_proof,
    an_order_text,
    approved_by,
    newest,
)
from javon.centre.documents.typed import Point
from javon.centre.organisation.tests.characters import the_actor
from javon.core import clock
from javon.core.verdict import Refused


class Life(RuleBasedStateMachine):
    """A head and a director press whatever they find, in any order; refusals are part of life."""

    @initialize()
    def house(self) -> None:
        self.head, self.director = the_actor(a_head()), the_actor(a_director())
        a_journal()
        self.sealed: dict[object, tuple[str, str, str]] = {}

    def _some(self, which: int) -> Document | None:
        documents = list(Document.objects.order_by("short_id"))
        return documents[which % len(documents)] if documents else None

    @rule(replaced=st.none() | st.integers(0, 5))
    def draft(self, replaced: int | None) -> None:
        older = self._some(replaced) if replaced is not None else None
        a_draft(self.head, draft=an_order_text(replaces=older))

    @rule(which=st.integers(0, 5), text=st.text("abcʻ ", min_size=1, max_size=20))
    def save(self, which: int, text: str) -> None:
        if document := self._some(which):
            version = newest(document)
            with suppress(Refused):
                draft = an_order_text(points=(Point(text, "1"),))
                actions.save_draft(by=self.head, version=version, expected_edits=version.edits, draft=draft)

    @rule(which=st.integers(0, 5))
    def submit(self, which: int) -> None:
        if document := self._some(which):
            version = newest(document)
            with suppress(Refused):
                actions.submit(by=self.head, version=version, expected_edits=version.edits)

    @rule(which=st.integers(0, 5))
    def send_back(self, which: int) -> None:
        if document := self._some(which):
            number = newest(document).number
            with suppress(Refused):
                actions.return_with_remark(
                    by=self.director,
                    version=newest(document),
                    expected_number=number,
                    remark="Qayta yozilsin",
                )

    @rule(which=st.integers(0, 5))
    def withdraw(self, which: int) -> None:
        if document := self._some(which):
            with suppress(Refused):
                actions.withdraw(by=self.head, version=newest(document))

    @rule(which=st.integers(0, 5))
    def begin_version(self, which: int) -> None:
        if document := self._some(which):
            with suppress(Refused):
                actions.start_new_version(by=self.head, document=document)

    @rule(which=st.integers(0, 5), old=st.booleans())
    def approve(self, which: int, old: bool) -> None:
        if document := self._some(which):
            version = document.versions.first() if old else newest(document)
            with suppress(Refused):
                approved = approved_by(self.director, version)
                self.sealed[approved.pk] = (approved.content_hash, approved.title, approved.document.number)

    @rule(which=st.integers(0, 5))
    def end(self, which: int) -> None:
        if document := self._some(which):
            with suppress(Refused):
                actions.end_force(
                    by=self.director, document=document, last_day=clock.today(), reason="Bekor", proof=a_proof(self.director),
                )  # fmt: skip

    @invariant()
    def what_was_approved_never_changes(self) -> None:
        for version in Version.objects.filter(pk__in=getattr(self, "sealed", {})).select_related("document"):
            assert self.sealed[version.pk] == (content_hash(version), version.title, version.document.number)

    @invariant()
    def one_version_binds_and_the_document_says_so(self) -> None:
        for document in Document.objects.prefetch_related("versions"):
            binding = [one for one in document.versions.all() if one.state == "in_force"]
            assert len(binding) == (document.status in Document.BINDING)

    @invariant()
    def numbers_have_no_gap(self) -> None:
        numbers = sorted(Document.objects.exclude(sequence=None).values_list("sequence", flat=True))
        counter = RegisterCounter.objects.first()
        assert numbers == list(range(1, (counter.last if counter else 0) + 1))


class TestLife(TestCase):
    """Twenty lives of twenty-five deeds each, every one in a transaction of its own."""

    def test_any_sequence_of_deeds_keeps_the_laws(self) -> None:
        case = self

        class InTransaction(Life):
            def __init__(self) -> None:
                super().__init__()
                case.setup_example()

            def teardown(self) -> None:
                case.teardown_example(None)

        terms = settings(max_examples=20, stateful_step_count=25, deadline=None)
        run_state_machine_as_test(InTransaction, settings=terms)
