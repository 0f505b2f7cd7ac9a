"""May this card be served in the hall; may a place be called faulty, mended?"""

from __future__ import annotations

from dataclasses import dataclass

from javon.core.verdict import Refusal, Verdict, Weight


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What is known of a scanned card. `blocked` holds the reasons of restrictions in force for what is asked."""

    text: str
    is_known: bool = True
    is_ended: bool = False  # lost or replaced
    is_here: bool = True
    is_registered: bool = True  # this year
    blocked: tuple[str, ...] = ()


def it_names_nobody(f: CardFacts) -> Refusal | None:
    return None if f.is_known else Refusal("card_unknown", Weight.FORBIDS, {"code": f.text})


def it_is_used_no_more(f: CardFacts) -> Refusal | None:
    if f.is_known and f.is_ended and f.is_here:
        return Refusal("card_ended", Weight.FORBIDS, {"code": f.text})
    return None


def the_reader_is_gone(f: CardFacts) -> Refusal | None:
    return Refusal("reader_is_gone", Weight.FORBIDS) if f.is_known and not f.is_here else None


def the_reader_is_restricted(f: CardFacts) -> Refusal | None:
    if not f.blocked:
        return None
    return Refusal("reader_is_restricted", Weight.FORBIDS, {"reason": "; ".join(f.blocked)})


def the_reader_is_not_of_this_year(f: CardFacts) -> Refusal | None:
    if f.is_known and f.is_here and not f.is_registered:
        return Refusal("reader_not_registered_this_year", Weight.WARNS)
    return None


CARD_RULES = (
    it_names_nobody,
    it_is_used_no_more,
    the_reader_is_gone,
    the_reader_is_restricted,
    the_reader_is_not_of_this_year,
)


def may_serve(facts: CardFacts) -> Verdict:
    """May the reader of this card be served here?"""
    return Verdict.of(rule(facts) for rule in CARD_RULES)


def may_call_faulty(*, is_faulty: bool, note: str) -> Verdict:
    """May the place be taken out of service?"""
    return Verdict.of(
        [
            Refusal("place_faulty_already", Weight.FORBIDS) if is_faulty else None,
            None if note.strip() else Refusal("fault_without_note", Weight.FORBIDS),
        ]
    )


def may_mend(*, is_faulty: bool) -> Verdict:
    """May the place be given back to readers?"""
    return Verdict.of([None if is_faulty else Refusal("place_not_faulty", Weight.FORBIDS)])


@dataclass(frozen=True, slots=True)
class TermsFacts:
    """Minutes that are to be set for one kind."""

    use_minutes: int
    hold_minutes: int
    extension_minutes: int
    daily_minutes: int | None


def may_set_terms(f: TermsFacts) -> Verdict:
    """Are these minutes of one day?"""
    day = 24 * 60
    minutes = (f.use_minutes, f.hold_minutes, f.extension_minutes, f.daily_minutes or 1)
    wrong = any(not 1 <= one <= day for one in minutes)
    short = f.daily_minutes is not None and f.daily_minutes < f.use_minutes
    return Verdict.of(
        [
            Refusal("minutes_unreal", Weight.FORBIDS, {"most": day}) if wrong else None,
            Refusal("quota_shorter_than_use", Weight.FORBIDS) if short else None,
        ]
    )
