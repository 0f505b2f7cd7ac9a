"""The pages of letters, journals, files and acts: for every role, with hostile and huge input."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from javon.centre.documents import actions
from javon.centre.documents.models import Attachment, BasisLink, Document, RegisterCounter
from javon.centre.documents.rules import attachments as file_rules
from javon.centre.documents.tests.characters import (
    a_clerk,
    a_director,
    a_draft,
    a_head,
    a_journal_of_letters,
    a_kept_file,
    a_letter,
    a_reading_librarian,
    an_act,
    an_order_in_force,
)
from javon.centre.organisation.models import Person
from javon.centre.organisation.tests.characters import a_centre, a_grant, a_post, an_employee, the_actor
from javon.centre.tasks import rights as task_rights
from javon.centre.tasks.models import Task
from javon.core import clock
from javon.core.database.fields import uuid7

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 skanerlangan xat"


def signed_in(person: Person | None) -> Client:
    cache.clear()
    client = Client()
    if person is not None:
        client.force_login(person.user, backend="javon.core.accounts.backends.AccountBackend")
    return client


def the_director() -> Person:
    director = a_director()
    for right in (task_rights.ISSUE, task_rights.CONTROL):
        a_grant(right, a_post("director"))
    return director


def typed(**changed: object) -> dict[str, object]:
    given = {
        "correspondent": "Viloyat markazi", "title": "Hisobot toʻgʻrisida", "their_number": "12/7",
        "received_on": clock.today().isoformat(), "answer_due_on": "", "their_date": "", "summary": "",
        "request_id": uuid7(),
    }  # fmt: skip
    return {**given, **changed}


def at(name: str, *args: object) -> str:
    return reverse(f"documents:{name}", args=args)


# --- the clerk


def test_the_clerk_registers_a_letter_with_its_scan():
    a_journal_of_letters()
    client = signed_in(a_clerk())
    assert 'list="correspondents"' in client.get(at("letter_new")).text
    answer = client.post(at("letter_new"), typed(files=SimpleUploadedFile("xat.pdf", PDF)))
    letter = Document.objects.get()
    assert (answer.status_code, answer.url) == (303, at("letter", letter.short_id))
    assert letter.attachments.get().file.original_name == "xat.pdf"
    page = client.get(answer.url).text
    assert "K-1" in page and "Viloyat markazi" in page and "xat.pdf" in page
    assert 'value="Viloyat markazi"' in client.get(at("letter_new")).text


def test_a_refused_letter_comes_back_whole_with_its_files():
    a_journal_of_letters()
    client = signed_in(a_clerk())
    tomorrow = (clock.today() + timedelta(1)).isoformat()
    answer = client.post(
        at("letter_new"),
        typed(received_on=tomorrow, summary="<b>Muhim</b>", files=SimpleUploadedFile("xat.pdf", PDF)),
    )
    assert answer.status_code == 409 and "Hisobot toʻgʻrisida" in answer.text
    assert "&lt;b&gt;Muhim" in answer.text and "xat.pdf" in answer.text
    token = answer.context["kept"]
    again = client.post(at("letter_new"), typed(kept=token))
    assert again.status_code == 303 and Attachment.objects.get().file.original_name == "xat.pdf"


def test_an_unclear_letter_is_422_and_a_foreign_token_brings_no_files():
    a_journal_of_letters()
    client = signed_in(a_clerk())
    answer = client.post(at("letter_new"), typed(title="", received_on="kecha", kept="soxta:imzo"))
    assert answer.status_code == 422 and "Viloyat markazi" in answer.text
    assert not Document.objects.exists()


def test_two_hundred_megabytes_are_refused_with_a_sentence(monkeypatch):
    a_journal_of_letters()
    monkeypatch.setattr(file_rules, "MOST_BYTES", 1000)
    client = signed_in(a_clerk())
    answer = client.post(
        at("letter_new"),
        typed(files=SimpleUploadedFile("katta.pdf", PDF + b"0" * 200_000)),
        HTTP_ACCEPT_LANGUAGE="uz",
    )
    assert answer.status_code == 409 and "katta.pdf" in answer.text and "Hisobot toʻgʻrisida" in answer.text
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("virus.pdf", b"MZ\x90\x00\x03\x00\x00\x00"),
        ("sahifa.pdf", b"<html><script>alert(1)</script>"),
        ("xat.pdf", b""),
        ("arxiv.zip", b"PK\x03\x04 nimadir"),
    ],
)
def test_files_that_are_not_what_they_claim_are_refused(name, content):
    a_journal_of_letters()
    answer = signed_in(a_clerk()).post(at("letter_new"), typed(files=SimpleUploadedFile(name, content)))
    assert answer.status_code == 409 and name in answer.text
    assert not Document.objects.exists()


# --- the director


def test_the_director_writes_a_resolution_in_one_press():
    director, executor = the_director(), a_reading_librarian()
    letter = a_letter(the_actor(a_clerk()))
    client = signed_in(director)
    assert letter.title in client.get(at("letters")).text
    page = client.get(at("letter", letter.short_id)).text
    due = letter.answer_due_on.isoformat()
    assert f'value="{due}"' in page and str(executor) in page
    answer = client.post(
        at("resolve", letter.short_id),
        {
            "executor": str(executor.pk),
            "phrase": "2",
            "what": "",
            "due": due,
            "due_on": "",
            "request_id": uuid7(),
        },
    )
    task = Task.objects.get()
    assert answer.status_code == 303 and task.due_on == letter.answer_due_on
    assert task.what == "Koʻrib chiqib, javob tayyorlash uchun" or "javob" in task.what
    assert task.address in client.get(answer.url).text


def test_a_refused_resolution_comes_back_with_what_was_chosen():
    director, executor = the_director(), a_reading_librarian()
    letter = a_letter(the_actor(a_clerk()))
    client = signed_in(director)
    past = (clock.today() - timedelta(1)).isoformat()
    given = {
        "executor": str(executor.pk),
        "phrase": "",
        "what": "Oʻrganib bering",
        "due": "other",
        "due_on": past,
    }
    refused = client.post(at("resolve", letter.short_id), given)
    assert refused.status_code == 409 and "Oʻrganib bering" in refused.text
    unclear = client.post(at("resolve", letter.short_id), {**given, "executor": "yoʻq", "what": ""})
    assert unclear.status_code == 422
    assert not Task.objects.exists()


def test_the_answer_is_begun_once_however_often_it_is_pressed():
    librarian = a_reading_librarian()
    letter = a_letter(the_actor(a_clerk()))
    client, pressed = signed_in(librarian), {"request_id": str(uuid7())}
    first = client.post(at("answer", letter.short_id), pressed)
    second = client.post(at("answer", letter.short_id), pressed)
    assert first.status_code == second.status_code == 303 and first.url == second.url
    assert Document.objects.filter(answers=letter).count() == 1
    assert client.get(first.url).status_code == 200


# --- who may


ROLES = {
    "visitor": lambda: None,
    "stranger": lambda: an_employee("begona"),
    "reader": lambda: a_reading_librarian("kitobxon"),
    "clerk": a_clerk,
    "director": the_director,
}
READS = ("letters", "registers", "case_files", "case_files_print", "acts")
STATUS = {"visitor": 302, "stranger": 403}


@pytest.mark.parametrize("role", ROLES)
def test_pages_by_role(role):
    person = ROLES[role]()
    client = signed_in(person)
    keeper = the_actor(an_employee("yozuvchi", "documents.register", "documents.manage_external"))
    letter, act = a_letter(keeper), an_act(keeper)
    paths = [at(name) for name in READS]
    paths += [at("letter", letter.short_id), at("act", act.short_id)]
    paths += [at(name, "letter-in") for name in ("journal", "journal_print", "journal_workbook")]
    for path in paths:
        assert client.get(path).status_code == STATUS.get(role, 200), path
    kept = 200 if role in ("clerk", "director") else STATUS.get(role, 403)
    for path in (at("letter_new"), at("take_over", "letter-in"), at("add_case_file"), at("enter_act")):
        assert client.get(path).status_code == kept, path
    assert client.get(at("end_act", act.short_id)).status_code == kept


@pytest.mark.parametrize("role", ROLES)
def test_deeds_by_role(role):
    person = ROLES[role]()
    client = signed_in(person)
    keeper = the_actor(an_employee("yozuvchi", "documents.register", "documents.manage_external"))
    letter, act = a_letter(keeper), an_act(keeper)
    for path in (at("load_registers"), at("load_acts")):
        before = Document.objects.count()
        client.post(path)
        assert role in ("clerk", "director") or Document.objects.count() == before
    client.post(at("resolve", letter.short_id), {"executor": "x"})
    client.post(at("follow_act", act.short_id), {"executor": "x"})
    client.post(at("attach", letter.short_id), {"files": SimpleUploadedFile("a.pdf", PDF)})
    assert letter.attachments.exists() == (role in ("clerk", "director"))


def test_a_confidential_letter_is_not_found_nor_its_files():
    clerk, reader = a_clerk(), a_reading_librarian()
    letter = a_letter(the_actor(clerk), is_confidential=True, files=[a_kept_file()])
    client, file = signed_in(reader), letter.attachments.get()
    for path in (at("letter", letter.short_id), at("attachment", letter.short_id, file.pk)):
        assert client.get(path).status_code == 404
    journal = client.get(at("journal", "letter-in")).text
    assert "K-1" in journal and letter.title not in journal and letter.correspondent not in journal


# --- files


def test_a_file_is_handed_over_as_what_it_is():
    clerk = a_clerk()
    letter = a_letter(the_actor(clerk), files=[a_kept_file('xat"; filename=x.txt', b"oddiy matn")])
    answer = signed_in(clerk).get(at("attachment", letter.short_id, letter.attachments.get().pk))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_wrong_file_is_refused_on_the_page_of_its_paper():
    clerk, head = a_clerk(), a_head()
    letter, draft = a_letter(the_actor(clerk)), a_draft(the_actor(head))
    refused = signed_in(clerk).post(
        at("attach", letter.short_id), {"files": SimpleUploadedFile("x.exe", b"MZ\x00")}
    )
    assert refused.status_code == 409 and "x.exe" in refused.text and letter.title in refused.text
    nothing = signed_in(head).post(at("attach", draft.short_id), {})
    assert nothing.status_code == 409 and draft.title in nothing.text
    laid = signed_in(head).post(at("attach", draft.short_id), {"files": SimpleUploadedFile("i.pdf", PDF)})
    assert laid.status_code == 303
    gone = signed_in(head).post(at("take_away", draft.short_id, draft.attachments.get().pk))
    assert gone.status_code == 303 and not draft.attachments.filter(removed_at=None).exists()


# --- journals and files of the nomenclature


def test_a_paper_journal_is_carried_on_from_its_page():
    clerk = a_clerk()
    a_journal_of_letters()
    client = signed_in(clerk)
    assert (
        client.post(at("take_over", "letter-in"), {"year": clock.today().year, "last": 214}).status_code
        == 303
    )
    refused = client.post(at("take_over", "letter-in"), {"year": clock.today().year, "last": 5})
    assert refused.status_code == 409 and "214" in refused.text
    assert client.post(at("take_over", "letter-in"), {"year": "x", "last": -1}).status_code == 422
    assert RegisterCounter.objects.get().last == 214


def test_the_nomenclature_is_kept_from_its_page():
    clerk = a_clerk()
    client = signed_in(clerk)
    added = client.post(at("add_case_file"), {"index": "09-01", "title": "Murojaatlar", "retention": "5 yil"})
    assert added.status_code == 303
    again = client.post(at("add_case_file"), {"index": "09-01", "title": "Yana"})
    assert again.status_code == 409 and "Yana" in again.text
    letter = a_letter(the_actor(clerk))
    file = letter.centre_id and client.get(at("case_files")).context["files"][0]
    assert client.post(at("put_in_case_file", letter.short_id), {"case_file": file.pk}).status_code == 303
    assert client.get(at("case_files")).context["files"][0].papers == 1
    assert client.post(at("put_in_case_file", letter.short_id), {"case_file": "x"}).status_code == 422
    assert client.post(at("close_case_file", file.pk)).status_code == 303
    assert client.post(at("close_case_file", file.pk)).status_code == 303
    assert "09-01" in client.get(at("case_files_print")).text


# --- acts


def test_an_act_is_found_in_any_script_entered_once_and_ended():
    clerk, head = a_clerk(), a_head()
    client = signed_in(clerk)
    given = {
        "kind": "law",
        "number": "OʻRQ-280",
        "title": "Axborot-kutubxona faoliyati",
        "dated_on": "2011-04-13",
    }
    entered = client.post(at("enter_act"), given)
    act = Document.objects.get(kind="law")
    assert (entered.status_code, entered.url) == (303, at("act", act.short_id))
    for words in ("ЗРУ 280", "ўрқ-280", "280-son", "o'rq280", "кутубхона"):
        assert act.title in client.get(at("acts"), {"q": words}).text, words
    assert act.title not in client.get(at("acts"), {"q": "ПП-280"}).text
    assert client.post(at("enter_act"), {**given, "number": "ЗРУ-280"}).status_code == 409
    assert client.post(at("enter_act"), {**given, "source_url": "javascript:alert(1)"}).status_code == 422
    paper = a_draft(the_actor(head))
    order = an_order_in_force(head, a_director())
    for one in (paper, order):
        BasisLink.objects.create(document=one, rests_on=act)
    ended = client.post(at("end_act", act.short_id), {"last_day": clock.today().isoformat()})
    assert ended.status_code == 303 and ended.url == at("resting")
    assert order.title in client.get(at("resting")).text
    assert (
        client.post(at("end_act", act.short_id), {"last_day": clock.today().isoformat()}).status_code == 409
    )
    assert act.title not in client.get(at("acts")).text
    assert act.title in client.get(at("acts"), {"force": "all"}).text


def test_what_follows_from_an_act_becomes_a_task_that_cites_it():
    director, executor = the_director(), a_reading_librarian()
    actions.load_acts(by=the_actor(director), centre=a_centre(), today=clock.today())
    assert actions.load_acts(by=the_actor(director), centre=a_centre(), today=clock.today()) == 0
    act = Document.objects.get(number="OʻRQ-280")
    client = signed_in(director)
    assert "muvofiqlashtirish" in client.get(at("act", act.short_id)).text
    given = {"phrase": "0", "what": "", "executor": str(executor.pk), "due": "none", "due_on": ""}
    done = client.post(at("follow_act", act.short_id), given)
    task = Task.objects.get()
    assert done.status_code == 303 and task.basis_document_id == act.pk and "OʻRQ-280" in task.basis_label
    assert task.address in client.get(done.url).text


def test_a_resolution_of_the_government_written_without_letters_is_found_with_them():
    clerk = a_clerk()
    an_act(
        the_actor(clerk),
        kind="cabinet",
        number="552-son",
        title="Fondni hisobga olish tartibi",
        dated_on=None,
    )
    client = signed_in(clerk)
    for words in ("VMQ-552", "ВМҚ 552-сон", "ПКМ-552", "552-son", "552"):
        assert "Fondni hisobga olish" in client.get(at("acts"), {"q": words}).text, words
    assert "Fondni" not in client.get(at("acts"), {"q": "PQ-552"}).text


# --- hostile input


@pytest.mark.parametrize("query", ["\x00", "'" * 300, "%", "<script>", "💥", "ʻ" * 200])
def test_no_search_breaks_a_page(query):
    client = signed_in(a_director())
    for name in ("letters", "acts"):
        assert (
            client.get(at(name), {"q": query, "tab": query, "page": query, "kind": query}).status_code == 200
        )
    for name in ("case_files", "case_files_print"):
        assert client.get(at(name), {"year": query}).status_code == 200


def test_addresses_beyond_any_number_are_not_found():
    client = signed_in(a_director())
    huge = 10**30
    for path in (
        f"/documents/letters/{huge}/",
        f"/documents/acts/{huge}/",
        f"/documents/{huge}/files/{uuid7()}/",
    ):
        assert client.get(path).status_code == 404
    assert client.get("/documents/registers/yoq/").status_code == 404
    assert client.get("/documents/registers/yoq/xlsx/").status_code == 404


def test_every_page_stands_with_an_empty_database():
    client = signed_in(a_director())
    for name in READS:
        assert client.get(at(name)).status_code == 200
