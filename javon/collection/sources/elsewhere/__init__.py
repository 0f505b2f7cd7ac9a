"""Asking other libraries' catalogues over Z39.50 and SRU: questions out, records in. No database here. Nizom 2.5, 5.2."""

from javon.collection.sources.elsewhere.address import Address, Protocol
from javon.collection.sources.elsewhere.answers import Answer, Outcome
from javon.collection.sources.elsewhere.asking import ask, ask_all
from javon.collection.sources.elsewhere.limits import Deadline, Limits
from javon.collection.sources.elsewhere.question import By, Question, Term
from javon.collection.sources.elsewhere.trouble import Trouble, Unanswered

__all__ = [
    "Address",
    "Answer",
    "By",
    "Deadline",
    "Limits",
    "Outcome",
    "Protocol",
    "Question",
    "Term",
    "Trouble",
    "Unanswered",
    "ask",
    "ask_all",
]
