"""Open loans of the paper system from a spreadsheet: checked, readers chosen, entered, taken back; counted nowhere as given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from javon.centre.organisation.tests.characters import a_centre, an_employee, ordinary_hours
from javon.collection.stock.models import Copy
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.access import machine
from javon.core.database.fields import uuid7
from javon.core.evidence import Period
from javon.core.jobs.worker import work_all
from javon.core.messaging.models import Notice
from javon.core.messaging.planning import plan
from javon.core.verdict import Refusal, Refused, Weight
from javon.service.lending import checks, evidence, notices, rights
from javon.service.lending.actions import opening as actions
from javon.service.lending.actions.desk import renew, take_back
from javon.service.lending.models import Loan, OpeningLine, OpeningRun
from javon.service.lending.opening_file import TEMPLATE_HEADS, described, template
from javon.service.lending.queries.desk import figures_of_the_day
from javon.service.lending.queries.formulary import rows as formulary
from javon.service.lending.rules import opening as rules
from javon.service.lending.rules.opening_columns import COLUMNS, what_is_missing
from javon.service.lending.tests.characters import a_borrower, a_loan, the_terms
from javon.service.lending.wording import why_this_date
from javon.service.readers.rights import SEE_READERS

TODAY = date(2026, 11, 28)
HEADS = ["T/r", "Bilet raqami", "F.I.Sh.", "Inventar raqami", "Berilgan sana", "Qaytarish sanasi"]


def a_list(rows: Sequence[Sequence[Any]], heads: Sequence[Any] = HEADS) -> bytes:
    """A workbook with its name above and the heading in the third row."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "Qoʻldagi kitoblar"
    sheet.append([])
    sheet.append(list(heads))
    for row in rows:
        sheet.append(list(row))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def signed_in(*held: Any, username: str = "rahbar") -> Client:
    client = Client()
    person = an_employee(username, rights.IMPORT_LOANS, rights.LEND, *held)
    client.force_login(person.user, backend="javon.core.accounts.backends.AccountBackend")
    return client


@pytest.fixture
def client():
    ordinary_hours(), the_terms()
    return signed_in(SEE_READERS)


def handed_in(client: Client, content: bytes, name: str = "qoldagi.xlsx") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("lending:opening_new"), {"request_id": str(uuid7()), "file": file})


def checked(client: Client, content: bytes) -> OpeningRun:
    answer = handed_in(client, content)
    assert answer.status_code == 303, answer.content.decode()
    run = OpeningRun.objects.latest("number")
    head = run.sheets[0]["head"]
    columns = {f"column-{at}": meaning for at, meaning in enumerate(run.sheets[0]["columns"])}
    told = {"sheet": 0, "head": head, "shown": f"0:{head}", "do": "check", **columns}
    assert client.get(reverse("lending:opening_columns", args=[run.number])).status_code == 200
    assert client.post(reverse("lending:opening_columns", args=[run.number]), told).status_code == 303
    work_all()
    run.refresh_from_db()
    return run


def entered(client: Client, run: OpeningRun) -> OpeningRun:
    assert client.post(reverse("lending:opening_enter", args=[run.number])).status_code == 303
    work_all()
    run.refresh_from_db()
    assert run.state == "entered"
    return run


def outcomes(run: OpeningRun) -> list[tuple[str, str]]:
    """The outcome of each line and its first remark."""
    rows = OpeningLine.objects.filter(run=run).order_by("row")
    return [(one.outcome, one.remarks[0][0] if one.remarks else "") for one in rows]


def ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


def shown(day: date) -> str:
    return f"{day:%d.%m.%Y}"


# --- what a line says


@pytest.mark.parametrize(
    ("told", "number"),
    [("1234", "1234"), ("1234.0", "1234"), ("№ 1234", "1234"), ("12 345", "12345"), ("A-17/2", "A-17/2"), ("000123", "000123")],
)  # fmt: skip
def test_an_inventory_number_in_whatever_form_a_list_has_it(told, number):
    assert rules.number_in(told) == number


@pytest.mark.parametrize(
    "heads",
    [
        HEADS,
        list(TEMPLATE_HEADS),
        ["№", "Билет рақами", "Ф.И.Ш.", "Инвентар рақами", "Берилган сана", "Қайтариш санаси"],
        ["№ п/п", "ФИО читателя", "Инв. №", "Дата выдачи", "Срок возврата"],
        ["Card", "Reader", "Inventory number", "Lent on", "Due"],
        ["reader_id", "reader_name", "barcode", "title", "issued_at", "due_at"],
        ["T/r", "Kitobxon F.I.Sh.", "Kitob inventar №", "Kitob nomi", "Olgan vaqti", "Qaytarish vaqti"],
        ["№", "Фамилия Имя", "Инвентарный №", "Дата выдачи", "Дата возврата"],
    ],
)
def test_headings_are_understood_in_both_scripts_in_russian_and_in_english(heads):
    found = COLUMNS.heading_of([(1, ["Roʻyxat"]), (3, heads)])
    assert found.row == 3 and what_is_missing(found.columns) == []


def test_of_a_nameless_heading_it_is_said_what_is_missing():
    assert what_is_missing(["title", "title"]) == [
        "opening_no_column_of_readers", "opening_no_column_of_numbers", "opening_no_column_of_days", "opening_meaning_twice",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "standing", "outcome", "code"),
    [
        ({}, {}, "good", ""),
        ({"remarks": (Refusal("opening_day_unclear", Weight.FORBIDS),)}, {}, "refused", "opening_day_unclear"),
        ({}, {"reader": 0, "why": "unknown_card", "offered": (3,)}, "unsure", "opening_reader_unknown_card_of_name"),
        ({}, {"reader": 0, "why": "gone", "offered": (3,)}, "unsure", "opening_reader_gone_of_name"),
        ({}, {"reader": 0, "why": "gone"}, "refused", "opening_reader_gone"),
        ({"lent_on": None}, {}, "refused", "opening_without_lent"),
        ({"lent_on": date(2026, 12, 1), "due_on": date(2026, 12, 9)}, {}, "refused", "opening_lent_to_come"),
        ({"lent_on": date(1926, 11, 1)}, {}, "refused", "opening_lent_unreal"),
        ({"due_on": date(2026, 10, 1)}, {}, "refused", "opening_due_before_lent"),
        ({"due_on": date(2036, 10, 1)}, {}, "refused", "opening_due_unreal"),
        ({"due_on": None}, {}, "good", "opening_due_by_terms"),
        ({"inventory": ""}, {}, "refused", "opening_without_number"),
        ({}, {"copies": 0}, "refused", "opening_number_unknown"),
        ({}, {"copies": 2}, "refused", "opening_number_of_several"),
        ({}, {"state": "lost"}, "refused", "opening_copy_lost"),
        ({}, {"state": "written_off"}, "refused", "opening_copy_withdrawn"),
        ({}, {"state": "on_hold_shelf"}, "refused", "opening_copy_in_house"),
        ({}, {"state": "missing"}, "good", "opening_copy_elsewhere"),
        ({}, {"is_lent": True, "state": "on_loan"}, "out", "opening_on_loan"),
        ({}, {"earlier_row": 4}, "twice", "opening_twice"),
        ({}, {"reader": 0, "why": "unknown_card"}, "refused", "opening_reader_unknown_card"),
        ({}, {"reader": 0, "why": "several", "offered": (1, 2)}, "unsure", "opening_reader_several"),
        ({}, {"reader": 0, "why": "differs", "offered": (1,)}, "unsure", "opening_reader_differs"),
        ({"card": "", "surname": ""}, {"reader": 0}, "refused", "opening_without_reader"),
    ],
)  # fmt: skip
def test_what_becomes_of_a_line(said, standing, outcome, code):
    line = {"card": "K-000001", "surname": "Karimova", "inventory": "7", "lent_on": date(2026, 11, 1), "due_on": date(2026, 11, 16)}  # fmt: skip
    facts = {"reader": 1, "copies": 1, "state": "on_shelf", **standing}
    found, objections = rules.judged(rules.Said(**{**line, **said}), rules.Standing(**facts), TODAY)
    assert found == outcome and [one.code for one in objections][:1] == ([code] if code else [])


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.text(max_size=20), max_size=6))
def test_no_line_breaks_the_reading(cells):
    said = rules.understand(cells, ["card", "full_name", "inventory", "title", "lent_on", "due_on"])
    outcome, _objections = rules.judged(said, rules.Standing(reader=1, copies=1, state="on_shelf"), TODAY)
    assert outcome in {"good", "refused"}


@pytest.mark.parametrize(
    ("touched", "code"),
    [
        ({}, ""),
        ({"state": "returned"}, "opening_since_returned"),
        ({"state": "lost"}, "opening_since_lost"),
        ({"state": "undone"}, "opening_since_undone"),
        ({"renewals": 1}, "opening_since_renewed"),
        ({"is_claimed": True}, "opening_since_claimed"),
        ({"used_by": "nuqson"}, "opening_since_used"),
    ],
)
def test_a_loan_that_somebody_touched_stays(touched, code):
    assert [one.code for one in rules.may_take_back(rules.Touched(**touched)).stops] == (
        [code] if code else []
    )


@pytest.mark.parametrize(
    ("deed", "state", "left", "code"),
    [
        ("check", "entered", 1, "opening_not_now_check"),
        ("choose", "checking", 1, "opening_not_now_choose"),
        ("enter", "columns", 1, "opening_not_now_enter"),
        ("enter", "checked", 0, "opening_no_good_line"),
        ("take_back", "checked", 1, "opening_not_now_take_back"),
        ("drop", "entered", 1, "opening_not_now_drop"),
    ],
)
def test_a_file_goes_one_way(deed, state, left, code):
    assert [one.code for one in rules.may_go_on(deed, state, left).stops] == [code]


@pytest.mark.parametrize(
    ("heads", "due", "returned"),
    [
        (["Инв. №", "ФИО", "Дата выдачи", "Срок возврата", "Дата возврата"], 3, 4),
        (["Инв. №", "ФИО", "Дата выдачи", "Дата возврата", "Срок возврата"], 4, 3),
        (["Inventar №", "F.I.Sh.", "Berilgan sana", "Qaytarish muddati", "Qaytarish sanasi"], 3, 4),
        (["Inventar №", "F.I.Sh.", "Berilgan sana", "Qaytarish sanasi", "Qaytarilgan sana"], 3, 4),
    ],
)
def test_the_day_of_return_is_no_due_date(heads, due, returned):
    columns = COLUMNS.heading_of([(1, heads)]).columns
    assert (columns.index("due_on"), columns.index("returned_on")) == (due, returned)


@pytest.mark.parametrize(
    ("told", "outcome"),
    [("12.11.2026", "refused"), ("46338", "refused"), ("bor", "refused"), ("", "good"), ("—", "good")],
)
def test_what_was_brought_back_is_no_open_loan(told, outcome):
    said = rules.understand(
        ["Karimova", "7", "01.11.2026", "16.11.2026", told],
        ["surname", "inventory", "lent_on", "due_on", "returned_on"],
    )
    found, objections = rules.judged(said, rules.Standing(reader=1, copies=1, state="on_shelf"), TODAY)
    assert found == outcome
    if outcome == "refused":
        assert [one.code for one in objections] == ["opening_returned"]
        assert ("12.11.2026" if told != "bor" else "bor") == said.returned


# --- the way of a file


@pytest.mark.django_db
def test_a_file_is_checked_entered_and_taken_back(client):
    one, two = a_borrower(), a_borrower(surname="Toʻrayev", given_name="Jasur")
    first, second, third = a_copy(), a_copy(), a_copy(state="on_loan")
    run = checked(
        client,
        a_list(
            [
                [
                    1,
                    one.number,
                    "",
                    int(first.inventory_number),
                    datetime(2026, 11, 2),
                    datetime(2026, 11, 17),
                ],
                [2, "", "Тўраев Жасур", second.inventory_number, shown(ago(30)), ""],
                [
                    3,
                    f"K-{two.number:06d}",
                    "Toʻrayev J.",
                    third.inventory_number,
                    shown(ago(90)),
                    shown(ago(75)),
                ],
                [4, one.number, "", first.inventory_number, shown(ago(3)), ""],
                [5, 999999, "", a_copy().inventory_number, shown(ago(3)), ""],
                [6, one.number, "", "777777", shown(ago(3)), ""],
            ]
        ),
    )
    assert outcomes(run) == [
        ("good", ""), ("good", "opening_due_by_terms"), ("good", ""), ("twice", "opening_due_by_terms"),
        ("refused", "opening_due_by_terms"), ("refused", "opening_due_by_terms"),
    ]  # fmt: skip
    entered(client, run)
    loans = {loan.copy_id: loan for loan in Loan.objects.all()}
    assert set(loans) == {first.pk, second.pk, third.pk}
    paper = loans[first.pk]
    assert (paper.reader, paper.lent_on, paper.due_on, paper.channel) == (
        one,
        date(2026, 11, 2),
        date(2026, 11, 17),
        "import",
    )
    assert paper.reasons == {} and "qogʻoz" in why_this_date(paper.due_on, paper.reasons)
    assert loans[second.pk].reader == two and loans[second.pk].reasons["days"] == 15
    assert set(Copy.objects.filter(pk__in=loans).values_list("state", flat=True)) == {"on_loan"}
    assert list(checks.verify()) == []
    page = client.get(reverse("lending:opening", args=[run.number]), {"lines": "all"})
    assert page.status_code == 200 and reverse("lending:loan", args=[paper.pk]) in page.content.decode()
    report = client.get(reverse("lending:opening_report", args=[run.number]))
    assert openpyxl.load_workbook(BytesIO(report.content)).active.max_row == 5

    take_back(by=machine("test", a_centre().pk), copy=first)
    renewed = loans[second.pk]
    renew(by=machine("test", a_centre().pk), loan=renewed)
    assert client.post(reverse("lending:opening_take_back", args=[run.number])).status_code == 303
    work_all()
    run.refresh_from_db()
    assert run.state == "taken_back"
    assert outcomes(run)[:3] == [
        ("stayed", "opening_since_returned"),
        ("stayed", "opening_due_by_terms"),
        ("back", ""),
    ]
    assert OpeningLine.objects.get(loan=renewed).remarks[-1][0] == "opening_since_renewed"
    third.refresh_from_db()
    assert third.state == "on_loan" and not Loan.objects.filter(copy=third).exists()  # as it stood before
    assert list(checks.verify()) == []


@pytest.mark.django_db
def test_who_is_meant_is_chosen_where_a_name_meets_several(client):
    one, two = a_borrower(), a_borrower(birth_date=date(2001, 2, 3))
    other, copy, second = a_borrower(surname="Salimov", given_name="Rustam"), a_copy(), a_copy()
    rows = [
        [1, "", "Каримова Наргиза", copy.inventory_number, shown(ago(9)), shown(ago(-6))],
        [2, other.number, "Karimova Nargiza", second.inventory_number, shown(ago(9)), shown(ago(-6))],
        [3, "", "Nomalum Odam", a_copy().inventory_number, shown(ago(9)), shown(ago(-6))],
    ]
    run = checked(client, a_list(rows))
    assert outcomes(run) == [
        ("unsure", "opening_reader_several"), ("unsure", "opening_reader_differs"), ("refused", "opening_reader_unknown_name"),
    ]  # fmt: skip
    line = reverse("lending:opening_line", args=[run.number, 4])
    page = client.get(line).content.decode()
    assert f"K-{one.number:06d}" in page and f"K-{two.number:06d}" in page and "03.02.2001" in page
    assert client.post(line, {"reader": ""}).status_code == 409
    assert client.post(line, {"typed": "999999"}).status_code == 409
    assert client.post(line, {"reader": f"K-{two.number:06d}"}).status_code == 303
    assert (
        client.post(
            reverse("lending:opening_line", args=[run.number, 6]), {"typed": str(one.number)}
        ).status_code
        == 303
    )
    entered(client, run)
    assert Loan.objects.get(copy=copy).reader == two and Loan.objects.filter(reader=one).count() == 1
    assert client.get(line).status_code == 404
    assert client.get(reverse("lending:opening_line", args=[run.number, 999])).status_code == 404
    # whoever was not chosen yet can be chosen, and entered, later
    late = reverse("lending:opening_line", args=[run.number, 5])
    assert client.post(late, {"reader": f"K-{other.number:06d}"}).status_code == 303
    entered(client, run)
    assert Loan.objects.get(copy=second).reader == other


@pytest.mark.django_db
def test_what_cannot_be_chosen_or_taken_back_is_said(client):
    reader, copy = a_borrower(), a_copy()
    run = entered(
        client, checked(client, a_list([[1, reader.number, "", copy.inventory_number, shown(ago(9)), ""]]))
    )
    by = machine("test", a_centre().pk)
    for card, code in ((reader.number, "opening_line_decided"), (None, "opening_line_decided")):
        with pytest.raises(Refused) as refused:
            actions.choose_reader(by=by, run=run, row=4, card=card)
        assert [one.code for one in refused.value.verdict.stops] == [code]
    line = OpeningLine.objects.get(run=run)
    OpeningLine.objects.filter(pk=line.pk).update(outcome="refused")
    with pytest.raises(Refused) as refused:
        actions.choose_reader(by=by, run=run, row=4, card=None)
    assert [one.code for one in refused.value.verdict.stops] == ["opening_choose_card"]
    OpeningLine.objects.filter(pk=line.pk).update(outcome="entered")
    Copy.objects.filter(pk=copy.pk).update(state="written_off")  # withdrawn while it was out
    client.post(reverse("lending:opening_take_back", args=[run.number]))
    work_all()
    assert OpeningLine.objects.get(run=run).remarks[-1][0] == "opening_since_moved"
    with pytest.raises(Refused) as refused:
        file = run.file
        assert file is not None
        OpeningRun.objects.filter(pk=run.pk).update(state="entered")
        actions.begin_opening(by=by, centre=a_centre(), run_id=uuid7(), file=file, name="x", sheets=[])
    assert [one.code for one in refused.value.verdict.stops] == ["opening_file_twice"]


@pytest.mark.django_db
def test_with_whom_a_copy_is_already_is_told_only_to_who_may_see_readers(client):
    holder, copy = a_borrower(surname="Yashirinova"), a_copy()
    a_loan(copy, holder)
    run = checked(client, a_list([[1, a_borrower().number, "", copy.inventory_number, shown(ago(9)), ""]]))
    assert outcomes(run)[0][0] == "out"
    address = reverse("lending:opening", args=[run.number])
    assert "Yashirinova" in client.get(address).content.decode()
    assert "Yashirinova" not in signed_in(username="omborchi").get(address).content.decode()


@pytest.mark.django_db
def test_the_same_file_is_taken_once(client):
    content = a_list([[1, a_borrower().number, "", a_copy().inventory_number, shown(ago(9)), ""]])
    run = checked(client, content)
    assert handed_in(client, content).status_code == 409
    assert client.post(reverse("lending:opening_drop", args=[run.number])).status_code == 303
    again = entered(client, checked(client, content))
    assert handed_in(client, content).status_code == 409
    client.post(reverse("lending:opening_take_back", args=[again.number]))
    work_all()
    assert handed_in(client, content).status_code == 303 and Loan.objects.count() == 0


@pytest.mark.django_db
def test_what_the_desk_did_since_the_check_is_seen_when_entering(client):
    reader, copy = a_borrower(), a_copy()
    run = checked(
        client, a_list([[1, reader.number, "", copy.inventory_number, shown(ago(9)), shown(ago(-6))]])
    )
    a_loan(copy, a_borrower())
    entered(client, run)
    assert outcomes(run) == [("out", "opening_on_loan")] and Loan.objects.count() == 1


@pytest.mark.django_db
def test_an_opening_balance_is_no_loan_given(client):
    today, reader, copy = clock.today(), a_borrower(), a_copy()
    entered(
        client,
        checked(
            client, a_list([[1, reader.number, "", copy.inventory_number, shown(today), shown(ago(-10))]])
        ),
    )
    period = Period(date(today.year, 1, 1), date(today.year, 12, 31))
    assert evidence.copies_lent(a_centre().pk, period) == 0
    assert evidence.loans_taken_over(a_centre().pk, period) == 1
    assert figures_of_the_day(a_centre().pk, today)["lent"] == 0
    assert len(formulary(reader, today.year)) == 1  # the reader's paper goes on where it was
    take_back(by=machine("test", a_centre().pk), copy=copy)
    assert figures_of_the_day(a_centre().pk, today)["returned"] == 1


@pytest.mark.django_db
@pytest.mark.parametrize("late", [1, 3, 8, 20, 40])
def test_nobody_is_flooded_on_the_day_of_the_import(client, late):
    reader, copy = a_borrower(phone="998901234567"), a_copy()
    rows = [[1, reader.number, "", copy.inventory_number, shown(ago(late + 15)), shown(ago(late))]]
    entered(client, checked(client, a_list(rows)))
    now = clock.now()
    assert plan(notices.candidates(now), now=now) == 0
    assert {one.state for one in Notice.objects.all()} == {"skipped_late"}
    assert plan(notices.candidates(now), now=now) == 0
    following = next((step.from_day for step in notices.LADDERS[0].steps if step.from_day > late), None)
    if following is not None:
        then = now + timedelta(days=following - late)
        with clock.at(then):
            plan(notices.candidates(then), now=then)
        last = Notice.objects.order_by("-planned_at", "-pk").first()
        assert last is not None and last.state != "skipped_late"  # and nobody is forgotten


@pytest.mark.django_db
def test_columns_must_say_who_what_and_when(client):
    handed_in(client, a_list([[1, 2, "", 3, "", ""]]))
    run = OpeningRun.objects.get()
    address = reverse("lending:opening_columns", args=[run.number])
    nothing = {"sheet": 0, "head": 3, "shown": "0:3", "do": "check"}
    assert client.post(address, nothing).status_code == 409
    assert client.post(address, {**nothing, "do": "look"}).status_code == 200
    assert client.post(address, {**nothing, "head": "x"}).status_code == 422
    assert client.post(reverse("lending:opening_enter", args=[run.number])).status_code == 409
    for name in ("opening_take_back",):
        assert client.post(reverse(f"lending:{name}", args=[run.number])).status_code == 409


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "bosh.xlsx"), (b"PK\x03\x04 broken", "royxat.xlsx"), (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "rasm.csv")],
)  # fmt: skip
def test_what_is_no_list_is_answered_in_words(client, content, name):
    assert handed_in(client, content, name).status_code == 422 and OpeningRun.objects.count() == 0


@pytest.mark.django_db
def test_the_template_is_understood_by_the_program_itself(client, tmp_path: Path):
    assert client.get(reverse("lending:opening_template")).status_code == 200
    path = tmp_path / "andoza.xlsx"
    path.write_bytes(template())
    [sheet] = described(path)
    assert "" not in sheet["columns"][: len(TEMPLATE_HEADS)] and sheet["rows"] == 2
    said = rules.understand(sheet["top"][1][1], sheet["columns"])
    assert (said.card, said.inventory, said.lent_on) == (
        "K-000127",
        "10234",
        date(2026, 11, 2),
    ) and not said.remarks


@pytest.mark.django_db
def test_only_who_may_takes_loans_over():
    client, person = Client(), an_employee("gulnoza", rights.LEND)
    client.force_login(person.user, backend="javon.core.accounts.backends.AccountBackend")
    a_centre()
    for name in ("openings", "opening_new", "opening_template"):
        assert client.get(reverse(f"lending:{name}")).status_code == 403


@pytest.mark.django_db
def test_a_file_is_forgotten_after_a_month_and_by_an_erasing(client):
    reader, copy = a_borrower(), a_copy()
    run = entered(
        client,
        checked(client, a_list([[1, reader.number, "Karimova", copy.inventory_number, shown(ago(9)), ""]])),
    )
    by = machine("openings", a_centre().pk)
    assert actions.forget_old_openings(by=by) == 0
    with clock.at(clock.now() + timedelta(days=31)):
        assert actions.forget_old_openings(by=by) == 1
    run.refresh_from_db()
    assert (run.file, run.sheets, run.name) == (None, [], "—")
    assert OpeningLine.objects.get(run=run).cells == []
    assert client.get(reverse("lending:opening", args=[run.number])).status_code == 200
    with pytest.raises(Refused):
        actions.check_opening(by=by, run=run, layout={"sheet": 0, "columns": []})


@pytest.mark.django_db
def test_a_book_lent_before_its_reader_was_born_is_refused_and_the_others_are_entered(client):
    child = a_borrower(birth_date=ago(3650))
    rows = [
        [1, child.number, "", a_copy().inventory_number, shown(ago(3660)), ""],
        [2, child.number, "", a_copy().inventory_number, shown(ago(9)), ""],
    ]
    run = checked(client, a_list(rows))
    first = OpeningLine.objects.order_by("row")[0]
    assert (first.outcome, first.remarks[-1][0]) == ("refused", "opening_before_birth")
    assert (
        shown(ago(3650))
        in client.get(reverse("lending:opening", args=[run.number]), {"lines": "all"}).content.decode()
    )
    entered(client, run)
    assert Loan.objects.count() == 1


@pytest.mark.django_db
def test_initials_in_a_list_offer_those_whom_they_may_mean(client):
    one = a_borrower(surname="Karimova", given_name="Dilnoza", patronymic="Anvar qizi")
    a_borrower(surname="Karimova", given_name="Dilfuza", patronymic="Botir qizi")
    rows = [
        [1, "", "Каримова Д.А.", a_copy().inventory_number, shown(ago(9)), shown(ago(-6))],
        [2, "", "КАРИМОВА Д.", a_copy().inventory_number, shown(ago(9)), shown(ago(-6))],
        [3, one.number, "Каримова Д.А.", a_copy().inventory_number, shown(ago(9)), shown(ago(-6))],
        [4, "", "Каримова Я.", a_copy().inventory_number, shown(ago(9)), shown(ago(-6))],
    ]
    run = checked(client, a_list(rows))
    assert [found[0] for found in outcomes(run)] == ["unsure", "unsure", "good", "refused"]
    offered = [line.offered for line in OpeningLine.objects.filter(run=run).order_by("row")]
    assert offered[0] == [one.number] and len(offered[1]) == 2


def test_a_dash_stands_for_nothing():
    said = rules.understand(
        ["—", "Karimova", "7", "01.11.2026", "-"], ["card", "surname", "inventory", "lent_on", "due_on"]
    )
    assert (said.card, said.due_on, said.remarks) == ("", None, ())
