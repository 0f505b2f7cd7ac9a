"""A card is lost, replaced, ended. The old one, found again, says that it is no longer in use. Issue D, readers."""

from __future__ import annotations

from uuid import UUID

from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.card_code import LAST_NUMBER
from javon.core.database import action
from javon.core.verdict import Refused, Verdict
from javon.service.readers import numbers, rights
from javon.service.readers.actions.registering import is_gone, locked
from javon.service.readers.models import Card, Reader
from javon.service.readers.rules import registering as rules

REASONS = (Card.Ended.LOST, Card.Ended.DAMAGED, Card.Ended.REPLACED)


@action
def replace_card(
    *,
    by: Actor,
    reader: Reader,
    because: str,
    card_number: int | None = None,
    request_id: UUID | None = None,
) -> Card:
    """The card in use ends for a reason of ``REASONS`` and another takes its place: scanned, or of the next number.

    A reader without a card in use is given one. Raises Refused ``reader_is_gone``, ``card_reason_missing``,
    ``card_unreal``, ``card_taken``.
    """
    require(by, rights.REGISTER_READERS)
    reader = locked(reader)
    _may_have_another(reader, because, card_number).enforce()
    _end(reader, because)
    number = card_number or numbers.free_card(reader.centre_id)
    today = clock.today()
    card = Card.objects.create(centre_id=reader.centre_id, reader=reader, number=number, issued_on=today)
    audit.record(by, "card_replaced", reader)
    return card


def _may_have_another(reader: Reader, because: str, number: int | None) -> Verdict:
    taken = number is not None and (
        Card.objects.filter(centre_id=reader.centre_id, number=number).exists()
        or Reader.objects.filter(centre_id=reader.centre_id, number=number).exists()
    )
    return rules.may_have_another_card(
        is_gone=is_gone(reader) or reader.left_on is not None,
        is_reason=because in REASONS,
        is_unreal=number is not None and not 1 <= number <= LAST_NUMBER,
        taken_number=number if taken else None,
    )


@action
def end_card(*, by: Actor, reader: Reader, because: str, request_id: UUID | None = None) -> Card:
    """The card in use is lost or damaged and nothing takes its place yet. Raises Refused of ``rules.may_end_card``."""
    require(by, rights.REGISTER_READERS)
    reader = locked(reader)
    has_card = Card.objects.filter(reader=reader, ended_on=None).exists()
    rules.may_end_card(has_card=has_card, is_gone=is_gone(reader)).enforce()
    if because not in REASONS:
        raise Refused.because("card_reason_missing")
    card = _end(reader, because)
    assert card is not None  # the rules have seen it
    audit.record(by, "card_ended", reader)
    return card


def _end(reader: Reader, because: str) -> Card | None:
    card = Card.objects.select_for_update().filter(reader=reader, ended_on=None).first()
    if card is not None:
        card.ended_on, card.ended_because = max(clock.today(), card.issued_on), because
        card.save(update_fields=["ended_on", "ended_because"])
    return card
