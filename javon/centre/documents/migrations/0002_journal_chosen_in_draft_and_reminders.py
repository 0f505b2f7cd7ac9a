"""A draft may say which journal will number it; a reader is reminded; a changed basis is noted."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
        ('organisation', '0002_structure_people_rights'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='document',
            name='document_number_whole',
        ),
        migrations.AddField(
            model_name='acknowledgement',
            name='reminded_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="basislink",
            name="changed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('sequence', None), models.Q(('register__isnull', False), ('sequence__gte', 1), ('year__isnull', False)), _connector='OR'), name='document_number_whole'),
        ),
    ]
