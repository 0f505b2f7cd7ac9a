"""Loans of a year whose report is done lose their reader: what is kept is who it was, not which person. Dossier 4.2."""

from __future__ import annotations

from uuid import UUID

from javon.core import audit
from javon.core.access import Actor, require
from javon.core.database import action
from javon.service.lending.models import Loan
from javon.service.lending.queries.keeping import to_unlink
from javon.service.readers import rights


@action
def unlink_loans(*, by: Actor, centre_id: UUID, year: int, at_most: int = 200) -> int:
    """Empty `reader` of some loans of `year` and the years before; how many. 0: none is left.

    Category, age, sex, school and mahalla stay frozen on the loan. Left alone are open loans, losses that are not
    over, and loans of readers who asked to keep their history.
    """
    require(by, rights.ERASE_READERS)
    ids = list(to_unlink(centre_id, year).values_list("pk", flat=True)[:at_most])
    if not ids:
        return 0
    Loan.objects.filter(pk__in=ids).update(reader=None, override_reason="")
    audit.record(by, "loans_unlinked", ("organisation.centre", centre_id))
    return len(ids)
