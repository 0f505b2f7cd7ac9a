"""What follows from what a gateway answered: sent, again later, another channel, or nobody knows.

The one question that matters: may it have been accepted? Surely not → again, later. Perhaps → never again by
itself but once, after an answer that almost always means no. So the worst is one doubled message, never a flood.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

MOST_ATTEMPTS = 5
MOST_DOUBTS = 2
FIRST_PAUSE = timedelta(minutes=5)  # then three times as long each: 15 min, 45 min, 2 h 15 min
LONGEST_PAUSE = timedelta(hours=1)  # of a channel; a gateway that answers again is used within the hour
FAILURES_TO_DIE = 3  # of an address, one after the other


class Answer(StrEnum):
    """What the other side said, or did not."""

    ACCEPTED = "accepted"
    BAD_ADDRESS = "bad_address"  # this number or mailbox does not exist
    GONE = "gone"  # the recipient closed this way herself: a blocked chat; nobody tries it again
    REFUSED = "refused"  # this message: wording not approved, forbidden sender; the address is not to blame
    NOT_TAKEN = "not_taken"  # surely not accepted: no connection, wrong password, no money, busy
    DOUBTFUL = "doubtful"  # an error on their side: most likely not accepted
    UNKNOWN = "unknown"  # silence, or an answer that says nothing: perhaps accepted


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer with what belongs to it. `why` is a code, never the gateway's own text, which may hold a number."""

    answer: Answer
    why: str = ""
    provider_id: str = ""
    wait: timedelta | None = None  # the gateway said how long ("Retry-After")


@dataclass(frozen=True, slots=True)
class Tries:
    """How often this message was tried on this channel, this time included; how many answers were doubtful."""

    attempts: int
    doubts: int = 0


class Then(StrEnum):
    """What becomes of the message."""

    SENT = "sent"
    AGAIN = "again"
    NEXT_CHANNEL = "next_channel"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Following:
    """What follows: of the message, of the address, of the channel."""

    then: Then
    after: timedelta = timedelta()
    is_address_failure: bool = False
    is_address_dead: bool = False
    is_channel_trouble: bool = False


def what_follows(outcome: Outcome, tries: Tries) -> Following:
    """The table of answers."""
    match outcome.answer:
        case Answer.ACCEPTED:
            return Following(Then.SENT)
        case Answer.BAD_ADDRESS:
            return Following(Then.NEXT_CHANNEL, is_address_failure=True)
        case Answer.GONE:
            return Following(Then.NEXT_CHANNEL, is_address_failure=True, is_address_dead=True)
        case Answer.REFUSED:
            return Following(Then.NEXT_CHANNEL)
        case Answer.UNKNOWN:
            return Following(Then.UNSURE, is_channel_trouble=True)
        case Answer.DOUBTFUL if tries.doubts + 1 >= MOST_DOUBTS:
            return Following(Then.UNSURE, is_channel_trouble=True)
    if tries.attempts >= MOST_ATTEMPTS:
        return Following(Then.NEXT_CHANNEL, is_channel_trouble=True)
    return Following(Then.AGAIN, outcome.wait or pause_after(tries.attempts), is_channel_trouble=True)


def pause_after(attempts: int) -> timedelta:
    """How long after the n-th failure in a row."""
    return FIRST_PAUSE * 3 ** (max(attempts, 1) - 1)


def channel_pause(failures: int, wait: timedelta | None = None) -> timedelta:
    """How long a channel rests after so many troubles in a row: the queue behind it is not burnt against a wall."""
    return min(max(wait or timedelta(), pause_after(min(failures, 6))), LONGEST_PAUSE)


class Report(StrEnum):
    """What the operator says of a message that the gateway took."""

    ON_THE_WAY = "on_the_way"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"


_REPORTS = {
    **dict.fromkeys(("delivered", "delivrd"), Report.DELIVERED),
    **dict.fromkeys(
        ("undeliv", "undeliverable", "undelivered", "rejected", "rejectd", "expired", "deleted", "failed", "not_delivered"),
        Report.UNDELIVERED,
    ),
}  # fmt: skip


def report_of(word: str) -> Report:
    """A gateway's word for a state; a word nobody knows says that nothing is known yet."""
    return _REPORTS.get(word.strip().lower(), Report.ON_THE_WAY)


def is_dead_after(failures: int) -> bool:
    """True when an address that failed so often in a row is not used any more."""
    return failures >= FAILURES_TO_DIE
