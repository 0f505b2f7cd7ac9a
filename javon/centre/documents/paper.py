"""A version as an official paper: letterhead, stamp block, text, signature, acknowledgement sheet. Dossier 2.24.

The printed sheet keeps blank lines for the pen and a place for the seal; that the system approved it is said at its
foot in words. Names stand with initials before the surname in signatures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from javon.centre.documents.enclosed import Enclosed
from javon.centre.documents.models import Acknowledgement, Clause, Version
from javon.centre.documents.queries import acknowledging, approval
from javon.centre.documents.queries.reading import signature_of
from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre
from javon.core import clock, papers
from javon.core.uzbek import long_date, to_cyrillic

UZ = papers.words("uz")
# The head of the sheet, in the language of the paper.
HEADS = {
    "order": UZ.order, "directive": UZ.directive, "regulation": UZ.regulation, "centre_regulation": UZ.regulation,
    "contest_regulation": UZ.regulation, "minutes": UZ.minutes, "act": UZ.act, "job_description": UZ.job_description,
    "rules": "ICHKI TARTIB QOIDALARI", "instruction": "YOʻRIQNOMA", "agreement": "SHARTNOMA", "charter": "USTAV",
    "staffing": "SHTAT JADVALI", "letter_out": "",
}  # fmt: skip
# The head follows the title: "… xizmati NIZOMI"; where the title says it already, it is not said twice.
TITLED = (
    "regulation", "centre_regulation", "contest_regulation", "rules", "job_description", "charter", "staffing",
)  # fmt: skip
STAMPED = (*TITLED, "instruction")  # approved above the text; all others are signed below it
RESOLVING = {"order": UZ.i_order, "directive": UZ.i_direct, "minutes": UZ.decided}


@dataclass(frozen=True, slots=True)
class Writer:
    """How texts are written: Latin as they stand, or Cyrillic, by the corrected text where there is one."""

    cyrillic: bool = False

    def __call__(self, text: str, corrected: str = "") -> str:
        return (corrected or to_cyrillic(text)) if self.cyrillic else text


def letterhead(centre: Centre, write: Callable[..., str] = Writer()) -> papers.Letterhead:
    """The head of the sheet from the centre's own data."""
    return papers.Letterhead(
        centre=write(centre.name, centre.name_cyrl),
        above=write(centre.higher_body),
        address=write(centre.address),
        tax_id=centre.tax_id,
        account=centre.bank_account,
        phone=centre.phone,
        email=centre.email,
    )


def paper_of(
    version: Version, *, address: str = "", cyrillic: bool = False, with_sheet: bool = True
) -> papers.Paper:
    """The paper of a version; one that is not approved prints LOYIHA. `address` is printed as a QR code."""
    document, centre, write = version.document, version.document.centre, Writer(cyrillic)
    is_fixed, kind = version.state in Version.FIXED, version.document.kind
    office, name = (write(words) for words in _approver(version))
    enclosed = Enclosed.from_json(version.enclosed, write, _annex_label(version))
    is_stamped, is_signed_by_others = kind in STAMPED, bool(enclosed.signers)
    clauses = version.clauses.select_related("executor", "controller")
    return papers.Paper(
        language="uz-cyrl" if cyrillic else "uz",
        kind="" if _title_says_it(version.title, kind) else write(HEADS.get(kind, "")),
        kind_follows_title=kind in TITLED,
        letterhead=None if is_stamped else letterhead(centre, write),
        number=write(document.number),
        on=None if is_stamped else document.dated_on,
        place=write(version.place or ("" if is_stamped else centre.place)),
        approval=papers.Stamp(office, name, version.approved_on if is_fixed else None)
        if is_stamped or is_signed_by_others
        else None,
        agreement=enclosed.stamp,
        title=write(version.title, document.title_cyrl if version.title == document.title else ""),
        preamble=write(version.preamble),
        resolving=write(_resolving(version)),
        body=tuple(_part(clause, write) for clause in clauses),
        basis=(write(_basis(version.ending)),) if version.ending else (),
        signatures=enclosed.signers or (() if is_stamped else (papers.Signature(office, name, seal=True),)),
        annexes=enclosed.annexes,
        acquaintances=acquaintances(version, write) if with_sheet else (),
        mark=_mark(version, address) if is_fixed and version.approved_at is not None else None,
        draft=not is_fixed,
    )


def _annex_label(version: Version) -> str:
    """What stands in the corner of its lists: the paper's date and number once it has them."""
    document = version.document
    if not document.number or document.dated_on is None:
        return "ilova"
    name = "dalolatnomaga" if document.kind == "act" else "hujjatga"
    return f"{long_date(document.dated_on)}dagi\n{document.number}-sonli {name} ilova"


def _basis(ending: str) -> str:
    """Without the "Asos:" that the paper says itself."""
    return ending.removeprefix(UZ.basis).strip()


def _resolving(version: Version) -> str:
    """ "BUYURAMAN:", unless the preamble ends with it already."""
    word = RESOLVING.get(version.document.kind, "")
    return "" if word and word.rstrip(":") in version.preamble else word


def _title_says_it(title: str, kind: str) -> bool:
    head = HEADS.get(kind, "").casefold()
    return kind in TITLED and bool(head) and head in title.casefold().replace("'", "ʻ").replace("‘", "ʻ")


def _approver(version: Version) -> tuple[str, str]:
    """Office and name under which the paper stands: frozen once approved, of the route before that."""
    if version.approver_name or version.state in Version.FIXED:
        return version.approver_office, version.approver_name
    day = clock.today()
    last = version.route.select_related("post").order_by("position").last()
    planned = [(last.kind, last.post)] if last is not None else approval.planned_route(version, day)
    if not planned:
        return "", ""
    post = planned[-1][1]
    holders = organisation.holders_of(post, day)
    return post.title, signature_of(holders[0]) if holders else ""


def _part(clause: Clause, write: Callable[..., str]) -> papers.Heading | papers.Clause:
    text = write(clause.text, clause.text_cyrl)
    if clause.is_heading:
        return papers.Heading(text, clause.number)
    return papers.Clause(
        text,
        clause.number,
        who=write(signature_of(clause.executor)) if clause.executor is not None else "",
        by=clause.due_on,
        control=write(signature_of(clause.controller)) if clause.controller is not None else "",
    )


def acquaintances(version: Version, write: Callable[..., str] = Writer()) -> tuple[papers.Acquaintance, ...]:
    """The sheet: a line for everyone asked, blank until signed or said in the system; before that, who will be asked."""
    rows = list(version.acknowledgements.select_related("person").order_by("person_name"))
    if rows or version.state in Version.FIXED:
        return tuple(
            _line(row, write) for row in rows if not row.is_excused or row.at is not None or row.is_paper
        )
    day = clock.today()
    people = acknowledging.readers_at(version.document, day)
    planned = approval.planned_route(version, day)
    approvers = {one.pk for one in organisation.holders_of(planned[-1][1], day)} if planned else set()
    return tuple(
        papers.Acquaintance(write(organisation.office_of(person, day)), write(signature_of(person)))
        for person in sorted(people, key=lambda one: one.full_name)
        if person.pk != version.prepared_by_id and person.pk not in approvers
    )


def _line(row: Acknowledgement, write: Callable[..., str]) -> papers.Acquaintance:
    name = write(signature_of(row.person) if row.person is not None else row.person_name)
    office = write(row.office)
    if row.is_paper:
        return papers.Acquaintance(office, name, papers.Seen.ON_PAPER, row.signed_on)
    if row.at is not None:
        day = clock.day_of(row.at)
        return papers.Acquaintance(office, name, papers.Seen.IN_SYSTEM, day)
    return papers.Acquaintance(office, name)


def _mark(version: Version, address: str) -> papers.SystemMark:
    assert version.approved_at is not None
    by = ", ".join(part for part in (version.approver_name, version.approver_office) if part)
    return papers.SystemMark(by, version.approved_at, version.content_hash, address)


def printed_as(version: Version, ending: str, *, address: str = "") -> bytes:
    """The paper as "pdf" or "docx". Raises papers.PaperFailed."""
    paper = paper_of(version, address=address)
    return papers.render_pdf(paper) if ending == "pdf" else papers.render_docx(paper)


def rendered(version: Version) -> tuple[bytes, bytes]:
    """The paper as PDF and as an editable Word file."""
    paper = paper_of(version)
    return papers.render_pdf(paper), papers.render_docx(paper)
