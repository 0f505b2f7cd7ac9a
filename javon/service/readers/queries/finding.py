"""Finding a reader while somebody types, and the reader of a card. Issue D, readers; ux 12 (moment 7)."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from javon.core.card_code import LAST_NUMBER
from javon.core.database.prepared import Prepared, a_key, a_number
from javon.core.uzbek import fold
from javon.core.uzbek import sort_key as alphabet
from javon.service.readers.codes import number_typed
from javon.service.readers.models import Card, Guardianship, Reader
from javon.service.readers.names import name_key, prefix_end
from javon.service.readers.phones import phone_key
from javon.service.readers.rules.search import LEAST_PHONE, Asked, asked, splits

CANDIDATES = 400  # rows that are weighed; more answer only to one or two letters


def begins(field: str, key: str) -> Q:
    """`field` begins with `key`, by the index on both databases."""
    end = prefix_end(key)
    inside = Q(**{f"{field}__gte": key})
    return inside & Q(**{f"{field}__lt": end}) if end else inside


def readers_of(centre_id: UUID) -> QuerySet[Reader]:
    """Everybody known here whose row stands for somebody: not merged into another, not erased."""
    found = Reader.objects.filter(centre_id=centre_id, merged_into=None, erased_at=None)
    return found.select_related("school", "mahalla")


def found_readers(centre_id: UUID, words: str, limit: int = 8) -> list[Reader]:
    """Who answers to `words`, best first: at most `limit`. Two or three queries, all by an index.

    Words are beginnings of surname and given name in any script, spelling and order, with a year of birth if wanted;
    or a card number, with or without K and check digit; or the last digits of a phone, the guardian's too.
    """
    sought = asked(words)
    if sought.is_empty or limit < 1:
        return []
    if sought.names:
        return _by_name(centre_id, sought, limit)
    found: list[Reader] = []
    number = sought.card or number_typed(sought.digits)
    if number is not None and (answer := reader_of_card(centre_id, number)) and answer.reader.is_here:
        found.append(answer.reader)
    if len(sought.digits) >= LEAST_PHONE:
        found += [one for one in _by_phone(centre_id, sought.digits, limit) if one not in found]
    return found[:limit]


def _by_phone(centre_id: UUID, digits: str, limit: int) -> list[Reader]:
    sought = begins("phone_key", phone_key(digits))
    own = Reader.objects.filter(sought, ~Q(phone_key="")).values("pk")
    wards = Guardianship.objects.filter(sought, ~Q(phone_key=""), ended_on=None).values("reader")
    found = readers_of(centre_id).filter(Q(pk__in=own) | Q(pk__in=wards))
    return list(found.order_by("left_on", "sort_key")[:limit])


def _by_name(centre_id: UUID, sought: Asked, limit: int) -> list[Reader]:
    """Exact beginnings of the surname first, so that one letter shows the beginning of the alphabet; then the rest."""
    keys = tuple(key for key in map(name_key, sought.names) if key)
    if not keys:
        return []
    everybody = readers_of(centre_id)
    if sought.year is not None:
        everybody = everybody.filter(
            birth_date__gte=date(sought.year, 1, 1), birth_date__lte=date(sought.year, 12, 31)
        )
    pairs = splits(keys)
    if len(keys) > 2:  # the third word may be the patronymic
        pairs += [pair for pair in splits(keys[:2]) if pair not in pairs]
    ways = [_named(surname, given) for surname, given in pairs]
    found = list(everybody.filter(reduce(or_, ways)).order_by("sort_key")[:CANDIDATES])
    if len(found) == CANDIDATES:
        exact = begins("sort_key", (alphabet(sought.names[0]).split() or ["a"])[0])
        found += [one for one in everybody.filter(exact).order_by("sort_key")[:limit] if one not in found]
    typed = [fold(word).replace(" ", "") for word in sought.names]
    found.sort(key=lambda one: (_distance(one, typed, keys), one.sort_key, one.number))
    return found[:limit]


def _named(surname: str, given: str) -> Q:
    asks = []
    if surname:
        # The range is the index's; the second condition is the truth, for an order that skips the space.
        asks.append(begins("search_key", surname) & Q(search_key__startswith=surname))
    if given:
        asks.append(begins("given_key", given))
    return reduce(lambda one, two: one & two, asks)


def _distance(reader: Reader, typed: list[str], keys: tuple[str, ...]) -> int:
    """How far a reader is from what was typed; smaller is better. Who has left comes after who is here."""
    names = [fold(part).replace(" ", "") for part in (reader.surname, reader.given_name, reader.patronymic)]
    surname, *_others = names
    distance = 0 if reader.left_on is None else 100
    for place, word in enumerate(typed):
        if not any(name.startswith(word) for name in names):
            distance += 8  # another spelling
        elif word not in names:
            distance += 2  # the beginning only
        if place == 0 and not surname.startswith(word[:1]):
            distance += 4  # the given name was typed first
    if len(keys) > 2 and name_key(reader.patronymic)[:3] != keys[2][:3]:
        distance += 16
    return distance


class CardAnswer(NamedTuple):
    """Whose card it is. `card` was scanned; `current_card` is the one in use, None when the reader has none."""

    reader: Reader
    card: Card
    current_card: Card | None

    @property
    def is_current(self) -> bool:
        """The scanned card is the one in use."""
        return self.current_card is not None and self.current_card.pk == self.card.pk


def _cards(*shown: str) -> Prepared[Card]:
    return Prepared(
        lambda: Card.objects.select_related(*shown).filter(
            centre_id=a_key("centre"), number=a_number("number")
        )[:1]
    )


_card, _card_shown = _cards("reader"), _cards("reader__school", "reader__mahalla")
_current_card = Prepared[Card](lambda: Card.objects.filter(reader_id=a_key("reader"), ended_on=None)[:1])


def reader_of_card(centre_id: UUID, number: int, *, bare: bool = False) -> CardAnswer | None:
    """The reader of a card, also of one that was lost or replaced; of joined registrations the one that stayed.

    `bare`: without school and mahalla, for whoever shows neither.
    """
    if not 1 <= number <= LAST_NUMBER:
        return None
    card = (_card if bare else _card_shown).first(centre=centre_id, number=number)
    if card is None:
        return None
    reader, seen = card.reader, {card.reader_id}
    while reader.merged_into_id is not None and reader.merged_into_id not in seen:
        seen.add(reader.merged_into_id)
        reader = Reader.objects.select_related("school", "mahalla").get(pk=reader.merged_into_id)
    if card.ended_on is None and reader.pk == card.reader_id:
        return CardAnswer(reader, card, card)
    return CardAnswer(reader, card, current_card(reader))


def current_card(reader: Reader) -> Card | None:
    """The card in use, if there is one."""
    return card_in_use(reader.pk)


def card_in_use(reader_id: UUID) -> Card | None:
    """The card in use of the reader with this key, if there is one."""
    return _current_card.first(reader=reader_id)
