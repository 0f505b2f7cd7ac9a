"""A loan, from the copy's leaving to its coming back, and its renewals. Nizom 2.6, 2.11; dossier 8.1."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from javon.collection.stock.models import Dimensions
from javon.core.database.fields import UUIDv7Field
from javon.service.lending.models.terms import TermsRow, TermsSet
from javon.service.readers.models import Portrait


class Channel(models.TextChoices):
    """By which door a deed came."""

    DESK = "desk", _("at the desk")
    CLASS = "class", _("to a class")
    PHONE = "phone", _("by telephone")
    CABINET = "cabinet", _("by the reader")
    API = "api", _("by another program")
    PAPER = "paper", _("from the paper day")
    IMPORT = "import", _("from the paper system")


class Loan(Dimensions, Portrait):
    """One copy in one reader's hands.

    Every fact keeps the day on which it happened (`_on`), the moment it was entered (`_at`) and the day under which it
    is counted (`_counted_on`): in a closed month they differ. The terms that held are frozen here. `reader` is emptied
    some time after the year's report; who the reader was stays as :class:`Portrait`. An undone loan never happened:
    it is kept for the journal and counted nowhere. A loan whose channel is the import is an opening balance: it was
    given by the paper system, so it stands among loans that are out and never among loans given (:attr:`GIVEN`).
    """

    # What the service gave, for whoever counts: neither undone nor brought over from paper.
    GIVEN = ~Q(state="undone") & ~Q(channel=Channel.IMPORT)

    class State(models.TextChoices):
        OPEN = "open", _("on loan")
        RETURNED = "returned", _("returned")
        LOST = "lost", _("lost by the reader")
        UNDONE = "undone", _("undone")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    copy = models.ForeignKey("stock.Copy", on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(
        "readers.Reader", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    service_point = models.ForeignKey(
        "organisation.ServicePoint", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.DESK)
    lent_on = models.DateField()
    lent_at = models.DateTimeField()
    lent_counted_on = models.DateField()
    lent_by_id = models.IntegerField(null=True, blank=True)
    due_on = models.DateField()
    due_version = models.PositiveSmallIntegerField(
        default=1
    )  # grows when the due date changes: notices begin anew
    # --- the terms as they were
    terms = models.ForeignKey(TermsSet, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    loan_days = models.PositiveSmallIntegerField()
    renewals_allowed = models.PositiveSmallIntegerField(default=0)
    renewal_days = models.PositiveSmallIntegerField(default=0)
    renewal_base = models.CharField(max_length=6, choices=TermsRow.Base, default=TermsRow.Base.TODAY)
    debtor_days = models.PositiveSmallIntegerField(default=30)
    reasons = models.JSONField(
        default=dict
    )  # which line said what, and how the day was moved: "why this date"
    renewals_made = models.PositiveSmallIntegerField(default=0)
    overruled = models.JSONField(default=list)  # codes of objections that somebody overruled
    override_reason = models.CharField(max_length=200, blank=True)
    # --- the end
    returned_on = models.DateField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_counted_on = models.DateField(null=True, blank=True)
    returned_by_id = models.IntegerField(null=True, blank=True)
    claimed_returned_on = models.DateField(null=True, blank=True)  # the reader says it was brought back
    loss = models.ForeignKey("stock.Loss", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("loan")
        indexes = [
            models.Index(
                fields=["reader", "state"], name="loan_of_reader", condition=Q(reader__isnull=False)
            ),
            models.Index(fields=["centre", "due_on"], name="loan_open_by_due", condition=Q(state="open")),
            models.Index(fields=["centre", "lent_counted_on"], name="loan_by_day"),
            models.Index(
                fields=["centre", "returned_counted_on"], name="loan_by_return", condition=Q(state="returned")
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["copy"], condition=Q(state="open"), name="one_open_loan_per_copy"
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("lent_on")), name="loan_due_not_before_lent"),
            models.CheckConstraint(
                condition=Q(state="returned", returned_on__gte=F("lent_on"))
                | (~Q(state="returned") & Q(returned_on=None)),
                name="loan_returned_on_a_day",
            ),
            models.CheckConstraint(condition=~Q(state="open", reader=None), name="open_loan_has_a_reader"),
            models.CheckConstraint(
                condition=Q(renewals_made=0) | Q(renewals_made__lte=99), name="loan_renewals_real"
            ),
        ]


class Renewal(models.Model):
    """One renewal: from which day to which, by whom, by which door. An undone one never happened."""

    id = UUIDv7Field(primary_key=True)
    loan = models.ForeignKey(Loan, on_delete=models.CASCADE, related_name="renewals")
    renewed_on = models.DateField()
    renewed_at = models.DateTimeField()
    counted_on = models.DateField()
    by_user_id = models.IntegerField(null=True, blank=True)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.DESK)
    from_due = models.DateField()
    to_due = models.DateField()
    is_undone = models.BooleanField(default=False)
    override_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("renewal")
        ordering = ["renewed_at"]
        indexes = [models.Index(fields=["counted_on"], name="renewal_by_day", condition=Q(is_undone=False))]
        constraints = [
            models.CheckConstraint(condition=Q(to_due__gte=F("from_due")), name="renewal_never_shortens"),
        ]
