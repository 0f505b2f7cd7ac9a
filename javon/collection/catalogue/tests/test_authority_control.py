"""Names under control: headings, variants, merges, and the records that follow."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from javon.centre.organisation.tests.characters import a_centre
from javon.collection.catalogue import authority_file, jobs
from javon.collection.catalogue.actions import authorities as actions
from javon.collection.catalogue.actions import correct_record
from javon.collection.catalogue.authorities import AuthorityBook
from javon.collection.catalogue.bulk import TitleWriter
from javon.collection.catalogue.models import Authority, AuthorityChange, Revision, Title, TitleAuthority
from javon.collection.catalogue.prepared import prepare
from javon.collection.catalogue.tests.characters import a_cataloguer, a_keeper_of_names, a_record, a_title
from javon.collection.sources.record import Field, Record
from javon.core.database import writing
from javon.core.database.fields import uuid7
from javon.core.jobs.models import Job
from javon.core.search.models import Outbox
from javon.core.verdict import Refused

pytestmark = pytest.mark.django_db
LATIN = "Qodiriy, Abdulla"


def name_of(title: Title) -> Authority:
    return TitleAuthority.objects.get(title=title, role="author").authority


def author_in(title: Title) -> str:
    return str(Record.from_json(Title.objects.get(pk=title.pk).marc).first("100", "a"))


def set_forms(authority: Authority, forms: dict[str, str], **given) -> Authority:
    asked = {"by": a_keeper_of_names(), "authority": authority, "forms": forms, "dates": "", "note": ""}
    return actions.set_forms(**{**asked, "request_id": uuid7(), **given})


def merged(keep: Authority, take: Authority, **given) -> Authority:
    return actions.merge_authorities(
        **{"by": a_keeper_of_names(), "keep": keep, "take": take, "request_id": uuid7(), **given}
    )


def undone(change: AuthorityChange) -> Authority:
    return actions.undo_change(by=a_keeper_of_names(), change=change, request_id=uuid7())


def refused(act) -> tuple[str, ...]:
    with pytest.raises(Refused) as found:
        act()
    return found.value.verdict.codes


def test_every_record_gets_the_heading_of_its_script_at_once() -> None:
    latin, cyrillic = a_title(author="Qodiriy, Abdulla"), a_title("Ўткан кунлар", author="Қодирий, Абдулла")
    authority = name_of(latin)
    assert name_of(cyrillic) == authority
    Outbox.objects.all().delete()
    set_forms(
        authority,
        {"latn": "Qodiriy, Abdulla Jumaevich", "cyrl": "Қодирий, Абдулла Жумаевич"},
        dates="1894–1938",
    )
    assert (
        author_in(latin) == "Qodiriy, Abdulla Jumaevich"
        and author_in(cyrillic) == "Қодирий, Абдулла Жумаевич"
    )
    assert Record.from_json(Title.objects.get(pk=latin.pk).marc).first("100", "d") == "1894–1938"
    assert Title.objects.get(pk=latin.pk).author == "Qodiriy, Abdulla Jumaevich"
    assert name_of(latin) == name_of(cyrillic) == authority and Authority.objects.count() == 1
    assert set(Revision.objects.values_list("cause", flat=True)) == {"authority"}
    assert set(Outbox.objects.values_list("object_id", flat=True)) == {latin.pk, cyrillic.pk}
    change = AuthorityChange.objects.get()
    assert (change.done, change.total, change.rewritten, change.finished_at is not None) == (2, 2, 2, True)


def test_a_new_heading_leads_later_records_to_the_same_entry() -> None:
    authority = name_of(a_title(author=LATIN))
    set_forms(authority, {"latn": "Julqunboy"})
    later = a_title("Mehrobdan chayon", author="Julqunboy")
    older = a_title("Obid ketmon", author=LATIN)
    assert name_of(later) == name_of(older) == authority
    assert Authority.objects.count() == 1


def test_corrected_dates_make_no_namesake_of_records_with_the_old_ones() -> None:
    first = a_title(author=LATIN, dates="1895-1938")
    authority = name_of(first)
    set_forms(authority, {"latn": LATIN}, dates="1894–1938")
    assert name_of(a_title("Obid ketmon", author=LATIN, dates="1895")) == authority
    assert name_of(a_title("Obid ketmon", author=LATIN, dates="1894-")) == authority
    assert name_of(a_title("Boshqa", author=LATIN, dates="1960-")) != authority


def test_undoing_a_heading_brings_back_texts_that_nobody_wrote_since() -> None:
    one, other = a_title(author=LATIN), a_title("Obid ketmon", author=LATIN)
    authority = name_of(one)
    set_forms(authority, {"latn": "Julqunboy"}, dates="1894")
    now = Title.objects.get(pk=other.pk)
    correct_record(
        by=a_cataloguer(), title=now, changes={"place": "Buxoro"}, expected_version=2, request_id=uuid7()
    )
    undone(AuthorityChange.objects.get())
    assert (author_in(one), author_in(other)) == (LATIN, "Julqunboy")
    assert Title.objects.get(pk=one.pk).marc == one.marc
    authority.refresh_from_db()
    assert (authority.heading, authority.dates, authority.forms.count()) == (LATIN, "", 0)


def test_decisions_are_undone_one_after_the_other_to_the_very_first_text() -> None:
    one = a_title(author=LATIN)
    authority = name_of(one)
    set_forms(authority, {"latn": "Julqunboy"})
    set_forms(authority, {"latn": "Qodiriy, A. J."})
    second, first = AuthorityChange.objects.order_by("-at")
    assert refused(lambda: undone(first)) == ("not_the_last_change",)
    undone(second)
    assert author_in(one) == "Julqunboy"
    undone(first)
    assert author_in(one) == LATIN and Title.objects.get(pk=one.pk).marc == one.marc


def test_two_entries_become_one_and_no_correction_grows_the_old_one_again() -> None:
    one, other = a_title(author=LATIN, dates="1894-1938"), a_title("Obid ketmon", author="Julqunboy")
    both = a_title("Maqolalar", author=LATIN, more=(Field("700", "1", " ", [("a", "Julqunboy")]),))
    keep, take = name_of(one), name_of(other)
    merged(keep, take, reason="taxallusi")
    assert author_in(other) == LATIN and name_of(other) == keep
    assert Record.from_json(Title.objects.get(pk=both.pk).marc).values("700", "a") == [LATIN]
    assert Authority.objects.get(pk=take.pk).merged_into == keep
    assert name_of(a_title("Uloqda", author="Julqunboy")) == keep
    now = Title.objects.get(pk=other.pk)
    correct_record(
        by=a_cataloguer(),
        title=now,
        changes={"author": "Julqunboy"},
        expected_version=now.version,
        request_id=uuid7(),
    )
    assert name_of(other) == keep and Authority.objects.count() == 2


def test_undoing_a_merge_of_names_parts_the_records_again() -> None:
    one, other = a_title(author=LATIN, dates="1894"), a_title("Obid ketmon", author="Julqunboy", dates="1895")
    keep, take = name_of(one), name_of(other)
    merged(keep, take)
    assert name_of(a_title("Uloqda", author="Julqunboy", dates="1895")) == keep
    undone(AuthorityChange.objects.get())
    assert (name_of(one), name_of(other)) == (keep, take)
    assert Title.objects.get(pk=other.pk).marc == other.marc
    assert name_of(Title.objects.get(title="Uloqda")) == take
    assert not keep.keys.exists() and keep.forms.count() == 0


def test_an_import_that_is_under_way_follows_a_merge_of_names() -> None:
    one, other = a_title(author=LATIN), a_title("Obid ketmon", author="Julqunboy")
    keep, take = name_of(one), name_of(other)
    book = AuthorityBook(a_centre().pk)
    [named] = [one for one in prepare(a_record(author="Julqunboy")).names if one.role == "author"]
    assert book.resolve([named])[named][1] == take.number
    merged(keep, take)
    assert book.resolve([named])[named][1] == keep.number


def test_chains_of_names_lead_to_the_last_and_come_apart_from_the_end() -> None:
    titles = [a_title(f"Kitob {name}", author=name) for name in ("Alfa", "Beta", "Gamma")]
    alfa, beta, gamma = map(name_of, titles)
    merged(beta, alfa)
    merged(gamma, Authority.objects.get(pk=beta.pk))
    assert {Authority.objects.get(pk=one.pk).merged_into_id for one in (alfa, beta)} == {gamma.pk}
    assert name_of(a_title("Yana", author="Alfa")) == gamma
    undone(AuthorityChange.objects.get(authority=gamma))
    assert Authority.objects.get(pk=alfa.pk).merged_into_id == beta.pk
    assert name_of(titles[1]) == beta


@pytest.mark.parametrize(
    "forms, code",
    [
        ({}, "no_heading"),
        ({"latn": "Қодирий"}, "form_in_other_script"),
        ({"arab": "Qodiriy"}, "form_in_other_script"),
        ({"rus": "Qodiriy"}, "form_in_other_script"),
        ({"latn": "Oybek"}, "name_of_another"),
    ],
)
def test_a_heading_that_may_not_be_is_refused(forms, code) -> None:
    a_title("Qutlugʻ qon", author="Oybek")
    title = a_title(author=LATIN)
    assert refused(lambda: set_forms(name_of(title), forms)) == (code,)
    assert author_in(title) == LATIN and not AuthorityChange.objects.exists()


def test_what_may_not_be_merged_is_refused() -> None:
    one, other = name_of(a_title(author=LATIN)), name_of(a_title("X", author="Oybek"))
    subject = TitleAuthority.objects.get(title=a_title("Y", subjects=("Tarix",)), role="subject").authority
    assert refused(lambda: merged(one, one)) == ("same_authority",)
    assert refused(lambda: merged(one, subject)) == ("other_kind",)
    assert refused(lambda: merged(one, other, by=a_cataloguer())) == ("no_right",)
    merged(one, other)
    assert "authority_merged" in refused(lambda: merged(one, other))
    assert "authority_merged" in refused(lambda: set_forms(other, {"latn": "Oybek"}))


def test_a_variant_leads_records_here_and_a_removed_one_is_not_grown_again() -> None:
    title = a_title(author=LATIN)
    authority = name_of(title)
    given = {"by": a_keeper_of_names(), "authority": authority}
    actions.add_variant(**given, name="Julqunboy", request_id=uuid7())
    assert name_of(a_title("Uloqda", author="Julqunboy")) == authority
    assert refused(lambda: actions.remove_variant(**given, name="Julqunboy", request_id=uuid7())) == (
        "variant_in_use",
    )
    assert (
        refused(lambda: actions.remove_variant(**given, name=LATIN, request_id=uuid7()))[0]
        == "variant_is_heading"
    )
    actions.add_variant(**given, name="Kodiri", request_id=uuid7())
    actions.remove_variant(**given, name="Kodiri", request_id=uuid7())
    a_title("Yana", author="Kodiri")
    assert "Kodiri" not in [one.name.name for one in authority_file.variants(authority)]
    a_title("Qutlugʻ qon", author="Oybek")
    for name, code in (("Oybek", "variant_of_another"), (" ", "empty_name")):
        assert refused(lambda name=name: actions.add_variant(**given, name=name, request_id=uuid7())) == (
            code,
        )


def a_thousand(author: str = LATIN) -> Authority:
    records = [prepare(a_record(f"Kitob {place}", author=author, isbn="")) for place in range(1000)]
    with writing():
        TitleWriter(a_centre().pk).create(records)
    return Authority.objects.get(heading=author)


def test_a_thousand_records_follow_in_turns_and_a_killed_worker_goes_on_where_it_was() -> None:
    authority = a_thousand()
    set_forms(authority, {"latn": "Julqunboy"})
    change = AuthorityChange.objects.get()
    assert (change.done, change.total, change.finished_at) == (50, 1000, None)
    assert Job.objects.get().arguments == {"change_id": str(change.pk)}
    assert refused(lambda: set_forms(authority, {"latn": LATIN})) == ("authority_busy",)
    for _ in range(3):
        actions.carry_on(by=a_keeper_of_names(), change_id=change.pk)
    for _ in range(2):  # run twice: the second finds nothing left to do
        jobs.rewrite_records(str(change.pk))
    change.refresh_from_db()
    assert (change.done, change.rewritten, change.finished_at is not None) == (1000, 1000, True)
    assert set(Title.objects.values_list("author", "version")) == {("Julqunboy", 2)}
    assert Revision.objects.count() == 1000 and Authority.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_sixteen_who_merge_two_names_at_once_one_does_it() -> None:
    keep, take = name_of(a_title(author=LATIN)), name_of(a_title("Obid ketmon", author="Julqunboy"))
    told: list[str] = []

    def work(place: int) -> None:
        try:
            merged(*((keep, take) if place % 2 else (take, keep)))
            told.append("won")
        except Refused as found:
            told.append(found.verdict.codes[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(place,)) for place in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["authority_merged"] * 15 + ["won"]
    assert AuthorityChange.objects.count() == 1
