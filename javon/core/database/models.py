"""Requests that were claimed, each with the answer it was given."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field


class ClaimedRequest(models.Model):
    """One request of a person or a device: carried out once, however often it is sent.

    Kept 90 days: a phone that was off-line longer asks again as if for the first time. Holds no value that
    was typed, only a keyed digest of them.
    """

    request_id = UUIDv7Field(primary_key=True, default=None)
    action = models.CharField(max_length=200)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=120, blank=True)
    digest = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("claimed request")

    def __str__(self) -> str:
        return f"{self.action} {self.request_id}"
