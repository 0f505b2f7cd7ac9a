"""What the pages show: plain values, worked out once per page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from javon.service.lending.models import Loan
from javon.service.lending.queries.keeping import open_loans
from javon.service.lending.rules.dates import days_late

SOON = 2  # days
PETALS = 24  # a whole flower; then the next one begins


@dataclass(frozen=True, slots=True)
class Line:
    """One book in the reader's hands."""

    key: UUID
    title: str
    author: str
    number: int
    due_on: date
    days_late: int
    can_renew: bool
    branch: str = ""  # of knowledge: the colour of a drawn cover
    is_soon: bool = False  # due within days that are quickly gone


@dataclass(frozen=True, slots=True)
class Result:
    """What came of renewing one book: its new day, or why not."""

    title: str
    due_on: date | None = None
    why_not: str = ""


def lines(reader_id: UUID, today: date) -> list[Line]:
    """The reader's books by the day they are due. One question."""
    return [_line(loan, today) for loan in open_loans(reader_id)]


def _line(loan: Loan, today: date) -> Line:
    title = loan.copy.title
    can_renew = loan.renewals_made < loan.renewals_allowed and loan.claimed_returned_on is None
    return Line(
        loan.pk,
        title.title,
        title.author,
        title.number,
        loan.due_on,
        days_late(loan.due_on, today),
        can_renew,
        title.branch,
        (loan.due_on - today).days <= SOON,
    )


def flowers(petals: int) -> Sequence[SafeString]:
    """The garden: one petal for each book that came back, twenty-four to a flower. A child's own, compared with nobody's."""
    whole, rest = divmod(petals, PETALS)
    return [_flower(count) for count in [PETALS] * min(whole, 5) + ([rest] if rest or not whole else [])]


def _flower(petals: int) -> SafeString:
    drawn = format_html_join(
        "",
        '<ellipse cx="0" cy="-30" rx="6" ry="16" transform="rotate({})"/>',
        ((15 * place,) for place in range(petals)),
    )
    return format_html(
        '<svg class="garden__flower" viewBox="-50 -50 100 100" width="96" height="96" aria-hidden="true">{}<circle r="11"/></svg>',
        drawn,
    )
