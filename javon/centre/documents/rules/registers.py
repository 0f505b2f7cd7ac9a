"""A paper journal that is carried on here, and the files of the nomenclature. Nizom 1.3; dossier 2.24."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from javon.core.verdict import Refusal, Verdict, Weight

MOST_NUMBERS = 99_999  # in a year; beyond it somebody typed a telephone number


@dataclass(frozen=True, slots=True)
class TakeOverFacts:
    """The last number of a paper journal is about to be entered: ours go on from it."""

    last: int  # the last number given on paper
    year: int
    today: date
    stands_at: int = 0  # where our counter stands
    gave_numbers: bool = False  # a paper of ours bears a number of that year


def year_is_another(f: TakeOverFacts) -> Refusal | None:
    ours = f.today.year - 1 <= f.year <= f.today.year
    return None if ours else Refusal("journal_year_unreal", Weight.FORBIDS)


def number_is_unreal(f: TakeOverFacts) -> Refusal | None:
    return Refusal("journal_number_unreal", Weight.FORBIDS) if f.last > MOST_NUMBERS else None


def our_numbers_have_begun(f: TakeOverFacts) -> Refusal | None:
    return Refusal("journal_has_numbers", Weight.FORBIDS) if f.gave_numbers else None


def number_goes_down(f: TakeOverFacts) -> Refusal | None:
    if f.last <= f.stands_at and not f.gave_numbers:
        return Refusal("journal_not_upwards", Weight.FORBIDS, {"last": f.stands_at})
    return None


TAKE_OVER_RULES = (year_is_another, number_is_unreal, our_numbers_have_begun, number_goes_down)


def may_take_over(facts: TakeOverFacts) -> Verdict:
    """May our numbers go on from this one?"""
    return Verdict.of(rule(facts) for rule in TAKE_OVER_RULES)


@dataclass(frozen=True, slots=True)
class CaseFileFacts:
    """A file of the nomenclature is about to be opened."""

    index: str
    title: str
    is_taken: bool = False  # another open file bears the index


def file_is_unnamed(f: CaseFileFacts) -> Refusal | None:
    named = f.index.strip() and f.title.strip()
    return None if named else Refusal("case_file_unnamed", Weight.FORBIDS)


def index_is_taken(f: CaseFileFacts) -> Refusal | None:
    return Refusal("case_file_index_taken", Weight.FORBIDS, {"index": f.index}) if f.is_taken else None


CASE_FILE_RULES = (file_is_unnamed, index_is_taken)


def may_add_case_file(facts: CaseFileFacts) -> Verdict:
    """May this file stand in the nomenclature?"""
    return Verdict.of(rule(facts) for rule in CASE_FILE_RULES)


def may_close_case_file(valid_from: date | None, valid_to: date | None, last_day: date) -> Verdict:
    """May the file take no more papers after `last_day`?"""
    refusals = []
    if valid_to is not None:
        refusals.append(Refusal("case_file_closed", Weight.FORBIDS))
    if valid_from is not None and last_day < valid_from:
        refusals.append(Refusal("case_file_closed_before", Weight.FORBIDS, {"day": valid_from}))
    return Verdict(tuple(refusals))
