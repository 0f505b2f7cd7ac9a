"""What is remembered of readers, and nothing beyond what serving them needs. Nizom 2.11; dossier 2.1-2.3, 4.2.

Kept: who the person is, how to reach them, where they live and learn, whether they agreed. Not kept: nationality,
religion, health, income. Retention: docs/algorithms/personal-data.md.
"""

from javon.service.readers.models.arrivals import ReaderLine, ReadersRun
from javon.service.readers.models.blocks import Block
from javon.service.readers.models.cards import Card
from javon.service.readers.models.consents import Consent, ConsentText
from javon.service.readers.models.doors import (
    ReaderPin,
    ReaderRequest,
    ReaderSession,
    WrongReaderPin,
)
from javon.service.readers.models.families import Guardianship
from javon.service.readers.models.identity import IdentityDocument
from javon.service.readers.models.merges import NotTheSamePerson, ReaderMerge
from javon.service.readers.models.papers import Deposit, SheetScan
from javon.service.readers.models.readers import Category, Portrait, Reader, Sex
from javon.service.readers.models.registrations import Registration
from javon.service.readers.models.retention import Retention, Wiping
from javon.service.readers.models.steps import ClassStep

__all__ = [
    "Block",
    "Card",
    "Category",
    "ClassStep",
    "Consent",
    "ConsentText",
    "Deposit",
    "Guardianship",
    "IdentityDocument",
    "NotTheSamePerson",
    "Portrait",
    "Reader",
    "ReaderLine",
    "ReaderMerge",
    "ReaderPin",
    "ReaderRequest",
    "ReaderSession",
    "ReadersRun",
    "Registration",
    "Retention",
    "Sex",
    "SheetScan",
    "Wiping",
    "WrongReaderPin",
]
