"""What is remembered of lending: terms, loans, renewals, what the desk did and may undo, calls, reservations, refusals,
files of open loans.
"""

from javon.service.lending.models.calls import Call
from javon.service.lending.models.damages import Damage
from javon.service.lending.models.deeds import Deed
from javon.service.lending.models.holds import Hold, HoldEvent, HoldTarget
from javon.service.lending.models.loans import Channel, Loan, Renewal
from javon.service.lending.models.opening import OpeningLine, OpeningRun
from javon.service.lending.models.refusals import RefusedRequest
from javon.service.lending.models.terms import Fund, TermsRow, TermsSet

__all__ = [
    "Call",
    "Channel",
    "Damage",
    "Deed",
    "Fund",
    "Hold",
    "HoldEvent",
    "HoldTarget",
    "Loan",
    "OpeningLine",
    "OpeningRun",
    "RefusedRequest",
    "Renewal",
    "TermsRow",
    "TermsSet",
]
