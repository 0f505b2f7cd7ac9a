"""Journals as on paper, carried on from paper; the nomenclature of files; files that lie with papers."""

from __future__ import annotations

import io
from datetime import timedelta

import openpyxl
import pytest

from javon.centre.documents import actions, registers_paper, standard
from javon.centre.documents.models import Attachment, CaseFile, Document, Register
from javon.centre.documents.queries import registers as queries
from javon.centre.documents.tests.characters import (
    a_clerk,
    a_director,
    a_draft,
    a_head,
    a_journal,
    a_journal_of_letters,
    a_kept_file,
    a_letter,
    a_reading_librarian,
    an_order_in_force,
)
from javon.centre.organisation.tests.characters import a_centre, the_actor
from javon.core import clock
from javon.core.audit.models import Entry
from javon.core.verdict import Refused

pytestmark = pytest.mark.django_db


def refused(call, **given):
    with pytest.raises(Refused) as told:
        call(**given)
    return told.value.verdict.codes


def take_over(by, last, **given):
    return actions.take_over_journal(
        by=by,
        register=a_journal_of_letters(),
        year=clock.today().year,
        last=last,
        today=clock.today(),
        **given,
    )


def test_numbers_go_on_from_the_paper_journal_without_a_gap():
    clerk = the_actor(a_clerk())
    take_over(clerk, 214)
    assert a_letter(clerk).number == "K-215"
    journal, year = a_journal_of_letters(), clock.today().year
    assert queries.taken_over_at(journal, year) == 214 and queries.gaps_of(journal, year) == []
    assert Entry.objects.filter(verb="journal_taken_over").count() == 1


def test_a_journal_is_taken_over_upwards_and_before_our_first_number():
    clerk = the_actor(a_clerk())
    take_over(clerk, 214)
    assert refused(take_over, by=clerk, last=213) == ("journal_not_upwards",)
    take_over(clerk, 215)
    a_letter(clerk)
    assert refused(take_over, by=clerk, last=300) == ("journal_has_numbers",)
    assert refused(take_over, by=the_actor(a_reading_librarian()), last=400) == ("no_right",)
    assert a_letter(clerk, their_number="2").number == "K-217"


def test_a_number_that_no_paper_bears_is_shown_as_missing():
    letter = a_letter(the_actor(a_clerk()))
    Document.objects.create(
        centre=a_centre(), short_id=77, kind="letter_in", status="registered", title="Bazaga qoʻlda kiritilgan",
        register=letter.register, year=letter.year, sequence=4, number="K-4", created_at=clock.now(),
    )  # fmt: skip
    assert queries.gaps_of(letter.register, letter.year) == [2, 3]
    assert queries.spans([2, 3, 4, 7]) == ["2–4", "7"]


def test_the_journal_has_the_six_columns_of_paper():
    head, director = a_head(), a_director()
    a_journal()
    order = an_order_in_force(head, director)
    line = registers_paper.lines_of(the_actor(head), [order])[0]
    assert (line.number, line.day) == ("1-A", order.dated_on)
    assert line.subject == order.title and line.address.endswith(f"/documents/{order.short_id}/")
    assert len(registers_paper.heads()) == 6


def test_a_confidential_paper_keeps_its_number_and_hides_its_subject():
    clerk, librarian = the_actor(a_clerk()), the_actor(a_reading_librarian())
    secret = a_letter(clerk, is_confidential=True, title="Xodim haqida maʼlumot")
    line = registers_paper.lines_of(librarian, [secret])[0]
    assert line.number == "K-1" and line.is_secret and not line.address
    assert "Xodim" not in str(line) and "hokim" not in str(line)
    assert registers_paper.lines_of(the_actor(a_director()), [secret])[0].subject == "Xodim haqida maʼlumot"


def test_the_workbook_holds_texts_and_no_formulas():
    clerk = the_actor(a_clerk())
    letter = a_letter(clerk, title="=cmd|' /C calc'!A0", correspondent="+998")
    lines = registers_paper.lines_of(clerk, [letter])
    made = registers_paper.workbook(letter.register, letter.year, lines)
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert sheet["A4"].value == "K-1" and sheet["C4"].data_type == "s"
    assert sheet.page_setup.orientation == "landscape" and sheet.print_title_rows == "$3:$3"


# --- the nomenclature


def test_the_usual_journals_and_files_are_loaded_once():
    clerk = the_actor(a_clerk())
    given = {"centre": a_centre(), "registers": standard.registers(), "case_files": standard.case_files()}
    assert actions.load_registers(by=clerk, **given) > 10
    assert actions.load_registers(by=clerk, **given) == 0
    assert Register.objects.filter(code="letter-in").exists()
    assert queries.usual_case_file(a_centre().pk, "letter_in").index == "01-08"


def test_files_are_opened_filled_and_closed():
    clerk = the_actor(a_clerk())
    letter = a_letter(clerk)
    file = actions.add_case_file(
        by=clerk, centre=a_centre(), index=" 09-01 ", title="Murojaatlar", retention="5 yil"
    )
    assert file.index == "09-01"
    assert refused(actions.add_case_file, by=clerk, centre=a_centre(), index="09-01", title="Boshqa") == (
        "case_file_index_taken",
    )
    actions.put_in_case_file(by=clerk, document=letter, case_file=file)
    counted = queries.case_files(a_centre().pk, clock.today().year).get(pk=file.pk)
    assert counted.papers == 1
    closed = actions.close_case_file(by=clerk, case_file=file, last_day=clock.today())
    assert refused(actions.close_case_file, by=clerk, case_file=file, last_day=clock.today()) == (
        "case_file_closed",
    )
    assert refused(actions.put_in_case_file, by=clerk, document=letter, case_file=closed) == (
        "case_file_closed",
    )
    again = actions.add_case_file(by=clerk, centre=a_centre(), index="09-01", title="Yangi")
    assert CaseFile.objects.filter(index="09-01").count() == 2 and again.pk != file.pk


def test_only_who_keeps_the_journals_changes_the_nomenclature():
    reader = the_actor(a_reading_librarian())
    file = CaseFile.objects.create(centre=a_centre(), index="01-01", title="Fayl")
    assert refused(actions.add_case_file, by=reader, centre=a_centre(), index="1", title="x") == ("no_right",)
    assert refused(actions.close_case_file, by=reader, case_file=file, last_day=clock.today()) == (
        "no_right",
    )
    file.refresh_from_db()
    assert file.valid_to is None


# --- files with papers


def test_a_file_is_laid_with_a_draft_by_its_author_and_taken_away():
    author, other = the_actor(a_reading_librarian()), the_actor(a_reading_librarian("sardor"))
    document, file = a_draft(author), a_kept_file()
    assert refused(actions.attach, by=other, document=document, file=file) == ("not_your_draft",)
    made = actions.attach(by=author, document=document, file=file)
    file.refresh_from_db()
    assert file.keep_until is None and made.role == Attachment.Role.ANNEX
    assert refused(actions.take_away, by=other, attachment=made) == ("not_your_draft",)
    actions.take_away(by=author, attachment=made)
    assert Attachment.objects.get().removed_at is not None


def test_with_an_approved_paper_only_a_scan_may_lie_and_it_stays():
    head, director, clerk = a_head(), a_director(), the_actor(a_clerk())
    order = an_order_in_force(head, director)
    assert refused(actions.attach, by=clerk, document=order, file=a_kept_file()) == (
        "approved_takes_scans_only",
    )
    scan = actions.attach(by=clerk, document=order, file=a_kept_file("skan.pdf"), role=Attachment.Role.SCAN)
    assert refused(actions.take_away, by=clerk, attachment=scan) == ("attachment_stays",)


def test_a_line_of_a_late_letter_says_when_it_was_due():
    clerk = the_actor(a_clerk())
    due = clock.today() + timedelta(3)
    letter = a_letter(clerk, answer_due_on=due)
    assert registers_paper.lines_of(clerk, [letter])[0].due == due.strftime("%d.%m.%Y")
