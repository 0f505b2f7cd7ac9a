"""When this happens, that is told: every side effect of the system, read top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from javon.centre.documents import happened as documents_happened
from javon.centre.documents import jobs as documents
from javon.centre.organisation import happened as organisation_happened

REACTIONS: Mapping[type, Sequence[Callable[[Any], Any]]] = {
    documents_happened.DocumentApproved: (documents.print_after_approval,),
    organisation_happened.PersonAppointed: (documents.ask_after_appointment,),
    organisation_happened.PersonLeft: (documents.excuse_after_leaving,),
}
