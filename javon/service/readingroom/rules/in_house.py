"""May this copy be read in the hall?"""

from __future__ import annotations

from dataclasses import dataclass

from javon.core.verdict import Refusal, Verdict, Weight

# From where a copy is given; anywhere else it is not at hand. One on the hold shelf is promised to somebody.
AT_HAND = ("on_shelf", "on_display", "in_reading_room")


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """One scanned code. `read_by_other` True: another reader has it in the hall now."""

    text: str
    found: int = 1
    state: str = "on_shelf"
    is_listed: bool = False  # on an open list: of a write-off, a move, a stocktaking
    read_by_other: bool = False


def it_names_no_copy(f: CopyFacts) -> Refusal | None:
    return Refusal("copy_unknown", Weight.FORBIDS, {"code": f.text}) if f.found == 0 else None


def it_names_several(f: CopyFacts) -> Refusal | None:
    if f.found > 1:
        return Refusal("copy_ambiguous", Weight.FORBIDS, {"code": f.text, "count": f.found})
    return None


def it_is_not_at_hand(f: CopyFacts) -> Refusal | None:
    if f.found == 1 and f.state not in AT_HAND:
        return Refusal("copy_not_at_hand", Weight.FORBIDS, {"code": f.text, "state": f.state})
    return None


def it_is_on_a_list(f: CopyFacts) -> Refusal | None:
    return (
        Refusal("copy_on_a_list", Weight.FORBIDS, {"code": f.text}) if f.found == 1 and f.is_listed else None
    )


def another_reads_it(f: CopyFacts) -> Refusal | None:
    if f.found == 1 and f.read_by_other:
        return Refusal("copy_read_by_another", Weight.FORBIDS, {"code": f.text})
    return None


RULES = (it_names_no_copy, it_names_several, it_is_not_at_hand, it_is_on_a_list, another_reads_it)


def may_give(facts: CopyFacts) -> Verdict:
    """May it be handed to the reader?"""
    return Verdict.of(rule(facts) for rule in RULES)
