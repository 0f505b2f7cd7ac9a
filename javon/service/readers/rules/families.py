"""May this adult answer for this reader? Dossier 2.1."""

from __future__ import annotations

from collections.abc import Set
from uuid import UUID

from javon.core.verdict import Refusal, Verdict, Weight
from javon.service.readers.rules.registering import GuardianData


def may_answer(
    guardian: GuardianData, *, own: UUID, is_gone: bool, standing: Set[UUID], wards: Set[UUID]
) -> Verdict:
    """Somebody known, not oneself, not entered already, and not one's own child."""

    def refuse(code: str) -> Refusal:
        return Refusal(code, Weight.FORBIDS)

    who = guardian.reader_id
    return Verdict.of(
        [
            refuse("reader_is_gone") if is_gone else None,
            None if guardian.is_somebody else refuse("guardian_unnamed"),
            refuse("guardian_phone_unreal") if guardian.phone is None else None,
            refuse("own_guardian") if who == own else None,
            refuse("guardian_already") if who is not None and who in standing else None,
            refuse("guardian_is_ward") if who is not None and who in wards else None,
        ]
    )
