"""Questions about papers: what one may read, what waits for whom, who has read what."""

from javon.centre.documents.queries.acknowledging import (
    Sheet,
    overdue_readings,
    readers_at,
    sheet_of,
    to_read,
)
from javon.centre.documents.queries.approval import (
    current_station,
    decision_facts,
    papers_to_check,
    submission_facts,
    to_decide,
)
from javon.centre.documents.queries.reading import (
    document_by_number,
    found_documents,
    label_of,
    visible_documents,
)

__all__ = [
    "Sheet",
    "current_station",
    "decision_facts",
    "document_by_number",
    "found_documents",
    "label_of",
    "overdue_readings",
    "papers_to_check",
    "readers_at",
    "sheet_of",
    "submission_facts",
    "to_decide",
    "to_read",
    "visible_documents",
]
