"""The standard texts and the modules agree on rights: nothing is given that is not declared, nothing is out of reach."""

from __future__ import annotations

from javon.centre.documents.standard import documents
from javon.config.rights import RIGHTS

DECLARED = {right.code for right in RIGHTS}
GIVEN = {right for text in documents() for right, _ in text.grants()}


def test_clauses_give_only_rights_that_modules_declare():
    assert not GIVEN - DECLARED


def test_every_right_is_given_by_some_clause():
    """A new right needs a clause in a standard text: documents/standard/texts."""
    assert not DECLARED - GIVEN
