"""Short records: what each still lacks, kept with every writing of its title; which there are, which is next. Nizom 5.2.

Only the writer of titles and what enters short records call :func:`begin` and :func:`follow`, in their transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime

from javon.collection.catalogue.models import ShortRecord, Title
from javon.collection.catalogue.prepared import COLUMNS, Prepared
from javon.collection.catalogue.short_rules import TakeBackFacts, lacking
from javon.core import clock
from javon.core.access import Actor
from javon.core.database.uses import uses

Source = ShortRecord.Source
_AT_ONCE = 400  # values in one question
# What belongs to a title itself and goes with it.
OWN_OF_TITLE = frozenset(
    {"catalogue.origin", "catalogue.identifier", "catalogue.titleauthority", "catalogue.shortrecord"}
)


def lacks(prepared: Prepared) -> str:
    """The codes of what a record lacks, spaces between; "" for one that is complete."""
    known = dict(zip(COLUMNS, prepared.columns, strict=True))
    has_subject = any(named.role == "subject" for named in prepared.names) or '"653"' in prepared.marc
    known |= {"language": known["languages"], "subjects": has_subject or ""}
    return " ".join(lacking(known))


def begin(made: Sequence[tuple[UUID, Prepared]], source: str, by_user_id: int | None) -> None:
    """These new titles are short ones."""
    now = clock.now()
    rows = [(title_id, lacks(prepared)) for title_id, prepared in made]
    ShortRecord.objects.bulk_create(
        [
            ShortRecord(
                title_id=title_id,
                source=source,
                lacks=codes,
                entered_at=now,
                by_user_id=by_user_id,
                completed_at=None if codes else now,
            )
            for title_id, codes in rows
        ],
        batch_size=100,
    )


def follow(written: Sequence[tuple[UUID, Prepared]]) -> None:
    """These titles have another text: those of them that are short lack something else now, or nothing."""
    records, now = dict(written), clock.now()
    keys = list(records)
    for start in range(0, len(keys), _AT_ONCE):
        for row in ShortRecord.objects.filter(title__in=keys[start : start + _AT_ONCE]):
            codes = lacks(records[row.title_id])
            if codes != row.lacks:
                row.lacks, row.completed_at = codes, None if codes else now
                row.save(update_fields=["lacks", "completed_at"])


# --- questions


@dataclass(frozen=True, slots=True)
class Progress:
    """How many short records there ever were, and how many of them are complete now."""

    done: int
    total: int

    @property
    def text(self) -> str:
        """Both figures as a meter says them."""
        return f"{self.done:,} / {self.total:,}".replace(",", "\u202f")

    @property
    def left(self) -> int:
        return self.total - self.done


def all_of(centre_id: UUID) -> QuerySet[ShortRecord]:
    """Short records of our own books, complete ones too; a merged one is another record's business."""
    return ShortRecord.objects.filter(title__centre=centre_id, title__merged_into=None)


def progress(centre_id: UUID) -> Progress:
    """One query."""
    counted = all_of(centre_id).aggregate(done=Count("pk", filter=Q(lacks="")), total=Count("pk"))
    return Progress(counted["done"], counted["total"])


def to_complete(centre_id: UUID) -> QuerySet[ShortRecord]:
    """Those that still lack something, the newest first."""
    rows = all_of(centre_id).exclude(lacks="").select_related("title")
    return rows.defer("title__marc", "title__annotation").order_by("-title__number")


def of(title: Title) -> ShortRecord | None:
    """Its row, when it was entered short."""
    return ShortRecord.objects.filter(title=title).first()


def entered_today(by: Actor, most: int) -> list[ShortRecord]:
    """What this person has entered on the quick page today, the newest first."""
    begins = localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    if by.user_id is None:
        return []
    rows = ShortRecord.objects.filter(by_user_id=by.user_id, source=Source.QUICK, entered_at__gte=begins)
    rows = rows.filter(title__merged_into=None).select_related("title").defer("title__marc")
    return list(rows.order_by("-title__number")[:most])


def take_back_facts(title: Title, by: Actor) -> TakeBackFacts:
    """What the rules need to know before a record is taken back."""
    row = of(title)
    is_quick = row is not None and row.source == Source.QUICK
    return TakeBackFacts(
        is_of_quick_page=is_quick,
        is_mine=row is not None and row.by_user_id is not None and row.by_user_id == by.user_id,
        is_of_today=row is not None and localtime(row.entered_at).date() == clock.today(),
        is_changed=title.version != 1 or title.merged_into_id is not None,
    )


def used_by(title: Title) -> str:
    """What hangs on the record besides its own rows, in words; "" for nothing."""
    return uses(Title, [title.pk], OWN_OF_TITLE).get(title.pk, "")
