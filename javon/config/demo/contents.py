"""What stands in what in the demo library: a magazine with articles, a set with a missing volume, a series.

The magazine and the volumes come with the import, each with its copies; the articles are entered by the cataloguer.
All names of articles are invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from javon.centre.organisation.models import Centre
from javon.collection.catalogue.actions.parts import add_part
from javon.collection.catalogue.models import Title
from javon.collection.sources.record import Field, Record
from javon.config.demo.staff import acting, holder_of, open_day
from javon.core import clock
from javon.core.database.fields import uuid7

Story = Iterator[datetime]

SOURCE = "UzQTAKM"
MAGAZINE, SET, SERIES = "Vodiy ziyosi", "Asarlar", "Vodiy kutubxonasi"
# (number, title, year, pages, copies); the third is not there
VOLUMES = (
    (1, "Oʻtkan kunlar", 2016, 400, 3),
    (2, "Mehrobdan chayon", 2016, 320, 2),
    (4, "Hikoyalar va hajviyalar", 2017, 288, 2),
    (5, "Maqolalar va maktublar", 2018, 352, 1),
)
IN_SERIES = (
    (1, "Qoʻrgʻontepa: kecha va bugun", "Karimov, Ravshan"),
    (2, "Vodiy bogʻlari", "Toʻxtayeva, Manzura"),
    (3, "Ota hunari", "Ergashev, Botir"),
)
# title | author | issue | pages | subject | local history
ARTICLES = """\
Qoʻrgʻontepa qishloqlari nomlari|Karimov, Ravshan|1|4–9|Joy nomlari|1
Kutubxona va oila|Sodiqova, Nilufar|1|10–13|Kitobxonlik|
Andijon hunarmandlari|Ergashev, Botir|1|14–21|Hunarmandchilik|1
Bobur ijodida ona yurt|Usmonova, Dilbar|2|3–8|Boburshunoslik|1
Bolalar qanday kitob oʻqiydi?|Sodiqova, Nilufar|2|9–14|Kitobxonlik|
Paxtachilik tarixidan lavhalar|Rahimov, Anvar|2|15–22|Qishloq xoʻjaligi tarixi|1
Eski masjidlar bitiklari|Karimov, Ravshan|3|5–11|Epigrafika|1
Yosh shoirlar davrasi|Toʻxtayeva, Manzura|3|12–15|Sheʼriyat|
Tuman kutubxonasining 80 yili|Yoʻldosheva, Gulnora|3|16–24|Kutubxonalar tarixi|1
Buvimning ertaklari|Aliyeva, Saodat|4|6–10|Xalq ogʻzaki ijodi|
Qorasuv boʻyidagi bozor|Rahimov, Anvar|4|11–17|Savdo tarixi|1
Elektron katalog nima beradi?|Yoʻldosheva, Gulnora|4|18–23|Elektron katalog|"""


def records(today: date) -> Iterator[Record]:
    """The magazine, the set with its volumes and the series, with their copies."""
    yield _record(
        "DEMOM00001", "s", MAGAZINE, "", year=today.year - 1, copies=4, kind="adabiy-maʼrifiy jurnal"
    )
    whole = _record("DEMOS00001", "m", SET, "Qodiriy, Abdulla", year=2016, copies=0, kind="5 jildlik")
    yield Record(f"{whole.leader[:19]}a{whole.leader[20:]}", whole.fields)
    for number, name, year, pages, copies in VOLUMES:
        made = _record(
            f"DEMOS1{number:04d}", "m", SET, "Qodiriy, Abdulla", year=year, copies=copies, pages=pages,
            part=(f"{number}-jild", name),
        )  # fmt: skip
        told = Field("773", "0", " ", [("t", SET), ("w", f"({SOURCE})DEMOS00001")])
        yield Record(f"{made.leader[:19]}b{made.leader[20:]}", [*made.fields, told])
    for number, name, author in IN_SERIES:
        made = _record(
            f"DEMOR{number:05d}",
            "m",
            name,
            author,
            year=today.year - 2,
            copies=2,
            kind="ocherklar",
            pages=160,
        )
        yield made.with_field(Field("490", "0", " ", [("a", f"{SERIES} ;"), ("v", f"{number}-kitob")]))


def _record(
    key: str, level: str, title: str, author: str, *, year: int, copies: int, kind: str = "", pages: int = 0,
    part: tuple[str, str] = ("", ""),
) -> Record:  # fmt: skip
    mark = f"{(author or title)[0]}-{10 + sum(map(ord, author or title)) % 90}"
    proper = [("a", f"{title}{'.' if part[0] else ' :' if kind else '.'}")]
    proper += [("n", f"{part[0]},"), ("p", f"{part[1]}.")] if part[0] else [("b", f"{kind}.")]
    fields = [
        Field("001", value=key),
        Field("003", value=SOURCE),
        Field("008", value=f"{year % 100:02d}0901s{year:04d}    uz     e      000 0 uzb d"),
        Field("080", " ", " ", [("a", "05" if level == "s" else "821.512.133")]),
        Field("084", " ", " ", [("a", "84(5Oʻ)6"), ("2", "rubbk")]),
        *([Field("100", "1", " ", [("a", author), ("4", "aut")])] if author else []),
        Field("245", "1" if author else "0", "0", proper),
        Field("264", " ", "1", [("a", "Andijon :"), ("b", "Vodiy,"), ("c", f"{year}.")]),
        *([Field("300", " ", " ", [("a", f"{pages} bet")])] if pages else []),
        Field("546", " ", " ", [("b", "lotin yozuvi")]),
    ]
    fields += [
        Field(
            "952", " ", " ",
            [("b", "OQUVZAL" if level == "s" else "ABONEMENT"), ("c", f"{1 + place % 9}-javon"), ("d", f"{year}-10-01"),
             ("g", "42000.00"), ("i", f"{key[4:]}-{place + 1}"), ("o", f"84(5Oʻ)6 {mark}"), ("y", "KITOB")],
        )
        for place in range(copies)
    ]  # fmt: skip
    return Record(f"     na{level} a22      i 4500", fields)


def stories(centre: Centre, today: date) -> list[Story]:
    """An evening's work of the cataloguer over the last year's magazine."""
    host = Title.objects.filter(control_number="DEMOM00001", is_donor=False).first()
    return [_articles(centre, host, today)] if host is not None else []


def _articles(centre: Centre, host: Title, today: date) -> Story:
    cataloguer = holder_of("cataloguer")
    for place, line in enumerate(ARTICLES.splitlines()):
        title, author, issue, pages, subject, is_local = line.split("|")
        day = open_day(centre, today - timedelta(days=60 - 4 * int(issue)))
        yield datetime.combine(day, time(15, 3 * place), clock.TASHKENT)
        typed = {
            "title": title, "author": author, "year": str(today.year - 1), "issue": issue, "pages": pages,
            "subjects": subject, "is_local": is_local,
        }  # fmt: skip
        add_part(by=acting(cataloguer), host=host, typed=typed, request_id=uuid7())
