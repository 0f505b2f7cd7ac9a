"""The terms: who speaks first, what the lint finds, which pairs show a change."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from javon.core.verdict import Verdict
from javon.service.lending.rules.terms import REQUIRED, SAID, STANDARD, Case, Line, resolve
from javon.service.lending.rules.terms_force import ForceFacts, may_put_into_force
from javon.service.lending.rules.terms_lint import World, lint
from javon.service.lending.rules.terms_samples import EVERYDAY, MOST, changed_lines, compared, samples

HERE, THERE, CLOSED = UUID(int=1), UUID(int=2), UUID(int=3)
WORLD = World(("pupil", "office"), ("book", "journal"), ("children", "reference"), (HERE, THERE))
DEFAULT = Line(1, loan_days=15, most_copies=5, renewals=1, most_holds=5, hold_days=3, debtor_days=30)
STANDARD_LINES = [Line(place, **line) for place, line in enumerate(STANDARD, start=1)]


def _with(*more: dict[str, Any], default: Line = DEFAULT) -> list[Line]:
    return [default, *(Line(place, **one) for place, one in enumerate(more, start=2))]


@pytest.mark.parametrize(
    ("case", "lines", "codes"),
    [
        ("the standard terms are sound", STANDARD_LINES, ()),
        ("no line for everybody", [Line(1, age_to=14, loan_days=10)], ("terms_no_default",)),
        ("two lines for everybody", _with({"loan_days": 7}), ("terms_several_defaults",)),
        ("a default that leaves something out", [Line(1, loan_days=15, most_copies=5)], ("terms_default_silent",)),
        ("a line that says nothing", _with({"kind": "journal"}), ("terms_says_nothing",)),
        ("a closed service point", _with({"service_point": CLOSED, "loan_days": 7}), ("terms_point_closed",)),
        ("from fourteen to seven", _with({"age_from": 14, "age_to": 7, "loan_days": 7}), ("terms_meets_nobody",)),
        ("older than anybody", _with({"age_from": 121, "loan_days": 7}), ("terms_meets_nobody",)),
        ("newer than no day", _with({"newer_than_days": 0, "loan_days": 7}), ("terms_meets_nobody",)),
        ("office workers of six", _with({"category": "office", "age_to": 6, "loan_days": 7}), ("terms_ages_unlikely",)),
        ("zero days", _with({"kind": "journal", "loan_days": 0}), ("terms_zero_days",)),
        ("nobody may take any", _with({"kind": "journal", "most_copies": 0}), ("terms_zero_copies",)),
        ("none, for the reading room", _with({"kind": "journal", "most_copies": 0, "may_leave": False}), ()),
        ("a debtor on the first day", _with({"kind": "journal", "debtor_days": 0}), ("terms_debtor_at_once",)),
        ("counts without a limit", _with({"kind": "journal", "loan_days": 5, "counts": "kind"}), ("terms_counts_nothing",)),
        (
            "the same line twice",
            _with({"age_to": 14, "loan_days": 10}, {"age_to": 14, "loan_days": 10}),
            ("terms_shadowed",),
        ),
        (
            "pupils, all kinds of stock by themselves",
            _with(
                {"category": "pupil", "loan_days": 10},
                {"category": "pupil", "kind": "book", "loan_days": 12},
                {"category": "pupil", "kind": "journal", "loan_days": 3},
            ),
            ("terms_shadowed",),
        ),
        (
            "ages told one by one hide the span",
            _with(
                {"age_from": 0, "age_to": 6, "loan_days": 7},
                {"age_from": 7, "age_to": 14, "loan_days": 10},
                {"age_to": 14, "loan_days": 9},
            ),
            ("terms_shadowed", "terms_quarrel", "terms_quarrel"),
        ),
        (
            "one value of two is heard",
            _with({"age_to": 14, "loan_days": 10}, {"age_to": 14, "loan_days": 10, "most_copies": 3}),
            ("terms_value_hidden",),
        ),
        (
            "new books and children: who wins",
            _with({"age_to": 14, "loan_days": 10}, {"newer_than_days": 90, "loan_days": 5}),
            ("terms_quarrel",),
        ),
        (
            "new books and children, and a line that settles it",
            _with(
                {"age_to": 14, "loan_days": 10},
                {"newer_than_days": 90, "loan_days": 5},
                {"age_to": 14, "newer_than_days": 90, "loan_days": 5},
            ),
            (),
        ),
        (
            "two kinds never meet",
            _with({"kind": "book", "loan_days": 10}, {"kind": "journal", "loan_days": 5}),
            (),
        ),
    ],
)  # fmt: skip
def test_the_lint_names_what_a_person_would_overlook(case, lines, codes):
    assert sorted(lint(lines, WORLD).codes) == sorted(codes), case


_values = st.fixed_dictionaries(
    {},
    optional={
        "loan_days": st.sampled_from([5, 10]),
        "most_copies": st.sampled_from([2, 3]),
        "renewal_days": st.sampled_from([5, 10]),
        "may_leave": st.booleans(),
    },
)
_conditions = st.fixed_dictionaries(
    {},
    optional={
        "category": st.sampled_from(WORLD.categories),
        "kind": st.sampled_from(WORLD.kinds),
        "fund": st.sampled_from(WORLD.funds),
        "service_point": st.sampled_from([HERE, THERE]),
        "newer_than_days": st.sampled_from([1, 2]),
        "age_from": st.sampled_from([0, 1, 2]),
        "age_to": st.sampled_from([0, 1, 2, 120]),
    },
)
_line = st.builds(lambda asks, says: {**asks, **says}, _conditions, _values)
_lines = st.lists(_line, max_size=5).map(lambda more: _with(*more))
GRID = [
    Case(category, age, kind, frozenset(funds), point, days)
    for category, age, kind, funds, point, days in product(
        WORLD.categories, (None, 0, 1, 2, 3, 120), WORLD.kinds, ((), ("children",), ("reference",), WORLD.funds),
        (None, HERE, THERE), (None, 0, 1, 2),
    )
]  # fmt: skip
_case = st.sampled_from(GRID)
looked_through = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@looked_through
@given(lines=_lines)
def test_the_lint_finds_every_line_that_is_never_heard_and_no_other(lines):
    spoken = {name: set() for name in SAID}
    for case in GRID:
        for name, position in resolve(lines, case).said_by.items():
            spoken[name].add(position)
    never = {line.position for line in lines[1:] if all(line.position not in who for who in spoken.values())}
    silent = ("terms_shadowed", "terms_says_nothing", "terms_meets_nobody")
    several = any(line.is_default for line in lines[1:])  # a second default is told of as such
    found = {one.details["line"] for one in lint(lines, WORLD).refusals if one.code in silent}
    defaults = {line.position for line in lines if line.is_default} if several else set()
    assert found - defaults == never - defaults
    hidden = {
        (one.details["line"], name)
        for one in lint(lines, WORLD).refusals
        if one.code == "terms_value_hidden"
        for name in one.details["fields"]
    }
    assert all(position not in spoken[name] for position, name in hidden)


@looked_through
@given(lines=_lines)
def test_where_two_lines_of_equal_weight_differ_and_one_wins_the_lint_says_which(lines):
    quarrels = {
        (one.details["line"], one.details["other"], name)
        for one in lint(lines, WORLD).refusals
        if one.code == "terms_quarrel"
        for name in one.details["fields"]
    }
    by_position = {line.position: line for line in lines}
    met = set()
    for case in GRID:
        for name, position in resolve(lines, case).said_by.items():
            winner = by_position[position]
            for other in lines:
                value = getattr(other, name)
                if (
                    other.fits(case)
                    and other.conditions == winner.conditions > 0
                    and value not in (None, "", getattr(winner, name))
                ):
                    met.add((position, other.position, name))
    assert quarrels == met


@looked_through
@given(lines=_lines, case=_case)
def test_a_sound_default_answers_every_case(lines, case):
    said = resolve(lines, case)
    assert all(getattr(said, name) is not None for name in REQUIRED)


@looked_through
@given(lines=_lines, case=_case)
def test_a_line_that_asks_more_is_never_overruled_by_one_that_asks_less(lines, case):
    said = resolve(lines, case)
    by_position = {line.position: line for line in lines}
    for name, position in said.said_by.items():
        speaks = by_position[position]
        for line in lines:
            if line.fits(case) and line.conditions > speaks.conditions:
                assert getattr(line, name) in (None, "")


@looked_through
@given(lines=_lines, more=_line, case=_case)
def test_a_line_that_fits_nobody_changes_nothing(lines, more, case):
    nobody = Line(len(lines) + 1, **{**more, "age_from": 130, "age_to": None})
    assert resolve([*lines, nobody], case) == resolve(lines, case)


@looked_through
@given(before=_lines, after=_lines)
def test_every_changed_line_that_is_ever_heard_is_heard_in_a_sample(before, after):
    cases = samples(before, after, WORLD)
    assert len(cases) == len(set(cases)) == MOST
    heard_after = {position for case in cases for position in resolve(after, case).said_by.values()}
    ever = {position for case in GRID for position in resolve(after, case).said_by.values()}
    new = {line.position for line in changed_lines(before, after) if line in after}
    assert new & ever <= heard_after


def test_everyday_pairs_are_twenty_and_nothing_differs_between_equal_terms():
    assert len(set(EVERYDAY)) == MOST
    assert not any(pair.differs for pair in compared(STANDARD_LINES, STANDARD_LINES, EVERYDAY))


TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("case", "facts", "codes", "may"),
    [
        ("from today with a paper in force", {}, (), True),
        ("a set in force already", {"is_draft": False}, ("terms_no_draft",), False),
        ("without a paper", {"has_paper": False}, ("terms_no_paper",), False),
        ("a paper that binds no more", {"paper_binds": False}, ("terms_paper_not_in_force",), False),
        ("a model that nobody approved", {"paper_is_model": True}, ("terms_paper_is_model",), False),
        ("before the paper begins", {"paper_begins": date(2026, 12, 1)}, ("terms_before_paper",), False),
        ("a clause that is not in it", {"clauses_missing": ("9.9",)}, ("terms_clause_unknown",), False),
        ("from yesterday", {"valid_from": date(2026, 11, 27)}, ("terms_from_past",), False),
        ("a second set of one day", {"last_from": TODAY}, ("terms_day_taken",), False),
        ("nothing is new", {"is_same": True}, ("terms_nothing_new",), True),
    ],
)
def test_terms_come_into_force_with_a_paper_and_never_in_the_past(case, facts, codes, may):
    verdict = may_put_into_force(ForceFacts(**{"valid_from": TODAY, "today": TODAY, **facts}), Verdict())
    assert (verdict.codes, bool(verdict)) == (codes, may), case
