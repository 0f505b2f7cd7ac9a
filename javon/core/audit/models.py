"""The journal: rows that only ever grow, and the salts without which their digests say nothing."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field


class Entry(models.Model):
    """One deed: who, what, to what, when, overruling what. No personal value, only salted digests.

    Written in the deed's own transaction; chained by hash afterwards, when the sealer gives it `seq`.
    The database itself refuses to change or remove a row (migration 0002); only the seal is set, once.
    """

    id = UUIDv7Field(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(
        null=True
    )  # account; no foreign key: a journal refers, it does not hold
    actor_label = models.CharField(max_length=120, blank=True)  # only where no account stands behind the deed
    centre_id = UUIDv7Field(null=True)
    verb = models.CharField(max_length=64)
    object_type = models.CharField(max_length=100)
    object_id = models.CharField(max_length=64)
    subject = models.CharField(
        max_length=165, blank=True
    )  # whose salt the digests carry: "readers.reader:<id>"
    overruled = models.JSONField(default=list)  # codes of refusals that were overruled
    digests = models.JSONField(default=dict)  # name of a value -> its salted digest

    seq = models.BigIntegerField(null=True, unique=True)  # place in the chain, from 1
    seal = models.CharField(max_length=64, blank=True)  # SHA-256 over the row and the seal before it

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="journal_of_object"),
            models.Index(fields=["id"], condition=models.Q(seq=None), name="journal_unsealed"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"


class Salt(models.Model):
    """The secret of one subject (a reader, or a record). Without it the subject's digests say nothing."""

    subject = models.CharField(max_length=165, primary_key=True)  # "readers.reader:<id>"
    salt = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("salt of digests")

    def __str__(self) -> str:
        return self.subject


class Head(models.Model):
    """The last link of the chain, so that cutting off its end shows as well."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField()
    seal = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("head of the journal")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="journal_has_one_head")]

    def __str__(self) -> str:
        return str(self.seq)
