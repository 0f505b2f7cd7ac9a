"""The registration sheet (roʻyxatga olish varaqasi) that a reader signs, without the nationality. Dossier 2.1, 4.2.

Nobody types into the system what only the sheet asks (education, languages, a temporary address): it waits for the
pen there. Of a document that is kept sealed the sheet says its kind and mask; the number itself stands on no paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from javon.core.papers import Annex, Clause, Column, Letterhead, Paper, Signature, Table
from javon.core.papers.words import stamped
from javon.core.uzbek import short_date

LINE: Final = " "
PEN: Final = LINE * 42  # room for a hand: as wide as a column asks to be
ROWS_BEHIND: Final = 14  # years on the back: a sheet serves from the first class to the last


@dataclass(frozen=True, slots=True)
class GuardianFacts:
    """Who answers for a child."""

    relation: str
    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """One sheet; what is empty waits for the pen. `consent` is the text of the version that the reader agrees to."""

    shown: str = ""
    on: date | None = None
    name: str = ""
    born: str = ""
    sex: str = ""
    occupation: str = ""
    work: str = ""
    address: str = ""
    phone: str = ""
    document: str = ""  # kind and mask, never the number
    is_child: bool = False
    guardian: GuardianFacts | None = None
    consent: str = ""
    consent_version: str = ""
    years: Sequence[tuple[str, date, str]] = ()  # year, day, number of the formulary


def registration_sheet(letterhead: Letterhead, facts: SheetFacts) -> Paper:
    """The sheet with its back."""
    return Paper(
        language=get_language() or "uz",
        kind=_("REGISTRATION SHEET"),
        letterhead=letterhead,
        number=facts.shown or "_" * 8,
        on=facts.on,
        place="" if facts.on else stamped(None, get_language() or "uz"),  # a consent is dated: by the pen
        body=(_table(facts), *_declarations(facts)),
        signatures=_signatures(facts),
        annexes=(_back(facts),),
    )


def _table(facts: SheetFacts) -> Table:
    rows = [
        (_("Surname, name, patronymic"), facts.name),
        (_("Date of birth"), facts.born),
        (_("Sex"), facts.sex),
        (_("Education (secondary, vocational, higher, degree)"), ""),
        (_("Occupation, office"), facts.occupation),
        (_("Place of work or study, class, year"), facts.work),
        (_("Permanent address: region, district, mahalla, street, house"), facts.address),
        (_("Temporary address"), ""),
        (_("Telephone (own, of the parents, at home)"), facts.phone or _phone_of(facts.guardian)),
        (_("Document: kind, series, number"), facts.document),
        (_("In which languages he or she reads"), ""),
        (_("Member of other libraries"), ""),
    ]
    if facts.is_child:
        named = f"{facts.guardian.name}, " if facts.guardian and facts.guardian.name else ""
        rows.append((_("Parent or guardian, document"), named))
    if not facts.name:  # a blank: what is long to write has two lines, and all of it stays on one page
        rows = [
            (label, PEN + ("\n" + LINE) * (place in (0, 5, 7))) for place, (label, _value) in enumerate(rows)
        ]
    numbered = ((str(place), label, value or LINE) for place, (label, value) in enumerate(rows, start=1))
    return Table(
        (Column("№", "center"), Column(_("What is asked")), Column(pgettext("of a sheet", "Answer"))),
        tuple(numbered),
    )


def _phone_of(guardian: GuardianFacts | None) -> str:
    return f"{guardian.phone} ({guardian.relation})" if guardian is not None and guardian.phone else ""


def _declarations(facts: SheetFacts) -> tuple[Clause, ...]:
    said = [_("I have read the rules of use and am bound to keep them.")]
    if facts.is_child:
        said.append(_("I take upon myself the responsibility for the books that my child borrows."))
    consent = facts.consent or _(
        "I agree that my personal data are processed so that the library serves me. I may withdraw my consent, "
        "see my data, have them corrected or erased."
    )
    if facts.consent_version:
        consent += " " + _("(Text of the consent: version %(version)s)") % {"version": facts.consent_version}
    said.append(consent)
    return tuple(
        Clause(text, str(place)) for place, text in enumerate(said, start=14 if facts.is_child else 13)
    )


def _signatures(facts: SheetFacts) -> tuple[Signature, ...]:
    if facts.is_child:
        adult = facts.guardian or GuardianFacts("", "")
        office = _("Parent or guardian (%(who)s)") % {"who": adult.relation or "________"}
        return (Signature(office, ""), Signature(_("Librarian"), ""))
    return (Signature(_("Reader"), ""), Signature(_("Librarian"), ""))


def _back(facts: SheetFacts) -> Annex:
    heads = (
        Column(_("Year"), "center"), Column(_("Date"), "center"), Column(_("Signature")),
        Column(_("Formulary no."), "center"),
    )  # fmt: skip
    rows = [(year, short_date(day), LINE, number) for year, day, number in facts.years]
    rows += [(LINE, LINE, LINE, LINE)] * (ROWS_BEHIND - len(rows))
    return Annex((Table(heads, tuple(rows)),), title=_("Marks of registration in later years"))
