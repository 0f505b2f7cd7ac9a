"""Notices about loans: which there are, when each is wanted, what is asked once more before it goes.

Two days before a loan is due, then 1, 7, 14 and 30 days after; each says which reminder it is. A renewal or a moved
date begins the ladder anew. docs/algorithms/notices.md; dossier 8.3, 8.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from javon.core import clock
from javon.core.messaging.kinds import (
    Candidate,
    Content,
    Group,
    Ladder,
    NoticeKey,
    NoticeKind,
    NotWanted,
    Recipient,
)
from javon.core.messaging.queries import preferences_of
from javon.core.messaging.rules.steps import Step
from javon.core.uzbek.figures import short_date
from javon.service.lending import notice_texts as texts
from javon.service.lending.models import Channel, Loan
from javon.service.lending.rules.dates import days_late
from javon.service.lending.rules.telling import is_sensitive
from javon.service.readers.contacts import READER, guardians_of, reached, reached_by_machine
from javon.service.readers.models import Block, Reader
from javon.service.readers.queries import blocks_on

LOAN, MOVED = "lending.loan", "lending.due_moved"
LATER = "lending.due_later"
LOANS = Group("loans", _("Books that I borrowed"))
TITLES = "titles"  # the wish "without the titles of books", kept as a preference of every channel
EVERY = "every"
SOON: Final = 2  # days before
LAST_DAY: Final = 60  # after that a person calls: no ladder runs through the whole past of a house
AT_ONCE = 500


def version_of(loan: Loan) -> str:
    """The facts that a notice is about: another due date is another version, and the ladder begins anew."""
    return f"{loan.due_version}:{loan.due_on.isoformat()}"


# --- what is wanted ---------------------------------------------------------------------------------------


def candidates(now: datetime) -> Iterator[Candidate]:
    """Open loans that are due in two days or have been late for sixty at most.

    Before the due date only who is reached without a person is told: nobody telephones for a book that is not late.
    """
    today, last = clock.day_of(now), None
    rows = Loan.objects.filter(
        state=Loan.State.OPEN,
        claimed_returned_on=None,
        due_on__range=(today - timedelta(days=LAST_DAY), today + timedelta(days=SOON)),
        reader__merged_into=None,
        reader__erased_at=None,
    ).order_by("pk")
    while some := list((rows.filter(pk__gt=last) if last is not None else rows)[:AT_ONCE]):
        by_machine = reached_by_machine({loan.reader_id for loan in some if loan.due_on >= today})
        for loan in some:
            if loan.due_on < today or loan.reader_id in by_machine:
                yield candidate(loan)
        last = some[-1].pk


def candidate(loan: Loan) -> Candidate:
    """An open loan as the planner sees it; one from paper is told of from the first step after its take-over."""
    since = clock.day_of(loan.lent_at) if loan.channel == Channel.IMPORT else None
    return Candidate(
        loan.centre_id, LOAN, str(loan.pk), version_of(loan), loan.due_on, _recipient(loan), since
    )


def _recipient(loan: Loan) -> Recipient:
    return Recipient(READER, str(loan.reader_id))


def moved(loans: Sequence[Loan], today: date) -> list[Candidate]:
    """Loans whose date the closed house moved: told once for each date."""
    return [
        Candidate(one.centre_id, MOVED, str(one.pk), version_of(one), today, _recipient(one)) for one in loans
    ]


def later(loans: Sequence[Loan], today: date) -> list[Candidate]:
    """Loans that new terms made due later: told once for each date."""
    return [
        Candidate(one.centre_id, LATER, str(one.pk), version_of(one), today, _recipient(one)) for one in loans
    ]


# --- asked once more --------------------------------------------------------------------------------------


def look_again(key: NoticeKey, now: datetime) -> Content | NotWanted:
    """Is it still true, and with which words? Everything may have happened since it was planned."""
    found = Loan.objects.filter(pk=UUID(key.subject_id)).select_related("copy__title", "reader")
    loan, today = found.first(), clock.day_of(now)
    if loan is None or loan.reader is None:
        return NotWanted("loan_gone")
    if reason := _why_not(loan, key, today):
        return NotWanted(reason)
    return _content(loan, loan.reader, key, today)


def _why_not(loan: Loan, key: NoticeKey, today: date) -> str:
    if loan.state != Loan.State.OPEN:
        return f"loan_{loan.state}"
    if loan.claimed_returned_on is not None:
        return "loan_claimed"
    if key.version != version_of(loan):
        return "loan_renewed"
    if _recipient(loan) != key.recipient:
        return "loan_of_another"
    # "Bring it until yesterday" helps nobody: the first reminder says it better.
    return "loan_late_meanwhile" if key.step in {"soon", "moved", "later"} and loan.due_on < today else ""


def _content(loan: Loan, reader: Reader, key: NoticeKey, today: date) -> Content:
    title, language = loan.copy.title, "uz"
    to = reached(reader, guardians_of([reader.pk]).get(reader.pk, ()), today)
    name = reader.given_name or reader.surname
    if key.step != "soon":
        asked = "help" if to.through is not None else "bring"
    else:
        asked = "renewable" if _can_renew(loan, reader, today) else "not_renewable"
    tokens = {
        "opening": texts.opening(name, is_through_another=to.through is not None, language=language),
        "name": name,
        "title": title.title,
        "due": short_date(loan.due_on),
        "days": str(days_late(loan.due_on, today)),
        "request": texts.request(asked, language),
    }
    hides = wants_no_titles(key.recipient) or is_sensitive(title.udc, title.bbk)
    return Content(tokens, language, hides)


def _can_renew(loan: Loan, reader: Reader, today: date) -> bool:
    if loan.renewals_made >= loan.renewals_allowed:
        return False
    deeds = (Block.Deed.ALL, Block.Deed.RENEWAL)
    return not blocks_on(reader.pk, today).filter(deed__in=deeds).exists()


def wants_no_titles(recipient: Recipient) -> bool:
    """Whether the reader asked that messages name no titles."""
    return preferences_of(recipient).get((TITLES, EVERY)) is False


# --- what there is ----------------------------------------------------------------------------------------


def _kind(code: str, label: Promise, words: Mapping[str, texts.Text], days: int, **more: bool) -> NoticeKind:
    return NoticeKind(
        code=f"lending.{code}",
        group=LOANS,
        label=label,
        texts=words,
        tokens=frozenset({"opening", "name", "title", "due", "days", "request"}),
        private_tokens=frozenset({"title"}),
        expires_after=timedelta(days=days),
        look_again=look_again,
        **more,
    )


KINDS: tuple[NoticeKind, ...] = (
    _kind("due_soon", _("A book is due in two days"), texts.DUE_SOON, 2),
    _kind("overdue", _("A book is late"), texts.OVERDUE, 7),
    _kind("due_moved", _("The house is closed, the date was moved"), texts.DUE_MOVED, 3, is_urgent=True),
    _kind("due_later", _("New terms moved the date on"), texts.DUE_LATER, 7),
)

LADDERS: tuple[Ladder, ...] = (
    Ladder(
        LOAN,
        (
            Step("soon", "lending.due_soon", -SOON, 0),
            Step("late_1", "lending.overdue", 1, None, texts.REMINDERS[0]),
            Step("late_7", "lending.overdue", 7, None, texts.REMINDERS[1]),
            Step("late_14", "lending.overdue", 14, None, texts.REMINDERS[2]),
            Step("late_30", "lending.overdue", 30, LAST_DAY, texts.REMINDERS[3]),
        ),
    ),
    Ladder(MOVED, (Step("moved", "lending.due_moved", 0, 3),)),
    Ladder(LATER, (Step("later", "lending.due_later", 0, 7),)),
)

PLANNERS = (candidates,)

REASONS: Mapping[str, Promise] = {
    "loan_gone": _("The loan is not there any more."),
    "loan_returned": _("The book was brought back meanwhile."),
    "loan_lost": _("The book stands as lost meanwhile."),
    "loan_undone": _("The loan was undone."),
    "loan_claimed": _("The reader says that it was brought back."),
    "loan_renewed": _("It was renewed, or its date was moved."),
    "loan_of_another": _("The loan belongs to another reader now."),
    "loan_late_meanwhile": _("The day has passed: a reminder goes in its place."),
}
