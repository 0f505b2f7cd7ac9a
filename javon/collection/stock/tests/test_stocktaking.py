"""A stocktaking from its order to its approved act: what is expected, what is scanned, what comes of it."""

from __future__ import annotations

import random
import threading
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from javon.centre.documents.happened import DocumentApproved
from javon.centre.documents.models import Document
from javon.centre.organisation.tests.characters import a_centre, a_person, a_service_point
from javon.collection.stock import inventory_lines
from javon.collection.stock.actions import counting
from javon.collection.stock.actions import stocktaking as actions
from javon.collection.stock.codes import barcode_of
from javon.collection.stock.models import Copy, Expectation, Scan, Stocktaking
from javon.collection.stock.queries import inventory
from javon.collection.stock.queries import stocktaking as queries
from javon.collection.stock.rules.stocktaking import Scope, unseen
from javon.collection.stock.tests.characters import a_copy, many_copies
from javon.collection.stock.whereabouts import move
from javon.core import clock
from javon.core.access import machine
from javon.core.database import writing
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused

BY = machine("test")
ORDER = "14-A-son buyruq, 09.01.2026"


@pytest.fixture
def point(db):
    a_centre()
    return a_service_point("BOLALAR", name="Bolalar boʻlimi")


def a_session(point, *, deed=None, **bounds):
    return actions.open_stocktaking(
        by=BY,
        centre=point.centre,
        scope=Scope(points=(point.pk,), **bounds),
        deed=deed or actions.Deed(ORDER),
    )


def the_shelf(session, name):
    return session.shelves.get(name=name)


def scan(session, code, shelf=None, **more):
    return counting.scan(by=BY, stocktaking=session, code=code, shelf=shelf, **more)


def carry(copy, place):
    with writing():
        move([Copy.objects.get(pk=copy.pk)], to=place, by=BY)


def refusal_of(deed, **arguments):
    with pytest.raises(Refused) as refused:
        deed(by=BY, **arguments)
    return refused.value.verdict.codes


def the_approval(session):
    document = Document.objects.get(pk=session.act_id)
    with writing():
        actions.follow_approved_act(DocumentApproved(document.pk, uuid7(), document.short_id, "act", "1"))
    session.refresh_from_db()


# --- what is expected


def test_the_expected_copies_are_frozen_with_their_shelves(point):
    copies = many_copies(6, service_point=point)
    a_copy(service_point=a_service_point())  # of another point
    gone = many_copies(1, service_point=point, first=50, state="written_off")[0]
    session = a_session(point)
    assert session.expected == 6 and session.expectations.filter(outcome="", said="on_shelf").count() == 6
    assert [(one.name, one.expected) for one in session.shelves.all()] == [("1-javon", 3), ("2-javon", 3)]
    assert queries.in_open_stocktaking([copies[0].pk, gone.pk]) == {copies[0].pk}


@pytest.mark.parametrize(
    "bounds, expected",
    [
        ({"shelf": "2-javon"}, 5),
        ({"number_from": 100_003, "number_to": 100_006}, 4),
        ({"mark_from": "84", "mark_to": "84"}, 10),
        ({"mark_from": "85"}, 0),
        ({"sample": 4}, 4),
        ({"sample": 40}, 10),
    ],
)
def test_a_scope_may_be_narrower_than_its_point(point, bounds, expected):
    many_copies(10, service_point=point)
    if not expected:
        with pytest.raises(Refused, match="nothing_to_count"):
            a_session(point, **bounds)
        return
    session = a_session(point, **bounds)
    assert session.expected == session.expectations.count() == expected


def test_a_stock_is_not_counted_twice_at_one_time_except_for_a_sample(point):
    many_copies(10, service_point=point)
    first = a_session(point, shelf="1-javon")
    with pytest.raises(Refused) as refused:
        a_session(point)
    (objection,) = refused.value.verdict.refusals
    assert objection.details == {"copies": 5, "numbers": str(first.number)}
    assert a_session(point, shelf="2-javon").expected == 5 and a_session(point, sample=10).expected == 10


def test_a_lot_is_drawn_again_from_its_number(point):
    many_copies(40, service_point=point)
    scope = Scope(points=(point.pk,), sample=10)
    centre = point.centre_id
    assert (
        queries.drawn(centre, scope, 7) == queries.drawn(centre, scope, 7) != queries.drawn(centre, scope, 8)
    )
    assert len(queries.sheet_of(queries.drawn(centre, scope, 7))) == 10


# --- scanning


def test_every_kind_of_scan_is_told_apart(point):
    copies = many_copies(6, service_point=point)
    other = a_copy(service_point=a_service_point(), barcode=barcode_of(900))
    gone = a_copy(service_point=point, barcode=barcode_of(901), state="written_off")
    carry(copies[1], "on_loan")
    carry(copies[2], "missing")
    session = a_session(point)
    first, second = the_shelf(session, "1-javon"), the_shelf(session, "2-javon")
    heard = [
        scan(session, code, shelf).outcome
        for code, shelf in (
            (copies[0].barcode, first),
            (copies[1].barcode, first),
            (copies[2].barcode, first),
            (copies[3].barcode, first),
            (copies[4].inventory_number, second),
            (copies[0].barcode, second),
            (other.barcode, first),
            (gone.barcode, first),
            (barcode_of(777), first),
        )
    ]
    assert heard == [
        "in_place", "said_away", "found", "wrong_place", "in_place", "duplicate", "stray", "withdrawn", "unknown",
    ]  # fmt: skip
    counts = queries.counts(session)
    assert (counts.seen, counts.left, counts["unknown"], counts["stray"]) == (5, 1, 1, 1)


@pytest.mark.parametrize(
    "code, reason",
    [
        ("K000127", "reader_card"),
        ("К0001274", "reader_card"),  # the Cyrillic layout was on
        ("978-5-699-12014-7", "isbn_of_a_title"),
        ("", "no_code"),
        ("   \t", "no_code"),
    ],
)
def test_what_is_no_copy_is_refused_in_words_and_leaves_nothing(point, code, reason):
    many_copies(2, service_point=point)
    session = a_session(point)
    assert refusal_of(counting.scan, stocktaking=session, code=code) == (reason,)
    assert not Scan.objects.exists()


@pytest.mark.parametrize(
    "code",
    ["'; DROP TABLE stock_copy; --", "<script>alert(1)</script>", "0" * 5_000, "\x00\x1b[31m", "٠١٢٣", "💥" * 60,
     "00001270", "\u202e127", "]C0" * 30, "%s%d{0}"],
)  # fmt: skip
def test_a_hostile_code_is_an_unknown_book_and_nothing_more(point, code):
    many_copies(2, service_point=point)
    session = a_session(point)
    made = scan(session, code)
    assert made.outcome == "unknown" and len(made.code) <= 60
    assert Copy.objects.count() == 2 and queries.counts(session)["unknown"] == 1


def test_an_old_label_that_two_books_bear_counts_both_of_them(point):
    for number in (1, 2):
        a_copy(service_point=point, foreign_barcode="A-100", inventory_number=f"{number:06}")
    session = a_session(point)
    assert [scan(session, "A-100").outcome for _time in range(3)] == ["in_place", "in_place", "duplicate"]
    assert queries.counts(session).seen == 2


def test_a_number_that_two_books_bear_is_asked_about(point):
    for repeat in (0, 1):
        a_copy(service_point=point, inventory_number="000127", inventory_repeat=repeat)
    session = a_session(point)
    assert refusal_of(counting.scan, stocktaking=session, code="000127") == ("several_copies",)


def test_a_scan_sent_twice_is_one_scan(point):
    (copy,) = many_copies(1, service_point=point, shelves=("1-javon",))
    session, request = a_session(point), uuid7()
    first = scan(session, copy.barcode, request_id=request)
    assert scan(session, copy.barcode, request_id=request).pk == first.pk
    assert [one.outcome for one in Scan.objects.all()] == ["in_place"]


def test_the_database_lets_a_copy_be_counted_once(point):
    (copy,) = many_copies(1, service_point=point, shelves=("1-javon",))
    session = a_session(point)
    scan(session, copy.barcode)
    with pytest.raises(IntegrityError), transaction.atomic():
        Scan.objects.create(stocktaking=session, at=clock.now(), code="1", copy=copy, outcome="stray")


def test_a_list_from_a_handheld_scanner_is_taken_in_at_once(point):
    copies = many_copies(40, service_point=point)
    session = a_session(point)
    lines = [copy.barcode for copy in copies[:30]] + [copies[0].barcode, "K000127", barcode_of(777), ""]
    told = counting.scan_list(by=BY, stocktaking=session, text="\r\n".join(lines))
    assert told == {
        "taken": 32,
        "outcomes": {"in_place": 30, "duplicate": 1, "unknown": 1},
        "refused": [["K000127", "reader_card"]],
    }
    assert queries.counts(session).seen == 30
    assert refusal_of(counting.scan_list, stocktaking=session, text="\n \n") == ("no_code",)
    assert refusal_of(counting.scan_list, stocktaking=session, text="1\n" * 5_001) == ("too_many_codes",)


def test_one_scan_asks_little_however_large_the_session(point, django_assert_max_num_queries):
    copies = many_copies(300, service_point=point)
    session = a_session(point)
    shelf = the_shelf(session, "1-javon")
    with django_assert_max_num_queries(8):
        scan(session, copies[0].barcode, shelf)
    with django_assert_max_num_queries(6):
        counts = queries.counts(session)
        queries.pace(session, counts.left)
        assert queries.last_scans(session)[0].copy.title.title


# --- lending goes on meanwhile


def test_a_copy_lent_or_returned_while_others_count_never_becomes_missing(point):
    lent, returned, borrowed, absent = many_copies(4, service_point=point, shelves=("1-javon",))
    carry(borrowed, "on_loan")
    session = a_session(point)
    carry(lent, "on_loan")
    carry(returned, "on_loan")
    carry(returned, "on_shelf")
    carry(borrowed, "on_shelf")
    counting.finish_shelf(by=BY, shelf=the_shelf(session, "1-javon"))
    counts = queries.counts(session)
    assert (counts["away"], counts["handled"], counts["missing"], counts.left) == (1, 2, 1, 0)
    assert [one.copy_id for one in queries.unseen_of(session, "missing")] == [absent.pk]


def test_a_shelf_taken_up_again_has_nothing_missing(point):
    many_copies(4, service_point=point)
    session = a_session(point)
    shelf = counting.finish_shelf(by=BY, shelf=the_shelf(session, "1-javon"))
    assert queries.counts(session)["missing"] == 2
    counting.finish_shelf(by=BY, shelf=shelf, is_finished=False)
    assert queries.counts(session)["missing"] == 0


STATES = ("on_shelf", "on_loan", "in_repair", "missing", "lost", "at_mobile_point")
deeds = st.lists(
    st.tuples(
        st.sampled_from(["scan", "lend", "return", "finish", "lose"]), st.integers(0, 11), st.integers(0, 1)
    ),
    max_size=40,
)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(STATES), min_size=12, max_size=12), deeds)
def test_whatever_happens_in_whatever_order_the_classes_part_what_was_expected(states, happened):
    with transaction.atomic():
        point = a_service_point("BOLALAR", centre=a_centre())
        copies = many_copies(12, service_point=point)
        for copy, state in zip(copies, states, strict=True):
            carry(copy, state)
        session = a_session(point)
        shelves = list(session.shelves.all())
        for deed, which, where in happened:
            copy = copies[which]
            if deed == "scan":
                scan(session, copy.barcode, shelves[where])
            elif deed == "finish":
                counting.finish_shelf(by=BY, shelf=shelves[where], is_finished=bool(which % 2))
            else:
                carry(copy, {"lend": "on_loan", "return": "on_shelf", "lose": "lost"}[deed])
            counts = queries.counts(session)
            parts = (*queries.SEEN, *queries.UNSEEN, "")
            assert sum(counts[one] for one in parts) == session.expected == 12
        _the_database_says_what_the_rule_says(session)
        if session.scans.exists():
            actions.end_counting(by=BY, stocktaking=session)
            tally = Counter(Expectation.objects.values_list("outcome", flat=True))
            assert sum(tally.values()) == 12 and "" not in tally
            first_scans = session.scans.exclude(outcome="duplicate").count()
            assert first_scans == sum(tally[one] for one in queries.SEEN) == queries.counts(session).seen
            lent = {copies[which].pk for deed, which, _where in happened if deed == "return"}
            assert not Expectation.objects.filter(
                outcome="missing", copy__in=lent, said="on_loan", copy__state="on_shelf"
            ).exists()
        transaction.set_rollback(True)


def _the_database_says_what_the_rule_says(session):
    for row in queries.with_outcome(session).select_related("copy", "shelf"):
        has_moved = row.copy.stays.filter(pk__gt=session.last_stay).exists()
        said = unseen(now=row.copy.state, has_moved=has_moved, is_finished=row.shelf.finished_at is not None)
        assert row.unseen == said


# --- putting right


def test_a_book_on_another_shelf_is_put_where_it_was_found(point):
    copies = many_copies(4, service_point=point)
    session = a_session(point)
    stray = scan(session, copies[0].barcode, the_shelf(session, "2-javon"))
    counting.put_here(by=BY, scan=stray)
    assert Copy.objects.get(pk=copies[0].pk).shelf == "2-javon"
    assert [note.kind for note in stray.notes.all()] == ["put_here"]
    right = scan(session, copies[1].barcode, the_shelf(session, "1-javon"))
    assert refusal_of(counting.put_here, scan=right) == ("not_on_another_shelf",)


def test_a_slip_of_the_hand_is_no_unknown_book(point):
    copies = many_copies(2, service_point=point)
    session = a_session(point)
    slip = scan(session, "qwerty")
    counting.remark(by=BY, scan=slip, is_slip=True)
    assert queries.counts(session)["unknown"] == 0 and not queries.scans_of(session, "unknown")
    known = scan(session, copies[0].barcode)
    assert refusal_of(counting.remark, scan=known, is_slip=True) == ("not_a_slip",)
    assert refusal_of(counting.remark, scan=known, text=" ") == ("no_remark_text",)


def test_a_copy_found_after_all_is_counted_in_its_place(point):
    copies = many_copies(2, service_point=point, shelves=("1-javon",))
    session = a_session(point)
    counting.finish_shelf(by=BY, shelf=the_shelf(session, "1-javon"))
    counting.find_by_hand(by=BY, stocktaking=session, copy=copies[0])
    counts = queries.counts(session)
    assert (counts["in_place"], counts["missing"]) == (1, 1)
    assert refusal_of(counting.find_by_hand, stocktaking=session, copy=a_copy()) == ("not_expected",)


# --- the end


def an_ended_session(point):
    copies = many_copies(4, service_point=point, shelves=("1-javon",))
    carry(copies[1], "missing")
    session = a_session(point)
    scan(session, copies[0].barcode)
    scan(session, copies[1].barcode)
    return copies, actions.end_counting(by=BY, stocktaking=session)


def test_nothing_is_missing_before_the_act_is_approved(point):
    copies, session = an_ended_session(point)
    actions.draft_act(by=BY, stocktaking=session)
    assert set(Copy.objects.values_list("state", flat=True)) == {"on_shelf", "missing"}
    carry(copies[3], "on_loan")  # a reader brings it to the desk after the counting
    carry(copies[3], "on_shelf")
    session.refresh_from_db()
    the_approval(session)
    assert [Copy.objects.get(pk=copy.pk).state for copy in copies] == [
        "on_shelf", "on_shelf", "missing", "on_shelf",
    ]  # fmt: skip
    marks, year = inventory.marks_of([copy.pk for copy in copies]), clock.today().year
    cells = [inventory_lines.line_of(inventory.Entry("1", copy, marks[copy.pk])).cells[9] for copy in copies]
    assert cells == [f"{year} ✓", f"{year} ✓", f"{year} yoʻq", f"{year} yoʻq"]  # as the counting found it
    assert session.state == "closed" and not queries.in_open_stocktaking([copy.pk for copy in copies])
    the_approval(session)  # told twice: nothing more happens
    actions.found_again(by=BY, stocktaking=session, copy=copies[2])
    assert Copy.objects.get(pk=copies[2].pk).state == "on_shelf"
    assert refusal_of(actions.found_again, stocktaking=session, copy=copies[2]) == ("not_missing",)


def test_the_act_says_every_figure_and_both_names_of_a_handover(point):
    many_copies(4, service_point=point, shelves=("1-javon",))
    before, after = a_person("Mirzayeva", "Gulnoza"), a_person("Toʻrayeva", "Shahlo")
    deed = actions.Deed(ORDER, kind="handover", liable_before=before, liable_after=after)
    session = a_session(point, deed=deed)
    scan(session, barcode_of(1))
    scan(session, barcode_of(777))
    actions.end_counting(by=BY, stocktaking=session)
    document = actions.draft_act(by=BY, stocktaking=session)
    enclosed = document.versions.get().enclosed
    (annex,) = enclosed["annexes"]
    assert annex["title"] == "Topilmagan nusxalar roʻyxati" and len(annex["tables"][0]["rows"]) == 3
    assert annex["tables"][0]["total"][-1].replace("\xa0", " ") == "135 000"
    assert [name for _office, name in enclosed["signers"]][-2:] == ["G. Mirzayeva", "Sh. Toʻrayeva"]
    text = "\n".join(clause.text for clause in document.versions.get().clauses.all())
    assert document.title == "Fondni topshirish va qabul qilish toʻgʻrisida DALOLATNOMA"
    for words in (
        ORDER, "Bolalar boʻlimi", "4 nusxa, 180 000 soʻm", "1 nusxa, 45 000 soʻm – joyida", "3 nusxa, 135 000 soʻm",
        "1 nusxa – kodi nomaʼlum", "Fondni topshirdi: G. Mirzayeva. Fondni qabul qildi: Sh. Toʻrayeva.",
    ):  # fmt: skip
        assert words in text.replace("\xa0", " ")
    session.refresh_from_db()
    assert refusal_of(actions.draft_act, stocktaking=session) == ("act_is_there",)
    the_approval(session)
    assert queries.liable_people(point.centre) == {point.pk: after}


def test_counting_goes_on_until_the_act_and_no_longer(point):
    copies, session = an_ended_session(point)
    assert refusal_of(counting.scan, stocktaking=session, code=copies[2].barcode) == ("not_counting",)
    actions.resume_counting(by=BY, stocktaking=session)
    scan(session, copies[2].barcode)
    session = actions.end_counting(by=BY, stocktaking=session)
    assert queries.counts(session)["missing"] == 1
    actions.draft_act(by=BY, stocktaking=session)
    assert refusal_of(actions.resume_counting, stocktaking=session) == ("not_counted",)
    assert refusal_of(actions.cancel, stocktaking=session, reason="xato") == ("not_counting",)


def test_a_session_without_a_scan_is_cancelled_not_ended(point):
    copies = many_copies(2, service_point=point)
    session = a_session(point)
    assert refusal_of(actions.end_counting, stocktaking=session) == ("nothing_counted",)
    assert refusal_of(actions.draft_act, stocktaking=session) == ("not_counted",)
    assert refusal_of(actions.cancel, stocktaking=session, reason=" ") == ("no_reason",)
    actions.cancel(by=BY, stocktaking=session, reason="Buyruq bekor qilindi")
    assert not queries.in_open_stocktaking([copies[0].pk])


def test_a_point_is_due_years_after_its_last_whole_stocktaking(point):
    an_ended_session(point)
    other = a_service_point()
    many_copies(3, service_point=other, first=100)
    session = Stocktaking.objects.get()
    actions.draft_act(by=BY, stocktaking=session)
    session.refresh_from_db()
    the_approval(session)
    today = clock.today()
    never, counted = queries.due(point.centre, today)
    assert (never.point, never.due_on, never.is_late) == (other, None, True)
    assert (counted.point, counted.last_on, counted.is_late) == (point, today, False)
    assert counted.due_on == date(today.year + 5, today.month, min(today.day, 28)) or counted.due_on > today
    late = queries.due(point.centre, today + timedelta(days=5 * 366))
    assert all(one.is_late for one in late)


# --- many people


def test_two_people_count_600_copies_and_find_all_of_twenty_planted_errors(point):
    """The journey of the issue: ten scans wrong in place, in word or in label, ten books gone."""
    chance = random.Random(2026)
    copies = many_copies(
        600, service_point=point, shelves=tuple(f"{number}-javon" for number in range(1, 13))
    )
    order = copies.copy()
    chance.shuffle(order)
    gone, misplaced, said_lent, withdrawn, missing = (
        order[:6],
        order[6:11],
        order[11:14],
        order[14:16],
        order[16:18],
    )
    for copy in said_lent:
        carry(copy, "on_loan")
    for copy in withdrawn:
        carry(copy, "written_off")
    for copy in missing:
        carry(copy, "missing")
    session = a_session(point)
    assert session.expected == 598
    names = [shelf.name for shelf in session.shelves.all()]
    stands = {copy.pk: copy.shelf for copy in copies}
    for copy in misplaced:
        stands[copy.pk] = next(name for name in names if name != copy.shelf)
    codes = {name: [c.barcode for c in copies if stands[c.pk] == name and c not in gone] for name in names}
    codes["3-javon"].append(barcode_of(90_001))  # a label of nobody
    codes["7-javon"].append(codes["7-javon"][0])  # scanned twice
    for turn, name in enumerate(names):
        shelf = the_shelf(session, name)
        device = ("scanner", "camera")[turn % 2]  # two people, every other shelf each
        for code in codes[name]:
            scan(session, code, shelf, device=device)
        counting.finish_shelf(by=BY, shelf=shelf)
    session = actions.end_counting(by=BY, stocktaking=session)
    counts = queries.counts(session)
    found = {
        one: counts[one]
        for one in ("missing", "wrong_place", "said_away", "withdrawn", "found", "unknown", "duplicate")
    }
    assert found == {
        "missing": 6, "wrong_place": 5, "said_away": 3, "withdrawn": 2, "found": 2, "unknown": 1, "duplicate": 1,
    }  # fmt: skip
    assert sum(found.values()) == 20 and counts["in_place"] == 598 - 6 - 5 - 3 - 2
    assert {row.copy_id for row in queries.unseen_of(session, "missing")} == {copy.pk for copy in gone}
    assert {row.copy_id for row in queries.scans_of(session, "wrong_place")} == {
        copy.pk for copy in misplaced
    }


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_ten_people_scan_at_once_without_an_error_and_every_copy_counts_once():
    a_centre()
    point = a_service_point("BOLALAR", name="Bolalar boʻlimi")
    copies = many_copies(540, service_point=point)
    session = a_session(point)
    errors, begun = [], threading.Barrier(10)

    def count(person):
        begun.wait()
        try:
            # 54 books of one's own and 6 that the neighbour scans too.
            mine = copies[person * 54 : person * 54 + 54] + copies[(person + 1) % 10 * 54 :][:6]
            for copy in mine:
                counting.scan(by=BY, stocktaking=session, code=copy.barcode, request_id=uuid7())
        except Exception as error:  # whatever it is, the test names it
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=count, args=(person,)) for person in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    counts = queries.counts(session)
    assert (counts["in_place"], counts["duplicate"], counts.left) == (540, 60, 0)
    assert Scan.objects.count() == 600
