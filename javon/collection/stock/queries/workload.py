"""The workload of cataloguers: who entered, shortened, corrected how much on which day. Nizom 5.2.

Nothing is counted beforehand: entering stands in the journal, corrections in the revisions of records, copies with
whoever entered them. What an import brought is nobody's work.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Count, QuerySet
from django.db.models.functions import Substr, TruncDate
from django.utils.timezone import get_default_timezone, localtime

from javon.collection.catalogue.models import Revision, Title
from javon.collection.stock.models import Copy
from javon.core.audit.models import Entry

# MARC 21, leader 17: abbreviated, partial, minimal level; in the kept JSON the leader begins at the third character.
SHORT_LEVELS = frozenset("357")
_LEVEL_AT = 20


@dataclass(slots=True)
class Tally:
    """What was done. `short` counts those of `entered` that are still short records."""

    entered: int = 0
    short: int = 0
    corrected: int = 0
    copies: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(frozen=True, slots=True)
class DayLine:
    """One person on one day."""

    day: date
    user_id: int
    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in the whole month, and on how many days anything was done."""

    user_id: int
    name: str
    tally: Tally
    days: int


@dataclass(frozen=True, slots=True)
class Workload:
    """A month: its days, the newest last, its people by name, and the sum."""

    first: date
    days: tuple[DayLine, ...]
    people: tuple[PersonLine, ...]
    total: Tally


def month_of(first: date, centre_id: UUID, *, only: int | None = None) -> Workload:
    """The workload of the month that begins on `first`; `only` that account's when one is named."""
    last = date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
    tallies = _tallies(first, last, centre_id, only)
    names = _names({user_id for user_id, _day in tallies})
    days = sorted(
        (DayLine(day, user_id, names.get(user_id, ""), tally) for (user_id, day), tally in tallies.items()),
        key=lambda line: (line.day, line.name),
    )
    people = []
    for user_id in sorted(names, key=lambda key: names[key]):
        own = [line for line in days if line.user_id == user_id]
        people.append(PersonLine(user_id, names[user_id], _sum(line.tally for line in own), len(own)))
    return Workload(first, tuple(days), tuple(people), _sum(line.tally for line in days))


def _sum(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for one in tallies:
        total += one
    return total


def _tallies(first: date, last: date, centre_id: UUID, only: int | None) -> dict[tuple[int, date], Tally]:
    """(account, day) → what was done."""
    found: defaultdict[tuple[int, date], Tally] = defaultdict(Tally)
    zone = get_default_timezone()
    span = (
        datetime.combine(first, time.min, zone),
        datetime.combine(last + timedelta(days=1), time.min, zone) - timedelta(microseconds=1),
    )
    entered = _entered(span, centre_id, only)
    short = _short([title_id for title_id, _user, _day in entered])
    for title_id, user_id, day in entered:
        found[user_id, day].entered += 1
        found[user_id, day].short += title_id in short
    # What followed from an import, or from a decision about a name, is nobody's work on a record.
    revisions = Revision.objects.filter(title__centre_id=centre_id, at__range=span).exclude(
        cause__in=("imported", "authority")
    )
    for user_id, day, count in _per_day(revisions, "by_user_id", "at", only):
        found[user_id, day].corrected += count
    copies = Copy.objects.filter(centre_id=centre_id, entered_at__range=span)
    for user_id, day, count in _per_day(copies, "entered_by_id", "entered_at", only):
        found[user_id, day].copies += count
    return dict(found)


def _entered(
    span: tuple[datetime, datetime], centre_id: UUID, only: int | None
) -> list[tuple[UUID, int, date]]:
    """(record, account, day) of every record that a person entered."""
    rows = Entry.objects.filter(
        object_type=Title._meta.label_lower, verb="created", at__range=span, centre_id=centre_id
    )
    if only is not None:
        rows = rows.filter(actor_id=only)
    return [
        (UUID(title_id), user_id, localtime(at).date())
        for title_id, user_id, at in rows.values_list("object_id", "actor_id", "at")
        if user_id is not None
    ]


def _short(title_ids: list[UUID]) -> set[UUID]:
    """Those of the records that are short ones now."""
    found: set[UUID] = set()
    for at in range(0, len(title_ids), 500):
        rows = Title.objects.filter(pk__in=title_ids[at : at + 500]).annotate(
            level=Substr("marc", _LEVEL_AT, 1)
        )
        found.update(rows.filter(level__in=SHORT_LEVELS).values_list("pk", flat=True))
    return found


def _per_day(
    rows: QuerySet[Any], account: str, moment: str, only: int | None
) -> Iterator[tuple[int, date, int]]:
    """(account, local day, how many) of rows that somebody made."""
    rows = rows.exclude(**{account: None})
    if only is not None:
        rows = rows.filter(**{account: only})
    days = rows.order_by().annotate(day=TruncDate(moment)).values_list(account, "day")
    yield from days.annotate(count=Count("pk"))


def _names(user_ids: set[int]) -> dict[int, str]:
    """Account → name; the sign-in name where there is no other."""
    users = get_user_model()._default_manager.filter(pk__in=user_ids)
    known = {user.pk: user.get_full_name() or user.get_username() for user in users}
    return {user_id: known.get(user_id, "–") for user_id in user_ids}
