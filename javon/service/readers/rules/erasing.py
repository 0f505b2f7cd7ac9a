"""May everything personal of a reader be erased? And who is to be proposed for it? Dossier 4.2."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from javon.core.verdict import Refusal, Verdict, Weight


@dataclass(frozen=True, slots=True)
class ErasingFacts:
    """What stands in the way. Texts name books, receipts and cards, never people."""

    is_erased: bool = False
    is_merged: bool = False
    held_deposits: tuple[str, ...] = ()  # receipts
    wards: tuple[str, ...] = ()  # cards of children with no other guardian


def may_erase(f: ErasingFacts) -> Verdict:
    """Every reason why not that readers know of; what is still on loan is objected to by those who lent it."""

    def listed(code: str, names: tuple[str, ...]) -> Refusal | None:
        return Refusal(code, Weight.FORBIDS, {"list": "; ".join(names)}) if names else None

    return Verdict.of(
        [
            Refusal("erased_already", Weight.FORBIDS) if f.is_erased else None,
            Refusal("erase_the_kept_one", Weight.FORBIDS) if f.is_merged else None,
            listed("erase_with_deposit", f.held_deposits),
            listed("erase_guardian", f.wards),
        ]
    )


def last_day_to_keep(today: date, years: int) -> date:
    """Whoever was last registered before this day is proposed for erasing."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:  # 29 February
        return today.replace(year=today.year - years, day=28)


def may_set_retention(
    *,
    unlink_days: int | None,
    erase_years: int | None,
    valid_from: date | None,
    today: date,
    is_taken: bool,
    basis: str,
) -> Verdict:
    """Terms of keeping begin today or later, are tied to a document, and lie within bounds."""
    return Verdict.of(
        [
            None
            if unlink_days is not None and 0 <= unlink_days <= 366
            else Refusal("unlink_days_unreal", Weight.FORBIDS),
            None
            if erase_years is not None and 1 <= erase_years <= 10
            else Refusal("erase_years_unreal", Weight.FORBIDS),
            None
            if valid_from is not None and valid_from >= today
            else Refusal("retention_begins_too_early", Weight.FORBIDS),
            Refusal("retention_day_taken", Weight.FORBIDS) if is_taken else None,
            None if basis.strip() else Refusal("retention_without_document", Weight.FORBIDS),
        ]
    )
