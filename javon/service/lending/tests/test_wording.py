"""Every code that lending can refuse or note with has its sentence, takes its figures, and is reached by a test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import translation

from javon.core.verdict import Refusal, Weight
from javon.service.lending import wording
from javon.service.lending.rules.borrowing import _FORBIDDEN, _HELD, _NOTED

HERE = Path(__file__).resolve().parents[1]
SAID = re.compile(r'(?:Refusal|because)\(\s*f?"([a-z_{}.]+)"')
DETAILS = dict.fromkeys(
    {
        name
        for file in HERE.glob("wording*.py")
        for name in re.findall(r"%\((\w+)\)", file.read_text("utf-8"))
    },
    "7",
)


def codes() -> set[str]:
    """Every code in the rules and actions of lending."""
    found: set[str] = {*_FORBIDDEN.values(), *_HELD.values(), *_NOTED.values()}
    for folder in ("rules", "actions", "queries"):
        for file in (HERE / folder).rglob("*.py"):
            for code in SAID.findall(file.read_text("utf-8")):
                found |= {f"found_{state}" for state in ("missing", "lost")} if "{" in code else {code}
    # Spoken when a reader leaves, merges or is erased: in the readers' own words, tested in test_keeping.py.
    return found - {"holds_copies", "holds_losses"}


def test_there_are_codes_to_look_at() -> None:
    assert len(codes()) > 50


@pytest.mark.parametrize("language", ["uz", "uz-cyrl", "ru", "en"])
def test_every_code_is_worded(language: str) -> None:
    unsaid = []
    with translation.override(language):
        for code in sorted(codes()):
            said = wording.sentence(Refusal(code, Weight.HOLDS, dict(DETAILS)))
            if said == code or "%(" in said or not said:
                unsaid.append((code, said))
    assert unsaid == []


def test_every_code_is_reached_by_a_test() -> None:
    tests = "\n".join(
        file.read_text("utf-8") for file in (HERE / "tests").glob("*.py") if file.name != Path(__file__).name
    )
    tests += "\n".join(
        file.read_text("utf-8") for file in (HERE.parents[1] / "gateways" / "api" / "tests").glob("*.py")
    )
    unreached = sorted(code for code in codes() if f'"{code}"' not in tests)
    assert not unreached, ", ".join(unreached)
