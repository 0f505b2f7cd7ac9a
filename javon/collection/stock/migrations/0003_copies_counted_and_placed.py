"""Copies that are there: how the books count them, their order in the book, the stay that is open; the ledger's guards."""

from django.db import connection, migrations
from django.utils import timezone

from javon.collection.stock.dimensions import counted, order_of
from javon.collection.stock.triggers import create_triggers, drop_triggers

AT_ONCE = 2_000
COUNTED_BY = ("kind", "branch", "audience", "languages", "script")


def _raw(key):
    return key if connection.features.has_native_uuid_field else key.bytes


def count_and_order(apps, schema_editor):
    Copy = apps.get_model("stock", "Copy")
    columns = ("pk", "inventory_number", *(f"title__{name}" for name in COUNTED_BY))
    rows = []
    for key, number, *title in Copy.objects.values_list(*columns).iterator(chunk_size=AT_ONCE):
        rows.append((order_of(number), *counted(*title), _raw(key)))
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            cursor.executemany(
                "UPDATE stock_copy SET inventory_order = %s, kind = %s, content_group = %s, language = %s, script = %s"
                " WHERE id = %s",
                rows[start : start + AT_ONCE],
            )


def open_stays(apps, schema_editor):
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO stock_whereabouts (copy_id, place, since, cause, cause_id, note)"
            " SELECT id, state, %s, '', '', '' FROM stock_copy",
            [now],
        )


class Migration(migrations.Migration):
    dependencies = [("stock", "0002_stock_books"), ("periods", "0001_initial")]
    operations = [
        migrations.RunPython(count_and_order, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(open_stays, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(create_triggers, drop_triggers),
    ]
