"""One conversation of Z39.50: connect, init, search, present, close.

Invariant: it ends before the deadline, whatever the server does, and never holds more than one message.
"""

from __future__ import annotations

import socket
from contextlib import suppress

from javon.collection.sources.elsewhere import ber, reading
from javon.collection.sources.elsewhere import z3950_messages as messages
from javon.collection.sources.elsewhere.address import Address, connect
from javon.collection.sources.elsewhere.answers import Answer
from javon.collection.sources.elsewhere.limits import Deadline, Limits
from javon.collection.sources.elsewhere.question import Question
from javon.collection.sources.elsewhere.trouble import Trouble, Unanswered

_CHUNK = 1 << 16
_LONGEST_FAREWELL = 0.2  # seconds that a good-bye may take
# What is asked for when a library does not send its records in the syntax of its address.
_OTHER_ATTRIBUTES = range(
    117, 124
)  # diagnostics of bib-1: relation, structure, … , combination not supported
_OTHER_SYNTAXES = ("marc21", "unimarc", "xml")


def search(address: Address, question: Question, limits: Limits | None = None) -> Answer:
    """The first records that answer `question`; raises :class:`Unanswered`."""
    limits = limits or Limits()
    deadline = Deadline(limits)
    with connect(address.host, address.port, deadline) as opened:
        line = Line(opened, deadline)
        messages.let_in(line.exchange(messages.init_request(address, limits.message // 4)))
        found = _searched(line, address, question)
        answer = Answer(found)
        if found:
            for one in _presented(line, address, min(found, limits.records)):
                reading.take(answer, one, address)
        line.farewell()
    return answer


def _searched(line: Line, address: Address, question: Question) -> int:
    """How many records there are; a server that knows no attributes but Use is asked once more without the others."""
    try:
        return messages.hits(line.exchange(messages.search_request(address, question)))
    except Unanswered as trouble:
        if trouble.details.get("number") not in _OTHER_ATTRIBUTES:
            raise
    return messages.hits(line.exchange(messages.search_request(address, question, plain=True)))


def _presented(line: Line, address: Address, wanted: int) -> list[messages.Sent]:
    """The first `wanted` records, in the first syntax in which the library sends any."""
    refused: Unanswered | None = None
    for syntax in dict.fromkeys((address.syntax, *_OTHER_SYNTAXES)):
        try:
            found = _in_syntax(line, syntax, wanted)
        except Unanswered as trouble:
            if trouble.code is not Trouble.SYNTAX_NOT_SUPPORTED:
                raise
            refused = refused or trouble
            continue
        troubles = [one.trouble for one in found if one.trouble is not None]
        if len(troubles) < len(found):
            return found
        refused = refused or next(iter(troubles), None)
    raise refused or Unanswered(Trouble.SYNTAX_NOT_SUPPORTED, number=0, told="")


def _in_syntax(line: Line, syntax: str, wanted: int) -> list[messages.Sent]:
    """A server may send fewer records at a time than it was asked for; it is asked again for the rest."""
    found: list[messages.Sent] = []
    while len(found) < wanted:
        request = messages.present_request(syntax, len(found) + 1, wanted - len(found))
        try:
            more = messages.sent(line.exchange(request))
        except Unanswered as trouble:
            # Fewer than it had counted: what came is worth having.
            if found and trouble.code is Trouble.OUT_OF_RANGE:
                break
            raise
        if not more:
            break
        found += more
    return found[:wanted]


class Line:
    """A connection on which one message is said and one is heard."""

    def __init__(self, opened: socket.socket, deadline: Deadline) -> None:
        self._socket = opened
        self._deadline = deadline

    def exchange(self, request: bytes) -> bytes:
        """Say `request`, hear the whole answer; raises :class:`Unanswered`."""
        framer = ber.Framer(self._deadline.limits.message)
        try:
            self._wait()
            self._socket.sendall(request)
            while True:
                self._wait()
                chunk = self._socket.recv(_CHUNK)
                if not chunk:
                    raise Unanswered(Trouble.CLOSED, problem="")
                message = framer.fed(chunk)
                if message is not None:
                    return message
        except TimeoutError as problem:
            raise self._deadline.passed() from problem
        except OSError as problem:
            raise Unanswered(Trouble.CLOSED, problem=(problem.strerror or "")[:80]) from problem

    def farewell(self) -> None:
        """Say good-bye; nobody waits for an answer."""
        with suppress(OSError):
            self._socket.settimeout(_LONGEST_FAREWELL)
            self._socket.sendall(messages.close_request())

    def _wait(self) -> None:
        self._socket.settimeout(self._deadline.remaining(self._deadline.limits.read))
