"""Who may do and see what: Actor, Right, require(), visible_to().

An :class:`Actor` is whoever acts: a signed-in person, a command typed on the server, the worker.
Where rights come from (the clauses of job descriptions) is the business of ``centre``: ``config``
hands this module one function, :func:`learn_rights_from`, and no other way to a right exists.
Nizom 3.1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from javon.core.verdict import Refusal, Refused, Verdict, Weight

Promise = Any  # a lazily translated string


@dataclass(frozen=True, slots=True)
class Right:
    """One thing a person may do: a code, its label for people, the clause it serves."""

    code: str
    label: Promise = field(compare=False)
    nizom: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts. `user_id` is None for visitors and for the machine itself.

    `label` is what the journal shows when no user stands behind the deed ("javon import").
    """

    user_id: int | None = None
    label: str = ""
    centre_id: UUID | None = None
    rights: frozenset[str] = frozenset()
    is_machine: bool = False
    reader_id: UUID | None = None  # a reader on their own pages: no right at all, only what is theirs

    def may(self, right: Right, *, at: UUID | None = None) -> bool:
        """True when the actor holds `right` (at service point `at`, once posts are bound to points)."""
        return self.is_machine or right.code in self.rights


VISITOR = Actor(label="visitor")


def machine(label: str, centre_id: UUID | None = None) -> Actor:
    """The actor behind commands and jobs: it may do everything, and the journal names it."""
    return Actor(label=label, centre_id=centre_id, is_machine=True)


def require(by: Actor, right: Right, *, at: UUID | None = None) -> None:
    """Return when `by` holds `right`; raise :class:`Refused` with code ``no_right`` otherwise."""
    if not by.may(right, at=at):
        raise Refused(Verdict((Refusal("no_right", Weight.FORBIDS, {"right": right.code}),)))


def reader_actor(reader_id: UUID, *, centre_id: UUID | None = None) -> Actor:
    """A reader who signed in by card and PIN: may do what concerns nobody else (:func:`require_own`)."""
    return Actor(label="reader", centre_id=centre_id, reader_id=reader_id)


def require_reader(by: Actor) -> None:
    """Return when `by` is a reader on their own pages; raise Refused ``no_right`` otherwise. Then :func:`require_own`."""
    if by.reader_id is None:
        raise Refused(Verdict((Refusal("no_right", Weight.FORBIDS, {"right": "reader"}),)))


def require_own(by: Actor, reader_id: UUID | None) -> None:
    """Return when `by` is that very reader; raise Refused ``not_yours`` otherwise."""
    if reader_id is None or by.reader_id != reader_id:
        raise Refused(Verdict((Refusal("not_yours", Weight.FORBIDS),)))


_rights_of: Callable[[Any], frozenset[str]] = lambda user: frozenset()  # noqa: E731


def learn_rights_from(rights_of: Callable[[Any], frozenset[str]]) -> None:
    """Config tells, once at start, which function knows the rights of a user."""
    global _rights_of
    _rights_of = rights_of


_posts_with: Callable[[Right], tuple[str, ...]] = lambda right: ()  # noqa: E731


def learn_posts_from(posts_with: Callable[[Right], tuple[str, ...]]) -> None:
    """Config tells, once at start, which function names the posts that a right belongs to today."""
    global _posts_with
    _posts_with = posts_with


def posts_with(right: Right) -> tuple[str, ...]:
    """Posts whose holders have `right` today, for people to be sent to; never names of people."""
    return _posts_with(right)


_all_rights: tuple[Right, ...] = ()


def learn_rights_list(rights: tuple[Right, ...]) -> None:
    """Config tells, once at start, every right that any module declares."""
    global _all_rights
    _all_rights = rights


def all_rights() -> tuple[Right, ...]:
    """Every right that exists, in the order of the modules."""
    return _all_rights


def actor_for(user: Any, *, centre_id: UUID | None = None) -> Actor:
    """The actor that a signed-in `user` is; a visitor when nobody is signed in."""
    if user is None or not getattr(user, "is_authenticated", False) or not user.is_active:
        return Actor(label="visitor", centre_id=centre_id)
    return Actor(user_id=user.pk, label=user.get_username(), centre_id=centre_id, rights=_rights_of(user))


QuerySetT = TypeVar("QuerySetT")


def visible_to(actor: Actor, queryset: QuerySetT) -> QuerySetT:
    """Only the rows that `actor` may see: those of the actor's centre."""
    if actor.centre_id is None:
        return queryset
    return queryset.filter(centre_id=actor.centre_id)  # type: ignore[attr-defined,no-any-return]
