"""What should be bought, and who asked for it. Dossier 2.6 (a refusal's measure: «xaridga taklif»); peers, suggestions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.core.database.fields import UUIDv7Field

MOST_WANTED = 500  # copies of one title: a textbook for a school; more is a slip of the hand


class Described(models.Model):
    """A book that has no record yet, as somebody names it. `title_record` once the catalogue holds it."""

    name = models.CharField(max_length=300)
    author = models.CharField(max_length=200, blank=True)
    isbn = models.CharField(max_length=13, blank=True)  # thirteen digits
    publisher = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    title_record = models.ForeignKey(
        "catalogue.Title", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def described(self) -> str:
        """«Author. Title», as lists name a book."""
        return f"{self.author.rstrip('.')}. {self.name}" if self.author else self.name


class PurchaseProposal(Described):
    """One book that should be bought (xaridga taklif). Asked again, it gets another voice, not another row.

    `key` is the folded title and author by which the same proposal is recognised.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("purchase proposal", "proposed")
        CHOSEN = "chosen", pgettext_lazy("purchase proposal", "chosen")
        DECLINED = "declined", pgettext_lazy("purchase proposal", "declined")
        ARRIVED = "arrived", pgettext_lazy("purchase proposal", "arrived")

    OPEN = ("proposed", "chosen")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=400)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    reason = models.CharField(max_length=300, blank=True)  # of declining
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_id = models.IntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("purchase proposal")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="purchase_proposal_number_once"),
            models.UniqueConstraint(
                fields=["centre", "key"],
                condition=Q(state__in=("proposed", "chosen")),
                name="open_purchase_proposal_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="declined_proposal_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at=None)
                | (~Q(state="proposed") & Q(decided_at__isnull=False)),
                name="decided_proposal_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.described


class ProposalVoice(models.Model):
    """Somebody asked for it: who, why, how many copies. «Asked by 7» counts these."""

    class Source(models.TextChoices):
        READER = "reader", pgettext_lazy("who asks for a book", "a reader")
        REFUSAL = "refusal", pgettext_lazy("who asks for a book", "a refusal at the desk")
        STAFF = "staff", pgettext_lazy("who asks for a book", "a colleague")
        BODY = "body", pgettext_lazy("who asks for a book", "a school or mahalla")

    id = UUIDv7Field(primary_key=True)
    proposal = models.ForeignKey(PurchaseProposal, on_delete=models.CASCADE, related_name="voices")
    source = models.CharField(max_length=8, choices=Source)
    who = models.CharField(max_length=160, blank=True)  # as typed; a refusal may name nobody
    why = models.CharField(max_length=300, blank=True)
    wanted = models.PositiveSmallIntegerField(default=1)  # copies
    asked_on = models.DateField()
    written_at = models.DateTimeField()
    written_by_id = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("voice for a proposal")
        ordering = ["-written_at"]
        constraints = [
            models.CheckConstraint(condition=Q(wanted__range=(1, MOST_WANTED)), name="voice_wants_copies"),
            models.CheckConstraint(
                condition=Q(source="refusal") | ~Q(who=""), name="voice_says_who_unless_refused"
            ),
        ]
