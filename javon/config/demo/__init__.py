"""The demo library: a living district library around today's date, made from the project's own words.

Books go through the same import as any library's own file; accounts through the same actions. What an import
cannot know (that a copy is out, in repair, missing) is written in bulk afterwards.
"""

from __future__ import annotations

import itertools
import random
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from javon.core import clock

PASSWORD = "javon-demo-2026"
READER_PIN = "1234"  # of every reader's card

# Invented, as everything here: the real centre enters its own.
ADDRESS = "Andijon viloyati, Qoʻrgʻontepa tumani, Mustaqillik koʻchasi, 12-uy"
PHONE = "+998 74 200-00-00"

# Of a hundred copies of a living library: where those are that are not on their shelves.
AWAY = (
    ("on_loan", 0.17),
    ("in_repair", 0.012),
    ("missing", 0.006),
    ("in_processing", 0.004),
    ("on_display", 0.006),
)


def build(
    *, home: Path, scale: float = 1.0, seed: int = 1, say: Callable[[str], None] = lambda line: None
) -> None:
    """Fill an empty, prepared home. The same seed gives the same library, moved to today."""
    from javon.collection.sources import write
    from javon.collection.stock.importing import run_import
    from javon.config import checks
    from javon.config.demo import contents, library
    from javon.core.access import machine

    today = clock.today()
    with tempfile.TemporaryDirectory(prefix="javon-demo-") as folder:
        path = Path(folder) / "demo.mrc"
        with path.open("wb") as file:
            books = library.records(scale=scale, seed=seed, today=today)
            for record in itertools.chain(books, contents.records(today)):
                file.write(write.iso2709(record))
        run_import([path], format="marc21", encoding="utf-8", by=machine("javon demo"))
    _let_time_pass(random.Random(seed))
    _tell_where_it_is()
    _open_house(today, scale, seed)
    _give_cards_a_pin()
    _lend_for_a_year(seed)
    _fill_hall(today, scale)
    _tell_readers(today)
    # The copies that went out went without the index hearing of it.
    checks.rebuild_index()
    say("The demo library is ready")


def _let_time_pass(chance: random.Random) -> None:
    """The date on which each title came, and the copies that are not at their place today."""
    from django.db import connection
    from django.db.models import Min

    from javon.collection.stock.models import Copy
    from javon.core.database.transactions import bulk_writing, execute_many

    def raw(key: UUID) -> object:
        return key if connection.features.has_native_uuid_field else key.bytes

    first_copies = Copy.objects.values_list("title_id").annotate(Min("acquired_on")).order_by("title_id")
    dates = [(day, raw(title)) for title, day in first_copies if day]
    states = []
    for key, loanable in Copy.objects.order_by("title__number", "inventory_number").values_list(
        "id", "loanable"
    ):
        draw = chance.random()
        for state, share in AWAY:
            draw -= share
            if draw < 0:
                if loanable or state != "on_loan":
                    states.append((state, raw(key)))
                break
    bulk = bulk_writing()
    for sql, rows in (
        ("UPDATE catalogue_title SET added_on = %s WHERE id = %s", dates),
        ("UPDATE stock_copy SET state = %s WHERE id = %s", states),
        ("UPDATE stock_whereabouts SET place = %s WHERE copy_id = %s AND until IS NULL", states),
    ):
        for batch in bulk.batches(rows):
            with bulk.turn():
                execute_many(sql, batch)


def _tell_where_it_is() -> None:
    """An address and a phone for the centre, unless somebody has entered its own."""
    from javon.centre.organisation.models import Centre
    from javon.core.database.transactions import writing

    with writing():
        Centre.objects.filter(address="", phone="").update(address=ADDRESS, phone=PHONE)


def _open_house(today: date, scale: float, seed: int) -> None:
    """The people, where they are this week, the district, and the past of the papers and the tasks."""
    from javon.centre.organisation.queries import the_centre
    from javon.collection.catalogue.actions.targets import add_standard_targets
    from javon.config.demo import readers_people, staff, stocktaking_story, story
    from javon.core.access import machine
    from javon.core.database.transactions import writing

    centre = the_centre()
    if centre is None:
        return
    with writing():  # hundreds of deeds, one commit: nobody else is in the house yet
        _let_papers_be_older(staff.SINCE)
        _let_copies_be_older(staff.FIRST_MORNING)
        staff.open_accounts(PASSWORD)
        with clock.at(staff.FIRST_MORNING):
            staff.appoint_everybody(centre)
        staff.tell_topics(centre)
        add_standard_targets(by=machine("javon demo", centre.pk), centre_id=centre.pk)
        staff.map_the_district(centre, today)
        readers_people.settle(centre, today, scale, seed)
        story.tell([*story.past_of(centre, today), *stocktaking_story.stocktakings_of(centre, today)])
        staff.take_leave(centre, today)
        _tell_papers_of_readers(centre, today)
        staff.fill_roster(centre, today)


def _tell_readers(today: date) -> None:
    """Where books are on loan: a month of reminders, and what they left for people to do."""
    from javon.centre.organisation.queries import the_centre
    from javon.config.demo import messages_story

    centre = the_centre()
    if centre is not None:
        messages_story.tell(centre, today)


def _tell_papers_of_readers(centre: Any, today: date) -> None:
    """Where there are readers: cards, sheets, deposits, a pair that was joined, files; what they reserved."""
    from javon.config.demo import holds_story, papers_story

    papers_story.tell(centre, today)
    holds_story.tell(centre, today)


def _give_cards_a_pin() -> None:
    """Every card of the demo opens the reader's pages with one PIN; sealed once, for a hash is slow on purpose."""
    from django.contrib.auth.hashers import make_password

    from javon.core.database.transactions import bulk_writing
    from javon.service.readers.models import Reader, ReaderPin

    sealed, now = make_password(READER_PIN), clock.now()
    readers = Reader.objects.filter(kind=Reader.Kind.PERSON, left_on=None, merged_into=None, erased_at=None)
    bulk = bulk_writing()
    for batch in bulk.batches(list(readers.exclude(pk__in=ReaderPin.objects.values("reader")))):
        with bulk.turn():
            ReaderPin.objects.bulk_create([ReaderPin(reader=one, sealed=sealed, set_at=now) for one in batch])


def _lend_for_a_year(seed: int) -> None:
    """Who took what since a year ago, and what is out today: behind each copy on loan stands its loan."""
    from javon.centre.organisation.queries import the_centre
    from javon.config.demo import family_story, lending_story, open_loans_story

    centre = the_centre()
    if centre is not None:
        lending_story.tell(centre, seed=seed)
        open_loans_story.tell(centre, clock.today())
        family_story.reserve(centre, clock.today())


def _fill_hall(today: date, scale: float) -> None:
    """The reading room, a year of visits, and who sits there now."""
    from javon.centre.organisation.queries import the_centre
    from javon.config.demo import hall_story
    from javon.core.database.transactions import writing

    centre = the_centre()
    if centre is not None:
        with writing():
            hall_story.fill_hall(centre, today, scale)


def _let_papers_be_older(day: date) -> None:
    """The model papers, loaded when the home was made, have given their rights since `day`."""
    from javon.centre.documents.models import Document
    from javon.centre.organisation.models import Grant

    Grant.objects.update(valid_from=day)
    Document.objects.filter(is_model_text=True).update(valid_from=day)


def _let_copies_be_older(moment: datetime) -> None:
    """The imported copies have stood where they are since `moment`: what moves them in the past comes after it."""
    from javon.collection.stock.models import Whereabouts

    Whereabouts.objects.filter(until=None).update(since=moment)


def accounts() -> list[str]:
    """The logins that ``make run`` prints."""
    from javon.config.demo.staff import EMPLOYEES

    return [one.login for one in EMPLOYEES]


def staff_pin() -> str:
    """The PIN of every account of the demo."""
    from javon.config.demo.staff import PIN

    return PIN
