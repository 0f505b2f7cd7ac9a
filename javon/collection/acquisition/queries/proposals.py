"""Which books are wished for, by how many, and do we hold them? Dossier 2.6."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet

from javon.collection.acquisition.models import ProposalVoice, PurchaseList, PurchaseProposal
from javon.collection.acquisition.rules.proposals import DecisionFacts
from javon.collection.catalogue import queries as catalogue
from javon.collection.catalogue.isbn import isbn13
from javon.collection.catalogue.models import Title
from javon.collection.stock.models import Copy
from javon.collection.stock.queries import staff_list
from javon.core.uzbek import fold

GONE = ("lost", "written_off")
MOST_ALIKE = 5


def key_of(name: str, author: str) -> str:
    """By what the same proposal is recognised: folded title and the folded words of the author in their order."""
    return f"{fold(name)[:250]}|{' '.join(sorted(fold(author).split()))}"[:400]


def agree(one: str, other: str) -> bool:
    """May two spellings of an author be one person? Initials count for nothing; an unknown author agrees with all."""
    mine, theirs = ({word for word in fold(text).split() if len(word) > 1} for text in (one, other))
    return not mine or not theirs or bool(mine & theirs)


def open_proposal(centre_id: UUID, *, name: str, author: str, isbn: str) -> PurchaseProposal | None:
    """The open proposal of the same book: by ISBN, else by its title and an author that agrees."""
    rows = PurchaseProposal.objects.filter(centre_id=centre_id, state__in=PurchaseProposal.OPEN)
    alike = Q(key__startswith=f"{fold(name)[:250]}|")
    found = rows.filter(alike | Q(isbn=isbn) if isbn else alike).order_by("number")
    for one in found[:50]:
        if isbn and one.isbn == isbn:
            return one
        if not (isbn and one.isbn) and agree(one.author, author):
            return one
    return None


@dataclass(frozen=True, slots=True)
class Held:
    """A record of ours that is, or may be, the book; how many copies of it we have."""

    title: Title
    copies: int


def held(centre_id: UUID, *, name: str, author: str = "", isbn: str = "") -> list[Held]:
    """Records of the book in our own catalogue: by ISBN, else of the same title and an author that agrees."""
    exact = catalogue.own_by_isbn(isbn, centre_id) if isbn else None
    titles = [exact] if exact else []
    if exact is None and fold(name):
        asked = fold(name)
        rows = staff_list(f"{name} {author}".strip()[:200]).rows or staff_list(name[:200]).rows
        titles = [
            row.title for row in rows if fold(row.title.title) == asked and agree(row.title.author, author)
        ][:MOST_ALIKE]
    return [Held(title, count) for title, count in _copies(titles)]


def _copies(titles: Iterable[Title]) -> list[tuple[Title, int]]:
    titles = list(titles)
    rows = Copy.objects.filter(title__in=[one.pk for one in titles]).exclude(state__in=GONE)
    counted = dict(rows.values_list("title_id").annotate(Count("pk")).values_list("title_id", "pk__count"))
    return [(title, counted.get(title.pk, 0)) for title in titles]


def isbn_of(typed: str) -> str:
    """Thirteen digits, or "" for what is no ISBN."""
    return isbn13(typed)


def register(
    centre_id: UUID, *, state: str = "", words: str = "", by_voices: bool = True
) -> QuerySet[PurchaseProposal]:
    """Proposals with `asked` (by how many), `wanted` (copies in all), `last_asked`; the most wished for first."""
    rows: QuerySet[Any] = PurchaseProposal.objects.filter(centre_id=centre_id)
    if state:
        rows = rows.filter(state=state)
    if words.strip():
        wanted = Q(name__icontains=words.strip()) | Q(author__icontains=words.strip())
        number = isbn13(words)
        rows = rows.filter(wanted | Q(key__contains=fold(words)) | (Q(isbn=number) if number else Q(pk=None)))
    rows = with_voices(rows)
    return rows.order_by("-asked", "-number") if by_voices else rows.order_by("-number")


def with_voices(rows: QuerySet[PurchaseProposal]) -> QuerySet[Any]:
    """`asked`, `readers`, `refusals`, `wanted` and `last_asked` of each."""
    return rows.annotate(
        asked=Count("voices"),
        refusals=Count("voices", filter=Q(voices__source=ProposalVoice.Source.REFUSAL)),
        wanted=Max("voices__wanted"),
        last_asked=Max("voices__asked_on"),
    )


def by_number(centre_id: UUID, number: int) -> PurchaseProposal | None:
    """The proposal with this short number."""
    rows = with_voices(PurchaseProposal.objects.select_related("title_record"))
    return rows.filter(centre_id=centre_id, number=number).first()


def voices_of(proposal: PurchaseProposal) -> list[ProposalVoice]:
    """Everybody who asked for it, the latest first."""
    return list(proposal.voices.order_by("-asked_on", "-written_at")[:200])


def decision_facts(proposal: PurchaseProposal, reason: str = "") -> DecisionFacts:
    """What the rules need to know before a decision."""
    return DecisionFacts(state=proposal.state, reason=reason, on_a_list=bool(lists_of(proposal)))


def lists_of(proposal: PurchaseProposal) -> list[PurchaseList]:
    """The lists on which it stands, given-up ones left out."""
    rows = PurchaseList.objects.filter(lines__proposal=proposal)
    return list(rows.exclude(state=PurchaseList.State.CANCELLED).order_by("number"))


def waiting(centre_id: UUID) -> int:
    """Proposals that nobody has decided on."""
    rows = PurchaseProposal.objects.filter(centre_id=centre_id, state=PurchaseProposal.State.PROPOSED)
    return rows.count()


def to_put(centre_id: UUID, purchase_list: PurchaseList, most: int = 60) -> QuerySet[PurchaseProposal]:
    """Chosen proposals that stand on no list yet, the most wished for first."""
    rows = PurchaseProposal.objects.filter(centre_id=centre_id, state=PurchaseProposal.State.CHOSEN)
    live = PurchaseProposal.objects.filter(
        lines__purchase_list__state__in=("draft", "sent", "approved")
    ).values("pk")
    return with_voices(rows.exclude(pk__in=live)).order_by("-asked", F("number"))[:most]
