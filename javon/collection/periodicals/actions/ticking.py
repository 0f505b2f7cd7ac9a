"""An issue came and is ticked on its sheet; what did not come is claimed. Dossier 2.7."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from javon.centre.organisation.models import Centre
from javon.collection.periodicals import rights, rules
from javon.collection.periodicals.models import Claim, ClaimLine, Issue, Periodical
from javon.collection.periodicals.queries import sheets as queries
from javon.collection.periodicals.rules import IssueFacts
from javon.collection.stock import counters
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.uzbek import normalise


@dataclass(frozen=True, slots=True)
class Tick:
    """One issue of one periodical: the day of a newspaper, or the number of a journal."""

    periodical_id: UUID
    copies: int
    day: date | None = None
    number: int | None = None

    def to_json(self) -> list[str]:
        """What a claimed request remembers of it."""
        return [str(self.periodical_id), str(self.copies), str(self.day), str(self.number)]


def _locked(periodical_id: UUID) -> Periodical:
    return Periodical.objects.select_for_update().get(pk=periodical_id)


@action
def tick_issue(
    *,
    by: Actor,
    periodical: Periodical,
    year: int,
    arrived_on: date,
    copies: int = 1,
    day: date | None = None,
    number: int | None = None,
    last_number: int | None = None,
    supplement: str = "",
    is_published: bool = True,
    request_id: UUID | None = None,
) -> Issue:
    """Write one issue on the sheet; `is_published` False says that it did not come out, so nobody waits for it.

    Raises Refused with every objection of ``rules.may_tick``.
    """
    require(by, rights.REGISTER_ISSUES)
    issue = _tick(
        by,
        _locked(periodical.pk),
        year=year,
        arrived_on=arrived_on,
        copies=copies,
        day=day,
        number=number,
        last_number=last_number,
        supplement=normalise(supplement).strip()[:60],
        is_published=is_published,
    )
    audit.record(by, "issue_ticked", periodical)
    return issue


def _tick(by: Actor, periodical: Periodical, **told: object) -> Issue:
    issue = Issue(periodical=periodical, entered_at=clock.now(), entered_by_id=by.user_id, **told)
    if periodical.kind == Periodical.Kind.JOURNAL:
        issue.day = None
    if not issue.is_published:
        issue.copies = 0
    rules.may_tick(facts_of(issue)).enforce()
    issue.save(force_insert=True)
    return issue


def facts_of(issue: Issue) -> IssueFacts:
    """What the rules need to know of an issue before it stands on the sheet."""
    periodical, is_newspaper = issue.periodical, issue.periodical.kind == Periodical.Kind.NEWSPAPER
    there = Issue.objects.filter(periodical=periodical, supplement=issue.supplement)
    there = (
        there.filter(day=issue.day)
        if is_newspaper
        else there.filter(year=issue.year, number=issue.number, day=None)
    )
    is_main_number = not is_newspaper and not issue.supplement
    return IssueFacts(
        today=clock.today(),
        kind=periodical.kind,
        year=issue.year,
        day=issue.day,
        number=issue.number,
        last_number=issue.last_number,
        copies=issue.copies,
        arrived_on=issue.arrived_on,
        is_published=issue.is_published,
        is_ticked=(issue.day is not None or not is_newspaper) and there.exists(),
        taken=queries.taken_numbers(periodical, issue.year) if is_main_number else frozenset(),
    )


@action
def tick_post(
    *, by: Actor, centre: Centre, arrived_on: date, ticks: Sequence[Tick], request_id: UUID | None = None
) -> int:
    """Today's post at one press: each issue is ticked once, what stands there already is passed over. Returns how many.

    Raises Refused of ``rules.may_tick`` for the first that cannot be; then none is ticked.
    """
    require(by, rights.REGISTER_ISSUES)
    count = 0
    known = Periodical.objects.select_for_update().filter(centre=centre)
    periodicals = {one.pk: one for one in known.filter(pk__in={tick.periodical_id for tick in ticks})}
    for tick in dict.fromkeys(ticks):
        periodical = periodicals[tick.periodical_id]
        year = tick.day.year if tick.day else arrived_on.year
        there = Issue.objects.filter(periodical=periodical, supplement="")
        if tick.day is not None and there.filter(day=tick.day).exists():
            continue
        if tick.day is None and tick.number in queries.taken_numbers(periodical, year):
            continue
        _tick(
            by,
            periodical,
            year=year,
            arrived_on=arrived_on,
            copies=tick.copies,
            day=tick.day,
            number=tick.number,
        )
        count += 1
    if count:
        audit.record(by, "post_ticked", centre)
    return count


@action
def untick_issue(*, by: Actor, issue: Issue, request_id: UUID | None = None) -> Periodical:
    """Take a mistaken tick off. Raises Refused ``issue_is_bound``, ``issue_is_counted``."""
    require(by, rights.REGISTER_ISSUES)
    periodical = _locked(issue.periodical_id)
    now = Issue.objects.filter(pk=issue.pk).first()
    if now is not None:
        rules.may_untick(
            is_bound=now.volume_id is not None, is_counted=now.counted_with_id is not None
        ).enforce()
        now.delete()
        audit.record(by, "issue_unticked", periodical)
    return periodical


@action
def write_claim(
    *,
    by: Actor,
    centre: Centre,
    year: int,
    addressee: str,
    missing: Sequence[Tick],
    request_id: UUID | None = None,
) -> Claim:
    """A letter about issues that did not come; they are shown as claimed until they do. Raises Refused of the rules."""
    require(by, rights.REGISTER_ISSUES)
    rules.may_claim(len(missing), addressee).enforce()
    made = Claim.objects.create(
        centre=centre,
        number=counters.address_number("claim", centre.pk),
        written_on=clock.today(),
        addressee=normalise(addressee).strip()[:240],
        written_by_id=by.user_id,
    )
    ClaimLine.objects.bulk_create(
        ClaimLine(claim=made, periodical_id=one.periodical_id, year=year, day=one.day, number=one.number)
        for one in dict.fromkeys(missing)
    )
    audit.record(by, "issues_claimed", made)
    return made
