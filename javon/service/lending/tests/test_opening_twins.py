"""A file of open loans under sixteen workers at once, beside a busy desk, and killed between two turns."""

from __future__ import annotations

import io
from pathlib import Path
from uuid import uuid4

import pytest

from javon.centre.organisation.tests.characters import a_centre, ordinary_hours
from javon.collection.runs import turns
from javon.collection.stock.tests.characters import a_copy
from javon.collection.stock.tests.test_write_off_twins import PEOPLE, at_once
from javon.core.access import machine
from javon.core.database.fields import uuid7
from javon.core.files.storage import keep
from javon.service.lending import checks, jobs
from javon.service.lending.actions import opening as actions
from javon.service.lending.actions.desk import lend, take_back
from javon.service.lending.models import Loan, OpeningLine, OpeningRun
from javon.service.lending.opening_file import described
from javon.service.lending.tests.characters import a_borrower

pytestmark = pytest.mark.django_db(transaction=True)
LINES = 40


@pytest.fixture
def by():
    ordinary_hours()
    return machine("test", a_centre().pk)


@pytest.fixture
def copies():
    return [a_copy() for _ in range(LINES)]


def a_checked_run(by, copies, folder: Path) -> OpeningRun:
    readers = [a_borrower() for _ in range(4)]
    lines = [
        f"{readers[at % 4].number};{copy.inventory_number};02.11.2026;17.11.2026"
        for at, copy in enumerate(copies)
    ]
    content = "\n".join(["Bilet raqami;Inventar raqami;Berilgan sana;Qaytarish sanasi", *lines]).encode()
    path = folder / "list.csv"
    path.write_bytes(content)
    sheets = described(path)
    run = actions.begin_opening(
        by=by,
        centre=a_centre(),
        run_id=uuid7(),
        file=keep(io.BytesIO(content), name="x"),
        name="x.csv",
        sheets=sheets,
    )
    layout = {"sheet": 0, **{name: sheets[0][name] for name in ("head", "captions", "columns")}}
    actions.check_opening(by=by, run=run, layout=layout)
    jobs.carry_on_opening(run_id=str(run.pk))
    run.refresh_from_db()
    assert run.state == "checked"
    return run


def test_sixteen_workers_enter_each_line_once_and_take_it_back_once(by, copies, tmp_path):
    run = a_checked_run(by, copies, tmp_path)
    request_id = uuid4()
    answers = at_once(lambda place: actions.enter_opening(by=by, run=run, request_id=request_id))
    assert not [one for one in answers if isinstance(one, tuple)]
    at_once(lambda place: jobs.carry_on_opening(run_id=str(run.pk)))
    run.refresh_from_db()
    assert (run.state, Loan.objects.count()) == ("entered", LINES)
    assert OpeningLine.objects.filter(run=run, outcome="entered").count() == LINES
    assert list(checks.verify()) == []
    actions.take_opening_back(by=by, run=run)
    at_once(lambda place: jobs.carry_on_opening(run_id=str(run.pk)))
    run.refresh_from_db()
    assert (run.state, Loan.objects.count()) == ("taken_back", 0)
    assert {copy.state for copy in copies[0].__class__.objects.all()} == {"on_shelf"}


def test_a_file_and_desks_at_once_lend_no_copy_twice(by, copies, tmp_path):
    run = a_checked_run(by, copies, tmp_path)
    actions.enter_opening(by=by, run=run)
    others = [a_borrower() for _ in range(PEOPLE)]

    def press(place):
        if place < 4:
            return jobs.carry_on_opening(run_id=str(run.pk))
        lend(by=by, copy=copies[place], reader=others[place], request_id=uuid4())
        return take_back(by=by, copy=copies[place], request_id=uuid4())

    at_once(press)
    run.refresh_from_db()
    assert run.state == "entered"
    assert not OpeningLine.objects.filter(run=run, outcome="good").exists()
    assert list(checks.verify()) == []


def test_a_worker_killed_between_two_turns_goes_on_where_it_was(by, copies, tmp_path, monkeypatch):
    run = a_checked_run(by, copies, tmp_path)
    actions.enter_opening(by=by, run=run)
    whole, calls = turns.take, []

    def killed(kind, by, run_id, state, said):
        calls.append(1)
        if len(calls) > 1:
            raise KeyboardInterrupt
        return whole(kind, by, run_id, state, dict(list(said.items())[:7]))

    monkeypatch.setattr(turns, "take", killed)
    with pytest.raises(KeyboardInterrupt):
        jobs.carry_on_opening(run_id=str(run.pk))
    assert Loan.objects.count() == 7
    monkeypatch.undo()
    jobs.carry_on_opening(run_id=str(run.pk))
    run.refresh_from_db()
    assert (run.state, Loan.objects.count()) == ("entered", LINES)
