"""The database itself refuses to change or remove what was once approved."""

from django.db import migrations

from javon.centre.documents.triggers import create_first_triggers, drop_triggers


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_journal_chosen_in_draft_and_reminders")]
    operations = [migrations.RunPython(create_first_triggers, drop_triggers)]
