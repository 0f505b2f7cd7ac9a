"""On what paper a fact rests. Documents stand above the organisation, so the paper is named by its id and by
the words that name it on paper, frozen when the fact was entered; `javon check` proves that the ids exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import models

from javon.core.database.fields import UUIDv7Field


class Basis(models.Model):
    """A fact that a document (and a clause of it) stands behind. Empty: no document was named."""

    basis_document_id = UUIDv7Field(null=True, blank=True)
    basis_label = models.CharField(max_length=300, blank=True)  # "14-U-son buyruq, 09.01.2026"
    basis_clause = models.CharField(max_length=16, blank=True)  # "2.11"

    class Meta:
        abstract = True


@dataclass(frozen=True, slots=True)
class BasedOn:
    """The paper behind a deed, as an action is told of it; empty: none was named."""

    label: str = ""
    clause: str = ""
    document_id: UUID | None = None

    @property
    def columns(self) -> dict[str, object]:
        """For a row that keeps its basis."""
        return {
            "basis_document_id": self.document_id,
            "basis_label": self.label[:300],
            "basis_clause": self.clause[:16],
        }
