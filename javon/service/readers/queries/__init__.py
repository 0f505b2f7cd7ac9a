"""Who the readers are, and what is asked of them."""

from javon.service.readers.queries.finding import (
    CardAnswer,
    card_in_use,
    current_card,
    found_readers,
    reader_of_card,
    readers_of,
)
from javon.service.readers.queries.portraits import portrait
from javon.service.readers.queries.state import blocks_on, guardians_of, registration_of, wards_of

__all__ = [
    "CardAnswer",
    "blocks_on",
    "card_in_use",
    "current_card",
    "found_readers",
    "guardians_of",
    "portrait",
    "reader_of_card",
    "readers_of",
    "registration_of",
    "wards_of",
]
