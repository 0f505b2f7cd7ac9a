"""May these terms be put into force? With a paper in force behind them, from today or a later day. Nizom 1.5."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from javon.core.verdict import Refusal, Verdict, Weight


@dataclass(frozen=True, slots=True)
class ForceFacts:
    """The draft, the paper that was chosen, the day."""

    is_draft: bool = True
    has_paper: bool = True
    paper_binds: bool = True
    paper_is_model: bool = False  # shipped text that the director has not approved
    paper_begins: date | None = None
    clauses_missing: tuple[str, ...] = ()  # named by lines, not in the paper
    valid_from: date = date(2026, 1, 1)
    today: date = date(2026, 1, 1)
    last_from: date | None = None  # first day of the latest terms decided
    is_same: bool = False  # says nothing else than the terms before


def is_no_draft(f: ForceFacts) -> Refusal | None:
    return None if f.is_draft else Refusal("terms_no_draft", Weight.FORBIDS)


def paper_is_missing(f: ForceFacts) -> Refusal | None:
    return None if f.has_paper else Refusal("terms_no_paper", Weight.FORBIDS)


def paper_does_not_bind(f: ForceFacts) -> Refusal | None:
    if f.has_paper and not f.paper_binds:
        return Refusal("terms_paper_not_in_force", Weight.FORBIDS)
    return None


def paper_is_not_approved(f: ForceFacts) -> Refusal | None:
    if f.has_paper and f.paper_binds and f.paper_is_model:
        return Refusal("terms_paper_is_model", Weight.FORBIDS)
    return None


def paper_begins_later(f: ForceFacts) -> Refusal | None:
    if f.paper_begins is not None and f.paper_begins > f.valid_from:
        return Refusal("terms_before_paper", Weight.FORBIDS, {"begins": f.paper_begins})
    return None


def clause_is_not_there(f: ForceFacts) -> Refusal | None:
    if f.has_paper and f.clauses_missing:
        return Refusal("terms_clause_unknown", Weight.FORBIDS, {"clauses": ", ".join(f.clauses_missing)})
    return None


def day_is_past(f: ForceFacts) -> Refusal | None:
    return Refusal("terms_from_past", Weight.FORBIDS) if f.valid_from < f.today else None


def day_is_taken(f: ForceFacts) -> Refusal | None:
    if f.last_from is not None and f.valid_from <= f.last_from and f.valid_from >= f.today:
        return Refusal("terms_day_taken", Weight.FORBIDS, {"last_from": f.last_from})
    return None


def nothing_is_new(f: ForceFacts) -> Refusal | None:
    return Refusal("terms_nothing_new", Weight.WARNS) if f.is_same else None


FORCE_RULES: tuple[Callable[[ForceFacts], Refusal | None], ...] = (
    is_no_draft,
    paper_is_missing,
    paper_does_not_bind,
    paper_is_not_approved,
    paper_begins_later,
    clause_is_not_there,
    day_is_past,
    day_is_taken,
    nothing_is_new,
)


def may_put_into_force(facts: ForceFacts, findings: Verdict) -> Verdict:
    """Every objection, with what the lint has found."""
    return Verdict.of([*(rule(facts) for rule in FORCE_RULES), *findings.refusals])
