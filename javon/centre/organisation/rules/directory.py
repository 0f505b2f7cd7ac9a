"""Which bodies of the district may be entered."""

from __future__ import annotations

from dataclasses import dataclass

from javon.core.verdict import Refusal, Verdict, Weight


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """A mahalla, school … that is to be entered or changed. `like` are names that fold to the same."""

    name: str
    is_mahalla: bool
    lies_in_mahalla: bool  # the place chosen for it is a mahalla (or none was chosen)
    like: tuple[str, ...] = ()


def body_has_no_name(f: BodyFacts) -> Refusal | None:
    return None if f.name.strip() else Refusal("body_without_name", Weight.FORBIDS)


def body_is_known(f: BodyFacts) -> Refusal | None:
    return Refusal("body_known", Weight.FORBIDS, {"name": f.like[0]}) if f.like else None


def mahalla_lies_in_another(f: BodyFacts) -> Refusal | None:
    if f.is_mahalla and not f.lies_in_mahalla:
        return Refusal("mahalla_in_mahalla", Weight.FORBIDS)
    return None


BODY_RULES = (body_has_no_name, body_is_known, mahalla_lies_in_another)


def may_keep_body(facts: BodyFacts) -> Verdict:
    """May this body stand in the directory?"""
    return Verdict.of(rule(facts) for rule in BODY_RULES)
