"""The centre itself: its letterhead, and whether its printer prints as it should."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from javon.centre.organisation import rights
from javon.centre.organisation.models import Centre
from javon.core import audit
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.uzbek import normalise

LETTERHEAD = (
    "name", "name_cyrl", "short_name", "address", "place", "phone", "email", "tax_id", "bank_account", "higher_body",
)  # fmt: skip
_VERBATIM = frozenset({"email", "tax_id", "phone"})


@action
def fill_letterhead(
    *, by: Actor, centre: Centre, words: Mapping[str, Any], request_id: UUID | None = None
) -> Centre:
    """Give the centre the names and addresses that its papers and its site bear."""
    require(by, rights.MANAGE_STRUCTURE)
    centre = Centre.objects.select_for_update().get(pk=centre.pk)
    for name in LETTERHEAD:
        if name in words:
            typed = str(words[name]).strip()
            setattr(centre, name, typed if name in _VERBATIM else normalise(typed))
    centre.save()
    audit.record(by, "letterhead_filled", centre)
    return centre


@action
def note_printer_test(*, by: Actor, centre: Centre, today: date) -> Centre:
    """The test sheet came out right."""
    require(by, rights.MANAGE_STRUCTURE)
    centre = Centre.objects.select_for_update().get(pk=centre.pk)
    centre.printer_tested_on = today
    centre.save(update_fields=["printer_tested_on"])
    audit.record(by, "printer_tested", centre)
    return centre
