"""Labels asked for, printed, answered for; sheets of the centre."""

from __future__ import annotations

import pytest

from javon.centre.organisation.tests.characters import a_centre
from javon.collection.labels import actions, queries
from javon.collection.labels.evidence import labels_printed
from javon.collection.labels.models import LabelRequest, LabelRun, LabelSheet
from javon.collection.labels.tests.characters import (
    OWN_SHEET,
    PRINTER,
    a_coded_copy,
    a_run,
    states,
    waiting_labels,
)
from javon.collection.stock.models import Copy
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.access import VISITOR
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.evidence import Period
from javon.core.verdict import Refused

pytestmark = pytest.mark.django_db


def ask(copies, *kinds: str, **more) -> int:
    return actions.ask_for_labels(
        by=PRINTER, centre=a_centre(), copies=copies, kinds=kinds or ["barcode"], **more
    )


def refused(deed, **given) -> tuple[str, ...]:
    with pytest.raises(Refused) as caught:
        deed(by=PRINTER, **given)
    return caught.value.verdict.codes


def test_asking_puts_each_copy_and_kind_into_the_queue_once():
    copies = [a_coded_copy(), a_coded_copy()]
    assert ask(copies, "barcode", "spine") == 4
    assert ask(copies, "spine", quantity=2) == 2
    assert [(one.kind, one.quantity) for one in LabelRequest.objects.order_by("id")] == [
        ("barcode", 1), ("spine", 2), ("barcode", 1), ("spine", 2),
    ]  # fmt: skip
    assert Entry.objects.filter(verb="labels_asked").count() == 2


def test_the_same_request_twice_asks_once():
    copy, request_id = a_coded_copy(), uuid7()
    assert ask([copy], request_id=request_id) == ask([copy], request_id=request_id) == 1
    assert LabelRequest.objects.count() == 1


def test_what_cannot_be_asked_for():
    gone = a_coded_copy(state=Copy.State.WRITTEN_OFF)
    bare = a_copy()
    codes = refused(actions.ask_for_labels, centre=a_centre(), copies=[gone, bare], kinds=["combined"])
    assert codes == ("withdrawn", "without_code")
    assert ask([bare], "spine") == 1
    assert refused(actions.ask_for_labels, centre=a_centre(), copies=[], kinds=["unheard"]) == (
        "no_copies",
        "no_kinds",
    )


def test_a_foreign_barcode_is_printed_when_there_is_none_of_ours():
    copy = a_copy(foreign_barcode="UZ-000123")
    assert ask([copy]) == 1
    assert queries.facts_of_copy(copy, a_centre()).code == "UZ-000123"


def test_a_foreign_barcode_in_cyrillic_is_none():
    assert refused(
        actions.ask_for_labels, centre=a_centre(), copies=[a_copy(foreign_barcode="Ў12")], kinds=["barcode"]
    ) == ("without_code",)


def test_a_printing_takes_what_waits_and_what_is_printed_is_printed():
    run = a_run(3)
    assert (run.labels, run.sheet.code) == (3, "a4-38x21")
    assert states() == [("barcode", True, False)] * 3
    assert refused(actions.start_printing, centre=a_centre(), kind="barcode", sheet="a4-38x21") == (
        "nothing_waits",
    )
    actions.mark_printed(by=PRINTER, run=run)
    assert states() == [("barcode", True, True)] * 3
    assert refused(actions.return_to_queue, run=run) == ("already_answered",)


def test_a_printing_that_came_to_nothing_goes_back():
    run = a_run(2)
    actions.return_to_queue(by=PRINTER, run=run)
    assert states() == [("barcode", False, False)] * 2
    assert refused(actions.mark_printed, run=run) == ("already_answered",)
    again = actions.start_printing(by=PRINTER, centre=a_centre(), kind="barcode", sheet="a4-38x21", start=9)
    assert again.labels == 2


def test_a_label_can_be_asked_for_again_after_it_was_printed():
    (copy,) = waiting_labels(1)
    run = actions.start_printing(by=PRINTER, centre=a_centre(), kind="barcode", sheet="a4-38x21")
    assert ask([copy]) == 0  # it is being printed
    actions.mark_printed(by=PRINTER, run=run)
    assert ask([copy]) == 1


def test_at_most_500_labels_go_into_one_printing(monkeypatch):
    monkeypatch.setattr(queries, "MOST_AT_ONCE", 5)
    waiting_labels(4, quantity=2)
    run = actions.start_printing(by=PRINTER, centre=a_centre(), kind="barcode", sheet="a4-38x21")
    assert run.labels == 4
    assert queries.waiting(a_centre().pk).count() == 2


def test_what_cannot_be_printed():
    waiting_labels(1)
    given = {"centre": a_centre(), "kind": "barcode"}
    assert refused(actions.start_printing, **given, sheet="a4-38x21", start=66) == ("no_such_cell",)
    assert refused(actions.start_printing, **given, sheet="nowhere") == ("no_such_cell", "cell_too_small")
    ask([a_copy(foreign_barcode="ABCDEFGHIJKLMNOPQRST")])
    assert refused(actions.start_printing, **given, sheet="a4-38x21") == ("code_too_wide",)
    assert LabelRun.objects.count() == 0


def test_labels_are_taken_out_of_the_queue_but_not_out_of_a_printing():
    waiting_labels(2)
    first, second = LabelRequest.objects.order_by("id").values_list("pk", flat=True)
    assert actions.withdraw_labels(by=PRINTER, centre=a_centre(), requests=[first, uuid7()]) == 1
    actions.start_printing(by=PRINTER, centre=a_centre(), kind="barcode", sheet="a4-38x21")
    assert actions.withdraw_labels(by=PRINTER, centre=a_centre(), requests=[second]) == 0


def test_an_own_sheet_is_offered_changed_and_retired():
    kept = actions.keep_sheet(by=PRINTER, centre=a_centre(), name="Dokonniki", geometry=OWN_SHEET)
    (own,) = [one for one in queries.sheets(a_centre().pk) if one.is_own]
    assert (own.name, own.sheet.cells, own.kinds) == ("Dokonniki", 40, ("barcode", "spine", "combined"))
    wider = actions.keep_sheet(
        by=PRINTER, centre=a_centre(), name="Dokonniki", geometry={**OWN_SHEET, "rows": 9}, sheet=kept
    )
    assert [one.key for one in queries.sheets(a_centre().pk) if one.is_own] == [wider.key]
    actions.retire_sheet(by=PRINTER, sheet=wider)
    assert not [one for one in queries.sheets(a_centre().pk) if one.is_own]


def test_an_impossible_sheet_is_refused_with_every_reason():
    wrong = {**OWN_SHEET, "columns": 5, "rows": 12}
    assert refused(actions.keep_sheet, centre=a_centre(), name="", geometry=wrong) == (
        "too_wide", "too_high", "no_name",
    )  # fmt: skip
    assert LabelSheet.objects.count() == 0


def test_the_offset_is_remembered_for_each_sheet():
    given = {"centre": a_centre(), "offset_x": 1_234, "offset_y": -760}
    actions.calibrate_sheet(by=PRINTER, sheet="a4-38x21", **given)
    found = queries.sheet_by_key(a_centre().pk, "a4-38x21")
    assert (found.sheet.offset_x, found.sheet.offset_y) == (1_200, -800)
    assert queries.sheet_by_key(a_centre().pk, "plain-38x21").sheet.offset_x == 0
    given["offset_x"] = 5_100
    assert refused(actions.calibrate_sheet, sheet="a4-38x21", **given) == ("wrong_measure",)


@pytest.mark.parametrize(
    "deed", [actions.ask_for_labels, actions.start_printing, actions.mark_printed, actions.keep_sheet]
)
def test_whoever_has_no_right_is_refused_first(deed):
    missing = dict.fromkeys(("centre", "copies", "kinds", "kind", "sheet", "run", "name", "geometry"))
    names = set(deed.__wrapped__.__annotations__)
    with pytest.raises(Refused, match="no_right"):
        deed(by=VISITOR, **{name: value for name, value in missing.items() if name in names})


def test_what_is_on_paper_is_evidence():
    run = a_run(3)
    today = Period(clock.today(), clock.today())
    assert labels_printed(a_centre().pk, today) == 0
    actions.mark_printed(by=PRINTER, run=run)
    assert labels_printed(a_centre().pk, today) == 3
