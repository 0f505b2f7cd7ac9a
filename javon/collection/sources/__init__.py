"""Where records come from: reading and writing the file formats of other libraries. No database here.
Nizom 2.5, 5.2."""

from javon.collection.sources.outcome import Fault, Note, Reason, Rejected, SourceError, Taken, TooLong
from javon.collection.sources.reader import Reader, read
from javon.collection.sources.record import Field, Record, Subfield

__all__ = [
    "Fault",
    "Field",
    "Note",
    "Reader",
    "Reason",
    "Record",
    "Rejected",
    "SourceError",
    "Subfield",
    "Taken",
    "TooLong",
    "read",
]
