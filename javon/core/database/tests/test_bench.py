"""The gate under load, as the bench measures it: nobody is turned away and nobody starves."""

from __future__ import annotations

import pytest

from javon.core.database import bench

pytestmark = pytest.mark.slow


@pytest.fixture
def own_databases(django_db_blocker):
    """The bench makes databases of its own; pytest-django would keep it from any."""
    with django_db_blocker.unblock():
        yield


def test_many_writers_beside_an_import_hear_no_error_and_share_fairly(own_databases, capsys):
    assert bench.run(seconds=10, processes=8, threads=16) == 0
    told = capsys.readouterr().out
    assert "errors    none" in told


def test_every_writer_gets_its_turn(own_databases):
    figures = bench.measure(seconds=5, processes=4, threads=4)
    assert figures.errors == ()
    assert figures.fairness > 0.5  # tickets make it nearly 1; without them some writers get nothing
    assert figures.imported_per_second > 0
