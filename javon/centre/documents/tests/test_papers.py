"""The paper of a version: what stands on it, that it is printed and kept once, that it opens."""

from __future__ import annotations

import io
import zipfile

import pytest

from javon.centre.documents import actions, standard
from javon.centre.documents.filling import filled
from javon.centre.documents.jobs import print_version
from javon.centre.documents.models import Version
from javon.centre.documents.paper import paper_of
from javon.centre.documents.queries.reading import signature_of
from javon.centre.documents.tests.characters import (
    a_director,
    a_draft,
    a_head,
    a_journal,
    a_reading_librarian,
    an_order_in_force,
    an_order_text,
    newest,
)
from javon.centre.documents.typed import Point
from javon.centre.organisation.models import Person
from javon.centre.organisation.tests.characters import a_centre, a_person, a_post, the_actor
from javon.core import clock
from javon.core.access import machine
from javon.core.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "given_name, surname, written",
    [("Malika", "Yuldasheva", "M. Yuldasheva"), ("Shahnoza", "Aliyeva", "Sh. Aliyeva"), ("Oʻgʻiloy", "Karimova", "Oʻ. Karimova"),
     ("", "Valiyev", "Valiyev")],
)  # fmt: skip
def test_initials_stand_before_the_surname_and_a_digraph_is_one_letter(given_name, surname, written) -> None:
    assert signature_of(Person(given_name=given_name, surname=surname)) == written


def test_an_order_is_signed_below_and_a_job_description_is_stamped_above() -> None:
    head, director, reader = a_head(), a_director(), a_reading_librarian()
    a_journal()
    text = an_order_text(points=(Point("Ochilsin.", "1", executor_id=reader.pk, due_on=clock.today()),))
    order = paper_of(newest(an_order_in_force(head, director, text)))
    assert (order.kind, order.number, order.approval, order.draft) == ("BUYRUQ", "1-A", None, False)
    assert order.signatures[0].name == "B. Yoʻldosheva" and order.signatures[0].seal
    assert order.body[0].who == "G. Gulnoza"
    assert order.mark is not None and len(order.mark.sha256) == 64
    described = paper_of(
        newest(a_draft(the_actor(head), "job_description", an_order_text("Kutubxonachi"), post=a_post()))
    )
    assert described.draft and described.approval is not None and described.approval.on is None
    assert described.signatures == () and described.mark is None


def test_the_regulation_prints_no_mark_of_the_system() -> None:
    document = actions.load_standard(
        by=machine("init"), centre=a_centre(), text=standard.document("regulation")
    )
    paper = paper_of(newest(document))
    assert paper.mark is None and paper.approval is not None
    assert (paper.approval.name, str(paper.approval.on), paper.kind) == ("M. Yuldasheva", "2024-08-07", "")
    assert paper.acquaintances[0].seen == "on_paper" and paper.acquaintances[0].on is None


def test_in_cyrillic_every_word_is() -> None:
    paper = paper_of(newest(a_draft(the_actor(a_head()))), cyrillic=True)
    assert (paper.language, paper.kind, paper.title) == ("uz-cyrl", "БУЙРУҚ", "Янги йил тадбирлари тўғрисида")


def test_the_approved_paper_is_printed_once_and_stays(tmp_path, settings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}},
    }
    a_journal()
    version = newest(an_order_in_force(a_head(), a_director()))
    assert Job.objects.filter(task__endswith="print_version").count() == 1
    print_version(str(version.pk))
    print_version(str(version.pk))
    version = Version.objects.select_related("pdf", "docx").get(pk=version.pk)
    assert version.pdf is not None and version.pdf.kind == "application/pdf"
    word = (tmp_path / version.docx.sha256[:2] / version.docx.sha256[2:4] / version.docx.sha256).read_bytes()
    assert (
        "Yangi yil tadbirlari toʻgʻrisida"
        in zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode()
    )


def test_a_template_filled_in_names_its_executor_once_and_drops_what_is_empty() -> None:
    head, reader = a_head(), a_reading_librarian()
    template = standard.template("order-main")
    text = filled(template, {
        "subject": "Yangi yil tadbirlari", "purpose": "bayramni oʻtkazish", "measure": "Koʻrgazma ochilsin.",
        "executor": reader, "due": clock.today(), "controller": head,
    })  # fmt: skip
    assert text.title == "Yangi yil tadbirlari toʻgʻrisida"
    first, last = text.points
    assert (first.number, first.text, first.executor_id, first.due_on) == (
        "1",
        "Koʻrgazma ochilsin.",
        reader.pk,
        clock.today(),
    )
    assert last.number == "2" and signature_of(head) in last.text
    assert text.ending == ""


@pytest.mark.parametrize("template", standard.templates(), ids=lambda one: one.code)
def test_every_template_fills_without_a_brace_left(template) -> None:
    kinds = {"person": a_person(), "date": clock.today()}
    values = {field.name: kinds.get(field.kind, "soʻz") for field in template.fields}
    text = filled(template, values)
    whole = " ".join([text.title, text.preamble, text.ending, *(point.text for point in text.points)])
    assert "{{" not in whole and text.title
