"""`javon check`: a reader is registered once a year, the journal's numbers have no gap, one card is in use, who was
erased is nobody, and whoever is here is found under the name that is written.

Dossier 2.2, 4.2; the database refuses most of it, this proves that it did.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Max, Min, Q

from javon.service.readers.models import Card, Consent, Guardianship, IdentityDocument, Reader, Registration
from javon.service.readers.names import name_key, search_key
from javon.service.readers.phones import phone_key


def verify() -> Iterator[str]:
    """Every sentence that is not true."""
    yield from _journal()
    yield from _cards()
    yield from _erased()
    yield from _keys()


def _journal() -> Iterator[str]:
    years = Registration.objects.order_by().values("centre", "year")
    for row in years.annotate(lines=Count("pk"), first=Min("number"), last=Max("number")):
        if row["first"] != 1 or row["last"] != row["lines"]:
            yield f"the registration journal of {row['year']} has {row['lines']} lines numbered {row['first']} to {row['last']}"
    twice = Registration.objects.exclude(reader=None).order_by().values("reader", "year")
    for many in twice.annotate(lines=Count("pk")).filter(lines__gt=1):
        yield f"a reader is registered {many['lines']} times in {many['year']}"
    for line in Registration.objects.exclude(registered_on__year=F("year")):
        yield f"line {line.number} of {line.year} is of {line.registered_on:%d.%m.%Y}"


def _cards() -> Iterator[str]:
    in_use = Card.objects.filter(ended_on=None).order_by().values("reader").annotate(cards=Count("pk"))
    for row in in_use.filter(cards__gt=1):
        yield f"a reader has {row['cards']} cards in use"
    gone = (
        Q(reader__left_on__isnull=False)
        | Q(reader__merged_into__isnull=False)
        | Q(reader__erased_at__isnull=False)
    )
    for card in Card.objects.filter(gone, ended_on=None):
        yield f"card {card.code} is in use though its reader is gone"


def _erased() -> Iterator[str]:
    erased = Reader.objects.exclude(erased_at=None)
    left = (
        Q(given_name__gt="") | Q(patronymic__gt="") | Q(phone__gt="") | Q(search_key__gt="") | Q(note__gt="")
    )
    for reader in erased.filter(left):
        yield f"reader {reader.number} was erased, and something of the person is left"
    for model in (Consent, Guardianship, IdentityDocument):
        count = model._default_manager.filter(reader__in=erased).count()
        if count:
            yield f"of erased readers {count} rows of {model._meta.model_name} are left"


def _keys() -> Iterator[str]:
    columns = ("number", "surname", "given_name", "search_key", "given_key", "phone", "phone_key")
    for row in Reader.objects.filter(erased_at=None).values_list(*columns).iterator(chunk_size=2000):
        number, surname, given, key, given_key, phone, key_of_phone = row
        wanted = (search_key(surname, given)[:300], name_key(given)[:160], phone_key(phone))
        if (key, given_key, key_of_phone) != wanted:
            yield f"reader {number} is not found under the name or phone that is written"
