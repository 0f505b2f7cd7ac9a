"""The fingerprint of a book: what is the same on two records of one edition, however they are spelled.

Title, author, year, publisher, script and kind. Two editions in two scripts are two books; two spellings of
one
name are one. "" when too little is known to tell one book from another: such records are never matched by it.
"""

from __future__ import annotations

import re
from hashlib import blake2b

from javon.collection.catalogue.derive import UNTITLED, Derived
from javon.core.uzbek import fold

_NUMBERS = re.compile(r"\d+")


def fingerprint(book: Derived) -> str:
    """40 hexadecimal digits, or "" when the year, or both author and publisher, or a telling title are
    missing.
    """
    if book.year is None or not (book.author or book.publisher) or book.title_proper == UNTITLED:
        return ""
    title = fold(book.title)
    if len(title) < 3:
        return ""
    # Surname and first word of the publisher only: given names and forms of ownership are written in every
    # way.
    author = fold(book.author).partition(" ")[0]
    publisher = fold(book.publisher).partition(" ")[0]
    # "Matematika : 5-sinf" and "Matematika : 6-sinf" differ in nothing else.
    numbers = " ".join(_NUMBERS.findall(book.subtitle))
    text = "\n".join((title, numbers, author, str(book.year), publisher, book.script, book.kind))
    return blake2b(text.encode(), digest_size=20).hexdigest()
