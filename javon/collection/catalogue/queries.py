"""Questions about records: pages of the staff, facts for rules, what an import could not take."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from javon.collection.catalogue import editing
from javon.collection.catalogue.derive import derive
from javon.collection.catalogue.isbn import isbn13
from javon.collection.catalogue.models import Import, Quarantined, Revision, Title
from javon.collection.catalogue.rules import RecordFacts
from javon.collection.sources.record import Field, Record
from javon.core import clock
from javon.core.uzbek import sort_key

# What a donor record says of itself and of its own library's copies.
NOT_TAKEN_FROM_DONORS = frozenset(
    {
        "001",
        "003",
        "005",
        "035",
        "049",
        "590",
        "852",
        "866",
        "876",
        "877",
        "878",
        "899",
        "910",
        "949",
        "952",
        "999",
    }
)


def own_titles(centre_id: UUID | None = None) -> QuerySet[Title]:
    """Records of books that we own, hidden ones among them; never one that another record stands for."""
    titles = Title.objects.filter(is_donor=False, merged_into=None)
    return titles.filter(centre_id=centre_id) if centre_id else titles


def title_by_number(number: int, centre_id: UUID | None = None) -> Title | None:
    """The record with this short number; None for a donor's, a merged one's or nobody's."""
    return own_titles(centre_id).filter(number=number).first()


def by_numbers(numbers: Sequence[int]) -> list[Title]:
    """The own records with these numbers, the highest first."""
    return list(own_titles().filter(number__in=numbers).defer("marc").order_by("-number"))


def found_without_index(words: str, *, limit: int, offset: int) -> tuple[int, list[UUID]]:
    """The plain way to find records while there is no search index: how many, and the ids of one page.

    The beginning of title or author, or an ISBN; newest first when nothing was typed.
    """
    titles = own_titles().filter(is_hidden=False)
    if words.strip():
        key = sort_key(words)[:60]
        wanted = (
            Q(title_key__startswith=key) | Q(author_key__startswith=key) | Q(title__icontains=words.strip())
        )
        number = isbn13(words)
        if number:
            wanted |= Q(identifiers__kind="isbn", identifiers__value=number)
        titles = titles.filter(wanted).distinct().order_by("title_key", "number")
    else:
        titles = titles.order_by("-added_on", "-number")
    return titles.count(), list(titles.values_list("pk", flat=True)[offset : offset + limit])


def kept_fields(title: Title) -> int:
    """How many fields of the record the simple form does not show."""
    return editing.kept_fields(Record.from_json(title.marc))


# --- facts for rules


def correction_facts(
    title: Title, record: Record, changes: Mapping[str, str], expected_version: int
) -> RecordFacts:
    """What the rules need to know of a correction."""
    last = last_change(title)
    return RecordFacts(
        title=changes.get("title", "x") if "title" in changes else "x",
        year=changes.get("year", ""),
        this_year=clock.today().year,
        letters=len(record.to_json()),
        has_mistyped_isbn=bool(
            set(derive(record).cancelled_isbns) - set(derive(Record.from_json(title.marc)).cancelled_isbns)
        ),
        expected_version=expected_version,
        version=title.version,
        changed_by=last.by if last else "",
        changed_at=moment(last.at) if last else "",
        is_donor=title.is_donor,
        merged_into=title.merged_into.number if title.merged_into else None,
        changes_nothing=record.to_json() == title.marc,
    )


def creation_facts(centre_id: UUID, record: Record, values: Mapping[str, str]) -> RecordFacts:
    """What the rules need to know of a new record."""
    book = derive(record)
    return RecordFacts(
        title=values.get("title", ""),
        year=values.get("year", ""),
        this_year=clock.today().year,
        letters=len(record.to_json()),
        has_mistyped_isbn=bool(book.cancelled_isbns),
        already_held=number_by_isbn(centre_id, book.isbns) if book.isbns else None,
    )


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who wrote the version that stands, and when; `by` is "" for an import."""

    by: str
    at: datetime
    cause: str


def last_change(title: Title) -> LastChange | None:
    """None for a record that was never changed."""
    newest = Revision.objects.filter(title=title).order_by("-version").first()
    return (
        LastChange(names([newest.by_user_id]).get(newest.by_user_id, ""), newest.at, newest.cause)
        if newest
        else None
    )


def moment(at: datetime) -> str:
    """The time of day; before it the date when that was not today."""
    local = localtime(at)
    return f"{local:%H:%M}" if local.date() == clock.today() else f"{local:%d.%m.%Y, %H:%M}"


def names(user_ids: Sequence[int | None]) -> dict[int | None, str]:
    """Accounts to the names that people know them by."""
    users = get_user_model()._default_manager.filter(pk__in=[key for key in user_ids if key is not None])
    return {user.pk: user.get_full_name() or user.get_username() for user in users}


# --- donors


def donor_by_isbn(typed: str, centre_id: UUID) -> Title | None:
    """A record of another library about the book with this ISBN, to fill the form with."""
    number = isbn13(typed)
    if not number:
        return None
    donors = Title.objects.filter(is_donor=True, centre_id=centre_id)
    return donors.filter(identifiers__kind="isbn", identifiers__value=number).order_by("number").first()


def donor_by_number(number: int | None) -> Title | None:
    """The donor record with this number; None when there is none."""
    return Title.objects.filter(is_donor=True, number=number).first() if number else None


def own_by_isbn(typed: str, centre_id: UUID) -> Title | None:
    """Our own record of that book, or the one that stands for it."""
    isbn = isbn13(typed)
    number = number_by_isbn(centre_id, [isbn]) if isbn else None
    return title_by_number(number, centre_id) if number is not None else None


def number_by_isbn(centre_id: UUID, isbns: Sequence[str]) -> int | None:
    """The number of our own record with one of these ISBNs, or of the one that stands for it."""
    held = Title.objects.filter(
        centre_id=centre_id, is_donor=False, identifiers__kind="isbn", identifiers__value__in=isbns
    )
    return held.values_list(Coalesce("merged_into__number", "number"), flat=True).order_by("number").first()


def kept_number(number: int) -> int | None:
    """The number of the record that stands for this one since a merge; None when it was not merged."""
    merged = Title.objects.filter(number=number, merged_into__isnull=False)
    return merged.values_list("merged_into__number", flat=True).first()


# --- the history of a record


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that a change took out, put in or altered: as MARC text, "" where there is none."""

    tag: str
    before: str
    after: str

    @property
    def pieces(self) -> tuple[list[Piece], list[Piece]]:
        """Both texts in pieces, those marked that the other one lacks."""
        return marked(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; `is_changed` when the other text does not have it."""

    text: str
    is_changed: bool


def marked(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Two texts word by word: what only one of them has is marked in it."""
    old, new = re.split(r"(?<=\s)", before), re.split(r"(?<=\s)", after)
    if not before or not after or len(old) + len(new) > _MOST_WORDS_COMPARED:
        return [Piece(text, True) for text in (before,) if text], [
            Piece(text, True) for text in (after,) if text
        ]
    left, right = [], []
    for verb, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left += [Piece("".join(old[a:b]), verb != "equal")] if b > a else []
        right += [Piece("".join(new[c:d]), verb != "equal")] if d > c else []
    return left, right


_MOST_WORDS_COMPARED = 2000  # the comparison grows with the square


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One change of a record: what it was before and became then."""

    version: int  # that it became
    at: datetime
    by: str
    cause: str
    reason: str
    differences: tuple[Difference, ...]

    @property
    def before(self) -> int:
        """The version that it replaced."""
        return self.version - 1


def revision_of(title: Title, version: int) -> Revision | None:
    """The record as it stood in an earlier version; None when there is none."""
    return Revision.objects.filter(title=title, version=version).first()


def record_at(title: Title, version: int) -> Record:
    """The record as `version` of it had it; as it stands now when there is no such version."""
    found = revision_of(title, version) if version != title.version else None
    return Record.from_json(found.marc if found else title.marc)


def revisions(title: Title, most: int = 50) -> list[RevisionRow]:
    """The changes of a record, the newest first."""
    rows = list(Revision.objects.filter(title=title).order_by("-version")[:most])
    known = names([row.by_user_id for row in rows])
    found, later = [], Record.from_json(title.marc)
    for row in rows:
        earlier = Record.from_json(row.marc)
        differences = tuple(differences_between(earlier, later))
        found.append(
            RevisionRow(
                row.version + 1, row.at, known.get(row.by_user_id, ""), row.cause, row.reason, differences
            )
        )
        later = earlier
    return found


def differences_between(before: Record, after: Record) -> list[Difference]:
    """Fields that differ, in the order of tags; a field altered stands as one difference."""
    tags = sorted({field.tag for field in (*before.fields, *after.fields)})
    found = []
    for tag in tags:
        old, new = (
            [marc_text(field) for field in before.all(tag)],
            [marc_text(field) for field in after.all(tag)],
        )
        gone = [text for text in old if text not in new]
        come = [text for text in new if text not in old]
        for place in range(max(len(gone), len(come))):
            pair = (gone[place] if place < len(gone) else "", come[place] if place < len(come) else "")
            found.append(Difference(tag, *pair))
    return found


def marc_text(field: Field) -> str:
    """A field as cataloguers write it: "‡a Oʻtkan kunlar ‡b roman"; a control field answers its value."""
    if field.subfields is None:
        return field.value or ""
    return " ".join(f"‡{code} {value}" for code, value in field.subfields)


@dataclass(frozen=True, slots=True)
class MarcRow:
    """One field on the MARC tab; blanks of indicators are shown as "_"."""

    tag: str
    indicators: str
    subfields: tuple[tuple[str, str], ...]


def marc_rows(record: Record) -> list[MarcRow]:
    """The whole record, the leader as its first row."""
    rows = [MarcRow("LDR", "", (("", record.leader),))]
    for field in record.fields:
        if field.subfields is None:
            rows.append(MarcRow(field.tag, "", (("", field.value or ""),)))
        else:
            indicators = f"{field.ind1}{field.ind2}".replace(" ", "_")
            rows.append(MarcRow(field.tag, indicators, tuple(field.subfields)))
    return rows


@dataclass(frozen=True, slots=True)
class Conflict:
    """One form field on which two editors differ. `is_mine`: I wrote in it; else only the other one did."""

    name: str
    theirs: str
    mine: str
    is_mine: bool = True

    @property
    def pieces(self) -> tuple[list[Piece], list[Piece]]:
        """Both texts in pieces: theirs, mine."""
        return marked(self.theirs, self.mine)


def conflicts(title: Title, typed: Mapping[str, str], opened_version: int = 0) -> list[Conflict]:
    """Where the other editor's text and the one typed over `opened_version` cannot both stay as they are."""
    current = editing.shown(Record.from_json(title.marc))
    opened = revision_of(title, opened_version)
    base = editing.shown(Record.from_json(opened.marc)) if opened else {}
    return [
        Conflict(name, current[name], value, name not in base or _differ(value, base[name]))
        for name, value in typed.items()
        if name in current
        and _differ(value, current[name])
        and (name not in base or _differ(current[name], base[name]))
    ]


def _differ(one: str, other: str) -> bool:
    return one.split() != other.split()


# --- what imports did, and what they could not take


def imports() -> QuerySet[Import]:
    """Every run, the newest first."""
    return Import.objects.order_by("-started_at")


def quarantine(reason: str = "", run_id: str = "") -> QuerySet[Quarantined]:
    """What imports could not take, the newest first."""
    rows = Quarantined.objects.filter(is_taken=False).select_related("run").defer("raw").order_by("-pk")
    if reason:
        rows = rows.filter(reason=reason)
    return rows.filter(run=UUID(run_id)) if run_id else rows


MOST_BYTES_SHOWN = 4096


def hex_lines(raw: bytes, most: int = MOST_BYTES_SHOWN) -> list[tuple[str, str, str]]:
    """Bytes as people read them: (offset, hexadecimal, text), sixteen to the line."""
    lines = []
    for start in range(0, min(len(raw), most), 16):
        piece = raw[start : start + 16]
        text = "".join(chr(byte) if 32 <= byte < 127 else "·" for byte in piece)
        lines.append((f"{start:06x}", piece.hex(" "), text))
    return lines
