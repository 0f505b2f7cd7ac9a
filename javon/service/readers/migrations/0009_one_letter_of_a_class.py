from django.db import migrations

ALIKE = dict(zip("АЕКМОТ", "AEKMOT", strict=True))


def written_alike(apps, schema_editor):
    """Letters that both scripts draw alike were kept as they were typed: one class was two."""
    reader = apps.get_model("readers", "Reader")
    for cyrillic, latin in ALIKE.items():
        reader.objects.filter(class_letter=cyrillic).update(class_letter=latin)


class Migration(migrations.Migration):

    dependencies = [
        ('readers', '0008_not_the_same_person'),
    ]

    operations = [
        migrations.RunPython(written_alike, migrations.RunPython.noop, elidable=True),
    ]
