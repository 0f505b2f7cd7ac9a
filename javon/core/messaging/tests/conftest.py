"""A house that lends things: one ladder of notices, a channel that writes down what it was given, a clock to turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest

from javon.core.clock import TASHKENT
from javon.core.messaging import channels, kinds, planning, recipients, sending
from javon.core.messaging.kinds import (
    Candidate,
    Content,
    Group,
    Ladder,
    NoticeKind,
    NotWanted,
    Recipient,
    Text,
)
from javon.core.messaging.models import MessageSettings
from javon.core.messaging.rules import sms
from javon.core.messaging.rules.answers import Answer, Outcome
from javon.core.messaging.rules.steps import Step

CENTRE = UUID(int=1)
LOLA = Recipient("test.person", "lola")
ANVAR = Recipient("test.person", "anvar")
LOANS = Group("loans", "Loans")
HOLDS = Group("holds", "Holds")


def texts(verb: str) -> dict[str, Text]:
    return {
        language: Text(
            f"{{name}}, {verb} ({{step}}): “{{title}}”, {{due}}. {{centre}}",
            "“{title}” – {due} ({step})",
            f"{{name}}, {verb} ({{step}}): {{due}}. {{centre}}",
            "{due} ({step})",
        )
        for language in ("uz", "ru", "en")
    }


def label(text: str) -> dict[str, str]:
    return {"uz": text, "ru": text, "en": text}


@dataclass
class Loan:
    """A thing in somebody's hands."""

    due: date
    holder: Recipient = LOLA
    is_over: bool = False
    title: str = "Oʻtkan kunlar"
    language: str = "uz"
    hides_titles: bool = False


@dataclass
class Recorder:
    """A channel that answers as it was told and remembers what it was given."""

    code: str = "sms"
    answers: list[Outcome] = field(default_factory=list)
    given: list = field(default_factory=list)
    is_on: bool = True
    before: object = None  # called while "the network" is busy

    def is_ready(self, settings: MessageSettings) -> bool:
        return self.is_on

    def shape(self, text: str) -> str:
        return sms.plain(text) if self.code == "sms" else text

    def parts(self, text: str) -> int:
        return sms.parts_of(text)

    def send(self, settings, parcel) -> Outcome:
        if self.before:
            self.before()
        self.given.append(parcel)
        return (
            self.answers.pop(0)
            if self.answers
            else Outcome(Answer.ACCEPTED, provider_id=f"p{len(self.given)}")
        )

    def ask(self, settings, provider_id):
        return None


class House:
    """The loans, the clock, and the verbs of a test."""

    def __init__(self) -> None:
        self.loans: dict[str, Loan] = {}
        self.now = datetime(2026, 11, 30, 9, 0, tzinfo=TASHKENT)
        self.sms = Recorder()
        self.channels = {"sms": self.sms}
        self.tokens = {"name", "title", "due"}

    @property
    def sent(self) -> list[str]:
        return [parcel.text for parcel in self.sms.given]

    def moment(self) -> datetime:
        return self.now

    def at(self, day: date, hour: int = 9, minute: int = 0) -> None:
        self.now = datetime.combine(day, time(hour, minute), TASHKENT)

    def pass_by(self, **time_: int) -> None:
        self.now += timedelta(**time_)

    def lend(self, number: str, due: date, **more) -> Loan:
        self.loans[number] = Loan(due, **more)
        return self.loans[number]

    def candidates(self, now: datetime) -> Iterator[Candidate]:
        for number, loan in self.loans.items():
            if not loan.is_over:
                yield self.candidate(number)

    def candidate(self, number: str, subject_type: str = "test.loan") -> Candidate:
        loan = self.loans[number]
        return Candidate(CENTRE, subject_type, number, loan.due.isoformat(), loan.due, loan.holder)

    def look_again(self, key, now):
        loan = self.loans[key.subject_id]
        if loan.is_over:
            return NotWanted("returned")
        if key.version != loan.due.isoformat():
            return NotWanted("renewed")
        tokens = {"name": "Lola", "title": loan.title, "due": loan.due.isoformat()}
        kept = {name: value for name, value in tokens.items() if name in self.tokens}
        return Content(kept, loan.language, loan.hides_titles)

    def plan(self) -> int:
        return planning.plan(self.candidates(self.now), now=self.now)

    def send(self) -> sending.Turn:
        return sending.send_due(moment=self.moment)

    def run(self) -> sending.Turn:
        """A whole day's work: plan, and send what is due an hour later."""
        self.plan()
        self.pass_by(hours=1)
        return self.send()


def kind(house: House, code: str, verb: str, group: Group = LOANS, **more) -> NoticeKind:
    return NoticeKind(
        code=code,
        group=group,
        label=verb,
        texts=texts(verb),
        tokens=frozenset({"name", "title", "due"}),
        private_tokens=frozenset({"title"}),
        expires_after=more.pop("expires_after", timedelta(days=5)),
        look_again=house.look_again,
        **more,
    )


LADDER = Ladder(
    "test.loan",
    (
        Step("soon", "soon", -2, 0, label("erta")),
        Step("late_1", "late", 1, None, label("1-eslatma")),
        Step("late_7", "late", 7, None, label("2-eslatma")),
        Step("late_30", "late", 30, 60, label("3-eslatma")),
    ),
)
SHELF = Ladder("test.hold", (Step("ready", "ready", 0, None, label("tayyor")),))


@pytest.fixture
def house(db) -> Iterator[House]:
    found = House()
    before, known_channels = kinds.known(), tuple(channels.channels().values())
    kinds.learn(
        [
            kind(found, "soon", "topshirish vaqti"),
            kind(found, "late", "muddati oʻtdi"),
            kind(found, "ready", "kitob tayyor", HOLDS, is_urgent=True),
        ],
        [LADDER, SHELF],
        [found.candidates],
    )
    channels.learn_channels([found.sms])
    recipients.keep_address(LOLA, "sms", "90 123 45 67", centre_id=CENTRE)
    recipients.keep_address(ANVAR, "sms", "+998 91 765-43-21", centre_id=CENTRE)
    yield found
    kinds._known = before
    channels.learn_channels(known_channels)


def settings(**values) -> MessageSettings:
    row, _made = MessageSettings.objects.update_or_create(centre_id=CENTRE, defaults=values)
    return row
