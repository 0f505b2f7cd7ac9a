"""The beginning of an answer to a letter: addressee, subject and their number stand in it already."""

from __future__ import annotations

import re

from javon.centre.documents import standard
from javon.centre.documents.actions import Draft
from javon.centre.documents.actions.letters import ANSWER_TEMPLATE
from javon.centre.documents.filling import filled
from javon.centre.documents.models import Document
from javon.centre.documents.queries.registers import journals
from javon.centre.organisation.models import Person
from javon.core.uzbek import long_date

_ABOUT = re.compile(r"\s+(toʻgʻrisida|haqida)\.?$", re.IGNORECASE)
LONGEST = 400


def answer_draft(letter: Document, writer: Person | None) -> Draft:
    """The outgoing letter as the clerk's template has it, filled from `letter`; its text is still to be written."""
    template = standard.template(ANSWER_TEMPLATE)
    text = filled(
        template,
        {
            "addressee": letter.correspondent,
            "subject": _ABOUT.sub("", letter.title),
            "their_letter": their_reference(letter),
            "prepared_by": writer,
            "phone": letter.centre.phone,
        },
    )
    journal = journals(letter.centre_id).filter(code=template.register).first()
    return Draft(
        title=text.title[:LONGEST],
        preamble=text.preamble,
        ending=text.ending,
        points=text.points,
        place=letter.centre.place,
        register=journal,
        is_confidential=letter.is_confidential,
    )


def their_reference(letter: Document) -> str:
    """How their letter is cited: "№ 05-12/418, 2026-yil 30-oktabr"."""
    number = f"№ {letter.their_number}" if letter.their_number else ""
    day = long_date(letter.their_date, "uz") if letter.their_date else ""
    return ", ".join(part for part in (number, day) if part)
