"""The texts a centre starts with: the Regulation as its paper stands, the models as models; loading twice is harmless."""

from __future__ import annotations

from datetime import date

import pytest

from javon.centre.documents import standard
from javon.centre.documents.actions import load_registers, load_standard
from javon.centre.documents.checks import verify
from javon.centre.documents.models import Acknowledgement, Document, PaperMark, Register
from javon.centre.documents.tests.characters import newest
from javon.centre.organisation.models import Grant
from javon.centre.organisation.tests.characters import a_centre, a_post
from javon.core.access import VISITOR, machine
from javon.core.verdict import Refused

pytestmark = pytest.mark.django_db
BY = machine("javon init")


def test_the_regulation_is_in_force_since_its_paper_and_nothing_is_invented() -> None:
    document = load_standard(by=BY, centre=a_centre(), text=standard.document("regulation"))
    version = newest(document)
    assert (document.status, document.is_model_text, document.valid_from) == (
        "in_force",
        False,
        date(2024, 8, 7),
    )
    assert (version.approved_on, version.approved_at, version.approved_by) == (date(2024, 8, 7), None, None)
    mark = PaperMark.objects.get()
    assert (mark.signed_on, mark.scan) == (date(2024, 8, 7), None)
    line = Acknowledgement.objects.get()
    assert (line.person, line.is_paper, line.signed_on, line.at, line.asked_on) == (
        None,
        True,
        None,
        None,
        None,
    )
    numbered = [one.number for one in version.clauses.filter(is_heading=False)]
    assert len(numbered) == 29 and {"1.4", "2.11", "5.2"} <= set(numbered)
    assert not any("document" in problem for problem in verify())


def test_a_model_gives_its_rights_and_says_that_it_is_a_model() -> None:
    text = next(one for one in standard.documents() if one.kind == "job_description" and one.grants())
    a_post(text.post)
    document = load_standard(by=BY, centre=a_centre(), text=text)
    assert document.is_model_text
    assert {(one.right, one.clause_number) for one in Grant.objects.filter(document_id=document.pk)} == set(
        text.grants()
    )
    assert not Acknowledgement.objects.exists() and not PaperMark.objects.exists()


def test_loading_again_makes_nothing_new() -> None:
    for _ in range(2):
        load_registers(
            by=BY, centre=a_centre(), registers=standard.registers(), case_files=standard.case_files()
        )
        for text in standard.documents():
            load_standard(by=BY, centre=a_centre(), text=text)
    assert Document.objects.count() == len(standard.documents())
    assert Register.objects.count() == len(standard.registers())
    regulation = Document.objects.get(kind="regulation", is_model_text=False)
    assert regulation.basis.exists()


def test_a_visitor_loads_nothing() -> None:
    with pytest.raises(Refused):
        load_standard(by=VISITOR, centre=a_centre(), text=standard.document("regulation"))
    assert not Document.objects.exists()
