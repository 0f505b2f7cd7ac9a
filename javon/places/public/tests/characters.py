"""A small library whose pages tests read: a few titles with copies, found through an index of their own."""

from __future__ import annotations

from typing import Any

from javon.centre.organisation.tests.characters import a_centre, a_service_point, ordinary_hours
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.search import catalogue_index
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.sources.record import Field
from javon.collection.stock import documents
from javon.collection.stock.tests.characters import a_copy
from javon.core.search import outbox

HOSTILE = '<script>alert("x")</script> & "qoʻshtirnoq" </title>'


def indexed() -> None:
    """What the database holds now is what searches find."""
    outbox.rebuild(catalogue_index(), documents.all_documents())


def a_small_library() -> dict[str, Title]:
    """One title of each odd kind, by name."""
    a_centre()
    a_service_point()
    ordinary_hours()
    many = tuple(
        Field("700", "1", " ", [("a", f"Muallif{number}, Ism"), ("4", "aut")]) for number in range(50)
    )
    translator = Field("700", "1", " ", [("a", "Mirzo, Anvar"), ("4", "trl")])
    series = Field("490", "0", " ", [("a", "Jahon adabiyoti"), ("v", "12")])
    children = Field("521", " ", " ", [("a", "6+")])
    titles = {
        "ordinary": a_title(
            "Oʻtkan kunlar", dates="1894–1938", subjects=("Oʻzbek adabiyoti",), isbn="9789943776319"
        ),
        "cyrillic": a_title("Ўткан кунлар", author="Қодирий, Абдулла", subtitle="роман", year="1980"),
        "hostile": a_title(HOSTILE, author=HOSTILE, subtitle=HOSTILE),
        "arabic": a_title("كتاب العلم", author="", subtitle=""),
        "long": a_title("Juda uzun nom " * 40, year="", author=""),
        "crowd": a_title("Ensiklopediya", author="", more=many),
        "translated": a_title(
            "Kichkina shahzoda", author="Sent-Ekzyuperi, Antuan", more=(translator, series)
        ),
        "child": a_title("Hayvonlar maktabi", subjects=("Hayvonlar",), more=(children,)),
    }
    for name, title in titles.items():
        if name != "arabic":
            a_copy(title, shelf="2-javon")
    indexed()
    return titles


def an_old_textbook(copies: int) -> Title:
    """A title with so many copies, every tenth out."""
    title = a_title("Algebra, 7-sinf")
    for number in range(copies):
        a_copy(title, state="on_loan" if number % 10 == 0 else "on_shelf")
    return title


def pages_of(titles: dict[str, Title], **more: Any) -> list[str]:
    """The addresses of every kind of public page."""
    return [
        "/",
        "/search",
        "/search?q=",
        "/search?q=kunlar",
        "/search?q=otkan+kunlar&script=latn&sort=title",
        "/search?q=otkan+kumlar",
        "/search?q=zzzzqqqq",
        "/search?script=arab&language=rus",
        "/search?q=kunlar&page=400",
        *(f"/title/{title.number}" for title in titles.values()),
        *sorted({f"/author/{number}" for number in authors()}),
        "/children/",
        "/children/animals/",
        "/children/space/",
        "/help/",
        "/title/999999",
        "/nowhere",
    ]


def authors() -> list[int]:
    """The numbers of the first few authors."""
    from javon.collection.catalogue.models import Authority

    kinds = (Authority.Kind.PERSON, Authority.Kind.BODY)
    return list(
        Authority.objects.filter(kind__in=kinds).order_by("number").values_list("number", flat=True)[:6]
    )
