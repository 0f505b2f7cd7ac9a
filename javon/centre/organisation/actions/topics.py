"""What a service works on, told to the other services: their right to know it is Nizom 3.3."""

from __future__ import annotations

from datetime import date

from javon.centre.organisation import rights
from javon.centre.organisation.models import Post, ServiceTopic, Unit
from javon.centre.organisation.queries import person_of, posts_of
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.uzbek import normalise
from javon.core.verdict import Refused


@action
def set_topic(
    *, by: Actor, unit: Unit, text: str, text_cyrl: str = "", from_day: date, last_day: date | None = None
) -> ServiceTopic:
    """`unit` works on this. Raises Refused: ``not_your_service``, ``text_needed``, ``ends_before_it_begins``."""
    _require_right(by)
    _require_its_head(by, unit)
    if not text.strip():
        raise Refused.because("text_needed")
    if last_day is not None and last_day < from_day:
        raise Refused.because("ends_before_it_begins")
    position = ServiceTopic.objects.filter(unit=unit).count()
    topic = ServiceTopic.objects.create(
        unit=unit,
        text=normalise(text),
        text_cyrl=text_cyrl,
        position=position,
        valid_from=from_day,
        valid_to=last_day,
    )
    audit.record(by, "topic_set", topic)
    return topic


@action
def end_topic(*, by: Actor, topic: ServiceTopic, last_day: date) -> ServiceTopic:
    """The unit works on it no longer after `last_day`. Raises Refused: ``not_your_service``, ``ends_before_it_begins``."""
    _require_right(by)
    topic = ServiceTopic.objects.select_for_update(of=("self",)).select_related("unit").get(pk=topic.pk)
    _require_its_head(by, topic.unit)
    if last_day < topic.valid_from:
        raise Refused.because("ends_before_it_begins")
    topic.valid_to = last_day
    topic.save(update_fields=["valid_to"])
    audit.record(by, "topic_ended", topic)
    return topic


def may_write_topics(by: Actor, unit: Unit) -> bool:
    """Whoever may write topics and heads the unit today, or may change the structure."""
    if by.may(rights.MANAGE_STRUCTURE):
        return True
    if not by.may(rights.SET_TOPICS):
        return False
    person = person_of(by)
    held = posts_of(person, clock.today()) if person is not None else []
    return any(one.post.unit_id == unit.pk and one.post.kind == Post.Kind.HEAD for one in held)


def _require_right(by: Actor) -> None:
    if not by.may(rights.MANAGE_STRUCTURE):
        require(by, rights.SET_TOPICS)


def _require_its_head(by: Actor, unit: Unit) -> None:
    if not may_write_topics(by, unit):
        raise Refused.because("not_your_service")
