"""Which files may lie with a document, and when one may be taken away."""

from __future__ import annotations

from dataclasses import dataclass

from javon.core.verdict import Refusal, Verdict, Weight

MOST_BYTES = 25 * 1024 * 1024  # a scan of a hundred pages; the paper's text itself is never a file
# Media type (told by the bytes) → the endings that a file of it bears.
WELCOME: dict[str, tuple[str, ...]] = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "application/vnd.oasis.opendocument.text": ("odt",),
    "application/vnd.oasis.opendocument.spreadsheet": ("ods",),
    "application/x-ole-storage": ("doc", "xls"),  # Office before 2007, as half of the letters still come
    "text/plain": ("txt", "csv", "md"),
}


MOST_FILES = 10  # at a time
ACCEPT = ",".join(f".{ending}" for endings in WELCOME.values() for ending in endings)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file that somebody wants to lay with a document."""

    name: str
    size: int
    kind: str = ""  # media type, told by the bytes; "" before they were looked at
    is_fixed: bool = False  # the document was approved once
    is_scan: bool = False


def file_is_too_large(f: FileFacts) -> Refusal | None:
    if f.size > MOST_BYTES:
        details = {"name": f.name, "size": -(-f.size // 2**20), "most": MOST_BYTES // 2**20}
        return Refusal("file_too_large", Weight.FORBIDS, details)
    return None


def file_is_empty(f: FileFacts) -> Refusal | None:
    return Refusal("file_empty", Weight.FORBIDS, {"name": f.name}) if f.size == 0 else None


def file_is_of_no_use(f: FileFacts) -> Refusal | None:
    if not f.kind or not f.size or f.kind in WELCOME:
        return None
    return Refusal("file_kind_unwelcome", Weight.FORBIDS, {"name": f.name})


def file_is_not_what_it_claims(f: FileFacts) -> Refusal | None:
    ending = f.name.rsplit(".", 1)[-1].lower() if "." in f.name else ""
    if f.kind in WELCOME and ending and ending not in WELCOME[f.kind]:
        return Refusal(
            "file_not_what_it_claims", Weight.FORBIDS, {"name": f.name, "kind": WELCOME[f.kind][0].upper()}
        )
    return None


def approved_paper_takes_scans_only(f: FileFacts) -> Refusal | None:
    return Refusal("approved_takes_scans_only", Weight.FORBIDS) if f.is_fixed and not f.is_scan else None


FILE_RULES = (
    file_is_empty,
    file_is_too_large,
    file_is_of_no_use,
    file_is_not_what_it_claims,
    approved_paper_takes_scans_only,
)


def may_attach(facts: FileFacts) -> Verdict:
    """May this file lie with the document?"""
    return Verdict.of(rule(facts) for rule in FILE_RULES)
