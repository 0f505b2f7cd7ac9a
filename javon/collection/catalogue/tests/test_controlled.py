"""Lists to choose from in the form of a record: age mark, language, script."""

from __future__ import annotations

import pytest

from javon.collection.catalogue import editing
from javon.collection.catalogue.controlled import AGE_MARKS, LANGUAGES_OF_STOCK, SCRIPT_WORDS
from javon.collection.catalogue.derive import derive
from javon.collection.catalogue.forms import RecordForm
from javon.collection.catalogue.tests.characters import a_record
from javon.collection.catalogue.wording_facets import LANGUAGES, SCRIPTS
from javon.collection.sources.record import Field, Record
from javon.core.database.fields import uuid7


def saved(record: Record, **typed: str) -> Record:
    """The record after somebody opened its form, typed and saved."""
    shown = editing.shown(record)
    data = {**shown, "expected_version": "1", "request_id": str(uuid7()), **typed}
    form = RecordForm(data, initial=shown)
    assert form.is_valid(), form.errors
    return editing.edited(record, form.typed)


def test_the_lists_are_those_of_the_law_and_of_the_statistics() -> None:
    assert AGE_MARKS == ("0+", "6+", "12+", "16+", "18+")
    assert set(LANGUAGES_OF_STOCK) <= set(LANGUAGES) and set(SCRIPT_WORDS) == set(SCRIPTS)


@pytest.mark.parametrize("mark", AGE_MARKS)
def test_an_age_mark_is_chosen_from_five(mark: str) -> None:
    record = saved(a_record(), age_mark=mark)
    assert record.first("521", "a") == mark and derive(record).age_mark == mark


@pytest.mark.parametrize("text", ["12+ yosh", "Для детей старше 6 лет", "7+", "O'rta maktab yoshi"])
def test_another_text_about_age_stays_as_it_is(text: str) -> None:
    record = a_record(more=(Field("521", " ", " ", [("a", text)]),))
    assert saved(record, place="Buxoro").first("521", "a") == text
    assert saved(record, age_mark="").get("521") is None


@pytest.mark.parametrize(
    "title, chosen, words",
    [
        ("Oʻtkan kunlar", "cyrl", "Kirill yozuvi"),
        ("Ўткан кунлар", "latn", "Lotin yozuvi"),
        ("Oʻtkan kunlar", "arab", "Arab yozuvi"),
    ],
)
def test_a_script_that_the_title_does_not_tell_is_said_in_546(title: str, chosen: str, words: str) -> None:
    record = saved(a_record(title), script=chosen)
    assert record.first("546", "b") == words and derive(record).script == chosen
    assert editing.shown(record)["script"] == chosen


@pytest.mark.parametrize("title, script", [("Oʻtkan kunlar", "latn"), ("Ўткан кунлар", "cyrl")])
def test_a_script_that_the_title_tells_is_not_written_twice(title: str, script: str) -> None:
    record = a_record(title)
    assert editing.shown(record)["script"] == script
    assert saved(record, script=script) == record
    assert saved(record, script="").get("546") is None


def test_a_note_on_the_language_is_kept_when_the_script_changes() -> None:
    record = a_record(
        more=(Field("546", " ", " ", [("a", "Matn oʻzbek va rus tillarida"), ("b", "Кирилл")]),)
    )
    assert editing.shown(record)["script"] == "cyrl"
    after = saved(record, script="latn")
    assert (
        after.first("546", "a") == "Matn oʻzbek va rus tillarida"
        and after.first("546", "b") == "Lotin yozuvi"
    )
    assert saved(record, place="Buxoro").first("546", "b") == "Кирилл"


@pytest.mark.parametrize("typed", [{"script": "runic"}, {"language": ""}, {"age_mark": "x" * 5000}])
def test_a_choice_that_was_never_offered_is_refused_in_words(typed: dict[str, str]) -> None:
    form = RecordForm({"title": "X", "expected_version": "1", "request_id": str(uuid7()), **typed})
    assert form.is_valid() is ("language" in typed)
