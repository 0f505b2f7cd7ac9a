"""Every clause of the Regulation has a module in docs/nizom.md; the numbers are read from the Uzbek text itself."""

from __future__ import annotations

import re
from pathlib import Path

from javon.config import evidence

ROOT = Path(__file__).resolve().parents[2]
CLAUSES = re.findall(
    r"^(?:- )?(\d\.\d{1,2})\. ", (ROOT / "docs/nizom.uz.txt").read_text("utf-8"), re.MULTILINE
)

# Clauses that no module shows evidence for yet. This list may only shrink.
WITHOUT_EVIDENCE = {
    "1.1", "1.2", "1.6", "2.1", "2.2", "2.3", "2.4", "2.7", "2.8", "2.9", "2.10",
    "3.2", "3.4", "3.5", "3.6", "5.1",
}  # fmt: skip


def test_the_regulation_has_twenty_nine_clauses():
    assert len(CLAUSES) == len(set(CLAUSES)) == 29


def test_every_clause_has_its_row_in_the_clause_table():
    rows = set(re.findall(r"^\| (\d\.\d{1,2}) \|", (ROOT / "docs/nizom.md").read_text("utf-8"), re.MULTILINE))
    assert rows == set(CLAUSES)


def test_evidence_speaks_of_real_clauses_only():
    assert {row.clause for row in evidence.EVIDENCE} <= set(CLAUSES)


def test_evidence_codes_are_said_once():
    codes = [row.code for row in evidence.EVIDENCE]
    assert len(codes) == len(set(codes))


def test_the_list_of_clauses_without_evidence_only_shrinks():
    assert set(CLAUSES) - {row.clause for row in evidence.EVIDENCE} == WITHOUT_EVIDENCE
