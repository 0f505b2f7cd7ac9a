"""Stored files: what was given, when, and until when it is kept; the bytes lie under their checksum."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field


class StoredFile(models.Model):
    """One file as somebody gave it. Two files of the same bytes share one place on the disk.

    `kind` is what the bytes are (a media type), not what the name says. The name is shown, never a path.
    """

    id = UUIDv7Field(primary_key=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=100)
    size = models.BigIntegerField()  # bytes
    original_name = models.CharField(max_length=255)
    created_at = models.DateTimeField()
    keep_until = models.DateField(null=True)  # None: for good

    class Meta:
        verbose_name = _("stored file")
        constraints = [models.CheckConstraint(condition=models.Q(size__gte=0), name="file_size_not_negative")]

    def __str__(self) -> str:
        return self.original_name
