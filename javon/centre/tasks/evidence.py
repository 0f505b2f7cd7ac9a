"""What tasks show for clause 1.3: the director's directives and instructions that were carried out, and when."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from javon.centre.tasks.models import Task
from javon.core.evidence import Evidence, Period


def tasks_done_on_time(centre_id: Any, period: Period) -> int:
    """Tasks of the period reported done by their day; those without a day are on time."""
    done = Task.objects.filter(centre_id=centre_id, done_on__range=(period.first, period.last))
    return done.count() - done.filter(done_on__gt=F("due_on")).count()


def tasks_done_late(centre_id: Any, period: Period) -> int:
    """Tasks of the period reported done after their day."""
    return Task.objects.filter(
        centre_id=centre_id, done_on__range=(period.first, period.last), done_on__gt=F("due_on")
    ).count()


def oral_instructions(centre_id: Any, period: Period) -> int:
    """Oral instructions of the director written down in the period, those called off left out."""
    return (
        Task.objects.filter(
            centre_id=centre_id, kind=Task.Kind.ORAL, issued_on__range=(period.first, period.last)
        )
        .exclude(state=Task.State.CANCELLED)
        .count()
    )


EVIDENCE = (
    Evidence(
        code="tasks.done_on_time",
        clause="1.3",
        sentence=_("Tasks of the director done on time: %(count)d"),
        count=tasks_done_on_time,
        rows="tasks:discipline",
    ),
    Evidence(
        code="tasks.done_late",
        clause="1.3",
        sentence=_("Tasks of the director done late: %(count)d"),
        count=tasks_done_late,
        rows="tasks:discipline",
    ),
    Evidence(
        code="tasks.oral_instructions",
        clause="1.3",
        sentence=_("Oral instructions written down: %(count)d"),
        count=oral_instructions,
        rows="tasks:list",
    ),
)
