"""What a reader said when the library telephoned about late books. Dossier 8.3; ux.md 2.3 (Kechikkanlar)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.models import Centre
from javon.core.database.fields import UUIDv7Field
from javon.service.readers.models import Reader


class Call(models.Model):
    """One telephone call about late books: what came of it. No free text: a call is written down in two seconds.

    Goes with the person: erased when the reader is.
    """

    class Outcome(models.TextChoices):
        BRINGS = "brings", _("will bring it")
        SAYS_RETURNED = "says_returned", _("says that it was brought back")
        NOT_ANSWERED = "not_answered", _("did not answer")
        WRONG_NUMBER = "wrong_number", _("wrong number")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+", db_index=False)
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="+", db_index=False)
    called_at = models.DateTimeField()
    by_user_id = models.IntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=16, choices=Outcome)
    promised_on = models.DateField(null=True, blank=True)  # the day on which it will be brought

    class Meta:
        verbose_name = _("call about a late book")
        indexes = [
            models.Index(fields=["reader", "-called_at"], name="calls_of_reader"),
            models.Index(fields=["centre", "promised_on"], name="calls_promised"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="brings", promised_on__isnull=False)
                | (~Q(outcome="brings") & Q(promised_on=None)),
                name="call_promise_has_a_day",
            ),
        ]
