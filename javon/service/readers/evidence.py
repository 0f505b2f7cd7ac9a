"""What readers show for clause 2.11 of the Regulation: who was registered, anew and again, and in which groups."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from javon.core.evidence import Evidence, Period
from javon.service.readers.models import Registration


def _lines(centre_id: Any, period: Period) -> QuerySet[Registration]:
    return Registration.objects.filter(centre_id=centre_id, registered_on__range=(period.first, period.last))


def readers_registered(centre_id: Any, period: Period) -> int:
    """New readers of the period."""
    return _lines(centre_id, period).filter(kind=Registration.Kind.NEW).count()


def readers_registered_again(centre_id: Any, period: Period) -> int:
    """Readers of earlier years who came for the first time in their year."""
    return _lines(centre_id, period).filter(kind=Registration.Kind.AGAIN).count()


def heads_of_groups(centre_id: Any, period: Period) -> int:
    """People in the groups that were registered in the period."""
    groups = _lines(centre_id, period).filter(heads__gt=1)  # also of a group that was erased since
    return int(groups.aggregate(heads=Sum("heads"))["heads"] or 0)


EVIDENCE = (
    Evidence(
        code="readers.registered",
        clause="2.11",
        sentence=_("Readers registered: %(count)d"),
        count=readers_registered,
        rows="readers:index",
    ),
    Evidence(
        code="readers.registered_again",
        clause="2.11",
        sentence=_("Readers registered again for the year: %(count)d"),
        count=readers_registered_again,
        rows="readers:index",
    ),
    Evidence(
        code="readers.heads_of_groups",
        clause="2.11",
        sentence=_("People in groups that borrow together: %(count)d"),
        count=heads_of_groups,
        rows="readers:index",
    ),
)
