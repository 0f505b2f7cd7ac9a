"""From subjects to the ledger and the outbox: one wanted step each, missed ones written down, older ones withdrawn.

Called by the daily job for everything that config's planners bring, and by a module's own action or reaction
for what shall go at once ("your book is here"). Called twice it does nothing the second time: the ledger has
the step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import IntegrityError, transaction

from javon.core import clock
from javon.core.database import writing
from javon.core.messaging.kinds import Candidate, NoticeKind, known
from javon.core.messaging.models import Message, MessageSettings, Notice
from javon.core.messaging.queries import ready_channels, settings_of
from javon.core.messaging.queries.reachable import quiet_hours_of, reaches
from javon.core.messaging.rules.moments import send_after
from javon.core.messaging.rules.reach import QUIET_BY_NATURE, channel_for, why_none
from javon.core.messaging.rules.steps import Step, StepFacts, Wanted, wanted_step

AT_ONCE = 50  # candidates in one turn at the gate
WITHDRAWABLE = (Message.State.PLANNED, Message.State.LISTED)


def plan(candidates: Iterable[Candidate], *, now: datetime | None = None) -> int:
    """Plan what the candidates want now; returns how many notices will go out. Raises LookupError for a type of
    subject without a ladder.
    """
    moment, source, planned = now or clock.now(), iter(candidates), 0
    while some := list(islice(source, AT_ONCE)):
        with writing():
            planned += sum(_Turn(some, moment).planned())
    return planned


@dataclass(frozen=True, slots=True)
class _Row:
    """What the ledger has of a subject."""

    id: UUID
    version: str
    step: str
    is_withdrawable: bool


class _Turn:
    """Some candidates with everything that deciding about them needs, asked for at once."""

    def __init__(self, candidates: Sequence[Candidate], now: datetime) -> None:
        self.candidates = candidates
        self.now = now
        self.ledger = _ledger_of(candidates)
        self.settings = {
            centre_id: settings_of(centre_id) for centre_id in {one.centre_id for one in candidates}
        }
        self.ready = {key: ready_channels(settings) for key, settings in self.settings.items()}
        self.reaches = reaches({one.recipient for one in candidates})

    def planned(self) -> Iterator[bool]:
        """For each candidate: was a notice planned?"""
        for candidate in self.candidates:
            wanted, withdrawn = self._decided(candidate)
            if wanted == Wanted() and not withdrawn:
                continue  # almost always: nothing is written, no savepoint set
            try:
                with transaction.atomic():
                    yield self._carry_out(candidate, wanted, withdrawn)
            except IntegrityError:  # its twin was quicker, on PostgreSQL
                yield False

    def _decided(self, candidate: Candidate) -> tuple[Wanted, list[_Row]]:
        """What is wanted now, and what still waits about the same subject and is withdrawn for it."""
        ladder = known().ladders.get(candidate.subject_type)
        if ladder is None:
            raise LookupError(f"no ladder for {candidate.subject_type}")
        rows = self.ledger[candidate.subject_type, candidate.subject_id]
        recorded = {row.step for row in rows if row.version == candidate.version}
        today = clock.day_of(self.now)
        facts = StepFacts(candidate.counts_from, today, recorded, candidate.known_since)
        wanted = wanted_step(facts, ladder.steps)
        withdrawn = [
            row
            for row in rows
            if row.is_withdrawable and (row.version != candidate.version or wanted.step is not None)
        ]
        return wanted, withdrawn

    def _carry_out(self, candidate: Candidate, wanted: Wanted, withdrawn: Sequence[_Row]) -> bool:
        old = [row.id for row in withdrawn if row.version != candidate.version]
        lower = [row.id for row in withdrawn if row.version == candidate.version]
        _withdraw(old, Notice.State.DROPPED, "superseded", self.now)
        _withdraw(lower, Notice.State.SKIPPED_LATE, "skipped_late", self.now)
        for missed in wanted.missed:
            self._record(candidate, missed, Notice.State.SKIPPED_LATE, "skipped_late")
        return wanted.step is not None and self._plan_step(candidate, wanted.step)

    def _plan_step(self, candidate: Candidate, step: Step) -> bool:
        kind, settings = known().kinds[step.kind], self.settings[candidate.centre_id]
        reach = self.reaches[candidate.recipient, kind.group.code]
        ready = self.ready[candidate.centre_id]
        channel = channel_for(reach, order=settings.order, ready=ready)
        if channel is None:
            reason = why_none(reach, order=settings.order, ready=ready)
            self._record(candidate, step, Notice.State.DROPPED, reason)
            return False
        message = self._message(candidate, kind, channel, settings)
        self._record(candidate, step, Notice.State.PLANNED, "", message)
        return True

    def _message(
        self, candidate: Candidate, kind: NoticeKind, channel: str, settings: MessageSettings
    ) -> Message:
        """The message that gathers what this recipient is told in this hour by this channel."""
        moment = send_after(
            self.now,
            is_urgent=kind.is_urgent,
            quiet=quiet_hours_of(settings),
            disturbs=channel not in QUIET_BY_NATURE,
        )
        key = {
            "centre_id": candidate.centre_id,
            "recipient_type": candidate.recipient.type,
            "recipient_id": candidate.recipient.id,
            "channel": channel,
            "is_urgent": kind.is_urgent,
            "state": Message.State.PLANNED,
            "send_after": moment,
        }
        return Message.objects.select_for_update().filter(**key).first() or Message.objects.create(
            **key, planned_at=self.now
        )

    def _record(
        self, candidate: Candidate, step: Step, state: str, reason: str, message: Message | None = None
    ) -> None:
        kind = known().kinds[step.kind]
        Notice.objects.create(
            centre_id=candidate.centre_id,
            kind=kind.code,
            subject_type=candidate.subject_type,
            subject_id=candidate.subject_id,
            version=candidate.version,
            step=step.code,
            recipient_type=candidate.recipient.type,
            recipient_id=candidate.recipient.id,
            state=state,
            reason=reason,
            planned_at=self.now,
            not_after=self.now + kind.expires_after,
            message=message,
        )


def _ledger_of(candidates: Iterable[Candidate]) -> Mapping[tuple[str, str], list[_Row]]:
    identifiers: dict[str, set[str]] = defaultdict(set)
    for one in candidates:
        identifiers[one.subject_type].add(one.subject_id)
    found: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for subject_type, subject_ids in identifiers.items():
        rows = Notice.objects.filter(subject_type=subject_type, subject_id__in=subject_ids)
        for row in rows.values_list("subject_id", "pk", "version", "step", "state", "message__state"):
            can_go = row[4] == Notice.State.PLANNED and row[5] in WITHDRAWABLE
            found[subject_type, row[0]].append(_Row(row[1], row[2], row[3], can_go))
    return found


def _withdraw(ids: Sequence[UUID], state: str, reason: str, now: datetime) -> None:
    if not ids:
        return
    rows = Notice.objects.filter(pk__in=ids)
    messages = set(rows.values_list("message_id", flat=True))
    rows.update(state=state, reason=reason)
    still = set(
        Notice.objects.filter(message_id__in=messages, state=Notice.State.PLANNED).values_list(
            "message_id", flat=True
        )
    )
    Message.objects.filter(pk__in=messages - still).update(
        state=Message.State.DROPPED, reason="notices_dropped", ended_at=now, text="", address=""
    )
