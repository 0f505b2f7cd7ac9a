"""The laws of refusal: more objections never permit, and only what HOLDS can be overruled, with the right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.core.verdict import Refusal, Refused, Verdict, Weight

RIGHTS = ("lend.override", "stock.override")
refusals = st.builds(
    Refusal,
    code=st.sampled_from(["has_overdue", "limit_reached", "not_on_shelf", "card_expired"]),
    weight=st.sampled_from(Weight),
    override_right=st.sampled_from(["", *RIGHTS]),
)
verdicts = st.lists(refusals, max_size=5).map(lambda found: Verdict(tuple(found)))
rights = st.sets(st.sampled_from(RIGHTS))
reasons = st.sampled_from(["", "  ", "the head agreed"])


def _passes(verdict, **how):
    try:
        verdict.enforce(**how)
    except Refused as refused:
        assert refused.verdict is verdict
        return False
    return True


@given(verdicts, refusals, rights, reasons)
def test_one_more_objection_never_permits_what_was_refused(verdict, objection, held, reason):
    more = Verdict((*verdict.refusals, objection))
    if _passes(more, rights=held, reason=reason):
        assert _passes(verdict, rights=held, reason=reason)
    assert bool(more) <= bool(verdict)


@given(verdicts, rights, reasons)
def test_overruling_passes_only_what_holds_with_each_right_and_a_reason(verdict, held, reason):
    allowed = all(stop.weight is Weight.HOLDS and stop.override_right in held for stop in verdict.stops)
    expected = not verdict.stops or (bool(reason.strip()) and allowed)
    assert _passes(verdict, rights=held, reason=reason) == expected


@given(verdicts, rights, rights)
def test_more_rights_never_forbid(verdict, held, more):
    if _passes(verdict, rights=held, reason="why"):
        assert _passes(verdict, rights=held | more, reason="why")


@given(verdicts)
def test_every_objection_is_kept_and_is_either_a_warning_or_a_stop(verdict):
    assert Verdict.of([*verdict.refusals, None]) == verdict
    assert len(verdict.warnings) + len(verdict.stops) == len(verdict.refusals) == len(verdict.codes)
    assert bool(verdict) == (not verdict.stops)
    assert verdict.overridable == all(
        stop.weight is Weight.HOLDS and stop.override_right for stop in verdict.stops
    )


def test_a_refusal_for_one_reason_names_it_and_its_figures():
    with pytest.raises(Refused, match="no_right") as refused:
        raise Refused.because("no_right", right="x")
    (refusal,) = refused.value.verdict.refusals
    assert (refusal.code, refusal.weight, refusal.details) == ("no_right", Weight.FORBIDS, {"right": "x"})


def test_figures_do_not_tell_two_refusals_apart():
    assert Refusal("late", details={"days": 3}) == Refusal("late", details={"days": 4})
