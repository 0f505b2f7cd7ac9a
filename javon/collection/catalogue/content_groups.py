"""The content group in which the stock books count a book: exactly one per statistics profile.

A profile is one form of the summary book, with its groups in the order of its columns; profiles are data
(``standard/content_groups.toml``) and have days of validity, because groups change with the form of the report. The field of
knowledge behind a group comes from ``knowledge.py`` and nowhere else. Dossier of the domain §2.8, §3.5; Nizom 2.11, 5.2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from javon.collection.catalogue.knowledge import BRANCHES, audience_of, branch_of, longest, plain_mark
from javon.collection.catalogue.standard import read_toml
from javon.core.uzbek import to_cyrillic

if TYPE_CHECKING:
    from javon.collection.catalogue.models import Title

_SEVERAL = re.compile(r"\s*[;,|\n]\s*")
_WITHOUT_MARKS = {"map": "GEO", "score": "ART"}  # what the kind of a thing says when no mark does


@dataclass(frozen=True, slots=True)
class Group:
    """One column of a profile: its code and what the column is called."""

    code: str
    uz: str
    ru: str
    en: str

    def label(self, language: str) -> str:
        """The caption in "uz", "uz-cyrl", "ru" or "en"; Uzbek for any other language."""
        if language == "uz-cyrl":
            return to_cyrillic(self.uz)
        return {"ru": self.ru, "en": self.en}.get(language, self.uz)


@dataclass(frozen=True, slots=True)
class Profile:
    """One form of the summary book. `valid_from` None: since ever; `valid_to` None: still."""

    code: str
    uz: str
    ru: str
    en: str
    groups: tuple[Group, ...]  # in the order of the columns
    rest: str  # the group of whatever no mark places
    by_field: Mapping[str, str]  # field of knowledge → group
    by_bbk: Mapping[str, str]  # beginnings of marks for which this form alone decides
    by_udc: Mapping[str, str]
    valid_from: date | None = None
    valid_to: date | None = None

    def group(self, code: str) -> Group:
        """The group with this code; KeyError when the profile has none such."""
        for one in self.groups:
            if one.code == code:
                return one
        raise KeyError(f"{self.code} has no group {code}")

    def holds_on(self, day: date) -> bool:
        """Whether the form was in force on this day; its last day is one of them."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


def _profile(row: Mapping[str, Any]) -> Profile:
    by_field: dict[str, str] = {}
    marks: dict[str, dict[str, str]] = {"bbk": {}, "udc": {}}
    for group in row["group"]:
        for field in group.get("takes", ()):
            if field not in BRANCHES or field in by_field:
                raise ValueError(f"{row['code']}: the field {field} is unknown or in two groups")
            by_field[field] = group["code"]
        for scheme, taken in marks.items():
            for mark in group.get(scheme, ()):
                if taken.setdefault(mark, group["code"]) != group["code"]:
                    raise ValueError(f"{row['code']}: {scheme} {mark} is in two groups")
    groups = tuple(Group(one["code"], one["uz"], one["ru"], one["en"]) for one in row["group"])
    codes = {group.code for group in groups}
    if len(codes) != len(groups) or row["rest"] not in codes or set(by_field) != set(BRANCHES):
        raise ValueError(f"{row['code']}: a group stands twice, or a field of knowledge falls into none")
    return Profile(
        code=row["code"],
        uz=row["uz"],
        ru=row["ru"],
        en=row["en"],
        groups=groups,
        rest=row["rest"],
        by_field=by_field,
        by_bbk=marks["bbk"],
        by_udc=marks["udc"],
        valid_from=row.get("valid_from"),
        valid_to=row.get("valid_to"),
    )


@cache
def profiles() -> tuple[Profile, ...]:
    """Every profile, the oldest first."""
    rows = [_profile(row) for row in read_toml("content_groups.toml")["profile"]]
    return tuple(sorted(rows, key=lambda one: one.valid_from or date.min))


def profile_on(day: date) -> Profile:
    """The form in force on `day`: the latest of those that hold, the latest of all when none does."""
    return next((one for one in reversed(profiles()) if one.holds_on(day)), profiles()[-1])


def profile_of(code: str) -> Profile:
    """The profile with this code; KeyError when there is none."""
    found = next((one for one in profiles() if one.code == code), None)
    if found is None:
        raise KeyError(code)
    return found


# The newest form, for what has no day of its own. A fact with a date asks profile_on(day).
CURRENT: Profile = profiles()[-1]


def content_group(
    *,
    udc: str = "",
    bbk: str = "",
    audience: str = "",
    kind: str = "",
    field: str = "",
    profile: Profile = CURRENT,
) -> str:
    """The code of the one group that counts such a book; never "".

    `udc` and `bbk` as printed, several parted by ";" or ","; BBK decides before UDC. `audience` and `kind` are those of
    ``Title``. `field` is a field of knowledge known from elsewhere (Dewey, the form of the text), heard when no mark
    says anything.
    """
    marks = [("bbk", mark) for mark in _marks(bbk)] + [("udc", mark) for mark in _marks(udc)]
    for scheme, mark in marks:
        own = longest(profile.by_bbk if scheme == "bbk" else profile.by_udc, plain_mark(scheme, mark))
        if own:
            return own
    said = next(filter(None, (branch_of(scheme, mark) for scheme, mark in marks)), "") or field
    is_childrens = audience == "children" or any(audience_of(*mark) == "children" for mark in marks)
    if is_childrens and said in ("", "FIC"):
        said = "CHI"
    said = said or _WITHOUT_MARKS.get(kind, "")
    return profile.by_field.get(said, profile.rest)


def group_of_title(title: Title, profile: Profile = CURRENT) -> str:
    """The group of a record that is kept here."""
    return content_group(audience=title.audience, kind=title.kind, field=title.branch, profile=profile)


def _marks(text: str) -> list[str]:
    return [mark for mark in _SEVERAL.split(text.strip()) if mark]
