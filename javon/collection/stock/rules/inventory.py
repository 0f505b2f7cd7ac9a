"""Inventory books: may one be added? Dossier 2.7."""

from __future__ import annotations

import re
from dataclasses import dataclass

from javon.core.verdict import Refusal, Verdict, Weight

MAIN_ADDRESS = "main"  # stands for the book whose code is ""
HIGHEST = 99_999_999
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,19}")


@dataclass(frozen=True, slots=True)
class BookFacts:
    """The book to be added; whether its code is taken."""

    code: str
    name: str
    paper_last: int
    is_taken: bool = False


def may_add_book(f: BookFacts) -> Verdict:
    """May this inventory book be added? Every objection."""
    is_code = bool(_CODE.fullmatch(f.code)) and f.code not in (MAIN_ADDRESS, "import", "add")
    return Verdict.of(
        (
            None if f.name else Refusal("book_unnamed", Weight.FORBIDS),
            None if is_code else Refusal("book_code_unreal", Weight.FORBIDS, {"code": f.code}),
            Refusal("book_code_taken", Weight.FORBIDS, {"code": f.code}) if f.is_taken else None,
            None if 0 <= f.paper_last <= HIGHEST else Refusal("book_number_unreal", Weight.FORBIDS),
        )
    )
