"""A request that could not be met is written down: the key F9, one reason, two seconds. Nizom 2.11; dossier 2.6."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.catalogue.models import Title
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.uzbek import normalise
from javon.core.verdict import Refused
from javon.service.lending import rights
from javon.service.lending.models import RefusedRequest
from javon.service.lending.queries.facts import day_of, portrait_of
from javon.service.readers.models import Reader

LONGEST = 200


@action
def refuse_request(
    *,
    by: Actor,
    centre: Centre,
    wanted: str,
    why: str,
    reader: Reader | None = None,
    title: Title | None = None,
    point: ServicePoint | None = None,
    happened_on: date | None = None,
    request_id: UUID | None = None,
) -> RefusedRequest:
    """Write down what somebody asked for and did not get. `reader` where one is open at the desk, nobody otherwise.

    Raises Refused: ``refusal_of_nothing``, ``refusal_without_reason``, ``day_to_come``.
    """
    require(by, rights.LEND)
    words = normalise(wanted).strip()[:LONGEST]
    if not words:
        raise Refused.because("refusal_of_nothing")
    if why not in RefusedRequest.Why.values:
        raise Refused.because("refusal_without_reason")
    day = day_of(centre, happened_on)
    if day.happened_on > day.today:
        raise Refused.because("day_to_come")
    row = RefusedRequest.objects.create(
        centre=centre,
        service_point=point,
        reader=reader,
        wanted=words,
        title=title,
        why=why,
        refused_on=day.happened_on,
        counted_on=day.counted_on,
        entered_at=clock.now(),
        by_user_id=by.user_id,
        **(portrait_of(reader, day.happened_on) if reader is not None else {}),
    )
    audit.record(by, "request_refused", row)
    return row
