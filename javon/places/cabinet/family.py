"""Whose pages are open: the reader's own, or those of a child or a group the reader answers for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from javon.core import clock
from javon.core.access import Actor, reader_actor
from javon.core.ui import errors
from javon.service.readers import sessions
from javon.service.readers.models import Reader
from javon.service.readers.queries import doors as queries
from javon.service.readers.rules import ages

HOME = "/account/"
STAFF = "/account/security/"
# Pages that everybody in the family has: the switch stays on them.
SHARED = ("card/", "history/", "visits/", "notices/", "data/", "reserve/")
SMALL = 12  # up to this age: few words, and the garden


@dataclass(frozen=True)
class Cabinet:
    """The open pages. `reader` is whose they are, `owner` who signed in, `by` acts for the reader."""

    owner: Reader
    reader: Reader
    by: Actor
    is_kept: bool
    tail: str = ""  # which of the pages is open: "card/"

    @property
    def is_own(self) -> bool:
        return self.owner.pk == self.reader.pk

    @property
    def base(self) -> str:
        """The address that every page of these begins with. Keys, never a name or a card."""
        return HOME if self.is_own else f"{HOME}of/{self.reader.pk}/"

    @property
    def name(self) -> str:
        """As the pages call the reader: the given name; of a group its name."""
        return self.reader.given_name or self.reader.surname

    @property
    def age(self) -> int | None:
        return ages.age_on(self.reader.birth_date, clock.today())

    @property
    def is_small(self) -> bool:
        """A child who reads short words."""
        age = self.age
        return age is not None and age <= SMALL

    @cached_property
    def family(self) -> list[tuple[str, str, bool]]:
        """(name, address, is open now): the switch between those of :attr:`people`; empty when there is only one."""
        tail = self.tail if self.tail.startswith(SHARED) else ""
        return [(name, base + tail, is_open) for name, base, is_open in self.people[1:] and self.people]

    @cached_property
    def people(self) -> list[tuple[str, str, bool]]:
        """(name, base of the pages, is open now) of everybody whose pages the owner may open, the owner first."""
        wards = sorted(queries.seen_wards(self.owner, clock.today()), key=lambda ward: ward.given_name)
        people = [replace(self, reader=one) for one in (self.owner, *wards)]
        return [(one.name, one.base, one.reader.pk == self.reader.pk) for one in people]


def opened(request: HttpRequest, of: UUID | None) -> Cabinet | None:
    """The pages that the signed-in reader asks for; None when they may not be seen."""
    row = sessions.current(request)
    if row is None:
        return None
    reader = row.reader if of is None else queries.ward_seen(row.reader, of, clock.today())
    if reader is None:
        return None
    by = reader_actor(reader.pk, centre_id=reader.centre_id)
    if of is not None:
        by = replace(by, label="guardian")
    cabinet = Cabinet(row.reader, reader, by, row.is_kept)
    is_read = request.method in {"GET", "HEAD"} and request.path.startswith(cabinet.base)
    return replace(cabinet, tail=request.path[len(cabinet.base) :] if is_read else "")


def for_readers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view gets the open :class:`Cabinet`; a visitor is asked for the card, the staff have pages of their own."""

    @wraps(view)
    def guarded(request: Any, of: UUID | None = None, **asked: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return HttpResponseRedirect(STAFF) if request.path == HOME else errors.not_found(request)
        if sessions.current(request) is None:
            return ask_for_card(request)
        cabinet = opened(request, of)
        if cabinet is None:
            raise Http404  # not one word of whether there is such a reader
        response = view(request, cabinet, **asked)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    return guarded


def ask_for_card(request: HttpRequest) -> HttpResponseBase:
    """Send a visitor to the door and back."""
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else HOME
    return HttpResponseRedirect(f"{reverse('cabinet:sign_in')}?{urlencode({'next': back})}")
