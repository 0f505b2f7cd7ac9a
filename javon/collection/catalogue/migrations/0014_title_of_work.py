"""An index for the other editions of a work: reserving any of them read every record."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("catalogue", "0013_used_indexes"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="title",
            index=models.Index(
                condition=models.Q(("is_donor", False), ("is_hidden", False)),
                fields=["title_key"],
                name="title_of_work",
            ),
        ),
    ]
