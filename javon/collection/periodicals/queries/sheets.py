"""The registration sheet of a title and year: which issues came, which are missing. Dossier 2.7, «ro'yxatga olish varaqchasi»."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from javon.collection.periodicals import rules
from javon.collection.periodicals.models import ClaimLine, Issue, Periodical, Subscription, SubscriptionLine

COLOURS = {"came": "ok", "missing": "bad", "claimed": "warn", "awaited": "info"}
Slot = tuple[date | None, int | None]  # the day of a newspaper, or the number of a journal


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the sheet. `state`: came, unpublished, missing, claimed, awaited, or "" where nothing is expected."""

    slot: Slot
    state: str = ""
    issue: Issue | None = None
    has_supplement: bool = False

    @property
    def text(self) -> str:
        """What the square says: the number, «5–6» for a double issue, copies when several came."""
        day, number = self.slot
        if day is None:
            last = self.issue.last_number if self.issue else None
            return f"{number}–{last}" if last else str(number)
        if self.issue is not None and self.issue.number:
            return str(self.issue.number)
        return ""

    @property
    def colour(self) -> str:
        """The interface's colour of its state; "" for a plain square."""
        return COLOURS.get(self.state, "")

    @property
    def key(self) -> str:
        """How addresses and forms name it: "2026-11-28" or "5"."""
        day, number = self.slot
        return day.isoformat() if day else str(number)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A month of the sheet. A newspaper's has 31 cells, None where the month has no such day."""

    month: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A year of one periodical; `copies` subscribed, by month."""

    periodical: Periodical
    year: int
    rows: tuple[SheetRow, ...]
    issues: tuple[Issue, ...]
    copies: Mapping[int, int] = field(default_factory=dict)

    @property
    def cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells if cell is not None]

    def count(self, *states: str) -> int:
        """How many places are in one of these states."""
        return sum(cell.state in states for cell in self.cells)

    @property
    def missing(self) -> list[Cell]:
        """What should have come and did not, claimed or not."""
        return [cell for cell in self.cells if cell.state in ("missing", "claimed")]


def register(centre_id: UUID, year: int) -> QuerySet[Periodical]:
    """Periodicals with `came` (issues of the year) and `came_copies`, by their titles."""
    of_year = Q(issues__year=year, issues__is_published=True)
    rows = Periodical.objects.filter(centre_id=centre_id).select_related("title").defer("title__marc")
    return rows.annotate(
        came=Count("issues", filter=of_year), came_copies=Sum("issues__copies", filter=of_year)
    ).order_by("title__title_key", "number")


def by_number(centre_id: UUID, number: int) -> Periodical | None:
    """The periodical with this short number."""
    rows = Periodical.objects.select_related("title", "centre").defer("title__marc")
    return rows.filter(centre_id=centre_id, number=number).first()


def subscribed_months(ids: Iterable[UUID], year: int) -> dict[UUID, dict[int, int]]:
    """Periodical → month → copies subscribed, of what is ordered."""
    months: dict[UUID, dict[int, int]] = defaultdict(dict)
    lines = SubscriptionLine.objects.filter(
        periodical__in=list(ids), subscription__year=year, subscription__state=Subscription.State.ORDERED
    )
    for line in lines:
        counted = months[line.periodical_id]
        for month in range(line.first_month, line.last_month + 1):
            counted[month] = counted.get(month, 0) + line.copies
    return months


def sheets(periodicals: Iterable[Periodical], year: int, today: date) -> list[Sheet]:
    """The sheets of several periodicals, asked for at once."""
    ordered = list(periodicals)
    ids = [one.pk for one in ordered]
    months = subscribed_months(ids, year)
    issues: dict[UUID, list[Issue]] = defaultdict(list)
    for issue in Issue.objects.filter(periodical__in=ids, year=year).select_related("volume"):
        issues[issue.periodical_id].append(issue)
    claimed: dict[UUID, set[Slot]] = defaultdict(set)
    for line in ClaimLine.objects.filter(periodical__in=ids, year=year):
        claimed[line.periodical_id].add((line.day, line.number))
    return [_sheet(one, year, today, issues[one.pk], months[one.pk], claimed[one.pk]) for one in ordered]


def sheet(periodical: Periodical, year: int, today: date) -> Sheet:
    """The sheet of one periodical."""
    return sheets([periodical], year, today)[0]


def _sheet(
    periodical: Periodical,
    year: int,
    today: date,
    issues: list[Issue],
    months: Mapping[int, int],
    claimed: set[Slot],
) -> Sheet:
    own = {_slot_of(issue): issue for issue in issues if not issue.supplement}
    with_more = {_slot_of(issue) for issue in issues if issue.supplement}
    is_newspaper = periodical.kind == Periodical.Kind.NEWSPAPER

    def cell(slot: Slot, due: date | None) -> Cell:
        issue = own.get(slot)
        state = ""
        if issue is not None:
            state = "came" if issue.is_published else "unpublished"
        elif due is not None and rules.is_missing(periodical.kind, due, today):
            state = "claimed" if slot in claimed else "missing"
        elif due is not None:
            state = "awaited"
        return Cell(slot, state, issue, slot in with_more)

    rows = []
    if is_newspaper:
        due_days = set(rules.expected_days(year, periodical.weekdays, months))
        for month in range(1, 13):
            last = rules.last_day_of(year, month).day
            days = [date(year, month, day) for day in range(1, last + 1)]
            made = [cell((day, None), day if day in due_days else None) for day in days]
            rows.append(SheetRow(month, (*made, *[None] * (31 - last))))
    else:
        per_year = rules.TIMES_A_YEAR.get(periodical.frequency, 0)
        due_numbers = set(rules.expected_numbers(per_year, months))
        swallowed = {
            number
            for issue in own.values()
            for number in range((issue.number or 0) + 1, (issue.last_number or 0) + 1)
        }
        every = {*range(1, per_year + 1), *(issue.number or 0 for issue in own.values())} - swallowed
        by_month: dict[int, list[Cell]] = defaultdict(list)
        for number in sorted(every):
            month = rules.month_of(number, per_year)
            due = rules.last_day_of(year, month) if number in due_numbers else None
            by_month[month].append(cell((None, number), due))
        rows = [SheetRow(month, tuple(by_month[month])) for month in range(1, 13)]
    return Sheet(periodical, year, tuple(rows), tuple(sorted(issues, key=_order)), months)


def _slot_of(issue: Issue) -> Slot:
    return (issue.day, None) if issue.day else (None, issue.number)


def _order(issue: Issue) -> tuple[date, int, str]:
    return (issue.day or date(issue.year, 1, 1), issue.number or 0, issue.supplement)


def taken_numbers(periodical: Periodical, year: int) -> frozenset[int]:
    """Every number that stands on the sheet, those inside double issues too."""
    rows = Issue.objects.filter(periodical=periodical, year=year, day=None, supplement="")
    taken: set[int] = set()
    for number, last in rows.values_list("number", "last_number"):
        if number is not None:
            taken |= set(range(number, (last or number) + 1))
    return frozenset(taken)


def issue_at(periodical: Periodical, year: int, key: str) -> Issue | None:
    """The issue of "2026-11-28" or of "5"."""
    rows = Issue.objects.select_related("volume").filter(periodical=periodical, year=year, supplement="")
    if key.isascii() and key.isdigit() and len(key) < 6:
        return rows.filter(day=None, number=int(key)).first()
    try:
        return rows.filter(day=date.fromisoformat(key)).first()
    except ValueError:
        return None


# --- the post of a day


@dataclass(frozen=True, slots=True)
class PostRow:
    """A subscribed title and the issues that the post may bring: those of the day, and those that are late."""

    periodical: Periodical
    copies: int
    cells: tuple[Cell, ...]


LATE = timedelta(days=10)  # newspapers older than that are claimed, not waited for
MOST_NEXT = 3


def post_of(centre_id: UUID, day: date) -> list[PostRow]:
    """What the post may bring that day, by titles; what was ticked that day stands there as come."""
    lines = SubscriptionLine.objects.filter(
        subscription__centre_id=centre_id,
        subscription__year=day.year,
        subscription__state=Subscription.State.ORDERED,
        first_month__lte=day.month,
        last_month__gte=day.month,
    )
    found = Periodical.objects.filter(pk__in=lines.values("periodical_id")).select_related("title")
    ordered = found.defer("title__marc").order_by("-kind", "title__title_key")
    rows = []
    for one in sheets(ordered, day.year, day):
        rows.append(PostRow(one.periodical, one.copies.get(day.month, 1), tuple(_on_the_way(one, day))))
    return rows


def _on_the_way(sheet: Sheet, day: date) -> list[Cell]:
    waited = ("missing", "claimed", "awaited")
    came = [cell for cell in sheet.cells if cell.issue is not None and cell.issue.arrived_on == day]
    if sheet.periodical.kind == Periodical.Kind.NEWSPAPER:
        late = [
            cell
            for cell in sheet.cells
            if cell.slot[0] and day - LATE <= cell.slot[0] <= day and cell.state in waited
        ]
        return sorted({*came, *late}, key=lambda cell: cell.slot[0] or day, reverse=True)
    following = [cell for cell in sheet.cells if cell.state in waited][:MOST_NEXT]
    return [*came, *following]


# --- what has not come


def gaps(centre_id: UUID, year: int, today: date) -> list[tuple[Periodical, list[Cell]]]:
    """Subscribed titles with what is missing of them, claimed or not."""
    found = Periodical.objects.filter(centre_id=centre_id).select_related("title").defer("title__marc")
    all_sheets = sheets(found.order_by("-kind", "title__title_key"), year, today)
    return [(one.periodical, one.missing) for one in all_sheets if one.missing]
