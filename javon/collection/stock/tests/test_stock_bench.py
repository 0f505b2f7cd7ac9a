"""The books that the bench fills are books: their figures agree."""

from __future__ import annotations

from datetime import date

import pytest

from javon.centre.organisation.tests.characters import a_centre, a_service_point
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock.queries import balance, books, inventory, summary
from javon.collection.stock.stock_bench import fill

pytestmark = pytest.mark.django_db


def test_ten_years_are_filled_and_every_figure_agrees():
    centre = a_centre()
    a_service_point()
    fill(centre, [a_title()], 130, date(2026, 11, 28))
    four = balance.four_figures(centre.pk)
    assert four.catalogue_side == four.summary == books.balance(centre.pk)
    assert four.summary.copies == 124  # of the first sixty copies six were written off
    years = summary.years(centre.pk)
    assert years[-1] == 2017 and summary.third(centre.pk, years[0]).year.disagreements == ()
    book = inventory.book_at(centre, inventory.MAIN)
    assert book is not None and inventory.book_page(book, 6).copies == 5
