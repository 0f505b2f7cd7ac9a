"""@action: one write transaction, and the same request carried out once however often it is sent.

A claimed request is a row written first. Its twin waits for that row (at the gate on SQLite, at the
unique key on PostgreSQL) and is then given the stored answer.
"""

from __future__ import annotations

import dataclasses
import functools
import inspect
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import Any, TypeVar, overload
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.utils.crypto import salted_hmac

from javon.core import clock
from javon.core.access import Actor
from javon.core.database.prepared import Given, Prepared, PreparedChange
from javon.core.database.transactions import BULK_ROWS, writing
from javon.core.verdict import Refused

# The moment is given by the server, not by the person: a request repeated after midnight is the same request.
NOT_PART_OF_THE_REQUEST = frozenset({"by", "request_id", "today", "now"})

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])
Keep = Callable[[Any], Any]


@overload
def action(function: FunctionT) -> FunctionT: ...
@overload
def action(*, keep: Keep = ..., restore: Keep = ...) -> Callable[[FunctionT], FunctionT]: ...
def action(function: Any = None, *, keep: Keep | None = None, restore: Keep | None = None) -> Any:
    """Make a function of keyword-only arguments, one of them `by`, an action.

    `request_id` may be given to any action; the function itself is told of it only when it asks for it.
    Answers that are None, plain JSON or a model instance are stored by themselves; others need `keep`
    (answer -> JSON) and `restore` (JSON -> answer). A refused action leaves no trace, its claim included.
    Raises Refused ``request_id_reused`` when the id was used for something else or by somebody else.
    """
    if function is None:
        return functools.partial(_decorate, keep=keep or _keep, restore=restore or _restore)
    return _decorate(function, keep=_keep, restore=_restore)


def _decorate(function: Callable[..., Any], *, keep: Keep, restore: Keep) -> Callable[..., Any]:
    parameters = inspect.signature(function).parameters
    if "by" not in parameters or any(
        parameter.kind is not inspect.Parameter.KEYWORD_ONLY for parameter in parameters.values()
    ):
        raise TypeError(f"{function.__qualname__} is an action: all arguments keyword-only, one of them `by`")
    name = f"{function.__module__}.{function.__qualname__}"
    wants_request_id = "request_id" in parameters

    @functools.wraps(function)
    def acting(*, by: Actor, request_id: UUID | None = None, **arguments: Any) -> Any:
        if wants_request_id:
            arguments["request_id"] = request_id
        with writing():
            if request_id is None:
                return function(by=by, **arguments)
            earlier = _claim(request_id, name, by, arguments)
            if earlier is not None:
                return restore(earlier.answer)
            answer = function(by=by, **arguments)
            _keep_answer(request=request_id, answer=keep(answer))
            return answer

    acting.is_action = True  # type: ignore[attr-defined]  # the matrix of rights visits every one
    return acting


_keep_answer = PreparedChange(
    lambda: (
        _claims().filter(pk=Given("request", _claim_field("request_id"))),
        {"answer": Given("answer", _claim_field("answer"))},
    )
)
_of_request = Prepared[UUID](
    lambda: _claims().filter(pk=Given("request", _claim_field("request_id"))).values_list("pk", flat=True)
)


def _claim_field(name: str) -> Any:
    return apps.get_model("database", "ClaimedRequest")._meta.get_field(name)


def _claims() -> Any:
    return apps.get_model("database", "ClaimedRequest")._default_manager


def _claim(request_id: UUID, name: str, by: Actor, arguments: Mapping[str, Any]) -> Any:
    """None when the request is ours to carry out, else the row of the one who did."""
    model = apps.get_model("database", "ClaimedRequest")
    digest = digest_of(name, arguments)
    row = model(
        request_id=request_id, action=name[:200], actor_id=by.user_id, actor_label=by.label[:120],
        digest=digest, at=clock.now(),
    )  # fmt: skip
    fields = [field for field in model._meta.local_fields if field.name != "answer"]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        # One statement that waits for a twin and then tells the truth; select-then-insert would race.
        cursor.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks}) ON CONFLICT DO NOTHING", values)
        if cursor.rowcount == 1:
            return None
    earlier = model._default_manager.get(pk=request_id)
    same = (earlier.digest, earlier.actor_id, earlier.actor_label) == (
        row.digest,
        row.actor_id,
        row.actor_label,
    )
    if not same or earlier.action != row.action:
        raise Refused.because("request_id_reused")
    return earlier


def digest_of(name: str, arguments: Mapping[str, Any]) -> str:
    """A keyed digest of what was asked; the values cannot be guessed back from it."""
    asked = {key: value for key, value in arguments.items() if key not in NOT_PART_OF_THE_REQUEST}
    text = json.dumps(_plain(asked), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return salted_hmac("javon.core.database.claims." + name, text, algorithm="sha256").hexdigest()


def _plain(value: Any) -> Any:
    """`value` as JSON that is equal for equal requests."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return repr(value)
        case Enum():
            return _plain(value.value)
        case models.Model():
            return [value._meta.label_lower, str(value.pk)]
        case UUID() | date() | datetime() | time() | timedelta() | Decimal() | PurePath():
            return str(value)
        case bytes() | bytearray() | memoryview():
            return bytes(value).hex()
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case set() | frozenset():
            return sorted((_plain(item) for item in value), key=repr)
        case list() | tuple():
            return [_plain(item) for item in value]
        case models.QuerySet():
            return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if hasattr(value, "to_json"):
        return _plain(value.to_json())
    raise TypeError(f"an action cannot be claimed with an argument of type {type(value).__name__}")


def _keep(answer: Any) -> Any:
    if isinstance(answer, models.Model):
        return {"model": answer._meta.label_lower, "pk": str(answer.pk)}
    return {"json": answer}


def _restore(kept: Any) -> Any:
    if not kept or "model" not in kept:
        return kept["json"] if kept else None
    model = apps.get_model(kept["model"])
    found = model._base_manager.filter(pk=kept["pk"]).first()
    if found is None:
        raise Refused.because("request_answer_gone")
    return found


def is_claimed(request_id: UUID) -> bool:
    """Whether this request has been carried out: a door that tells a first answer from a repeated one asks before."""
    return bool(_of_request(request=request_id))


def forget_claims(*, before: datetime) -> int:
    """Delete the claims older than `before`, a few at a turn; returns how many."""
    total = 0
    while keys := list(_claims().filter(at__lt=before).values_list("pk", flat=True)[:BULK_ROWS]):
        with writing():
            total += _claims().filter(pk__in=keys).delete()[0]
    return total
