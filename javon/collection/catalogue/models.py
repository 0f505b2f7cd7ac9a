"""Bibliographic records, authorities, revisions, imports and their quarantine.

The MARC record (leader, every field, indicator and subfield, in order) is the truth; every other column
of :class:`Title` is derived from it by ``derive.py`` and by nothing else. Nizom 2.11, 5.2.

A foreign key that begins a unique constraint has no index of its own (``db_index=False``): the constraint's
index
serves it, and an import writes one index entry less per row.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.collection.catalogue.models_files import ElectronicFile as ElectronicFile
from javon.collection.catalogue.models_files import InsideNetwork as InsideNetwork
from javon.collection.catalogue.models_parts import PartLink as PartLink
from javon.collection.catalogue.models_parts import SeriesLink as SeriesLink
from javon.core.database.fields import UUIDv7Field


class Title(models.Model):
    """One bibliographic record: a title, not a copy."""

    id = UUIDv7Field(primary_key=True)
    # No index of its own: a centre is asked for together with a number, a date or a key, each of which has
    # one.
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    number = models.PositiveIntegerField(unique=True)  # short and public: in addresses, QR, read aloud
    marc = models.TextField()  # JSON of sources.record.Record, MARC 21
    digest = models.BinaryField(max_length=16)  # of `marc`: the same file again changes nothing
    version = models.PositiveIntegerField(default=1)  # grows with each revision: the second editor is told
    is_donor = models.BooleanField(
        default=False
    )  # a union record whose book we do not own; never shown to readers
    is_hidden = models.BooleanField(default=False)
    # The record that stands for this one after a merge: always a root, never itself merged. Its own rows stay, so
    # that what was imported once is recognised, and the old number leads on.
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="stands_for", db_index=False
    )

    control_number = models.CharField(max_length=64, blank=True)  # 001
    control_source = models.CharField(max_length=64, blank=True)  # 003; "" when the record does not say
    fingerprint = models.CharField(
        max_length=40, blank=True
    )  # of title, author, year, publisher; "" when too little is known

    # derived, for lists and facets
    title = models.CharField(max_length=500)
    subtitle = models.CharField(max_length=500, blank=True)
    responsibility = models.CharField(max_length=500, blank=True)
    author = models.CharField(max_length=300, blank=True)  # heading form of the first author
    title_key = models.CharField(max_length=120)  # collation key of the Uzbek alphabet, cut
    author_key = models.CharField(max_length=120, blank=True)
    year = models.SmallIntegerField(null=True)
    publisher = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=120, blank=True)
    extent = models.CharField(max_length=120, blank=True)  # "384 bet", as the record says
    isbn = models.CharField(max_length=13, blank=True)  # the first valid one, 13 digits
    languages = models.CharField(max_length=40, blank=True)  # "uzb rus", codes of ISO 639-2/B
    script = models.CharField(max_length=4, blank=True)  # latn, cyrl, arab, ""
    kind = models.CharField(
        max_length=16, blank=True
    )  # book, serial, map, score, audio, video, electronic, article, other
    audience = models.CharField(max_length=16, blank=True)  # children, teens, adults, "" unknown
    branch = models.CharField(max_length=4, blank=True)  # knowledge branch, SOC … of the content groups
    genre = models.CharField(max_length=80, blank=True)
    annotation = models.TextField(blank=True)
    udc = models.CharField(
        max_length=40, blank=True
    )  # the first mark, in the one spelling of classification.mark_key
    bbk = models.CharField(max_length=40, blank=True)
    author_mark = models.CharField(max_length=40, blank=True)  # "Q 58"
    age_mark = models.CharField(
        max_length=4, blank=True
    )  # "6+": as the record says; the five of the law are in controlled.py
    is_local_history = models.BooleanField(default=False)
    is_encyclopaedia = models.BooleanField(default=False)
    conclusion = models.CharField(
        max_length=120, blank=True
    )  # of the expert examination of religious literature: its number and day
    added_on = models.DateField()  # when the catalogue first held it
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = _("bibliographic record")
        indexes = [
            models.Index(fields=["fingerprint"], name="title_fingerprint", condition=~Q(fingerprint="")),
            models.Index(fields=["-added_on", "-number"], name="title_newest", condition=Q(is_donor=False)),
            models.Index(fields=["bbk"], name="title_bbk", condition=Q(is_donor=False) & ~Q(bbk="")),
            # The donor's mark is in them so that the index answers alone.
            models.Index(
                fields=["publisher", "is_donor"], name="title_publisher", condition=~Q(publisher="")
            ),
            models.Index(fields=["place", "is_donor"], name="title_place", condition=~Q(place="")),
            models.Index(fields=["udc"], name="title_udc", condition=Q(is_donor=False) & ~Q(udc="")),
            # The other editions of a work, for whoever reserves any of them.
            models.Index(
                fields=["title_key"], name="title_of_work", condition=Q(is_donor=False, is_hidden=False)
            ),
            models.Index(
                fields=["title_key"], name="title_local", condition=Q(is_donor=False, is_local_history=True)
            ),
            models.Index(
                fields=["title_key"],
                name="title_encyclopaedia",
                condition=Q(is_donor=False, is_encyclopaedia=True),
            ),
            models.Index(
                fields=["merged_into"], name="title_merged_into", condition=Q(merged_into__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="title_is_never_empty"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(is_hidden=True, is_donor=False),
                name="merged_title_is_hidden",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=models.F("id")),
                name="title_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Origin(models.Model):
    """One record of a source that this title was made from: what lets the same file change nothing twice.

    A title has one row per differing record that was ever taken into it: the first, its later versions, the
    record
    of another source about the same book. A record whose digest stands here was seen before, whatever a
    librarian
    has corrected since.
    """

    id = models.BigAutoField(primary_key=True)
    title = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="origins")
    source = models.CharField(max_length=64, blank=True)  # 003
    number = models.CharField(max_length=64, blank=True)  # 001
    digest = models.BinaryField(max_length=16)  # of the record as it came
    # The catalogue that it was searched out in and taken from; None for what came with a file or was typed.
    target = models.ForeignKey(
        "Target", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("origin of a record")
        indexes = [
            models.Index(fields=["target"], name="origin_target", condition=Q(target__isnull=False)),
            models.Index(fields=["digest"], name="origin_digest"),
            models.Index(fields=["number", "source"], name="origin_number", condition=~Q(number="")),
        ]


class NumberSeries(models.Model):
    """The next short number of titles or of authorities; moved on in the transaction that uses it, so no
    gaps.
    """

    name = models.CharField(max_length=16, primary_key=True)
    next_number = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("series of numbers")


class Identifier(models.Model):
    """A number by which the same title is recognised: ISBN (always 13 digits), ISSN, other standard
    number.
    """

    class Kind(models.TextChoices):
        ISBN = "isbn", "ISBN"
        ISSN = "issn", "ISSN"
        CANCELLED = "cancelled", _("cancelled or mistyped ISBN")  # found by search, never matched on

    id = models.BigAutoField(primary_key=True)
    title = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="identifiers", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind)
    value = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("identifier")
        indexes = [models.Index(fields=["value", "kind"], name="identifier_value")]
        constraints = [models.UniqueConstraint(fields=["title", "kind", "value"], name="identifier_once")]


class Revision(models.Model):
    """A record as it stood before a change. The current state is the title itself."""

    id = models.BigAutoField(primary_key=True)
    title = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="revisions", db_index=False)
    version = models.PositiveIntegerField()
    marc = models.TextField()
    at = models.DateTimeField()  # when it was replaced
    by_user_id = models.IntegerField(null=True)
    cause = models.CharField(
        max_length=16
    )  # "corrected", "imported", "undone", "merged", "unmerged", "authority"
    reason = models.CharField(max_length=300, blank=True)
    # The change of an authority that rewrote the record, when one did.
    change = models.ForeignKey(
        "AuthorityChange", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("revision")
        indexes = [models.Index(fields=["change"], name="revision_change", condition=Q(change__isnull=False))]
        constraints = [models.UniqueConstraint(fields=["title", "version"], name="revision_once")]


class ShortRecord(models.Model):
    """A record that was entered short, and what the least that a public library wants it still lacks.

    It stays when nothing is lacking any more: so progress can be told. The one writer of titles keeps it; dossier 5.2.
    """

    class Source(models.TextChoices):
        QUICK = "quick", pgettext_lazy("short records", "entered one after another")
        OLD_LINES = "old_lines", pgettext_lazy("short records", "from an old inventory book")

    id = models.BigAutoField(primary_key=True)
    title = models.OneToOneField(Title, on_delete=models.CASCADE, related_name="short")
    source = models.CharField(max_length=12, choices=Source)
    lacks = models.CharField(max_length=120, blank=True)  # codes of ``short_rules.ELEMENTS``, spaces between
    entered_at = models.DateTimeField()
    by_user_id = models.IntegerField(null=True)
    completed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("short record")
        indexes = [
            models.Index(fields=["-id"], name="short_to_complete", condition=~Q(lacks="")),
            models.Index(fields=["by_user_id", "-entered_at"], name="short_by_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(lacks="", completed_at__isnull=False) | (~Q(lacks="") & Q(completed_at=None)),
                name="short_is_complete_or_lacks",
            )
        ]


class Merge(models.Model):
    """Two records of one book became one: which stayed, which was taken in, and what came with it."""

    id = UUIDv7Field(primary_key=True)
    kept = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="merges")
    taken = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="merges_as_taken", db_index=False)
    at = models.DateTimeField()
    by_user_id = models.IntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    kept_version = models.PositiveIntegerField()  # of the kept record before the merge
    merged_version = models.PositiveIntegerField()  # of the kept record after it
    taken_version = models.PositiveIntegerField()
    was_hidden = models.BooleanField(default=False)  # the taken record, before
    # What other modules moved, for the way back: {"copies": [[identifier, key in its source], …]}.
    moved = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
    undone_by_user_id = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("merge of two records")
        constraints = [
            models.UniqueConstraint(
                fields=["taken"], condition=Q(undone_at=None), name="title_is_taken_once"
            ),
            models.CheckConstraint(condition=~Q(kept=models.F("taken")), name="merge_is_of_two"),
        ]


class MergeProposal(models.Model):
    """Somebody who may not merge has found two records of one book and says so; who may merge decides. Job clause 2.8."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("proposal to merge", "waits for a decision")
        ACCEPTED = "accepted", pgettext_lazy("proposal to merge", "merged")
        DECLINED = "declined", pgettext_lazy("proposal to merge", "declined")

    id = UUIDv7Field(primary_key=True)
    keep = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="+", db_index=False)
    take = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by_user_id = models.IntegerField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    decided_at = models.DateTimeField(null=True)
    decided_by_user_id = models.IntegerField(null=True)
    answer = models.CharField(max_length=300, blank=True)  # why it was declined
    merge = models.ForeignKey(Merge, null=True, on_delete=models.SET_NULL, related_name="proposals")

    class Meta:
        verbose_name = _("proposal to merge two records")
        ordering = ["-at"]
        indexes = [models.Index(fields=["state", "-at"], name="proposal_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["keep", "take"], condition=Q(state="open"), name="merge_proposed_once"
            ),
            models.CheckConstraint(condition=~Q(keep=models.F("take")), name="proposal_is_of_two"),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="proposal_decided_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer=""), name="proposal_declined_why"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="proposal_says_why"),
        ]


class NotDuplicate(models.Model):
    """Somebody has looked at two records that seem alike and said: two books."""

    id = models.BigAutoField(primary_key=True)
    first = models.ForeignKey(
        Title, on_delete=models.CASCADE, related_name="+", db_index=False
    )  # lower number
    second = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    by_user_id = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("pair that is no duplicate")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="not_duplicate_once"),
            models.CheckConstraint(condition=~Q(first=models.F("second")), name="not_duplicate_of_itself"),
        ]


class Authority(models.Model):
    """One person, body, subject or place; every script and spelling of its name hangs on it."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        BODY = "body", _("corporate body")
        SUBJECT = "subject", _("subject")
        PLACE = "place", _("place")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    number = models.PositiveIntegerField(unique=True)  # short and public: /author/<number>
    kind = models.CharField(max_length=8, choices=Kind)
    key = models.CharField(
        max_length=200
    )  # folded name; a namesake of other years has the year of birth added
    heading = models.CharField(max_length=300)  # as the first record wrote it
    dates = models.CharField(max_length=40, blank=True)
    # The entry that stands for this one since a merge: never itself merged. Its key leads on to that one.
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="stands_for")
    note = models.CharField(max_length=500, blank=True, db_default="")

    class Meta:
        verbose_name = _("authority record")
        constraints = [
            models.UniqueConstraint(fields=["centre", "kind", "key"], name="authority_key_once"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=models.F("id")),
                name="authority_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class AuthorityName(models.Model):
    """One way of writing an authority's name, verbatim as some record has it."""

    id = models.BigAutoField(primary_key=True)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="names", db_index=False)
    name = models.CharField(max_length=300)
    script = models.CharField(max_length=4, blank=True)
    is_removed = models.BooleanField(
        default=False, db_default=False
    )  # stays, so that no record grows it again

    class Meta:
        verbose_name = _("form of a name")
        constraints = [models.UniqueConstraint(fields=["authority", "name"], name="authority_name_once")]


class AuthorityForm(models.Model):
    """The heading of an authority in one script: what its records are to write."""

    class Form(models.TextChoices):
        LATIN = "latn", _("Latin")
        CYRILLIC = "cyrl", _("Cyrillic")
        ARABIC = "arab", _("Arabic script")
        RUSSIAN = "rus", _("Russian")

    id = models.BigAutoField(primary_key=True)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="forms", db_index=False)
    form = models.CharField(max_length=4, choices=Form)
    name = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("heading in one script")
        constraints = [models.UniqueConstraint(fields=["authority", "form"], name="authority_form_once")]


class AuthorityChange(models.Model):
    """A decision about an authority and how far the records have followed it. A killed worker goes on from here."""

    class What(models.TextChoices):
        FORMS = "forms", _("headings set")
        MERGED = "merged", _("merged with another")
        UNDONE = "undone", _("undone")

    id = UUIDv7Field(primary_key=True)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=8, choices=What)
    taken = models.ForeignKey(Authority, null=True, on_delete=models.CASCADE, related_name="+")
    undoes = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="undoing")
    before = models.JSONField(default=dict)  # {"forms": {form: name}, "dates": …, "heading": …, "note": …}
    at = models.DateTimeField()
    by_user_id = models.IntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    total = models.PositiveIntegerField(default=0)  # records to look at
    done = models.PositiveIntegerField(default=0)
    rewritten = models.PositiveIntegerField(default=0)  # of them, those whose text changed
    last_number = models.PositiveIntegerField(default=0)  # of the last record that was looked at
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("change of an authority")
        ordering = ["-at"]


class AuthorityKey(models.Model):
    """A further key that leads to an authority: of a variant or heading set by hand, of years it once had."""

    id = models.BigAutoField(primary_key=True)
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=8, choices=Authority.Kind)
    key = models.CharField(max_length=200)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="keys")
    change = models.ForeignKey(AuthorityChange, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("key of an authority")
        constraints = [models.UniqueConstraint(fields=["centre", "kind", "key"], name="further_key_once")]


class TitleAuthority(models.Model):
    """What an authority is to a title: author, translator, subject …"""

    id = models.BigAutoField(primary_key=True)
    title = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="authority_links", db_index=False)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="title_links")
    role = models.CharField(max_length=12)  # author, editor, translator, illustrator, other, subject
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)  # as this record writes it

    class Meta:
        verbose_name = _("name in a record")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["title", "authority", "role"], name="title_authority_once")
        ]


class Import(models.Model):
    """One run of an import over one file, with its honest count."""

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=300)
    file_size = models.BigIntegerField()
    format = models.CharField(max_length=16)
    encoding = models.CharField(max_length=16, blank=True)
    is_donor = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)  # None: running, or killed
    read = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    quarantined = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("import")
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    read=models.F("created")
                    + models.F("updated")
                    + models.F("unchanged")
                    + models.F("quarantined")
                ),
                name="import_counts_add_up",
            )
        ]


class Quarantined(models.Model):
    """What an import could not take: file, position, reason and the very bytes. Nothing is ever dropped."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="quarantine")
    file_name = models.CharField(max_length=300)
    position = models.BigIntegerField()  # byte offset, or row number in a table
    ordinal = models.PositiveIntegerField()  # which record of the file
    reason = models.CharField(max_length=40)  # code; its sentence is in wording.py
    details = models.JSONField(default=dict)
    raw = models.BinaryField()
    digest = models.BinaryField(max_length=16)  # the same bytes of the same file are kept once
    # True: the record itself was taken after a repair that could not keep every byte; here are the original
    # ones.
    is_taken = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("quarantined record")
        constraints = [
            models.UniqueConstraint(fields=["file_name", "position", "digest"], name="quarantined_once")
        ]


class Target(models.Model):
    """Another library's catalogue that can be asked over Z39.50 or SRU; data that the centre keeps."""

    class Kind(models.TextChoices):
        Z3950 = "z3950", "Z39.50"
        SRU = "sru", "SRU"

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=5, choices=Kind)
    address = models.CharField(max_length=300)  # host of Z39.50, whole web address of SRU
    port = models.PositiveIntegerField(null=True)  # of Z39.50; that of SRU stands in its address
    database = models.CharField(max_length=120, blank=True)
    syntax = models.CharField(max_length=40)  # of the records asked for: marc21, unimarc …; SRU: the schema
    encoding = models.CharField(max_length=16, default="auto")
    version = models.CharField(max_length=3, default="1.1")  # of SRU
    user = models.CharField(max_length=80, blank=True)
    password = models.CharField(max_length=80, blank=True)  # both protocols send it as it is; never shown
    indexes = models.JSONField(default=dict)  # title, author, isbn, any → its name there, where not the usual
    is_active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=100)  # smaller is asked, and shown, first
    answered_at = models.DateTimeField(null=True)  # None: has never answered us, so the address is not proved

    class Meta:
        verbose_name = _("catalogue of another library")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "name"], name="target_name_once"),
            models.CheckConstraint(
                condition=Q(kind="sru", port=None)
                | Q(kind="z3950", port__isnull=False, port__gte=1, port__lte=65535),
                name="target_port_fits",
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(address=""), name="target_has_an_address"),
        ]

    def __str__(self) -> str:
        return self.name


class ElsewhereSearch(models.Model):
    """A question put to other libraries, and what each answered; forgotten within the hour."""

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    by_user_id = models.IntegerField(null=True)
    asked_at = models.DateTimeField(db_index=True)
    question = models.JSONField()  # isbn, title, author as typed
    outcomes = models.JSONField()  # one per library, in their order: name, hits, unread, trouble, details

    class Meta:
        verbose_name = _("search in other libraries")


class FoundElsewhere(models.Model):
    """A record that another library sent, in MARC 21; not ours until somebody takes it."""

    id = UUIDv7Field(primary_key=True)
    search = models.ForeignKey(
        ElsewhereSearch, on_delete=models.CASCADE, related_name="found", db_index=False
    )
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField()
    marc = models.TextField()
    digest = models.BinaryField(max_length=16)

    class Meta:
        verbose_name = _("record found in another library")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["search", "position"], name="found_elsewhere_once")]


class AuthorMarkTable(models.Model):
    """A table of author marks that the centre has loaded. It never changes: a better one takes its place from a day on."""

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    valid_from = models.DateField()
    rows = models.TextField()  # one syllable to the line, a tab, its figures; in the order of the alphabet
    row_count = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()
    by_user_id = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("table of author marks")
        constraints = [
            models.CheckConstraint(condition=Q(row_count__gt=0) & ~Q(rows=""), name="author_marks_have_rows"),
            models.CheckConstraint(condition=~Q(name=""), name="author_marks_have_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
