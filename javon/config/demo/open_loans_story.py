"""How the demo library took over the books that were out when it began: one list from the paper formularies, entered.

Three weeks ago, by the head. Most lines became loans; a wrong number, a wrong card and a card under another name were not.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from javon.centre.organisation.models import Centre
from javon.config.demo.staff import acting, holder_of, open_day
from javon.core import clock
from javon.core.database.fields import uuid7

LINES = 9
HEADS = "T/r;Karta raqami;F.I.Sh.;Inventar raqami;Kitob nomi;Berilgan sana;Qaytarish sanasi"


def tell(centre: Centre, today: date) -> None:
    """The whole way of one file; nothing where there are too few readers or books."""
    from javon.core.files.storage import keep
    from javon.service.lending.actions import opening
    from javon.service.lending.jobs import carry_on_opening
    from javon.service.lending.opening_file import described

    day = open_day(centre, today - timedelta(days=20))
    with clock.at(datetime.combine(day, time(16, 30), clock.TASHKENT)):
        lines = _lines(centre, day)
        if not lines:
            return
        by, content = acting(holder_of("head")), "\n".join([HEADS, *lines]).encode()
        with TemporaryDirectory() as folder:
            path = Path(folder) / "list.csv"
            path.write_bytes(content)
            sheets = described(path)
        run = opening.begin_opening(
            by=by, centre=centre, run_id=uuid7(), file=keep(io.BytesIO(content), name="ochiq-berishlar"),
            name="Qoʻldagi kitoblar.csv", sheets=sheets,
        )  # fmt: skip
        layout = {"sheet": 0, **{name: sheets[0][name] for name in ("head", "captions", "columns")}}
        opening.check_opening(by=by, run=run, layout=layout)
        carry_on_opening(run_id=str(run.pk))
        run.refresh_from_db()
        opening.enter_opening(by=by, run=run)
        carry_on_opening(run_id=str(run.pk))


def _lines(centre: Centre, day: date) -> list[str]:
    from javon.collection.stock.models import Copy
    from javon.service.lending.models import Loan
    from javon.service.readers.models import Reader

    shelf = Copy.objects.filter(centre=centre, loanable=True, state="on_shelf").exclude(inventory_number="")
    never = shelf.exclude(pk__in=Loan.objects.values("copy")).select_related("title")
    copies = list(never.order_by("-inventory_order", "pk")[:LINES])
    people = Reader.objects.filter(
        centre=centre, kind="person", merged_into=None, erased_at=None, left_on=None, registered_on__lte=day
    )
    readers = list(
        people.exclude(pk__in=Loan.objects.filter(state="open").values("reader")).order_by("number")[:LINES]
    )
    if len(copies) < LINES or len(readers) < LINES:
        return []
    lines = []
    for at, (copy, reader) in enumerate(zip(copies, readers, strict=True), start=1):
        lent = day - timedelta(days=3 * at)
        due = lent + timedelta(days=15)
        card, name = (f"K-{reader.number:06d}", reader.full_name) if at % 3 else ("", reader.full_name)
        until = "" if at == 4 else f"{due:%d.%m.%Y}"
        if at == LINES:  # the card of one, the name of another
            card, name = f"K-{readers[0].number:06d}", readers[1].full_name
        lines.append(
            f"{at};{card};{name};{copy.inventory_number};{copy.title.title.replace(';', ',')};{lent:%d.%m.%Y};{until}"
        )
    spare = f"{day - timedelta(days=5):%d.%m.%Y};"
    lines.append(f"{LINES + 1};{readers[0].number};;9999991;Oʻtkan kunlar;{spare}")
    lines.append(f"{LINES + 2};K-990017;;{copies[0].inventory_number};;{spare}")
    return lines
