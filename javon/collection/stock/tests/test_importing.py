"""The whole way of a file: taken, recognised again, counted, found; nothing twice, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from javon.centre.organisation.tests.characters import a_centre, a_service_point
from javon.collection.catalogue.importing.counting import Outcome
from javon.collection.catalogue.models import (
    Authority,
    AuthorityName,
    Identifier,
    Import,
    Origin,
    Quarantined,
    Revision,
    Title,
    TitleAuthority,
)
from javon.collection.catalogue.search import catalogue_index
from javon.collection.catalogue.tests.characters import LEADER, a_cataloguer, a_copy_field, a_file, a_record
from javon.collection.sources.record import Field, Record
from javon.collection.stock.documents import sample_that_differs
from javon.collection.stock.importing import run_import
from javon.collection.stock.models import Copy
from javon.core.access import VISITOR
from javon.core.search.models import Outbox
from javon.core.testing import shared_data
from javon.core.verdict import Refused

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def house(tmp_path: Path, settings) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"
    a_centre()
    a_service_point("ABONEMENT")


def imported(*files: Path, **given) -> Outcome:
    outcome = run_import(files, by=a_cataloguer(), **given)
    assert outcome.read == outcome.created + outcome.updated + outcome.unchanged + outcome.quarantined
    return outcome


def state() -> list:
    """All that an import may change, comparable."""
    models = (
        Title,
        Identifier,
        Authority,
        AuthorityName,
        TitleAuthority,
        Origin,
        Revision,
        Copy,
        Quarantined,
    )
    left_out = {"updated_at", "started_at", "finished_at", "run"}
    return [
        sorted(str({k: v for k, v in row.items() if k not in left_out}) for row in model.objects.values())
        for model in models
    ]


def test_a_record_becomes_a_title_with_its_names_numbers_and_copies(tmp_path: Path) -> None:
    record = a_record(
        isbn="978-9943-00-000-1",
        dates="1894-1938",
        subjects=("Oʻzbek adabiyoti",),
        number="1",
        source="UzQTAKM",
        more=(a_copy_field("004218", "123", g="45 000", d="2019-05-06", o="84(5Oʻzb) Q-57", c="2-javon"),),
    )
    outcome = imported(a_file(tmp_path, record))
    title = Title.objects.get()
    assert (outcome.created, outcome.copies_added) == (1, 1)
    assert (title.number, title.title, title.subtitle, title.author, title.year) == (
        1, "Oʻtkan kunlar", "roman", "Qodiriy, Abdulla", 2019,
    )  # fmt: skip
    assert Record.from_json(title.marc).fields == record.fields
    assert set(title.authority_links.values_list("role", "name")) == {
        ("author", "Qodiriy, Abdulla"),
        ("subject", "Oʻzbek adabiyoti"),
    }
    copy = Copy.objects.get()
    assert (copy.inventory_number, copy.foreign_barcode, copy.price, copy.shelf) == (
        "004218",
        "123",
        4_500_000,
        "2-javon",
    )
    assert str(copy.acquired_on) == "2019-05-06"
    assert not Outbox.objects.exists()
    # What the import fed is what the database would make of it.
    assert sample_that_differs(catalogue_index().snapshot()) == []


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    records = [
        a_record(f"Kitob {n}", number=str(n), source="X", more=(a_copy_field(str(n)),)) for n in range(70)
    ]
    file = a_file(tmp_path, *records)
    imported(file)
    before = state()
    outcome = imported(file)
    assert (outcome.created, outcome.updated, outcome.unchanged) == (0, 0, 70)
    assert state() == before


def test_a_changed_record_of_its_source_is_updated_and_the_old_one_kept(tmp_path: Path) -> None:
    imported(a_file(tmp_path, a_record(year="2018", number="1", source="X")))
    outcome = imported(a_file(tmp_path, a_record(year="2019", number="1", source="X")))
    assert (outcome.updated, Title.objects.get().year, Title.objects.get().version) == (1, 2019, 2)
    assert Revision.objects.get().cause == "imported"


def test_two_records_that_one_source_numbers_differently_stay_two(tmp_path: Path) -> None:
    file = a_file(
        tmp_path,
        a_record(isbn="9789943000001", number="1", source="X"),
        a_record(isbn="9789943000001", number="2", source="X"),
    )
    assert imported(file).created == 2
    assert imported(file).unchanged == 2


def test_an_isbn_of_ten_and_of_thirteen_is_one_book(tmp_path: Path) -> None:
    imported(a_file(tmp_path, a_record(isbn="5-7000-0001-7", number="1", source="X")))
    with_copy = a_record(isbn="9785700000013", number="9", source="Y", more=(a_copy_field("77"),))
    outcome = imported(a_file(tmp_path, with_copy))
    assert (outcome.updated, Title.objects.count(), Copy.objects.count()) == (1, 1, 1)


def test_a_school_book_that_reuses_an_isbn_is_another_book(tmp_path: Path) -> None:
    one = a_record("Matematika", subtitle="5-sinf uchun darslik", isbn="9789943000001", source="X")
    other = a_record("Matematika", subtitle="6-sinf uchun darslik", isbn="9789943000001", source="Y")
    assert imported(a_file(tmp_path, one, other)).created == 2


def test_two_spellings_of_one_edition_are_one_by_fingerprint(tmp_path: Path) -> None:
    outcome = imported(
        a_file(tmp_path, a_record("O'tkan kunlar"), a_record("Oʻtkan kunlar", author="Qodiriy A."))
    )
    assert (outcome.created, outcome.unchanged) == (1, 1)


def test_editions_in_two_scripts_are_two_titles_of_one_author(tmp_path: Path) -> None:
    cyrillic = a_record("Ўткан кунлар", author="Қодирий, Абдулла", subtitle="роман", publisher="Шарқ")
    assert imported(a_file(tmp_path, a_record(), cyrillic)).created == 2
    author = Authority.objects.get(kind="person")
    assert set(author.names.values_list("name", "script")) == {
        ("Qodiriy, Abdulla", "latn"),
        ("Қодирий, Абдулла", "cyrl"),
    }
    assert author.title_links.count() == 2


def test_namesakes_born_in_different_years_are_two_and_the_undated_joins_the_first(tmp_path: Path) -> None:
    records = [
        a_record(f"Asar {n}", author="Karimov, Naim", dates=dates)
        for n, dates in enumerate(("1932-", "1971-", ""))
    ]
    imported(a_file(tmp_path, *records))
    first = Authority.objects.get(dates="1932-")
    assert Authority.objects.filter(kind="person").count() == 2
    assert first.title_links.count() == 2


def test_what_a_librarian_corrected_is_not_undone_by_the_file(tmp_path: Path) -> None:
    from javon.collection.catalogue.actions import correct_record
    from javon.core.database.fields import uuid7

    file = a_file(tmp_path, a_record("Otkan kunlar", number="1", source="X"))
    imported(file)
    correct_record(
        by=a_cataloguer(),
        title=Title.objects.get(),
        changes={"title": "Oʻtkan kunlar"},
        expected_version=1,
        request_id=uuid7(),
    )
    assert imported(file).unchanged == 1
    newer = a_record("Otkan kunlar", number="1", source="X", subjects=("Roman",))
    assert imported(a_file(tmp_path, newer)).updated == 1
    title = Title.objects.get()
    assert title.title == "Oʻtkan kunlar"
    assert title.authority_links.filter(role="subject").exists()


def test_a_repeated_inventory_number_is_kept_and_told_apart(tmp_path: Path) -> None:
    imported(
        a_file(
            tmp_path,
            *(
                a_record(f"Kitob {n}", number=str(n), source="X", more=(a_copy_field("100"),))
                for n in range(3)
            ),
        )
    )
    assert sorted(Copy.objects.values_list("inventory_repeat", flat=True)) == [0, 1, 2]


def test_an_unknown_department_becomes_a_point_of_its_own(tmp_path: Path) -> None:
    imported(a_file(tmp_path, a_record(more=(a_copy_field("1", point="XORIJIY"),))))
    assert Copy.objects.get().service_point.code == "XORIJIY"


def test_donor_records_make_no_copies_no_names_and_are_not_found(tmp_path: Path) -> None:
    outcome = imported(
        a_file(tmp_path, a_record(isbn="9789943000001", more=(a_copy_field("1"),))), donor=True
    )
    assert outcome.created == 1
    assert Title.objects.get().is_donor
    assert not Copy.objects.exists() and not Authority.objects.exists() and not Outbox.objects.exists()


def test_a_dry_run_tells_what_the_run_would_do_and_writes_nothing(tmp_path: Path) -> None:
    first = a_file(tmp_path, a_record(number="1", source="X"), name="first.mrc")
    imported(first)
    same = a_record("Mehrobdan chayon", number="2", source="X")
    file = a_file(
        tmp_path,
        a_record(year="2020", number="1", source="X"),
        same,
        same,
        a_record("Mehrobdan chayon", isbn="9789943000001"),
    )
    before = state()
    told = imported(file, dry_run=True)
    assert state() == before
    assert Import.objects.count() == 1
    done = imported(file)
    assert (
        (told.created, told.updated, told.unchanged)
        == (done.created, done.updated, done.unchanged)
        == (1, 2, 1)
    )


def test_what_cannot_be_read_lies_in_quarantine_with_its_bytes_once(tmp_path: Path) -> None:
    file = a_file(tmp_path, a_record(), a_record("Mehrobdan chayon"))
    content = file.read_bytes()
    file.write_bytes(content[:-40])
    outcome = imported(file)
    assert (outcome.created, outcome.quarantined) == (1, 1)
    row = Quarantined.objects.get()
    assert bytes(row.raw) == content[row.position : -40]
    assert imported(file).quarantined == 1
    assert Quarantined.objects.count() == 1


def test_nobody_imports_without_the_right(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        run_import([a_file(tmp_path, a_record())], by=VISITOR)
    assert refused.value.verdict.codes == ("no_right",)
    assert not Title.objects.exists()


def test_a_missing_file_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    outcome = imported(tmp_path / "yoʻq.mrc")
    assert [fault.code for fault in outcome.faults] == ["unreadable"]


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
DATA_FIELDS = st.builds(
    lambda tag, one, two, pairs: Field(tag, one, two, pairs),
    st.integers(10, 999).map("{:03}".format),
    st.sampled_from(" 0123456789"),
    st.sampled_from(" 0123456789"),
    st.lists(
        st.tuples(st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789"), TEXT), min_size=1, max_size=5
    ),
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(DATA_FIELDS, min_size=1, max_size=8), min_size=1, max_size=6))
def test_nothing_of_a_record_is_lost_on_its_way_through_the_database(tmp_path: Path, contents) -> None:
    records = [
        Record(LEADER, [Field("001", value=f"n{place}"), Field("003", value="X"), *fields])
        for place, fields in enumerate(contents)
    ]
    Copy.objects.all().delete()
    Title.objects.all().delete()
    # The format is named: a record with a field 200 may be taken for UNIMARC, and rightly so.
    outcome = imported(a_file(tmp_path, *records), format="marc21")
    assert outcome.created == len(records)
    kept = {title.control_number: Record.from_json(title.marc).fields for title in Title.objects.all()}
    assert kept == {f"n{place}": record.fields for place, record in enumerate(records)}


@pytest.mark.parametrize(
    "name", ["marc/pymarc/test.dat", "marc/evergreen", "marc_broken", "unimarc_rusmarc/rusmarc/TEST1.ISO"]
)
def test_counts_of_real_files_add_up_and_the_second_time_nothing_changes(name: str) -> None:
    path = shared_data(name)
    files = sorted(path.rglob("*"))[:12] if path.is_dir() else [path]
    files = [file for file in files if file.is_file() and file.stat().st_size < 300_000]
    first = imported(*files)
    second = imported(*files)
    assert (second.created, second.updated) == (0, 0)
    assert second.read == first.read
    assert second.quarantined == first.quarantined
