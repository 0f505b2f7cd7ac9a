"""May labels be asked for, printed so, on such a sheet? Pure decisions; every objection is heard."""

from __future__ import annotations

from dataclasses import dataclass

from javon.core.verdict import Refusal, Verdict, Weight

MOST_COPIES = 2_000  # asked for at once
MOST_OF_EACH = 10  # labels of one kind for one copy
MOST_AT_ONCE = 500  # labels of one PDF: half a second, and a stack that somebody still glues the same day
MOST_SHEETS = 50  # own sheets of a centre


@dataclass(frozen=True, slots=True)
class AskingFacts:
    """What is known when labels are asked for."""

    copies: int
    kinds: int
    quantity: int
    withdrawn: tuple[str, ...] = ()  # inventory numbers or barcodes of copies that are written off
    without_code: tuple[str, ...] = ()  # of copies that have no barcode, where the label needs one


def nothing_is_asked(facts: AskingFacts) -> Refusal | None:
    return Refusal("no_copies", Weight.FORBIDS) if facts.copies == 0 else None


def no_kind_is_chosen(facts: AskingFacts) -> Refusal | None:
    return Refusal("no_kinds", Weight.FORBIDS) if facts.kinds == 0 else None


def too_many_copies(facts: AskingFacts) -> Refusal | None:
    if facts.copies > MOST_COPIES:
        return Refusal("too_many_copies", Weight.FORBIDS, {"copies": facts.copies, "most": MOST_COPIES})
    return None


def quantity_is_strange(facts: AskingFacts) -> Refusal | None:
    if not 1 <= facts.quantity <= MOST_OF_EACH:
        return Refusal("strange_quantity", Weight.FORBIDS, {"most": MOST_OF_EACH})
    return None


def copies_are_withdrawn(facts: AskingFacts) -> Refusal | None:
    if facts.withdrawn:
        return Refusal("withdrawn", Weight.FORBIDS, _named(facts.withdrawn))
    return None


def copies_have_no_code(facts: AskingFacts) -> Refusal | None:
    if facts.without_code:
        return Refusal("without_code", Weight.FORBIDS, _named(facts.without_code))
    return None


def _named(copies: tuple[str, ...]) -> dict[str, object]:
    """The first few by name, and how many there are in all."""
    return {"names": ", ".join(copies[:5]) + (" …" if len(copies) > 5 else ""), "count": len(copies)}


ASKING_RULES = (
    nothing_is_asked,
    no_kind_is_chosen,
    too_many_copies,
    quantity_is_strange,
    copies_are_withdrawn,
    copies_have_no_code,
)


def may_ask(facts: AskingFacts) -> Verdict:
    """Whether labels of these copies may be put into the queue."""
    return Verdict.of(rule(facts) for rule in ASKING_RULES)


@dataclass(frozen=True, slots=True)
class PrintFacts:
    """What is known when a PDF is about to be made of what waits."""

    waiting: int  # labels of this kind
    cells: int  # of the sheet
    start: int  # cell, from 1
    fits: bool  # the cell is large enough for the kind
    code_needs: float = 0.0  # mm that the widest code needs, when it does not fit; 0: it does


def nothing_waits(facts: PrintFacts) -> Refusal | None:
    return Refusal("nothing_waits", Weight.FORBIDS) if facts.waiting == 0 else None


def no_such_cell(facts: PrintFacts) -> Refusal | None:
    if not 1 <= facts.start <= facts.cells:
        return Refusal("no_such_cell", Weight.FORBIDS, {"cells": facts.cells})
    return None


def cell_is_too_small(facts: PrintFacts) -> Refusal | None:
    return None if facts.fits else Refusal("cell_too_small", Weight.FORBIDS)


def code_is_too_wide(facts: PrintFacts) -> Refusal | None:
    if facts.code_needs:
        return Refusal(
            "code_too_wide", Weight.FORBIDS, {"needs": f"{facts.code_needs:.1f}".replace(".", ",")}
        )
    return None


PRINT_RULES = (nothing_waits, no_such_cell, cell_is_too_small, code_is_too_wide)


def may_print(facts: PrintFacts) -> Verdict:
    """Whether what waits may be printed on this sheet from this cell on."""
    return Verdict.of(rule(facts) for rule in PRINT_RULES)


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What is known when a centre's own sheet is kept."""

    objections: tuple[tuple[str, str, float], ...]  # code, field, millimetres too many
    name: str
    name_is_taken: bool = False
    kinds: int = 1  # that fit into a cell
    own_sheets: int = 0


def sheet_is_impossible(facts: SheetFacts) -> list[Refusal]:
    return [
        Refusal(
            code,
            Weight.FORBIDS,
            {"field": field, "over": f"{over:.2f}".rstrip("0").rstrip(".").replace(".", ",")},
        )
        for code, field, over in facts.objections
    ]


def may_keep_sheet(facts: SheetFacts) -> Verdict:
    """Whether such a sheet can be printed on."""
    found: list[Refusal | None] = list(sheet_is_impossible(facts))
    found.append(None if facts.name.strip() else Refusal("no_name", Weight.FORBIDS))
    found.append(Refusal("name_taken", Weight.FORBIDS) if facts.name_is_taken else None)
    found.append(
        Refusal("nothing_fits", Weight.FORBIDS) if not facts.kinds and not facts.objections else None
    )
    found.append(
        Refusal("too_many_sheets", Weight.FORBIDS, {"most": MOST_SHEETS})
        if facts.own_sheets >= MOST_SHEETS
        else None
    )
    return Verdict.of(found)
