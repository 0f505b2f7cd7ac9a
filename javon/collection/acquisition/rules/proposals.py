"""May this book be asked for, chosen, declined? Dossier 2.6; Nizom 2.11."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from javon.core.verdict import Refusal, Verdict, Weight

MOST_WANTED = 500
EARLIEST_YEAR = 1800


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """What is asked for and by whom. `isbn_typed` is what was typed, `isbn` what could be read of it."""

    today: date
    name: str = "Oʻtkan kunlar"
    isbn_typed: str = ""
    isbn: str = ""
    year: int | None = None
    source: str = "reader"
    who: str = "Karimova D."
    wanted: int | None = 1
    asked_on: date | None = None
    held_copies: int = 0  # of the book in our stock: told, not forbidden


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A proposal that somebody decides on."""

    state: str = "proposed"
    reason: str = ""
    on_a_list: bool = False


def name_is_missing(f: ProposalFacts) -> Refusal | None:
    return None if f.name.strip() else Refusal("proposal_without_name", Weight.FORBIDS)


def isbn_is_mistyped(f: ProposalFacts) -> Refusal | None:
    if f.isbn_typed.strip() and not f.isbn:
        return Refusal("proposal_isbn_wrong", Weight.FORBIDS, {"isbn": f.isbn_typed.strip()[:40]})
    return None


def year_is_unreal(f: ProposalFacts) -> Refusal | None:
    if f.year is not None and not EARLIEST_YEAR <= f.year <= f.today.year + 1:
        return Refusal("proposal_year_unreal", Weight.FORBIDS, {"year": str(f.year)})
    return None


def nobody_asks(f: ProposalFacts) -> Refusal | None:
    """A refusal at the desk may name nobody; whoever else asks has a name."""
    if f.source != "refusal" and not f.who.strip():
        return Refusal("proposal_without_asker", Weight.FORBIDS)
    return None


def wanted_is_unreal(f: ProposalFacts) -> Refusal | None:
    if f.wanted is None or not 1 <= f.wanted <= MOST_WANTED:
        return Refusal("proposal_wanted_unreal", Weight.FORBIDS, {"most_copies": MOST_WANTED})
    return None


def day_has_not_come(f: ProposalFacts) -> Refusal | None:
    if f.asked_on is not None and f.asked_on > f.today:
        return Refusal("proposal_in_future", Weight.FORBIDS, {"day": f.asked_on})
    return None


def we_hold_it(f: ProposalFacts) -> Refusal | None:
    """Told, never forbidden: a second copy is wished for as well."""
    if f.held_copies:
        return Refusal("proposal_held_already", Weight.WARNS, {"copies": f.held_copies})
    return None


ASKING_RULES = (
    name_is_missing,
    isbn_is_mistyped,
    year_is_unreal,
    nobody_asks,
    wanted_is_unreal,
    day_has_not_come,
    we_hold_it,
)


def may_ask(facts: ProposalFacts) -> Verdict:
    """May it be written down that this book should be bought?"""
    return Verdict.of(rule(facts) for rule in ASKING_RULES)


def may_choose(facts: DecisionFacts) -> Verdict:
    """May an open proposal be chosen for purchase?"""
    return Verdict.of([_is_decided(facts, "proposed")])


def may_decline(facts: DecisionFacts) -> Verdict:
    """May it be declined? A chosen one too, until it stands on a list."""
    listed = Refusal("proposal_on_a_list", Weight.FORBIDS) if facts.on_a_list else None
    why = None if facts.reason.strip() else Refusal("declined_without_reason", Weight.FORBIDS)
    return Verdict.of([_is_decided(facts, "proposed", "chosen"), listed, why])


def _is_decided(facts: DecisionFacts, *open_states: str) -> Refusal | None:
    return None if facts.state in open_states else Refusal(f"proposal_is_{facts.state}", Weight.FORBIDS)
