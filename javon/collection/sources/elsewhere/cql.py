"""A question written in CQL, the language of SRU. Whatever was typed stays a quoted term and never becomes syntax."""

from __future__ import annotations

from javon.collection.sources.elsewhere.address import Address
from javon.collection.sources.elsewhere.question import By, Question, Term

# What a backslash must stand before inside quotes: quotes and itself; masks (* ? ^) are taken as letters.
_ESCAPED = str.maketrans({letter: f"\\{letter}" for letter in '\\"*?^'})


def quoted(text: str) -> str:
    """`text` as one term of CQL."""
    return f'"{text.translate(_ESCAPED)}"'


def written(address: Address, question: Question) -> str:
    """The whole question; indexes are named as the address says."""
    return (" or " if question.any_of else " and ").join(_clause(address, term) for term in question.terms)


def _clause(address: Address, term: Term) -> str:
    text = " ".join(term.text.split())
    relation = " all " if " " in text and term.by is not By.ISBN else "="
    return f"{address.index(term.by)}{relation}{quoted(text)}"
