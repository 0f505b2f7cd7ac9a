from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0005_elsewhere'),
        ('organisation', '0003_printer_tested'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='title',
            index=models.Index(condition=models.Q(('publisher', ''), _negated=True), fields=['publisher', 'is_donor'], name='title_publisher'),
        ),
        migrations.AddIndex(
            model_name='title',
            index=models.Index(condition=models.Q(('place', ''), _negated=True), fields=['place', 'is_donor'], name='title_place'),
        ),
    ]
