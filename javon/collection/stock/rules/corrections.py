"""Corrections of the stock books: what stands is never changed, a new entry with its reason puts it right. Dossier 2.7."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from javon.collection.stock.rules.money import price_is_unreal
from javon.core.verdict import Refusal, Verdict, Weight

MOST_COPIES = 1_000_000
MOST_AMOUNT = 10**15  # tiyin
LANGUAGE_LETTERS = 3


class Counting(NamedTuple):
    """How the books count one copy, and at what price (tiyin; None: unknown)."""

    kind: str
    content_group: str
    language: str
    script: str
    price: int | None


@dataclass(frozen=True, slots=True)
class CopyCorrection:
    """A copy's counting as it stands and as it ought to be."""

    before: Counting
    after: Counting
    reason: str
    kinds: Collection[str]  # codes there are
    groups: Collection[str]
    is_written_off: bool = False
    is_on_write_off: bool = False  # on an open list, which has its price


@dataclass(frozen=True, slots=True)
class SummaryCorrection:
    """A free correction of one part of the summary book: rows of (kind, group, language, copies, tiyin), signed."""

    rows: tuple[tuple[str, str, str, int, int], ...]
    reason: str
    kinds: Collection[str]
    groups: Collection[str]
    left: dict[tuple[str, str], int] = field(default_factory=dict)  # (dimension, value) → copies after it


def _reason_is_missing(reason: str) -> Refusal | None:
    return Refusal("correction_without_reason", Weight.FORBIDS) if not reason.strip() else None


def _unknown(kind: str, group: str, language: str, f: CopyCorrection | SummaryCorrection) -> Refusal | None:
    good_language = language == "" or (
        len(language) == LANGUAGE_LETTERS and language.isascii() and language.isalpha()
    )
    if kind in f.kinds and group in f.groups and good_language:
        return None
    return Refusal("unknown_column", Weight.FORBIDS, {"value": " ".join((kind, group, language))})


def may_correct_copy(f: CopyCorrection) -> Verdict:
    """May this copy be counted otherwise?"""
    return Verdict.of(
        (
            _reason_is_missing(f.reason),
            Refusal("correction_of_written_off", Weight.FORBIDS) if f.is_written_off else None,
            Refusal("correction_on_write_off", Weight.FORBIDS) if f.is_on_write_off else None,
            Refusal("correction_changes_nothing", Weight.FORBIDS) if f.before == f.after else None,
            _unknown(f.after.kind, f.after.content_group, f.after.language, f),
            Refusal("price_missing", Weight.FORBIDS)
            if f.after.price is None and f.before.price is not None
            else price_is_unreal(f.after.price),
        )
    )


def may_correct_summary(f: SummaryCorrection) -> Verdict:
    """May these rows be written?"""
    objections = [_reason_is_missing(f.reason)]
    rows = [row for row in f.rows if row[3] or row[4]]
    if not rows:
        objections.append(Refusal("correction_changes_nothing", Weight.FORBIDS))
    objections += [_unknown(kind, group, language, f) for kind, group, language, _copies, _amount in rows]
    if any(abs(copies) > MOST_COPIES or abs(amount) > MOST_AMOUNT for *_where, copies, amount in rows):
        objections.append(Refusal("correction_unreal", Weight.FORBIDS))
    below = sorted(value for (_dimension, value), left in f.left.items() if left < 0)
    if below:
        objections.append(Refusal("correction_below_nothing", Weight.FORBIDS, {"columns": ", ".join(below)}))
    return Verdict.of(objections)
