"""The tables of letters, files, journals and acts, as a clerk would read them."""

from __future__ import annotations

from datetime import date

import pytest

from javon.centre.documents import wording
from javon.centre.documents.rules import attachments, external, letters, registers

TODAY = date(2026, 11, 24)


def a_coming(**deviations):
    given = {"correspondent": "Tuman hokimligi", "title": "Bayram", "received_on": TODAY, "today": TODAY}
    return letters.LetterFacts(**{**given, **deviations})


@pytest.mark.parametrize(
    ("deviations", "codes"),
    [
        ({}, ()),
        ({"correspondent": " "}, ("no_correspondent",)),
        ({"title": "", "correspondent": ""}, ("no_correspondent", "no_subject")),
        ({"received_on": date(2026, 11, 25)}, ("received_in_future",)),
        ({"received_on": date(2025, 1, 3)}, ()),
        ({"received_on": date(2024, 12, 31)}, ("received_long_ago",)),
        ({"their_date": date(2026, 11, 25)}, ("written_after_received",)),
        ({"their_date": TODAY}, ()),
        ({"answer_due_on": date(2026, 11, 23)}, ("answer_due_before_received",)),
        ({"answer_due_on": TODAY}, ()),
        ({"answer_due_on": date(2036, 11, 24)}, ("answer_due_too_far",)),
        ({"registered_as": "K-7"}, ("letter_registered_already",)),
        ({"file_is_closed": True}, ("case_file_closed",)),
    ],
)
def test_a_letter_gets_a_number(deviations, codes):
    assert letters.may_register(a_coming(**deviations)).codes == codes


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ((True, "Ijro uchun", 1), ()),
        ((False, "Ijro uchun", 1), ("resolution_on_letters_only",)),
        ((True, "  ", 0), ("resolution_empty", "resolution_without_executor")),
    ],
)
def test_a_resolution(facts, codes):
    assert letters.may_resolve(letters.ResolutionFacts(*facts)).codes == codes


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (("letter_out", "letter_in", "draft", True), ()),
        (("order", "letter_in", "draft", True), ("not_an_answer",)),
        (("letter_out", "letter_in", "in_force", False), ("not_a_draft", "not_your_draft")),
    ],
)
def test_an_answer(asked, codes):
    assert letters.may_answer(*asked).codes == codes


@pytest.mark.parametrize(
    ("deviations", "codes"),
    [
        ({}, ()),
        ({"size": 0}, ("file_empty",)),
        ({"size": attachments.MOST_BYTES}, ()),
        ({"size": 200 * 2**20, "kind": ""}, ("file_too_large",)),
        ({"kind": "application/zip"}, ("file_kind_unwelcome",)),
        ({"name": "xat.docx"}, ("file_not_what_it_claims",)),
        ({"name": "xat"}, ()),
        ({"is_fixed": True}, ("approved_takes_scans_only",)),
        ({"is_fixed": True, "is_scan": True}, ()),
    ],
)
def test_a_file_lies_with_a_paper(deviations, codes):
    given = {"name": "xat.pdf", "size": 10, "kind": "application/pdf"}
    assert attachments.may_attach(attachments.FileFacts(**{**given, **deviations})).codes == codes


@pytest.mark.parametrize(
    ("deviations", "codes"),
    [
        ({}, ()),
        ({"stands_at": 41}, ("journal_not_upwards",)),
        ({"stands_at": 40}, ()),
        ({"gave_numbers": True}, ("journal_has_numbers",)),
        ({"year": 2024}, ("journal_year_unreal",)),
        ({"year": 2027}, ("journal_year_unreal",)),
        ({"year": 2025}, ()),
        ({"last": 998_901_234}, ("journal_number_unreal",)),
    ],
)
def test_a_paper_journal_is_carried_on(deviations, codes):
    given = {"last": 41, "year": 2026, "today": TODAY}
    assert registers.may_take_over(registers.TakeOverFacts(**{**given, **deviations})).codes == codes


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (("01-05", "Buyruqlar"), ()),
        ((" ", "Buyruqlar"), ("case_file_unnamed",)),
        (("01-05", "Buyruqlar", True), ("case_file_index_taken",)),
    ],
)
def test_a_case_file_is_opened(facts, codes):
    assert registers.may_add_case_file(registers.CaseFileFacts(*facts)).codes == codes


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ((None, None, TODAY), ()),
        ((None, TODAY, TODAY), ("case_file_closed",)),
        ((TODAY, None, date(2026, 11, 23)), ("case_file_closed_before",)),
    ],
)
def test_a_case_file_is_closed(asked, codes):
    assert registers.may_close_case_file(*asked).codes == codes


@pytest.mark.parametrize(
    ("deviations", "codes"),
    [
        ({}, ()),
        ({"is_external_kind": False}, ("act_not_external",)),
        ({"title": " "}, ("no_title",)),
        ({"dated_on": date(2026, 11, 25)}, ("act_of_future",)),
        ({"known_as": "Qonun"}, ("act_known",)),
    ],
)
def test_an_act_is_entered(deviations, codes):
    given = {"is_external_kind": True, "title": "Qonun", "number": "OʻRQ-280", "today": TODAY}
    assert external.may_enter_act(external.ActFacts(**{**given, **deviations})).codes == codes


@pytest.mark.parametrize(
    ("deviations", "codes"),
    [
        ({}, ()),
        ({"is_in_force": False}, ("act_not_in_force",)),
        ({"last_day": date(2010, 1, 1)}, ("act_ends_before",)),
        ({"last_day": date(2026, 12, 31)}, ("act_still_in_force",)),
        ({"is_itself": True, "successor_binds": False}, ("act_replaces_itself",)),
        ({"successor_binds": False}, ("successor_not_in_force",)),
    ],
)
def test_an_act_ends(deviations, codes):
    given = {"is_in_force": True, "last_day": TODAY, "valid_from": date(2011, 4, 13), "today": TODAY}
    assert external.may_end_act(external.EndingFacts(**{**given, **deviations})).codes == codes


def test_every_refusal_has_its_sentence():
    verdicts = [
        letters.may_register(a_coming(title="", correspondent="", received_on=date(2030, 1, 1))),
        registers.may_take_over(registers.TakeOverFacts(10**6, 1999, TODAY)),
        attachments.may_attach(attachments.FileFacts("a.zip", 0)),
    ]
    for verdict in verdicts:
        assert all(wording.sentences(verdict.stops))
    assert "01.01.2030" in wording.sentences(verdicts[0].stops)[2]
