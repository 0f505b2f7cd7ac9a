"""Papers as a district centre writes them. Every person and number is invented; the Regulation is not."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

from javon.core.papers import (
    Acquaintance,
    Annex,
    Clause,
    Column,
    Heading,
    Letterhead,
    Paper,
    Reference,
    Seen,
    Signature,
    Stamp,
    SystemMark,
    Table,
)

REGULATION = Path(__file__).resolve().parents[4] / "docs" / "nizom.uz.txt"
SHA = "3f2a9c0b7d1e4f58aa0c4d2e9b6f7a1122334455667788990011223344556677"

HEAD = Letterhead(
    above="ANDIJON VILOYATI AXBOROT-KUTUBXONA MARKAZI",
    centre="QOʻRGʻONTEPA TUMAN AXBOROT-KUTUBXONA MARKAZI",
    address="170800, Andijon viloyati, Qoʻrgʻontepa tumani, Mustaqillik koʻchasi, 12-uy",
    tax_id="201 234 567",
    account="2340 2000 3001 0000 1234",
    phone="+998 74 123-45-67",
    email="akm@example.uz",
)
STAFF = (
    ("Xizmat rahbari", "Sh. Nazarova"),
    ("Abonement kutubxonachisi", "D. Karimova"),
    ("Bolalar boʻlimi kutubxonachisi", "O. Tursunov"),
    ("Oʻquv zali kutubxonachisi", "Gʻ. Ergashev"),
    ("Tadbirlar va koʻchma xizmat boʻyicha kutubxonachi", "M. Qodirova"),
    ("Abonement kutubxonachisi", "N. Yoʻldosheva"),
)


def an_order(**changes: object) -> Paper:
    """Order 41 with four points, approved in the system, read by some."""
    how = (
        (Seen.IN_SYSTEM, date(2026, 11, 24)), (Seen.IN_SYSTEM, date(2026, 11, 24)), (Seen.ON_PAPER, date(2026, 11, 25)),
        (Seen.ON_PAPER, None), (Seen.NOT_YET, None), (Seen.NOT_YET, None),
    )  # fmt: skip
    given: dict[str, object] = {
        "kind": "BUYRUQ",
        "letterhead": HEAD,
        "number": "41-A",
        "on": date(2026, 11, 24),
        "place": "Qoʻrgʻontepa",
        "title": "Yangi yil tadbirlarini tayyorlash va oʻtkazish toʻgʻrisida",
        "preamble": "Bolalar va oʻsmirlar oʻrtasida kitobxonlikni targʻib qilish, qishki taʼtil kunlarini mazmunli oʻtkazish maqsadida hamda markazning 2026-yilga moʻljallangan ish rejasiga muvofiq",
        "basis": (
            "xizmat Nizomining 3.6-bandi;",
            "Andijon viloyati Axborot-kutubxona markazining 2026-yil 12-noyabrdagi 77-sonli xati.",
        ),
        "resolving": "BUYURAMAN:",
        "body": (
            Clause("Yangi yil tadbirlari rejasi ilovaga muvofiq tasdiqlansin.", "1"),
            Clause(
                "«Qishki ertak» teatrlashtirilgan kitobxonlik kuni tayyorlansin va maktab oʻquvchilari taklif etilsin.",
                "2", who="O. Tursunov", by=date(2026, 12, 18), control="Sh. Nazarova",
            ),
            Clause(
                "Savay va Dardoq mahallalarida koʻchma oʻquv zallari tashkil etilsin:", "3", who="M. Qodirova", by=date(2026, 12, 25)
            ),
            Clause("Savay mahallasida 40 nomdagi bolalar adabiyoti bilan;", "a)", level=1),
            Clause("Dardoq mahallasida 25 nomdagi maʼrifiy adabiyot bilan.", "b)", level=1),
            Clause("Ushbu buyruq ijrosini nazorat qilish xizmat rahbari Sh. Nazarova zimmasiga yuklansin.", "4"),
        ),
        "signatures": (Signature("Direktor", "M. Rahimova", seal=True),),
        "acquaintances": tuple(
            Acquaintance(office, name, seen, on) for (office, name), (seen, on) in zip(STAFF, how, strict=True)
        ),
        "mark": SystemMark(
            "M. Rahimova", datetime(2026, 11, 24, 16, 41), SHA, "https://akm.example.uz/documents/41-A-2026/"
        ),
    }  # fmt: skip
    return Paper(**{**given, **changes})  # type: ignore[arg-type]


def an_order_in_cyrillic(**changes: object) -> Paper:
    """The same in the other script, with few words."""
    given: dict[str, object] = {
        "language": "uz-cyrl",
        "kind": "БУЙРУҚ",
        "letterhead": Letterhead("ҚЎРҒОНТЕПА ТУМАН АХБОРОТ-КУТУБХОНА МАРКАЗИ", tax_id="201 234 567"),
        "place": "Қўрғонтепа",
        "title": "Меҳнат таътили тўғрисида",
        "approval": Stamp("Марказ директори", "М. Раҳимова", date(2026, 11, 24)),
        "resolving": "БУЮРАМАН:",
        "body": (Clause("Ғ. Эргашевга 24 иш куни меҳнат таътили берилсин.", "1"),),
        "signatures": (Signature("Директор", "М. Раҳимова"),),
        "acquaintances": (Acquaintance("Кутубхоначи", "Ғ. Эргашев"),),
    }
    return an_order(**{"basis": (), "preamble": "", **given, **changes})


def the_regulation(**changes: object) -> Paper:
    """The Regulation of the service, 29 clauses as they were typed; acknowledged on paper, no date known."""
    body: list[Heading | Clause] = []
    for line in REGULATION.read_text(encoding="utf-8").splitlines():
        if clause := re.match(r"(?:- )?(\d+\.\d+)\. (.+)", line):
            body.append(Clause(_apostrophes(clause[2]), clause[1]))
        elif chapter := re.match(r"([1IV]+)\.? (\S.+)", line):
            body.append(Heading(_apostrophes(chapter[2]), chapter[1]))
    given: dict[str, object] = {
        "kind": "NIZOMI",
        "kind_follows_title": True,
        "title": "Qoʻrgʻontepa tuman Axborot-kutubxona markazi\nAxborot-kutubxona texnologiyalari boʻlimi\n"
        "Abonementlar va foydalanuvchilarga xizmat koʻrsatish xizmati",
        "approval": Stamp(
            "Qoʻrgʻontepa tuman Axborot-kutubxona\nmarkazi direktori", "M. Rahimova", date(2024, 8, 7)
        ),
        "body": tuple(body),
        "acquaintances": (
            Acquaintance("Xizmat rahbari", "Sh. Nazarova", Seen.ON_PAPER),
            Acquaintance("Kutubxonachi", "D. Karimova"),
        ),
        "mark": SystemMark("M. Rahimova", datetime(2026, 11, 24, 9, 5), SHA),
    }
    return Paper(**{**given, **changes})  # type: ignore[arg-type]


def _apostrophes(text: str) -> str:
    return re.sub(r"(?<=[oOgG])'", "ʻ", text).replace("'", "ʼ")


def a_job_description(**changes: object) -> Paper:
    """Five chapters with an approval stamp, one acknowledgement."""
    given: dict[str, object] = {
        "kind": "LAVOZIM YOʻRIQNOMASI",
        "kind_follows_title": True,
        "title": "Abonement kutubxonachisining",
        "approval": Stamp("Qoʻrgʻontepa tuman Axborot-kutubxona\nmarkazi direktori", "M. Rahimova"),
        "agreement": Stamp("Xizmat rahbari", "Sh. Nazarova", seal=False),
        "body": (
            Heading("Umumiy qoidalar", "1"),
            Clause("Kutubxonachi markaz direktorining buyrugʻi bilan lavozimga tayinlanadi va lavozimdan ozod etiladi.", "1.1"),
            Clause("Kutubxonachi bevosita xizmat rahbariga boʻysunadi.", "1.2"),
            Clause("Oʻz faoliyatida «Axborot-kutubxona faoliyati toʻgʻrisida»gi Qonunga, markaz Ustaviga, xizmat Nizomiga va ichki tartib qoidalariga amal qiladi.", "1.3"),
            Heading("Vazifalari", "2"),
            Clause("Foydalanuvchilarni roʻyxatga oladi, kitob beradi va qabul qilib oladi, kundalik yuritadi.", "2.1"),
            Clause("Qarzdorlar bilan ishlaydi, har oyning 25-sanasigacha roʻyxatni xizmat rahbariga topshiradi.", "2.2"),
            Heading("Huquqlari", "3"),
            Clause("Xizmat faoliyatini yaxshilash boʻyicha takliflar kiritadi.", "3.1"),
            Heading("Javobgarligi", "4"),
            Clause("Fondning saqlanishi va shaxsga doir maʼlumotlar sir tutilishi uchun javob beradi.", "4.1"),
            Heading("Oʻzaro munosabat", "5"),
            Clause("Boshqa xizmatlar, mahallalar va maktablar bilan hamkorlik qiladi.", "5.1"),
        ),
        "acquaintances": (Acquaintance("Kutubxonachi", "D. Karimova"),),
        "draft": True,
    }  # fmt: skip
    return Paper(**{**given, **changes})  # type: ignore[arg-type]


def a_letter(**changes: object) -> Paper:
    """A letter that answers another."""
    given: dict[str, object] = {
        "letterhead": HEAD,
        "reference": Reference("01-07/214", date(2026, 11, 24), "01-05/77", date(2026, 11, 12)),
        "addressee": ("Andijon viloyati", "Axborot-kutubxona markazi", "direktori B. Xolmatovga"),
        "title": "Bolalar kitobxonligi haqida maʼlumot",
        "body": (
            Clause("Markazimiz 2026-yilning oʻn oyida 7–10 yoshdagi bolalarga 8 240 nusxa kitob berdi. Bu oʻtgan yilning shu davriga nisbatan 8,3 foiz koʻp (2025-yil: 7 610 nusxa)."),
            Clause("Koʻchma oʻquv zallarida 24 ta uchrashuv rejalashtirilgan boʻlib, ulardan 17 tasi oʻtkazildi. Qolganlari 20-dekabrgacha oʻtkaziladi."),
        ),
        "enclosures": "jadval, 2 varaqda.",
        "signatures": (Signature("Markaz direktori", "M. Rahimova"),),
        "executor": "Sh. Nazarova, tel.: 74 123-45-68",
    }  # fmt: skip
    return Paper(**{**given, **changes})  # type: ignore[arg-type]


BOOKS = (
    ("1", "12 408", "Qodiriy A. Oʻtkan kunlar: roman. — Toshkent: Gʻafur Gʻulom, 1980", "1980", "2", "4 200,00", "8 400,00"),
    ("2", "12 511", "Gʻulom Gʻ. Shum bola: qissa. — Toshkent, 1986", "1986", "1", "2 100,00", "2 100,00"),
    ("3", "13 007", "Oybek. Navoiy: roman. — Toshkent: Fan, 1979", "1979", "3", "3 500,00", "10 500,00"),
    ("4", "13 119", "Пушкин А. С. Избранное. — Москва: Детская литература, 1985", "1985", "1", "1 900,00", "1 900,00"),
)  # fmt: skip
COLUMNS = (
    Column("T/r", "center"), Column("Inventar raqami"), Column("Muallif, nom"), Column("Yili", "center"),
    Column("Nusxa", "right"), Column("Narxi, soʻm", "right"), Column("Summa, soʻm", "right"),
)  # fmt: skip
TOTAL = ("", "", "Jami", "", "7", "", "22 900,00")


def an_act(**changes: object) -> Paper:
    """Writing worn books off: commission, table, and the list in an annex."""
    given: dict[str, object] = {
        "kind": "DALOLATNOMA",
        "letterhead": HEAD,
        "number": "6",
        "on": date(2026, 11, 20),
        "place": "Qoʻrgʻontepa",
        "title": "Yaroqsiz holga kelgan kitoblarni hisobdan chiqarish toʻgʻrisida",
        "approval": Stamp("Markaz direktori", "M. Rahimova", date(2026, 11, 24)),
        "basis": ("direktorning 2026-yil 2-noyabrdagi 38-A-sonli buyrugʻi.",),
        "body": (
            Clause("Komissiya quyidagi kitoblarni koʻrib chiqib, ularni yaroqsiz holga kelganligi sababli hisobdan chiqarish lozim deb topdi:"),
            Table(COLUMNS, BOOKS, total=TOTAL),
            Clause("Jami: 7 (yetti) nusxa, 22 900 (yigirma ikki ming toʻqqiz yuz) soʻm."),
        ),
        "signatures": (
            Signature("Komissiya raisi", "Sh. Nazarova"),
            Signature("Komissiya aʼzolari:", "D. Karimova"),
            Signature("", "Gʻ. Ergashev"),
        ),
        "annexes": (
            Annex(
                (Table(COLUMNS, BOOKS * 12, total=TOTAL),),
                title="Hisobdan chiqarilayotgan kitoblar roʻyxati",
                label="2026-yil 20-noyabrdagi\n6-sonli dalolatnomaga ilova",
            ),
        ),
    }  # fmt: skip
    return Paper(**{**given, **changes})  # type: ignore[arg-type]


ALL = {
    "order": an_order,
    "cyrillic": an_order_in_cyrillic,
    "regulation": the_regulation,
    "job": a_job_description,
    "letter": a_letter,
    "act": an_act,
}
