"""The document, its versions, their clauses, what it rests on, what lies with it.

A version that was once approved is never changed or deleted: triggers of the database refuse it, `javon check`
recomputes its hash. Everything after approval is a new version or a new document.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.documents.models.registers import CaseFile, Register
from javon.core.database.fields import UUIDv7Field


class Document(models.Model):
    """A paper of any level: a law that binds us, an order of ours, a letter that came.

    `level` is its rung on the ladder of normative documents (dossier 4.3): 1 Constitution … 15 directive; letters,
    minutes, acts and agreements have none (0). `number` is as written on paper; for papers that our journals number it is
    made from `register`, `sequence` and `year`, without gaps.
    """

    class Kind(models.TextChoices):
        # External normative acts, by rung.
        CONSTITUTION = "constitution", _("Constitution")
        LAW = "law", _("law")
        PARLIAMENT = "parliament", _("resolution of the Oliy Majlis")
        PRESIDENT = "president", _("act of the President")
        CABINET = "cabinet", _("resolution of the Cabinet of Ministers")
        MINISTRY = "ministry", _("act of a ministry or agency")
        HOKIM = "hokim", _("decision of the hokimiyat")
        NATIONAL_LIBRARY = "national_library", _("order or instruction of the National Library")
        REGIONAL = "regional", _("act of the regional centre")
        # Our own.
        CHARTER = "charter", _("charter")
        CENTRE_REGULATION = "centre_regulation", _("regulation of the centre")
        REGULATION = "regulation", _("regulation of a service")
        RULES = "rules", _("internal rules")
        JOB_DESCRIPTION = "job_description", _("job description")
        ORDER = "order", _("order")
        DIRECTIVE = "directive", _("directive")
        CONTEST_REGULATION = "contest_regulation", _("regulation of a contest")
        INSTRUCTION = "instruction", _("instruction")
        MINUTES = "minutes", _("minutes")
        ACT = "act", _("act")
        AGREEMENT = "agreement", _("agreement")
        LETTER_IN = "letter_in", _("incoming letter")
        LETTER_OUT = "letter_out", _("outgoing letter")
        STAFFING = "staffing", _("staffing table")

    class Status(models.TextChoices):
        """Of the whole document. Amended: in force in a later version than the first."""

        DRAFT = "draft", _("draft")
        AGREEING = "agreeing", _("being agreed")
        APPROVED = "approved", _("approved")
        IN_FORCE = "in_force", _("in force")
        AMENDED = "amended", pgettext_lazy("document", "amended")
        SUPERSEDED = "superseded", _("no longer in force")
        REGISTERED = (
            "registered",
            pgettext_lazy("document", "registered"),
        )  # letters, and external papers that carry no force
        WITHDRAWN = "withdrawn", pgettext_lazy("document", "withdrawn")

    EXTERNAL: ClassVar[tuple[str, ...]] = (
        "constitution", "law", "parliament", "president", "cabinet", "ministry", "hokim", "national_library", "regional",
    )  # fmt: skip

    BINDING: ClassVar[tuple[str, ...]] = ("in_force", "amended")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    short_id = models.PositiveIntegerField()  # in the address: /documents/41/
    kind = models.CharField(max_length=24, choices=Kind)
    level = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=16, choices=Status, default=Status.DRAFT)
    title = models.CharField(max_length=400)
    title_cyrl = models.CharField(max_length=400, blank=True)
    search_key = models.TextField(blank=True)  # folded title, number in all its spellings, text
    # Its number: ours from a journal, theirs as they wrote it.
    register = models.ForeignKey(
        Register, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    sequence = models.PositiveIntegerField(null=True, blank=True)
    number = models.CharField(max_length=60, blank=True)
    dated_on = models.DateField(null=True, blank=True)  # the date on the paper
    case_file = models.ForeignKey(
        CaseFile, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    # Whose it is.
    unit = models.ForeignKey(
        "organisation.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    post = models.ForeignKey(
        "organisation.Post", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    author = models.ForeignKey(
        "organisation.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_confidential = models.BooleanField(default=False)  # orders on staff: read by right only
    is_model_text = models.BooleanField(default=False)  # shipped text that the centre has not approved yet
    template_code = models.CharField(max_length=48, blank=True)
    # Force.
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    # Set while the newer paper is a draft; this one ends the day before that one is in force.
    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="supersedes"
    )
    # Letters and external papers.
    correspondent = models.CharField(max_length=240, blank=True)  # from whom, to whom; the issuing body
    their_number = models.CharField(max_length=60, blank=True)
    their_date = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    answer_due_on = models.DateField(null=True, blank=True)
    answers = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="answered_by"
    )
    summary = models.TextField(blank=True)
    source_url = models.URLField(max_length=400, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("document")
        ordering = ["-dated_on", "-short_id"]
        indexes = [
            models.Index(fields=["centre", "kind", "status"], name="document_by_kind"),
            models.Index(fields=["centre", "-dated_on"], name="document_by_date"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["centre", "short_id"], name="document_short_id_once"),
            models.UniqueConstraint(fields=["register", "year", "sequence"], name="document_number_once"),
            models.CheckConstraint(
                # A draft may already say which journal will number it.
                condition=Q(sequence=None) | Q(sequence__gte=1, year__isnull=False, register__isnull=False),
                name="document_number_whole",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="document_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(level__lte=15), name="document_level_real"),
            models.CheckConstraint(
                condition=Q(superseded_by=None) | ~Q(superseded_by=F("id")), name="document_not_after_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """One text of a document. The newest that is not returned is worked on; the one in force binds."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        AGREEING = "agreeing", _("being agreed")
        RETURNED = "returned", _("returned with a remark")
        APPROVED = "approved", _("approved")
        IN_FORCE = "in_force", _("in force")
        SUPERSEDED = "superseded", _("superseded")
        WITHDRAWN = "withdrawn", pgettext_lazy("document", "withdrawn")

    FIXED: ClassVar[tuple[str, ...]] = ("approved", "in_force", "superseded")  # never changed again

    id = UUIDv7Field(primary_key=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=16, choices=State, default=State.DRAFT)
    title = models.CharField(max_length=400)
    preamble = models.TextField(blank=True)
    place = models.CharField(max_length=80, blank=True)
    ending = models.TextField(blank=True)  # after the clauses: "Asos: …"
    enclosed = models.JSONField(
        default=dict, blank=True
    )  # lists made from facts, as enclosed.Enclosed has them
    edits = models.PositiveIntegerField(
        default=0
    )  # how often the draft was saved: two editors are told apart
    prepared_by = models.ForeignKey(
        "organisation.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    prepared_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)  # in force from; None: from approval
    # "Tizimda tasdiqlandi": who, when, the hash of the text, by PIN. Never a signature.
    approved_by = models.ForeignKey(
        "organisation.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approver_name = models.CharField(
        max_length=160, blank=True
    )  # as it stood that day, in the order of a signature
    approver_office = models.CharField(max_length=240, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_on = models.DateField(
        null=True, blank=True
    )  # the date in the stamp block, of paper approvals too
    content_hash = models.CharField(max_length=64, blank=True)  # SHA-256 of the canonical text
    pdf = models.ForeignKey(
        "files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    docx = models.ForeignKey(
        "files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("version of a document")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(state="in_force"), name="one_version_in_force"
            ),
            models.UniqueConstraint(
                fields=["document"], condition=Q(state__in=["draft", "agreeing"]), name="one_version_in_work"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "in_force", "superseded"]) | ~Q(content_hash=""),
                name="approved_version_has_its_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Clause(models.Model):
    """A heading, a clause or a point of a version; anything elsewhere can cite it by number.

    A point of an order may say who, by when and who controls: it becomes a task when the order comes into force.
    """

    id = UUIDv7Field(primary_key=True)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="clauses")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=16, blank=True)  # "2.11", "3"; "" for an unnumbered paragraph
    is_heading = models.BooleanField(default=False)
    text = models.TextField()
    text_cyrl = models.TextField(blank=True)  # "" = transliterated
    executor = models.ForeignKey(
        "organisation.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    controller = models.ForeignKey(
        "organisation.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("clause")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="clause_position_once"),
            models.UniqueConstraint(
                fields=["version", "number"],
                condition=~Q(number="") & Q(is_heading=False),
                name="clause_number_once",
            ),
        ]


class ClauseGrant(models.Model):
    """This clause gives this right: to the post whose job description it is, to everyone where it is a rule."""

    id = UUIDv7Field(primary_key=True)
    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="grants")
    right = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("right given by a clause")
        constraints = [models.UniqueConstraint(fields=["clause", "right"], name="right_once_in_clause")]


class BasisLink(models.Model):
    """This paper rests on that one (asos): when that one changes or ends, this one is listed."""

    id = UUIDv7Field(primary_key=True)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="basis")
    rests_on = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="supports")
    clause_number = models.CharField(max_length=16, blank=True)
    note = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)  # the basis was amended or lost force
    checked_at = models.DateTimeField(null=True, blank=True)  # looked at again after that

    class Meta:
        verbose_name = _("basis of a document")
        constraints = [
            models.UniqueConstraint(fields=["document", "rests_on", "clause_number"], name="basis_once"),
            models.CheckConstraint(condition=~Q(document=F("rests_on")), name="document_not_on_itself"),
        ]


class Attachment(models.Model):
    """A file that lies with a document: a scan, an annex, the letter itself."""

    class Role(models.TextChoices):
        ORIGINAL = "original", _("original")
        SCAN = "scan", _("scan of the signed paper")
        ANNEX = "annex", _("annex")

    id = UUIDv7Field(primary_key=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=16, choices=Role, default=Role.ANNEX)
    note = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("attachment")
        ordering = ["added_at"]
