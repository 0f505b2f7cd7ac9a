"""Two records field by field: what is proposed, what comes out, what is never mixed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.collection.catalogue import merging, wording
from javon.collection.catalogue.derive import derive
from javon.collection.catalogue.rules import MergeFacts, UnmergeFacts, may_merge, may_unmerge
from javon.collection.catalogue.tests.characters import LEADER, a_record
from javon.collection.sources.record import Field, Record


def field(tag: str, *pairs: tuple[str, str]) -> Field:
    return Field(tag, " ", " ", list(pairs))


def of(*fields: Field) -> Record:
    return Record(LEADER, list(fields))


A, B = ("a", "Birinchi matn"), ("a", "Ikkinchi, uzunroq matn")


@pytest.mark.parametrize(
    "keep, take, options, proposed",
    [
        # (fields of the kept record, of the taken one) → what may be chosen, what is proposed
        ([field("650", A)], [], ("keep",), "keep"),
        ([], [field("650", A)], ("keep", "take"), "take"),
        ([field("650", A)], [field("650", ("a", "birinchi  matn."))], ("keep",), "keep"),
        ([field("650", A)], [field("650", B)], ("keep", "take", "both"), "both"),
        ([field("245", A)], [field("245", B)], ("keep", "take"), "take"),
        ([field("245", B)], [field("245", A)], ("keep", "take"), "keep"),
        ([field("300", A)], [field("300", B)], ("keep", "take", "both"), "take"),
        ([field("260", A)], [field("264", B)], ("keep", "take", "both"), "take"),
        ([field("100", A)], [field("110", B)], ("keep", "take"), "take"),
        ([Field("001", value="1")], [Field("001", value="2222")], ("keep",), "keep"),
        (
            [field("020", ("a", "978-9943-00-000-1"))],
            [field("020", ("a", "9789943000001"))],
            ("keep",),
            "keep",
        ),
        ([field("084", ("a", "63.3"))], [field("084", ("a", "633"))], ("keep", "take", "both"), "both"),
        ([field("952", ("i", "1"))], [field("952", ("i", "2"))], ("keep", "take", "both"), "both"),
    ],
)
def test_what_may_be_chosen_and_what_is_proposed(keep, take, options, proposed) -> None:
    [row] = merging.rows(of(*keep), of(*take))
    assert (row.options, row.chosen) == (options, proposed)


def test_each_choice_gives_what_it_says() -> None:
    keep, take = of(field("650", A)), of(field("650", B), field("650", ("a", "birinchi matn")))
    assert merging.merged(keep, take, {"650": "keep"}) is keep
    assert merging.merged(keep, take, {"650": "take"}).values("650", "a") == [B[1], "birinchi matn"]
    assert merging.merged(keep, take, {"650": "both"}).values("650", "a") == [A[1], B[1]]


@pytest.mark.parametrize("chosen", [{"245": "both"}, {"650": ""}, {"650": "x"}])
def test_a_choice_that_is_not_offered_is_an_error(chosen) -> None:
    with pytest.raises(ValueError):
        merging.merged(a_record(subjects=("A",)), a_record("Boshqa", subjects=("B",)), chosen)


def test_two_main_headings_never_stand_in_one_record() -> None:
    keep, take = of(field("100", A), field("245", A)), of(field("110", B), field("245", A))
    made = merging.merged(keep, take, {"1XX": "take"})
    assert [one.tag for one in made.fields] == ["110", "245"]


def test_a_field_comes_with_its_twin_in_another_script_and_gets_a_free_number() -> None:
    keep = of(field("245", ("6", "880-01"), ("a", "Qissa")), field("880", ("6", "245-01/(N"), ("a", "Қисса")))
    take = of(
        field("245", ("6", "880-01"), ("a", "Qissa")),
        field("700", ("6", "880-02"), ("a", "Oybek")),
        field("880", ("6", "245-01/(N"), ("a", "Қисса")),
        field("880", ("6", "700-02/(N"), ("a", "Ойбек")),
    )
    made = merging.merged(keep, take)
    assert [one.first("6") for one in made.fields] == ["880-01", "880-02", "245-01/(N", "700-02/(N"]
    assert made.all("245") == keep.all("245")
    again = merging.merged(made, take, {"245": "keep"})
    assert again is made


def test_a_replaced_field_takes_its_twin_along() -> None:
    keep = of(field("245", ("6", "880-01"), ("a", "Qissa")), field("880", ("6", "245-01"), ("a", "Қисса")))
    made = merging.merged(keep, of(field("245", ("a", "Uzun qissalar"))), {"245": "take"})
    assert [one.tag for one in made.fields] == ["245"]


words = st.text(alphabet="abo ʻ,.", min_size=1, max_size=6)
fields = st.lists(st.tuples(st.sampled_from(["020", "245", "300", "650", "700"]), words), max_size=6)


@given(fields, fields)
def test_merging_the_same_record_once_more_changes_nothing(one, other) -> None:
    keep, take = (of(*(field(tag, ("a", text)) for tag, text in side)) for side in (one, other))
    made = merging.merged(keep, take)
    assert merging.merged(made, made) is made
    for row in merging.rows(made, take):
        assert row.chosen == "keep" or row.options != ("keep", "take"), row


@given(fields)
def test_a_record_merged_with_nothing_stays_byte_for_byte(one) -> None:
    keep = of(*(field(tag, ("a", text)) for tag, text in one))
    assert merging.merged(keep, of()).to_json() == keep.to_json()


def test_the_merged_record_is_found_by_both_isbns() -> None:
    made = merging.merged(a_record(isbn="9789943000001"), a_record(isbn="9789943010796"))
    assert derive(made).isbns == ("9789943000001", "9789943010796")


FACTS = {"kept": 1, "taken": 2}


@pytest.mark.parametrize(
    "facts, codes",
    [
        ({}, ()),
        ({"taken": 1}, ("merged_with_itself",)),
        ({"is_donor": True}, ("donor_not_merged",)),
        ({"merged_into": 9, "merged_number": 2}, ("already_merged",)),
        ({"changed": ((1, "Lola", "10:00"), (2, "", ""))}, ("changed_since_compared",)),
        ({"title": " "}, ("empty_title",)),
        ({"letters": 30_000}, ("too_long",)),
        ({"scripts": ("latn", "cyrl")}, ("scripts_differ",)),
        ({"scripts": ("latn", "")}, ()),
        ({"years": (2019, 2020)}, ("years_differ",)),
        ({"kinds": ("book", "serial")}, ("kinds_differ",)),
        (
            {"taken": 1, "is_donor": True, "title": ""},
            ("merged_with_itself", "donor_not_merged", "empty_title"),
        ),
    ],
)
def test_every_objection_to_a_merge_is_heard_and_has_its_sentence(facts, codes) -> None:
    verdict = may_merge(MergeFacts(**{**FACTS, **facts}))
    assert verdict.codes == codes and all(wording.sentences(verdict.refusals))


@pytest.mark.parametrize(
    "facts, codes",
    [
        ({}, ()),
        ({"is_undone": True, "is_changed": True}, ("merge_undone_already",)),
        ({"kept_merged_into": 3, "is_changed": True}, ("kept_was_merged_since",)),
        ({"is_changed": True}, ("changed_since_merge",)),
    ],
)
def test_every_objection_to_undoing_is_heard(facts, codes) -> None:
    verdict = may_unmerge(UnmergeFacts(**facts))
    assert verdict.codes == codes and all(wording.sentences(verdict.refusals))
