"""Count who comes. Dossier 2.5 part 1, 8.1, 8.3: at most one visit per reader, place and day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from javon.centre.organisation.models import Centre, ServicePoint
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.database.prepared import PreparedChange, a_day, a_key
from javon.core.verdict import Refused
from javon.service.readers.models import Reader
from javon.service.readingroom import rights
from javon.service.readingroom.models import Visit
from javon.service.readingroom.queries import people
from javon.service.readingroom.queries import visits as queries
from javon.service.readingroom.rules import visits as rules
from javon.service.readingroom.rules.visits import VisitFacts


@action
def note_visit(
    *, by: Actor, reader: Reader, point: ServicePoint, day: date, how: str = Visit.How.DESK, heads: int = 1
) -> Visit | None:
    """The reader was here (or, `virtual`, was served from afar); None when that day has this visit already.

    Called by the lending desk in its own transaction; a return that somebody else brings is no visit, so it does not
    call this. Raises Refused of ``rules.may_count``.
    """
    require(by, rights.NOTE_VISITS)
    if leans_on_earlier(reader.pk, point.pk, day, how):
        return None
    frozen = people.portrait(reader, day)
    facts = VisitFacts(
        today=clock.today(),
        day=day,
        how=how,
        audience=rules.audience_of(frozen["age"], reader.category),
        heads=heads,
        is_here=reader.is_here,
        is_of_this_centre=reader.centre_id == point.centre_id,
    )
    rules.may_count(facts).enforce()
    try:
        with transaction.atomic():
            visit = _written(by, point, facts, reader=reader, **frozen)
    except IntegrityError:  # the other desk was quicker, on PostgreSQL
        leans_on_earlier(reader.pk, point.pk, day, how)
        return None
    audit.record(by, "visit_noted", visit)
    return visit


@action
def tally(*, by: Actor, point: ServicePoint, audience: str) -> Visit:
    """One more who came without a card: a child or a grown-up."""
    require(by, rights.NOTE_VISITS)
    today = clock.today()
    facts = VisitFacts(today=today, day=today, how=Visit.How.TALLY, audience=audience, has_reader=False)
    rules.may_count(facts).enforce()
    visit = _written(by, point, facts)
    audit.record(by, "visit_tallied", visit)
    return visit


@action
def take_back_tally(*, by: Actor, centre: Centre) -> Visit:
    """The last one that this person counted without a name today never came. Refused ``no_tally_to_undo``."""
    require(by, rights.NOTE_VISITS)
    visit = queries.last_tally(centre.pk, by.user_id, clock.today())
    if visit is None:
        raise Refused.because("no_tally_to_undo")
    return _undone(by, visit)


@action
def let_go_of_visit(
    *, by: Actor, reader: Reader, point: ServicePoint, day: date, how: str = Visit.How.DESK
) -> Visit | None:
    """One deed of that day was undone: with the last of them the visit never happened. None when there is none."""
    require(by, rights.NOTE_VISITS)
    visit = queries.visit_of(reader, point.pk, day, how)
    if visit is None:
        return None
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    if visit.deeds > 1:
        visit.deeds -= 1
        visit.save(update_fields=["deeds"])
        return visit
    return _undone(by, visit)


def leans_on_earlier(reader_id: UUID, point_id: UUID, day: date, how: str = Visit.How.DESK) -> bool:
    """True when the day has its visit: one more deed leans on it. Inside the transaction of that deed."""
    one_more = _one_more_from_afar if how == Visit.How.VIRTUAL else _one_more_here
    return one_more(reader=reader_id, point=point_id, day=day) > 0


def _one_more(how: Q) -> PreparedChange:
    return PreparedChange(
        lambda: (
            Visit.objects.filter(
                how, reader_id=a_key("reader"), point_id=a_key("point"), day=a_day("day"), undone_at=None
            ),
            {"deeds": F("deeds") + 1},
        )
    )


_one_more_here, _one_more_from_afar = _one_more(~Q(how="virtual")), _one_more(Q(how="virtual"))


def _undone(by: Actor, visit: Visit) -> Visit:
    if visit.undone_at is None:
        visit.undone_at = clock.now()
        visit.save(update_fields=["undone_at"])
        audit.record(by, "visit_taken_back", visit)
    return visit


def _written(by: Actor, point: ServicePoint, facts: VisitFacts, **more: object) -> Visit:
    return Visit.objects.create(
        centre_id=point.centre_id,
        point=point,
        day=facts.day,
        counted_on=queries.counting_day(point.centre, facts.day, facts.today),
        how=facts.how,
        audience=facts.audience,
        heads=facts.heads,
        entered_at=clock.now(),
        by_user_id=by.user_id,
        **more,
    )
