"""What the pages and prints of the stock cost with 100,000 copies in the books, in a database of its own.

The filler writes rows straight, ten years of deliveries and write-offs; the ledger's law holds for them as for any others.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from javon.centre.organisation.models import Centre, ServicePoint
from javon.centre.organisation.queries import the_centre
from javon.collection.catalogue.models import Title
from javon.collection.stock import printed_books, summary_book
from javon.collection.stock.columns import GROUPS
from javon.collection.stock.ledger import DIMENSIONS
from javon.collection.stock.models import (
    Copy,
    Delivery,
    Disposal,
    InventoryBook,
    Movement,
    Whereabouts,
)
from javon.collection.stock.queries import balance, inventory, summary
from javon.core import clock
from javon.core.database.transactions import bulk_writing
from javon.core.papers.register import render_register

YEARS = 10
PER_DELIVERY = 60
REGISTER = 3_000
ROUNDS = 21
_AT_ONCE = 200

Row = tuple[str, str]


def fill(centre: Centre, titles: list[Title], copies: int, today: date, seed: int = 1) -> None:
    """Write `copies` copies in deliveries over ten years, one in fifty of them written off again."""
    chance, point = random.Random(seed), ServicePoint.objects.filter(centre=centre).earliest("position")
    begin = date(today.year - YEARS + 1, 1, 2)
    bulk, number = bulk_writing(), 0
    papers = -(-copies // PER_DELIVERY)
    lines: dict[int, int] = {}
    for paper in range(papers):
        day = begin + timedelta(days=paper * ((today - begin).days - 1) // papers)
        lines[day.year] = lines.get(day.year, 0) + 1
        made = [
            _copy(centre, point, chance, titles, number + place + 1, day)
            for place in range(min(PER_DELIVERY, copies - number))
        ]
        with bulk.turn():
            delivery = _delivery(centre, paper + 1, day, lines[day.year])
            for copy in made:
                copy.delivery = delivery
            _write(made, centre, day, delivery=delivery)
            if paper % 5 == 0:
                _write_off(centre, paper + 1, day, made[: PER_DELIVERY // 10], lines[day.year])
        number += len(made)
    with bulk.turn():
        InventoryBook.objects.update_or_create(
            centre=centre, code="", defaults={"name": "Inventar kitobi", "last": copies}
        )


def _copy(
    centre: Centre, point: ServicePoint, chance: random.Random, titles: list[Title], number: int, day: date
) -> Copy:
    return Copy(
        centre=centre, title=chance.choice(titles), service_point=point, inventory_number=str(number),
        inventory_order=number, price=chance.randrange(5, 90) * 1_000_00, acquired_on=day, state="on_shelf",
        kind=chance.choice(("book", "book", "book", "journal")), content_group=chance.choice(GROUPS),
        language=chance.choice(("uzb", "uzb", "rus", "eng")), script="latn", shelf_mark="84(5Oʻzb) Q-57",
    )  # fmt: skip


def _delivery(centre: Centre, number: int, day: date, line: int) -> Delivery:
    return Delivery.objects.create(
        centre=centre, number=number, state="accepted", source="«Sharq» nashriyoti", paper_number=str(number),
        paper_date=day, received_on=day, created_at=clock.now(), accepted_at=clock.now(), book_year=day.year,
        book_number=line, booked_on=day,
    )  # fmt: skip


def _write(copies: list[Copy], centre: Centre, day: date, **paper: Any) -> None:
    Copy.objects.bulk_create(copies, batch_size=_AT_ONCE)
    Whereabouts.objects.bulk_create(
        [Whereabouts(copy=copy, place=copy.state, since=clock.now()) for copy in copies], batch_size=_AT_ONCE
    )
    _movements(copies, centre, day, "in", 1, **paper)


def _movements(copies: list[Copy], centre: Centre, day: date, side: str, sign: int, **paper: Any) -> None:
    rows = [
        Movement(
            centre=centre, side=side, year=day.year, month=day.month, booked_on=day, happened_on=day, copy=copy,
            copies=sign, amount=sign * (copy.price or 0), **{name: getattr(copy, name) for name in DIMENSIONS}, **paper,
        )
        for copy in copies
    ]  # fmt: skip
    Movement.objects.bulk_create(rows, batch_size=_AT_ONCE)


def _write_off(centre: Centre, number: int, day: date, copies: list[Copy], line: int) -> None:
    made = Disposal.objects.create(
        centre=centre, number=number, reason="worn", state="booked", created_at=clock.now(), book_year=day.year,
        book_number=line, booked_on=day,
    )  # fmt: skip
    _movements(copies, centre, day, "out", -1, disposal=made, reason="worn")
    keys = [copy.pk for copy in copies]
    Whereabouts.objects.filter(copy__in=keys).update(place="written_off")
    Copy.objects.filter(pk__in=keys).update(state="written_off", disposal=made)


def measure(centre: Centre, year: int) -> Iterator[Row]:
    """What each page asks of the database and builds, and what a year's book costs from facts to paper."""
    book = inventory.book_at(centre, inventory.MAIN)
    assert book is not None
    middle = inventory.last_page(book) // 2
    for name, deed in (
        ("four figures", lambda: balance.four_figures(centre.pk)),
        ("filling of the opening balance", lambda: balance.filling(centre.pk)),
        ("part 1 of a year, its rows", lambda: _part(centre.pk, year, "in")),
        ("part 2 of a year, its rows", lambda: _part(centre.pk, year, "out")),
        ("part 3 of a year", lambda: summary_book.third_tables(summary.third(centre.pk, year), year)),
        ("a page of the inventory book", lambda: inventory.book_page(book, middle)),
    ):
        yield name, _p95(deed)
    begun = time.perf_counter()
    for side in ("in", "out"):
        _part(centre.pk, year, side)
    summary.third(centre.pk, year)
    yield "a year's summary book rebuilt from facts", f"{time.perf_counter() - begun:.2f} s"
    entries = inventory.entries_between(book, 1, REGISTER)
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    render_register(printed_books.inventory_book(centre, book, entries, f"1–{REGISTER}"))
    taken, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    yield (
        f"register of {len(entries)} lines to PDF",
        f"{taken:.1f} s (processor {after.ru_utime - before.ru_utime:.1f} s)",
    )
    yield "most memory of the press", f"{after.ru_maxrss / 1024:.0f} MB"


def _part(centre_id: UUID, year: int, side: str) -> list[summary_book.Row]:
    return summary_book.rows_of(summary.part(centre_id, year, side), side, year)


def _p95(deed: Callable[[], Any]) -> str:
    taken = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        deed()
        taken.append((time.perf_counter() - begun) * 1000)
    taken.sort()
    return f"median {taken[ROUNDS // 2]:.0f} ms, p95 {taken[int(ROUNDS * 0.95)]:.0f} ms"


def main(copies: int) -> None:
    """Fill the home of this process and print the figures as one line of JSON."""
    centre, today = the_centre(), clock.today()
    if centre is None:
        raise SystemExit("the home has no centre")
    begun = time.perf_counter()
    fill(centre, list(Title.objects.filter(is_donor=False)), copies, today)
    filled = f"{time.perf_counter() - begun:.0f} s"
    sys.stdout.write(json.dumps([("filled", filled), *measure(centre, today.year - 1)]) + "\n")
