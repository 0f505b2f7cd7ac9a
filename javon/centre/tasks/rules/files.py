"""Which files may prove that a task was done: what people scan, photograph and write, and no larger than needed."""

from __future__ import annotations

from dataclasses import dataclass

from javon.core.verdict import Refusal, Verdict, Weight

MEGABYTE = 1024 * 1024
LARGEST = 25 * MEGABYTE  # thirty scanned pages
MOST_FILES = 10

_OLE = "application/x-ole-storage"  # old .doc and .xls: one container, told apart by the name alone
_OPEN = "application/vnd.openxmlformats-officedocument."
# Ending of the name -> what the bytes must be.
KINDS: dict[str, frozenset[str]] = {
    "pdf": frozenset({"application/pdf"}),
    "png": frozenset({"image/png"}),
    "jpg": frozenset({"image/jpeg"}),
    "jpeg": frozenset({"image/jpeg"}),
    "webp": frozenset({"image/webp"}),
    "gif": frozenset({"image/gif"}),
    "doc": frozenset({_OLE}),
    "xls": frozenset({_OLE}),
    "ppt": frozenset({_OLE}),
    "docx": frozenset({_OPEN + "wordprocessingml.document"}),
    "xlsx": frozenset({_OPEN + "spreadsheetml.sheet"}),
    "pptx": frozenset(
        {"application/zip"}
    ),  # no member of it is looked for; a plain archive passes under this name
    "odt": frozenset({"application/vnd.oasis.opendocument.text"}),
    "ods": frozenset({"application/vnd.oasis.opendocument.spreadsheet"}),
    "txt": frozenset({"text/plain"}),
    "csv": frozenset({"text/plain"}),
}
ACCEPT = ",".join(f".{ending}" for ending in KINDS)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file as it came: its name, its size in bytes, what its bytes are ("" before they were looked at)."""

    name: str
    size: int
    kind: str = ""

    @property
    def ending(self) -> str:
        return self.name.rpartition(".")[2].lower() if "." in self.name else ""


def file_is_too_large(f: FileFacts) -> Refusal | None:
    if f.size <= LARGEST:
        return None
    details = {"name": f.name, "size": -(-f.size // MEGABYTE), "most": LARGEST // MEGABYTE}
    return Refusal("file_too_large", Weight.FORBIDS, details)


def file_is_empty(f: FileFacts) -> Refusal | None:
    return Refusal("file_empty", Weight.FORBIDS, {"name": f.name}) if f.size == 0 else None


def kind_is_not_taken(f: FileFacts) -> Refusal | None:
    return Refusal("file_kind", Weight.FORBIDS, {"name": f.name}) if f.ending not in KINDS else None


def bytes_are_something_else(f: FileFacts) -> Refusal | None:
    if f.kind and f.size and f.ending in KINDS and f.kind not in KINDS[f.ending]:
        return Refusal("file_not_what_it_says", Weight.FORBIDS, {"name": f.name})
    return None


FILE_RULES = (file_is_too_large, file_is_empty, kind_is_not_taken, bytes_are_something_else)


def may_keep(facts: FileFacts) -> Verdict:
    """May this file be kept as evidence?"""
    return Verdict.of(rule(facts) for rule in FILE_RULES)
