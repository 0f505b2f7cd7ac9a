"""What a module declares is checked when it is declared, not when somebody waits for a message."""

from __future__ import annotations

from datetime import timedelta

import pytest

from javon.core.messaging.kinds import (
    Content,
    Group,
    Ladder,
    NoticeKind,
    Text,
    WrongKind,
    learn,
    step_name,
)
from javon.core.messaging.rules.steps import Step

GROUP = Group("loans", "Loans")


def declared(**changes) -> NoticeKind:
    text = Text("{name}: {title}", "{title}", "{name}: kitob", "kitob")
    values = {
        "code": "late",
        "group": GROUP,
        "label": "Late",
        "texts": {"uz": text, "ru": text, "en": text},
        "tokens": frozenset({"name", "title"}),
        "private_tokens": frozenset({"title"}),
        "expires_after": timedelta(days=1),
        "look_again": lambda key, now: Content({}),
        **changes,
    }
    return NoticeKind(**values)


@pytest.mark.parametrize(
    ("changes", "objection"),
    [
        ({"texts": {"uz": Text("a", "a"), "ru": Text("a", "a")}}, "no text in en"),
        ({"texts": dict.fromkeys(("uz", "ru", "en"), Text("{nmae}", "a", "b", "c"))}, "nobody declared: ['nmae']"),
        ({"texts": dict.fromkeys(("uz", "ru", "en"), Text("{name", "a", "b", "c"))}, "{name"),
        ({"texts": dict.fromkeys(("uz", "ru", "en"), Text("a", ""))}, "a whole text and an item"),
        ({"texts": dict.fromkeys(("uz", "ru", "en"), Text("a", "b"))}, "the untitled texts are needed"),
        ({"texts": dict.fromkeys(("uz", "ru", "en"), Text("a", "b", "{title}", "c"))}, "tells the title"),
        ({"private_tokens": frozenset({"author"})}, "private, but not declared"),
        ({"expires_after": timedelta()}, "expires before"),
        ({"texts": dict.fromkeys(("uz", "ru", "en", "de"), Text("a", "b", "c", "d"))}, "no such language: de"),
    ],
)  # fmt: skip
def test_a_kind_with_a_fault_in_its_words_is_not_declared(changes, objection):
    with pytest.raises(WrongKind, match="late: ") as told:
        declared(**changes)
    assert objection in str(told.value)


@pytest.mark.parametrize(
    ("steps", "objection"),
    [
        ((Step("a", "none", 1),), "worded by no kind"),
        ((Step("a", "late", 1), Step("b", "late", 2)), "names {step}"),
        ((Step("a", "late", 2), Step("b", "late", 1)), "begins later"),
    ],
)
def test_a_ladder_with_a_fault_is_not_learnt(steps, objection):
    with pytest.raises(WrongKind) as told:
        learn([declared()], [Ladder("test.loan", steps)])
    assert objection in str(told.value)


def test_a_text_that_names_its_step_wants_the_name_in_every_language():
    text = Text("{step}", "{step}", "{step}", "{step}")
    kind = declared(texts=dict.fromkeys(("uz", "ru", "en"), text))
    with pytest.raises(WrongKind, match="lacks its name"):
        learn([kind], [Ladder("test.loan", (Step("a", "late", 1, label={"uz": "1-eslatma"}),))])


def test_two_kinds_of_one_code_and_two_ladders_of_one_subject_are_refused():
    with pytest.raises(WrongKind):
        learn([declared(), declared()])
    ladder = Ladder("test.loan", (Step("a", "late", 1),))
    with pytest.raises(WrongKind):
        learn([declared()], [ladder, ladder])


def test_cyrillic_is_made_from_the_latin_and_leaves_tokens_alone():
    kind = declared(
        texts={
            **dict.fromkeys(("ru", "en"), Text("a", "a", "b", "c")),
            "uz": Text("Muddat: {title}", "a", "b", "c"),
        }
    )
    words = kind.worded(
        Content({"title": "Alpomish", "name": ""}, "uz-cyrl"), extra={}, untitled=False, whole=True
    )
    assert words == "Муддат: Alpomish"
    assert step_name(Step("a", "late", 1, label={"uz": "eslatma"}), "uz-cyrl") == "эслатма"
