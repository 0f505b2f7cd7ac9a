"""What the index still has to take over: one row per change, written in the change's own transaction."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field


class Outbox(models.Model):
    """One object whose document must be made anew; gone once the index has it durably."""

    seq = models.BigAutoField(primary_key=True)  # never used twice, so a row seen is a row done
    kind = models.CharField(max_length=16)  # "title": who builds the document
    object_id = UUIDv7Field()
    batch = UUIDv7Field(null=True)  # the bulk run that feeds the index itself; None: a single change
    error = models.CharField(
        max_length=300, blank=True
    )  # why no document could be made; such a row waits for a person

    class Meta:
        verbose_name = _("change for the search index")
        indexes = [
            models.Index(fields=["batch", "seq"], name="outbox_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
