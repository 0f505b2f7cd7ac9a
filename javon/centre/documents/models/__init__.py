"""What is remembered of papers: the document, its versions and clauses, its number, approval, reading, what it
rests on. Nizom 1.3-1.5, 1.7, 3.1.
"""

from javon.centre.documents.models.approval import Acknowledgement, ApprovalStep, PaperMark, Reader
from javon.centre.documents.models.document import (
    Attachment,
    BasisLink,
    Clause,
    ClauseGrant,
    Document,
    Version,
)
from javon.centre.documents.models.registers import CaseFile, Register, RegisterCounter

__all__ = [
    "Acknowledgement",
    "ApprovalStep",
    "Attachment",
    "BasisLink",
    "CaseFile",
    "Clause",
    "ClauseGrant",
    "Document",
    "PaperMark",
    "Reader",
    "Register",
    "RegisterCounter",
    "Version",
]
