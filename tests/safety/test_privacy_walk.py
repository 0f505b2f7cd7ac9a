"""What belongs to one reader is shown to nobody else: every address is walked with the ids of a stranger.

Twice: a reader of the same centre, sought by other readers, visitors and staff whose posts have nothing to do with
readers; and a reader of another centre, sought by every post. Nothing of the stranger may stand in an answer, and
nothing of the stranger's may have changed. An address that is new tells here which ids it takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.template.backends.django import Template as BackendTemplate
from django.test import Client
from django.utils.safestring import SafeString

from javon.centre.organisation.models import Centre
from javon.centre.organisation.queries import rights_of
from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.config import checks
from javon.core import clock
from javon.core.access import all_rights
from javon.core.accounts.links import digest_of
from javon.core.accounts.models import ApiToken, User
from javon.core.database.fields import uuid7
from javon.core.messaging import rights as messaging
from javon.core.ui import limits
from javon.places.cabinet.tests.characters import signed_in, with_pin
from javon.service.lending import rights as lending
from javon.service.lending.tests.characters import a_borrower
from javon.service.readers import rights as reader_rights
from javon.service.readingroom import rights as hall
from tests.safety import doors, house
from tests.safety.strangers import Stranger, a_loss_by, a_stranger

BACKEND = "javon.core.accounts.backends.AccountBackend"
ABOUT_READERS = frozenset(
    right.code
    for module in (lending, reader_rights, hall, messaging)
    for right in vars(module).values()
    if hasattr(right, "nizom") and right is not messaging.CONFIGURE  # passwords of channels, no recipient
)
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
WRITTEN = re.compile(r'(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"')
# What each id in an address is of a stranger's: the address up to the id → a name of ``Stranger.ids``, or the words
# that the address knows.
STRANGERS: dict[str, str | tuple[str, ...]] = {
    "account/data/withdraw/<uuid:key>": "request",
    "account/family/<uuid:key>": "guardian",
    "account/holds/<uuid:key>": "hold",
    "account/of/<uuid:of>": "reader",
    "account/of/<uuid:of>/data/withdraw/<uuid:key>": "request",
    "account/of/<uuid:of>/holds/<uuid:key>": "hold",
    "account/of/<uuid:of>/reserve/<int:number>": "waited",
    "account/reserve/<int:number>": "waited",
    "api/v1/copies/<barcode>": "barcode",
    "api/v1/holds/<hold_id>": "hold",
    "api/v1/readers/<card>": "card",
    "desk/class-sheet/<uuid:school>": "school",
    "desk/class-sheet/<uuid:school>/<int:grade>": "grade",
    "desk/class-sheet/<uuid:school>/<int:grade>/<str:letter>": "letter",
    "desk/classes/<uuid:school>": "school",
    "desk/classes/<uuid:school>/<int:grade>": "grade",
    "desk/classes/<uuid:school>/<int:grade>/<str:letter>": "letter",
    "desk/holds/<uuid:key>": "hold",
    "desk/holds/<uuid:key>/<str:deed>": ("pause", "pin", "resume", "unpin", "cancel", "give-up"),
    "desk/holds/new/<int:number>": "waited",
    "desk/holds/queue/<int:number>": "waited",
    "desk/loans/<uuid:key>": "loan",
    "desk/open-loans/<int:number>": "number",
    "desk/open-loans/<int:number>/lines/<int:row>": ("2",),
    "file/<uuid:pk>": "scan",
    "messages/<uuid:key>": "message",
    "messages/dead/<uuid:key>": "address",
    "messages/unsure/<uuid:key>": "unsure",
    "organisation/directory/<uuid:body_id>": "school",
    "overdue/<int:number>": "number",
    "readers/<int:number>": "number",
    "readers/<int:number>/<slug:code>": ("loans", "formulary", "holds"),
    "readers/<int:number>/do/<slug:name>": (
        "again", "card", "end_card", "block", "lift", "leave", "return", "consent", "withdraw", "guardian",
        "end_guardian", "identity", "identity_remove", "photo", "photo_remove",
    ),
    "readers/classes/<uuid:key>": "school",
    "readers/classes/<uuid:key>/<int:grade>": "grade",
    "readers/classes/<uuid:key>/<int:grade>/<str:letter>": "letter",
    "readers/deposits/<int:year>": "year",
    "readers/deposits/<int:year>/<int:number>": "number",
    "readers/files/<int:number>": "number",
    "readers/journal/<int:year>": "year",
    "readers/merges/<uuid:key>": "merge",
    "readers/requests/<uuid:key>": "request",
    "readers/sheets/<int:year>": "year",
    "reading-room/books/<uuid:key>": "use",
    "reading-room/class-hours/<uuid:key>": "session",
    "reading-room/sessions/<uuid:key>": "session",
    "reading-room/sessions/<uuid:key>/<str:deed>": ("come", "extend", "end", "leave"),
    "stock/copies/<uuid:pk>": "copy",
    "stock/replacements/<int:year>": "year",
    "stock/replacements/<int:year>/<int:number>": "loss",
    "catalogue/<int:number>": "title",
    "title/<number:number>": "title",
}  # fmt: skip
# Of these the ids are not the stranger's alone: books stand in the catalogue, a school has many pupils.
SHARED = frozenset({"title", "waited", "barcode", "copy", "school", "grade", "letter", "year"})
# Addresses whose ids lead to no reader: papers, stock, catalogue, staff. They are walked with any id.
OF_NOBODY = frozenset(
    """
    account/security/factor/webauthn/keys/<int:pk>
    account/security/sessions/<uuid:session_id>
    accounts/<int:user_id>
    accounts/<int:user_id>/<slug:deed>
    acquisition/lists/<int:short_number>
    acquisition/lists/<int:short_number>/lines/<int:position>
    acquisition/lists/<int:short_number>/print.<str:form>
    acquisition/orders/<int:order_number>
    acquisition/orders/<int:order_number>/lines/<int:position>
    acquisition/orders/<int:order_number>/print.<str:form>
    acquisition/proposals/<int:short_number>
    api/v1/titles/<id_or_number>
    author/<number:number>
    catalogue/authorities/<int:number>
    catalogue/authorities/undo/<uuid:pk>
    catalogue/classes/<str:scheme>
    catalogue/complete/<str:what>
    catalogue/elsewhere/<uuid:pk>
    catalogue/files/<uuid:pk>
    catalogue/files/networks/<uuid:pk>
    catalogue/marc/help/<str:tag>
    catalogue/merge/<uuid:pk>
    catalogue/proposals/<uuid:pk>
    catalogue/quarantine/<int:pk>
    catalogue/targets/<uuid:pk>
    children/<slug:code>
    desk/terms/<int:number>
    desk/terms/<int:number>/lines/<uuid:key>
    documents/<int:short_id>
    documents/<int:short_id>/basis/<uuid:pk>
    documents/<int:short_id>/files/<uuid:pk>
    documents/<int:short_id>/paper.<str:ending>
    documents/<int:short_id>/version/<int:number>
    documents/acts/<int:short_id>
    documents/by-id/<uuid:pk>
    documents/case-files/<uuid:pk>
    documents/letters/<int:short_id>
    documents/new/<slug:kind>
    documents/registers/<slug:code>
    messages/settings/<slug:part>
    organisation/absences/<uuid:pk>
    organisation/appointments/<uuid:pk>
    organisation/calendar/days/<str:day>
    organisation/calendar/years/<int:year>
    organisation/passport/<slug:code>
    organisation/points/<uuid:pk>
    organisation/posts/<slug:code>
    organisation/roster/shifts/<uuid:shift_id>
    organisation/staff/<uuid:pk>
    organisation/staffing/<int:number>
    organisation/substitutions/<uuid:pk>
    organisation/topics/<uuid:pk>
    organisation/units/<slug:code>
    periodicals/<int:short_number>
    periodicals/<int:short_number>/<int:year>
    periodicals/<int:short_number>/<int:year>/print.<str:form>
    periodicals/claims/<int:claim_number>
    periodicals/subscriptions/<int:short_number>
    periodicals/subscriptions/<int:short_number>/lines/<int:periodical>
    periodicals/subscriptions/<int:short_number>/print.<str:form>
    readers/journal/<int:year>-<int:volume>
    reading-room/places/<str:code>
    reading-room/set-up/minutes/<str:kind>
    sitemap-<number:part>
    sms/report/<str:secret>
    stock/books/inventory/<slug:code>
    stock/books/inventory/<slug:code>/book.<slug:form>
    stock/books/summary/<int:year>
    stock/books/summary/<int:year>/part-<int:part>
    stock/books/summary/<int:year>/part-<int:part>.<slug:form>
    stock/checks/<int:number>
    stock/checks/<int:number>/print/<slug:outcome>
    stock/commissions/<uuid:pk>
    stock/deliveries/<int:number>
    stock/deliveries/<int:number>/lines/<int:position>
    stock/labels/print/<slug:kind>
    stock/labels/printings/<uuid:pk>
    stock/labels/sheets/<slug:key>
    stock/moves/<int:number>
    stock/moves/<int:number>/<slug:verb>
    stock/old-lines/<int:number>
    stock/prohibited/alarms/<int:pk>
    stock/prohibited/checks/<int:number>
    stock/prohibited/checks/<int:number>/find/<int:pk>
    stock/replacements/<int:year>/<int:number>/<slug:verb>
    stock/replacements/<int:year>/book.<slug:form>
    stock/write-offs/<int:number>
    stock/write-offs/<int:number>/<slug:verb>
    switch/<int:user_id>
    tasks/<int:year>
    tasks/<int:year>/<int:number>
    tasks/<int:year>/<int:number>/<slug:name>
    tasks/<int:year>/<int:number>/evidence/<uuid:pk>
    tasks/<task_tab:tab>
    title/<number:number>.<form:form>
    ui/<slug:name>
    welcome/<str:token>
    """.split()
)
# Ends of sessions: walked over, the walker would be signed out.
LEFT_OUT = ("/sign-out/", "/lock/", "/account/sign-out/", "/set-language/", "/set-display/", "/switch/")
# Where the title of a book says what somebody reads; elsewhere it is the catalogue.
OF_READERS = (
    "/account/",
    "/desk/",
    "/readers/",
    "/overdue/",
    "/reading-room/",
    "/messages/",
    "/api/v1/readers",
)
NO_WAY = (
    "The walk knows no id for {key!r} (in {pattern}). Say in STRANGERS which of the stranger's it is, or in OF_NOBODY "
    "that no reader is behind it."
)


@dataclass(frozen=True, slots=True)
class Door:
    """One real path; `names_them` when it holds an id of the stranger's."""

    path: str
    names_them: bool


def ways(pattern: str, ids: dict[str, str]) -> list[Door]:
    """The paths of one address with every id filled in. Raises AssertionError for an id that nobody has described."""
    asked = pattern.lstrip("/")
    pieces, end, names_them = [], 0, False
    for found in PARAMETER.finditer(asked):
        key = asked[: found.end()]
        pieces.append((asked[end : found.start()],))
        end = found.end()
        if key in OF_NOBODY:
            pieces.append((doors.SAMPLES.get(found[1] or "str", "x"),))
            continue
        assert key in STRANGERS, NO_WAY.format(key=key, pattern=pattern)
        told = STRANGERS[key]
        names_them = names_them or (isinstance(told, str) and told not in SHARED)
        pieces.append((ids[told],) if isinstance(told, str) else told)
    return [Door("/" + "".join(path) + asked[end:], names_them) for path in product(*pieces)]


def all_doors(ids: dict[str, str]) -> list[Door]:
    """Every path of the site, with ids of the stranger wherever an address takes one."""
    found = [door for address in doors.addresses() for door in ways(address.pattern, ids)]
    return [door for door in found if not door.path.startswith(LEFT_OUT)]


def form_of(ids: dict[str, str]) -> dict[str, str]:
    """What a form might send to reach the stranger, and what it needs to be taken seriously."""
    return {
        **{name: ids[name] for name in ("card", "loan", "hold", "copy", "block", "guardian", "school", "grade", "letter", "mahalla", "room")},
        "code": ids["barcode"], "reader": ids["card"], "chosen": ids["number"], "undo": ids["deed"],
        "kept": ids["number"], "gone": ids["number"], "child": ids["number"], "family": ids["number"],
        "guardian_number": ids["number"], "pupil": ids["number"], "waiting": ids["barcode"], "title": ids["title_id"],
        "group": ids["mahalla"], "place": "P1", "kind": "erase", "deed": "on", "outcome": "wrong_number",
        "was_sent": "yes", "hides": "yes", "circumstances": "x", "words": "x", "because": "x", "reason": "x",
        "override_reason": "x", "price": "1000", "until": str(clock.today()), "q": "Begona",
    }  # fmt: skip


@contextmanager
def without_errors_drawn() -> Iterator[None]:
    """Pages of errors say nothing but what the address says: they are not drawn, and nobody asks too often."""
    drawn = BackendTemplate.render

    def render(self: BackendTemplate, *asked: Any, **more: Any) -> SafeString:
        return SafeString("") if "/errors/" in f"/{self.template.name}" else drawn(self, *asked, **more)

    with (
        patch.object(BackendTemplate, "render", render),
        patch.object(limits, "seconds_to_wait", lambda *_, **__: 0),
        doors.posts_told_once(),
    ):
        yield


class Walker:
    """Walks with the browser of one person, and writes down what it should not have met."""

    def __init__(self, role: str, client: Client, stranger: Stranger) -> None:
        self.role, self.client, self.stranger = role, client, stranger
        self.met: list[str] = []
        self.before = stranger.picture()

    def walk(self, *, everywhere: bool) -> list[str]:
        """Every address, or those that name the stranger, opened and pressed; what was met, in words."""
        form = form_of(self.stranger.ids)
        for door in all_doors(self.stranger.ids):
            if not (everywhere or door.names_them):
                continue
            self._try(door, "get", {} if door.names_them else form)
            self._try(door, "post", form)
            if door.path.startswith("/api/v1/holds/"):
                self._try(door, "delete", {})
        return self.met

    def _try(self, door: Door, method: str, sent: dict[str, str]) -> None:
        cookies, wrote = dict(self.client.cookies), set()

        def watch(execute: Any, sql: str, *rest: Any) -> Any:
            if (found := WRITTEN.match(sql)) is not None:
                wrote.add(found[1])
            return execute(sql, *rest)

        with transaction.atomic():
            with connection.execute_wrapper(watch):
                answer = self._sent(door, method, sent)
            if wrote & self.stranger.tables and self.stranger.picture() != self.before:
                self._meet(door, method, "changed something of the stranger's")
            transaction.set_rollback(True)
        self.client.cookies.clear()
        self.client.cookies.update(cookies)
        self._look(door, method, answer, sent)

    def _sent(self, door: Door, method: str, sent: dict[str, str]) -> Any:
        if door.path.startswith("/api/") and method == "post":
            told = {"request_id": str(uuid7()), "barcode": sent["code"], "title_id": sent["title"], **sent}
            return self.client.post(door.path, told, content_type="application/json")
        return getattr(self.client, method)(door.path, sent)

    def _look(self, door: Door, method: str, answer: Any, sent: dict[str, str]) -> None:
        if answer.status_code >= 500:
            self._meet(door, method, f"answers {answer.status_code}")
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = body.decode("utf-8", "replace").replace("&#x27;", "'")
        marks = list(self.stranger.marks)
        if door.path.startswith(OF_READERS):
            marks.append(self.stranger.title)
        if door.names_them and not sent:
            number = self.stranger.ids["card"][1:]
            marks += [f"K{number}", f"K-{number}"]
        seen = [mark for mark in marks if mark in text.replace(door.path, "")]
        if seen:
            self._meet(door, method, f"{answer.status_code}, shows {', '.join(seen)}")
        kind = answer.get("Content-Type", "")
        if (
            door.names_them
            and answer.status_code == 200
            and not kind.startswith(("text/html", "application/json"))
        ):
            self._meet(door, method, f"hands out {kind}")

    def _meet(self, door: Door, method: str, what: str) -> None:
        self.met.append(f"{self.role}: {method.upper()} {door.path} {what}")


def browsers(people: dict[str, Any]) -> dict[str, Client]:
    """A signed-in browser for each post; programs with their token besides."""
    found = {}
    for role, person in people.items():
        user = person.user if person is not None else User.objects.get(username=house.login_of("nobody"))
        ApiToken.objects.create(user=user, digest=digest_of(f"token-{role}"), made_at=clock.now())
        found[role] = Client(raise_request_exception=False, HTTP_AUTHORIZATION=f"Bearer token-{role}")
        found[role].force_login(user, backend=BACKEND)
    return found


def met_by(walkers: dict[str, Client], stranger: Stranger, *, everywhere: tuple[str, ...]) -> list[str]:
    """What all of them met; those of `everywhere` walked the whole site, with the stranger in every form."""
    with without_errors_drawn():
        return [
            one
            for role, client in walkers.items()
            for one in Walker(role, client, stranger).walk(everywhere=role in everywhere)
        ]


@pytest.fixture
def indexed(tmp_path, settings, db) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"
    settings.COLUMN_KEY = tmp_path / "columns.key"
    settings.STORAGES = {**settings.STORAGES, "default": {"OPTIONS": {"location": tmp_path / "files"}}}
    checks.rebuild_index()


@pytest.mark.slow
def test_another_reader_is_nobody_elses_business(indexed):
    people = house.opened()
    stranger = a_stranger()
    stranger.remember()
    today = clock.today()
    strange_to_readers = {
        role: one for role, one in people.items()
        if one is None or not rights_of(one, today) & ABOUT_READERS
    }  # fmt: skip
    walkers = {
        "visitor": Client(raise_request_exception=False),
        "another reader": signed_in(with_pin(a_borrower())),
        **browsers(strange_to_readers),
    }
    walkers["another reader"].raise_request_exception = False
    assert {"cataloguer", "clerk", "IT", "nobody"} <= set(walkers), sorted(walkers)
    met = met_by(walkers, stranger, everywhere=("another reader", "cataloguer"))
    assert not met, "\n" + "\n".join(met)


@pytest.mark.slow
def test_a_reader_of_another_centre_is_nobodys_business(indexed):
    elsewhere = a_centre(code="boshqa", name="Boshqa tuman Axborot-kutubxona markazi", short_name="Boshqa")
    stranger = a_stranger()
    a_loss_by(stranger)
    stranger.remember("stock")
    here = a_centre(id=UUID(int=1), code="shu", name="Shu tuman Axborot-kutubxona markazi", short_name="Shu")
    assert Centre.objects.order_by("id").first() == here != elsewhere
    people = house.opened()
    people["every right"] = an_employee("everything", *all_rights())
    met = met_by(browsers(people), stranger, everywhere=("every right",))
    assert not met, "\n" + "\n".join(met)


def test_an_address_that_nobody_has_described_is_told_of_in_a_sentence():
    with pytest.raises(AssertionError, match="The walk knows no id for 'readers/new-thing/<uuid:key>'"):
        ways("/readers/new-thing/<uuid:key>/look/", {})
    every_id = dict.fromkeys((one for one in STRANGERS.values() if isinstance(one, str)), "7")
    assert len(all_doors(every_id)) > 300
    known = {
        asked[: found.end()]
        for address in doors.addresses()
        for asked in (address.pattern.lstrip("/"),)
        for found in PARAMETER.finditer(asked)
    }
    assert set(STRANGERS) | OF_NOBODY <= known, "described, and no address of the site"
