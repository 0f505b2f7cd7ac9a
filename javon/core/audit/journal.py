"""Writing the journal, sealing it, and proving that nobody changed it.

A row is written in the deed's own transaction. The chain is closed afterwards, in batches, by one sealer:
chaining inside the deed would make every deed of the house wait for the one before it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models

from javon.core import clock
from javon.core.access import Actor
from javon.core.audit.models import Entry, Head, Salt
from javon.core.audit.triggers import missing_triggers
from javon.core.database.prepared import Prepared
from javon.core.database.transactions import reading, writing

SEALED_AT_ONCE = 200  # rows in one turn at the gate
FIRST_SEAL = "0" * 64
_SEALER_LOCK = 0x6A61766F6E  # "javon": PostgreSQL's advisory lock; on SQLite the gate is lock enough

# (type, id) of what a deed was done to; a model instance speaks for itself.
Thing = models.Model | tuple[str, Any]


def record(
    by: Actor,
    verb: str,
    obj: Thing,
    *,
    overruled: Iterable[str] = (),
    reason: str = "",
    subject: Thing | None = None,
    **values: Any,
) -> dict[str, str]:
    """Write one row; returns the digests of `values` (and of `reason`) that it holds.

    `subject` is whose salt the digests carry: the reader where the values are a reader's, else `obj`.
    """
    object_type, object_id = _named(obj)
    owner_type, owner_id = _named(subject if subject is not None else obj)
    owner = f"{owner_type}:{owner_id}"
    told = {**values, "reason": reason} if reason else values
    salt = _salt_of(owner) if told else b""
    digests = {name: digest(salt, name, value) for name, value in told.items()}
    Entry.objects.create(
        at=clock.now(),
        actor_id=by.user_id,
        actor_label="" if by.user_id is not None else by.label[:120],
        centre_id=by.centre_id,
        verb=verb,
        object_type=object_type,
        object_id=object_id,
        subject=owner if told else "",
        overruled=list(overruled),
        digests=digests,
    )
    return digests


_last_moment = Prepared[datetime](lambda: Entry.objects.order_by("-pk").values_list("at", flat=True)[:1])


def last_moment() -> datetime | None:
    """When the journal's last row was written: a clock that stands before it was set back. One look at one row."""
    return _last_moment.first()


def matches(entry: Entry, name: str, value: Any) -> bool:
    """True when the row speaks of this very value; False also once the subject was forgotten."""
    salt = Salt.objects.filter(subject=entry.subject).first()
    return salt is not None and hmac.compare_digest(
        digest(bytes(salt.salt), name, value), entry.digests.get(name, "")
    )


def forget(subject: Thing) -> None:
    """Delete the salt of an erased subject: the rows stay, what they said of it is gone."""
    owner_type, owner_id = _named(subject)
    Salt.objects.filter(subject=f"{owner_type}:{owner_id}").delete()


def digest(salt: bytes, name: str, value: Any) -> str:
    """SHA-256, keyed, of one named value."""
    text = json.dumps([name, value], ensure_ascii=False, default=str, separators=(",", ":"), sort_keys=True)
    return hmac.new(salt, text.encode(), hashlib.sha256).hexdigest()


def _named(thing: Thing) -> tuple[str, str]:
    if isinstance(thing, models.Model):
        return thing._meta.label_lower, str(thing.pk)
    return thing[0], str(thing[1])


def _salt_of(owner: str) -> bytes:
    salt = Salt.objects.filter(subject=owner).values_list("salt", flat=True).first()
    if salt is None:
        # Two deeds on a new subject at once: the second insert yields to the first, and both read one salt.
        Salt.objects.bulk_create([Salt(subject=owner, salt=secrets.token_bytes(32))], ignore_conflicts=True)
        salt = Salt.objects.values_list("salt", flat=True).get(subject=owner)
    return bytes(salt)


# --- the chain -----------------------------------------------------------------------------------------


def unsealed() -> int:
    """How many rows still wait for their seal."""
    return Entry.objects.filter(seq=None).count()


def seal() -> int:
    """Close the chain over every row written so far; returns how many were sealed."""
    total = 0
    while sealed := _seal_some():
        total += sealed
    return total


def _seal_some() -> int:
    if not Entry.objects.filter(seq=None).exists():
        return 0
    with writing():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEALER_LOCK])
        head = Head.objects.first() or Head(seq=0, seal=FIRST_SEAL)
        entries = list(Entry.objects.filter(seq=None).order_by("id")[:SEALED_AT_ONCE])
        for entry in entries:
            entry.seq = head.seq = head.seq + 1
            entry.seal = head.seal = seal_of(head.seal, entry)
            Entry.objects.filter(pk=entry.pk).update(seq=entry.seq, seal=entry.seal)
        head.save()
    return len(entries)


def seal_of(previous: str, entry: Entry) -> str:
    """SHA-256 over the seal before and every field of the row."""
    row = [
        previous,
        entry.seq,
        str(entry.id),
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.actor_label,
        str(entry.centre_id or ""),
        entry.verb,
        entry.object_type,
        entry.object_id,
        entry.subject,
        entry.overruled,
        entry.digests,
    ]
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def verify() -> Iterator[str]:
    """What is wrong with the journal, the first broken row first; nothing when it is whole.

    After a broken row the chain is taken up again at the seal that the row claims, so that one change
    is one problem and not a thousand.
    """
    for name in missing_triggers(connection):
        yield f"the database no longer guards the journal: trigger {name} is missing"
    with reading():
        previous, expected = FIRST_SEAL, 1
        for entry in Entry.objects.filter(seq__isnull=False).order_by("seq").iterator(chunk_size=2000):
            place = entry.seq or 0  # never empty here: only sealed rows are asked for
            if place != expected:
                yield f"journal rows {expected} to {place - 1} were removed"
            elif entry.seal != seal_of(previous, entry):
                yield f"journal row {entry.seq} ({entry.id}) was changed or inserted"
            previous, expected = entry.seal, place + 1
        head = Head.objects.first() or Head(seq=0, seal=FIRST_SEAL)
        if (head.seq, head.seal) != (expected - 1, previous):
            yield f"the journal ends at row {expected - 1}, but was sealed up to row {head.seq}"
