"""Close a month or a year, open it again. Pages and signatures come with the reports that are signed. Nizom 2.7."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from javon.centre.organisation.models import Centre
from javon.centre.periods import happened, queries, rights, rules
from javon.centre.periods.models import Period
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.reactions import announce
from javon.core.uzbek import normalise


@action
def close(
    *, by: Actor, centre: Centre, year: int, month: int, today: date, request_id: UUID | None = None
) -> Period:
    """Close a month (`month` 0: the year). From now on its figures stand. Raises Refused of ``rules.may_close``."""
    require(by, rights.CLOSE)
    centre = Centre.objects.select_for_update().get(pk=centre.pk)
    rules.may_close(queries.facts(centre, year, month, today)).enforce()
    period = Period.objects.create(
        centre=centre, year=year, month=month, closed_at=clock.now(), closed_by_id=by.user_id
    )
    audit.record(by, "period_closed", period)
    announce(happened.PeriodClosed(centre.pk, year, month))
    return period


@action
def reopen(
    *,
    by: Actor,
    centre: Centre,
    year: int,
    month: int,
    reason: str,
    today: date,
    request_id: UUID | None = None,
) -> Period:
    """Open a closed month or year again; the row of its closing stays. Raises Refused of ``rules.may_reopen``."""
    require(by, rights.REOPEN)
    centre = Centre.objects.select_for_update().get(pk=centre.pk)
    reason = normalise(reason).strip()[:300]
    rules.may_reopen(queries.facts(centre, year, month, today, reason)).enforce()
    period = Period.objects.get(centre=centre, year=year, month=month, reopened_at=None)
    period.reopened_at, period.reopened_by_id, period.reason = clock.now(), by.user_id, reason
    period.save(update_fields=["reopened_at", "reopened_by_id", "reason"])
    audit.record(by, "period_reopened", period, reason=reason)
    announce(happened.PeriodReopened(centre.pk, year, month))
    return period
