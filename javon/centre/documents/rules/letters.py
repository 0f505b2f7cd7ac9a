"""Letters that come in, and the director's resolution on them. Dossier 2.25; Nizom 1.3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from javon.core.verdict import Refusal, Verdict, Weight

FURTHEST = timedelta(days=3 * 366)  # a day beyond it is a mistyped year


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """A letter that the clerk is about to register."""

    correspondent: str
    title: str
    received_on: date
    today: date
    their_date: date | None = None
    answer_due_on: date | None = None
    registered_as: str = ""  # our number of the same letter, registered before
    file_is_closed: bool = False  # the case file chosen for it takes no more papers


def sender_is_missing(f: LetterFacts) -> Refusal | None:
    return None if f.correspondent.strip() else Refusal("no_correspondent", Weight.FORBIDS)


def subject_is_missing(f: LetterFacts) -> Refusal | None:
    return None if f.title.strip() else Refusal("no_subject", Weight.FORBIDS)


def letter_is_of_tomorrow(f: LetterFacts) -> Refusal | None:
    return (
        Refusal("received_in_future", Weight.FORBIDS, {"day": f.received_on})
        if f.received_on > f.today
        else None
    )


def letter_came_too_long_ago(f: LetterFacts) -> Refusal | None:
    """Its number would stand in a journal that was bound long ago; a mistyped year, as a rule."""
    if f.received_on.year < f.today.year - 1:
        return Refusal("received_long_ago", Weight.FORBIDS, {"day": f.received_on})
    return None


def letter_came_before_it_was_written(f: LetterFacts) -> Refusal | None:
    if f.their_date is not None and f.their_date > f.received_on:
        return Refusal("written_after_received", Weight.FORBIDS, {"day": f.their_date})
    return None


def answer_is_due_before_it_came(f: LetterFacts) -> Refusal | None:
    if f.answer_due_on is not None and f.answer_due_on < f.received_on:
        return Refusal("answer_due_before_received", Weight.FORBIDS, {"day": f.answer_due_on})
    return None


def answer_is_due_in_another_age(f: LetterFacts) -> Refusal | None:
    if f.answer_due_on is not None and f.answer_due_on > f.today + FURTHEST:
        return Refusal("answer_due_too_far", Weight.FORBIDS, {"day": f.answer_due_on})
    return None


def letter_is_registered_already(f: LetterFacts) -> Refusal | None:
    if f.registered_as:
        return Refusal("letter_registered_already", Weight.FORBIDS, {"number": f.registered_as})
    return None


def case_file_is_closed(f: LetterFacts) -> Refusal | None:
    return Refusal("case_file_closed", Weight.FORBIDS) if f.file_is_closed else None


LETTER_RULES = (
    sender_is_missing,
    subject_is_missing,
    letter_is_of_tomorrow,
    letter_came_too_long_ago,
    letter_came_before_it_was_written,
    answer_is_due_before_it_came,
    answer_is_due_in_another_age,
    letter_is_registered_already,
    case_file_is_closed,
)


def may_register(facts: LetterFacts) -> Verdict:
    """May the letter be given an incoming number?"""
    return Verdict.of(rule(facts) for rule in LETTER_RULES)


@dataclass(frozen=True, slots=True)
class ResolutionFacts:
    """What the director is about to write on a letter."""

    is_incoming_letter: bool
    text: str
    executors: int


def paper_is_no_letter(f: ResolutionFacts) -> Refusal | None:
    return None if f.is_incoming_letter else Refusal("resolution_on_letters_only", Weight.FORBIDS)


def resolution_is_empty(f: ResolutionFacts) -> Refusal | None:
    return None if f.text.strip() else Refusal("resolution_empty", Weight.FORBIDS)


def nobody_is_to_execute(f: ResolutionFacts) -> Refusal | None:
    return None if f.executors else Refusal("resolution_without_executor", Weight.FORBIDS)


RESOLUTION_RULES = (paper_is_no_letter, resolution_is_empty, nobody_is_to_execute)


def may_resolve(facts: ResolutionFacts) -> Verdict:
    """May this resolution stand on the letter?"""
    return Verdict.of(rule(facts) for rule in RESOLUTION_RULES)


def may_answer(kind: str, answered_kind: str, answer_state: str, is_mine: bool) -> Verdict:
    """May this draft be named as the answer to that letter?"""
    return Verdict.of(
        (
            None
            if (kind, answered_kind) == ("letter_out", "letter_in")
            else Refusal("not_an_answer", Weight.FORBIDS),
            None if answer_state in ("draft", "agreeing") else Refusal("not_a_draft", Weight.FORBIDS),
            None if is_mine else Refusal("not_your_draft", Weight.FORBIDS),
        )
    )
