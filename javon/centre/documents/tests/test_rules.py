"""The decisions around papers, as tables a clerk can read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from javon.centre.documents import wording
from javon.centre.documents.rules import acknowledging, approval, drafting

DRAFT = drafting.DraftFacts(kind="order", title="Tadbirlar", letters=100, points=2)
SUBMISSION = approval.SubmissionFacts(
    state="draft",
    is_mine=True,
    expected_edits=2,
    edits=2,
    has_text=True,
    has_approver=True,
    today=date(2026, 11, 24),
)
DECISION = approval.DecisionFacts(
    state="agreeing", station="approve", wanted="approve", holds_post=True, is_preparer=False,
    expected_number=2, number=2, newest=2, expected_hash="a", hash="a",
)  # fmt: skip
READING = acknowledging.ReadingFacts(
    was_asked=True, state="in_force", is_excused=False, has_read=False, seen_hash="a", hash="a"
)


@pytest.mark.parametrize(
    "changed, codes",
    [
        ({}, ()),
        ({"title": " "}, ("no_title",)),
        ({"title": "a" * 401}, ("title_too_long",)),
        ({"letters": 300_001}, ("text_too_long",)),
        ({"points": 601}, ("text_too_long",)),
        ({"repeated": ["2"]}, ("clause_twice",)),
        ({"too_long_numbers": ["1" * 17]}, ("number_too_long",)),
        ({"state": "agreeing"}, ("not_a_draft",)),
        ({"is_mine": False}, ("not_your_draft",)),
        ({"expected_edits": 1, "edits": 2, "saved_by": "Gulnoza"}, ("saved_meanwhile",)),
        ({"kind": "law"}, ("kind_not_drafted",)),
        ({"has_post": False}, ("no_post",)),
        ({"journal_fits": False}, ("wrong_journal",)),
        ({"grants_from_wrong_kind": True}, ("kind_gives_no_rights",)),
        ({"executor_is_controller": ["3"]}, ("controls_oneself",)),
        ({"title": "", "repeated": ["1"]}, ("no_title", "clause_twice")),
    ],
)
def test_drafts(changed, codes) -> None:
    assert drafting.may_keep(replace(DRAFT, **changed)).codes == codes


@pytest.mark.parametrize(
    "changed, codes, goes",
    [
        ({}, (), True),
        ({"state": "agreeing"}, ("not_a_draft",), False),
        ({"is_mine": False}, ("not_your_draft",), False),
        ({"edits": 3}, ("saved_meanwhile",), False),
        ({"has_text": False}, ("no_text",), False),
        ({"has_approver": False}, ("nobody_to_approve",), False),
        ({"past_due": ["2"]}, ("due_in_the_past",), False),
        ({"points_without_date": ["2"]}, ("point_without_date",), True),
    ],
)
def test_sending(changed, codes, goes) -> None:
    verdict = approval.may_submit(replace(SUBMISSION, **changed))
    assert (verdict.codes, bool(verdict)) == (codes, goes)


@pytest.mark.parametrize(
    "changed, codes",
    [
        ({}, ()),
        ({"state": "draft"}, ("not_agreeing",)),
        ({"expected_number": 1}, ("version_changed",)),
        ({"newest": 3}, ("version_changed",)),
        ({"hash": "b"}, ("version_changed",)),
        ({"hash": "b", "wanted": "agree", "station": "agree"}, ()),
        ({"holds_post": False}, ("not_your_turn",)),
        ({"station": "agree"}, ("not_your_turn",)),
        ({"is_preparer": True}, ("preparer_approves",)),
        ({"wanted": "", "remark": ""}, ("no_remark",)),
        ({"wanted": "", "remark": "a" * 2001}, ("remark_too_long",)),
        ({"wanted": "", "remark": "Sanasi yoʻq"}, ()),
    ],
)
def test_deciding(changed, codes) -> None:
    assert approval.may_decide(replace(DECISION, **changed)).codes == codes


@pytest.mark.parametrize(
    "kind, preparer, stations",
    [
        ("order", ("librarian",), [("agree", "head"), ("approve", "director")]),
        ("order", ("head",), [("approve", "director")]),
        ("directive", ("director",), [("approve", "director")]),
        ("job_description", ("head",), [("agree", "head"), ("approve", "director")]),
        ("rules", ("librarian", "head"), [("agree", "head"), ("approve", "director")]),
        ("act", (), [("agree", "head"), ("approve", "director")]),
    ],
)
def test_routes(kind, preparer, stations) -> None:
    assert [(one.kind, one.post) for one in approval.default_route(kind, preparer)] == stations


@pytest.mark.parametrize(
    "changed, codes",
    [
        ({}, ()),
        ({"was_asked": False}, ("not_asked",)),
        ({"seen_hash": "b"}, ("text_not_opened",)),
        ({"seen_hash": ""}, ("text_not_opened",)),
        ({"state": "superseded"}, ("newer_version_binds",)),
        ({"is_excused": True}, ("newer_version_binds",)),
        ({"has_read": True, "seen_hash": ""}, ()),
    ],
)
def test_acknowledging(changed, codes) -> None:
    assert acknowledging.may_acknowledge(replace(READING, **changed)).codes == codes


@pytest.mark.parametrize(
    "changed, codes",
    [
        ({}, ()),
        ({"signed_on": None}, ()),
        ({"name": " "}, ("no_name",)),
        ({"has_read": True}, ("already_read",)),
        ({"signed_on": date(2026, 11, 25)}, ("date_in_the_future",)),
        ({"signed_on": date(2024, 8, 6)}, ("read_before_approval",)),
        ({"state": "draft"}, ("not_in_force",)),
    ],
)
def test_signatures_on_paper(changed, codes) -> None:
    given = {
        "state": "in_force", "name": "A. Valiyev", "signed_on": date(2024, 8, 7), "approved_on": date(2024, 8, 7),
        "today": date(2026, 11, 24), "has_read": False,
    }  # fmt: skip
    assert acknowledging.may_enter_paper_signature(**{**given, **changed}).codes == codes


class AnyDetail(dict):
    """Whatever figure a sentence needs."""

    def __missing__(self, key: str) -> str:
        return key


def test_every_objection_has_its_sentence() -> None:
    for code, words in wording.SENTENCES.items():
        assert str(words) % AnyDetail(), code
