"""Pages of author marks: the table in force, a name tried, another table loaded whole or not at all."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.collection.catalogue import mark_tables, rights
from javon.collection.catalogue.actions.author_marks import load_author_marks
from javon.collection.catalogue.models import AuthorMarkTable
from javon.collection.catalogue.tests.characters import a_title
from javon.core import clock
from javon.core.access import Actor
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused

pytestmark = pytest.mark.django_db

PAPER = "Boʻgʻin\tRaqam\nQ\t10\nQo\t51\nQod\t58\nҚ\t11\nҚод\t59\n"


def signed_in(client: Client, *held: object) -> Client:
    a_centre()
    client.force_login(
        an_employee("kataloger", *held).user, backend="javon.core.accounts.backends.AccountBackend"
    )
    return client


@pytest.fixture
def desk(client: Client) -> Client:
    return signed_in(client, rights.CORRECT_RECORD, rights.LOAD_AUTHOR_MARKS)


def loaded(desk: Client, content: bytes | str = PAPER, file_name: str = "jadval.tsv", **typed: str):
    given = content.encode() if isinstance(content, str) else content
    return desk.post(
        "/catalogue/author-marks/replace/",
        {
            "name": "Ikki raqamli jadval, 1990",
            "valid_from": clock.today().isoformat(),
            "request_id": str(uuid7()),
            "file": SimpleUploadedFile(file_name, given),
            **typed,
        },
    )


def a_workbook(*rows: tuple[object, ...]) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return kept.getvalue()


def tried(desk: Client, author: str = "", title: str = "") -> list[str]:
    page = desk.get("/catalogue/author-marks/", {"author": author, "title": title})
    return [mark for mark, _address in page.context["marks"]]


def test_until_a_table_is_loaded_the_standard_one_serves(desk: Client) -> None:
    page = desk.get("/catalogue/author-marks/")
    assert page.context["row"] is None and page.context["count"] > 5000
    assert tried(desk, "Qodiriy, Abdulla", "Oʻtkan kunlar")[0].startswith("Q ")
    assert tried(desk, "", "2024") == []


def test_a_loaded_table_takes_its_place_at_once(desk: Client) -> None:
    answer = loaded(desk)
    assert answer.status_code == 303
    table = AuthorMarkTable.objects.get()
    assert (table.name, table.row_count) == ("Ikki raqamli jadval, 1990", 5)
    assert tried(desk, "Qodiriy, Abdulla", "Oʻtkan kunlar") == ["Q 58", "Q 58 oʻ"]
    assert tried(desk, "Қодирий, Абдулла") == ["Қ 59"]
    assert Entry.objects.filter(verb="author_marks_loaded").count() == 1
    again = desk.get("/catalogue/author-marks/table.tsv")
    assert again.content.decode() == PAPER.partition("\n")[2]
    assert desk.get("/catalogue/author-marks/?letter=Q").context["rows"] == [
        ("Q", "10"),
        ("Qo", "51"),
        ("Qod", "58"),
    ]


def test_a_table_for_a_later_day_waits(desk: Client) -> None:
    tomorrow = clock.today() + timedelta(1)
    assert loaded(desk, valid_from=tomorrow.isoformat()).status_code == 303
    centre = a_centre().pk
    assert mark_tables.in_force(centre, clock.today())[1] is None
    assert mark_tables.in_force(centre, tomorrow)[1] == AuthorMarkTable.objects.get()


def test_a_workbook_is_read_too(desk: Client) -> None:
    assert (
        loaded(desk, a_workbook(("Boʻgʻin", "Raqam"), ("Q", 10), ("Qod", 58)), "jadval.xlsx").status_code
        == 303
    )
    assert tried(desk, "Qodiriy") == ["Q 58"]


@pytest.mark.parametrize(
    "content, words",
    [
        ("Ab\t14\nAb\t15\n", "Ab"),
        ("Ab\t14\nAv\t12\n", "Av"),
        ("Ab\t14\n—\t15\n", "2"),
        ("Ab\t14\nAv\n", "Av"),
        ("boʻgʻin\traqam\n", ""),
        ("\n\n", ""),
    ],
)
def test_a_table_with_a_fault_is_refused_whole_and_says_which_row(
    desk: Client, content: str, words: str
) -> None:
    answer = loaded(desk, content)
    assert answer.status_code == 409
    assert any(words in sentence for sentence in answer.context["stops"])
    assert "Ikki raqamli jadval, 1990" in answer.content.decode()
    assert not AuthorMarkTable.objects.exists()


def test_many_faults_are_told_in_part_and_counted(desk: Client) -> None:
    answer = loaded(desk, "".join(f"Ab{'a' * n}\tyoʻq\n" for n in range(1, 60)))
    assert answer.status_code == 409 and len(answer.context["stops"]) == 21


@pytest.mark.parametrize(
    "content, name",
    [(b"PK\x03\x04 no workbook", "a.xlsx"), (b"PK", "a.tsv"), (b"x" * (3 << 20), "a.tsv")],
)
def test_a_file_that_is_no_table_is_told_in_words(desk: Client, content: bytes, name: str) -> None:
    answer = loaded(desk, content, name)
    assert answer.status_code == 422 and answer.context["form"].errors["file"]


@pytest.mark.parametrize(
    "content", [b"\x00" * 50, bytes(range(256)), "Ab\t14\r\n".encode("utf-16"), b"\xff\xfe"]
)
def test_strange_bytes_never_break_the_page(desk: Client, content: bytes) -> None:
    assert loaded(desk, content).status_code in {303, 409, 422}


@pytest.mark.parametrize("typed", [{"name": ""}, {"valid_from": "31.02.2026"}, {"request_id": "x"}])
def test_what_is_missing_is_asked_for(desk: Client, typed: dict[str, str]) -> None:
    assert loaded(desk, **typed).status_code == 422


def test_the_same_request_twice_loads_once(desk: Client) -> None:
    request_id = str(uuid7())
    assert [loaded(desk, request_id=request_id).status_code for _ in range(2)] == [303, 303]
    assert AuthorMarkTable.objects.count() == 1


def test_whoever_may_only_correct_records_sees_and_does_not_replace(client: Client) -> None:
    desk = signed_in(client, rights.CORRECT_RECORD)
    assert desk.get("/catalogue/author-marks/").status_code == 200
    assert desk.get("/catalogue/author-marks/replace/").status_code == 403
    by = Actor(user_id=1, label="x", rights=frozenset({"catalogue.correct_record"}))
    with pytest.raises(Refused) as refused:
        load_author_marks(
            by=by,
            centre_id=a_centre().pk,
            name="x",
            valid_from=clock.today(),
            rows=[(1, ["A", "1"])],
            request_id=uuid7(),
        )
    assert refused.value.verdict.codes == ("no_right",) and not AuthorMarkTable.objects.exists()


def test_a_nameless_table_is_refused() -> None:
    by = Actor(user_id=None, label="x", rights=frozenset({"catalogue.load_author_marks"}))
    with pytest.raises(Refused) as refused:
        load_author_marks(
            by=by, centre_id=a_centre().pk, name=" ", valid_from=clock.today(), rows=[], request_id=uuid7()
        )
    assert refused.value.verdict.codes == ("marks_no_name", "marks_no_rows")


def test_the_form_of_a_record_offers_marks_and_the_tables(desk: Client) -> None:
    loaded(desk)
    page = desk.post(
        "/catalogue/checks/",
        {"title": "Oʻtkan kunlar", "author": "Qodiriy, Abdulla", "genre": "roman", "language": "uzb"},
    )
    text = page.content.decode()
    assert 'data-mark="84(5Oʻ)"' in text and 'data-mark="Q 58"' in text and "for=new" in text
    title = a_title()
    assert f"for={title.number}" in desk.get(f"/catalogue/{title.number}/correct/").content.decode()


def test_a_mark_is_chosen_into_the_form_that_asked(desk: Client) -> None:
    loaded(desk)
    page = desk.get("/catalogue/author-marks/", {"author": "Qodiriy", "for": "new"})
    ((mark, address),) = page.context["marks"]
    assert desk.get(address).context["form"]["author_mark"].value() == mark == "Q 58"


@pytest.mark.parametrize("question", ["?letter=%00", "?letter=<b>", "?author=%F0%9F%98%80", "?for=x&title=("])
def test_strange_questions_are_answered(desk: Client, question: str) -> None:
    assert desk.get(f"/catalogue/author-marks/{question}").status_code in {200, 400}
