"""«PIN or password»: the proof, asked for at the moment of a deed, that the person at the keyboard is the one signed in.

A wrong PIN must count although the deed it was typed for is refused and rolled back. So the PIN is looked at
*before* the deed, in a write of its own, and the deed is given the proof::

    # the view                                              # the action
    proof = pins.confirm(request, request.POST["pin"])      @action
    actions.approve(by=request.actor, proof=proof, …)       def approve(*, by, proof, …):
                                                                pins.require_proof(by, proof)

``confirm`` inside a transaction is a mistake and says so. A PIN is never an argument of an action that
takes a ``request_id``: what is claimed is kept.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import authenticate
from django.contrib.auth.hashers import check_password
from django.http import HttpRequest

from javon.core import clock
from javon.core.access import Actor
from javon.core.accounts import queries, rules
from javon.core.accounts.models import User, WrongPin
from javon.core.database import writing
from javon.core.verdict import Refused, Verdict


class PinProof:
    """Who proved to be at the keyboard, and when; holds for two minutes."""

    __slots__ = ("at", "user_id")

    def __init__(self, user_id: int, at: datetime) -> None:
        self.user_id = user_id
        self.at = at

    def to_json(self) -> int:
        """What of it is part of a claimed request: the same request sent again brings a newer proof."""
        return self.user_id

    def __repr__(self) -> str:
        return f"PinProof(user_id={self.user_id}, at={self.at:%H:%M:%S})"


def confirm(
    request: HttpRequest, typed: str, *, user: User | None = None, now: datetime | None = None
) -> PinProof:
    """The proof for the signed-in person (or for `user`, who takes over a shared computer).

    `typed` is the PIN or the password. Raises Refused: ``pin_missing`` (nothing typed), ``pin_not_set``,
    ``pin_wrong`` (details: left, tries), ``pin_locked`` (details: minutes), ``pin_exhausted`` (only the password
    helps), ``password_wrong``. A wrong password counts as at sign-in. A right one lifts the pause of the PIN.
    """
    person: Any = user or request.user
    moment = now or clock.now()
    address = address_of(request)
    if not typed:
        raise Refused.because("pin_missing")
    if rules.looks_like_pin(typed.strip()):
        _try_pin(person, typed.strip(), address, moment)
    elif not _password_fits(request, person, typed):
        raise Refused.because("password_wrong")
    forgive(person, address)
    return PinProof(person.pk, moment)


def require_proof(by: Actor, proof: PinProof | None, *, now: datetime | None = None) -> None:
    """Return when `proof` is `by`'s own and fresh; raise Refused ``pin_needed`` otherwise.

    A command on the server has no keyboard to prove: whoever starts it holds the whole house.
    """
    if by.is_machine:
        return
    age = (now or clock.now()) - proof.at if proof is not None else None
    objection = rules.proof_is_needed(by.user_id, proof.user_id if proof is not None else None, age)
    if objection is not None:
        raise Refused(Verdict((objection,)))


def address_of(request: HttpRequest) -> str:
    """The address that wrong PINs are counted under."""
    return (request.META.get("REMOTE_ADDR") or "")[:45]


def forgive(user: User, address: str) -> None:
    """Forget the wrong PINs of an account at an address, after a right PIN or the password."""
    if WrongPin.objects.filter(user=user, address=address).exists():
        with writing():
            WrongPin.objects.filter(user=user, address=address).delete()


def _password_fits(request: HttpRequest, user: User, typed: str) -> bool:
    """As at sign-in: failures are counted per account and address, and pause it."""
    found = authenticate(request, username=user.username.lower(), password=typed)
    return found is not None and found.pk == user.pk


def _try_pin(user: User, pin: str, address: str, now: datetime) -> None:
    sealed = queries.sealed_pin(user)
    if not sealed:
        raise Refused.because("pin_not_set")
    counted = _count_a_try(user, address, now)
    # The hash is slow on purpose and is worked out outside the gate.
    if not check_password(pin, sealed):
        raise Refused(Verdict((rules.wrong_pin(counted, now),)))


def _count_a_try(user: User, address: str, now: datetime) -> rules.WrongPins:
    """Count a try before it is known to be right: of a hundred sent at once, five are looked at."""
    with writing(durable=True):
        row, _made = WrongPin.objects.select_for_update().get_or_create(
            user=user, address=address, defaults={"last_at": now}
        )
        past = rules.WrongPins(row.tries, row.in_a_row, row.last_at)
        if (paused := rules.pin_is_paused(past, now)) is not None:
            raise Refused(Verdict((paused,)))
        counted = rules.after_another_try(past, now)
        WrongPin.objects.filter(pk=row.pk).update(tries=counted.tries, in_a_row=counted.in_a_row, last_at=now)
    return counted
