"""Who may do what to a task in which state, and which days a task may be due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from javon.centre.tasks import rules, wording
from javon.centre.tasks.rules.discipline import Standing, Tally
from javon.core.verdict import Refusal, Weight

TODAY = date(2026, 11, 24)
GIVEN = rules.GivingFacts(
    what="Hisobot topshirish", executor="Gulnoza", today=TODAY, due_on=date(2026, 11, 30)
)
EXECUTOR = rules.DeedFacts(
    number="57/2026", state="in_work", today=TODAY, due_on=date(2026, 11, 30), is_executor=True
)
CONTROLLER = rules.DeedFacts(
    number="57/2026", state="done", today=TODAY, due_on=date(2026, 11, 30), is_controller=True, is_issuer=True
)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, ()),
        ({"what": "  "}, ("task_without_words",)),
        ({"what": "a" * 4001}, ("task_too_long",)),
        ({"due_on": None}, ()),
        ({"due_on": TODAY}, ()),
        ({"due_on": date(2026, 11, 23)}, ("due_in_the_past",)),
        ({"due_on": date(2126, 11, 23)}, ("due_too_far",)),
        ({"due_is_open": False}, ("due_on_closed_day",)),
        ({"due_on": TODAY, "closed_for_today": True}, ("due_day_is_over",)),
        ({"closed_for_today": True}, ()),  # due another day
        ({"executor_works": False}, ("executor_left",)),
        ({"executor_in_reach": False}, ("not_of_ones_service",)),
        ({"given_to_oneself": True}, ("given_to_oneself",)),
        ({"controls_oneself": True}, ("controls_oneself",)),
        ({"whole_due_on": date(2026, 11, 29)}, ("part_beyond_whole",)),
        ({"whole_due_on": date(2026, 11, 29), "due_on": None}, ("part_beyond_whole",)),
        ({"whole_due_on": date(2026, 11, 30)}, ()),
        ({"away_until": date(2026, 12, 4)}, ("executor_away",)),
    ],
)
def test_giving(change, codes):
    assert rules.may_give(replace(GIVEN, **change)).codes == codes


def test_only_a_closed_day_may_be_overruled_and_absence_is_only_told():
    closed = rules.may_give(replace(GIVEN, due_is_open=False))
    assert closed.overridable
    assert closed.stops[0].override_right == "tasks.override_short_deadline"
    assert rules.may_give(replace(GIVEN, away_until=TODAY))
    assert not rules.may_give(replace(GIVEN, executor_works=False)).overridable


def test_a_signed_paper_may_name_a_closed_day_but_not_a_past_one():
    assert rules.may_give_by_paper(replace(GIVEN, due_is_open=False, executor_in_reach=False))
    assert not rules.may_give_by_paper(replace(GIVEN, due_on=date(2026, 11, 1)))


LONG = "Javonlar tartibga keltirildi, oʻn ikkita kitob taʼmirga ajratildi, roʻyxat topshirildi"
LATER = date(2026, 12, 10)


@pytest.mark.parametrize(
    ("rule", "facts", "change", "codes"),
    [
        (rules.may_accept, EXECUTOR, {"state": "issued"}, ()),
        (rules.may_accept, EXECUTOR, {"state": "issued", "is_executor": False}, ("not_the_executor",)),
        (rules.may_accept, EXECUTOR, {"state": "accepted"}, ("wrong_state",)),
        (rules.may_start, EXECUTOR, {"state": "issued"}, ()),
        (rules.may_start, EXECUTOR, {}, ("wrong_state",)),
        (rules.may_report_done, EXECUTOR, {"text": LONG}, ()),
        (rules.may_report_done, EXECUTOR, {"text": "Qilindi"}, ("evidence_missing",)),
        (rules.may_report_done, EXECUTOR, {"text": "Qilindi", "has_file": True}, ()),
        (rules.may_report_done, EXECUTOR, {"text": "Qilindi", "link": "/catalogue/12/"}, ()),
        (
            rules.may_report_done,
            EXECUTOR,
            {"text": "Qilindi", "link": "javascript:alert(1)"},
            ("link_unreal",),
        ),
        (rules.may_report_done, EXECUTOR, {"text": "Qilindi", "link": "//yomon.example"}, ("link_unreal",)),
        (rules.may_report_done, EXECUTOR, {"text": "", "has_file": True}, ("outcome_missing",)),
        (rules.may_report_done, EXECUTOR, {"text": LONG, "open_parts": ("58/2026",)}, ("parts_open",)),
        (rules.may_report_done, EXECUTOR, {"text": LONG, "state": "done"}, ("wrong_state",)),
        (rules.may_take_off_control, CONTROLLER, {}, ()),
        (rules.may_take_off_control, CONTROLLER, {"state": "in_work"}, ("wrong_state",)),
        (rules.may_take_off_control, CONTROLLER, {"is_controller": False}, ("not_the_controller",)),
        (rules.may_take_off_control, CONTROLLER, {"is_controller": False, "may_control": True}, ()),
        (rules.may_take_off_control, CONTROLLER, {"is_executor": True}, ("own_task",)),
        (rules.may_take_off_control, CONTROLLER, {"is_reporter": True}, ("own_task",)),
        (rules.may_send_back, CONTROLLER, {"text": "Roʻyxat toʻliq emas"}, ()),
        (rules.may_send_back, CONTROLLER, {}, ("reason_missing",)),
        (rules.may_ask_extension, EXECUTOR, {"text": "Kasal", "new_due_on": LATER}, ()),
        (rules.may_ask_extension, EXECUTOR, {"new_due_on": LATER}, ("reason_missing",)),
        (rules.may_ask_extension, EXECUTOR, {"text": "Kasal"}, ("new_due_not_later",)),
        (
            rules.may_ask_extension,
            EXECUTOR,
            {"text": "Kasal", "new_due_on": date(2026, 11, 30)},
            ("new_due_not_later",),
        ),
        (
            rules.may_ask_extension,
            EXECUTOR,
            {"text": "Kasal", "new_due_on": LATER, "asked_due_on": LATER},
            ("extension_waits",),
        ),
        (
            rules.may_ask_extension,
            EXECUTOR,
            {"text": "Kasal", "new_due_on": LATER, "new_due_is_open": False},
            ("new_due_closed",),
        ),
        (rules.may_ask_extension, EXECUTOR, {"text": "Kasal", "due_on": None}, ("no_date_to_move",)),
        (
            rules.may_grant_extension,
            CONTROLLER,
            {"state": "in_work", "asked_due_on": LATER, "new_due_on": LATER},
            (),
        ),
        (
            rules.may_grant_extension,
            CONTROLLER,
            {"state": "in_work", "asked_due_on": LATER, "new_due_on": LATER, "is_issuer": False},
            ("cannot_give_time",),
        ),
        (
            rules.may_grant_extension,
            CONTROLLER,
            {"state": "in_work", "new_due_on": LATER},
            ("no_extension",),
        ),
        (
            rules.may_grant_extension,
            EXECUTOR,
            {"asked_due_on": LATER, "new_due_on": LATER, "may_grant": True},
            ("own_task",),
        ),
        (
            rules.may_refuse_extension,
            CONTROLLER,
            {"state": "issued", "asked_due_on": LATER},
            ("reason_missing",),
        ),
        (rules.may_cancel, CONTROLLER, {"text": "Keraksiz boʻldi"}, ()),
        (rules.may_cancel, CONTROLLER, {"text": "Keraksiz", "state": "off_control"}, ("wrong_state",)),
        (rules.may_cancel, EXECUTOR, {"text": "Keraksiz"}, ("not_the_issuer",)),
        (rules.may_cancel, CONTROLLER, {"text": "Keraksiz", "open_parts": ("58/2026",)}, ("parts_open",)),
        (rules.may_remind, CONTROLLER, {"state": "issued"}, ()),
        (rules.may_remind, CONTROLLER, {"state": "issued", "reminded_today": True}, ("reminded_today",)),
        (rules.may_remind, EXECUTOR, {}, ("not_the_controller",)),
        (rules.may_note, EXECUTOR, {}, ("reason_missing",)),
        (rules.may_hand_on, EXECUTOR, {}, ()),
        (rules.may_hand_on, CONTROLLER, {}, ("not_the_executor", "wrong_state")),
    ],
)
def test_doing_and_controlling(rule, facts, change, codes):
    assert rule(replace(facts, **change)).codes == codes


@pytest.mark.parametrize(
    ("due", "done", "cancelled", "outcome"),
    [
        (date(2026, 11, 24), None, False, "open"),  # the last day on time is not late yet
        (date(2026, 11, 23), None, False, "open_late"),
        (date(2026, 11, 20), date(2026, 11, 20), False, "on_time"),
        (date(2026, 11, 20), date(2026, 11, 21), False, "late"),
        (date(2026, 11, 20), None, True, None),
        (None, date(2026, 11, 20), False, None),
    ],
)
def test_in_which_column_a_task_counts(due, done, cancelled, outcome):
    assert Standing(due, done, cancelled).outcome(TODAY) == outcome


def test_the_share_is_of_those_whose_day_has_come():
    assert Tally(on_time=3, late=1, open=5, open_late=0).share_on_time == 75
    assert Tally(open=5).share_on_time is None
    assert Tally(on_time=2, open_late=1).share_on_time == 66  # never rounded up into praise


@pytest.mark.parametrize("language", ["uz", "uz-cyrl", "ru", "en"])
def test_every_refusal_can_be_said(language):
    details = {
        "person": "Gulnoza", "due": TODAY, "today": TODAY, "day": TODAY, "number": "57/2026", "state": "issued",
        "letters": 1, "most": 2, "words": 8, "parts": "58/2026", "name": "a.pdf", "size": 3,
    }  # fmt: skip
    with translation.override(language):
        for code in wording.SENTENCES:
            assert "%(" not in wording.sentence(Refusal(code, Weight.FORBIDS, details))
