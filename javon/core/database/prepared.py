"""A question asked at every scan: its SQL is made once, its answers are Django's own.

Django makes the SQL of a queryset anew each time it is asked, and for a question by key that takes longer than the
database takes to answer. A desk asks some thirty at a scan. A :class:`Prepared` is an ordinary queryset, written once
with holes for what differs (``a_key("copy")``, ``a_day("today")``), whose text is kept; rows, related rows, annotations
and converters come out as they always do, for Django's own compiler and iterator bring them.

Only for what a queue of people waits for: elsewhere a plain queryset says the same with less. What a lookup takes in
pieces (``in`` of several values, a ``Q`` that differs from call to call) cannot be a hole.

PostgreSQL plans a statement anew at each asking as long as the values stand in its text, as Django sends it; a prepared
question goes to it with its values beside it, and is planned once for a connection (half of the server's work at a loan).
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import Expression
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable
from django.db.models.sql import UpdateQuery
from django.db.transaction import TransactionManagementError

from javon.core.database.fields import UUIDv7Field

Row = TypeVar("Row")
_ROWS = (ModelIterable, ValuesListIterable, FlatValuesListIterable)


class Given(Expression):
    """A hole in a prepared question: the value called `name`, written as `field` writes its values."""

    def __init__(self, name: str, field: models.Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """A mark, with this hole itself in the place of the value."""
        return "%s", [self]

    def written(self, value: Any, connection: Any) -> Any:
        """`value` as the database takes it. Raises TypeError for a value of another kind than the hole's."""
        field = self.output_field
        if field.to_python(value) != value:  # "00012" is no number, and no barcode would be found by 12
            raise TypeError(f"{value!r} does not fit the hole {self.name!r}")
        return field.get_db_prep_value(field.get_prep_value(value), connection)


def a_key(name: str) -> Any:
    """A hole for the key of a row that travels (UUID)."""
    return Given(name, UUIDv7Field())


def a_day(name: str) -> Any:
    """A hole for a date."""
    return Given(name, models.DateField())


def a_number(name: str) -> Any:
    """A hole for a whole number."""
    return Given(name, models.BigIntegerField())


def a_text(name: str) -> Any:
    """A hole for words."""
    return Given(name, models.TextField())


def a_moment(name: str) -> Any:
    """A hole for a moment."""
    return Given(name, models.DateTimeField())


class _Made(NamedTuple):
    """What is kept of a question: its text, its values with the holes among them, and whoever reads its rows."""

    sql: str
    values: tuple[Any, ...]
    compiler: Any
    rows: Any  # Django's iterator of model instances, of tuples, of single values
    model: Any
    locks: bool


class Prepared(Generic[Row]):
    """A question that is asked often: ``Prepared(lambda: Loan.objects.filter(copy_id=a_key("copy")))``.

    Asked with a value for each hole it gives the list of rows; :meth:`first` the first or None, :meth:`get` the only
    one. `make` is called once, at the first asking, and limits itself (``[:1]``) where one row is wanted. A question
    that locks is refused outside a transaction, as Django refuses it. ``prefetch_related`` is not carried out and is
    refused.
    """

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._made: dict[str, _Made] = {}

    def __call__(self, **given: Any) -> list[Row]:
        connection = connections[DEFAULT_DB_ALIAS]
        made = self._made.get(connection.vendor) or self._prepare(connection)
        if made.locks and not connection.in_atomic_block:
            raise TransactionManagementError("a question that locks is asked inside a transaction")
        asking = _Asking(made, _filled(made.values, given, connection), connection)
        with _planned_once(connection):
            return list(made.rows(asking))

    def first(self, **given: Any) -> Row | None:
        """The first row, or None."""
        rows = self(**given)
        return rows[0] if rows else None

    def get(self, **given: Any) -> Row:
        """The only row. Raises the model's ``DoesNotExist``, ``MultipleObjectsReturned``."""
        rows = self(**given)
        if len(rows) == 1:
            return rows[0]
        model = self._made[connections[DEFAULT_DB_ALIAS].vendor].model
        raise (model.MultipleObjectsReturned if rows else model.DoesNotExist)(
            f"{len(rows)} rows of {model._meta.label} where one was asked for"
        )

    def _prepare(self, connection: Any) -> _Made:
        asked = self._make()
        if asked._prefetch_related_lookups or asked._iterable_class not in _ROWS:
            raise TypeError("a prepared question gives rows, tuples or single values, and prefetches nothing")
        compiler = asked.query.get_compiler(using=connection.alias)
        sql, values = compiler.as_sql()
        made = _Made(
            sql, tuple(values), compiler, asked._iterable_class, asked.model, asked.query.select_for_update
        )
        self._made[connection.vendor] = made
        return made


class PreparedChange:
    """The same for an UPDATE: ``PreparedChange(lambda: (Copy.objects.filter(pk=a_key("copy")), {"state": a_text("to")}))``.

    Called with a value for each hole it changes the rows and returns how many. One table, no question beside it.
    """

    def __init__(self, make: Callable[[], tuple[Any, dict[str, Any]]]) -> None:
        self._make = make
        self._made: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def __call__(self, **given: Any) -> int:
        connection = connections[DEFAULT_DB_ALIAS]
        made = self._made.get(connection.vendor) or self._prepare(connection)
        with _planned_once(connection), connection.cursor() as cursor:
            cursor.execute(made[0], _filled(made[1], given, connection))
            return int(cursor.rowcount)

    def _prepare(self, connection: Any) -> tuple[str, tuple[Any, ...]]:
        asked, changed = self._make()
        query = asked.query.chain(UpdateQuery)
        query.add_update_values(changed)
        sql, values = query.get_compiler(using=connection.alias).as_sql()
        made = self._made[connection.vendor] = (sql, tuple(values))
        return made


_ASKINGS = 3  # after so many of one text on one connection PostgreSQL keeps its plan


@contextmanager
def _planned_once(connection: Any) -> Iterator[None]:
    """Within it PostgreSQL is given text and values apart. Other databases do so always.

    Not for every statement (Django's ``server_side_binding``): a bulk of rows may have more values than one statement
    can be given so, 65,535.
    """
    if connection.vendor != "postgresql":
        yield
        return
    from django.db.backends.postgresql.base import ServerBindingCursor

    connection.ensure_connection()
    opened, told = connection.connection, connection.features
    kept = opened.cursor_factory, opened.prepare_threshold, told.uses_server_side_binding
    opened.cursor_factory, opened.prepare_threshold = ServerBindingCursor, _ASKINGS
    told.uses_server_side_binding = True  # whoever writes statements down (a test, a log) puts the values in
    try:
        yield
    finally:
        opened.cursor_factory, opened.prepare_threshold, told.uses_server_side_binding = kept


def _filled(values: tuple[Any, ...], given: dict[str, Any], connection: Any) -> tuple[Any, ...]:
    return tuple(
        one.written(given[one.name], connection) if isinstance(one, Given) else one for one in values
    )


class _Asking:
    """What Django's iterators of rows ask of a queryset and of its query: here the kept text with this call's values."""

    _known_related_objects: dict[Any, Any] = {}

    def __init__(self, made: _Made, values: tuple[Any, ...], connection: Any) -> None:
        self.model, self.db, self.query = made.model, connection.alias, self
        # A connection belongs to one thread, a prepared question to all: each asking reads with a compiler of its own.
        self._compiler = copy.copy(made.compiler)
        self._compiler.connection = connection
        self._compiler.as_sql = lambda *_given, **_named: (made.sql, values)

    def get_compiler(self, using: str | None = None, **_more: Any) -> Any:
        """The compiler that has made its text already."""
        return self._compiler
