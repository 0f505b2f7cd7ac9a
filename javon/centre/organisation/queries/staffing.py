"""Facts about the staffing table for its rules, and its versions. Nizom 3.7."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from javon.centre.organisation.models import Appointment, Post, StaffingLine, StaffingTable
from javon.centre.organisation.queries.occupancy import EFFECTIVE
from javon.centre.organisation.rules.people import Approved
from javon.centre.organisation.rules.spans import Span
from javon.centre.organisation.rules.staffing import Effect, Held, Line


def versions(centre_id: UUID) -> QuerySet[StaffingTable]:
    """Every version, the newest first."""
    return StaffingTable.objects.filter(centre_id=centre_id).order_by("-number")


def table_in_force(centre_id: UUID) -> StaffingTable | None:
    return StaffingTable.objects.filter(centre_id=centre_id, state=StaffingTable.State.IN_FORCE).first()


def table_by_number(centre_id: UUID, number: int) -> StaffingTable | None:
    return StaffingTable.objects.filter(centre_id=centre_id, number=number).select_related("centre").first()


def lines_of(table: StaffingTable | None) -> list[Line]:
    """The lines as the rules see them."""
    if table is None:
        return []
    rows = StaffingLine.objects.filter(table=table).select_related("post")
    return [Line(row.post_id, row.post.title, row.positions, row.quarters) for row in rows]


def proposed_lines(given: Sequence[tuple[Post, int, int]], today: date) -> list[Line]:
    """What somebody proposes: posts, positions, quarters."""
    return [
        Line(post.pk, post.title, positions, quarters, post.valid_to is None or post.valid_to >= today)
        for post, positions, quarters in given
    ]


def effect_facts(table: StaffingTable, day: date, *, by_user_id: int | None, paper: str) -> Effect:
    """What the rules must know of a table that is to take effect on `day`."""
    current = table_in_force(table.centre_id)
    rows = (
        Appointment.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), post__centre_id=table.centre_id)
        .exclude(post__kind=Post.Kind.OBSERVER)
        .select_related("post")
    )
    return Effect(
        number=table.number,
        state=table.state,
        day=day,
        proposed_by=table.proposed_by_id,
        approved_by=by_user_id,
        paper=paper,
        in_force_since=current.valid_from if current else None,
        lines=tuple(lines_of(table)),
        held=tuple(Held(Span(row.valid_from, row.valid_to), row.quarters, row.post_id) for row in rows),
        titles=tuple({row.post_id: row.post.title for row in rows}.items()),
    )


def approved_for(post: Post) -> tuple[Approved, ...]:
    """What each table that was or is in force approves for `post`, in quarters."""
    tables = list(StaffingTable.objects.filter(centre_id=post.centre_id, state__in=EFFECTIVE))
    totals = {
        line.table_id: line.positions * line.quarters
        for line in StaffingLine.objects.filter(table__in=tables, post=post)
    }
    return tuple(
        Approved(Span(table.valid_from, table.valid_to), totals.get(table.pk, 0)) for table in tables
    )
