"""Why another library gave no answer: one typed error for the network, the protocol and their diagnostics.

The codes of bib-1 (Z39.50) and of SRU are brought to the few that a librarian can do something about.
"""

from __future__ import annotations

from enum import StrEnum


class Trouble(StrEnum):
    """What went wrong, in the words of whoever must act on it; ``details`` of the error tell the rest."""

    UNREACHABLE = "unreachable"
    """No connection: wrong name or port, no network, certificate not trusted. Details: ``problem``."""
    FORBIDDEN_ADDRESS = "forbidden_address"
    """The name leads to an address that is no library's (link-local, multicast, none). Details: ``address``."""
    TIMED_OUT = "timed_out"
    """Nothing, or not all of it, came in time. Details: ``seconds``."""
    CLOSED = "closed"
    """The connection was closed in the middle of the conversation. Details: ``problem`` ("" when unsaid)."""
    NOT_UNDERSTOOD = "not_understood"
    """The bytes are not what the protocol allows. Details: ``problem``."""
    TOO_LARGE = "too_large"
    """An answer beyond the limit. Details: ``limit`` (bytes)."""
    MOVED = "moved"
    """A redirection that is not followed. Details: ``to``."""
    NOT_LET_IN = "not_let_in"
    """The library wants a name and a password, or other ones. Details: ``number``, ``told``."""
    NO_DATABASE = "no_database"
    """There is no such database, or it is closed. Details: ``number``, ``told``."""
    BUSY = "busy"
    """For the moment it cannot; later it may. Details: ``number``, ``told``."""
    QUESTION_NOT_SUPPORTED = "question_not_supported"
    """It does not search by what was asked. Details: ``number``, ``told``."""
    SYNTAX_NOT_SUPPORTED = "syntax_not_supported"
    """It does not send records in the format asked for. Details: ``number``, ``told``."""
    OUT_OF_RANGE = "out_of_range"
    """More records were asked for than were found. Details: ``number``, ``told``."""
    NO_RESULT_SET = "no_result_set"
    """What was found is forgotten there already. Details: ``number``, ``told``."""
    DIAGNOSTIC = "diagnostic"
    """Any other refusal. Details: ``number``, ``told``."""


class Unanswered(Exception):
    """A library gave no usable answer; nothing of it is kept."""

    def __init__(self, code: Trouble, **details: str | int) -> None:
        self.code = code
        self.details: dict[str, str | int] = details
        super().__init__(f"{code.value}: " + ", ".join(f"{key}={value}" for key, value in details.items()))


# Diagnostics of the set bib-1, http://www.loc.gov/z3950/agency/defns/bib1diag.html
_BIB1: dict[Trouble, tuple[int, ...]] = {
    Trouble.BUSY: (2, 28, 29, 31),
    Trouble.QUESTION_NOT_SUPPORTED: (
        3, 4, 5, 6, 7, 8, 9, 10, 11, 107, 108, 110, *range(113, 127), 229, 1024, 1056,
    ),
    Trouble.OUT_OF_RANGE: (13,),
    Trouble.NO_RESULT_SET: (27, 30, 128),
    Trouble.NOT_LET_IN: (101, 222, 223, 236, 1010, 1011, 1012, 1013, 1014, 1015, 1016, 1017, 1018, 1019, 1020),
    Trouble.SYNTAX_NOT_SUPPORTED: (106, 227, 237, 238, 239, 25, 26),
    Trouble.NO_DATABASE: (23, 109, 111, 235),
}  # fmt: skip
# Diagnostics of SRU, http://www.loc.gov/standards/sru/diagnostics/diagnosticsList.html
_SRU: dict[Trouble, tuple[int, ...]] = {
    Trouble.BUSY: (2, 60),
    Trouble.NOT_LET_IN: (3, 64),
    Trouble.QUESTION_NOT_SUPPORTED: (*range(10, 50), 53, 54),
    Trouble.NO_RESULT_SET: (51, 52),
    Trouble.OUT_OF_RANGE: (61,),
    Trouble.SYNTAX_NOT_SUPPORTED: (66, 67, 68, 71, 72, 73),
    Trouble.NO_DATABASE: (235,),
}
MOST_TOLD = 200  # letters of a foreign sentence that are shown


def diagnosed(number: int, told: str, *, sru: bool = False) -> Unanswered:
    """The error that a diagnostic with this number means; `told` is what the server adds, as far as it is text."""
    table = _SRU if sru else _BIB1
    code = next((code for code, numbers in table.items() if number in numbers), Trouble.DIAGNOSTIC)
    return Unanswered(code, number=number, told=shortened(told))


def shortened(told: str) -> str:
    """Foreign words as far as they are shown: one line, printable letters, not many."""
    words = "".join(letter if letter.isprintable() else " " for letter in told[: 4 * MOST_TOLD])
    return " ".join(words.split())[:MOST_TOLD]
