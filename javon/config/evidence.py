"""The one table of what every module shows for which clause of the Regulation."""

from __future__ import annotations

from javon.centre.documents import evidence as documents
from javon.centre.organisation import evidence as organisation
from javon.centre.tasks import evidence as tasks
from javon.collection.acquisition import evidence as acquisition
from javon.collection.catalogue import evidence as catalogue
from javon.collection.labels import evidence as labels
from javon.collection.periodicals import evidence as periodicals
from javon.collection.stock import evidence as stock
from javon.core.evidence import Evidence
from javon.places.public import evidence as public
from javon.service.lending import evidence as lending
from javon.service.readers import evidence as readers
from javon.service.readingroom import evidence as readingroom

EVIDENCE: tuple[Evidence, ...] = (
    *organisation.EVIDENCE,
    *documents.EVIDENCE,
    *tasks.EVIDENCE,
    *catalogue.EVIDENCE,
    *stock.EVIDENCE,
    *labels.EVIDENCE,
    *acquisition.EVIDENCE,
    *periodicals.EVIDENCE,
    *readers.EVIDENCE,
    *lending.EVIDENCE,
    *readingroom.EVIDENCE,
    *public.EVIDENCE,
)
