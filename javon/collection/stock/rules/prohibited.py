"""May this list be entered, this suspicion be laid aside, this act be drafted? Nizom 2.11."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from javon.core.verdict import Refusal, Verdict, Weight

MOST_LINES = 20_000  # of one paper
LONGEST = {"paper": 240, "note": 300, "kept_at": 200}
SHORTEST_NOTE = 10  # letters: «yoʻq» is no sentence
FINDINGS = frozenset({"different", "withdrawn"})


@dataclass(frozen=True, slots=True)
class ListFacts:
    """A paper that is about to be entered."""

    today: date
    kind: str = "whole"
    paper: str = "1-son roʻyxat"
    dated_on: date | None = None
    lines: int = 1
    newest: int = 0  # number of the newest version; 0 when there is none
    newest_dated_on: date | None = None
    unknown: int = 0  # lines of a paper that takes off, none of which is in force
    new: int = 1  # lines that are not in force yet
    ended: int = 0  # lines in force that this paper ends


def may_enter_list(facts: ListFacts) -> Verdict:
    """Whether it becomes the next version of the list."""
    return Verdict.of(_against_list(facts))


def _against_list(facts: ListFacts) -> Iterable[Refusal]:
    if not facts.paper.strip():
        yield Refusal("prohibited_list_without_paper", Weight.FORBIDS)
    if facts.dated_on is None:
        yield Refusal("prohibited_list_without_day", Weight.FORBIDS)
    elif facts.dated_on > facts.today:
        yield Refusal("prohibited_list_in_future", Weight.FORBIDS, {"day": facts.dated_on})
    elif facts.newest_dated_on is not None and facts.dated_on < facts.newest_dated_on:
        details = {"day": facts.dated_on, "newest": facts.newest_dated_on}
        yield Refusal("prohibited_list_older", Weight.FORBIDS, details)
    if facts.lines == 0:
        yield Refusal("prohibited_list_empty", Weight.FORBIDS)
    elif facts.lines > MOST_LINES:
        yield Refusal(
            "prohibited_list_too_long", Weight.FORBIDS, {"lines": facts.lines, "at_most": MOST_LINES}
        )
    elif facts.kind == "withdrawn" and facts.unknown:
        yield Refusal("prohibited_lines_unknown", Weight.FORBIDS, {"count": facts.unknown})
    elif facts.new == 0 and facts.ended == 0:
        yield Refusal("prohibited_list_says_nothing_new", Weight.FORBIDS)


@dataclass(frozen=True, slots=True)
class MatchFacts:
    """A suspicion that somebody decides on."""

    certainty: str = "probable"
    state: str = "open"
    note: str = "Boshqa muallifning badiiy asari"
    finding: str = "different"
    is_before_commission: bool = False  # an open check has it


def _note_is_missing(note: str) -> Refusal | None:
    if len(note.strip()) < SHORTEST_NOTE:
        return Refusal("examined_without_note", Weight.FORBIDS)
    if len(note.strip()) > LONGEST["note"]:
        return Refusal("words_too_long", Weight.FORBIDS, {"most": LONGEST["note"]})
    return None


def may_lay_aside(facts: MatchFacts) -> Verdict:
    """Whether one person may say, having looked: another publication. An exact one is for a commission."""
    return Verdict.of(
        (
            Refusal("suspicion_decided", Weight.FORBIDS) if facts.state != "open" else None,
            Refusal("exact_needs_commission", Weight.FORBIDS)
            if facts.state == "open" and facts.certainty == "exact"
            else None,
            Refusal("suspicion_before_commission", Weight.FORBIDS) if facts.is_before_commission else None,
            _note_is_missing(facts.note),
        )
    )


def may_release(state: str, has_ended: bool, note: str) -> Verdict:
    """Whether a book withdrawn from use may go back to readers: only when its line was taken off the list."""
    return Verdict.of(
        (
            Refusal("suspicion_decided", Weight.FORBIDS) if state != "withdrawn" else None,
            Refusal("line_still_in_force", Weight.FORBIDS) if not has_ended else None,
            _note_is_missing(note),
        )
    )


def may_find(check_state: str, facts: MatchFacts) -> Verdict:
    """Whether the commission's finding on one suspicion may be written down."""
    return Verdict.of(
        (
            _not_open(check_state),
            Refusal("suspicion_decided", Weight.FORBIDS) if facts.state != "open" else None,
            Refusal("no_such_finding", Weight.FORBIDS) if facts.finding not in FINDINGS else None,
            _note_is_missing(facts.note) if facts.finding == "different" else None,
        )
    )


def _not_open(state: str) -> Refusal | None:
    return Refusal(f"check_is_{state}", Weight.FORBIDS) if state != "open" else None


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """A check that is begun or goes on."""

    state: str = "open"
    has_list: bool = True
    is_looked_over: bool = True  # the look over the catalogue is over
    open_number: int | None = None  # of another check that is on its way
    has_commission: bool = True
    commission_serves: bool = True
    undecided: int = 0
    withdrawn: int = 0
    kept_at: str = "Yopiq fond"


def may_begin_check(facts: CheckFacts) -> Verdict:
    """Whether a commission may begin."""
    return Verdict.of(
        (
            Refusal("check_without_list", Weight.FORBIDS) if not facts.has_list else None,
            Refusal("check_before_look", Weight.FORBIDS)
            if facts.has_list and not facts.is_looked_over
            else None,
            Refusal("check_on_its_way", Weight.FORBIDS, {"number": str(facts.open_number)})
            if facts.open_number is not None
            else None,
            _commission_is_missing(facts),
        )
    )


def _commission_is_missing(facts: CheckFacts) -> Refusal | None:
    if not facts.has_commission:
        return Refusal("commission_missing", Weight.FORBIDS)
    return Refusal("commission_not_for_this", Weight.FORBIDS) if not facts.commission_serves else None


def may_draft_check_act(facts: CheckFacts) -> Verdict:
    """Whether the act may be drafted: everything is decided, and what is withdrawn has a place."""
    return Verdict.of(
        (
            _not_open(facts.state),
            Refusal("suspicions_undecided", Weight.FORBIDS, {"count": facts.undecided})
            if facts.undecided
            else None,
            Refusal("closed_place_missing", Weight.FORBIDS)
            if facts.withdrawn and not facts.kept_at.strip()
            else None,
            Refusal("words_too_long", Weight.FORBIDS, {"most": LONGEST["kept_at"]})
            if len(facts.kept_at) > LONGEST["kept_at"]
            else None,
        )
    )


def may_give_up_check(state: str) -> Verdict:
    """Whether it may be given up; what is approved stays."""
    return Verdict.of(
        (Refusal(f"check_is_{state}", Weight.FORBIDS) if state in ("done", "cancelled") else None,)
    )
