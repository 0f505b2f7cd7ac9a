"""May labels be asked for, printed, may a sheet be: tables of cases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from javon.collection.labels import rules, wording
from javon.collection.labels.rules import AskingFacts, PrintFacts, SheetFacts
from javon.core.verdict import Verdict

ASKED = AskingFacts(copies=3, kinds=1, quantity=1)
PRINT = PrintFacts(waiting=3, cells=65, start=1, fits=True)
SHEET = SheetFacts(objections=(), name="Avery")


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (ASKED, ()),
        (replace(ASKED, copies=0, kinds=0), ("no_copies", "no_kinds")),
        (replace(ASKED, copies=2_001), ("too_many_copies",)),
        (replace(ASKED, quantity=0), ("strange_quantity",)),
        (replace(ASKED, quantity=11), ("strange_quantity",)),
        (replace(ASKED, withdrawn=("12",), without_code=("13", "14")), ("withdrawn", "without_code")),
    ],
)
def test_asking(facts, codes):
    assert rules.may_ask(facts).codes == codes


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (PRINT, ()),
        (replace(PRINT, start=65), ()),
        (replace(PRINT, waiting=0), ("nothing_waits",)),
        (replace(PRINT, start=66), ("no_such_cell",)),
        (
            replace(PRINT, start=0, fits=False, code_needs=31.2),
            ("no_such_cell", "cell_too_small", "code_too_wide"),
        ),
    ],
)
def test_printing(facts, codes):
    assert rules.may_print(facts).codes == codes


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (SHEET, ()),
        (replace(SHEET, name=" "), ("no_name",)),
        (replace(SHEET, name_is_taken=True, kinds=0), ("name_taken", "nothing_fits")),
        (replace(SHEET, objections=(("too_wide", "columns", 2.5),), kinds=0), ("too_wide",)),
        (replace(SHEET, own_sheets=50), ("too_many_sheets",)),
    ],
)
def test_own_sheets(facts, codes):
    assert rules.may_keep_sheet(facts).codes == codes


def test_every_refusal_is_a_sentence():
    verdicts: list[Verdict] = [
        rules.may_ask(AskingFacts(5_000, 0, 0, ("1",) * 9, ("2",))),
        rules.may_ask(AskingFacts(0, 1, 1)),
        rules.may_print(PrintFacts(0, 65, 0, False, 31.25)),
        rules.may_keep_sheet(
            SheetFacts(
                (("out_of_range", "cell_width", 0), ("too_many_cells", "rows", 0), ("too_wide", "columns", 2.5), ("too_high", "rows", 1)),
                "", True, 0, 99,
            )
        ),
        rules.may_keep_sheet(SheetFacts((), "x", kinds=0)),
    ]  # fmt: skip
    for verdict in verdicts:
        for refusal, words in zip(verdict.stops, wording.sentences(verdict.stops), strict=True):
            assert words != refusal.code and "%(" not in words, refusal.code
    assert "2,5 mm" in wording.sentence(verdicts[3].stops[2])
