"""The texts a centre starts with: Regulation, charter, rules, job descriptions, journals, templates, acts above us.

Each text is one TOML file beside this module that a librarian can read and correct. Clauses say which rights they
give; nothing here writes the database. Cyrillic is transliterated unless `cyrl` corrects it. Nizom 1.3-1.5, 1.7, 3.1.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from javon.core.uzbek import to_cyrillic

_FOLDER: Final = Path(__file__).parent
_GAP: Final = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class StandardClause:
    """A heading, a clause or a point. `executor` and `controller` are codes of posts, `due_in` days from approval.

    `cyrl` is a corrected Cyrillic text, "" where transliteration is right.
    """

    number: str
    text: str
    cyrl: str = ""
    is_heading: bool = False
    grants: tuple[str, ...] = ()
    executor: str = ""
    controller: str = ""
    due_in: int | None = None

    @property
    def text_cyrl(self) -> str:
        return self.cyrl or to_cyrillic(self.text)


@dataclass(frozen=True, slots=True)
class StandardDocument:
    """A text to start from. `post` is the post that a job description is for; "" = its grants are for everyone.

    `approved_on`, `approver`, `acknowledged_by` are known of the Regulation only: it came approved on paper, its
    acknowledgement without a date. Every other text is a model that the director has yet to approve.
    """

    code: str
    kind: str
    level: int
    title: str
    clauses: tuple[StandardClause, ...]
    title_cyrl: str = ""
    preamble: str = ""
    place: str = ""
    ending: str = ""
    post: str = ""
    unit: str = ""
    number: str = ""
    correspondent: str = ""
    basis: tuple[str, ...] = ()  # numbers of external acts or codes of other standard texts
    readers: tuple[str, ...] = ()  # codes of posts that must read it; empty = everyone
    header: tuple[str, ...] = ()  # lines above the title, as typed
    approved_on: date | None = None
    approver: str = ""
    approver_office: str = ""
    acknowledged_by: str = ""
    acknowledged_office: str = ""

    def grants(self) -> tuple[tuple[str, str], ...]:
        """(right, number of the clause that gives it), in the order of the text."""
        return tuple((right, clause.number) for clause in self.clauses for right in clause.grants)


@dataclass(frozen=True, slots=True)
class StandardRegister:
    """A registration journal: `pattern` with {n} and {year}, `kinds` of documents that it numbers."""

    code: str
    title: str
    pattern: str
    kinds: tuple[str, ...]
    position: int
    title_cyrl: str = ""


@dataclass(frozen=True, slots=True)
class StandardCaseFile:
    """A file of the nomenclature: index, title, how long it is kept, kinds that go there by themselves."""

    index: str
    title: str
    retention: str
    kinds: tuple[str, ...] = ()
    title_cyrl: str = ""


@dataclass(frozen=True, slots=True)
class ExternalAct:
    """An act above us. `unsure`: number or date is not checked against the official text. `tasks`: what follows."""

    code: str
    kind: str
    level: int
    number: str
    title: str
    issuer: str
    summary: str
    status: str = "in_force"
    adopted_on: date | None = None
    valid_to: date | None = None
    source_url: str = ""
    unsure: bool = False
    note: str = ""
    tasks: tuple[str, ...] = ()
    title_cyrl: str = ""


@dataclass(frozen=True, slots=True)
class TemplateField:
    """What is filled in at {{name}}: kind is text, long_text, date, person, post or number."""

    name: str
    label: str
    kind: str
    help: str = ""
    is_required: bool = True
    default: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A paper to fill in at its {{gaps}}. `register` is the code of the journal that will number it."""

    code: str
    kind: str
    name: str
    level: int
    title: str
    fields: tuple[TemplateField, ...]
    clauses: tuple[StandardClause, ...]
    help: str = ""
    preamble: str = ""
    ending: str = ""
    register: str = ""
    case_file: str = ""
    is_confidential: bool = False

    def filled(self, values: Mapping[str, str]) -> StandardDocument:
        """The draft with its gaps filled. A line whose gap is left empty goes, a clause left empty goes, and the
        clauses are numbered anew; nothing typed is ever searched for gaps again.
        """
        lines = {clause: _fill(clause.text, values) for clause in self.clauses}
        return StandardDocument(
            code=self.code,
            kind=self.kind,
            level=self.level,
            title=_fill(self.title, values),
            preamble=_fill(self.preamble, values),
            ending=_fill(self.ending, values),
            clauses=_numbered([replace(clause, text=text) for clause, text in lines.items() if text]),
        )


def _fill(text: str, values: Mapping[str, str]) -> str:
    whole = [
        _GAP.sub(lambda gap: values.get(gap[1], "").strip(), line)
        for line in text.split("\n")
        if all(values.get(name, "").strip() for name in _GAP.findall(line))
    ]
    return "\n".join(whole)


def _numbered(clauses: list[StandardClause]) -> tuple[StandardClause, ...]:
    """The clauses numbered 1, 2, 3 … or, under headings, 1.1, 1.2 …; a heading with nothing under it goes."""
    made: list[StandardClause] = []
    heading, count, sections = "", 0, 0
    for place, clause in enumerate(clauses):
        if clause.is_heading:
            if place + 1 < len(clauses) and not clauses[place + 1].is_heading:
                sections, count = sections + 1, 0
                heading = f"{sections}."
                made.append(replace(clause, number=str(sections)))
        else:
            count += 1
            made.append(replace(clause, number=f"{heading}{count}"))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class DemoPoint:
    """A task given by a demo document (`document` is its code) or by word of mouth ("").

    `issued`, `due`, `done`, `extended_to`: days from today, negative in the past. `state` is issued, accepted,
    in_work, done or off_control; `kind` point, directive, resolution, oral or other.
    """

    what: str
    executor: str
    controller: str
    state: str
    kind: str
    issued: int
    due: int | None = None
    done: int | None = None
    extended_to: int | None = None
    extension_reason: str = ""
    document: str = ""
    clause: str = ""
    evidence: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class DemoDocument:
    """A paper of the invented centre; `day` is its date in days from today. `story` tells which way it went.

    story: draft, returned, agreeing, approved, in_force, superseded, registered, answered. `remark` is what the
    director wrote when returning it. `read_by`: codes of posts that have said "Tanishdim".
    """

    text: StandardDocument
    story: str
    day: int
    author: str = ""
    register: str = ""
    case_file: str = ""
    remark: str = ""
    first_title: str = ""
    their_number: str = ""
    their_day: int | None = None
    answer_due: int | None = None
    answers: str = ""
    is_confidential: bool = False
    summary: str = ""
    read_by: tuple[str, ...] = ()
    paper_folder: str = ""


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text("utf-8"))


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its lists as tuples, so that what is read once stays as it was read."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _clauses(rows: list[dict[str, Any]]) -> tuple[StandardClause, ...]:
    made = []
    for row in rows:
        given = _frozen(row)
        given["is_heading"] = given.pop("heading", False)
        made.append(StandardClause(**{"number": "", **given}))
    return tuple(made)


def _document(row: dict[str, Any]) -> StandardDocument:
    given = _frozen(row)
    given["clauses"] = _clauses(row.get("clause", []))
    given.pop("clause", None)
    return StandardDocument(**given)


@cache
def documents() -> tuple[StandardDocument, ...]:
    """Every standard text, the highest level first."""
    read = [_document(_read(f"texts/{path.name}")) for path in sorted((_FOLDER / "texts").glob("*.toml"))]
    return tuple(sorted(read, key=lambda one: (one.level, one.code)))


def document(code: str) -> StandardDocument:
    """The standard text of that code; KeyError when there is none."""
    return {one.code: one for one in documents()}[code]


@cache
def registers() -> tuple[StandardRegister, ...]:
    return tuple(StandardRegister(**_frozen(row)) for row in _read("registers.toml")["register"])


@cache
def case_files() -> tuple[StandardCaseFile, ...]:
    return tuple(StandardCaseFile(**_frozen(row)) for row in _read("case_files.toml")["case_file"])


@cache
def external_acts() -> tuple[ExternalAct, ...]:
    """The acts above us, by rung of the ladder and then by date."""
    read = (ExternalAct(**_frozen(row)) for row in _read("external_acts.toml")["act"])
    return tuple(sorted(read, key=lambda one: (one.level, one.adopted_on or date.min)))


@cache
def templates() -> tuple[Template, ...]:
    made = []
    for path in sorted((_FOLDER / "templates").glob("*.toml")):
        row = _read(f"templates/{path.name}")
        given = _frozen(row)
        given["clauses"] = _clauses(given.pop("clause", ()))
        given["fields"] = tuple(TemplateField(**field) for field in given.pop("field", ()))
        made.append(Template(**given))
    return tuple(made)


def template(code: str) -> Template:
    """The template of that code; KeyError when there is none."""
    return {one.code: one for one in templates()}[code]


_OF_DEMO: Final = {
    "story", "day", "author", "register", "case_file", "remark", "first_title", "their_number", "their_day",
    "answer_due", "answers", "is_confidential", "summary", "read_by", "paper_folder",
}  # fmt: skip


@cache
def demo_documents() -> tuple[DemoDocument, ...]:
    """Papers of the invented centre, oldest first."""
    made = []
    for row in _read("demo_documents.toml")["document"]:
        fate = {key: value for key, value in row.items() if key in _OF_DEMO}
        text = {key: value for key, value in row.items() if key not in _OF_DEMO}
        made.append(DemoDocument(text=_document(text), **_frozen(fate)))
    return tuple(sorted(made, key=lambda one: one.day))


def demo_counters() -> dict[str, int]:
    """The last number that each journal (by code) had given on paper when the demo's centre began with Javon."""
    return dict(_read("demo_documents.toml")["counters"])


@cache
def demo_points() -> tuple[DemoPoint, ...]:
    """Tasks of the last three months in the invented centre, oldest first."""
    read = (DemoPoint(**_frozen(row)) for row in _read("demo_points.toml")["point"])
    return tuple(sorted(read, key=lambda one: one.issued))
