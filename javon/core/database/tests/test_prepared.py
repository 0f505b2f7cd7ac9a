"""A prepared question answers as the plain queryset does, on both databases."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Value
from django.db.transaction import TransactionManagementError

from javon.core import clock
from javon.core.accounts.models import ApiToken, User
from javon.core.database.fields import uuid7
from javon.core.database.models import ClaimedRequest
from javon.core.database.prepared import (
    Prepared,
    PreparedChange,
    a_day,
    a_key,
    a_moment,
    a_number,
    a_text,
)

pytestmark = pytest.mark.django_db


def a_claim(action: str = "lend", **more: object) -> ClaimedRequest:
    given = {"request_id": uuid7(), "action": action, "actor_label": "", "digest": "d", "at": clock.now()}
    return ClaimedRequest.objects.create(**{**given, **more})


def test_rows_are_those_of_the_plain_question():
    mine, other = a_claim("lend", answer={"verb": "lent"}), a_claim("lend")
    a_claim("renew")
    asked = Prepared[ClaimedRequest](
        lambda: ClaimedRequest.objects.filter(action=a_text("action")).order_by("at")
    )
    assert (
        asked(action="lend")
        == [mine, other]
        == list(ClaimedRequest.objects.filter(action="lend").order_by("at"))
    )
    assert asked(action="lend")[0].answer == {"verb": "lent"}, "converters are Django's own"
    assert asked(action="lend")[0].at == mine.at
    assert asked(action="give") == []


def test_related_rows_annotations_and_columns_left_out():
    user = User.objects.create(username="aziza")
    ApiToken.objects.create(user=user, digest="abc", made_at=clock.now())
    same = ApiToken.objects.filter(user=OuterRef("pk"), digest=a_text("digest"))
    asked = Prepared[ApiToken](
        lambda: (
            ApiToken.objects.select_related("user").defer("user__password").filter(digest=a_text("digest"))
        )
    )
    counted = Prepared[User](lambda: User.objects.annotate(has=Exists(same)).filter(pk=a_number("user")))
    token = asked.get(digest="abc")
    with connection.execute_wrapper(_nothing_more):
        assert token.user.username == "aziza"
    assert token.user.get_deferred_fields() == {"password"}
    assert counted.get(user=user.pk, digest="abc").has is True
    assert counted.get(user=user.pk, digest="abd").has is False


def _nothing_more(*_given: object) -> None:
    raise AssertionError("a question that was answered already")


def test_values_and_unions():
    one, two = a_claim("lend"), a_claim("renew")
    pairs = Prepared[tuple[UUID, str]](
        lambda: ClaimedRequest.objects.filter(pk=a_key("key")).values_list("pk", "action")
    )
    single = Prepared[str](lambda: ClaimedRequest.objects.order_by("action").values_list("action", flat=True))
    both = Prepared[tuple[UUID, int]](
        lambda: (
            ClaimedRequest.objects.filter(pk=a_key("first"))
            .values_list("pk", Value(1))
            .union(ClaimedRequest.objects.filter(pk=a_key("second")).values_list("pk", Value(2)), all=True)
        )
    )
    assert pairs(key=one.pk) == [(one.pk, "lend")]
    assert single() == ["lend", "renew"]
    assert sorted(both(first=one.pk, second=two.pk), key=str) == sorted([(one.pk, 1), (two.pk, 2)], key=str)


def test_first_and_get():
    one = a_claim("lend")
    asked = Prepared[ClaimedRequest](lambda: ClaimedRequest.objects.filter(action=a_text("action")))
    assert asked.first(action="lend") == asked.get(action="lend") == one
    assert asked.first(action="give") is None
    with pytest.raises(ClaimedRequest.DoesNotExist):
        asked.get(action="give")
    a_claim("lend")
    with pytest.raises(ClaimedRequest.MultipleObjectsReturned):
        asked.get(action="lend")


def test_a_value_of_another_kind_is_refused():
    keyed = Prepared[ClaimedRequest](lambda: ClaimedRequest.objects.filter(pk=a_key("key")))
    numbered = Prepared[User](lambda: User.objects.filter(pk=a_number("number")))
    told = Prepared[ClaimedRequest](lambda: ClaimedRequest.objects.filter(at__date=a_day("day")))
    one = a_claim()
    assert told(day=clock.day_of(one.at)) == [one]
    with pytest.raises(TypeError):
        keyed(key=str(one.pk))
    with pytest.raises(TypeError):
        numbered(number="0012")
    with pytest.raises(TypeError):
        told(day="2026-11-29")
    with pytest.raises(KeyError):
        keyed(kay=one.pk)


def test_what_it_cannot_carry_out_is_refused():
    with pytest.raises(TypeError):
        Prepared(lambda: ClaimedRequest.objects.values("action"))()
    with pytest.raises(TypeError):
        Prepared(lambda: User.objects.prefetch_related("groups"))()


@pytest.mark.django_db(transaction=True)
def test_a_question_that_locks_is_asked_inside_a_transaction():
    one = a_claim()
    locking = Prepared[ClaimedRequest](
        lambda: ClaimedRequest.objects.select_for_update().filter(pk=a_key("key"))
    )
    with transaction.atomic():
        assert locking(key=one.pk) == [one]
    with pytest.raises(TransactionManagementError):
        locking(key=one.pk)


def test_changes_tell_how_many():
    one, other = a_claim("lend", actor_id=4), a_claim("lend", actor_id=7)
    more = PreparedChange(
        lambda: (ClaimedRequest.objects.filter(action=a_text("action")), {"actor_id": F("actor_id") + 1})
    )
    said = PreparedChange(
        lambda: (
            ClaimedRequest.objects.filter(pk=a_key("key"), at__gte=a_moment("since")),
            {"digest": a_text("digest")},
        )
    )
    assert more(action="lend") == 2
    assert more(action="give") == 0
    assert said(key=one.pk, since=one.at, digest="new") == 1
    assert said(key=other.pk, since=other.at + timedelta(days=1), digest="new") == 0
    assert [(row.actor_id, row.digest) for row in ClaimedRequest.objects.order_by("actor_id")] == [
        (5, "new"), (8, "d"),
    ]  # fmt: skip


def test_days_are_days():
    assert (
        Prepared[User](lambda: User.objects.filter(last_login__date__gte=a_day("day")))(day=date(2026, 1, 1))
        == []
    )


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="other databases are given values apart at all times"
)
def test_postgresql_plans_a_prepared_question_once_and_every_other_as_django_sends_it():
    a_claim("planned once")
    asked = Prepared[ClaimedRequest](lambda: ClaimedRequest.objects.filter(action=a_text("action")))
    changed = PreparedChange(
        lambda: (ClaimedRequest.objects.filter(action=a_text("action")), {"digest": a_text("digest")})
    )
    for _ in range(6):
        assert len(asked(action="planned once")) == 1
        assert changed(action="planned once", digest="x") == 1
        assert ClaimedRequest.objects.filter(action="as ever").count() == 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%database_claimedrequest%'"
        )
        kept = [text for (text,) in cursor.fetchall()]
    assert len([text for text in kept if text.startswith("SELECT")]) == 1
    assert len([text for text in kept if text.startswith("UPDATE")]) == 1
