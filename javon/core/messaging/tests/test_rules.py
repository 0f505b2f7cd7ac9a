"""Rules of messages, each with its table of cases."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.core.clock import TASHKENT
from javon.core.messaging.rules import answers, gateway, moments, reach, sms, steps, texts
from javon.core.messaging.rules.answers import Answer, Outcome, Then, Tries
from javon.core.messaging.tests.conftest import LADDER

DUE = date(2026, 12, 10)


# --- steps ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "recorded", "wanted", "missed"),
    [
        (-3, "", None, ""),
        (-2, "", "soon", ""),
        (-1, "", "soon", ""),
        (-1, "soon", None, ""),
        (0, "", "soon", ""),
        (1, "soon", "late_1", ""),
        (1, "", "late_1", "soon"),
        (3, "soon late_1", None, ""),
        (6, "soon", "late_1", ""),
        (8, "soon", "late_7", "late_1"),  # ten days of power cut from -2 on
        (8, "", "late_7", "soon late_1"),
        (8, "late_7", None, "soon late_1"),
        (30, "soon late_1 late_7", "late_30", ""),
        (60, "soon late_1 late_7", "late_30", ""),
        (61, "soon late_1 late_7", None, "late_30"),  # it makes no sense any more
        (400, "", None, "soon late_1 late_7 late_30"),
    ],
)
def test_only_the_highest_step_that_has_come_is_wanted(day, recorded, wanted, missed):
    facts = steps.StepFacts(DUE, DUE + timedelta(days=day), frozenset(recorded.split()))
    found = steps.wanted_step(facts, LADDER.steps)
    assert (found.step.code if found.step else None) == wanted
    assert [step.code for step in found.missed] == missed.split()


@given(
    st.lists(st.integers(min_value=0, max_value=40), max_size=30), st.integers(min_value=-20, max_value=70)
)
def test_whatever_days_the_program_runs_no_step_is_wanted_twice(gaps, first):
    """And nothing is sent after a higher step, and nothing that has come is left out of the ledger."""
    recorded: set[str] = set()
    sent: list[int] = []
    order = [step.code for step in LADDER.steps]
    today = DUE + timedelta(days=first)
    for gap in gaps:
        today += timedelta(days=gap)
        found = steps.wanted_step(steps.StepFacts(DUE, today, recorded), LADDER.steps)
        new = [step.code for step in (*found.missed, *([found.step] if found.step else []))]
        assert not recorded & set(new)
        recorded |= set(new)
        if found.step:
            sent.append(order.index(found.step.code))
        come = {step.code for step in LADDER.steps if step.from_day <= (today - DUE).days}
        assert recorded == come
    assert sent == sorted(set(sent))


def test_a_ladder_that_contradicts_itself_is_told_everything():
    wrong = steps.objections_to_ladder([steps.Step("a", "k", 3), steps.Step("a", "k", 3)])
    assert wrong == ["two steps have one code", "each step begins later than the one before it"]
    assert steps.objections_to_ladder([]) == ["a ladder has at least one step"]
    with pytest.raises(ValueError, match="before it begins"):
        steps.Step("a", "k", 3, 2)


# --- moments ----------------------------------------------------------------------------------------------

NIGHT = moments.QuietHours()


def at(hour: int, minute: int = 0, second: int = 0, day: int = 1) -> datetime:
    return datetime(2026, 12, day, hour, minute, second, tzinfo=TASHKENT)


@pytest.mark.parametrize(
    ("quiet", "moment", "loud"),
    [
        (NIGHT, at(19, 59, 59), at(19, 59, 59)),
        (NIGHT, at(20), at(8, day=2)),
        (NIGHT, at(23, 30), at(8, day=2)),
        (NIGHT, at(0), at(8)),
        (NIGHT, at(7, 59, 59), at(8)),
        (NIGHT, at(8), at(8)),
        (moments.QuietHours(time(13), time(14)), at(13), at(14)),
        (moments.QuietHours(time(13), time(14)), at(14), at(14)),
        (moments.QuietHours(time(9), time(9)), at(9), at(9)),
    ],
)
def test_quiet_hours_begin_at_their_first_minute_and_end_at_their_last(quiet, moment, loud):
    assert moments.first_loud_moment(moment, quiet) == loud


@given(st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 1, 1)), st.times(), st.times())
def test_the_first_loud_moment_is_loud_and_less_than_a_day_away(moment, begins, ends):
    quiet = moments.QuietHours(begins.replace(microsecond=0), ends.replace(microsecond=0))
    aware = moment.replace(tzinfo=TASHKENT)
    loud = moments.first_loud_moment(aware, quiet)
    assert not quiet.covers(loud)
    assert timedelta() <= loud - aware <= timedelta(days=1)


@pytest.mark.parametrize(
    ("planned", "is_urgent", "disturbs", "goes"),
    [
        (at(7), False, True, at(8)),
        (at(9, 0, 1), False, True, at(10)),
        (at(9), False, True, at(9)),
        (at(19, 30), False, True, at(8, day=2)),
        (at(19, 30), True, True, at(19, 30)),
        (at(21), True, True, at(8, day=2)),
        (at(21, 10), False, False, at(22)),
    ],
)
def test_what_is_not_urgent_waits_for_the_end_of_its_hour(planned, is_urgent, disturbs, goes):
    found = moments.send_after(planned, is_urgent=is_urgent, quiet=NIGHT, disturbs=disturbs)
    assert found == goes


@pytest.mark.parametrize(
    ("days_ago", "cap", "is_urgent", "lifts_in_days"),
    [
        ([], 3, False, 0),
        ([1, 2], 3, False, 0),
        ([1, 2, 6], 3, False, 1),
        ([1, 2, 3, 4], 3, False, 4),
        ([1, 2, 7], 3, False, 0),  # exactly a week ago counts no more
        ([1, 2, 6], 3, True, 0),
        ([1, 2, 6], 0, False, 0),
    ],
)
def test_the_weekly_cap_lifts_when_the_oldest_message_falls_out(days_ago, cap, is_urgent, lifts_in_days):
    sent = [at(12) - timedelta(days=days) for days in days_ago]
    lifts = moments.cap_lifts_at(at(12), sent, cap=cap, is_urgent=is_urgent)
    assert lifts == at(12) + timedelta(days=lifts_in_days)


# --- texts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", ["{0}", "{}", "{a.b}", "{a[0]}", "{a!r}", "{a:>9}", "{a", "a}"])
def test_a_token_is_a_plain_name(template):
    with pytest.raises(texts.WrongTemplate):
        texts.tokens_in(template)


def test_a_value_with_braces_or_many_lines_stays_a_value():
    assert texts.fill("{{x}} {title}", {"title": "a {name}\n  b"}) == "{x} a {name} b"
    assert texts.fill("{title}", {"title": "kitob " * 30}).endswith("kitob…")


def test_a_digest_that_does_not_fit_says_how_many_are_left():
    lines = [f"- kitob {number}" for number in range(9)]

    def told(most: int) -> str:
        return texts.digest(
            "Eslatma:", lines, "AKM", more=lambda count: f"yana {count}", fits=lambda t: len(t) <= most
        )

    assert told(1000).count("kitob") == 9
    assert told(60).splitlines() == ["Eslatma:", *lines[:4], "yana 5", "AKM"]
    assert told(1).splitlines() == ["Eslatma:", "yana 9", "AKM"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Qoʻrgʻontepa AKM: maʼlumot", "Qo'rg'ontepa AKM: ma'lumot"),
        ("«Oʻtkan kunlar» – 5 dona…", '"O\'tkan kunlar" - 5 dona...'),
        ("Юлдузли тунлар", "Yulduzli tunlar"),
        ("Война и мир № 2", "Voyna i mir N 2"),
        ("naïve Dvořák", "naive Dvorak"),
        ("kitob 📚", "kitob ?"),
        ("5\u00a0kun", "5 kun"),
    ],
)
def test_an_sms_is_written_in_the_gsm_alphabet(text, plain):
    assert sms.plain(text) == plain


@given(st.text(max_size=300))
def test_whatever_is_written_the_sms_is_gsm(text):
    shaped = sms.plain(text)
    assert all(letter in sms.GSM or letter in sms.GSM_DOUBLE for letter in shaped)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("[" * 80, 1),
        ("[" * 81, 2),
        ("a" * 152 + "[" + "a" * 152, 3),  # the bracket is not cut in half
        ("oʻ" * 35, 1),
        ("oʻ" * 36, 2),
        ("📚" * 36, 2),
    ],
)
def test_parts_are_counted_as_the_operator_counts(text, parts):
    assert sms.parts_of(text) == parts


# --- reach ------------------------------------------------------------------------------------------------

ALL = frozenset(reach.ORDER)


@pytest.mark.parametrize(
    ("addresses", "refused", "tried", "ready", "channel"),
    [
        ({"telegram": "good", "sms": "good"}, "", "", ALL, "telegram"),
        ({"telegram": "good", "sms": "good"}, "", "", ALL - {"telegram"}, "sms"),
        ({"telegram": "dead", "sms": "unknown"}, "", "", ALL, "sms"),
        ({"sms": "good"}, "sms", "", ALL, "call_list"),
        ({"sms": "dead"}, "", "", ALL, "call_list"),  # a landline can be called
        ({"sms": "dead", "call_list": "dead"}, "", "", ALL, "paper"),
        ({"email": "good"}, "", "email", ALL, "paper"),
        ({}, "", "", ALL, "paper"),
        ({}, "paper", "", ALL, None),
        ({}, "", "", ALL - {"paper"}, None),
    ],
)
def test_a_recipient_is_reached_by_the_first_channel_that_is_on_and_has_an_address(
    addresses, refused, tried, ready, channel
):
    found = reach.Reach(addresses, frozenset(refused.split()), frozenset(tried.split()))
    assert reach.channel_for(found, order=reach.ORDER, ready=ready) == channel


def test_who_wants_nothing_declined_and_who_has_nothing_is_unreachable():
    everything = reach.Reach({"sms": "good"}, refused=ALL)
    assert reach.why_none(everything, order=reach.ORDER, ready=ALL) == "declined"
    assert reach.why_none(reach.Reach(), order=reach.ORDER, ready={"sms"}) == "unreachable"


@pytest.mark.parametrize(
    ("channel", "typed", "kept"),
    [
        ("sms", "(90) 123-45-67", "998901234567"),
        ("sms", "+998 90 123 45 67", "998901234567"),
        ("sms", "998901234567", "998901234567"),
        ("sms", "+7 912 345 67 89", "79123456789"),
        ("sms", "00 7 912 345 67 89", "79123456789"),
        ("sms", "123", ""),
        ("sms", "+998 90 123 45", ""),
        ("sms", "telefoni yoʻq", ""),
        ("call_list", "901234567", "998901234567"),
        ("email", " lola@example.uz ", "lola@example.uz"),
        ("email", "lola@example", ""),
        ("email", "lola@example.uz, anvar@example.uz", ""),
        ("email", "lola@example.uz\nBcc: x@example.uz", ""),
        ("telegram", "123456", "123456"),
    ],
)
def test_an_address_is_brought_into_the_form_that_its_channel_needs(channel, typed, kept):
    assert reach.tidy_address(channel, typed) == kept


# --- answers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "attempts", "doubts", "then"),
    [
        (Answer.ACCEPTED, 1, 0, Then.SENT),
        (Answer.BAD_ADDRESS, 1, 0, Then.NEXT_CHANNEL),
        (Answer.GONE, 1, 0, Then.NEXT_CHANNEL),
        (Answer.REFUSED, 1, 0, Then.NEXT_CHANNEL),
        (Answer.NOT_TAKEN, 1, 0, Then.AGAIN),
        (Answer.NOT_TAKEN, 4, 0, Then.AGAIN),
        (Answer.NOT_TAKEN, 5, 0, Then.NEXT_CHANNEL),
        (Answer.DOUBTFUL, 1, 0, Then.AGAIN),
        (Answer.DOUBTFUL, 2, 1, Then.UNSURE),
        (Answer.UNKNOWN, 1, 0, Then.UNSURE),
    ],
)
def test_only_what_was_surely_not_taken_is_sent_again_and_again(answer, attempts, doubts, then):
    assert answers.what_follows(Outcome(answer), Tries(attempts, doubts)).then is then


@given(st.lists(st.sampled_from(list(Answer)), min_size=1, max_size=20))
def test_no_sequence_of_answers_sends_what_may_have_been_taken_more_than_twice(sequence):
    attempts, doubts, perhaps_taken = 0, 0, 0
    for answer in sequence:
        attempts += 1
        perhaps_taken += answer in {Answer.ACCEPTED, Answer.DOUBTFUL, Answer.UNKNOWN}
        then = answers.what_follows(Outcome(answer), Tries(attempts, doubts)).then
        doubts += answer is Answer.DOUBTFUL
        if then is not Then.AGAIN:
            break
    assert perhaps_taken <= 2
    assert attempts <= answers.MOST_ATTEMPTS


def test_pauses_grow_and_a_gateway_may_ask_for_longer():
    minutes = [answers.pause_after(number) / timedelta(minutes=1) for number in (1, 2, 3, 4)]
    assert minutes == [5, 15, 45, 135]
    asked = answers.what_follows(Outcome(Answer.NOT_TAKEN, wait=timedelta(minutes=7)), Tries(1))
    assert asked.after == timedelta(minutes=7)
    assert answers.channel_pause(1) == timedelta(minutes=5)
    assert answers.channel_pause(50) == answers.LONGEST_PAUSE


@pytest.mark.parametrize(
    ("word", "report"),
    [("DELIVRD", "delivered"), ("Delivered", "delivered"), ("EXPIRED", "undelivered"), ("waiting", "on_the_way"), ("?", "on_the_way")],
)  # fmt: skip
def test_a_word_nobody_knows_says_that_nothing_is_known_yet(word, report):
    assert answers.report_of(word) == report


# --- accounts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "codes"),
    [
        ("https://notify.eskiz.uz/api/", ()),
        ("http://127.0.0.1:9000/api", ()),
        ("http://notify.eskiz.uz/api/", ("gateway_address_open",)),
        ("notify.eskiz.uz", ("gateway_address_wrong",)),
        ("file:///etc/passwd", ("gateway_address_wrong",)),
        ("https://user:pass@notify.eskiz.uz/", ("gateway_address_wrong",)),
        ("https://[::1", ("gateway_address_wrong",)),
        ("https://host:99999/", ("gateway_address_wrong",)),
        ("", ("gateway_address_wrong",)),
    ],
)
def test_a_password_travels_only_protected(address, codes):
    assert gateway.may_use_gateway(address, login="a", sender="4546").codes == codes


def test_every_objection_to_an_account_is_told():
    found = gateway.may_use_gateway("", login=" ", sender="Oʻzbek")
    assert found.codes == ("gateway_address_wrong", "gateway_login_missing", "gateway_sender_wrong")
    assert gateway.may_use_mail_server("", port=0, sender="x").codes == (
        "mail_server_missing",
        "mail_sender_wrong",
    )
    assert gateway.may_set_manners(weekly_cap=-1, sms_parts=0, order=["sms", "sms"], known=["sms"]).codes == (
        "weekly_cap_unreal",
        "sms_parts_unreal",
        "channel_order_wrong",
    )
