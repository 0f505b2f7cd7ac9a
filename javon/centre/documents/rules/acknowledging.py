""" "Tanishdim": who may say it, of which text, and how the sheet of paper is entered. Nizom 1.4, 1.5."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from javon.core.verdict import Refusal, Verdict, Weight

DAYS = 3  # open days to read, unless the paper says otherwise
MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """What is known when somebody says "Tanishdim". The page that shows the text carries its hash."""

    was_asked: bool
    state: str  # of the version
    is_excused: bool
    has_read: bool
    seen_hash: str
    hash: str


def nobody_asked(facts: ReadingFacts) -> Refusal | None:
    return Refusal("not_asked", Weight.FORBIDS) if not facts.was_asked else None


def text_was_not_opened(facts: ReadingFacts) -> Refusal | None:
    return Refusal("text_not_opened", Weight.FORBIDS) if facts.seen_hash != facts.hash else None


def a_newer_one_binds(facts: ReadingFacts) -> Refusal | None:
    if facts.was_asked and (facts.state != "in_force" or facts.is_excused):
        return Refusal("newer_version_binds", Weight.FORBIDS)
    return None


def may_acknowledge(facts: ReadingFacts) -> Verdict:
    """Whether this person may say "Tanishdim" of this text now; saying it twice is no fault."""
    if facts.has_read:
        return Verdict()
    return Verdict.of(rule(facts) for rule in (nobody_asked, text_was_not_opened, a_newer_one_binds))


def may_enter_paper_signature(
    *, state: str, name: str, signed_on: date | None, approved_on: date | None, today: date, has_read: bool
) -> Verdict:
    """Whether a signature on the paper sheet may be entered. No date is a fact; a wrong one is not."""
    return Verdict.of(
        (
            Refusal("not_in_force", Weight.FORBIDS) if state not in ("in_force", "superseded") else None,
            Refusal("no_name", Weight.FORBIDS) if not name.strip() else None,
            Refusal("already_read", Weight.FORBIDS) if has_read else None,
            Refusal("date_in_the_future", Weight.FORBIDS) if signed_on and signed_on > today else None,
            Refusal("read_before_approval", Weight.FORBIDS)
            if signed_on and approved_on and signed_on < approved_on
            else None,
        )
    )
