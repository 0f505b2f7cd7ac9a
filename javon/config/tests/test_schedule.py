"""The timetable of the house: every entry is a job, and no two share a name."""

from __future__ import annotations

from javon.config import schedule
from javon.core.jobs import tasks


def test_every_periodic_job_is_known_by_its_own_name():
    functions = [*schedule.JOBS, *(entry.function for entry in schedule.PERIODIC)]
    assert all(tasks.known_job(tasks.name_of(function)) is function for function in functions)
    assert all(isinstance(function.terms, tasks.Terms) for function in functions)
    assert len({entry.name for entry in schedule.PERIODIC}) == len(schedule.PERIODIC)
