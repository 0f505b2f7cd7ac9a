from django.db import migrations, models

from javon.service.lending.triggers import create_triggers, drop_triggers


class Migration(migrations.Migration):

    dependencies = [
        ('lending', '0005_holds'),
    ]

    operations = [
        migrations.AddField(
            model_name='termsrow',
            name='clause',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.RunPython(create_triggers, drop_triggers),
    ]
