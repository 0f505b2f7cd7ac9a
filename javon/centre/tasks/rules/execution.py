"""May this person do that to the task as it stands? Nizom 1.3; dossier 8.2, 8.6.

issued → accepted → in work → done with evidence → off control; sent back into work; cancelled by its issuer.
Nobody takes off control what they did themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from javon.core.verdict import Refusal, Verdict, Weight

OPEN = frozenset({"issued", "accepted", "in_work"})
WORDS_OF_EVIDENCE = 8  # so many words tell by themselves what was done; fewer need a file or a link


@dataclass(frozen=True, slots=True)
class DeedFacts:
    """A task as it stands, who is about to act, and what was typed."""

    number: str  # "57/2026"
    state: str
    today: date
    due_on: date | None = None
    is_executor: bool = False  # the executor, or who stands in for them today
    is_reporter: bool = False  # reported it done
    is_issuer: bool = False
    is_controller: bool = False
    may_control: bool = False  # holds the right to take any task off control
    may_grant: bool = False  # holds the right to give more time
    may_cancel_any: bool = False
    open_parts: tuple[str, ...] = ()
    asked_due_on: date | None = None  # an extension that waits for its answer
    reminded_today: bool = False
    # what was typed
    text: str = ""
    has_file: bool = False
    link: str = ""
    new_due_on: date | None = None
    new_due_is_open: bool = True
    whole_due_on: date | None = None


Rule = Callable[[DeedFacts], Refusal | None]


def _state_is(*states: str) -> Rule:
    def state_does_not_fit(f: DeedFacts) -> Refusal | None:
        if f.state in states:
            return None
        return Refusal("wrong_state", Weight.FORBIDS, {"number": f.number, "state": f.state})

    return state_does_not_fit


task_is_not_open = _state_is(*OPEN)
task_is_not_done = _state_is("done")
task_is_not_new = _state_is("issued")
task_is_begun = _state_is("issued", "accepted")
task_is_finished = _state_is(*OPEN, "done")


def somebody_elses_task(f: DeedFacts) -> Refusal | None:
    return Refusal("not_the_executor", Weight.FORBIDS, {"number": f.number}) if not f.is_executor else None


def not_under_ones_control(f: DeedFacts) -> Refusal | None:
    if f.is_controller or f.may_control:
        return None
    return Refusal("not_the_controller", Weight.FORBIDS, {"number": f.number})


def own_work_is_judged(f: DeedFacts) -> Refusal | None:
    if f.is_executor or f.is_reporter:
        return Refusal("own_task", Weight.FORBIDS, {"number": f.number})
    return None


def not_ones_own_order(f: DeedFacts) -> Refusal | None:
    if f.is_issuer or f.may_cancel_any:
        return None
    return Refusal("not_the_issuer", Weight.FORBIDS, {"number": f.number})


def more_time_is_not_ones_to_give(f: DeedFacts) -> Refusal | None:
    if f.is_issuer or f.may_grant:
        return None
    return Refusal("cannot_give_time", Weight.FORBIDS, {"number": f.number})


def outcome_is_missing(f: DeedFacts) -> Refusal | None:
    return Refusal("outcome_missing", Weight.FORBIDS) if not f.text.strip() else None


def evidence_is_missing(f: DeedFacts) -> Refusal | None:
    if f.has_file or f.link or len(f.text.split()) >= WORDS_OF_EVIDENCE:
        return None
    return Refusal("evidence_missing", Weight.FORBIDS, {"words": WORDS_OF_EVIDENCE})


def link_leads_nowhere(f: DeedFacts) -> Refusal | None:
    begins = f.link.startswith(("https://", "http://")) or (
        f.link.startswith("/") and not f.link.startswith(("//", "/\\"))
    )
    if f.link and (not begins or any(letter.isspace() for letter in f.link)):
        return Refusal("link_unreal", Weight.FORBIDS)
    return None


def parts_are_open(f: DeedFacts) -> Refusal | None:
    return Refusal("parts_open", Weight.FORBIDS, {"parts": ", ".join(f.open_parts)}) if f.open_parts else None


def reason_is_missing(f: DeedFacts) -> Refusal | None:
    return Refusal("reason_missing", Weight.FORBIDS) if not f.text.strip() else None


def task_has_no_date(f: DeedFacts) -> Refusal | None:
    return Refusal("no_date_to_move", Weight.FORBIDS, {"number": f.number}) if f.due_on is None else None


def extension_waits_already(f: DeedFacts) -> Refusal | None:
    if f.asked_due_on is not None:
        return Refusal("extension_waits", Weight.FORBIDS, {"due": f.asked_due_on})
    return None


def no_extension_waits(f: DeedFacts) -> Refusal | None:
    return Refusal("no_extension", Weight.FORBIDS, {"number": f.number}) if f.asked_due_on is None else None


def new_day_is_not_later(f: DeedFacts) -> Refusal | None:
    if f.due_on is None:
        return None
    if f.new_due_on is None or f.new_due_on <= f.due_on or f.new_due_on < f.today:
        return Refusal("new_due_not_later", Weight.FORBIDS, {"due": max(f.due_on, f.today)})
    return None


def new_day_is_closed(f: DeedFacts) -> Refusal | None:
    if f.new_due_on is not None and not f.new_due_is_open:
        return Refusal("new_due_closed", Weight.FORBIDS, {"due": f.new_due_on})
    return None


def part_outlasts_the_whole(f: DeedFacts) -> Refusal | None:
    if f.whole_due_on is not None and f.new_due_on is not None and f.new_due_on > f.whole_due_on:
        return Refusal("part_beyond_whole", Weight.FORBIDS, {"due": f.whole_due_on})
    return None


def reminded_already(f: DeedFacts) -> Refusal | None:
    return Refusal("reminded_today", Weight.FORBIDS) if f.reminded_today else None


def not_ones_to_remind(f: DeedFacts) -> Refusal | None:
    if f.is_issuer or f.is_controller or f.may_control:
        return None
    return Refusal("not_the_controller", Weight.FORBIDS, {"number": f.number})


ACCEPT_RULES = (somebody_elses_task, task_is_not_new)
START_RULES = (somebody_elses_task, task_is_begun)
REPORT_RULES = (
    somebody_elses_task,
    task_is_not_open,
    parts_are_open,
    outcome_is_missing,
    evidence_is_missing,
    link_leads_nowhere,
)
SEND_BACK_RULES = (not_under_ones_control, own_work_is_judged, task_is_not_done, reason_is_missing)
CLOSE_RULES = (not_under_ones_control, own_work_is_judged, task_is_not_done)
ASK_RULES = (
    somebody_elses_task,
    task_is_not_open,
    task_has_no_date,
    extension_waits_already,
    reason_is_missing,
    new_day_is_not_later,
    new_day_is_closed,
    part_outlasts_the_whole,
)
GRANT_RULES = (
    more_time_is_not_ones_to_give,
    own_work_is_judged,
    task_is_not_open,
    no_extension_waits,
    new_day_is_not_later,
    new_day_is_closed,
    part_outlasts_the_whole,
)
REFUSE_RULES = (
    more_time_is_not_ones_to_give,
    own_work_is_judged,
    task_is_not_open,
    no_extension_waits,
    reason_is_missing,
)
CANCEL_RULES = (not_ones_own_order, task_is_finished, parts_are_open, reason_is_missing)
HAND_ON_RULES = (somebody_elses_task, task_is_not_open)
NOTE_RULES = (reason_is_missing,)
REMIND_RULES = (not_ones_to_remind, task_is_not_open, reminded_already)


def _judge(rules: tuple[Rule, ...], facts: DeedFacts) -> Verdict:
    return Verdict.of(rule(facts) for rule in rules)


def may_accept(facts: DeedFacts) -> Verdict:
    """May this person take the task on?"""
    return _judge(ACCEPT_RULES, facts)


def may_start(facts: DeedFacts) -> Verdict:
    """May this person say that work has begun?"""
    return _judge(START_RULES, facts)


def may_report_done(facts: DeedFacts) -> Verdict:
    """May this person report it done, with this text and evidence?"""
    return _judge(REPORT_RULES, facts)


def may_send_back(facts: DeedFacts) -> Verdict:
    """May this person send a report back into work, with this remark?"""
    return _judge(SEND_BACK_RULES, facts)


def may_take_off_control(facts: DeedFacts) -> Verdict:
    """May this person close what another has done?"""
    return _judge(CLOSE_RULES, facts)


def may_ask_extension(facts: DeedFacts) -> Verdict:
    """May this person ask for this day, for this reason?"""
    return _judge(ASK_RULES, facts)


def may_grant_extension(facts: DeedFacts) -> Verdict:
    """May this person move the day?"""
    return _judge(GRANT_RULES, facts)


def may_refuse_extension(facts: DeedFacts) -> Verdict:
    """May this person leave the day as it is, for this reason?"""
    return _judge(REFUSE_RULES, facts)


def may_cancel(facts: DeedFacts) -> Verdict:
    """May this person call the task off, for this reason?"""
    return _judge(CANCEL_RULES, facts)


def may_hand_on(facts: DeedFacts) -> Verdict:
    """May this person give a part of it to somebody else?"""
    return _judge(HAND_ON_RULES, facts)


def may_note(facts: DeedFacts) -> Verdict:
    """May this be written beside the task?"""
    return _judge(NOTE_RULES, facts)


def may_remind(facts: DeedFacts) -> Verdict:
    """May this person remind the executor now?"""
    return _judge(REMIND_RULES, facts)
