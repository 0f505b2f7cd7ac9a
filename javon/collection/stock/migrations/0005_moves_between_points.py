"""Moves of copies between service points; rare publications on the list of a write-off."""

import django.db.models.deletion
import javon.core.database.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisation', '0003_printer_tested'),
        ('stock', '0004_stocktaking'),
    ]

    operations = [
        migrations.AddField(
            model_name='disposalline',
            name='is_rare',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', javon.core.database.fields.UUIDv7Field(default=javon.core.database.fields.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('list', 'list'), ('on_way', 'on the way'), ('received', 'received'), ('cancelled', 'cancelled')], default='list', max_length=10)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('created_at', models.DateTimeField()),
                ('created_by_id', models.IntegerField(null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('received_at', models.DateTimeField(blank=True, null=True)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.centre')),
                ('from_point', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.servicepoint')),
                ('received_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('to_point', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.servicepoint')),
            ],
            options={
                'verbose_name': 'move of copies',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='TransferLine',
            fields=[
                ('id', javon.core.database.fields.UUIDv7Field(default=javon.core.database.fields.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('came_from', models.CharField(blank=True, max_length=16)),
                ('is_open', models.BooleanField(default=True)),
                ('copy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.copy')),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='stock.transfer')),
            ],
            options={
                'verbose_name': 'line of a move',
                'ordering': ['position'],
            },
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.UniqueConstraint(fields=('centre', 'number'), name='transfer_number_once'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('from_point', models.F('to_point')), _negated=True), name='transfer_goes_elsewhere'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'received'), _negated=True), models.Q(('received_at__isnull', False), ('sent_at__isnull', False)), _connector='OR'), name='received_transfer_was_sent'),
        ),
        migrations.AddConstraint(
            model_name='transferline',
            constraint=models.UniqueConstraint(fields=('transfer', 'position'), name='transfer_line_position_once'),
        ),
        migrations.AddConstraint(
            model_name='transferline',
            constraint=models.UniqueConstraint(condition=models.Q(('is_open', True)), fields=('copy',), name='copy_on_one_move'),
        ),
    ]
