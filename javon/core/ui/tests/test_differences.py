"""Two versions compared word by word; nothing of either text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.core.ui.differences import Words, compared, words_changed

TEXTS = st.text(alphabet="ab oʻ.,\n", max_size=40)
NUMBERS = st.lists(st.sampled_from("123456"), unique=True, max_size=6)


@given(TEXTS, TEXTS)
def test_each_side_gives_its_own_text_again(before: str, after: str) -> None:
    left, right = words_changed(before, after)
    assert " ".join(part.text for part in left) == " ".join(before.split())
    assert " ".join(part.text for part in right) == " ".join(after.split())


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert not any(part.is_changed for side in words_changed(text, text) for part in side)


@given(NUMBERS, NUMBERS)
def test_every_clause_of_both_versions_has_one_row(old: list[str], new: list[str]) -> None:
    rows = compared([(number, "x") for number in old], [(number, "x") for number in new])
    assert sorted(row.number for row in rows) == sorted({*old, *new})
    assert [row.number for row in rows if row.state != "removed"] == new


@pytest.mark.parametrize(
    ("before", "after", "states"),
    [
        ([("1", "a")], [("1", "a")], ["same"]),
        ([("1", "a  b")], [("1", "a b")], ["same"]),
        ([("1", "a")], [("1", "b")], ["changed"]),
        ([("1", "a"), ("2", "b")], [("1", "a")], ["same", "removed"]),
        ([], [("1", "a")], ["added"]),
        ([("1", "a"), ("2", "b"), ("3", "c")], [("1", "a"), ("3", "c")], ["same", "removed", "same"]),
    ],
)
def test_a_clause_is_kept_changed_new_or_gone(before: list, after: list, states: list[str]) -> None:
    assert [row.state for row in compared(before, after)] == states


def test_only_the_words_that_differ_are_marked() -> None:
    left, right = words_changed("25-dekabrgacha tashkil etilsin.", "20-dekabrgacha tashkil etilsin.")
    assert left[0] == Words("25-dekabrgacha", True) and left[1] == Words("tashkil etilsin.")
    assert right[0] == Words("20-dekabrgacha", True)
