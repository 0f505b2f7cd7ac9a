"""What reading a file yields: records taken, pieces rejected with a reason, or a file that cannot be read at
all.

Invariant: every byte of a source belongs to exactly one Taken, one Rejected, or the white space between
records.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from javon.collection.sources.record import Record


class Reason(StrEnum):
    """Why a piece of a source could not be taken; each names the keys that ``details`` carries."""

    NOT_A_RECORD = "not_a_record"
    """Bytes between records that are no record. Details: ``bytes``."""
    TRUNCATED = "truncated"
    """The file ends in the middle of this record. Details: ``expected`` (0 when unknown), ``found``."""
    BAD_LEADER = "bad_leader"
    """The first 24 characters are not a leader and nothing tells where the fields begin. Details:
    ``leader``."""
    BAD_DIRECTORY = "bad_directory"
    """The table of fields contradicts the fields and cannot be rebuilt. Details: ``entries``, ``fields``."""
    BAD_ENCODING = "bad_encoding"
    """The letters cannot be read in any encoding that fits. Details: ``encoding``, ``field``,
    ``unreadable``."""
    NO_FIELDS = "no_fields"
    """A leader and nothing else. Details: none."""
    TOO_LARGE = "too_large"
    """Larger than any real record. Details: ``bytes``, ``limit``."""
    BAD_MARKUP = "bad_markup"
    """The XML breaks here. Details: ``line``, ``problem``."""
    BAD_ELEMENT = "bad_element"
    """An XML record has an element that MARCXML does not know or an attribute missing. Details:
    ``element``, ``problem``."""
    BAD_LINE = "bad_line"
    """A line of a text export that is no field. Details: ``line``, ``text``."""
    AUTHORITY_RECORD = "authority_record"
    """The record describes a name, a subject or a class, not a book. Details: none."""
    HOLDINGS_RECORD = "holdings_record"
    """The record describes holdings of a book that is described elsewhere. Details: ``of`` (its field 004)."""
    DELETED_RECORD = "deleted_record"
    """The source has marked the record as deleted. Details: none."""
    NO_TITLE = "no_title"
    """A row of a table without a title. Details: ``row``, ``sheet`` (empty for CSV)."""
    TOO_MANY_CELLS = "too_many_cells"
    """A row with more cells than there are columns. Details: ``row``, ``cells``, ``columns``."""
    BAD_COUNT = "bad_count"
    """A number of copies that is no number or beyond reason. Details: ``row``, ``value``, ``limit``."""


class Fault(StrEnum):
    """Why a whole source cannot be read; carried by :class:`SourceError` with ``details``."""

    EMPTY = "empty"
    """The file has no content. Details: none."""
    UNKNOWN_FORMAT = "unknown_format"
    """No known format. Details: ``beginning`` (the first bytes as text)."""
    UNREADABLE = "unreadable"
    """The file cannot be opened or read. Details: ``problem``."""
    UNKNOWN_ENCODING = "unknown_encoding"
    """The encoding named does not exist. Details: ``encoding``."""
    WRONG_FORMAT = "wrong_format"
    """The file is not of the format named. Details: ``format``, ``problem``."""
    FORBIDDEN_XML = "forbidden_xml"
    """XML with a document type or entities of its own: refused for safety. Details: ``problem``."""
    NO_RECORDS = "no_records"
    """XML, but no record in it. Details: ``root`` (the name of the outermost element)."""
    TOO_DEEP = "too_deep"
    """XML nested deeper than any record. Details: ``limit``."""
    TOO_LARGE = "too_large"
    """A packed file that would unpack beyond reason. Details: ``bytes``, ``limit``."""
    OLD_EXCEL = "old_excel"
    """An .xls workbook of the old kind. Details: none."""
    LOCKED = "locked"
    """A workbook that opens with a password only. Details: none."""
    PACKED = "packed"
    """An archive, not a catalogue file. Details: ``kind``."""
    NO_HEADER = "no_header"
    """A table in which no row names its columns. Details: ``seen`` (the cells of the first rows)."""
    BAD_COLUMNS = "bad_columns"
    """A column mapping that cannot be. Details: ``column``, ``problem``."""


class SourceError(Exception):
    """A source that cannot be read at all: nothing was taken from it beyond what was already yielded."""

    def __init__(self, code: Fault, **details: str | int) -> None:
        self.code = code
        self.details: dict[str, str | int] = details
        super().__init__(f"{code.value}: " + ", ".join(f"{key}={value}" for key, value in details.items()))


class TooLong(ValueError):
    """A record or field that does not fit ISO 2709, whose lengths have five and four digits."""

    def __init__(self, what: str, size: int, limit: int) -> None:
        self.what = what
        self.size = size
        self.limit = limit
        super().__init__(f"{what} has {size} bytes; ISO 2709 holds at most {limit}")


class Taken(NamedTuple):
    """A record that can be used.

    ``position``/``length``: its bytes in the source (rows of a table: position is the row number, length 0).
    ``ordinal``: 1 for the first piece of the source, taken or rejected. ``notes``: codes of what was repaired
    (``Note``). ``raw``: the very bytes, kept only when the repair could not keep every byte.
    """

    record: Record
    position: int
    ordinal: int
    length: int = 0
    notes: tuple[str, ...] = ()
    raw: bytes = b""


class Rejected(NamedTuple):
    """A piece that could not be taken, with its very bytes."""

    position: int
    ordinal: int
    reason: Reason
    details: Mapping[str, str | int]
    raw: bytes
    length: int = 0


class Note(StrEnum):
    """What was repaired in a record that was taken."""

    LENGTH = "length"
    """The length in the leader was wrong; the record terminator was followed."""
    BASE_ADDRESS = "base_address"
    """The base address in the leader was wrong; the end of the directory was followed."""
    DIRECTORY = "directory"
    """The directory contradicted the fields; it was rebuilt from the field terminators."""
    NO_TERMINATOR = "no_terminator"
    """The record terminator was missing or was a line break."""
    INDICATORS = "indicators"
    """A data field had no two indicators; blanks were set."""
    ENCODING = "encoding"
    """Another encoding than declared was followed, with no character lost."""
    REPLACED_BYTES = "replaced_bytes"
    """Bytes that are no letters became U+FFFD; ``Taken.raw`` holds the original."""
    LEADER = "leader"
    """The leader was not 24 characters; it was filled up or cut."""
    DOUBLE_ENCODED = "double_encoded"
    """UTF-8 that had been written as UTF-8 a second time; undone, with no character lost."""
    MARKUP = "markup"
    """Elements without meaning were left out; ``Taken.raw`` holds the original."""
