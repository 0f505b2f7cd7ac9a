"""Every right that a module declares, and who holds which: what the clauses of job descriptions say.

There is no other way to a right: no superuser, no flag of an account. Nizom 3.1. The training mode has no clauses for
real people: who comes in brings the rights held in the real program, over invented data.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

from javon.centre.documents import rights as documents
from javon.centre.organisation import queries as organisation_queries
from javon.centre.organisation import rights as organisation
from javon.centre.periods import rights as periods
from javon.centre.tasks import rights as tasks
from javon.collection.acquisition import rights as acquisition
from javon.collection.catalogue import rights as catalogue
from javon.collection.labels import rights as labels
from javon.collection.periodicals import rights as periodicals
from javon.collection.stock import rights as stock
from javon.core import clock
from javon.core.access import Right
from javon.core.accounts import rights as accounts
from javon.core.audit import rights as audit
from javon.core.messaging import rights as messaging
from javon.places.practice import people as practice
from javon.service.lending import rights as lending
from javon.service.readers import rights as readers
from javon.service.readingroom import rights as readingroom

RIGHTS: tuple[Right, ...] = (
    *organisation.RIGHTS,
    *documents.RIGHTS,
    *tasks.RIGHTS,
    *periods.RIGHTS,
    catalogue.CORRECT_RECORD,
    catalogue.IMPORT_RECORDS,
    catalogue.SEE_QUARANTINE,
    catalogue.MANAGE_TARGETS,
    catalogue.MERGE_RECORDS,
    catalogue.PROPOSE_MERGE,
    catalogue.LOAD_AUTHOR_MARKS,
    catalogue.CONTROL_AUTHORITIES,
    *stock.RIGHTS,
    *labels.RIGHTS,
    *acquisition.RIGHTS,
    *periodicals.RIGHTS,
    *readers.RIGHTS,
    *lending.RIGHTS,
    *readingroom.RIGHTS,
    accounts.MANAGE_ACCOUNTS,
    *audit.RIGHTS,
    *messaging.RIGHTS,
)


def rights_of(user: Any) -> frozenset[str]:
    """Codes of the rights that `user` holds today; in the training mode those that the real program told at the door."""
    if settings.PRACTICE:
        return practice.rights_of(user)
    person = organisation_queries.person_of_user(user)
    return frozenset() if person is None else organisation_queries.rights_of(person, clock.today())


def posts_with(right: Right) -> tuple[str, ...]:
    """The posts whose job descriptions give `right` today, in the order of the structure, each once."""
    allowed = organisation_queries.who_may(right.code, clock.today())
    return tuple(dict.fromkeys(one.post.title for one in allowed if one.post is not None))
