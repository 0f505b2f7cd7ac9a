"""Units, posts, calendar and the invented district that a centre starts with."""

from __future__ import annotations

import re
from datetime import date

from javon.centre.organisation.models import LocalBody, Post, SpecialDay, Unit
from javon.centre.organisation.standard import (
    directory,
    holidays,
    is_last_working_day_sanitary,
    opening_hours,
    posts,
    sanitary_reason,
    units,
)


def test_the_service_has_one_head_and_five_librarians():
    ours = [post for post in posts() if post.unit == "lending"]
    assert sum(post.positions for post in ours if post.kind == "head") == 1
    assert sum(post.positions for post in ours if post.kind == "librarian") == 5


def test_units_and_posts_are_known_kinds_in_known_places():
    codes = {unit.code for unit in units()}
    assert len(codes) == len(units())
    assert {unit.kind for unit in units()} <= set(Unit.Kind.values)
    assert {unit.parent for unit in units()} <= codes | {""}
    assert {post.kind for post in posts()} <= set(Post.Kind.values)
    assert {post.unit for post in posts()} <= codes | {""}
    assert len({post.code for post in posts()}) == len(posts())
    assert all(1 <= post.quarters <= 4 and post.positions >= 1 for post in posts())


def test_the_service_stands_directly_under_the_director():
    assert {unit.code: unit.parent for unit in units()}["lending"] == ""


def test_every_other_service_tells_its_topics():
    services = [unit for unit in units() if unit.kind == "service"]
    assert len(services) == 4
    assert all(6 <= len(unit.topics) <= 8 for unit in services)


def test_every_year_has_the_seven_holidays_of_the_law():
    for year in (2024, 2030):
        fixed = {(one.day.month, one.day.day) for one in holidays(year) if not one.is_approximate}
        assert fixed == {(1, 1), (3, 8), (3, 21), (5, 9), (9, 1), (10, 1), (12, 8)}


def test_feasts_of_the_moon_are_approximate():
    feasts = [one for one in holidays(2026) if one.is_approximate]
    assert [one.day for one in feasts] == [date(2026, 3, 20), date(2026, 5, 27)]
    assert {one.kind for year in range(2024, 2028) for one in holidays(year)} <= set(SpecialDay.Kind.values)


def test_the_house_is_open_from_monday_to_saturday():
    assert [hours.weekday for hours in opening_hours()] == [0, 1, 2, 3, 4, 5]
    assert is_last_working_day_sanitary()
    assert sanitary_reason()


def test_the_invented_district_is_whole():
    of_kind: dict[str, list] = {}
    for body in directory():
        of_kind.setdefault(body.kind, []).append(body)
    assert set(of_kind) <= set(LocalBody.Kind.values)
    assert [len(of_kind[kind]) for kind in ("mahalla", "school", "kindergarten", "enterprise")] == [
        24,
        30,
        14,
        10,
    ]
    mahallas = {body.name for body in of_kind["mahalla"]}
    assert all(body.mahalla in mahallas for body in directory() if body.kind != "mahalla")
    assert len({(body.kind, body.name) for body in directory()}) == len(directory())


def test_apostrophes_are_the_canonical_ones():
    names = [*(unit.name for unit in units()), *(topic for unit in units() for topic in unit.topics)]
    names += [*(post.title for post in posts()), *(body.name for body in directory())]
    for name in names:
        assert not re.search(r"['`’‘\"]|[oOgG]ʼ|(?<![oOgG])ʻ", name), name
