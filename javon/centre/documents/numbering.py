"""Numbers of papers: one after another within a journal and a year, no gap and no duplicate. Dossier 2.24.

The counter is raised in the transaction that registers the paper: a refused or broken deed gives its number back
by rolling back. On SQLite the writers' gate, on PostgreSQL the counter's row lock stands between two clerks; the
unique constraint on (register, year, sequence) is the last word.
"""

from __future__ import annotations

from datetime import date

from javon.centre.documents.models import Document, Register, RegisterCounter


def register_for(document: Document) -> Register | None:
    """The journal that numbers papers of this kind; the first by position when several do."""
    journals = Register.objects.filter(centre_id=document.centre_id).order_by("position", "code")
    return next((journal for journal in journals if document.kind in journal.kinds), None)


def give_number(document: Document, register: Register, *, on: date) -> None:
    """Set register, year, sequence, number and date of `document` (not saved). Only inside a write transaction."""
    RegisterCounter.objects.get_or_create(register=register, year=on.year)
    counter = RegisterCounter.objects.select_for_update().get(register=register, year=on.year)
    counter.last += 1
    counter.save(update_fields=["last"])
    document.register = register
    document.year = on.year
    document.sequence = counter.last
    document.number = register.pattern.replace("{n}", str(counter.last)).replace("{year}", str(on.year))
    document.dated_on = on
