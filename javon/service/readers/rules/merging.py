"""May two rows be joined as one person, and parted again? Peers A4; issue D, 1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from javon.core.verdict import Refusal, Verdict, Weight


@dataclass(frozen=True, slots=True)
class MergeFacts:
    """The two rows. The defaults are two people who may be one."""

    is_same_row: bool = False
    kept_is_here: bool = True
    gone_is_here: bool = True
    kinds_agree: bool = True
    are_family: bool = False  # one is the guardian of the other
    birth_dates_differ: bool = False
    sexes_differ: bool = False
    are_told_apart: bool = False  # somebody has looked and said: two people


def may_merge(f: MergeFacts) -> Verdict:
    """What can never be one person is refused; what hardly can is asked about (the person who merges has looked)."""
    return Verdict.of(
        [
            Refusal("merge_with_oneself", Weight.FORBIDS) if f.is_same_row else None,
            None if f.kept_is_here else Refusal("merge_kept_is_gone", Weight.FORBIDS),
            None if f.gone_is_here else Refusal("merge_gone_is_gone", Weight.FORBIDS),
            None if f.kinds_agree else Refusal("merge_person_with_group", Weight.FORBIDS),
            Refusal("merge_guardian_with_child", Weight.FORBIDS) if f.are_family else None,
            Refusal("merge_told_apart", Weight.FORBIDS) if f.are_told_apart else None,
            Refusal("merge_sexes_differ", Weight.WARNS) if f.sexes_differ and not f.is_same_row else None,
            Refusal("merge_birth_dates_differ", Weight.WARNS)
            if f.birth_dates_differ and not f.is_same_row
            else None,
        ]
    )


def may_tell_apart(f: MergeFacts) -> Verdict:
    """Of two rows that stand for somebody it is said once; nothing has to be said of a person and a group."""
    return Verdict.of(
        [
            Refusal("merge_with_oneself", Weight.FORBIDS) if f.is_same_row else None,
            None if f.kept_is_here and f.gone_is_here else Refusal("merge_gone_is_gone", Weight.FORBIDS),
            None if f.kinds_agree else Refusal("merge_person_with_group", Weight.FORBIDS),
            Refusal("told_apart_already", Weight.FORBIDS) if f.are_told_apart else None,
        ]
    )


def may_ask_again(*, are_told_apart: bool) -> Verdict:
    """What was said can be taken back, whoever said it."""
    return Verdict.of([None if are_told_apart else Refusal("not_told_apart", Weight.FORBIDS)])


def may_part(*, is_undone: bool, since: tuple[str, ...]) -> Verdict:
    """A merge is undone once, and only while nothing has happened since; `since` names what has, in words."""
    return Verdict.of(
        [
            Refusal("merge_undone_already", Weight.FORBIDS) if is_undone else None,
            Refusal("merge_used_since", Weight.FORBIDS, {"list": ", ".join(since)}) if since else None,
        ]
    )


@dataclass(frozen=True, slots=True)
class YearLine:
    """A line of the journal of one year."""

    registered_on: date
    number: int


def which_counts(kept: YearLine, gone: YearLine) -> str:
    """Of two lines of one year the earlier counts, "kept" or "gone"; the other is struck out as a double."""
    first = min((kept.registered_on, kept.number), (gone.registered_on, gone.number))
    return "kept" if first == (kept.registered_on, kept.number) else "gone"
