"""The papers of the demo library's readers: cards on paper but for the newest, signed sheets but for a few, two deposits, a pair
that was joined and one that is two people, some photographs, a list of a school that was taken over and one that waits.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from javon.centre.organisation.models import Centre, LocalBody
from javon.config.demo.faces import drawn
from javon.config.demo.staff import acting, holder_of, open_day
from javon.core import clock
from javon.core.access import Actor
from javon.core.database.fields import uuid7
from javon.core.files.pictures import portrait
from javon.core.files.storage import keep
from javon.service.readers.actions import arrivals, merging, put_photo
from javon.service.readers.actions import papers as actions
from javon.service.readers.actions.telling_apart import tell_apart
from javon.service.readers.arrivals_file import described
from javon.service.readers.jobs import carry_on_readers
from javon.service.readers.models import Card, Reader, ReadersRun, SheetScan
from javon.service.readers.queries.merging import likely_doubles

CARDS_WAITING = 7
SHEETS_MISSING = 3
WITH_PHOTOGRAPH = 9
# A page with nothing on it: what was signed there is nobody's business.
SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HEADS = "T/r;F.I.Sh.;Tugʻilgan sanasi;Jinsi;Maktabi;Sinfi;Telefoni;Ota-onasi"
CLASS = (
    "Abdullayeva Madina Rustam qizi;14.03.2014;ayol", "Бекмуродов Отабек Нодир ўғли;02.09.2013;эркак",
    "Gʻaniyev Islom Akmal oʻgʻli;2014-05-21;erkak", "Dadajonova Sevinch Umid qizi;30.11.2013;ayol",
    "Ергашева Гулноза;1.7.14;аёл", "Jalolov Bekzod Farhod oʻgʻli;;erkak",
)  # fmt: skip
OTHER_CLASS = ("Zokirov Asadbek;12.12.2012;erkak", ";05.01.2013;ayol", "Zokirov Asadbek;12.12.2012;erkak")


def tell(centre: Centre, today: date) -> None:
    """All of it, at moments of the last weeks."""
    people = list(Reader.objects.filter(centre=centre, kind="person", merged_into=None).order_by("number"))
    if len(people) < 12:
        return
    librarian, head = acting(holder_of("librarian-lending")), acting(holder_of("head"))
    day = open_day(centre, today - timedelta(days=12))
    with clock.at(_at(day, 10)):
        cards = Card.objects.filter(centre=centre, ended_on=None).order_by("-number")
        numbers = list(cards.values_list("number", flat=True))[CARDS_WAITING:]
        actions.mark_cards_printed(by=librarian, centre_id=centre.pk, numbers=numbers)
        _scan_sheets(people, today)
        _photograph(librarian, people)
        held, back = people[len(people) // 3], people[len(people) // 2]
        actions.take_deposit(
            by=librarian, reader=held, amount=200_000_00, reason="not_registered", taken_on=day
        )
        deposit = actions.take_deposit(
            by=librarian, reader=back, amount=150_000_00, reason="valuable", taken_on=day
        )
    later = open_day(centre, today - timedelta(days=4))
    with clock.at(_at(later, 11)):
        actions.return_deposit(by=librarian, deposit=deposit, returned_on=later)
    pairs = likely_doubles(centre.pk)
    if len(pairs) > 1:
        with clock.at(_at(later, 15)):
            merging.merge_readers(by=head, kept=pairs[0].kept, gone=pairs[0].gone)
    namesakes = likely_doubles(centre.pk)
    if namesakes:
        with clock.at(_at(later, 15)):
            tell_apart(by=head, one=namesakes[-1].kept, other=namesakes[-1].gone)
    with clock.at(_at(later, 16)):
        run = _handed_in(centre, CLASS, "5-maktab 5-B.csv", later)
        arrivals.enter_readers(by=head, run=run)
        carry_on_readers(run_id=str(run.pk))
    with clock.at(_at(open_day(centre, today - timedelta(days=1)), 16)):
        _handed_in(centre, OTHER_CLASS, "12-maktab 6-A.csv", later)


def _scan_sheets(people: list[Reader], today: date) -> None:
    """Nearly everybody's sheet was signed and photographed; one file of bytes lies behind all of them."""
    scanned = people[: -SHEETS_MISSING or None]
    files = [keep(io.BytesIO(SCAN), name=f"varaqa-K{reader.number:06d}") for reader in scanned]
    SheetScan.objects.bulk_create(
        [
            SheetScan(reader=reader, file=file, put_on=max(reader.registered_on, today - timedelta(days=300)), put_at=clock.now())
            for reader, file in zip(scanned, files, strict=True)
        ],
        batch_size=200,
    )  # fmt: skip


def _photograph(by: Actor, people: list[Reader]) -> None:
    """The first readers, and a few on, were photographed at the desk; their faces are drawn here and are nobody's."""
    here = [one for one in people if one.is_here]
    for at, reader in enumerate(here[:: max(1, len(here) // WITH_PHOTOGRAPH)][:WITH_PHOTOGRAPH]):
        face = portrait(io.BytesIO(drawn(at, reader)))
        put_photo(by=by, reader=reader, file=keep(io.BytesIO(face), name=f"surat-K{reader.number:06d}.jpg"))


def _handed_in(centre: Centre, lines: tuple[str, ...], name: str, day: date) -> ReadersRun:
    """A list of a class, handed in by the head and checked."""
    by = acting(holder_of("head"))
    school = LocalBody.objects.filter(centre=centre, kind="school").order_by("name").first()
    named = f"{school.name.split('-')[0]}-maktab" if school else ""
    rows = [f"{at};{line};{named};5-B;;Sinf rahbari" for at, line in enumerate(lines, start=1)]
    text = "\n".join([HEADS, *rows]).encode()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_bytes(text)
        sheets = described(path)
    run = arrivals.begin_readers(
        by=by, centre=centre, run_id=uuid7(), file=keep(io.BytesIO(text), name="kitobxonlar"), name=name, sheets=sheets,
        registered_on=day,
    )  # fmt: skip
    layout = {"sheet": 0, **{name: sheets[0][name] for name in ("head", "captions", "columns")}}
    arrivals.check_readers(by=by, run=run, layout=layout)
    carry_on_readers(run_id=str(run.pk))
    run.refresh_from_db()
    return run


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), clock.TASHKENT)
