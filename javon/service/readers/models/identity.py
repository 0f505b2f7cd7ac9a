"""The number of a reader's document, where the rules of the centre ask for it. Sealed at rest. Dossier 4.2, 6.8."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field
from javon.service.readers.models.readers import Reader


class IdentityDocument(models.Model):
    """One document of one reader: its kind, its number sealed with the home's key, and what may be shown of it.

    `mask` ("AA•••••67") is all that pages have; the number itself is shown by right, and each showing is journalled.
    """

    class Kind(models.TextChoices):
        PASSPORT = "passport", _("passport")
        ID_CARD = "id_card", _("identity card")
        BIRTH = "birth", _("birth certificate")
        OTHER = "other", _("another document")

    id = UUIDv7Field(primary_key=True)
    reader = models.OneToOneField(Reader, on_delete=models.CASCADE, related_name="identity")
    kind = models.CharField(max_length=12, choices=Kind)
    sealed = models.BinaryField()
    mask = models.CharField(max_length=20)
    entered_at = models.DateTimeField()
    entered_by_id = models.IntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("identity document")
        constraints = [models.CheckConstraint(condition=~Q(mask=""), name="identity_has_a_mask")]
