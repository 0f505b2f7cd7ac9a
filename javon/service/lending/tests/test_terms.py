"""Terms from draft to force: lines, the paper behind them, guards of the database, what is out, and the pages."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps as django_apps
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from javon.centre.documents import standard
from javon.centre.documents.actions.loading import load_standard
from javon.centre.documents.models import Document
from javon.centre.organisation.models import Person
from javon.centre.organisation.tests.characters import a_centre, a_service_point, the_actor
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.access import machine
from javon.core.verdict import Refused
from javon.service.lending import checks, triggers
from javon.service.lending.actions import terms as actions
from javon.service.lending.actions.terms_open_loans import apply_to_open_loans
from javon.service.lending.jobs import replace_terms
from javon.service.lending.models import Loan, TermsRow, TermsSet
from javon.service.lending.queries import terms_sets as queries
from javon.service.lending.queries.terms import lines_of, terms_in_force
from javon.service.lending.rules.terms import Case, resolve
from javon.service.lending.tests.characters import (
    a_borrower,
    a_child,
    a_desk_librarian,
    a_head,
    a_loan,
    the_terms,
)
from javon.service.readers.models import Card

pytestmark = pytest.mark.django_db
SILENT = dict.fromkeys(actions.VALUES, None) | dict.fromkeys(
    ("category", "kind", "fund", "counts", "renewal_base", "clause"), ""
)


def the_head() -> Person:
    return Person.objects.filter(user__username="rahbar").first() or a_head()


def head():
    return the_actor(the_head())


def the_paper(*, approved: bool = True) -> Document:
    """The rules of use, as the director has approved them."""
    text = standard.document("rules_of_use")
    paper = load_standard(by=machine("test", a_centre().pk), centre=a_centre(), text=text)
    if approved:
        Document.objects.filter(pk=paper.pk).update(is_model_text=False)
        paper.refresh_from_db()
    return paper


def a_draft(by=None) -> TermsSet:
    the_terms()
    return actions.begin_terms(by=by or head(), centre=a_centre())


def a_line(draft: TermsSet, **values) -> TermsRow:
    return actions.set_line(by=head(), terms=draft, values=SILENT | values)


def in_force(**values) -> TermsSet:
    """New terms from today; `values` are those of the line for everybody."""
    draft = a_draft()
    default = draft.rows.get(position=1)
    said = {name: getattr(default, name) for name in actions.VALUES}
    actions.set_line(by=head(), terms=draft, values=said | values, line_id=default.pk)
    return actions.put_into_force(by=head(), terms=draft, paper=the_paper(), valid_from=clock.today())


def codes_of(deed) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        deed()
    return refused.value.verdict.codes


# --- drawing up --------------------------------------------------------------------------------------------


def test_a_draft_begins_with_the_lines_in_force_and_there_is_one_at_a_time():
    draft = a_draft()
    assert lines_of(draft) == lines_of(the_terms())
    assert actions.begin_terms(by=head(), centre=a_centre()) == draft
    actions.drop_terms(by=head(), terms=draft)
    assert queries.draft(a_centre().pk) is None


def test_lines_are_added_moved_and_deleted_and_the_one_for_everybody_stays():
    draft = a_draft()
    journal = a_line(draft, kind="journal", loan_days=5)
    actions.move_line(by=head(), terms=draft, line_id=journal.pk, up=True)
    assert [row.kind or row.fund for row in draft.rows.order_by("position")] == [
        "",
        "",
        "journal",
        "reference",
    ]
    actions.delete_line(by=head(), terms=draft, line_id=journal.pk)
    assert [row.position for row in draft.rows.order_by("position")] == [1, 2, 3]
    default = draft.rows.get(position=1)
    deeds = (
        lambda: actions.delete_line(by=head(), terms=draft, line_id=default.pk),
        lambda: actions.set_line(
            by=head(), terms=draft, values=SILENT | {"kind": "book", "loan_days": 5}, line_id=default.pk
        ),
    )
    for deed in deeds:
        assert codes_of(deed) == ("terms_default_stays",)
    assert codes_of(lambda: a_line(draft, loan_days=5)) == ("terms_default_is_there",)


def test_a_line_that_went_meanwhile_changes_nothing_and_lines_have_an_end(monkeypatch):
    draft = a_draft()
    deeds = (
        lambda: actions.delete_line(by=head(), terms=draft, line_id=uuid4()),
        lambda: actions.move_line(by=head(), terms=draft, line_id=uuid4(), up=True),
        lambda: actions.set_line(by=head(), terms=draft, values=dict(SILENT), line_id=uuid4()),
    )
    for deed in deeds:
        assert codes_of(deed) == ("terms_line_gone",)
    monkeypatch.setattr(actions, "MOST_LINES", 3)
    assert codes_of(lambda: a_line(draft, kind="journal", loan_days=5)) == ("terms_too_many_lines",)


def test_whoever_only_lends_draws_no_terms_up():
    by = the_actor(a_desk_librarian())
    assert codes_of(lambda: a_draft(by)) == ("no_right",)


# --- into force --------------------------------------------------------------------------------------------


def test_terms_come_into_force_with_an_approved_paper_and_replace_those_before():
    before = the_terms()
    terms = in_force(loan_days=20)
    assert terms_in_force(a_centre().pk, clock.today()) == terms
    assert terms.basis_label.startswith("Kutubxonadan foydalanish qoidalari")
    assert terms.basis_document_id == the_paper().pk
    before.refresh_from_db()
    assert before.state == "replaced"
    assert terms_in_force(a_centre().pk, clock.today() - timedelta(days=1)) == before
    assert list(checks.verify()) == []


def test_without_a_paper_with_a_model_or_with_a_gap_nothing_comes_into_force():
    draft, today = a_draft(), clock.today()
    put = actions.put_into_force
    assert codes_of(lambda: put(by=head(), terms=draft, paper=None, valid_from=today)) == (
        "terms_no_paper", "terms_nothing_new",
    )  # fmt: skip
    model = the_paper(approved=False)
    assert "terms_paper_is_model" in codes_of(
        lambda: put(by=head(), terms=draft, paper=model, valid_from=today)
    )
    default = draft.rows.get(position=1)
    actions.set_line(
        by=head(), terms=draft, values=SILENT | {"loan_days": 9, "clause": "9.9"}, line_id=default.pk
    )
    found = codes_of(
        lambda: put(by=head(), terms=draft, paper=the_paper(), valid_from=today - timedelta(days=1))
    )
    assert {"terms_clause_unknown", "terms_from_past", "terms_default_silent"} <= set(found)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_terms_of_a_later_day_wait_and_the_day_itself_replaces_those_before():
    before, draft, day = the_terms(), a_draft(), clock.today() + timedelta(days=10)
    a_line(draft, kind="journal", loan_days=5)
    later = actions.put_into_force(by=head(), terms=draft, paper=the_paper(), valid_from=day)
    today = clock.today()
    assert terms_in_force(a_centre().pk, today) == before
    assert queries.standing(later, today) == "to_come"
    assert queries.ends_on(before) == day - timedelta(days=1)
    replace_terms()
    before.refresh_from_db()
    assert before.state == "in_force"
    with clock.at(clock.now() + timedelta(days=10)):
        assert terms_in_force(a_centre().pk, clock.today()) == later
        replace_terms()
    before.refresh_from_db()
    assert before.state == "replaced"


def test_a_home_of_an_earlier_version_gets_its_terms_tied_to_the_model_rules():
    terms, by = the_terms(), machine("test", a_centre().pk)
    basis = queries.based_on(the_paper(approved=False))
    assert actions.tie_standard_terms(by=by, centre=a_centre(), basis=basis)
    assert not actions.tie_standard_terms(by=by, centre=a_centre(), basis=basis)
    terms.refresh_from_db()
    assert terms.basis_document_id == basis.document_id
    assert [row.clause for row in terms.rows.order_by("position")] == ["4.1", "4.2", "4.4"]
    assert set(queries.clauses_missing(terms, the_paper())) == set()
    assert queries.trouble_with_paper(terms) == ""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE lending_termsset SET state = 'draft'",
        "UPDATE lending_termsset SET valid_from = '2020-01-01'",
        "DELETE FROM lending_termsrow",
        "UPDATE lending_termsrow SET loan_days = 99",
        "UPDATE lending_termsrow SET may_leave = NULL WHERE fund = 'reference'",
    ],
)
def test_the_database_itself_keeps_terms_that_were_in_force(statement):
    the_terms()
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        connection.cursor().execute(statement)


def test_the_database_adds_no_line_and_changes_no_paper_once_tied():
    terms = in_force(loan_days=20)
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        TermsRow.objects.create(terms=terms, position=40, kind="book", loan_days=3)
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        TermsSet.objects.filter(pk=terms.pk).update(basis_label="boshqa hujjat")
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        TermsSet.objects.exclude(pk=terms.pk).update(state="in_force")


def test_a_lost_guard_is_named():
    assert triggers.missing_triggers(connection) == []
    triggers.remove_guards(connection)
    assert sum("lost the guard" in line for line in checks.verify()) == len(triggers.NAMES)
    triggers.set_guards(connection)


def test_a_paper_that_loses_force_is_noticed():
    terms = in_force(loan_days=20)
    assert queries.trouble_with_paper(terms) == ""
    Document.objects.filter(pk=terms.basis_document_id).update(status="superseded")
    assert queries.trouble_with_paper(terms) == "lost_force"


# --- what is out -------------------------------------------------------------------------------------------


def test_loans_keep_their_terms_until_the_new_ones_are_applied_forward_only():
    reader, child = a_borrower(), a_child()
    grown, short = a_loan(a_copy(), reader).loan_id, a_loan(a_copy(), child).loan_id
    was = {pk: Loan.objects.get(pk=pk).due_on for pk in (grown, short)}
    terms = in_force(loan_days=30)
    assert {pk: Loan.objects.get(pk=pk).due_on for pk in (grown, short)} == was
    assert [one.loan.pk for one in queries.would_be_later(terms, a_centre())] == [grown]
    request = uuid4()
    assert apply_to_open_loans(by=head(), terms=terms, request_id=request) == 1
    assert apply_to_open_loans(by=head(), terms=terms, request_id=request) == 1  # the stored answer
    loan = Loan.objects.get(pk=grown)
    assert (loan.due_on >= was[grown] + timedelta(days=15), loan.due_version, loan.terms) == (True, 2, terms)
    assert Loan.objects.get(pk=short).due_on == was[short]
    assert apply_to_open_loans(by=head(), terms=terms) == 0
    assert list(checks.verify()) == []


def test_shorter_terms_take_no_day_from_anybody_and_a_draft_is_not_applied():
    loan = Loan.objects.get(pk=a_loan(a_copy(), a_borrower()).loan_id)
    terms = in_force(loan_days=3)
    assert apply_to_open_loans(by=head(), terms=terms) == 0
    loan_after = Loan.objects.get(pk=loan.pk)
    assert (loan_after.due_on, loan_after.due_version) == (loan.due_on, 1)
    draft = actions.begin_terms(by=head(), centre=a_centre())
    assert codes_of(lambda: apply_to_open_loans(by=head(), terms=draft)) == ("terms_hold_not_yet",)


# --- pages -------------------------------------------------------------------------------------------------


@pytest.fixture
def of_head(client):
    a_service_point()
    the_terms()
    client.force_login(the_head().user)
    return client


def _typed(**values) -> dict[str, str]:
    return {"request_id": str(uuid4()), **{name: str(value) for name, value in values.items()}}


def _pressed_twice(client, address, typed) -> int:
    """The status of the second press, with the sentences of the first one seen."""
    text = client.post(address, typed).content.decode()
    seen = unescape(re.search(r'name="seen" value="([^"]*)"', text).group(1))
    return client.post(address, {**typed, "request_id": str(uuid4()), "seen": seen}).status_code


def test_every_librarian_reads_the_terms_as_sentences_and_changes_nothing(client):
    a_service_point()
    by = machine("test", a_centre().pk)
    actions.put_standard_terms(by=by, centre=a_centre(), basis=queries.based_on(the_paper()))
    client.force_login(a_desk_librarian().user)
    text = client.get("/desk/terms/").content.decode()
    assert "14 yoshgacha" in text
    assert "3 nusxa, 10 kun" in text
    assert "Kutubxonadan foydalanish qoidalari" in text
    assert "/desk/terms/begin/" not in text
    assert client.post("/desk/terms/begin/").status_code == 403
    assert client.get("/desk/terms/1/").status_code == 200
    assert client.get("/desk/terms/1/lines/new/").status_code == 403
    assert client.get("/desk/terms/1/into-force/").status_code == 403
    assert client.get("/desk/terms/77/").status_code == 404


def test_the_head_draws_terms_up_sees_what_changes_and_puts_them_into_force(of_head):
    paper = the_paper()
    a_loan(a_copy(), a_borrower())
    assert of_head.post("/desk/terms/begin/", _typed()).status_code == 303
    draft = queries.draft(a_centre().pk)
    address = f"/desk/terms/{draft.number}/"
    wrong = of_head.post(f"{address}lines/new/", _typed(age_from=14, age_to=7, loan_days=0))
    assert wrong.status_code == 422
    assert 'value="14"' in wrong.content.decode()
    assert _pressed_twice(of_head, f"{address}lines/new/", _typed(kind="journal", loan_days=5)) == 303
    default = draft.rows.get(position=1)
    row = draft.rows.get(kind="journal")
    page = of_head.get(f"{address}lines/{row.pk}/")
    assert page.status_code == 200
    assert page.content.decode().index('name="kind"') < page.content.decode().index('name="loan_days"')
    page = of_head.get(f"{address}lines/{default.pk}/").content.decode()
    assert 'name="loan_days"' in page
    assert 'name="kind"' not in page  # the line for everybody asks nothing
    assert of_head.post(f"{address}lines/{row.pk}/move/", _typed(to="up")).status_code == 303
    assert of_head.post(f"{address}lines/{default.pk}/delete/", _typed()).status_code == 409
    seen = of_head.get(f"{address}preview/").content.decode()
    assert "jurnallar" in seen
    assert "15 kun" in seen
    assert of_head.get(f"{address}into-force/").status_code == 200
    refused = of_head.post(f"{address}into-force/", _typed(valid_from=clock.today(), paper=""))
    assert refused.status_code == 409
    done = of_head.post(f"{address}into-force/", _typed(valid_from=clock.today(), paper=paper.pk))
    assert done.status_code == 303
    assert of_head.get(f"{address}open-loans/").status_code == 200
    assert of_head.post(f"{address}open-loans/", _typed()).status_code == 303
    assert of_head.post(f"{address}lines/{row.pk}/delete/", _typed()).status_code == 409


def test_a_line_that_is_never_heard_is_told_before_it_is_saved_and_saved_by_a_second_press(of_head):
    draft = a_draft()
    address = f"/desk/terms/{draft.number}/lines/new/"
    typed = _typed(age_to=14, loan_days=9)
    told = of_head.post(address, typed)
    assert told.status_code == 409
    text = told.content.decode()
    assert "4-qator" in text
    assert draft.rows.count() == 3
    assert _pressed_twice(of_head, address, typed) == 303
    assert draft.rows.count() == 4


def test_why_this_date_tells_the_line_behind_each_value_and_lends_nothing(of_head):
    child, copy = a_child(), a_copy(loanable=False)
    card = Card.objects.get(reader=child, ended_on=None)
    with CaptureQueriesContext(connection) as asked:
        answer = of_head.get("/desk/terms/why/", {"card": card.code, "code": copy.inventory_number})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "14 yoshgacha" in text
    assert "faqat oʻquv zalida" in text
    assert not Loan.objects.exists()
    assert not [one for one in asked if one["sql"].startswith(('UPDATE "lending', 'INSERT INTO "lending'))]
    assert len(asked) <= 50
    for given in ({"card": "K-999999", "code": copy.inventory_number}, {"card": card.code, "code": "yoq"}):
        assert of_head.get("/desk/terms/why/", given).status_code == 409
    assert of_head.get("/desk/terms/why/", {"card": card.code}).status_code == 422
    assert of_head.get("/desk/terms/why/", {"terms": "nimadir"}).status_code == 200


def test_no_text_of_lending_speaks_of_a_fine():
    """Lending is free and late is late: only the rules of use say that nothing is taken."""
    folder = Path(django_apps.get_app_config("lending").path)
    texts = [
        *folder.glob("locale/*/LC_MESSAGES/*.po"),
        *folder.glob("templates/**/*.html"),
        folder / "wording.py",
    ]
    assert len(texts) > 10
    for path in texts:
        assert not re.search(r"jarima|штраф|\bfines?\b|penya|пеня", path.read_text("utf-8"), re.IGNORECASE), (
            path
        )


def test_the_standard_terms_say_what_the_rules_of_use_say():
    lines = lines_of(the_terms())
    grown, child = resolve(lines, Case("office", 35)), resolve(lines, Case("pupil", 14))
    assert (grown.most_copies, grown.loan_days, grown.renewals, grown.renewal_days) == (5, 15, 1, 15)
    assert (child.most_copies, child.loan_days, child.renewals, child.renewal_days) == (3, 10, 1, 10)
    said = {clause.number: clause.text for clause in standard.document("rules_of_use").clauses}
    assert "5 nusxagacha" in said["4.1"]
    assert "15 kun" in said["4.1"]
    assert "3 nusxagacha" in said["4.2"]
    assert "10 kun" in said["4.2"]
    assert f"{grown.hold_days} ish kuni" in said["5.2"]
    assert f"{grown.debtor_days} kundan" in said["6.1"]
    assert not resolve(lines, Case("office", 35, funds=frozenset({"reference"}))).may_leave
    assert date(1991, 9, 1) == the_terms().valid_from
