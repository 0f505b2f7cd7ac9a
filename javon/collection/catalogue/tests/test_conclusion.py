"""The expert conclusion on religious literature: field 583 in the simple form, in the hints, in the list of what lacks it."""

from __future__ import annotations

import pytest

from javon.centre.organisation.tests.characters import a_centre
from javon.collection.catalogue import classes_in_use, editing
from javon.collection.catalogue.checks import checks
from javon.collection.catalogue.derive import derive
from javon.collection.catalogue.knowledge import is_religious
from javon.collection.catalogue.tests.characters import a_record, a_title
from javon.collection.sources.record import Field, Record

OTHER = Field("583", "1", " ", [("a", "restavratsiya"), ("c", "2019")])
SAID = {"conclusion_number": "03-07/1234", "conclusion_on": "12.03.2026"}


def fields_583(record: Record) -> list[list[tuple[str, str]]]:
    return [list(field.subfields or ()) for field in record.all("583")]


def test_it_is_written_into_a_field_of_its_own_and_read_from_there():
    record = editing.edited(a_record(), SAID)
    assert fields_583(record) == [[("a", "Diniy ekspertiza"), ("b", "03-07/1234"), ("c", "12.03.2026")]]
    assert derive(record).conclusion == "03-07/1234, 12.03.2026"
    shown = editing.shown(record)
    assert {name: shown[name] for name in SAID} == SAID
    assert editing.edited(record, SAID) == record


def test_another_action_note_is_left_alone():
    record = editing.edited(a_record(more=(OTHER,)), SAID)
    assert len(fields_583(record)) == 2 and fields_583(record)[0] == [("a", "restavratsiya"), ("c", "2019")]
    emptied = editing.edited(record, {"conclusion_number": "", "conclusion_on": ""})
    assert fields_583(emptied) == [[("a", "restavratsiya"), ("c", "2019")]]
    assert derive(emptied).conclusion == "" and derive(a_record(more=(OTHER,))).conclusion == ""


@pytest.mark.parametrize(
    "udc, bbk, expected",
    [
        ("28", "", True),
        ("2-1", "", True),
        ("", "86.38", True),
        ("", "Д86.38", True),
        ("", "Д 86.38", True),
        ("821.512.133", "84(5Oʻzb)6", False),
        ("", "74.26", False),
        ("", "", False),
    ],
)
def test_what_religious_literature_is(udc, bbk, expected):
    assert is_religious(udc, bbk) is expected


@pytest.mark.django_db
def test_the_form_reminds_of_it_and_the_list_shows_what_lacks_it(tmp_path, settings):
    settings.SEARCH_INDEX = tmp_path / "index"
    centre = a_centre()
    bbk = Field("084", " ", " ", [("a", "86.38")])
    without = a_title("Namuna risola", more=(bbk,))
    having = a_title("Boshqa risola", record=editing.edited(a_record("Boshqa risola", more=(bbk,)), SAID))
    a_title("Roman", number="7")
    assert having.conclusion == "03-07/1234, 12.03.2026"
    assert list(classes_in_use.flagged("without-conclusion")) == [without]
    values = {"title": "Namuna risola", "bbk": "86.38", "year": "2020", "language": "uzb"}
    assert "no_conclusion" in [one.code for one in checks(values, centre_id=centre.pk)]
    assert "no_conclusion" not in [one.code for one in checks({**values, **SAID}, centre_id=centre.pk)]
