"""What the catalogue shows for clauses of the Regulation: records that were entered, not records that stand there."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from javon.collection.catalogue.electronic import OPENED
from javon.collection.catalogue.models import ElectronicFile, Merge, Origin, PartLink, Revision, Title
from javon.core.counts.queries import total_of_family
from javon.core.evidence import Evidence, Period


def records_entered(centre_id: Any, period: Period) -> int:
    """Records of own books that the electronic catalogue got in the period."""
    return Title.objects.filter(
        centre_id=centre_id, is_donor=False, added_on__range=(period.first, period.last)
    ).count()


def records_corrected(centre_id: Any, period: Period) -> int:
    """Corrections made by hand in the period."""
    return Revision.objects.filter(
        title__centre_id=centre_id, cause="corrected", at__date__range=(period.first, period.last)
    ).count()


def records_merged(centre_id: Any, period: Period) -> int:
    """Duplicate records that were merged into another in the period and have stayed so."""
    made = Merge.objects.filter(kept__centre_id=centre_id, undone_at=None)
    return made.filter(at__date__range=(period.first, period.last)).count()


def records_taken(centre_id: Any, period: Period) -> int:
    """Records that were searched out in other libraries' catalogues and taken in the period."""
    return Origin.objects.filter(
        target__isnull=False,
        title__centre_id=centre_id,
        title__is_donor=False,
        title__added_on__range=(period.first, period.last),
    ).count()


def parts_described(centre_id: Any, period: Period) -> int:
    """Articles, chapters and other parts that got a record of their own in the period."""
    return PartLink.objects.filter(
        kind=PartLink.Kind.PART,
        title__centre_id=centre_id,
        title__added_on__range=(period.first, period.last),
    ).count()


def files_attached(centre_id: Any, period: Period) -> int:
    """Electronic files attached in the period and not removed since."""
    return ElectronicFile.objects.filter(
        title__centre_id=centre_id, added_at__date__range=(period.first, period.last), removed_at=None
    ).count()


def files_opened(centre_id: Any, period: Period) -> int:
    """Openings of electronic files by readers in the period; of whom is not kept."""
    return total_of_family(OPENED, period.first, period.last)


EVIDENCE = (
    Evidence(
        code="catalogue.records_entered",
        clause="5.2",
        sentence=_("Records entered into the electronic catalogue: %(count)d"),
        count=records_entered,
        rows="stock:records",
    ),
    Evidence(
        code="catalogue.records_corrected",
        clause="5.2",
        sentence=_("Catalogue records corrected: %(count)d"),
        count=records_corrected,
        rows="stock:records",
    ),
    Evidence(
        code="catalogue.records_merged",
        clause="5.2",
        sentence=_("Duplicate records merged: %(count)d"),
        count=records_merged,
        rows="catalogue:duplicates",
    ),
    Evidence(
        code="catalogue.records_taken",
        clause="2.5",
        sentence=_("Records taken from other libraries' catalogues: %(count)d"),
        count=records_taken,
        rows="stock:records",
    ),
    Evidence(
        code="catalogue.parts_described",
        clause="5.2",
        sentence=_("Articles and parts described: %(count)d"),
        count=parts_described,
        rows="stock:records",
    ),
    Evidence(
        code="catalogue.files_attached",
        clause="5.2",
        sentence=_("Electronic files attached: %(count)d"),
        count=files_attached,
        rows="catalogue:all_files",
    ),
    Evidence(
        code="catalogue.files_opened",
        clause="5.2",
        sentence=_("Electronic files opened by readers: %(count)d"),
        count=files_opened,
    ),
)
