"""Readers who come in by card and PIN: Dilnoza of eleven, her mother who reads too, and somebody else."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.test import Client

from javon.core import clock
from javon.service.lending.tests.characters import a_borrower, a_child
from javon.service.readers.models import Card, Guardianship, Reader, ReaderPin

PIN = "4821"


def with_pin(reader: Reader, pin: str = PIN) -> Reader:
    """The same reader, whose card has a PIN."""
    ReaderPin.objects.create(reader=reader, sealed=make_password(pin), set_at=clock.now())
    return reader


def a_family() -> tuple[Reader, Reader]:
    """Nargiza and her daughter Dilnoza, both with a card and a PIN."""
    mother, child = with_pin(a_borrower()), with_pin(a_child(11))
    Guardianship.objects.filter(reader=child).update(guardian=mother, name="", phone="")
    return mother, child


def card_of(reader: Reader) -> str:
    """The code on the card in use."""
    return Card.objects.get(reader=reader, ended_on=None).code


def come_in(client: Client, reader: Reader, pin: str = PIN, **more: str):
    """Card and PIN typed at the door."""
    return client.post("/sign-in/card/", {"card": card_of(reader), "pin": pin, **more})


def signed_in(reader: Reader, **more: str) -> Client:
    """A browser of the reader's own."""
    client = Client()
    assert come_in(client, reader, **more).status_code == 303
    return client
