"""Which verbs the page of a task offers to whom, in the order in which work goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from javon.centre.organisation.models import Person
from javon.centre.tasks import rights, rules
from javon.centre.tasks.models import Task
from javon.centre.tasks.queries.facts import deed_facts, reach
from javon.centre.tasks.rules import DeedFacts
from javon.core.access import Actor
from javon.core.verdict import Verdict

# Objections to what was typed: nothing is typed yet when a button is drawn.
ABOUT_WORDS = frozenset(
    {
        "reason_missing",
        "outcome_missing",
        "evidence_missing",
        "link_unreal",
        "new_due_not_later",
        "new_due_closed",
        "part_beyond_whole",
    }
)
# Objections that are worth a word beside a button that cannot be pressed yet.
TOLD = frozenset({"parts_open", "extension_waits", "reminded_today"})

VERBS: tuple[tuple[str, Callable[[DeedFacts], Verdict]], ...] = (
    ("take_off_control", rules.may_take_off_control),
    ("send_back", rules.may_send_back),
    ("grant_extension", rules.may_grant_extension),
    ("refuse_extension", rules.may_refuse_extension),
    ("accept", rules.may_accept),
    ("start", rules.may_start),
    ("report_done", rules.may_report_done),
    ("hand_on", rules.may_hand_on),
    ("ask_extension", rules.may_ask_extension),
    ("remind", rules.may_remind),
    ("note", rules.may_note),
    ("cancel", rules.may_cancel),
)
NEEDS_EXECUTE = frozenset({"accept", "start", "report_done", "ask_extension"})


@dataclass(frozen=True, slots=True)
class Possible:
    """A verb on offer; `verdict` holds what stands in its way for now."""

    verb: str
    verdict: Verdict


def possible(task: Task, by: Actor, person: Person | None, today: date) -> list[Possible]:
    """The verbs that `by` may try on `task` today, the next step of the work first."""
    facts = deed_facts(task, by, person, today)
    found = []
    for verb, rule in VERBS:
        stops = [stop for stop in rule(facts).stops if stop.code not in ABOUT_WORDS]
        if any(stop.code not in TOLD for stop in stops):
            continue
        if verb in NEEDS_EXECUTE and not by.may(rights.EXECUTE):
            continue
        if verb == "hand_on" and not reach(by, person, today):
            continue
        found.append(Possible(verb, Verdict(tuple(stops))))
    return found
