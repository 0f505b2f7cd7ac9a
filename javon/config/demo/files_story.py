"""Electronic files of the demo library: made here, so that nobody's rights are touched.

A list of the magazine's articles is open to everyone; a reminder for readers of the set is read in the house.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from javon.centre.organisation.models import Centre
from javon.collection.catalogue.actions.files import attach_file
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.rules_files import RightsFacts
from javon.config.demo.contents import ARTICLES, MAGAZINE, VOLUMES
from javon.config.demo.staff import acting, holder_of, open_day
from javon.core import clock
from javon.core.database.fields import uuid7
from javon.core.files.storage import keep
from javon.core.papers import Clause, Heading, Paper, render_pdf

Story = Iterator[datetime]

LIST, REMINDER = "Maqolalar koʻrsatkichi", "Kitobxonga eslatma"


def stories(centre: Centre, today: date) -> list[Story]:
    """Two files that the cataloguer attaches in the last month."""
    made = (
        ("DEMOM00001", _list_of_articles(), RightsFacts(LIST, "everyone", "own")),
        (
            "DEMOS00001",
            _reminder(),
            RightsFacts(REMINDER, "inside", "permission", "Mualliflik shartnomasi № 3, 12.01.2026"),
        ),
    )
    titles = Title.objects.filter(control_number__in=[key for key, _paper, _said in made], is_donor=False)
    found = {title.control_number: title for title in titles}
    return [_attached(centre, found[key], paper, said, today) for key, paper, said in made if key in found]


def _attached(centre: Centre, title: Title, paper: Paper, said: RightsFacts, today: date) -> Story:
    day = open_day(centre, today - timedelta(days=20))
    yield datetime.combine(day, time(16, 10), clock.TASHKENT)
    content = io.BytesIO(render_pdf(paper))
    file = keep(content, name=f"{said.label}.pdf", keep_until=day + timedelta(2))
    attach_file(
        by=acting(holder_of("cataloguer")), title=title, file=file, said=said, source="Kutubxonada tuzilgan",
        request_id=uuid7(),
    )  # fmt: skip


def _list_of_articles() -> Paper:
    lines: list[Clause | Heading] = []
    for line in ARTICLES.splitlines():
        name, author, issue, pages, _subject, _local = line.split("|")
        lines.append(Clause(f"{author}. {name}. — № {issue}. — B. {pages}.", str(len(lines) + 1)))
    return Paper(title=f"«{MAGAZINE}» jurnali: maqolalar koʻrsatkichi", body=tuple(lines))


def _reminder() -> Paper:
    lines = [
        Clause(f"{number}-jild: «{name}», {year}-yil, {pages} bet.", str(number))
        for number, name, year, pages, _copies in VOLUMES
    ]
    return Paper(title="Abdulla Qodiriy. «Asarlar»: kitobxonga eslatma", body=(Heading("Jildlar"), *lines))
