"""What the organisation shows for clauses of the Regulation: facts that happened in the period, not rows that stand there."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.models import Appointment, Grant, Post, ServiceTopic, StaffingTable
from javon.core.evidence import Evidence, Period


def rights_given(centre_id: Any, period: Period) -> int:
    """Rights that clauses began to give in the period."""
    return Grant.objects.filter(centre_id=centre_id, valid_from__range=(period.first, period.last)).count()


def topics_told(centre_id: Any, period: Period) -> int:
    """Topics that services began to work on in the period and told the others."""
    return ServiceTopic.objects.filter(
        unit__centre_id=centre_id, valid_from__range=(period.first, period.last)
    ).count()


def staffing_proposed(centre_id: Any, period: Period) -> int:
    """Staffing tables that somebody proposed in the period; the one the Regulation itself brought is no proposal."""
    return (
        StaffingTable.objects.filter(
            centre_id=centre_id, proposed_at__date__range=(period.first, period.last)
        )
        .exclude(note="")
        .count()
    )


def _appointed(centre_id: Any, period: Period, kind: str) -> int:
    return Appointment.objects.filter(
        post__centre_id=centre_id, post__kind=kind, valid_from__range=(period.first, period.last)
    ).count()


def heads_appointed(centre_id: Any, period: Period) -> int:
    """Appointments to posts of heads that began in the period."""
    return _appointed(centre_id, period, Post.Kind.HEAD)


def librarians_appointed(centre_id: Any, period: Period) -> int:
    """Appointments to posts of librarians that began in the period."""
    return _appointed(centre_id, period, Post.Kind.LIBRARIAN)


EVIDENCE = (
    Evidence(
        code="organisation.rights_given",
        clause="3.1",
        sentence=_("Rights given by clauses of documents: %(count)d"),
        count=rights_given,
        rows="organisation:rights",
    ),
    Evidence(
        code="organisation.topics_told",
        clause="3.3",
        sentence=_("Topics told to the other services: %(count)d"),
        count=topics_told,
        rows="organisation:services",
    ),
    Evidence(
        code="organisation.staffing_proposed",
        clause="3.7",
        sentence=_("Proposals to change the staffing table: %(count)d"),
        count=staffing_proposed,
        rows="organisation:staffing_versions",
    ),
    Evidence(
        code="organisation.heads_appointed",
        clause="4.1",
        sentence=_("Appointments of heads of services: %(count)d"),
        count=heads_appointed,
        rows="organisation:people",
    ),
    Evidence(
        code="organisation.librarians_appointed",
        clause="4.2",
        sentence=_("Appointments of librarians: %(count)d"),
        count=librarians_appointed,
        rows="organisation:people",
    ),
)
