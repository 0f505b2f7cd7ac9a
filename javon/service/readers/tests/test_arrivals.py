"""Readers from a spreadsheet: read, checked, entered, taken back; hostile files answered in sentences."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.core import clock
from javon.core.jobs.worker import work_all
from javon.service.readers import numbers, rights
from javon.service.readers.arrivals_file import TEMPLATE_HEADS, described, template
from javon.service.readers.models import Card, Reader, ReaderLine, ReadersRun, Registration
from javon.service.readers.queries import arrivals as queries
from javon.service.readers.rules import arrivals as rules
from javon.service.readers.rules.arrivals_columns import heading_of, what_is_missing
from javon.service.readers.tests.characters import a_consent_text, a_mahalla, a_school, blocked, dilnoza

TODAY = date(2026, 11, 28)
HEADS = [
    "T/r",
    "Ф.И.Ш.",
    "Туғилган санаси",
    "Жинси",
    "Мактаби",
    "Синфи",
    "Маҳалласи",
    "Телефони",
    "Ota-onasi",
]
ROWS: list[list[Any]] = [
    [1, "Юлдашева Нилуфар Анваровна", datetime(2013, 4, 17), "", "5-сонли мактаб", "5-Б", "Гулбаҳор", "90 123-45-67", "Юлдашева Нодира"],
    [2, "Toʻrayev Jasur Akmal oʻgʻli", 41381, "erkak", "5-maktab", "5 «B» sinf", "Gulbahor MFY", "", ""],
    [3, "Yoʻldosheva Nilufar Anvar qizi", "17.04.2013", "ayol", "", "", "", "", ""],  # the first once more
    [4, "", "01.02.2014", "", "", "", "", "", ""],
    [5, "Karimov Anvar", "2031-01-01", "", "", "", "", "", ""],
    [6, "Salimov Rustam", "1958", "", "", "", "Yangi hayot", "bor", ""],
]  # fmt: skip


def a_list(rows: Sequence[Sequence[Any]] = ROWS, heads: Sequence[Any] = HEADS) -> bytes:
    """A workbook as a school has it: its name above, the heading in the third row."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "5-maktab kitobxonlari"
    sheet.merge_cells("A1:I1")
    sheet.append([])
    sheet.append(list(heads))
    for row in rows:
        sheet.append(list(row))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture
def client():
    found = Client()
    held = (rights.SEE_READERS, rights.REGISTER_READERS, rights.IMPORT_READERS)
    found.force_login(
        an_employee("rahbar", *held).user, backend="javon.core.accounts.backends.AccountBackend"
    )
    a_consent_text(), a_school(), a_mahalla()
    return found


def handed_in(client: Client, content: bytes, name: str = "royxat.xlsx") -> Any:
    from javon.core.database.fields import uuid7

    given = {"registered_on": clock.today().isoformat(), "request_id": str(uuid7())}
    return client.post(reverse("readers:new_run"), {**given, "file": SimpleUploadedFile(name, content)})


def checked(client: Client, content: bytes) -> ReadersRun:
    assert handed_in(client, content).status_code == 303
    run = ReadersRun.objects.latest("number")
    head = run.sheets[0]["head"]
    columns = {f"column-{at}": meaning for at, meaning in enumerate(run.sheets[0]["columns"])}
    given = {"sheet": 0, "head": head, "shown": f"0:{head}", "do": "check", **columns}
    assert client.post(reverse("readers:run_columns", args=[run.number]), given).status_code == 303
    work_all()
    run.refresh_from_db()
    return run


# --- what a line says


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("17.04.2013", date(2013, 4, 17)),
        ("17.4.13", date(2013, 4, 17)),
        ("2013-04-17", date(2013, 4, 17)),
        ("17/04/2013", date(2013, 4, 17)),
        ("17,04,1962 y.", date(1962, 4, 17)),
        ("41381", date(2013, 4, 17)),
        ("41381.0", date(2013, 4, 17)),
        ("41381.5", date(2013, 4, 17)),
        ("17.04.2013 00:00:00", date(2013, 4, 17)),
        ("2013-04-17T00:00:00", date(2013, 4, 17)),
        ("17.04.2013 yil", date(2013, 4, 17)),
        ("17.04.2013 йил", date(2013, 4, 17)),
        ("17.04.2013 г.р.", date(2013, 4, 17)),
        ("17 апреля 2013 г.", date(2013, 4, 17)),
        ("17 апрель 2013 йил", date(2013, 4, 17)),
        ("17-апр-13", date(2013, 4, 17)),
        ("17042013", date(2013, 4, 17)),
        ("5032015", date(2015, 3, 5)),
        ("17.04.0013", date(13, 4, 17)),  # no year of this century: refused as unreal
        ("17.04.213", None),
        ("04/17/2013", None),
        ("31.02.2013", None),
        ("bahorda", None),
        ("", None),
    ],
)
def test_a_date_in_whatever_form_a_list_has_it(text, day):
    assert rules.day_of(text) == day


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"class": "5-Б"}, {"grade": 5, "class_letter": "Б", "category": "pupil"}),
        ({"class": "11"}, {"grade": 11, "class_letter": ""}),
        ({"class": "7 «A» sinf"}, {"grade": 7, "class_letter": "A"}),
        ({"class": "12-A"}, {"grade": None}),
        ({"sex": "ж"}, {"sex": "female"}),
        ({"sex": "O'g'il"}, {"sex": "male"}),
        (
            {"full_name": "Karimova Dilnoza Anvar qizi"},
            {"surname": "Karimova", "patronymic": "Anvar qizi", "sex": "female"},
        ),
        ({"category": "Пенсионер"}, {"category": "pensioner"}),
        ({"category": "Oʻqituvchi"}, {"category": "teacher"}),
        ({"category": "kosmonavt"}, {"category": "other"}),
        ({"birth_date": "1958"}, {"birth_date": None, "note": "tugʻilgan yili: 1958"}),
        ({"birth_date": "2015 й."}, {"birth_date": None, "note": "tugʻilgan yili: 2015"}),
        ({"birth_date": "2015-yil"}, {"note": "tugʻilgan yili: 2015"}),
        ({"birth_date": "00.00.2015 г."}, {"note": "tugʻilgan yili: 2015"}),
        ({"birth_date": "12.03.28"}, {"birth_date": date(1928, 3, 12)}),
        ({"sex": "ўғил бола"}, {"sex": "male"}),
        ({"sex": "Qiz bola"}, {"sex": "female"}),
        ({"sex": "erkak/ayol"}, {"sex": ""}),
        ({"sex": "девочка"}, {"sex": "female"}),
        ({"class": "5.0"}, {"grade": 5, "class_letter": ""}),
        ({"class": "5 кл."}, {"grade": 5, "class_letter": ""}),
        ({"class": "5-sinf «A»"}, {"grade": 5, "class_letter": "A"}),
        ({"class": "5-б синфи"}, {"grade": 5, "class_letter": "Б"}),
        ({"class": "5—А"}, {"grade": 5, "class_letter": "А"}),
        ({"class": "5/A"}, {"grade": 5, "class_letter": "A"}),
        ({"class": "2-kurs"}, {"grade": None}),
        (
            {"full_name": "Каримова Д.А."},
            {"surname": "Каримова", "given_name": "Д.", "patronymic": "А."},
        ),
        ({"full_name": "Д.А. Каримова"}, {"surname": "Каримова", "given_name": "Д."}),
        ({"full_name": "12. Karimova, Dilnoza"}, {"surname": "Karimova", "given_name": "Dilnoza"}),
        (
            {"full_name": "КАРИМОВ АЛИ-АКБАР АНВАР ЎҒЛИ"},
            {"surname": "Каримов", "given_name": "Али-Акбар", "patronymic": "Анвар ўғли"},
        ),
        (
            {"surname": "O‘KTAMOVA", "given_name": "G‘UNCHA"},
            {"surname": "O‘ktamova", "given_name": "G‘uncha"},
        ),
        (
            {"full_name": "Дилноза Каримова Анвар қизи"},
            {"surname": "Каримова", "given_name": "Дилноза", "patronymic": "Анвар қизи"},
        ),
        ({"full_name": "Akmal Toshev"}, {"surname": "Toshev", "given_name": "Akmal"}),
        ({"full_name": "Ким Ева"}, {"surname": "Ким", "given_name": "Ева"}),
        ({"full_name": "Karimov Anvarov"}, {"surname": "Karimov", "given_name": "Anvarov"}),
        ({"full_name": "---"}, {"surname": ""}),
        ({"surname": "李", "given_name": "مريم"}, {"surname": "李", "given_name": "مريم"}),
        ({"phone": "998901234567.0"}, {"phone": "998901234567"}),
        ({"phone": "9,98901234567E+11"}, {"phone": "998901234567"}),
        ({"phone": "9,98901E+11"}, {"phone": "9,98901E+11"}),  # the last digits are gone
        ({"card": "127.0"}, {"card": "127"}),
        ({"card": "—", "phone": "-", "note": "…"}, {"card": "", "phone": "", "note": ""}),
    ],
)
def test_what_a_cell_says(cells, expected):
    said = rules.understand(list(cells.values()), list(cells), TODAY)
    assert {name: getattr(said, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("name", "born", "is_nobody"),
    [
        ("Jami: 45 nafar", "", True),
        ("Итого", "", True),
        ("Ф.И.Ш.", "Туғилган санаси", True),
        ("5-«A» sinf", "", True),
        ("Директор: Karimov A.", "", True),
        ("5-A sinf oʻquvchilari", "", True),
        ("12. Karimova Dilnoza", "", False),
        ("1 Karimova Dilnoza", "", False),
        ("Karimova Dilnoza", "", False),
        ("Jamilova Jamila", "", False),
        ("Rahbarov Anvar", "", False),
        ("Direktor Anvar", "17.04.1990", False),  # whoever is called so was born on a day
    ],
)
def test_a_row_about_the_list_is_no_reader(name, born, is_nobody):
    said = rules.understand([name, born], ["full_name", "birth_date"], TODAY)
    outcome, objections = rules.judged(said, rules.Standing())
    assert (outcome == "refused") is is_nobody
    assert ("line_no_person" in [one.code for one in objections]) is is_nobody


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.text(max_size=20), max_size=10))
def test_no_line_breaks_the_reading(cells):
    columns = [
        "full_name",
        "birth_date",
        "sex",
        "category",
        "class",
        "phone",
        "card",
        "note",
        "school",
        "mahalla",
    ]
    said = rules.understand(cells, columns, TODAY)
    outcome, _objections = rules.judged(said, rules.Standing())
    assert outcome in {"good", "refused"}


@pytest.mark.parametrize(
    "heads",
    [HEADS, list(TEMPLATE_HEADS), ["№", "ФИО", "Дата рождения", "Пол", "Школа", "Класс", "Адрес", "Телефон"], ["Familiya", "Ism", "Sharifi", "Tug'ilgan yili", "Manzil", "Tel"]],
)  # fmt: skip
def test_headings_are_understood_in_both_scripts_and_in_russian(heads):
    found = heading_of([(1, ["5-maktab"]), (3, heads)])
    assert found.row == 3 and what_is_missing(found.columns) == []


def test_the_parents_name_is_not_the_readers():
    heads = ["Ota-ona F.I.Sh.", "Farzand F.I.Sh.", "Tugʻ. sana", "№ чит. билета"]
    assert heading_of([(1, heads)]).columns == ("guardian", "full_name", "birth_date", "card")


# --- the way of a file


@pytest.mark.django_db
def test_a_file_is_checked_entered_and_taken_back(client):
    known = dilnoza()
    again = [7, "Каримова Дилноза", known.birth_date.strftime("%d.%m.%Y"), "", "", "", "", "", ""]
    run = checked(client, a_list([*ROWS, again]))
    assert run.state == "checked"
    outcomes = list(ReaderLine.objects.filter(run=run).order_by("row").values_list("outcome", flat=True))
    assert outcomes == ["good", "good", "twice", "refused", "refused", "good", "known"]
    page = client.get(reverse("readers:run", args=[run.number]), {"lines": "all"}).content.decode()
    assert page.count("Юлдашева Нилуфар") == 1
    assert client.get(reverse("readers:run_report", args=[run.number])).status_code == 200

    assert client.post(reverse("readers:run_enter", args=[run.number])).status_code == 303
    work_all()
    run.refresh_from_db()
    assert run.state == "entered" and Reader.objects.count() == 4
    girl = Reader.objects.get(surname="Юлдашева")
    assert (girl.birth_date, girl.sex, girl.grade, girl.class_letter) == (date(2013, 4, 17), "female", 5, "Б")
    assert (girl.school, girl.mahalla, girl.phone) == (a_school(), a_mahalla(), "998901234567")
    assert girl.guardians.get().name == "Юлдашева Нодира" and girl.consents.get().way == "import"
    old = Reader.objects.get(surname="Salimov")
    assert (old.birth_date, old.phone, old.address) == (None, "", "Yangi hayot")
    assert sorted(Registration.objects.values_list("number", flat=True)) == [1, 2, 3, 4]

    blocked(old)
    assert client.post(reverse("readers:run_take_back", args=[run.number])).status_code == 303
    work_all()
    run.refresh_from_db()
    assert run.state == "taken_back"
    assert {one.surname for one in Reader.objects.all()} == {"Karimova", "Salimov"}
    stayed = ReaderLine.objects.get(run=run, outcome="stayed")
    assert stayed.reader == old and stayed.remarks[-1][0] == "reader_used_since"
    assert Registration.objects.filter(is_struck=True, reader=None).count() == 2  # the journal has no gaps
    assert client.post(reverse("readers:run_drop", args=[run.number])).status_code == 409


@pytest.mark.django_db
def test_a_school_is_found_by_its_number_and_a_kindergarten_is_no_school():
    school = a_school("27-son umumiy oʻrta taʼlim maktabi")
    a_school("28-son davlat maktabgacha taʼlim tashkiloti", "kindergarten")
    bodies = queries.Bodies(a_centre().pk)
    for name in ("27-maktab", "27-сонли мактаб", "Школа № 27", "27-son umumiy oʻrta taʼlim maktabi"):
        assert bodies.school(name) == school, name
    assert bodies.school("28-maktab") is None and bodies.school("Navoiy litseyi 27") is None
    assert bodies.mahalla("Гулбаҳор") is None


@pytest.mark.django_db
def test_a_file_entered_once_more_enters_nobody(client):
    first = checked(client, a_list(ROWS[:2]))
    client.post(reverse("readers:run_enter", args=[first.number]))
    work_all()
    second = checked(client, a_list(ROWS[:2]))
    assert {one.outcome for one in ReaderLine.objects.filter(run=second)} == {"known"}
    assert client.post(reverse("readers:run_enter", args=[second.number])).status_code == 409
    assert client.post(reverse("readers:run_drop", args=[second.number])).status_code == 303
    assert client.post(reverse("readers:run_enter", args=[first.number])).status_code == 409


@pytest.mark.django_db
def test_twins_are_entered_both_and_whoever_has_one_name_once(client):
    rows = [
        [1, "Karimov Hasan Anvar oʻgʻli", "17.04.2013", "erkak", "", "", "", "", "Karimov Anvar"],
        [2, "Каримов Ҳусан Анвар ўғли", "17.04.2013", "erkak", "", "", "", "", "Karimov Anvar"],
        [3, "Каримов Хасан Анварович", "17.04.2013", "erkak", "", "", "", "", ""],
        [4, "Dilshod", "17.04.1990", "erkak", "", "", "", "", ""],
    ]
    first = checked(client, a_list(rows))
    assert [one.outcome for one in ReaderLine.objects.order_by("row")] == ["good", "good", "twice", "good"]
    client.post(reverse("readers:run_enter", args=[first.number]))
    work_all()
    assert Reader.objects.count() == 3
    again = checked(client, a_list([*rows, [5, "Дилшод", "17.04.1990", "", "", "", "", "", ""]]))
    assert {one.outcome for one in ReaderLine.objects.filter(run=again)} == {"known"}


@pytest.mark.django_db
def test_who_stands_in_a_list_with_initials_is_shown_to_look_like_the_reader(client):
    known = dilnoza()
    born = known.birth_date.strftime("%d.%m.%Y")
    run = checked(client, a_list([[1, "Каримова Д.А.", born, "", "", "", "", "", ""]]))
    line = ReaderLine.objects.get(run=run)
    assert line.outcome == "good" and "line_like_another" in [one[0] for one in line.remarks]
    client.post(reverse("readers:run_enter", args=[run.number]))
    work_all()
    other = checked(client, a_list([[1, "Karimova Dilfuza Anvar qizi", born, "", "", "", "", "", ""]]))
    assert "line_like_another" in [one[0] for one in ReaderLine.objects.get(run=other).remarks]


@pytest.mark.django_db
def test_whoever_has_no_card_is_not_given_the_number_of_somebody_further_down(client):
    heads = ["Familiyasi", "Ismi", "Tugʻilgan sanasi", "Jinsi", "Bilet raqami"]
    told = ["", "3.0", "1", "K-000002", "", "xx"]
    rows = [[f"Karimov{'abcdef'[at]}", "Anvar", "17.04.1990", "erkak", card] for at, card in enumerate(told)]
    run = checked(client, a_list(rows, heads))
    client.post(reverse("readers:run_enter", args=[run.number]))
    work_all()
    assert list(Reader.objects.order_by("surname").values_list("number", flat=True)) == [4, 3, 1, 2, 5, 6]
    entered = ReaderLine.objects.filter(run=run, outcome="entered")
    assert not [one for line in entered for one in line.remarks if one[0] == "line_card_taken"]


@pytest.mark.django_db
def test_after_a_file_of_cards_the_next_number_is_found_at_one_leap(django_assert_max_num_queries):
    reader, centre = dilnoza(), a_centre()
    Card.objects.bulk_create(
        Card(
            centre=centre, reader=reader, number=number, issued_on=TODAY, ended_on=TODAY, ended_because="lost"
        )
        for number in range(reader.number + 1, reader.number + 500)
    )
    with transaction.atomic(), django_assert_max_num_queries(12):
        assert numbers.free_card(centre.pk) == reader.number + 500


@pytest.mark.django_db
def test_a_note_that_is_cut_says_so(client):
    heads = ["Familiyasi", "Ismi", "Tugʻilgan sanasi", "Izoh"]
    checked(client, a_list([["Karimov", "Anvar", "17.04.1990", "izoh " * 70]], heads))
    assert "line_text_cut" in [one[0] for one in ReaderLine.objects.get().remarks]


@pytest.mark.django_db
def test_columns_must_say_who_and_when(client):
    handed_in(client, a_list())
    run = ReadersRun.objects.get()
    address = reverse("readers:run_columns", args=[run.number])
    assert client.get(address).status_code == 200
    nothing = {"sheet": 0, "head": 3, "shown": "0:3", "do": "check"}
    answer = client.post(address, nothing)
    assert answer.status_code == 409 and ReaderLine.objects.count() == 0
    assert client.post(address, {**nothing, "do": "look"}).status_code == 200
    assert client.post(address, {**nothing, "head": "x"}).status_code == 422


def _bomb() -> bytes:
    """A workbook whose sheet says that it unpacks to half a gigabyte."""
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(a_list())) as good,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for part in good.namelist():
            if part == "xl/worksheets/sheet1.xml":
                with bad.open(part, "w") as stream:
                    for _ in range(512):
                        stream.write(b" " * (1 << 20))
            else:
                bad.writestr(part, good.read(part))
    return target.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "bosh.xlsx"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "eski.xls"),
        (b"<html><body>royxat</body></html>", "royxat.xlsx"),
        (b"PK\x03\x04 broken", "royxat.xlsx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "rasm.csv"),
    ],
)
def test_what_is_no_list_is_answered_in_words(client, content, name):
    answer = handed_in(client, content, name)
    assert answer.status_code == 422 and ReadersRun.objects.count() == 0


def _zipped(*names: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for name in names:
            packed.writestr(name, "<x/>")
    return target.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (_zipped("content.xml"), ".ods"),
        (_zipped("word/document.xml"), "Word"),
        (b"%PDF-1.7 royxat", "PDF"),
        (a_list()[:900], "oxirigacha"),  # not copied to its end
        (_zipped("xl/workbook.xml"), "oxirigacha"),
    ],
)
def test_what_could_become_a_list_is_told_how(client, content, told):
    answer = handed_in(client, content)
    assert answer.status_code == 422 and told in answer.content.decode()


@pytest.mark.django_db
def test_a_bomb_is_refused_before_it_is_unpacked(client):
    answer = handed_in(client, _bomb())
    assert answer.status_code == 422 and ReadersRun.objects.count() == 0


@pytest.mark.django_db
def test_formulas_merged_heads_and_csv_are_read_as_what_they_show(client):
    rows = [
        [1, '=CONCATENATE("Karimov"," Anvar")', "17.04.1990", "erkak"],
        [2, "Salimova Nodira", "01.02.1991", "ayol"],
    ]
    run = checked(client, a_list(rows, ["T/r", "F.I.Sh.", "Tugʻilgan sanasi", "Jinsi"]))
    assert [one.outcome for one in ReaderLine.objects.filter(run=run).order_by("row")] == ["refused", "good"]
    text = "Familiyasi;Ismi;Tugʻilgan sanasi\n=cmd|'/c calc'!A1;Anvar;17.04.1990\n".encode()
    assert handed_in(client, text, "royxat.csv").status_code == 303
    report = client.get(reverse("readers:run_report", args=[run.number]))
    shown = openpyxl.load_workbook(BytesIO(report.content)).active
    assert all(cell.data_type != "f" for row in shown.iter_rows() for cell in row)


@pytest.mark.django_db
def test_the_template_is_understood_by_the_program_itself(client, tmp_path: Path):
    assert client.get(reverse("readers:template")).status_code == 200
    path = tmp_path / "andoza.xlsx"
    path.write_bytes(template())
    [sheet] = described(path)
    assert "" not in sheet["columns"][: len(TEMPLATE_HEADS)] and sheet["rows"] == 2
    said = rules.understand(sheet["top"][1][1], sheet["columns"], TODAY)
    assert (said.surname, said.birth_date, said.grade, said.guardian) == (
        "Karimova",
        date(2013, 4, 17),
        5,
        "Karimova Nargiza",
    )


@pytest.mark.django_db
def test_only_who_may_takes_readers_over():
    client = Client()
    registrar = an_employee("gulnoza", rights.SEE_READERS, rights.REGISTER_READERS)
    client.force_login(registrar.user, backend="javon.core.accounts.backends.AccountBackend")
    a_centre()
    for name in ("runs", "new_run", "template"):
        assert client.get(reverse(f"readers:{name}")).status_code == 403
