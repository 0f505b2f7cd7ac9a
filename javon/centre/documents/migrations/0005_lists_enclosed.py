"""Papers may enclose lists made from facts; they are frozen with the text."""

from django.db import migrations, models

from javon.centre.documents.triggers import create_first_triggers, create_triggers, drop_triggers


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_paper_journals_taken_over")]
    operations = [
        migrations.RunPython(drop_triggers, create_first_triggers),
        migrations.AddField(
            model_name="version", name="enclosed", field=models.JSONField(blank=True, default=dict)
        ),
        migrations.RunPython(create_triggers, drop_triggers),
    ]
