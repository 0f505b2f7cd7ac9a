"""Who agreed to what, when and before whom. Law on personal data; dossier 4.2, 2.1 (15)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.organisation.models import Basis
from javon.core.database.fields import UUIDv7Field
from javon.service.readers.models.readers import Reader


class ConsentText(Basis):
    """One version of the text that readers agree to, tied to the document that set it. Never changed once used.

    The newest version whose day has come is in force; who agreed to an older one is asked at the next registration.
    """

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    valid_from = models.DateField()
    entered_at = models.DateTimeField()
    entered_by_id = models.IntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("text of the consent")
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "version"], name="consent_text_version_once"),
            models.UniqueConstraint(fields=["centre", "valid_from"], name="consent_text_one_a_day"),
            models.CheckConstraint(condition=~Q(text=""), name="consent_text_says_something"),
        ]


class Consent(models.Model):
    """One consent (rozilik) of a reader, or of the parent of a child, to one version of the text."""

    class Giver(models.TextChoices):
        SELF = "self", _("the reader")
        GUARDIAN = "guardian", _("a parent or guardian")

    class Way(models.TextChoices):
        SHEET = "sheet", _("signed on the registration sheet")
        SPOKEN = "spoken", _("said at the desk, to be signed")
        CABINET = "cabinet", _("given in the reader's own pages")
        IMPORT = "import", _("on the paper card taken over")

    id = UUIDv7Field(primary_key=True)
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="consents")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="consents", db_index=False)
    given_by = models.CharField(max_length=8, choices=Giver, default=Giver.SELF)
    way = models.CharField(max_length=8, choices=Way, default=Way.SHEET)
    given_on = models.DateField()
    taken_at = models.DateTimeField()
    taken_by_id = models.IntegerField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("to the use of personal data", "consent")
        ordering = ["-given_on", "-taken_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "text", "given_by"],
                condition=Q(withdrawn_on=None),
                name="consent_to_a_text_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_withdrawn_after_given",
            ),
        ]
