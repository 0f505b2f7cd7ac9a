from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.catalogue.models import Authority, Title, TitleAuthority
from javon.collection.catalogue.search import find
from javon.collection.catalogue.search_schema import SCHEMA
from javon.collection.sources.record import Field, Record
from javon.collection.stock.documents import (
    KIND,
    all_documents,
    all_versions,
    documents_of,
    sample_that_differs,
)
from javon.collection.stock.models import Copy
from javon.core.search.index import Index
from javon.core.search.outbox import Follower, compare, note_change, rebuild

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(tmp_path / "index", SCHEMA)


@pytest.fixture
def point() -> ServicePoint:
    centre = Centre.objects.create(code="AKM", name="Axborot-kutubxona markazi", short_name="AKM")
    return ServicePoint.objects.create(centre=centre, code="AB", name="Abonement")


def a_title(point: ServicePoint, number: int, text: str = "Shum bola", **given: object) -> Title:
    record = Record(
        fields=[
            Field("100", "1", " ", [("a", "Gʻafur Gʻulom")]),
            Field("245", "1", "0", [("a", text)]),
            Field("260", subfields=[("a", "Toshkent"), ("b", "Sharq"), ("c", "1977")]),
        ]
    )
    values: dict[str, object] = {
        "centre": point.centre,
        "number": number,
        "marc": record.to_json(),
        "digest": record.digest(),
        "title": text,
        "title_key": text.lower(),
        "added_on": date(2026, 1, 1),
        "updated_at": timezone.now(),
    }
    return Title.objects.create(**{**values, **given})


def test_a_title_is_found_with_its_author_subject_and_copies(index: Index, point: ServicePoint) -> None:
    title = a_title(point, 1)
    author = Authority.objects.create(centre=point.centre, number=7, kind="person", key="k", heading="Gʻulom")
    subject = Authority.objects.create(
        centre=point.centre, number=8, kind="subject", key="s", heading="Hikoyalar"
    )
    TitleAuthority.objects.create(title=title, authority=author, role="author", position=0, name="Gʻulom")
    TitleAuthority.objects.create(
        title=title, authority=subject, role="subject", position=1, name="Hikoyalar"
    )
    Copy.objects.create(centre=point.centre, title=title, service_point=point)
    assert rebuild(index, all_documents()) == 1
    found = find("шум бола", index=index)
    assert found.ids == (title.pk,)
    said = {name: [value.value for value in values] for name, values in found.facets.items()}
    assert (said["author"], said["subject"], said["point"]) == (["7"], ["8"], [str(point.pk)])
    assert (said["availability"], said["year"], said["script"]) == (["available"], ["1977"], ["latn"])


def test_donor_and_hidden_titles_have_no_document(point: ServicePoint) -> None:
    shown = a_title(point, 1)
    donor, hidden = a_title(point, 2, is_donor=True), a_title(point, 3, is_hidden=True)
    assert set(documents_of([shown.pk, donor.pk, hidden.pk])) == {shown.pk}
    assert [document["number"] for document in all_documents()] == [1]
    assert list(all_versions()) == [(shown.pk, 1)]


def test_hiding_a_title_takes_it_out_of_the_index(index: Index, point: ServicePoint) -> None:
    title = a_title(point, 1)
    follower = Follower(index, {KIND: documents_of})
    note_change(KIND, title.pk)
    follower.catch_up()
    assert find("shum", index=index).count == 1
    Title.objects.filter(pk=title.pk).update(is_hidden=True)
    note_change(KIND, title.pk)
    follower.catch_up()
    assert find("shum", index=index).count == 0
    assert not compare(index, all_versions())


def test_a_document_that_is_not_what_the_database_says_is_noticed(index: Index, point: ServicePoint) -> None:
    title = a_title(point, 1)
    a_title(point, 2, "Navoiy")
    rebuild(index, all_documents())
    assert sample_that_differs(index.snapshot()) == []
    Copy.objects.create(centre=point.centre, title=title, service_point=point)  # and nobody told the index
    assert not compare(index, all_versions())
    assert sample_that_differs(index.snapshot()) == [title.pk]


def test_documents_are_read_in_few_questions(
    point: ServicePoint, django_assert_max_num_queries: object
) -> None:
    for number in range(1, 30):
        a_title(point, number)
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert len(list(all_documents())) == 29
