"""The one table of what every module shows for which clause of the Regulation."""

from __future__ import annotations

from javon.collection.catalogue import evidence as catalogue
from javon.collection.stock import evidence as stock
from javon.core.evidence import Evidence
from javon.places.public import evidence as public

EVIDENCE: tuple[Evidence, ...] = (*catalogue.EVIDENCE, *stock.EVIDENCE, *public.EVIDENCE)
