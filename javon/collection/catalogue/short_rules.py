"""What the least of a record is, and may a short record be taken back? Pure decisions. Nizom 5.2; dossier 5.2.

An author is not asked for: many books have none, and the record cannot tell them from the others. Neither is an ISBN: the
books of old inventory lines are mostly older than it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from javon.core.verdict import Refusal, Verdict, Weight

# What every record of a public library says, in the order of the form; each is the name of its field there.
ELEMENTS = ("place", "publisher", "year", "extent", "language", "bbk", "author_mark", "subjects")


def lacking(known: Mapping[str, object]) -> tuple[str, ...]:
    """The elements that are missing, in the order of the form. A mark of either classification is a class."""
    has_class = bool(known.get("bbk") or known.get("udc"))
    return tuple(
        name for name in ELEMENTS if not (has_class if name == "bbk" else known.get(name) not in (None, ""))
    )


@dataclass(frozen=True, slots=True)
class TakeBackFacts:
    """What is known when somebody takes a short record back that was entered a moment ago."""

    is_of_quick_page: bool = True
    is_mine: bool = True
    is_of_today: bool = True
    is_changed: bool = False  # somebody has written in it since


def may_take_back(facts: TakeBackFacts) -> Verdict:
    """Whether the record was this person's own, of today and untouched; who else needs it is asked afterwards."""
    cases: Collection[tuple[bool, str]] = (
        (not facts.is_of_quick_page, "not_entered_quickly"),
        (not facts.is_mine, "entered_by_another"),
        (not facts.is_of_today, "entered_before_today"),
        (facts.is_changed, "changed_since_entered"),
    )
    return Verdict.of(Refusal(code, Weight.FORBIDS) if holds else None for holds, code in cases)


def may_let_go(used_by: str) -> Verdict:
    """Whether a record may be deleted: not while anything hangs on it. `used_by` says what, "" nothing."""
    return Verdict.of((Refusal("record_still_used", Weight.FORBIDS, {"by": used_by}) if used_by else None,))
