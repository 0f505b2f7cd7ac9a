"""Where a right comes from: a clause of a job description or of the internal rules, and nowhere else. Nizom 3.1."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.models.staffing import Post
from javon.centre.organisation.models.structure import Centre
from javon.core.database.fields import UUIDv7Field


class Grant(models.Model):
    """A clause in force gives a right to a post; to every employee where `post` is None (internal rules).

    Written only when a document comes into force or loses force. The document stands in a module above, so its
    id and its words are kept here as they were: a version in force never changes.
    """

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="grants")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    right = models.CharField(max_length=64)  # code of a core.access.Right
    document_id = UUIDv7Field()
    document_label = models.CharField(max_length=300)
    clause_number = models.CharField(max_length=16)
    clause_text = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # the last day on which it gives the right

    class Meta:
        verbose_name = _("granted right")
        ordering = ["right", "clause_number"]
        indexes = [models.Index(fields=["centre", "post", "right"], name="grant_of_post")]
        constraints = [
            models.UniqueConstraint(
                fields=["document_id", "post", "right", "clause_number"],
                condition=Q(valid_to=None),
                nulls_distinct=False,
                name="clause_grants_once_now",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="grant_ends_after_it_begins",
            ),
        ]
