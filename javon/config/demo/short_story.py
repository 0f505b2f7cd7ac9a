"""Old books of the demo library, entered short in the last weeks and completed since in part; and two records of one of them.

The cataloguer finds the pair and proposes to merge it, as clause 2.8 of the job description says.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.catalogue import actions
from javon.collection.catalogue.actions.proposals import propose_merge
from javon.collection.catalogue.models import Title
from javon.collection.stock.actions.old_copies import enter_old_copies
from javon.config.demo.staff import acting, holder_of, open_day
from javon.core import clock
from javon.core.database.fields import uuid7

# title, author, year, publisher, BBK
OLD_BOOKS = (
    ("Navoiy", "Oybek", "1958", "Oʻzdavnashr", "84(5Oʻ)6"),
    ("Qutlugʻ qon", "Oybek", "1957", "Oʻzdavnashr", "84(5Oʻ)6"),
    ("Sarob", "Qahhor, Abdulla", "1957", "Oʻzadabiynashr", "84(5Oʻ)6"),
    ("Opa-singillar", "Muxtor, Asqad", "1963", "Toshkent", ""),
    ("Uch ildiz", "Qodirov, Pirimqul", "1960", "Toshkent", "84(5Oʻ)6"),
    ("Sinchalak", "Qahhor, Abdulla", "1959", "", "84(5Oʻ)6"),
    ("Ufq", "Ahmad, Said", "1964", "", ""),
    ("Paxtachilik asoslari", "Mirzayev, Sobir", "1966", "Oʻqituvchi", "42.16"),
    ("Anorchilik", "Rizayev, Rahim", "1968", "Fan", ""),
    ("Quyoshga intilish", "", "1965", "Yosh gvardiya", ""),
    ("Oʻzbek xalq ertaklari", "", "1963", "Oʻzadabiynashr", "82.3(5Oʻ)"),
    ("Algebra masalalari", "Nazarov, Tolib", "1967", "Oʻqituvchi", "22.14"),
)  # fmt: skip
REST = (
    {"place": "Toshkent", "extent": "468 b.", "author_mark": "O 11", "subjects": "Tarixiy roman"},
    {"place": "Toshkent", "extent": "340 b.", "author_mark": "O 11", "subjects": "Oʻzbek romani"},
    {"place": "Toshkent", "extent": "296 b.", "author_mark": "Q 18", "subjects": "Oʻzbek romani"},
)


def stories(centre: Centre, today: date) -> list[Iterator[datetime]]:
    """One story over the last three weeks."""
    return [_entered(centre, today)]


def _entered(centre: Centre, today: date) -> Iterator[datetime]:
    cataloguer = acting(holder_of("cataloguer"))
    point = ServicePoint.objects.filter(centre=centre).order_by("position").first()
    made: list[Title] = []
    for place, (title, author, year, publisher, bbk) in enumerate(OLD_BOOKS):
        day = open_day(centre, today - timedelta(days=20 - place))
        yield datetime.combine(day, time(15, place), clock.TASHKENT)
        values: dict[str, Any] = {
            "title": title, "author": author, "year": year, "publisher": publisher, "bbk": bbk, "language": "uzb",
        }  # fmt: skip
        made.append(
            actions.create_record(
                by=cataloguer, centre_id=centre.pk, values=values, request_id=uuid7(), is_short=True
            )
        )
        if point is not None and place % 4 < 3:
            enter_old_copies(
                by=cataloguer,
                centre=centre,
                title=made[-1],
                numbers=[f"E-{place + 1}{letter}" for letter in "abc"[: place % 4 + 1]],
                service_point=point,
                price=1_50,
            )
    for place, (book, rest) in enumerate(zip(made, REST, strict=False)):
        yield datetime.combine(open_day(centre, today - timedelta(days=4)), time(10, place), clock.TASHKENT)
        actions.correct_record(
            by=cataloguer, title=book, changes=rest, expected_version=1, request_id=uuid7()
        )
    yield datetime.combine(open_day(centre, today - timedelta(days=3)), time(11), clock.TASHKENT)
    again = actions.create_record(
        by=cataloguer,
        centre_id=centre.pk,
        values={"title": "Navoiy", "author": "Oybek", "year": "1958", "publisher": "Oʻzdavnashr"},
        request_id=uuid7(),
        is_short=True,
    )
    propose_merge(
        by=cataloguer,
        keep=made[0],
        take=again,
        reason="Bir kitob ikki marta kiritilgan: nashriyoti va yili bir xil.",
        request_id=uuid7(),
    )
