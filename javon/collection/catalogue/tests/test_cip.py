"""The printed CIP block: a list of blocks in many shapes, and the laws that no input breaks."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from javon.collection.catalogue import editing
from javon.collection.catalogue.cip import MOST_LETTERS, read_block

BLOCKS = tomllib.loads((Path(__file__).parent / "cip_blocks.toml").read_text("utf-8"))["block"]


def first_line(block: dict) -> str:
    return " ".join(block["text"].split())[:50]


def test_there_are_enough_blocks() -> None:
    assert len(BLOCKS) >= 60


@pytest.mark.parametrize("block", BLOCKS, ids=first_line)
def test_what_is_printed_is_read(block: dict) -> None:
    read = read_block(block["text"])
    wanted = {name: value for name, value in block.items() if name not in ("text", "rest")}
    assert {name: read.values.get(name) for name in wanted} == wanted
    for piece in block.get("rest", []):
        assert piece in read.rest
    assert set(read.values) <= set(editing.NAMES)


def words_of(text: str) -> set[str]:
    whole = re.sub(r"(?<=[a-zа-яёўқғҳ])-\s?\n\s*(?=[a-zа-яёўқғҳ])", "", text)
    return {word.casefold() for word in re.findall(r"[^\W\d_]{4,}|\d{5,}", whole)}


UNDERSTOOD = {"isbn", "matn", "текст", "uoʻk"}


@pytest.mark.parametrize("block", BLOCKS, ids=first_line)
def test_no_word_is_lost(block: dict) -> None:
    read = read_block(block["text"])
    kept = re.sub(r"[\W_]+", "", " ".join([*read.values.values(), *read.rest])).casefold()
    assert [word for word in words_of(block["text"]) - UNDERSTOOD if word not in kept] == []


pieces = st.sampled_from(
    [line for block in BLOCKS for line in block["text"].split("\n")]
    + [
        "\n",
        " – ",
        " : ",
        ". ",
        "ISBN ",
        "УДК",
        "KBK ",
        "((((",
        "T.: ",
        "2013",
        "©",
        "\u00ad\n",
        "/",
        "«",
        "12+",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(pieces | st.text(max_size=30), max_size=12).map("".join))
def test_nothing_typed_breaks_the_reader_and_no_word_is_lost(text: str) -> None:
    read = read_block(text)
    assert set(read.values) <= set(editing.NAMES)
    assert all(value.strip() for value in read.values.values())
    kept = re.sub(r"[\W_]+", "", " ".join([*read.values.values(), *read.rest])).casefold()
    latin = set(re.findall(r"[a-z]{6,}", text.casefold()))
    assert all(
        word in kept for word in latin if "-\n" not in text and "\u00ad" not in text and word != "elektron"
    )


def test_a_very_long_text_is_read_at_its_beginning_and_handed_back_whole() -> None:
    read = read_block("Alpomish. – T.: Fan, 1999. – 824 b.\n" + "soʻz " * 5000)
    assert read.values["publisher"] == "Fan"
    assert sum(map(len, [*read.rest, *read.values.values()])) > MOST_LETTERS


@pytest.mark.parametrize(
    "text", ["(" * 3000, "А" * 6000, "A. " * 2000, "T.: " * 1500, "1 " * 3000, "ISBN 9" * 900, "- " * 3000]
)
def test_monotonous_texts_are_read_at_once(text: str) -> None:
    read_block(text)
