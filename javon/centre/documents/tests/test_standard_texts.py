"""The texts a centre starts with: every file is read, says only what the system knows, and is written well."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from javon.centre.documents.models import Document
from javon.centre.documents.standard import (
    case_files,
    demo_counters,
    demo_documents,
    demo_points,
    document,
    documents,
    external_acts,
    registers,
    template,
    templates,
)
from javon.centre.organisation.standard import posts, units
from javon.centre.tasks.models import Task
from javon.core.uzbek import to_cyrillic

ROOT = Path(__file__).resolve().parents[4]
POSTS = {post.code for post in posts()}
UNITS = {unit.code for unit in units()} | {""}
KINDS = set(Document.Kind.values)
REGISTERS = {register.code for register in registers()}
CASE_FILES = {file.index for file in case_files()}
BASES = {act.code for act in external_acts()} | {one.code for one in documents()}
TEXTS = [*documents(), *(demo.text for demo in demo_documents())]
TITLES_OF = {post.code: post.title for post in posts()}

EVERYONE = {
    "documents.read",
    "documents.acknowledge",
    "tasks.execute",
    "tasks.confirm_oral",
    "organisation.see_staff",
    "organisation.see_roster",
    "services.see_topics",
}


def words_of(thing) -> list[str]:
    """Every string inside a tree of dataclasses and tuples."""
    if isinstance(thing, str):
        return [thing]
    if isinstance(thing, tuple | list):
        return [text for one in thing for text in words_of(one)]
    if is_dataclass(thing):
        return [text for field in fields(thing) for text in words_of(getattr(thing, field.name))]
    return []


def rights_of(code: str) -> set[str]:
    return {right for right, _ in document(code).grants()}


def test_the_regulation_is_word_for_word_the_paper():
    lines = (ROOT / "docs/nizom.uz.txt").read_text("utf-8").splitlines()
    paper = dict(
        re.fullmatch(r"(?:- )?(\d\.\d{1,2})\. (.*)", one).groups()
        for one in lines
        if re.match(r"(?:- )?\d\.\d", one)
    )
    ours = document("regulation")
    assert {clause.number: clause.text for clause in ours.clauses if not clause.is_heading} == paper
    assert len(paper) == 29
    headings = [f"{clause.number}. {clause.text}" for clause in ours.clauses if clause.is_heading]
    assert all(heading in lines for heading in headings)
    assert len(headings) == 5
    assert all(line in lines for line in ours.header)
    assert ours.approved_on.isoformat() == "2024-08-07"


def test_the_names_on_the_regulation_stand_nowhere_else():
    everything = [TEXTS, external_acts(), templates(), demo_points(), posts(), units()]
    others = [text for one in everything for text in words_of(list(one)) if one is not TEXTS]
    others += [text for one in TEXTS if one.code != "regulation" for text in words_of(one)]
    assert not [text for text in others if re.search(r"Yuldashev|Nuraliyev", text)]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.code)
def test_a_text_is_whole(text):
    numbers = [clause.number for clause in text.clauses if not clause.is_heading]
    assert text.title
    assert text.clauses
    assert len(numbers) == len(set(numbers))
    assert text.kind in KINDS
    assert 0 <= text.level <= 15
    assert text.post in POSTS | {""}
    assert text.unit in UNITS
    assert set(text.basis) <= BASES
    assert set(text.readers) <= POSTS
    assert all(clause.text.strip() == clause.text != "" for clause in text.clauses)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.code)
def test_a_point_names_posts_that_exist(text):
    for clause in text.clauses:
        assert {clause.executor, clause.controller} <= POSTS | {""}
        assert not clause.executor or clause.executor != clause.controller
        assert clause.due_in is None or clause.executor


def test_codes_are_said_once():
    for codes in (
        [one.code for one in TEXTS],
        [one.code for one in templates()],
        [one.code for one in external_acts()],
        [one.code for one in registers()],
        [one.index for one in case_files()],
    ):
        assert len(codes) == len(set(codes))


def test_a_right_is_given_once_in_a_text():
    for one in documents():
        rights = [right for right, _ in one.grants()]
        assert len(rights) == len(set(rights)), one.code


def test_rights_follow_the_table_of_roles():
    assert rights_of("internal_rules") == EVERYONE
    director, head = rights_of("job-director"), rights_of("job-head")
    assert "documents.approve" in director
    assert "documents.approve" not in head
    assert {"documents.draft", "documents.submit"} <= head - director
    assert "organisation.propose_staffing" in head - director
    assert "journal.read" in director - head
    assert "periods.reopen" in director - head
    for code in ("lending", "children", "reading-room", "events"):
        of_librarian = rights_of(f"job-librarian-{code}")
        assert not of_librarian & {
            "documents.approve",
            "tasks.issue",
            "tasks.assign",
            "accounts.manage",
            "journal.read",
        }


def test_the_observer_only_looks():
    assert document("observer-order").post == "observer"
    assert rights_of("observer-order") == {"services.see_topics"}


def test_job_descriptions_have_the_five_sections_and_say_what_the_post_is():
    described = [one for one in documents() if one.kind == "job_description"]
    assert len(described) >= 8
    for one in described:
        headings = [clause.text for clause in one.clauses if clause.is_heading]
        assert headings == [
            "Umumiy qoidalar",
            "Vazifalari",
            "Huquqlari",
            "Javobgarligi",
            "Oʻzaro munosabatlari",
        ], one.code
        assert one.title.startswith(TITLES_OF[one.post][:12]), one.code


def test_apostrophes_are_the_canonical_ones():
    everything = [one for one in TEXTS if one.code != "regulation"]
    for text in words_of(
        [everything, external_acts(), templates(), registers(), case_files(), demo_points()]
    ):
        assert not re.search(r"['`’‘\"“”]", text), text
        assert not re.search(r"[oOgG]ʼ", text), text
        assert not re.search(r"(?<![oOgG])ʻ", text), text
        assert not re.search(r"  |[«(] | [»).,;:]", text), text
        assert text.count("«") == text.count("»"), text


def test_cyrillic_has_no_latin_letters_but_abbreviations_and_numerals():
    allowed = re.compile(r"\b(?:[IVX]+|MARC|PIN|QR|PDF|SMS|lex\.uz|\{\{\w+\}\})\b|\{\{\w+\}\}")
    for text in words_of([[clause.text for one in TEXTS for clause in one.clauses]]):
        assert not re.search(r"[A-Za-z]", allowed.sub("", to_cyrillic(text))), to_cyrillic(text)


def test_corrected_cyrillic_wins():
    clause = document("internal_rules").clauses[1]
    assert clause.text_cyrl == (clause.cyrl or to_cyrillic(clause.text))


def test_journals_and_files_know_their_kinds():
    for register in registers():
        assert set(register.kinds) <= KINDS
        assert "{n}" in register.pattern
    for file in case_files():
        assert set(file.kinds) <= KINDS
    own = KINDS - set(Document.EXTERNAL)
    assert {kind for register in registers() for kind in register.kinds} == own
    placed = [kind for file in case_files() for kind in file.kinds]
    assert set(placed) == KINDS
    assert len(placed) == len(set(placed))


def test_acts_above_us_are_on_their_rung():
    for act in external_acts():
        assert act.kind in Document.EXTERNAL
        assert 1 <= act.level <= 9
        assert act.adopted_on or act.unsure, act.code
        assert act.status in Document.Status.values
    assert [act.level for act in external_acts()] == sorted(act.level for act in external_acts())


@pytest.mark.parametrize("one", templates(), ids=lambda one: one.code)
def test_a_template_asks_for_exactly_its_gaps(one):
    text = " ".join(words_of([one.title, one.preamble, one.ending, [clause.text for clause in one.clauses]]))
    names = [field.name for field in one.fields]
    assert set(re.findall(r"\{\{(\w+)\}\}", text)) == set(names)
    assert len(names) == len(set(names))
    assert not re.search(r"\}\}-?\w", text)  # no ending after a gap
    assert {field.kind for field in one.fields} <= {"text", "long_text", "date", "person", "number"}
    assert one.kind in KINDS
    assert one.register in REGISTERS
    assert one.case_file in CASE_FILES


def test_a_filled_template_loses_its_empty_lines_and_is_numbered_anew():
    given = {field.name: field.label for field in template("order-main").fields if field.is_required}
    made = template("order-main").filled(given)
    assert [clause.number for clause in made.clauses] == ["1", "2"]
    assert made.ending == ""
    assert "{{" not in " ".join(words_of(made))


def test_a_filled_template_does_not_read_what_was_typed():
    made = template("directive").filled({"subject": "{{what}}", "what": "x"})
    assert made.title == "{{what}} toʻgʻrisida"


def test_headings_without_clauses_go():
    fields_ = {field.name: "bir" for field in template("instruction").fields if field.is_required}
    made = template("instruction").filled(fields_)
    assert [(clause.number, clause.text) for clause in made.clauses if clause.is_heading] == [
        ("1", "Maqsad"),
        ("2", "Ish tartibi"),
        ("3", "Yordam"),
    ]


def test_demo_papers_lie_in_their_journals():
    for demo in demo_documents():
        assert demo.register in REGISTERS
        assert demo.case_file in CASE_FILES
        assert demo.author in POSTS | {""}
        assert set(demo.read_by) <= POSTS
        assert not demo.text.readers or set(demo.read_by) <= set(demo.text.readers)
        assert demo.story in {
            "draft",
            "returned",
            "agreeing",
            "in_force",
            "superseded",
            "registered",
            "answered",
        }
        assert bool(demo.remark) == (demo.story == "returned")
    assert set(demo_counters()) == REGISTERS
    assert len(demo_documents()) >= 10


def test_the_new_year_order_becomes_the_forty_first():
    orders = [demo.text.code for demo in demo_documents() if demo.register == "order-main"]
    assert demo_counters()["order-main"] + 1 + orders.index("demo-order-new-year") == 41


def test_demo_tasks_agree_with_their_papers():
    papers = {demo.text.code: demo for demo in demo_documents()}
    assert len(demo_points()) == 20
    for point in demo_points():
        assert point.state in Task.State.values
        assert point.kind in Task.Kind.values
        assert {point.executor, point.controller} <= POSTS
        assert point.executor != point.controller
        assert point.due is None or point.due >= point.issued
        assert (point.state in {"done", "off_control"}) == (point.done is not None)
        if point.document:
            assert point.issued == papers[point.document].day
        if point.clause:
            clause = {one.number: one for one in papers[point.document].text.clauses if not one.is_heading}[
                point.clause
            ]
            assert (clause.text, clause.executor, clause.controller) == (
                point.what,
                point.executor,
                point.controller,
            )
            assert papers[point.document].day + clause.due_in == point.due


def test_some_demo_tasks_are_late_and_one_was_given_more_time():
    late = [one for one in demo_points() if one.done is None and (one.extended_to or one.due) < 0]
    assert len(late) >= 2
    assert [one for one in demo_points() if one.extended_to]
    assert [one for one in demo_points() if one.done is not None and one.done > one.due]
