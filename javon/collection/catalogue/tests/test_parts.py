"""Articles in their magazine, volumes in their set, titles in their series: links that follow the records."""

from __future__ import annotations

from pathlib import Path

import pytest

from javon.centre.organisation.tests.characters import a_centre
from javon.collection.catalogue import contents, placing
from javon.collection.catalogue.actions import correct_record
from javon.collection.catalogue.actions.merging import merge_records, undo_merge
from javon.collection.catalogue.actions.parts import add_part, add_volume, put_into_set
from javon.collection.catalogue.importing import pipeline
from javon.collection.catalogue.models import PartLink, SeriesLink, Title
from javon.collection.catalogue.tests.characters import (
    a_cataloguer,
    a_file,
    a_head_of_stock,
    a_record,
    a_title,
)
from javon.collection.catalogue.tests.test_hosts import a_magazine
from javon.collection.sources.record import Field, Record
from javon.core.access import VISITOR
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused

pytestmark = pytest.mark.django_db


def an_article(host: Title, title: str = "Navoiy va zamon", **typed: str) -> Title:
    given = {"title": title, "year": "2021", "issue": "2", "pages": "34-37", **typed}
    return add_part(by=a_cataloguer(), host=host, typed=given, request_id=uuid7())


def a_volume(host: Title, number: str, **typed: str) -> Title:
    return add_volume(by=a_cataloguer(), host=host, typed={"number": number, **typed}, request_id=uuid7())


def merged(keep: Title, take: Title):
    return merge_records(
        by=a_head_of_stock(), keep=keep, take=take, chosen={}, keep_version=keep.version,
        take_version=take.version, request_id=uuid7(),
    )  # fmt: skip


def article_record(number: str, host: str, pages: str = "1", source: str = "NLUz") -> Record:
    told = Field(
        "773", "0", " ", [("t", "Tafakkur"), ("g", f"2020. — № 1. — B. {pages}"), ("w", f"({source}){host}")]
    )
    record = a_record(f"Maqola {number}", author="", number=number, source=source, more=(told,))
    return Record(record.leader[:7] + "b" + record.leader[8:], record.fields)


def test_an_article_is_led_to_its_magazine_and_listed_there() -> None:
    host = a_title(record=a_magazine())
    article = an_article(host)
    assert article.kind == "article"
    shown = contents.host_of(article)
    assert shown is not None and (shown.title, shown.label) == (host, "2021. — № 2. — B. 34–37")
    assert Entry.objects.get().verb == "part_added"


def test_a_host_of_our_own_is_named_by_its_short_number_and_an_imported_one_by_its_own() -> None:
    own, foreign = a_title(record=a_magazine()), a_title("Chet el", number="77", source="NLUz")
    assert placing.reference_to(own) == (placing.own_source(own.centre_id), str(own.number))
    assert placing.reference_to(foreign) == ("NLUz", "77")
    assert PartLink.objects.get(title=an_article(foreign)).host == foreign


def test_articles_stand_by_the_newest_issue_and_by_page() -> None:
    host = a_title(record=a_magazine())
    for title, year, issue, pages in (
        ("A", "2020", "12", "5"),
        ("B", "2021", "1", "9"),
        ("C", "2021", "1", "10"),
        ("D", "2021", "2", "3"),
    ):
        an_article(host, title, year=year, issue=issue, pages=pages)
    assert [link.title.title[:1] for link in contents.parts_of(host)] == ["D", "B", "C", "A"]


def test_the_same_article_is_not_entered_twice_and_one_press_enters_once() -> None:
    host, request_id = a_title(record=a_magazine()), uuid7()
    typed = {"title": "Kuz", "year": "2021", "pages": "3"}
    for _press in range(2):
        add_part(by=a_cataloguer(), host=host, typed=typed, request_id=request_id)
    with pytest.raises(Refused) as refused:
        add_part(by=a_cataloguer(), host=host, typed=typed, request_id=uuid7())
    assert refused.value.verdict.codes == ("part_is_there",) and PartLink.objects.count() == 1


def test_an_article_has_no_articles_and_a_visitor_enters_nothing() -> None:
    host = a_title(record=a_magazine())
    article = an_article(host)
    with pytest.raises(Refused) as refused:
        an_article(article)
    assert "host_is_part" in refused.value.verdict.codes
    with pytest.raises(Refused):
        add_part(by=VISITOR, host=host, typed={"title": "Kuz", "year": "2020"}, request_id=uuid7())


def test_parts_follow_a_merge_of_their_host_and_its_undoing() -> None:
    keep, take = a_title(record=a_magazine()), a_title(record=a_magazine("Tafakkur jurnali"))
    article = an_article(take)
    done = merged(keep, take)
    assert [link.title for link in contents.parts_of(keep)] == [article]
    assert contents.host_of(article).title == keep  # type: ignore[union-attr]
    undo_merge(by=a_head_of_stock(), merge=done, request_id=uuid7())
    assert not contents.parts_of(keep) and [link.title for link in contents.parts_of(take)] == [article]


def test_a_magazine_and_its_article_are_never_merged() -> None:
    host = a_title(record=a_magazine())
    article = an_article(host)
    with pytest.raises(Refused) as refused:
        merged(host, article)
    assert "host_and_part" in refused.value.verdict.codes


def test_a_correction_keeps_the_link_and_a_lost_host_can_be_found_again() -> None:
    host = a_title(record=a_magazine())
    article = an_article(host)
    correct_record(
        by=a_cataloguer(),
        title=article,
        changes={"annotation": "Qisqacha"},
        expected_version=1,
        request_id=uuid7(),
    )
    assert PartLink.objects.get().host == host
    PartLink.objects.update(host=None)
    [[found]] = placing.find_hosts(host.centre_id)
    assert found.host_id == host.pk


# --- sets


def test_the_volumes_of_a_set_and_the_gaps_between_them() -> None:
    whole = a_title("Asarlar", subtitle="6 jildlik")
    for number in ("1", "2", "5"):
        a_volume(whole, number, year="2010")
    state = contents.set_state(whole)
    assert [link.issue for link in state.volumes] == [1, 2, 5]
    assert (state.told, state.missing, state.following) == (6, (3, 4, 6), 3)
    whole.refresh_from_db()
    assert Record.from_json(whole.marc).leader[19] == "a" and whole.version == 2


def test_a_volume_of_the_same_year_is_there_once_and_another_edition_is_welcome() -> None:
    whole = a_title("Asarlar")
    a_volume(whole, "1", year="2010")
    with pytest.raises(Refused) as refused:
        a_volume(whole, "1", year="2010")
    assert refused.value.verdict.codes == ("volume_is_there",)
    a_volume(whole, "1", year="2019")


def test_a_record_that_is_here_already_is_led_to_its_set_with_its_own_text() -> None:
    whole, volume = (
        a_title("Asarlar"),
        a_title("Asarlar", subtitle="", year="2011", more=(Field("500", " ", " ", [("a", "Izoh")]),)),
    )
    put_into_set(
        by=a_cataloguer(),
        title=volume,
        host=whole,
        number="4",
        expected_version=volume.version,
        request_id=uuid7(),
    )
    record = Record.from_json(Title.objects.get(pk=volume.pk).marc)
    assert (record.first("245", "n"), record.first("500", "a")) == ("4-jild.", "Izoh")
    assert [link.issue for link in contents.volumes_of(whole)] == [4]


@pytest.mark.parametrize("what", ["itself", "article", "set"])
def test_what_is_no_volume_is_not_led_to_a_set(what: str) -> None:
    whole = a_title("Asarlar")
    other = a_title("Boshqa toʻplam", subtitle="")
    a_volume(other, "1")
    candidates = {"itself": whole, "article": an_article(a_title(record=a_magazine())), "set": other}
    title = Title.objects.get(pk=candidates[what].pk)
    with pytest.raises(Refused):
        put_into_set(
            by=a_cataloguer(),
            title=title,
            host=whole,
            number="1",
            expected_version=title.version,
            request_id=uuid7(),
        )


# --- series


def test_a_series_lists_its_titles_by_number_whatever_the_script() -> None:
    for title, name, number in (
        ("Ikki", "Oltin meros ;", "2-kitob"),
        ("Bir", "Олтин мерос ;", "1"),
        ("Yana", "Oltin meros", ""),
    ):
        pairs = [("a", name), *([("v", number)] if number else [])]
        a_title(title, subtitle="", more=(Field("490", "0", " ", pairs),))
    key = SeriesLink.objects.first().key  # type: ignore[union-attr]
    assert [link.title.title for link in contents.in_series(key)] == ["Bir", "Ikki", "Yana"]


# what imports bring


def imported(*paths: Path) -> None:
    pipeline.run(list(paths), by=a_cataloguer(), centre_id=a_centre().pk, companion=None)


@pytest.mark.django_db(transaction=True)
def test_an_import_leads_articles_to_hosts_that_come_before_and_after_them(tmp_path: Path) -> None:
    host = a_record("Tafakkur", author="", subtitle="", number="77", source="NLUz")
    imported(
        a_file(
            tmp_path,
            article_record("1", "77", "5"),
            host,
            article_record("2", "77", "3"),
            article_record("3", "99"),
        )
    )
    assert PartLink.objects.filter(host__title="Tafakkur").count() == 2
    late = a_record("Sharq yulduzi", author="", subtitle="", number="99", source="NLUz")
    imported(a_file(tmp_path, late, name="late.mrc"))
    assert not PartLink.objects.filter(host=None).exists()


@pytest.mark.django_db(transaction=True)
def test_a_name_that_two_hosts_answer_to_leaves_the_link_open(tmp_path: Path) -> None:
    one = a_record("Bir", number="7", source="X", author="")
    other = a_record("Ikki kitob", number="7", source="X", author="", year="1990")
    part = article_record("8", "7", source="X")
    a_title(record=one)
    a_title(record=other)
    imported(a_file(tmp_path, part))
    assert PartLink.objects.get().host is None
