"""Evidence counts what happened in the period, for clauses that the Regulation has."""

from __future__ import annotations

from datetime import timedelta

import pytest

from javon.centre.organisation.tests.characters import a_centre
from javon.collection.catalogue.evidence import records_entered
from javon.collection.catalogue.tests.characters import a_title
from javon.core import clock
from javon.core.evidence import Period


@pytest.mark.django_db
def test_records_entered_in_the_period_count_and_donors_do_not() -> None:
    a_title()
    a_title("Mehrobdan chayon", is_donor=True)
    today = clock.today()
    earlier = today - timedelta(days=30)
    assert records_entered(a_centre().pk, Period(today, today)) == 1
    assert records_entered(a_centre().pk, Period(earlier, earlier + timedelta(days=1))) == 0
