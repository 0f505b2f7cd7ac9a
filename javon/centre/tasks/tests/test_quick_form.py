"""The resolution in ten seconds: chips, phrases, offered days; the list of what waits."""

from __future__ import annotations

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from javon.centre.organisation.tests.characters import a_centre, ordinary_hours, the_actor
from javon.centre.tasks import actions, on_screen, queries
from javon.centre.tasks.forms import QuickForm
from javon.centre.tasks.queries.dates import offered_days
from javon.centre.tasks.tests.characters import a_director, a_librarian, a_task

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def test_the_days_on_offer_are_open_ones_each_once():
    assert [one.code for one in offered_days(a_centre(), TODAY)] == ["soon", "week", "month"]
    ordinary_hours()
    assert [(one.code, one.day.day) for one in offered_days(a_centre(), TODAY)] == [
        ("soon", 27),
        ("week", 28),
        ("month", 30),
    ]
    assert [one.code for one in offered_days(a_centre(), date(2026, 11, 29))] == ["month", "soon"]


@pytest.mark.parametrize(
    ("typed", "words", "day"),
    [
        ({"phrase": "0", "due": "2026-11-27"}, "Ijro uchun", date(2026, 11, 27)),
        ({"phrase": "2", "what": "Javobi direktorga", "due": "none"},
         "Koʻrib chiqish va javob tayyorlash uchun. Javobi direktorga", None),
        ({"what": "Gaplashaylik", "due": "2026-11-27", "due_on": "2026-12-05"}, "Gaplashaylik", date(2026, 12, 5)),
        ({"phrase": "1", "due_on": "2026-12-05"}, "Maʼlumot uchun", date(2026, 12, 5)),
    ],
)  # fmt: skip
def test_a_person_a_phrase_a_day(typed, words, day):
    ordinary_hours()
    gulnoza = a_librarian()
    with translation.override("ru"):  # the resolution is written in Uzbek whatever the page's language
        form = QuickForm(
            {"executor": str(gulnoza.pk), **typed}, people=[gulnoza], centre=a_centre(), today=TODAY
        )
        assert form.is_valid(), form.errors
        assert (form.executor_given, form.words, form.day) == (gulnoza, words, day)


def test_nothing_chosen_is_told():
    form = QuickForm({}, people=[a_librarian()], centre=a_centre(), today=TODAY)
    assert not form.is_valid()
    assert set(form.errors) == {"executor", "what", "due"}


def test_the_fields_are_radio_buttons_that_need_no_script():
    gulnoza = a_librarian()
    form = QuickForm(people=[gulnoza], centre=a_centre(), today=TODAY, prefix="task")
    html = render_to_string("tasks/_quick_form.html", {"form": form})
    assert f'value="{gulnoza.pk}"' in html
    assert 'name="task-phrase"' in html
    assert "<script" not in html


def test_what_waits_for_whom():
    director, gulnoza = a_director(), a_librarian()
    late = a_task(gulnoza, director, due_on=TODAY)
    done = a_task(gulnoza, director)
    actions.report_done(
        by=the_actor(gulnoza), task=done, outcome="Bajarildi", link="/catalogue/1/", today=TODAY
    )
    asked = a_task(gulnoza, director, due_on=date(2026, 11, 26))
    actions.ask_extension(
        by=the_actor(gulnoza), task=asked, new_due_on=date(2026, 12, 3), reason="Kasal", today=TODAY
    )
    tomorrow = date(2026, 11, 25)
    mine = queries.waiting_for(gulnoza, tomorrow)
    assert [(one.task, one.why) for one in mine] == [(late, "late"), (asked, "new")]
    assert [(one.task, one.why) for one in queries.waiting_for(director, tomorrow)] == [
        (done, "look"),
        (asked, "time"),
    ]
    assert [queries.how_many_wait(one, tomorrow) for one in (gulnoza, director)] == [2, 2]
    assert queries.overdue_for_director(a_centre().pk, tomorrow) == [late]
    counted = queries.counts(the_actor(director), director, tomorrow)
    assert (counted["to_look_at"], counted["extension"], counted["late"]) == (1, 1, 1)
    line = on_screen.line(mine[0], tomorrow)
    assert (line["url"], line["state"]) == (late.address, "late")
