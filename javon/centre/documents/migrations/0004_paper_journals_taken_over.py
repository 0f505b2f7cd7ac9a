"""Our numbers go on from the last one of a paper journal."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_approved_papers_never_change")]
    operations = [
        migrations.AddField(
            model_name="registercounter",
            name="taken_over",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
