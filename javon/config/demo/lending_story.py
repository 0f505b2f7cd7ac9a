"""A year of loans around today: who took what, for how long, what is out now and what is late.

Every copy that stands on loan gets its open loan; the others were lent and came back, the popular ones often, never
twice at once. Weekly rhythm, school holidays and the rush after lessons are the real house's.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from javon.centre.organisation.models import Centre
from javon.config.demo import family_story
from javon.core import clock
from javon.core.days import IsOpen

# In a year; about a half of those who want a copy find it in, so it goes out some three to four times: the turnover of a
# good district library with children's books.
WISHES_PER_COPY = 7.0
RENEWED = 0.08
LATE = 0.07  # of the open loans
MONTHS = (0.8, 0.9, 1.1, 1.1, 0.9, 0.6, 0.5, 0.7, 1.3, 1.3, 1.2, 1.0)  # how busy each month is, January first


def tell(centre: Centre, *, seed: int) -> int:
    """Write the year; returns how many loans. Needs readers, copies and a calendar."""
    from javon.centre.organisation import queries as organisation
    from javon.core.access import machine
    from javon.service.lending.actions.terms import put_standard_terms
    from javon.service.lending.bulk import write_past_loans

    today = clock.today()
    put_standard_terms(by=machine("javon demo", centre.pk), centre=centre)
    is_open = organisation.calendar(centre, today - timedelta(days=500), today + timedelta(days=500))
    past = _loans(centre, today, random.Random(seed), is_open)
    return sum(write_past_loans(centre, past, is_open=is_open))


def _loans(centre: Centre, today: date, chance: random.Random, is_open: IsOpen) -> Iterator[Any]:
    from javon.collection.stock.models import Copy
    from javon.service.lending.bulk import PastLoan
    from javon.service.lending.models import Loan
    from javon.service.readers.models import Reader

    copies = list(
        Copy.objects.filter(centre=centre, loanable=True, state__in=("on_shelf", "on_loan"))
        .exclude(pk__in=Loan.objects.values("copy"))  # those that another story has lent
        .select_related("title")
        .order_by("title__number", "inventory_order", "pk")
    )
    readers = list(
        Reader.objects.filter(centre=centre, merged_into=None, erased_at=None, left_on=None).order_by(
            "number"
        )
    )
    if not copies or not readers:
        return
    family = family_story.members(centre)
    told = (
        list(family_story.loans(family, copies, today, is_open))
        if len(family) == len(family_story.OUT)
        else []
    )
    yield from told
    taken, at_home = {one.copy.pk for one in told}, {one.pk for one in family.values()}
    copies = [copy for copy in copies if copy.pk not in taken]
    readers = [reader for reader in readers if reader.pk not in at_home]
    open_days = [day for day in _days(today - timedelta(days=364), today) if is_open(day)]
    weights = [MONTHS[day.month - 1] for day in open_days]
    free_until = {copy.pk: today + timedelta(days=1) for copy in copies}
    has = dict.fromkeys((reader.pk for reader in readers), 0)
    for copy in copies:
        if copy.state == "on_loan":
            reader = _who(copy, readers, has, chance)
            days = chance.randrange(16, 60) if chance.random() < LATE else chance.randrange(0, 10)
            lent = _open_before(today - timedelta(days=days), is_open)
            free_until[copy.pk] = lent
            has[reader.pk] += 1
            yield PastLoan(copy, reader, lent)
    for copy in copies:
        # A few copies go out again and again, most a few times, some never: a Pareto shelf.
        times = min(24, int(chance.expovariate(1 / WISHES_PER_COPY)))
        chosen = sorted(chance.choices(open_days, weights, k=times))
        last = date.min
        for day in chosen:
            back = _open_before(
                day + timedelta(days=chance.choice((2, 4, 6, 7, 8, 9, 10, 11, 13, 16, 24))), is_open
            )
            if day <= last or back >= min(free_until[copy.pk], today):
                continue
            renewed = (
                back - timedelta(days=2) if chance.random() < RENEWED and (back - day).days > 7 else None
            )
            yield PastLoan(copy, _who(copy, readers, None, chance), day, back, renewed)
            last = back


def _who(copy: Any, readers: list[Any], has: dict[Any, int] | None, chance: random.Random) -> Any:
    """A reader who would take it: a child a child's book, and nobody above the limit."""
    wants_child = copy.content_group == "CHI" or copy.title.audience == "children"
    for _try in range(12):
        reader = readers[int(len(readers) * chance.random() ** 1.6)]
        is_child = reader.category in ("pupil", "preschool")
        limit = 3 if is_child else 5
        if is_child == wants_child and (has is None or has[reader.pk] < limit):
            return reader
    return chance.choice(readers)


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)


def _open_before(day: date, is_open: IsOpen) -> date:
    """`day`, or the last open day before it."""
    for back in range(14):
        if is_open(day - timedelta(days=back)):
            return day - timedelta(days=back)
    return day
