"""May this thing be had, for so long, by this person? The cases as a librarian reads them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from javon.core.booking import wording
from javon.core.booking.rules import use as rules
from javon.core.booking.rules.use import BlockFacts, DayOfUse, ExtensionFacts, QueueFacts, Span, UseFacts
from javon.core.booking.tests.characters import OVERRIDES, at
from javon.core.verdict import Refused, Weight

TODAY = date(2026, 11, 24)


def a_use(**facts):
    return UseFacts(**{"now": at(0), "starts_at": at(0), "ends_at": at(60), "overrides": OVERRIDES, **facts})


def an_extension(**facts):
    given = {"now": at(30), "state": "in_use", "ends_at": at(60), "new_end": at(90), "overrides": OVERRIDES}
    return ExtensionFacts(**{**given, **facts})


def a_block(**facts):
    given = {"now": at(0), "starts_at": at(60), "ends_at": at(120), "label": "5-B", "wanted": 2, "free": 3}
    return BlockFacts(**{**given, **facts})


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, ()),
        ({"ends_at": at(0)}, ("booking_ends_before_it_begins",)),
        ({"starts_at": at(-10)}, ("booking_in_the_past",)),
        ({"starts_at": at(-1)}, ()),  # a form that was open for a minute
        ({"starts_at": at(20), "last_moment": at(10)}, ("booking_too_far_ahead",)),
        ({"longest_minutes": 59}, ("booking_too_long",)),
        ({"is_open": False}, ("booking_closed",)),
        ({"taken": (Span(at(10), at(20)),)}, ("booking_taken",)),
        ({"has_another": "P2"}, ("booking_has_another",)),
        ({"others_waiting": 2}, ("booking_others_wait",)),
        ({"days": (DayOfUse(TODAY, 60, 60, 120),)}, ()),
        ({"days": (DayOfUse(TODAY, 61, 60, 120),)}, ("booking_quota_reached",)),
        ({"days": (DayOfUse(TODAY, 900, 60, None),)}, ()),
        ({"next_at": at(40)}, ("booking_cut_short",)),
        (
            {"is_open": False, "has_another": "P2", "others_waiting": 1, "taken": (Span(at(0), at(9)),)},
            ("booking_closed", "booking_taken", "booking_has_another", "booking_others_wait"),
        ),
    ],
)  # fmt: skip
def test_every_objection_to_a_use_is_told(facts, codes):
    assert rules.may_use(a_use(**facts)).codes == codes


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, ()),
        ({"now": at(61)}, ("booking_is_over",)),
        ({"state": "held"}, ("booking_is_over",)),
        ({"is_block": True}, ("booking_is_over",)),
        ({"taken": (Span(at(60), at(70)),)}, ("booking_promised",)),
        ({"others_waiting": 1}, ("booking_others_wait",)),
        (
            {"others_waiting": 1, "days": (DayOfUse(TODAY, 100, 30, 120),)},
            ("booking_others_wait", "booking_quota_reached"),
        ),
    ],
)
def test_half_an_hour_more(facts, codes):
    assert rules.may_extend(an_extension(**facts)).codes == codes


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({"places": 4}, ()),
        ({"places": 0}, ("booking_nothing_to_wait_for",)),
        ({"places": 4, "waits_already": True}, ("booking_waits_already",)),
        ({"places": 4, "has_another": "P1"}, ("booking_has_another",)),
        ({"places": 4, "days": (DayOfUse(TODAY, 120, 1, 120),)}, ("booking_quota_reached",)),
    ],
)
def test_standing_in_the_queue(facts, codes):
    assert rules.may_queue(QueueFacts(**facts)).codes == codes


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, ()),
        ({"wanted": 4}, ("booking_too_few_free",)),
        ({"wanted": 0}, ("booking_block_of_nothing",)),
        ({"label": "  "}, ("booking_block_without_label",)),
        ({"ends_at": at(60), "label": ""}, ("booking_ends_before_it_begins", "booking_block_without_label")),
    ],
)
def test_a_class_hour(facts, codes):
    assert rules.may_block(a_block(**facts)).codes == codes


@pytest.mark.parametrize(
    ("state", "held_until", "is_open", "codes"),
    [
        ("held", at(15), True, ()),
        ("held", None, True, ()),
        ("held", at(0), True, ("booking_is_over",)),
        ("waiting", None, True, ("booking_is_over",)),
        ("held", at(15), False, ("booking_closed",)),
    ],
)
def test_sitting_down_at_what_was_kept(state, held_until, is_open, codes):
    told = rules.may_check_in(state=state, held_until=held_until, is_open=is_open, now=at(0))
    assert told.codes == codes


def test_what_is_over_never_becomes_anything_else():
    for state in ("done", "released", "cancelled", "no_show"):
        for to in rules.NEXT:
            assert not rules.may_move_on(state, to)


def test_only_two_objections_can_be_overruled_each_by_the_right_the_caller_named():
    facts = a_use(others_waiting=1, days=(DayOfUse(TODAY, 100, 60, 120),))
    verdict = rules.may_use(facts)
    assert {stop.code: stop.override_right for stop in verdict.stops} == OVERRIDES
    verdict.enforce(rights=OVERRIDES.values(), reason="Imtihon")
    for rights, reason in (((), "Imtihon"), (("may.skip_queue",), "Imtihon"), (OVERRIDES.values(), " ")):
        with pytest.raises(Refused):
            verdict.enforce(rights=rights, reason=reason)
    nobody = rules.may_use(a_use(others_waiting=1, overrides={}))
    assert not nobody.overridable and nobody.stops[0].weight is Weight.HOLDS


def test_minutes_are_those_of_the_day_on_which_they_are_used():
    night = Span(at(13 * 60 + 30), at(15 * 60))  # 23:30 to 01:00
    assert rules.days_of(night) == [(TODAY, 30), (TODAY + timedelta(days=1), 60)]
    assert rules.days_of(Span(at(0), at(0))) == []
    assert rules.minutes_of(timedelta(seconds=61)) == 2


def test_spans_that_touch_do_not_overlap():
    hour = Span(at(0), at(60))
    assert not hour.overlaps(Span(at(60), at(120))) and not hour.overlaps(Span(at(30), at(30)))
    assert hour.overlaps(Span(at(59), at(61))) and Span(at(59), at(61)).overlaps(hour)


def test_every_objection_has_its_sentence():
    facts = a_use(
        starts_at=at(-10), ends_at=at(-20), last_moment=at(-60), longest_minutes=-60, is_open=False,
        taken=(Span(at(0), at(9)),), has_another="P2", others_waiting=1, next_at=at(3),
        days=(DayOfUse(TODAY, 100, 60, 120),),
    )  # fmt: skip
    blocks = (
        rules.may_block(a_block(label="", wanted=0)).refusals + rules.may_block(a_block(wanted=9)).refusals
    )
    queue = rules.may_queue(QueueFacts(places=0, waits_already=True)).refusals
    promised = rules.may_extend(an_extension(state="done", taken=(Span(at(60), at(61)),))).refusals
    told = (*rules.may_use(facts).refusals, *blocks, *queue, *promised)
    assert {one.code for one in told} == set(wording.SENTENCES)
    assert all(wording.sentences(told))
