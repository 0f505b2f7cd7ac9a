"""May a deposit be taken or given back, and a scan be put with a reader? Dossier 3.3 (garov), 2.1."""

from __future__ import annotations

from datetime import date

from javon.core.verdict import Refusal, Verdict, Weight

LEAST, MOST = 1_000_00, 10_000_000_00  # tiyin: a thousand soʻm, ten million
SCAN_KINDS = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})
MOST_SCAN_BYTES = 10 << 20


def may_take_deposit(
    *, amount: int | None, reason: str, taken_on: date | None, today: date, is_here: bool, holds_one: bool
) -> Verdict:
    """One deposit at a time, of a sum that can be one, on a day of this year that has come."""
    day_is_real = taken_on is not None and taken_on <= today and taken_on.year == today.year
    return Verdict.of(
        [
            None if is_here else Refusal("reader_is_gone", Weight.FORBIDS),
            Refusal("deposit_held_already", Weight.FORBIDS) if holds_one else None,
            None
            if amount is not None and LEAST <= amount <= MOST
            else Refusal("deposit_sum_unreal", Weight.FORBIDS),
            None if reason else Refusal("deposit_without_reason", Weight.FORBIDS),
            None if day_is_real else Refusal("deposit_day_unreal", Weight.FORBIDS),
        ]
    )


def may_return_deposit(
    *, returned_on: date | None, taken_on: date, today: date, is_returned: bool
) -> Verdict:
    """Once, whole, on a day since it was taken."""
    day_is_real = returned_on is not None and taken_on <= returned_on <= today
    return Verdict.of(
        [
            Refusal("deposit_returned_already", Weight.FORBIDS) if is_returned else None,
            None if day_is_real else Refusal("deposit_return_day_unreal", Weight.FORBIDS),
        ]
    )


def may_put_scan(*, kind: str, is_gone: bool) -> Verdict:
    """A picture or a PDF, of a reader who is there."""
    return Verdict.of(
        [
            Refusal("reader_is_gone", Weight.FORBIDS) if is_gone else None,
            None if kind in SCAN_KINDS else Refusal("scan_is_no_picture", Weight.FORBIDS),
        ]
    )
