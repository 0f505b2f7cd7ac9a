"""What came and what is missing stands on the sheet; issues come into the books once, by sets or by copies."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from javon.centre.organisation.tests.characters import a_centre, a_service_point
from javon.collection.periodicals.actions import counting, subscribing, ticking
from javon.collection.periodicals.actions.ticking import Tick
from javon.collection.periodicals.models import Issue, SubscriptionLine
from javon.collection.periodicals.queries import orders, sheets
from javon.collection.periodicals.tests.characters import (
    FRIDAY,
    SATURDAY,
    a_journal,
    a_newspaper,
    a_registrar,
    subscribed,
    the_actor,
    ticked,
)
from javon.collection.stock.actions import deliveries
from javon.collection.stock.models import Copy, Movement
from javon.core import clock
from javon.core.verdict import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def saturday(tmp_path: Path, settings):
    settings.SEARCH_INDEX = tmp_path / "index"
    with clock.at(datetime.combine(SATURDAY, time(10), clock.TASHKENT)):
        yield


@pytest.fixture
def by():
    return the_actor(a_registrar())


def codes_of(deed, **given) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        deed(**given)
    return refused.value.verdict.codes


def states(sheet: sheets.Sheet) -> dict[str, str]:
    return {cell.key: cell.state for cell in sheet.cells if cell.state}


def test_a_newspaper_shows_its_gaps_by_days(by):
    paper = a_newspaper(by)
    subscribed(by, paper)
    ticked(by, paper, day=date(2026, 11, 24))
    ticked(by, paper, day=date(2026, 11, 21), is_published=False)
    found = states(sheets.sheet(paper, 2026, SATURDAY))
    assert found["2026-11-24"] == "came" and found["2026-11-21"] == "unpublished"
    assert found["2026-11-19"] == "missing"
    assert found["2026-11-26"] == found["2026-11-28"] == found["2026-12-31"] == "awaited"
    assert "2026-06-30" not in found and "2026-11-25" not in found


def test_a_journal_shows_its_gaps_by_numbers_and_a_double_issue_covers_two(by):
    journal = a_journal(by)
    subscribed(by, journal)
    ticked(by, journal, number=7, last_number=8)
    found = states(sheets.sheet(journal, 2026, SATURDAY))
    assert found == {"7": "came", "9": "missing", "10": "missing", "11": "awaited", "12": "awaited"}
    assert codes_of(ticked, by=by, periodical=journal, number=8) == ("issue_ticked_already",)


def test_nothing_is_missing_of_what_is_not_subscribed(by):
    paper = a_newspaper(by)
    assert states(sheets.sheet(paper, 2026, SATURDAY)) == {}
    assert sheets.gaps(paper.centre_id, 2026, SATURDAY) == []


def test_an_issue_is_ticked_once_and_its_supplement_beside_it(by):
    paper = a_newspaper(by)
    ticked(by, paper, day=SATURDAY)
    assert codes_of(ticked, by=by, periodical=paper, day=SATURDAY) == ("issue_ticked_already",)
    ticked(by, paper, day=SATURDAY, supplement="Sport")
    assert sheets.sheet(paper, 2026, SATURDAY).rows[10].cells[27].has_supplement


def test_the_post_of_a_day_is_ticked_at_one_press_and_twice_is_once(by):
    paper, journal = a_newspaper(by), a_journal(by)
    subscribed(by, paper, journal)
    offered = {
        row.periodical.pk: [cell.key for cell in row.cells]
        for row in sheets.post_of(paper.centre_id, SATURDAY)
    }
    assert offered[paper.pk] == ["2026-11-28", "2026-11-26", "2026-11-24", "2026-11-21", "2026-11-19"]
    assert offered[journal.pk] == ["7", "8", "9"]
    ticks = [Tick(paper.pk, 2, day=SATURDAY), Tick(paper.pk, 2, day=SATURDAY), Tick(journal.pk, 2, number=7)]
    press = uuid4()
    for _ in range(2):
        ticking.tick_post(by=by, centre=a_centre(), arrived_on=SATURDAY, ticks=ticks, request_id=press)
    assert ticking.tick_post(by=by, centre=a_centre(), arrived_on=SATURDAY, ticks=ticks) == 0
    assert Issue.objects.count() == 2


def test_one_impossible_tick_leaves_none(by):
    paper = a_newspaper(by)
    ticks = [Tick(paper.pk, 1, day=FRIDAY), Tick(paper.pk, 1, day=date(2026, 12, 1))]
    assert "issue_in_future" in codes_of(
        ticking.tick_post, by=by, centre=a_centre(), arrived_on=SATURDAY, ticks=ticks
    )
    assert not Issue.objects.exists()


def test_what_is_claimed_is_shown_so_until_it_comes(by):
    paper = a_newspaper(by)
    subscribed(by, paper)
    day = date(2026, 11, 19)
    letter = ticking.write_claim(
        by=by, centre=a_centre(), year=2026, addressee="Pochta", missing=[Tick(paper.pk, 0, day=day)] * 2
    )
    assert len(orders.claimed_of(letter)) == 1
    assert states(sheets.sheet(paper, 2026, SATURDAY))[day.isoformat()] == "claimed"
    ticked(by, paper, day=day)
    assert states(sheets.sheet(paper, 2026, SATURDAY))[day.isoformat()] == "came"


def test_a_bound_newspaper_is_one_copy_counted_as_a_newspaper(by):
    paper = a_newspaper(by)
    issues = [ticked(by, paper, day=date(2026, 11, day)) for day in (19, 21, 24)]
    made = counting.bind_volume(
        by=by, periodical=paper, year=2026, issues=issues, label="noyabr", price=60_000_00, service_point=a_service_point()
    )  # fmt: skip
    assert made.delivery is not None and made.issues.count() == 3
    delivery = deliveries.save_delivery(
        by=by,
        delivery=made.delivery,
        expected_edits=made.delivery.edits + 1,
        head={"paper_number": "77", "declared_copies": 1, "declared_amount": 60_000_00},
    )
    deliveries.accept_delivery(by=by, delivery=delivery, expected_edits=delivery.edits)
    copy = Copy.objects.get()
    assert (copy.title_id, copy.kind, copy.price, copy.loanable) == (
        paper.title_id,
        "newspaper",
        60_000_00,
        False,
    )
    assert codes_of(ticking.untick_issue, by=by, issue=issues[0]) == ("issue_is_bound",)
    assert codes_of(
        counting.bind_volume, by=by, periodical=paper, year=2026, issues=issues, label="yana", price=1, service_point=a_service_point()
    ) == ("volume_without_issues",)  # fmt: skip


def test_issues_of_journals_are_counted_once_in_the_summary_only(by):
    journal = a_journal(by)
    subscribed(by, journal)
    ticked(by, journal, number=7)
    ticked(by, journal, number=8)
    delivery = counting.count_journals(by=by, centre=a_centre(), service_point=a_service_point())
    line = delivery.lines.get()
    assert (line.copies, line.kind, line.is_individual, line.unit_price) == (4, "journal", False, 20_000_00)
    assert codes_of(counting.count_journals, by=by, centre=a_centre(), service_point=a_service_point()) == (
        "nothing_to_count",
    )
    deliveries.cancel_delivery(by=by, delivery=delivery, reason="xato")
    again = counting.count_journals(by=by, centre=a_centre(), service_point=a_service_point())
    again = deliveries.save_delivery(
        by=by, delivery=again, expected_edits=again.edits + 1,
        head={"paper_number": "78", "declared_copies": 4, "declared_amount": 80_000_00},
    )  # fmt: skip
    deliveries.accept_delivery(by=by, delivery=again, expected_edits=again.edits)
    assert not Copy.objects.exists() and Movement.objects.get().copies == 4
    made = counting.bind_volume(
        by=by, periodical=journal, year=2026, issues=list(Issue.objects.all()), label="2026", service_point=a_service_point()
    )  # fmt: skip
    assert made.delivery is None and not Copy.objects.exists()


def test_an_ordered_subscription_does_not_change(by):
    journal = a_journal(by)
    made = subscribed(by, journal)
    assert codes_of(subscribing.unsubscribe, by=by, line=made.lines.get()) == ("subscription_is_ordered",)
    assert codes_of(subscribing.order_subscription, by=by, subscription=made, ordered_on=SATURDAY) == (
        "subscription_is_ordered",
    )
    assert made.lines.get().amount == 2 * 6 * 20_000_00


@pytest.mark.parametrize(
    "wrong",
    [{"copies": 0}, {"copies": 101}, {"day": None}, {"number": 5, "last_number": 5}, {"is_published": False}],
)
def test_the_database_refuses_an_issue_that_cannot_be(by, wrong):
    paper = a_newspaper(by)
    given = {
        "periodical": paper,
        "year": 2026,
        "day": SATURDAY,
        "copies": 1,
        "arrived_on": SATURDAY,
        "entered_at": clock.now(),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Issue.objects.create(**{**given, **wrong})


def test_the_database_keeps_one_issue_of_a_day_and_of_a_number(by):
    paper, journal = a_newspaper(by), a_journal(by)
    ticked(by, paper, day=SATURDAY)
    ticked(by, journal, number=1)
    for periodical, slot in ((paper, {"day": SATURDAY}), (journal, {"number": 1})):
        with pytest.raises(IntegrityError), transaction.atomic():
            Issue.objects.create(
                periodical=periodical,
                year=2026,
                copies=1,
                arrived_on=SATURDAY,
                entered_at=clock.now(),
                **slot,
            )


@pytest.mark.parametrize(
    "wrong",
    [{"copies": 0}, {"month_price": -1}, {"month_price": 10**14}, {"first_month": 9, "last_month": 8}],
)
def test_the_database_refuses_a_line_that_cannot_be(by, wrong):
    line = subscribed(by, a_journal(by)).lines.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        SubscriptionLine.objects.filter(pk=line.pk).update(**wrong)


def test_sheets_of_many_titles_are_asked_for_at_once(by):
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            sheets.gaps(a_centre().pk, 2026, SATURDAY)
        return len(asked)

    subscribed(by, a_newspaper(by))
    before = questions()
    subscribed(by, *(a_journal(by, f"Jurnal {place}") for place in range(5)))
    assert questions() == before <= 5
