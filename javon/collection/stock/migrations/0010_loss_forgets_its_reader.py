from django.db import migrations

from javon.collection.stock.triggers import create_loss_triggers, drop_loss_triggers


class Migration(migrations.Migration):
    """The guards anew: the row of a loss that is over may lose the name of an erased reader, and nothing else."""

    dependencies = [("stock", "0009_prohibited")]

    operations = [migrations.RunPython(create_loss_triggers, drop_loss_triggers)]
