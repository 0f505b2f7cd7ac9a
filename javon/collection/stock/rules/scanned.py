"""What a scanned code has to be before a list of copies takes it: one copy of ours that is at hand. Dossier 2.10, 5.5.

Write-offs and moves ask the same questions; each says which places it takes copies from.
"""

from __future__ import annotations

from dataclasses import dataclass

from javon.core.verdict import Refusal, Weight

# Somebody else holds it, or it is under way: first it comes back. The code of the refusal names the place.
ELSEWHERE = {
    "on_loan": "copy_on_loan",
    "on_hold_shelf": "copy_waits_for_reader",
    "at_ill_partner": "copy_at_partner",
    "at_mobile_point": "copy_at_mobile_point",
    "in_transit": "copy_on_its_way",
}


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What is known of one scanned code."""

    text: str  # as it was scanned
    kind: str  # of codes.Scanned
    found: int = 1  # how many copies answer to it
    state: str = "on_shelf"
    is_counted: bool = False  # an open stocktaking counts it
    write_off: int | None = None  # the open write-off on whose list it stands
    transfer: int | None = None  # the open move on whose list it stands
    is_on_this_list: bool = False


def it_names_no_copy(facts: CopyFacts) -> Refusal | None:
    """A title, a person, or nothing that we know."""
    code = {"isbn": "scanned_isbn", "reader": "scanned_reader"}.get(facts.kind)
    if facts.found == 0:
        wrong = "scanned_mistyped" if facts.kind == "mistyped" else "scanned_unknown"
        return Refusal(code or wrong, Weight.FORBIDS, {"code": facts.text})
    return None


def it_names_several(facts: CopyFacts) -> Refusal | None:
    if facts.found > 1:
        return Refusal("scanned_several", Weight.FORBIDS, {"code": facts.text, "count": facts.found})
    return None


def it_stands_here_already(facts: CopyFacts) -> Refusal | None:
    return _about(facts, "on_this_list") if facts.found == 1 and facts.is_on_this_list else None


def it_is_gone(facts: CopyFacts) -> Refusal | None:
    return _about(facts, "written_off_already") if facts.found == 1 and facts.state == "written_off" else None


def it_is_elsewhere(facts: CopyFacts) -> Refusal | None:
    code = ELSEWHERE.get(facts.state)
    return _about(facts, code) if facts.found == 1 and code is not None else None


def it_is_being_counted(facts: CopyFacts) -> Refusal | None:
    return _about(facts, "copy_in_stocktaking") if facts.found == 1 and facts.is_counted else None


def it_is_being_written_off(facts: CopyFacts) -> Refusal | None:
    if facts.found == 1 and facts.write_off is not None and not facts.is_on_this_list:
        return _about(facts, "on_another_write_off", list=str(facts.write_off))
    return None


def it_is_being_moved(facts: CopyFacts) -> Refusal | None:
    # One that is under way is said to be so already.
    if (
        facts.found == 1
        and facts.transfer is not None
        and not facts.is_on_this_list
        and facts.state != "in_transit"
    ):
        return _about(facts, "on_another_move", list=str(facts.transfer))
    return None


def _about(facts: CopyFacts, code: str, **details: object) -> Refusal:
    return Refusal(code, Weight.FORBIDS, {"code": facts.text, **details})


RULES = (
    it_names_no_copy,
    it_names_several,
    it_stands_here_already,
    it_is_gone,
    it_is_elsewhere,
    it_is_being_counted,
    it_is_being_written_off,
    it_is_being_moved,
)
