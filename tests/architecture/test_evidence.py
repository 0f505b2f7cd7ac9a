"""Evidence is declared for clauses that the Regulation has, each under a code of its own."""

from __future__ import annotations

from pathlib import Path

from javon.config.evidence import EVIDENCE

REGULATION = Path(__file__).resolve().parents[2] / "docs" / "nizom.uz.txt"


def test_every_clause_of_the_evidence_stands_in_the_regulation() -> None:
    text = REGULATION.read_text(encoding="utf-8")
    assert [evidence.code for evidence in EVIDENCE if f"{evidence.clause}." not in text] == []


def test_every_evidence_has_a_code_of_its_own() -> None:
    assert len({evidence.code for evidence in EVIDENCE}) == len(EVIDENCE)
