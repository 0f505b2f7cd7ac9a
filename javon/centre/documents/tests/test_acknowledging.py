""" "Tanishdim": who is asked, who says it, who is late, newcomers and leavers, signatures on paper."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from javon.centre.documents import actions, rights
from javon.centre.documents.jobs import ask_after_appointment, excuse_after_leaving
from javon.centre.documents.models import Acknowledgement
from javon.centre.documents.queries import overdue_readings, sheet_of, to_read
from javon.centre.documents.tests.characters import (
    a_director,
    a_head,
    a_journal,
    a_reading_librarian,
    an_order_in_force,
    an_order_text,
    newest,
)
from javon.centre.organisation.happened import PersonAppointed, PersonLeft
from javon.centre.organisation.tests.characters import (
    a_centre,
    a_post,
    an_employee,
    ordinary_hours,
    the_actor,
)
from javon.core import clock
from javon.core.verdict import Refused

pytestmark = pytest.mark.django_db


def refused(deed, **given) -> tuple[str, ...]:
    with pytest.raises(Refused) as caught:
        deed(**given)
    return caught.value.verdict.codes


@pytest.fixture
def house():
    ordinary_hours()
    a_journal()
    return a_head(), a_director(), a_reading_librarian()


def test_only_the_posts_named_are_asked_and_in_open_days(house) -> None:
    head, director, reader = house
    an_employee("oybek", rights.READ, rights.ACKNOWLEDGE)
    post = a_post("post-of-gulnoza")
    document = an_order_in_force(
        head, director, an_order_text(readers=(actions.WhoReads(post=post, days=2),))
    )
    line = Acknowledgement.objects.get()
    assert (line.person, line.asked_on) == (reader, clock.today())
    days = [clock.today() + timedelta(days=ahead) for ahead in range(1, 5)]
    assert line.due_on == [day for day in days if day.weekday() != 6][1]
    assert list(to_read(reader)) == [line]
    assert sheet_of(newest(document), clock.today()).asked == 1


def test_the_text_must_have_been_on_the_screen(house) -> None:
    head, director, reader = house
    version = newest(an_order_in_force(head, director))
    assert refused(actions.acknowledge, by=the_actor(reader), version=version, seen_hash="") == (
        "text_not_opened",
    )
    assert refused(
        actions.acknowledge, by=the_actor(head), version=version, seen_hash=version.content_hash
    ) == ("not_asked",)
    first = actions.acknowledge(by=the_actor(reader), version=version, seen_hash=version.content_hash)
    again = actions.acknowledge(by=the_actor(reader), version=version, seen_hash=version.content_hash)
    assert first.at == again.at is not None


def test_the_late_are_listed_and_reminded(house) -> None:
    head, director, reader = house
    version = newest(an_order_in_force(head, director))
    Acknowledgement.objects.update(due_on=clock.today() - timedelta(days=1))
    assert [line.person for line in overdue_readings(a_centre().pk, clock.today())] == [reader]
    assert actions.remind(by=the_actor(head), version=version) == 1
    assert to_read(reader).get().reminded_at is not None
    actions.acknowledge(by=the_actor(reader), version=version, seen_hash=version.content_hash)
    assert refused(actions.remind, by=the_actor(head), version=version) == ("nobody_to_remind",)


def test_a_newcomer_is_asked_and_a_leaver_is_not_waited_for(house) -> None:
    head, director, reader = house
    version = newest(an_order_in_force(head, director))
    newcomer = an_employee("nodira", rights.READ)
    ask_after_appointment(PersonAppointed(newcomer.pk, a_post().pk, clock.today()))
    ask_after_appointment(PersonAppointed(newcomer.pk, a_post().pk, clock.today()))
    assert to_read(newcomer).count() == 1
    excuse_after_leaving(PersonLeft(reader.pk, clock.today() - timedelta(days=1)))
    assert [line.person for line in sheet_of(version, clock.today()).unread] == [newcomer]


def test_a_signature_on_paper_without_a_date_gets_none(house) -> None:
    head, director, reader = house
    version = newest(an_order_in_force(head, director))
    line = actions.enter_paper_signature(by=the_actor(head), version=version, name="", person=reader)
    assert (line.is_paper, line.signed_on, line.at) == (True, None, None)
    assert sheet_of(version, clock.today()).unread == ()
    stranger = actions.enter_paper_signature(
        by=the_actor(head), version=version, name="A. Valiyev", signed_on=clock.today()
    )
    assert stranger.person is None
    assert refused(
        actions.enter_paper_signature, by=the_actor(head), version=version, name="", person=reader
    ) == ("already_read",)
    assert refused(actions.enter_paper_signature, by=the_actor(reader), version=version, name="A") == (
        "no_right",
    )


def test_the_mark_of_the_signed_original_is_another_mark(house) -> None:
    head, director, _reader = house
    version = newest(an_order_in_force(head, director))
    mark = actions.enter_paper_mark(
        by=the_actor(head), version=version, signed_on=None, signed_by_name="B. Yoʻldosheva", folder="3"
    )
    assert (mark.signed_on, mark.folder) == (None, "3")
    assert refused(
        actions.enter_paper_mark,
        by=the_actor(head),
        version=version,
        signed_on=date(2099, 1, 1),
        signed_by_name="",
    ) == ("date_in_the_future",)
