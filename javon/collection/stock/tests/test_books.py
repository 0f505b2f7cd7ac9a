"""The stock books: the paper balance taken over, corrections, the comparison with accounting, four figures that agree."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.centre.organisation.tests.characters import a_centre
from javon.centre.periods.models import Period
from javon.collection.stock import actions, checks, evidence, summary_book
from javon.collection.stock.columns import COLUMNS
from javon.collection.stock.models import Correction, Movement, OpeningBalance
from javon.collection.stock.queries import balance, books, summary
from javon.collection.stock.rules.balance import NOTHING, Quantity
from javon.collection.stock.rules.opening import (
    OpeningFacts,
    PaperBalance,
    may_take_over,
    rows_of,
    shared,
)
from javon.collection.stock.tests.booked import a_delivery
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.access import Actor
from javon.core.evidence import Period as Span
from javon.core.verdict import Refused

TODAY = date(2026, 11, 20)
KEEPER = Actor(1, "fond", rights=frozenset({"stock.see", "stock.correct_books", "stock.take_over_balance"}))


def paper(**deviations: Any) -> PaperBalance:
    """Forty thousand copies as the last page of an old book tells them."""
    given = {
        "copies": 40_135,
        "amount": 912_400_000_00,
        "kinds": {"book": 38_000, "brochure": 1_135, "journal": 1_000},
        "groups": {"FIC": 21_000, "CHI": 9_135, "SOC": 10_000},
        "languages": {"uzb": 30_000, "rus": 9_000, "": 1_135},
    }
    return PaperBalance(**{**given, **deviations})


def facts(**deviations: Any) -> OpeningFacts:
    given = {
        "balance": paper(),
        "inventory": Quantity(40_135, 912_400_000_00),
        "accounting": Quantity(40_135, 912_400_000_00),
        "as_of": date(2026, 1, 1),
        "today": TODAY,
        "act_label": "3-son, 05.01.2026",
    }
    return OpeningFacts(**{**given, **deviations})


@pytest.mark.parametrize(
    "deviation, code",
    [
        ({"is_taken_over": True}, "opening_twice"),
        ({"act_label": "  "}, "opening_without_act"),
        ({"as_of": date(2027, 1, 1)}, "opening_day_unreal"),
        ({"first_fact_on": date(2025, 12, 31)}, "facts_before_opening"),
        ({"month_is_closed": True}, "opening_month_closed"),
        ({"inventory": Quantity(-1, 0)}, "opening_figures_unreal"),
        ({"balance": paper(amount=10**18)}, "opening_figures_unreal"),
        ({"balance": paper(kinds={"book": 40_000})}, "opening_kind_differs"),
        ({"balance": paper(groups={"FIC": 1})}, "opening_content_group_differs"),
        ({"balance": paper(languages={})}, "opening_language_differs"),
        ({"balance": paper(group_amounts={"FIC": 5})}, "opening_sums_differ"),
        ({"balance": paper(group_amounts={"SPO": 912_400_000_00})}, "opening_sum_without_copies"),
        ({"balance": paper(copies=0, kinds={}, groups={}, languages={})}, "opening_empty"),
    ],
)
def test_a_paper_balance_that_cannot_be_taken_over(deviation, code):
    assert code in may_take_over(facts(**deviation)).codes


def test_a_sound_paper_balance_may_be_taken_over_and_a_bad_one_hears_every_reason():
    assert may_take_over(facts())
    assert len(may_take_over(facts(is_taken_over=True, act_label="", balance=paper(kinds={}))).codes) == 3


def divided(copies: int, columns: tuple[str, ...], weights: list[int]) -> dict[str, int]:
    """`copies` divided among `columns`."""
    parts = shared(copies, [weight + 1 for weight in weights[: len(columns)]])
    return {code: part for code, part in zip(columns, parts, strict=False) if part}


def a_balance(copies: int, amount: int, weights: list[int], has_sums: bool) -> PaperBalance:
    """Three divisions of one number, and soʻm for each content or in total only."""
    groups = divided(copies, COLUMNS["content_group"], weights)
    sums = divided(amount, tuple(groups), weights[::-1]) if has_sums else {}
    return PaperBalance(
        copies=copies,
        amount=amount,
        kinds=divided(copies, COLUMNS["kind"], weights),
        groups=groups,
        languages=divided(copies, COLUMNS["language"], weights[::-1]),
        group_amounts=sums,
    )


balances = st.builds(
    a_balance,
    st.integers(1, 60_000),
    st.integers(0, 10**13),
    st.lists(st.integers(0, 100), min_size=13, max_size=13),
    st.booleans(),
)


@given(balances)
def test_the_rows_of_a_balance_add_up_to_the_paper_in_every_column(one):
    rows = rows_of(one)
    assert sum(row.copies for row in rows) == one.copies and sum(row.amount for row in rows) == one.amount
    for name, division in one.divisions.items():
        assert {
            code: sum(row.copies for row in rows if getattr(row, name) == code) for code in division
        } == dict(division)
    for group, amount in one.group_amounts.items():
        assert sum(row.amount for row in rows if row.content_group == group) == amount
    assert all(row.copies > 0 and row.amount >= 0 for row in rows)


@given(st.integers(0, 10**15), st.lists(st.integers(1, 10**6), min_size=1, max_size=40))
def test_a_sum_is_shared_to_the_last_tiyin(amount, weights):
    parts = shared(amount, weights)
    assert sum(parts) == amount and min(parts) >= 0


@pytest.fixture
def centre(db):
    with clock.at(datetime.combine(TODAY, time(12), clock.TASHKENT)):
        yield a_centre()


def take_over(centre, **deviations: Any) -> OpeningBalance:
    given = {
        "by": KEEPER,
        "centre": centre,
        "as_of": date(2026, 1, 1),
        "act_label": "3-son dalolatnoma, 05.01.2026",
        "paper": paper(),
        "inventory": Quantity(39_000, 900_000_000_00),
        "accounting": Quantity(40_135, 912_400_000_00),
        "today": TODAY,
    }
    return actions.take_over_balance(**{**given, **deviations})


def test_the_balance_begins_the_books_and_is_taken_over_once(centre):
    take_over(centre)
    assert books.balance(centre.pk) == Quantity(40_135, 912_400_000_00)
    year = summary.third(centre.pk, 2026).year
    assert year.total.begin == year.total.end == Quantity(40_135, 912_400_000_00)
    assert year.total.received == NOTHING and year.by["kind"]["brochure"].begin.copies == 1_135
    with pytest.raises(Refused, match="opening_twice"):
        take_over(centre)
    with pytest.raises(Refused, match="no_right"):
        take_over(centre, by=Actor(2, "kimdir"))


def test_a_balance_later_than_a_fact_is_refused(centre):
    a_delivery(on=date(2026, 3, 1))
    with pytest.raises(Refused, match="facts_before_opening"):
        take_over(centre, as_of=date(2026, 4, 1))
    take_over(centre)


def test_copies_of_old_books_fill_the_balance_and_never_pass_through_part_one(centre):
    take_over(centre)
    a_copy(price=10_000_00)
    a_copy(price=None)
    four = balance.four_figures(centre.pk)
    assert (four.converted, four.not_entered) == (
        Quantity(2, 10_000_00),
        Quantity(40_133, 912_390_000_00),
    )
    assert four.catalogue_side == four.summary and four.accounting == four.summary
    assert four.inventory_differs == Quantity(-1_135, -12_400_000_00)
    assert summary.part(centre.pk, 2026, "in").lines == []
    filled = {(row.dimension, row.column): row for row in balance.filling(centre.pk)}
    assert (filled["kind", "book"].on_paper, filled["kind", "book"].entered) == (38_000, 2)
    assert list(checks.verify()) == []


def test_the_four_figures_agree_after_receipts_and_corrections(centre):
    take_over(centre)
    first, *_others = a_delivery(content_group="FIC", language="uzb")
    actions.correct_copy(
        by=KEEPER, copy=first, kind="book", content_group="SOC", language="rus", script="cyrl",
        price=54_000_00, reason="Narx fakturadan notoʻgʻri koʻchirilgan",
    )  # fmt: skip
    actions.correct_summary(
        by=KEEPER, centre=centre, part="in", rows=(("book", "FIC", "uzb", -2, -9_00),), reason="Sanoqda xato"
    )
    four = balance.four_figures(centre.pk)
    assert four.summary == Quantity(40_135 + 3 - 2, 912_400_000_00 + 144_000_00 - 9_00)
    assert four.catalogue_side == four.summary == four.accounting
    assert list(checks.verify()) == []
    year = summary.third(centre.pk, 2026).year
    assert year.disagreements == () and year.total.received == Quantity(1, 143_991_00)


def test_a_corrected_copy_is_minus_what_stood_and_plus_what_is_right(centre):
    copy = a_delivery(copies=1, content_group="FIC", language="uzb")[0]
    made = actions.correct_copy(
        by=KEEPER, copy=copy, kind="book", content_group="CHI", language="uzb", script="latn",
        price=45_000_00, reason="Bolalar kitobi",
    )  # fmt: skip
    rows = Movement.objects.filter(correction=made).order_by("copies")
    assert [(row.content_group, row.copies, row.amount) for row in rows] == [
        ("FIC", -1, -45_000_00),
        ("CHI", 1, 45_000_00),
    ]
    copy.refresh_from_db()
    assert copy.content_group == "CHI" and copy.note == "№ 1: Bolalar kitobi"


@pytest.mark.parametrize(
    "deviation, code",
    [
        ({"reason": " "}, "correction_without_reason"),
        ({"price": -1}, "price_negative"),
        ({"price": 10**14}, "price_too_high"),
        ({"price": None}, "price_missing"),
        ({"content_group": "NIL"}, "unknown_column"),
        ({"language": "uzbek"}, "unknown_column"),
        ({"kind": "tree"}, "unknown_column"),
    ],
)
def test_a_correction_that_cannot_be(centre, deviation, code):
    copy = a_delivery(copies=1)[0]
    given = {
        "kind": "book",
        "content_group": "CHI",
        "language": "uzb",
        "script": "",
        "price": 1_00,
        "reason": "x",
    }
    with pytest.raises(Refused, match=code):
        actions.correct_copy(by=KEEPER, copy=copy, **{**given, **deviation})
    assert Correction.objects.count() == 0 and list(checks.verify()) == []


def test_nothing_can_be_corrected_below_nothing(centre):
    take_over(centre)
    with pytest.raises(Refused, match="correction_below_nothing"):
        actions.correct_summary(
            by=KEEPER, centre=centre, part="in", rows=(("journal", "FIC", "uzb", -1_001, 0),), reason="x"
        )


def test_a_late_fact_stands_in_the_open_month_with_its_mark(centre):
    for month in (9, 10):
        Period.objects.create(centre=centre, year=2026, month=month, closed_at=clock.now())
    a_delivery(on=date(2026, 9, 3))
    line = summary.part(centre.pk, 2026, "in").lines[0]
    assert (line.month, line.late_from) == (11, date(2026, 9, 1))
    rows = summary_book.rows_of(summary.part(centre.pk, 2026, "in"), "in", 2026)
    assert rows[0].is_marked and "03.09.2026" in rows[0].note
    assert [row.level for row in rows] == ["", "month", "quarter", "year"]
    assert all(len(row.texts) + len(row.figures) + 1 == len(summary_book.heads("in")) for row in rows)


def test_the_books_are_compared_with_accounting_once_for_a_day(centre):
    with pytest.raises(Refused, match="reconciling_without_opening"):
        compare(centre)
    take_over(centre)
    a_delivery(copies=2, on=date(2026, 11, 2))
    with pytest.raises(Refused, match="difference_unexplained"):
        compare(centre, accounting=Quantity(40_000, 900_000_000_00))
    made = compare(centre, accounting=Quantity(40_000, 900_000_000_00), explanation="Jurnallar balansda yoʻq")
    assert (made.summary_copies, made.inventory_copies) == (40_135, 39_000)  # of October: November came later
    assert balance.four_figures(centre.pk).accounting == Quantity(40_002, 900_090_000_00)
    with pytest.raises(Refused, match="reconciled_already"):
        compare(centre)


@pytest.mark.parametrize(
    "as_of, code", [(date(2026, 10, 30), "inside_a_month"), (date(2026, 11, 30), "too_early")]
)
def test_books_are_compared_at_the_end_of_a_month_that_is_over(centre, as_of, code):
    take_over(centre)
    with pytest.raises(Refused, match=code):
        compare(centre, as_of=as_of)


def compare(centre, **deviations: Any):
    given = {
        "by": KEEPER,
        "centre": centre,
        "as_of": date(2026, 10, 31),
        "accounting": Quantity(40_135, 912_400_000_00),
        "explanation": "",
        "today": TODAY,
    }
    return actions.reconcile(**{**given, **deviations})


def test_the_act_of_a_comparison_is_drafted_for_whoever_may_draft(centre):
    take_over(centre)
    clerk = Actor(1, "fond", rights=KEEPER.rights | {"documents.draft"})
    made = compare(centre, by=clerk, accounting=Quantity(40_136, 912_400_000_00), explanation="Bitta ortiq.")
    assert made.act is not None and made.act.kind == "act"
    texts = list(made.act.versions.get().clauses.values_list("text", flat=True))
    assert any("1 nusxa, 0 soʻm. Izoh: Bitta ortiq." in text for text in texts)


def test_evidence_counts_what_the_ledger_received(centre):
    a_delivery(5, summary_only=2)
    assert evidence.copies_received(centre.pk, Span(date(2026, 11, 1), date(2026, 11, 30))) == 7
