"""Letters about a reader: clearance (aylanma varaqa), guarantee (kafolat xati), deposit (garov). Glossary 55, 61, 121."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from javon.core.papers import Clause, Column, Letterhead, Paper, Reference, Signature, Table
from javon.core.uzbek import in_words, short_date
from javon.core.uzbek.figures import number


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A copy that the reader has not brought back."""

    inventory: str
    book: str
    lent_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom a letter speaks of."""

    name: str
    shown: str  # K-000127
    work: str = ""


def clearance(
    letterhead: Letterhead,
    who: Addressed,
    held: Sequence[HeldRow],
    *,
    today: date,
    place: str = "",
    deposit: str = "",
) -> Paper:
    """That a leaver owes the library nothing, or the list of what is still with them; `deposit` in words, if one is held."""
    said = [_("Reader: %(name)s, card %(card)s.") % {"name": who.name, "card": who.shown}]
    if who.work:
        said.append(_("Place of work or study: %(work)s.") % {"work": who.work})
    if held:
        said.append(
            _("Resources of the library that have not been returned: %(count)s.")
            % {"count": number(len(held))}
        )
    else:
        said.append(
            _("On the day of this letter no resource of the library is with the reader. There are no debts.")
        )
    if deposit:
        said.append(_("A deposit is held: %(sum)s. It is returned against its receipt.") % {"sum": deposit})
    body: list[Clause | Table] = [Clause(text) for text in said]
    if held:
        columns = (
            Column("№", "center"), Column(_("Inventory no."), "center"), Column(_("Author and title of the book")),
            Column(_("Lent on"), "center"), Column(_("Due"), "center"),
        )  # fmt: skip
        rows = [
            (str(at), one.inventory, one.book, short_date(one.lent_on), short_date(one.due_on))
            for at, one in enumerate(held, start=1)
        ]
        body.append(Table(columns, tuple(rows)))
    return Paper(
        language=get_language() or "uz",
        kind=_("CLEARANCE LETTER"),
        letterhead=letterhead,
        on=today,
        place=place,
        body=tuple(body),
        signatures=(Signature(_("Librarian"), ""), Signature(_("Head of the service"), "", seal=True)),
    )


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A collective reader and the person who answers for it; what is empty waits for the pen."""

    name: str = ""
    shown: str = ""
    heads: int = 0
    body: str = ""  # school, mahalla, kindergarten
    responsible: str = ""
    phone: str = ""


def guarantee(centre: str, group: GroupFacts, *, year: int) -> Paper:
    """The letter that a school or mahalla signs and seals: it answers for the books that its group borrows."""
    pen = "_" * 30
    heads = number(group.heads) if group.heads else "_" * 6
    said = [
        _("Collective reader: %(name)s.\nCard: %(card)s. Number of readers: %(heads)s.")
        % {"name": group.name or pen, "card": group.shown or "_" * 10, "heads": heads},
        _("Organisation: %(body)s.") % {"body": group.body or pen},
        _(
            "The organisation asks that books be lent to the group in %(year)s, and guarantees that they are kept and "
            "returned in time."
        )
        % {"year": year},
        _("A lost or damaged book is replaced by the same or an equal one."),
        _("Responsible person: %(name)s.\nTelephone: %(phone)s.")
        % {"name": group.responsible or pen, "phone": group.phone or "_" * 18},
    ]
    return Paper(
        language=get_language() or "uz",
        kind=_("LETTER OF GUARANTEE"),
        reference=Reference(),
        addressee=(_("To the director of %(centre)s") % {"centre": centre},),
        body=tuple(Clause(text, str(at)) for at, text in enumerate(said, start=1)),
        signatures=(
            Signature(_("Head of the organisation"), "", seal=True),
            Signature(_("Responsible person"), group.responsible),
        ),
    )


@dataclass(frozen=True, slots=True)
class DepositFacts:
    """A deposit: its number in the year, the sum in tiyin, why, and when it went back."""

    number: str
    amount: int
    reason: str
    taken_on: date
    returned_on: date | None = None


def receipt(letterhead: Letterhead, who: Addressed, deposit: DepositFacts, *, place: str = "") -> Paper:
    """The receipt of a deposit, for the reader."""
    said = (
        _taken_from(who),
        _("Sum of the deposit: %(sum)s.") % {"sum": sum_in_words(deposit.amount)},
        _("Reason: %(reason)s.") % {"reason": deposit.reason},
        _("The deposit is returned whole when the books have been returned."),
    )
    return Paper(
        language=get_language() or "uz",
        kind=_("RECEIPT OF A DEPOSIT"),
        letterhead=letterhead,
        number=deposit.number,
        on=deposit.taken_on,
        place=place,
        body=tuple(Clause(text, str(at)) for at, text in enumerate(said, start=1)),
        signatures=(Signature(_("Received by"), "", seal=True), Signature(_("Deposited by"), "")),
    )


def return_act(letterhead: Letterhead, who: Addressed, deposit: DepositFacts, *, place: str = "") -> Paper:
    """The act of its return; on the day of it, or with the date left to the pen."""
    said = (
        _taken_from(who),
        _("The deposit was taken on %(day)s by receipt no. %(number)s.")
        % {"day": short_date(deposit.taken_on), "number": deposit.number},
        _("The sum was returned whole: %(sum)s.") % {"sum": sum_in_words(deposit.amount)},
        _("The sides have no claims on each other."),
    )
    return Paper(
        language=get_language() or "uz",
        kind=_("ACT OF THE RETURN OF A DEPOSIT"),
        letterhead=letterhead,
        number=deposit.number,
        on=deposit.returned_on,
        place=place,
        body=tuple(Clause(text, str(at)) for at, text in enumerate(said, start=1)),
        signatures=(Signature(_("Returned by"), "", seal=True), Signature(_("Taken back by"), "")),
    )


def _taken_from(who: Addressed) -> str:
    return _("Reader: %(name)s, card %(card)s.") % {"name": who.name, "card": who.shown}


def sum_in_words(tiyin: int) -> str:
    """20000000 is "200 000 (ikki yuz ming) soʻm" in the language of the paper."""
    whole, rest = divmod(tiyin, 100)
    told = _("%(figures)s (%(words)s) soums") % {
        "figures": number(whole),
        "words": in_words(whole, get_language() or "uz"),
    }
    return f"{told} {rest:02d} {_('tiyin')}" if rest else told
