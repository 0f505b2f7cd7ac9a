"""Two rows that were one person, joined; enough is kept to part them again. And two that are two people. Issue D, 1."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field
from javon.service.readers.models.readers import Reader


class ReaderMerge(models.Model):
    """`gone` was the same person as `kept`. `moved` names, by kind, the rows that changed hands: ids and names of
    fields, never a value of the person. Undone only while nothing has happened since.
    """

    id = UUIDv7Field(primary_key=True)
    kept = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="merged_by")
    moved = models.JSONField(default=dict)
    at = models.DateTimeField()
    by_user_id = models.IntegerField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_id = models.IntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("merging of readers")
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="nobody_is_merged_with_themselves"),
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at=None), name="reader_merged_away_once"
            ),
        ]


class NotTheSamePerson(models.Model):
    """Two rows look like one person, and somebody who has looked said: two people. They are not proposed again.

    Of a pair there is one row: `first` is the one with the smaller id.
    """

    id = UUIDv7Field(primary_key=True)
    first = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="+", db_index=False)
    second = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField()
    said_by_id = models.IntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("not the same person")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="readers_told_apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="readers_told_apart_in_order"),
        ]
