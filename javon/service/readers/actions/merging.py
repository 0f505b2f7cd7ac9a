"""Two rows of one person become one, and two again while nothing has happened since. Issue D, 1; peers A4."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.reactions import announce
from javon.core.verdict import Refused
from javon.service.readers import names, rights
from javon.service.readers.happened import ReaderMergeUndone, ReadersMerged
from javon.service.readers.models import (
    Block,
    Card,
    Consent,
    Deposit,
    Guardianship,
    Reader,
    ReaderMerge,
    Registration,
    SheetScan,
)
from javon.service.readers.queries import merging as queries
from javon.service.readers.rules import merging as rules

# What the row that stays takes from the other where it has nothing itself.
FILLED = (
    "given_name", "patronymic", "birth_date", "sex", "school_id", "grade", "class_letter", "workplace", "mahalla_id",
    "address", "phone", "phone_key", "photo_id",
)  # fmt: skip


@action
def merge_readers(*, by: Actor, kept: Reader, gone: Reader, request_id: UUID | None = None) -> ReaderMerge:
    """Join `gone` with `kept`: everything that is hers moves, her cards answer with the reader that stays.

    Raises Refused of ``rules.merging.may_merge``.
    """
    require(by, rights.MERGE_READERS)
    kept, gone = locked_pair(kept.pk, gone.pk)
    rules.may_merge(queries.facts(kept, gone)).enforce(rights=by.rights)
    merge = ReaderMerge.objects.create(kept=kept, gone=gone, at=clock.now(), by_user_id=by.user_id)
    moved = {
        "cards": _move_cards(kept, gone),
        "registrations": _move_registrations(kept, gone),
        "doubles": _strike_doubles(kept, gone),
        "guardians": _move_guardians(kept, gone),
        "wards": _move_wards(kept, gone),
        "blocks": _move(Block.objects.filter(reader=gone), kept),
        "consents": _move_consents(kept, gone),
        "deposits": _move_deposits(kept, gone),
        "sheet": _move_sheet(kept, gone),
        "fields": _fill(kept, gone),
    }
    merge.moved = {name: rows for name, rows in moved.items() if rows}
    merge.save(update_fields=["moved"])
    Reader.objects.filter(pk=gone.pk).update(merged_into=kept)
    Reader.objects.filter(merged_into=gone).exclude(pk=kept.pk).update(merged_into=kept)
    audit.record(by, "readers_merged", kept)
    announce(ReadersMerged(merge.pk, kept.pk, gone.pk))
    return merge


def remember_moved(merge_id: UUID, what: str, ids: Sequence[Any]) -> None:
    """Told by whoever listens to ``ReadersMerged``: these rows of `what` changed hands, in the same transaction."""
    if ids:
        merge = ReaderMerge.objects.select_for_update().get(pk=merge_id)
        merge.moved = {**merge.moved, what: [str(one) for one in ids]}
        merge.save(update_fields=["moved"])


@action
def part_readers(*, by: Actor, merge: ReaderMerge, request_id: UUID | None = None) -> ReaderMerge:
    """They are two people: everything goes back. Raises Refused of ``rules.merging.may_part``."""
    require(by, rights.MERGE_READERS)
    merge = ReaderMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    kept, gone = locked_pair(merge.kept_id, merge.gone_id)
    rules.may_part(
        is_undone=merge.undone_at is not None or gone.merged_into_id != kept.pk,
        since=queries.happened_since(merge),
    ).enforce()
    moved = merge.moved
    _give_back_cards(moved.get("cards", []), gone)
    Registration.objects.filter(pk__in=moved.get("registrations", [])).update(reader=gone)
    _unstrike(moved.get("doubles", []), kept, gone)
    Guardianship.objects.filter(pk__in=moved.get("guardians", [])).update(reader=gone)
    Guardianship.objects.filter(pk__in=moved.get("wards", [])).update(guardian=gone)
    Block.objects.filter(pk__in=moved.get("blocks", [])).update(reader=gone)
    Consent.objects.filter(pk__in=moved.get("consents", [])).update(reader=gone)
    Deposit.objects.filter(pk__in=moved.get("deposits", [])).update(reader=gone)
    SheetScan.objects.filter(pk__in=moved.get("sheet", [])).update(reader=gone)
    _empty(
        kept,
        [name for name in moved.get("fields", []) if name != "photo_id" or kept.photo_id == gone.photo_id],
    )
    Reader.objects.filter(pk=gone.pk).update(merged_into=None)
    merge.undone_at, merge.undone_by_id = clock.now(), by.user_id
    merge.save(update_fields=["undone_at", "undone_by_id"])
    audit.record(by, "readers_parted", kept)
    announce(ReaderMergeUndone(merge.pk, kept.pk, gone.pk))
    return merge


def locked_pair(kept: UUID, gone: UUID) -> tuple[Reader, Reader]:
    """Both rows, locked in one order whoever merges whom."""
    rows = {
        row.pk: row
        for row in Reader.objects.select_for_update(of=("self",)).filter(pk__in=[kept, gone]).order_by("pk")
    }
    if kept not in rows or gone not in rows:
        raise Refused.because("merge_gone_is_gone")
    return rows[kept], rows[gone]


# --- what moves


def _move(rows: Any, kept: Reader) -> list[str]:
    ids = [str(pk) for pk in rows.values_list("pk", flat=True)]
    rows.model.objects.filter(pk__in=ids).update(reader=kept)
    return ids


def _move_cards(kept: Reader, gone: Reader) -> list[list[str]]:
    """Each with "open" or "": the one in use ends, so that one reader has one."""
    today = clock.today()
    found = [
        [str(card.pk), "open" if card.ended_on is None else ""] for card in gone.cards.order_by("number")
    ]
    is_open = Card.objects.filter(reader=kept, ended_on=None).exists()
    if is_open:
        for card in gone.cards.filter(ended_on=None):
            card.ended_on, card.ended_because = max(today, card.issued_on), Card.Ended.MERGED
            card.save(update_fields=["ended_on", "ended_because"])
    else:
        found = [[pk, ""] for pk, _open in found]
    Card.objects.filter(pk__in=[pk for pk, _open in found]).update(reader=kept)
    return found


def _give_back_cards(rows: Sequence[Sequence[str]], gone: Reader) -> None:
    for pk, was_open in rows:
        changed = {"ended_on": None, "ended_because": ""} if was_open else {}
        Card.objects.filter(pk=pk).update(reader=gone, **changed)


def _move_registrations(kept: Reader, gone: Reader) -> list[str]:
    """Those of years in which the row that stays was not registered."""
    years = list(kept.registrations.values_list("year", flat=True))
    return _move(gone.registrations.exclude(year__in=years), kept)


def _strike_doubles(kept: Reader, gone: Reader) -> list[list[str]]:
    """Of two lines of one year the later is struck out: it stays in the journal and counts nobody.

    Where the earlier line is that of `gone`, the two change readers, so that the formulary keeps the number which
    counts. [[line that counts, line struck out, "swapped" or ""], …].
    """
    mine = {one.year: one for one in kept.registrations.all()}
    struck = []
    for other in gone.registrations.all():  # what could move has moved
        own = mine[other.year]
        counts = rules.which_counts(
            rules.YearLine(own.registered_on, own.number), rules.YearLine(other.registered_on, other.number)
        )
        first, second = (own, other) if counts == "kept" else (other, own)
        Registration.objects.filter(pk=second.pk).update(reader=None, double_of=first, is_struck=True)
        Registration.objects.filter(pk=first.pk).update(reader=kept)
        struck.append([str(first.pk), str(second.pk), "" if counts == "kept" else "swapped"])
    return struck


def _unstrike(rows: Sequence[Sequence[str]], kept: Reader, gone: Reader) -> None:
    for first, second, swapped in rows:
        own, other = (second, first) if swapped else (first, second)
        Registration.objects.filter(pk=first).update(
            reader=None
        )  # for a moment neither stands in the other's way
        Registration.objects.filter(pk=second).update(double_of=None, is_struck=False)
        Registration.objects.filter(pk=own).update(reader=kept)
        Registration.objects.filter(pk=other).update(reader=gone)


def _move_guardians(kept: Reader, gone: Reader) -> list[str]:
    """Her guardians; not the one that `kept` has already, nor `kept` itself."""
    has = kept.guardians.filter(ended_on=None).exclude(guardian=None).values("guardian")
    rows = gone.guardians.exclude(guardian=kept).exclude(guardian__in=has)
    return _move(rows | gone.guardians.filter(guardian=None), kept)


def _move_wards(kept: Reader, gone: Reader) -> list[str]:
    has = kept.wards.filter(ended_on=None).values("reader")
    rows = gone.wards.exclude(reader=kept).exclude(reader__in=has)
    ids = [str(pk) for pk in rows.values_list("pk", flat=True)]
    Guardianship.objects.filter(pk__in=ids).update(guardian=kept)
    return ids


def _move_consents(kept: Reader, gone: Reader) -> list[str]:
    has = {(one.text_id, one.given_by) for one in kept.consents.filter(withdrawn_on=None)}
    ids = [
        one.pk
        for one in gone.consents.all()
        if one.withdrawn_on is not None or (one.text_id, one.given_by) not in has
    ]
    return _move(Consent.objects.filter(pk__in=ids), kept)


def _move_deposits(kept: Reader, gone: Reader) -> list[str]:
    return _move(gone.deposits.all(), kept)


def _move_sheet(kept: Reader, gone: Reader) -> list[str]:
    """The scan of her sheet, where the row that stays has none."""
    if SheetScan.objects.filter(reader=kept).exists():
        return []
    return _move(SheetScan.objects.filter(reader=gone), kept)


def _fill(kept: Reader, gone: Reader) -> list[str]:
    """Names of the fields in which the row that stays had nothing and now has what the other knew."""
    filled = [
        name for name in FILLED if getattr(kept, name) in (None, "") and getattr(gone, name) not in (None, "")
    ]
    if filled:
        Reader.objects.filter(pk=kept.pk).update(**{name: getattr(gone, name) for name in filled})
        _refresh_keys(kept.pk)
    return filled


def _empty(kept: Reader, fields: Sequence[str]) -> None:
    """What was taken from the other is given up again."""
    nothing = {name: None if Reader._meta.get_field(name.removesuffix("_id")).null else "" for name in fields}
    if nothing:
        Reader.objects.filter(pk=kept.pk).update(**nothing)
        _refresh_keys(kept.pk)


def _refresh_keys(pk: UUID) -> None:
    """The keys follow the name."""
    reader = Reader.objects.get(pk=pk)
    reader.search_key = names.search_key(reader.surname, reader.given_name)
    reader.given_key = names.name_key(reader.given_name)
    reader.sort_key = names.sort_key(reader.surname, reader.given_name, reader.patronymic)
    reader.save(update_fields=["search_key", "given_key", "sort_key"])
