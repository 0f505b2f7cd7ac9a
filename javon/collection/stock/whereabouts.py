"""Where copies are: the one way to move them. Ends the open stay, opens the next, tells the search index.

The contract's thirteen places; the database lets a copy be in one only. Dossier 8.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Greatest

from javon.collection.catalogue.bulk import OUTBOX_KIND
from javon.collection.stock.happened import HoldShelfChanged
from javon.collection.stock.models import Copy, Whereabouts
from javon.core import clock
from javon.core.access import Actor
from javon.core.database.prepared import PreparedChange, a_key, a_moment, a_text
from javon.core.reactions import announce
from javon.core.search.outbox import note_change

# Places that say the copy is at hand in its own house, wherever exactly.
IN_THE_HOUSE = ("in_processing", "on_shelf", "on_hold_shelf", "in_reading_room", "in_repair", "on_display")
GONE = ("lost", "written_off")
ON_HOLD_SHELF = "on_hold_shelf"


def move(
    copies: Sequence[Copy],
    *,
    to: str,
    by: Actor,
    because: models.Model | None = None,
    point_id: UUID | None = None,
    note: str = "",
    at: datetime | None = None,
) -> None:
    """Move `copies` (locked by the caller) to one place; those that are there already stay as they are.

    `because` is the fact behind it: a delivery, an act, a loan. `point_id` names the service point when it is not the
    copy's own. Only inside a write transaction.
    """
    moment = at or clock.now()
    moving = [copy for copy in copies if copy.state != to or point_id is not None]
    keys = [copy.pk for copy in moving]
    reserved = [copy.pk for copy in moving if (copy.state == ON_HOLD_SHELF) is not (to == ON_HOLD_SHELF)]
    for part in _parts(keys):
        end_stays(part, moment)
        if len(part) == 1:
            _put(copy=part[0], to=to)
        else:
            Copy.objects.filter(pk__in=part).update(state=to)
    open_stays(moving, place=to, since=moment, by=by, because=because, point_id=point_id, note=note)
    for copy in moving:
        copy.state = to
    tell_index(copy.title_id for copy in moving)
    if reserved:
        announce(HoldShelfChanged(tuple(reserved)))


def set_apart(copies: Sequence[Copy], *, by: Actor, because: models.Model, note: str) -> None:
    """Copies withdrawn from use go to a closed place, which `note` names: out of processing nobody lends or shelves.

    One that was in processing already gets a stay of its own, so that the fact behind it stands written down. Only
    inside a write transaction; `copies` locked by the caller.
    """
    moment = clock.now()
    keys = [copy.pk for copy in copies]
    reserved = [copy.pk for copy in copies if copy.state == ON_HOLD_SHELF]
    for part in _parts(keys):
        end_stays(part, moment)
        Copy.objects.filter(pk__in=part).update(state=Copy.State.IN_PROCESSING)
    open_stays(copies, place=Copy.State.IN_PROCESSING, since=moment, by=by, because=because, note=note)
    for copy in copies:
        copy.state = Copy.State.IN_PROCESSING
    tell_index(copy.title_id for copy in copies)
    if reserved:
        announce(HoldShelfChanged(tuple(reserved)))


def end_stays(copy_ids: list[Any], moment: datetime) -> None:
    """End the open stays at `moment`; one that began later ends where it began: clocks are set back, books still move."""
    if len(copy_ids) == 1:
        _end_stay(copy=copy_ids[0], moment=moment)
        return
    ended = Greatest(F("since"), Value(moment, output_field=models.DateTimeField()))
    Whereabouts.objects.filter(copy_id__in=copy_ids, until=None).update(until=ended)


# A desk moves one copy at a scan.
_put = PreparedChange(lambda: (Copy.objects.filter(pk=a_key("copy")), {"state": a_text("to")}))
_end_stay = PreparedChange(
    lambda: (
        Whereabouts.objects.filter(copy_id=a_key("copy"), until=None),
        {"until": Greatest(F("since"), a_moment("moment"))},
    )
)


def open_stays(
    copies: Iterable[Copy],
    *,
    place: str,
    since: datetime,
    by: Actor,
    because: models.Model | None = None,
    point_id: UUID | None = None,
    note: str = "",
) -> None:
    """Open the stay of copies that have none open: new ones, or those whose stay was just ended."""
    cause, cause_id = (because._meta.label_lower, str(because.pk)) if because is not None else ("", "")
    Whereabouts.objects.bulk_create(
        [
            Whereabouts(
                copy=copy,
                place=place,
                point_id=point_id,
                since=since,
                by_user_id=by.user_id,
                cause=cause,
                cause_id=cause_id,
                note=note[:200],
            )
            for copy in copies
        ],
        batch_size=200,
    )


def tell_index(title_ids: Iterable[UUID]) -> None:
    """What readers are told of these titles has changed."""
    ids = list(dict.fromkeys(title_ids))
    for part in _parts(ids):
        note_change(OUTBOX_KIND, *part)


def _parts(keys: list[Any]) -> list[list[Any]]:
    # SQLite takes a limited number of values in one question.
    return [keys[start : start + 400] for start in range(0, len(keys), 400)]
