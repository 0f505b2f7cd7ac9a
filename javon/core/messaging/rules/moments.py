"""When a message may go: quiet hours, the hour that a digest gathers, the weekly cap. All moments are aware."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `begins` (quiet already) to `ends` (loud again), by the clock of the moments given; equal = never."""

    begins: time = time(20)
    ends: time = time(8)

    def covers(self, moment: datetime) -> bool:
        """True when nobody shall be disturbed at `moment`."""
        at = moment.timetz().replace(tzinfo=None)
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


def first_loud_moment(moment: datetime, quiet: QuietHours) -> datetime:
    """`moment` itself, or the end of the quiet hours that it falls into."""
    if not quiet.covers(moment):
        return moment
    end = moment.replace(
        hour=quiet.ends.hour, minute=quiet.ends.minute, second=quiet.ends.second, microsecond=0
    )
    return end if end > moment else end + timedelta(days=1)


def end_of_hour(moment: datetime) -> datetime:
    """The next full hour: until then notices of one recipient gather into one message. A full hour is its own."""
    begun = moment.replace(minute=0, second=0, microsecond=0)
    return begun if begun == moment else begun + HOUR


def send_after(planned: datetime, *, is_urgent: bool, quiet: QuietHours, disturbs: bool = True) -> datetime:
    """When a message planned now may go. Urgent ones gather nothing; what disturbs nobody knows no quiet hours."""
    moment = planned if is_urgent else end_of_hour(planned)
    return first_loud_moment(moment, quiet) if disturbs else moment


def cap_lifts_at(now: datetime, sent: Sequence[datetime], *, cap: int, is_urgent: bool) -> datetime:
    """`now` when one more message may go to this recipient, else when it may; a cap of 0 is no cap.

    `sent` are the moments of the messages that count: those that were not urgent. Seven days are counted to
    the second, not weeks of the calendar.
    """
    if is_urgent or not cap:
        return now
    recent = sorted(moment for moment in sent if moment > now - WEEK)
    return now if len(recent) < cap else recent[-cap] + WEEK
