from __future__ import annotations

import pickle

from hypothesis import given

from javon.collection.sources.record import Field, Record
from javon.collection.sources.tests.characters import a_record, records


@given(records())
def test_a_record_comes_back_from_json_and_pickle_as_it_was(record: Record) -> None:
    assert Record.from_json(record.to_json()) == record
    assert pickle.loads(pickle.dumps(record)) == record


def test_odd_tags_indicators_and_empty_subfields_survive_json() -> None:
    odd = Record(
        "  weird leader  \x01",
        [
            Field("FMT", value="BK"),
            Field("008", value="\x1faNot a subfield"),
            Field("24É", "#", "é", [("", "lead"), ("a", ""), (" ", "blank code"), ("ab", "two")]),
            Field("500", " ", " ", []),
        ],
    )
    assert Record.from_json(odd.to_json()) == odd


def test_two_records_that_differ_only_in_lengths_have_one_digest() -> None:
    one = a_record()
    other = Record("01234" + one.leader[5:12] + "00999" + one.leader[17:], one.fields)
    assert one.digest() == other.digest()
    assert len(one.digest()) == 16
    assert one.digest() != a_record("Mehrobdan chayon").digest()


def test_setting_a_subfield_keeps_the_order_of_everything_else_and_the_old_record() -> None:
    before = a_record()
    after = before.with_subfield("245", "b", "tarixiy roman")
    assert after.first("245", "b") == "tarixiy roman"
    assert before.first("245", "b") == "roman"
    assert [field.tag for field in after] == [field.tag for field in before]
    assert after.with_subfield("245", "b", "roman") == before


def test_a_missing_subfield_and_a_missing_field_find_their_place() -> None:
    record = a_record().with_subfield("245", "h", "matn").with_subfield("250", "a", "2-nashr")
    assert record.get("245").subfields[-1] == ("h", "matn")
    assert [field.tag for field in record] == ["001", "008", "020", "100", "245", "250", "264", "952"]


def test_fields_can_be_taken_away() -> None:
    record = a_record().without_field("952").without_subfield("245", "c").without_subfield("020", "a")
    assert [field.tag for field in record] == ["001", "008", "100", "245", "264"]
    assert record.values("245") == ["Oʻtkan kunlar", "roman"]
