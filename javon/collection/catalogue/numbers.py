"""Short public numbers of titles and authorities, taken in blocks inside the transaction that uses them."""

from __future__ import annotations

from django.db import connection

_TABLES = {"title": "catalogue_title", "authority": "catalogue_authority"}


def take_turn() -> None:
    """Let no other writer of titles in before this transaction ends, so that what is looked up stays true.

    On SQLite the gate has seen to it already; on PostgreSQL the row of the series is locked.
    """
    if connection.vendor == "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM catalogue_numberseries WHERE name = 'title' FOR UPDATE")
        if cursor.fetchone() is None:
            next_numbers("title", 0)


def next_numbers(series: str, count: int) -> int:
    """The first of `count` consecutive numbers nobody else will get; given back when the transaction fails.

    `series` is ``title`` or ``authority``.
    """
    with connection.cursor() as cursor:
        moved = "UPDATE catalogue_numberseries SET next_number = next_number + %s WHERE name = %s"
        cursor.execute(moved, [count, series])
        if cursor.rowcount == 0:
            cursor.execute(f"SELECT COALESCE(MAX(number), 0) + 1 FROM {_TABLES[series]}")
            first = int(cursor.fetchone()[0])
            cursor.execute(
                "INSERT INTO catalogue_numberseries (name, next_number) VALUES (%s, %s) ON CONFLICT DO NOTHING",
                [series, first],
            )
            cursor.execute(moved, [count, series])
        cursor.execute("SELECT next_number FROM catalogue_numberseries WHERE name = %s", [series])
        return int(cursor.fetchone()[0]) - count


def generation_of_names() -> int:
    """Grows whenever somebody merges authorities or gives them other keys: what was looked up before is untrue."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT next_number FROM catalogue_numberseries WHERE name = 'names'")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def next_generation_of_names() -> None:
    """In the transaction that changes which name leads where."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalogue_numberseries SET next_number = next_number + 1 WHERE name = 'names'")
        if cursor.rowcount == 0:
            cursor.execute("INSERT INTO catalogue_numberseries (name, next_number) VALUES ('names', 1)")
