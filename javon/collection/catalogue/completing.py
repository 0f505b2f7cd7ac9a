"""What a cataloguer is about to type, out of what the catalogue has: names of authorities, own publishers and places.

Prefixes are compared folded, so that «қоди» finds «Qodiriy, Abdulla». Nizom 5.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import Count

from javon.collection.catalogue.models import Authority, Title, TitleAuthority
from javon.core.uzbek import fold

MOST = 8
LEAST_LETTERS = 2
_CANDIDATES = 60  # names that begin so, of which those with most works are shown
AUTHORITIES = {
    "author": (Authority.Kind.PERSON, Authority.Kind.BODY),
    "subject": (Authority.Kind.SUBJECT, Authority.Kind.PLACE),
}
COLUMNS = {"publisher": "publisher", "place": "place"}
KINDS = frozenset({*AUTHORITIES, *COLUMNS})


@dataclass(frozen=True, slots=True)
class Completion:
    """One proposal: the text for the field, the years of a person, in how many records it stands."""

    text: str
    dates: str
    works: int


def completions(what: str, typed: str, centre_id: UUID) -> list[Completion]:
    """At most eight proposals for a field ("author", "subject", "publisher", "place"), most used first."""
    prefix = fold(typed)
    if len(prefix) < LEAST_LETTERS:
        return []
    if what in COLUMNS:
        return _own(COLUMNS[what], prefix)
    return _named(AUTHORITIES[what], prefix, centre_id)


def _named(kinds: tuple[str, ...], prefix: str, centre_id: UUID) -> list[Completion]:
    found = []
    for kind in kinds:  # one range of the unique index (centre, kind, key) each
        names = Authority.objects.filter(
            centre_id=centre_id, kind=kind, merged_into=None, key__gte=prefix, key__lt=f"{prefix}\uffff"
        )
        found += list(names.order_by("key")[:_CANDIDATES])
    counted = (
        TitleAuthority.objects.filter(authority__in=[one.pk for one in found])
        .values("authority")
        .annotate(works=Count("title", distinct=True))
    )
    works = {row["authority"]: row["works"] for row in counted}
    proposals = [Completion(one.heading, one.dates, works.get(one.pk, 0)) for one in found]
    return sorted(proposals, key=lambda one: (-one.works, one.text))[:MOST]


def _own(column: str, prefix: str) -> list[Completion]:
    """Publishers or places of own titles: the whole list by its index alone, folded here."""
    # The centre is left out of the question on purpose: a home has one centre, and the index then answers alone.
    rows = (
        Title.objects.filter(is_donor=False)
        .exclude(**{column: ""})
        .values_list(column)
        .annotate(works=Count("*"))
        .order_by()
    )
    found = [Completion(text, "", works) for text, works in rows if _begins(text, prefix)]
    return sorted(found, key=lambda one: (-one.works, one.text))[:MOST]


def _begins(text: str, prefix: str) -> bool:
    key = _folded(text)
    return key.startswith(prefix) or f" {prefix}" in key


@lru_cache(maxsize=20_000)  # the same few thousand publishers, letter after letter
def _folded(text: str) -> str:
    return fold(text)
