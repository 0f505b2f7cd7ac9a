"""Electronic files of titles, who may read them, and the networks that count as inside the house. Nizom 5.2."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.collection.catalogue.rules_files import KINDS
from javon.core.database.fields import UUIDv7Field


class ElectronicFile(models.Model):
    """One file that belongs to a title: the text of a book, a cover, a recording.

    The title stays the one that was meant even when it is merged since: whoever asks follows ``merged_into``. A removed
    file keeps its row for good and its bytes for a month.
    """

    class Access(models.TextChoices):
        EVERYONE = "everyone", pgettext_lazy("of an electronic file", "everyone")
        INSIDE = "inside", _("only in the library")
        STAFF = "staff", _("staff only")

    class Basis(models.TextChoices):
        PERMISSION = "permission", _("permission of the owner of the rights")
        PUBLIC_DOMAIN = "public_domain", _("public domain")
        OWN = "own", _("our own work")

    id = UUIDv7Field(primary_key=True)
    title = models.ForeignKey("Title", on_delete=models.PROTECT, related_name="electronic_files")
    # None: removed, and its month is over.
    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.SET_NULL, related_name="+")
    label = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)  # media type that the bytes told
    size = models.BigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    access = models.CharField(max_length=8, choices=Access)
    open_from = models.DateField(null=True)  # readers wait until this day
    basis = models.CharField(max_length=16, choices=Basis)
    paper = models.CharField(max_length=300, blank=True)  # agreement no. and date, licence
    source = models.CharField(max_length=300, blank=True)  # where the file came from
    added_by_user_id = models.IntegerField(null=True)
    added_at = models.DateTimeField()
    removed_by_user_id = models.IntegerField(null=True)
    removed_at = models.DateTimeField(null=True)
    removed_why = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("electronic file")
        ordering = ["added_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=sorted(KINDS)), name="efile_kind_known"),
            models.CheckConstraint(condition=Q(size__gt=0), name="efile_not_empty"),
            models.CheckConstraint(condition=~Q(label=""), name="efile_has_label"),
            models.CheckConstraint(
                condition=Q(access__in=["everyone", "inside", "staff"]), name="efile_access_known"
            ),
            models.CheckConstraint(
                condition=Q(basis__in=["permission", "public_domain", "own"]), name="efile_basis_known"
            ),
            # Nothing goes to readers without saying by whose leave.
            models.CheckConstraint(
                condition=Q(access="staff") | ~Q(basis="permission") | ~Q(paper=""),
                name="efile_open_by_leave",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_why="")
                | (Q(removed_at__isnull=False) & ~Q(removed_why="")),
                name="efile_removed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | Q(removed_at__isnull=False), name="efile_has_its_bytes"
            ),
            models.UniqueConstraint(
                fields=["title", "sha256"], condition=Q(removed_at=None), name="efile_once_on_a_title"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class InsideNetwork(models.Model):
    """Addresses that stand in the library's own rooms. With none entered, private networks count as inside."""

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    network = models.CharField(max_length=49)  # "213.230.96.0/24", as ``ipaddress`` writes it
    note = models.CharField(max_length=120, blank=True)
    added_by_user_id = models.IntegerField(null=True)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("network of the library")
        ordering = ["network"]
        constraints = [
            models.CheckConstraint(condition=~Q(network=""), name="inside_network_is_named"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("added_at")), name="inside_network_ends_later"
            ),
            models.UniqueConstraint(
                fields=["centre", "network"], condition=Q(ended_at=None), name="inside_network_once"
            ),
        ]

    def __str__(self) -> str:
        return self.network
