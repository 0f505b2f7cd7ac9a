"""Files of open loans: what register and stock know of a line, what happened to its loan. Issue D, 2."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from javon.collection.runs.rules import OVER, State
from javon.collection.stock.models import Copy
from javon.collection.stock.queries.scanned import answers
from javon.core.database.uses import uses
from javon.service.lending.models import Loan, OpeningLine, OpeningRun
from javon.service.lending.rules.opening import Said, Standing, Touched
from javon.service.readers.codes import number_typed
from javon.service.readers.models import Reader
from javon.service.readers.names import name_key, patronymic_key, search_key
from javon.service.readers.queries.finding import begins, reader_of_card, readers_of
from javon.service.readers.rules.likeness import INITIAL

OFFERED = 8  # readers of one name that are shown to choose from
KEPT_DAYS = 30  # of a file whose loans are entered
# What belongs to a loan that was just entered, and goes with it.
OWN_OF_LOAN = frozenset({"lending.openingline"})


def earlier_run(centre_id: UUID, digest: str) -> OpeningRun | None:
    """The run of the very same file that was neither given up nor taken back."""
    rows = OpeningRun.objects.filter(centre_id=centre_id, digest=digest)
    return rows.exclude(state__in=(State.DROPPED, State.TAKEN_BACK)).first()


def line(run: OpeningRun, row: int) -> OpeningLine | None:
    """One line by the number that the spreadsheet gives it."""
    return OpeningLine.objects.filter(run=run, row=row).first()


def rows_of_copies(run: OpeningRun) -> dict[UUID, int]:
    """The first row of each copy that is to be lent by this file."""
    rows = OpeningLine.objects.filter(run=run, outcome__in=("good", "unsure"), copy_key__isnull=False)
    found: dict[UUID, int] = {}
    for key, row in rows.order_by("id").values_list("copy_key", "row"):
        if key is not None:
            found.setdefault(key, row)
    return found


def copy_of(centre_id: UUID, inventory: str) -> list[Copy]:
    """The copies that answer to a number as lists have it."""
    if not inventory:
        return []
    found = answers(centre_id, [inventory], bare=True)
    return list(found[0].copies) if found else []


def standing(
    centre_id: UUID, said: Said, earlier: dict[UUID, int], chosen: int = 0
) -> tuple[Standing, UUID | None]:
    """What is known of a line, and the key of its copy. `chosen`: the reader that a person chose for it."""
    copies = copy_of(centre_id, said.inventory)
    copy = copies[0] if len(copies) == 1 else None
    number, why, offered = (chosen, "", ()) if chosen else who(centre_id, said)
    reader = meant(centre_id, number)
    return (
        Standing(
            reader=number,
            born_on=reader.birth_date if reader is not None else None,
            why=why,
            offered=offered,
            copies=len(copies),
            state=str(copy.state) if copy is not None else "",
            is_lent=copy is not None and open_loan_of(copy.pk) is not None,
            earlier_row=earlier.get(copy.pk, 0) if copy is not None else 0,
        ),
        copy.pk if copy is not None else None,
    )


def who(centre_id: UUID, said: Said) -> tuple[int, str, tuple[int, ...]]:
    """The number of the reader who is meant, or 0 with the reason and those who may be meant."""
    named = by_name(centre_id, said) if said.surname else []
    numbers = tuple(one.number for one in named[:OFFERED])
    if not said.card:
        if len(named) == 1 and not _is_initial(said):
            return named[0].number, "", ()
        return 0, "several" if len(named) > 1 else "unknown_name", numbers
    number = number_typed(said.card)
    answer = reader_of_card(centre_id, number) if number is not None else None
    if answer is None:
        return 0, "unknown_card", numbers
    reader = answer.reader
    if not reader.is_here:
        return 0, "gone", numbers
    if said.surname and not _is_named(reader, said):
        return 0, "differs", tuple(dict.fromkeys((reader.number, *numbers)))[:OFFERED]
    return reader.number, "", ()


def by_name(centre_id: UUID, said: Said) -> list[Reader]:
    """Everybody here of this name, in whatever spelling and order; the father's name narrows it where both tell it."""
    key = search_key(said.surname, said.given_name)
    rows = readers_of(centre_id).filter(left_on=None)
    if _is_initial(said):
        rows = rows.filter(begins("search_key", key), search_key__startswith=key)
    else:
        keys = {key, search_key(said.given_name, said.surname)}
        rows = rows.filter(search_key__in=[one for one in keys if one])
    found = list(rows.order_by("sort_key", "number")[: OFFERED * 3])
    father = patronymic_key(said.patronymic)
    if not father:
        return found
    if _is_initial(said):
        return [one for one in found if patronymic_key(one.patronymic)[: len(father)] in ("", father)]
    same = [one for one in found if patronymic_key(one.patronymic) == father]
    return same or [one for one in found if not one.patronymic]


def _is_initial(said: Said) -> bool:
    """The given name is but a letter or two: "D.", "Sh."."""
    return 0 < len(name_key(said.given_name)) <= INITIAL


def _is_named(reader: Reader, said: Said) -> bool:
    """Whether the name in the list may be this reader's: a surname with an initial is enough."""
    mine, given = name_key(reader.surname), name_key(reader.given_name)
    told = (name_key(said.surname), name_key(said.given_name))
    for surname, name in (told, told[::-1]):
        if surname and surname == mine and (not name or given.startswith(name) or name.startswith(given)):
            return True
    return False


def meant(centre_id: UUID, number: int) -> Reader | None:
    """The reader of a card as of now, followed through joined registrations; None when nobody is served by it."""
    answer = reader_of_card(centre_id, number) if number else None
    return answer.reader if answer is not None and answer.reader.is_here else None


def readers_offered(centre_id: UUID, numbers: Sequence[int]) -> list[Reader]:
    """Those who may be meant, with what tells them apart."""
    return list(readers_of(centre_id).filter(number__in=list(numbers)).order_by("sort_key", "number"))


def open_loan_of(copy_key: UUID) -> Loan | None:
    """The loan by which a copy is out."""
    return Loan.objects.filter(copy_id=copy_key, state=Loan.State.OPEN).select_related("reader").first()


def holders(copy_keys: Iterable[UUID]) -> dict[UUID, Reader]:
    """With whom copies are. Only for whoever may see readers."""
    rows = Loan.objects.filter(copy_id__in=list(copy_keys), state=Loan.State.OPEN, reader__isnull=False)
    return {loan.copy_id: loan.reader for loan in rows.select_related("reader") if loan.reader is not None}


def touched(loans: Sequence[Loan]) -> dict[Any, Touched]:
    """What happened to each of `loans` since; one query for every kind of thing that can hold on to a loan."""
    used = uses(Loan, [loan.pk for loan in loans], OWN_OF_LOAN)
    return {
        loan.pk: Touched(
            state=loan.state,
            renewals=loan.renewals_made,
            is_claimed=loan.claimed_returned_on is not None,
            used_by=used.get(loan.pk, ""),
        )
        for loan in loans
    }


def done_with(centre_id: UUID | None = None, *, before: datetime | None = None) -> list[OpeningRun]:
    """Files with nothing left to do in them: those of a centre, or those that ended before a moment."""
    rows = OpeningRun.objects.exclude(file=None).filter(state__in=OVER)
    if centre_id is not None:
        rows = rows.filter(centre_id=centre_id)
    if before is not None:
        old = before - timedelta(days=KEPT_DAYS)
        rows = rows.filter(Q(entered_at__lt=old) | Q(entered_at=None, created_at__lt=old))
    return list(rows)
