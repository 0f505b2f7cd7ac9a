"""What papers show for clauses of the Regulation: what was approved, read and brought into force in the period."""

from __future__ import annotations

from typing import Any

from django.db.models import Min, Q
from django.utils.translation import gettext_lazy as _

from javon.centre.documents.models import Acknowledgement, Document, Version
from javon.centre.documents.queries.letters import SENT
from javon.centre.tasks.models import Task
from javon.core.evidence import Evidence, Period

CONSTITUTIVE = ("regulation", "job_description")  # clause 1.4 names these two


def _approved(centre_id: Any, period: Period) -> Any:
    return Version.objects.filter(
        document__centre_id=centre_id, state__in=Version.FIXED, approved_on__range=(period.first, period.last)
    )


def regulations_approved(centre_id: Any, period: Period) -> int:
    """Regulations and job descriptions that the director approved in the period."""
    return int(_approved(centre_id, period).filter(document__kind__in=CONSTITUTIVE).count())


def papers_approved(centre_id: Any, period: Period) -> int:
    """All other papers approved in the period."""
    return int(_approved(centre_id, period).exclude(document__kind__in=CONSTITUTIVE).count())


def acknowledged(centre_id: Any, period: Period) -> int:
    """ "Tanishdim" said or signed in the period; a signature without a date belongs to no period."""
    rows = Acknowledgement.objects.filter(version__document__centre_id=centre_id)
    in_system = rows.filter(is_paper=False, at__date__range=(period.first, period.last)).count()
    return in_system + rows.filter(is_paper=True, signed_on__range=(period.first, period.last)).count()


def rules_acknowledged(centre_id: Any, period: Period) -> int:
    """Of them, those of the charter, regulations and internal rules."""
    return Acknowledgement.objects.filter(
        version__document__centre_id=centre_id,
        version__document__kind__in=("charter", "centre_regulation", "regulation", "rules"),
        at__date__range=(period.first, period.last),
    ).count()


def duties_acknowledged(centre_id: Any, period: Period) -> int:
    """Job descriptions that people have read in the period: each knows the rights of the own post."""
    return Acknowledgement.objects.filter(
        version__document__centre_id=centre_id,
        version__document__kind="job_description",
        at__date__range=(period.first, period.last),
    ).count()


def letters_registered(centre_id: Any, period: Period) -> int:
    """Letters that came in the period and were given a number."""
    rows = Document.objects.filter(centre_id=centre_id, kind=Document.Kind.LETTER_IN, sequence__isnull=False)
    return rows.filter(received_on__range=(period.first, period.last)).count()


def letters_answered(centre_id: Any, period: Period) -> int:
    """Letters whose first answer bears a date of the period."""
    letters = Document.objects.filter(centre_id=centre_id, kind=Document.Kind.LETTER_IN)
    sent = Q(answered_by__kind=Document.Kind.LETTER_OUT, answered_by__status__in=SENT)
    first = letters.annotate(first=Min("answered_by__dated_on", filter=sent))
    return first.filter(first__range=(period.first, period.last)).count()


def acts_followed(centre_id: Any, period: Period) -> int:
    """Tasks given in the period because of an act above us."""
    acts = Document.objects.filter(centre_id=centre_id, kind__in=Document.EXTERNAL).values("pk")
    rows = Task.objects.filter(centre_id=centre_id, basis_document_id__in=acts)
    return rows.filter(issued_on__range=(period.first, period.last)).count()


EVIDENCE = (
    Evidence(
        code="documents.regulations_approved",
        clause="1.4",
        sentence=_("Regulations and job descriptions approved: %(count)d"),
        count=regulations_approved,
        rows="documents:list",
    ),
    Evidence(
        code="documents.papers_approved",
        clause="1.4",
        sentence=_("Other papers approved: %(count)d"),
        count=papers_approved,
        rows="documents:list",
    ),
    Evidence(
        code="documents.acknowledged",
        clause="1.4",
        sentence=_("Papers acknowledged: %(count)d"),
        count=acknowledged,
        rows="documents:list",
    ),
    Evidence(
        code="documents.rules_acknowledged",
        clause="1.5",
        sentence=_("Charter, regulations and rules acknowledged: %(count)d"),
        count=rules_acknowledged,
        rows="documents:list",
    ),
    Evidence(
        code="documents.duties_acknowledged",
        clause="3.1",
        sentence=_("Job descriptions acknowledged: %(count)d"),
        count=duties_acknowledged,
        rows="documents:list",
    ),
    Evidence(
        code="documents.letters_registered",
        clause="1.7",
        sentence=_("Letters registered: %(count)d"),
        count=letters_registered,
        rows="documents:letters",
    ),
    Evidence(
        code="documents.letters_answered",
        clause="1.7",
        sentence=_("Letters answered: %(count)d"),
        count=letters_answered,
        rows="documents:letters",
    ),
    Evidence(
        code="documents.acts_followed",
        clause="1.7",
        sentence=_("Tasks that followed from acts above us: %(count)d"),
        count=acts_followed,
        rows="documents:acts",
    ),
)
