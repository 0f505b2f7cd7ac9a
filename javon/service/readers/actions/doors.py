"""The PIN of a card: the desk gives one in a press, the reader chooses their own. Issue D, the reader's own pages."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence

from django.contrib.auth.hashers import make_password

from javon.core import audit, clock
from javon.core.access import Actor, require, require_own, require_reader
from javon.core.accounts.rules import NewPin, may_set_pin
from javon.core.database import action
from javon.core.verdict import Refused
from javon.service.readers import rights
from javon.service.readers.actions.registering import locked
from javon.service.readers.models import Card, Reader, ReaderPin, ReaderSession, WrongReaderPin
from javon.service.readers.rules import doors as rules


def new_pin() -> str:
    """A PIN that a stranger does not try first."""
    return rules.pin_from(lambda: secrets.randbelow(10), lambda pin: not may_set_pin(NewPin(pin)))


@action
def reset_reader_pin(*, by: Actor, reader: Reader) -> str:
    """A fresh PIN for the reader's card, told once; every open session of the reader ends and every pause with it.

    Takes no `request_id`: what is claimed is kept, and this is kept nowhere. Raises Refused ``reader_is_gone``,
    ``reader_has_no_card``.
    """
    require(by, rights.REGISTER_READERS)
    return _given(by, locked(reader))


@action
def give_first_pin(*, by: Actor, reader: Reader) -> str:
    """A PIN for a reader who has none yet, told once, on the slip of the first loan; empty where there is one already.

    Issue D, section 5. Twice is once: what is there is never replaced. Raises Refused ``reader_is_gone``,
    ``reader_has_no_card``.
    """
    require(by, rights.REGISTER_READERS)
    reader = locked(reader)
    return "" if ReaderPin.objects.filter(pk=reader.pk).exists() else _given(by, reader)


def _given(by: Actor, reader: Reader) -> str:
    if not reader.is_here:
        raise Refused.because("reader_is_gone")
    if not Card.objects.filter(reader=reader, ended_on=None).exists():
        raise Refused.because("reader_has_no_card")
    pin = new_pin()
    _seal(reader, pin)
    forget_tries(Card.objects.filter(reader=reader).values_list("number", flat=True))
    ReaderSession.objects.filter(reader=reader).delete()
    audit.record(by, "reader_pin_given", reader)
    return pin


@action
def choose_own_pin(*, by: Actor, reader: Reader, pin: str) -> Reader:
    """The reader's own choice; whoever asks has typed the present one. Raises Refused of ``may_set_pin``."""
    require_reader(by)
    require_own(by, reader.pk)
    reader = locked(reader)
    may_set_pin(NewPin(pin)).enforce()
    _seal(reader, pin)
    audit.record(by, "reader_pin_chosen", reader)
    return reader


def _seal(reader: Reader, pin: str) -> None:
    ReaderPin.objects.update_or_create(
        reader=reader, defaults={"sealed": make_password(pin), "set_at": clock.now()}
    )


def forget_tries(numbers: Iterable[int]) -> None:
    """The wrong PINs of these card numbers, at every address."""
    WrongReaderPin.objects.filter(card__in=list(numbers)).delete()


def close_doors(readers: Sequence[Reader], numbers: Iterable[int]) -> None:
    """Nobody comes in as one of these any more."""
    ReaderPin.objects.filter(reader__in=readers).delete()
    ReaderSession.objects.filter(reader__in=readers).delete()
    forget_tries(numbers)
