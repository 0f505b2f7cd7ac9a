"""Questions about electronic files: what a title has, what this reader may open, what goes into field 856. Nizom 5.2."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from javon.collection.catalogue import rules_files
from javon.collection.catalogue.models import ElectronicFile, InsideNetwork, Title
from javon.collection.sources.record import Field, Record
from javon.core import clock
from javon.core.counts import counting
from javon.core.counts.queries import totals_of
from javon.core.verdict import Verdict

OPENED = "opened"  # the family of daily counts that files stand in
ADDRESS = "/file/"
# The short words by which people know the kinds; they are the same in every language.
KIND_NAMES = {
    "application/pdf": "PDF",
    "application/epub+zip": "EPUB",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WebP",
    "audio/mpeg": "MP3",
    "video/mp4": "MP4",
}


ENDINGS = {
    "application/pdf": "pdf",
    "application/epub+zip": "epub",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "audio/mpeg": "mp3",
    "video/mp4": "mp4",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks for a file, as far as rights go. No name and no address is kept of a reader."""

    is_staff: bool
    addresses: tuple[str, ...]


def reader_of(request: HttpRequest) -> Reader:
    """Staff is whoever holds any right of a post. The addresses: of the connection, and those a proxy tells of."""
    told = f"{request.headers.get('X-Forwarded-For', '')},{request.headers.get('X-Real-IP', '')}"
    if "Forwarded" in request.headers:
        told += ",?"  # we do not read it: whoever comes that way is not inside
    addresses = [request.META.get("REMOTE_ADDR") or "?", *(one for one in told.split(",") if one.strip())]
    actor = request.actor  # type: ignore[attr-defined]
    return Reader(actor.user_id is not None and bool(actor.rights), tuple(addresses))


def files_of(title: Title, *, removed: bool = False) -> QuerySet[ElectronicFile]:
    """The files of a title and of the records that were merged into it, in the order in which they came."""
    found = ElectronicFile.objects.filter(Q(title=title) | Q(title__merged_into=title))
    return found.filter(removed_at__isnull=not removed)


def all_files() -> QuerySet[ElectronicFile]:
    """Every file that stands on a record, the newest first."""
    found = ElectronicFile.objects.filter(removed_at=None).select_related("title", "title__merged_into")
    return found.defer("title__marc", "title__merged_into__marc").order_by("-added_at", "-id")


def file_by_id(pk: UUID) -> ElectronicFile | None:
    """The file with its title and the record that stands for it."""
    found = ElectronicFile.objects.select_related("title", "title__merged_into", "file")
    return found.defer("title__marc", "title__merged_into__marc").filter(pk=pk).first()


def networks(centre_id: UUID) -> list[InsideNetwork]:
    """The networks that the centre has named as its own."""
    return list(InsideNetwork.objects.filter(centre=centre_id, ended_at=None))


def is_inside(reader: Reader, centre_id: UUID) -> bool:
    """Does the reader sit in the house?"""
    return rules_files.is_inside(reader.addresses, [one.network for one in networks(centre_id)])


def may_read(file: ElectronicFile, reader: Reader, *, inside: bool | None = None) -> Verdict:
    """Whether this reader may open the file now; the networks are asked only where they matter."""
    title = file.title.merged_into or file.title
    if inside is None:
        inside = file.access == rules_files.INSIDE and is_inside(reader, title.centre_id)
    return rules_files.may_read(
        rules_files.ReadingFacts(
            access=file.access,
            today=clock.today(),
            open_from=file.open_from,
            is_removed=file.removed_at is not None,
            is_title_hidden=title.is_hidden or title.is_donor,
            is_staff=reader.is_staff,
            is_inside=inside,
        )
    )


@dataclass(frozen=True, slots=True)
class Offered:
    """A file on a reader's page: with its address, or with the one thing that stands before it."""

    label: str
    kind: str
    size: int
    url: str  # "" when this reader may not open it
    why: str = ""  # code of the refusal
    day: date | None = None


def offered(title: Title, reader: Reader) -> list[Offered]:
    """What a reader's page shows of the title's files. One query; one more when a file is for the house only."""
    files = list(files_of(title).select_related("title", "title__merged_into"))
    asks = any(one.access == rules_files.INSIDE for one in files) and not reader.is_staff
    inside = is_inside(reader, title.centre_id) if asks else False
    shown = []
    for file in files:
        verdict = may_read(file, reader, inside=inside)
        if "file_hidden" not in verdict.codes:
            why = next(iter(verdict.codes), "")
            url = "" if why else f"{ADDRESS}{file.pk}"
            shown.append(Offered(file.label, KIND_NAMES[file.kind], file.size, url, why, file.open_from))
    return shown


def name_of(file: ElectronicFile) -> str:
    """The name under which a file is saved: its label with the ending of what it is."""
    return f"{file.label}.{ENDINGS[file.kind]}"


# --- openings


def note_opening(file: ElectronicFile) -> None:
    """One opening more today; of whom is not kept."""
    counting.count_one_of(OPENED, file.pk.hex)


def openings(files: Iterable[ElectronicFile], first: date, last: date) -> dict[UUID, int]:
    """How often each was opened from `first` to `last`; one query."""
    keys = {one.pk.hex: one.pk for one in files}
    return {keys[key]: count for key, count in totals_of(OPENED, list(keys), first, last).items()}


def counted_since(today: date) -> date:
    """The beginning of the thirty days that pages tell of."""
    return today - timedelta(days=29)


# --- field 856


def open_fields(title_ids: Sequence[UUID], address: str) -> Mapping[UUID, list[Field]]:
    """Titles to the fields 856 of those files that everyone may open today; `address` is the root of the site."""
    if not title_ids:
        return {}
    today = clock.today()
    files = ElectronicFile.objects.filter(
        Q(title__in=title_ids) | Q(title__merged_into__in=title_ids), access="everyone", removed_at=None
    ).filter(Q(open_from=None) | Q(open_from__lte=today), title__is_donor=False)
    found: dict[UUID, list[Field]] = {}
    for file in files.select_related("title").defer("title__marc"):
        found.setdefault(file.title.merged_into_id or file.title_id, []).append(_field(file, address))
    return found


def _field(file: ElectronicFile, address: str) -> Field:
    """856 40: by HTTP, the resource itself. MARC 21, 856."""
    pairs = [
        ("q", file.kind),
        ("s", f"{file.size} bytes"),
        ("u", f"{address}{ADDRESS}{file.pk}"),
        ("y", file.label),
    ]
    return Field("856", "4", "0", pairs)


def with_open_files(record: Record, fields: Iterable[Field]) -> Record:
    """`record` with these fields 856 behind its own, which stay as they are; an address stands there once."""
    told = {value for one in record.all("856") for value in one.all("u")}
    new = [one for one in fields if one.first("u") not in told]
    return Record(record.leader, [*record.fields, *new]) if new else record


# --- facts for rules


def attach_facts(
    title: Title, rights: rules_files.RightsFacts, *, kind: str, size: int, sha256: str
) -> rules_files.AttachFacts:
    """What the rules need to know of a file about to be attached."""
    return rules_files.AttachFacts(
        rights=rights,
        kind=kind,
        size=size,
        same=same_on(title, sha256),
        held=files_of(title).count(),
        is_donor=title.is_donor,
        merged_into=title.merged_into.number if title.merged_into else None,
    )


def same_on(title: Title, sha256: str) -> str:
    """The label of the title's file with these bytes; "" when there is none."""
    return files_of(title).filter(sha256=sha256).values_list("label", flat=True).first() or ""
