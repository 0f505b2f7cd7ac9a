"""The book of replacements: what readers lost and how it was made good."""

import django.db.models.deletion
import javon.core.database.fields
from django.db import migrations, models

from javon.collection.stock.triggers import create_loss_triggers, drop_loss_triggers


class Migration(migrations.Migration):

    dependencies = [
        ('organisation', '0003_printer_tested'),
        ('stock', '0006_balance_and_reconciliation'),
    ]

    operations = [
        migrations.CreateModel(
            name='Loss',
            fields=[
                ('id', javon.core.database.fields.UUIDv7Field(default=javon.core.database.fields.uuid7, editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('written_on', models.DateField()),
                ('came_from', models.CharField(max_length=16)),
                ('reader_name', models.CharField(max_length=160)),
                ('reader_card', models.CharField(blank=True, max_length=40)),
                ('lost_on', models.DateField()),
                ('circumstances', models.CharField(max_length=600)),
                ('due_on', models.DateField()),
                ('price', models.BigIntegerField(null=True)),
                ('declared_by_id', models.IntegerField(null=True)),
                ('state', models.CharField(choices=[('open', 'not made good yet'), ('settled', 'waits for the act of write-off'), ('closed', 'closed'), ('found', 'found again')], default='open', max_length=8)),
                ('way', models.CharField(blank=True, choices=[('replacement', 'another copy'), ('money', 'money'), ('nothing', 'not made good')], max_length=12)),
                ('judgement', models.CharField(blank=True, max_length=300)),
                ('value', models.BigIntegerField(null=True)),
                ('receipt_number', models.CharField(blank=True, max_length=40)),
                ('receipt_on', models.DateField(blank=True, null=True)),
                ('ground', models.CharField(blank=True, max_length=300)),
                ('write_off_reason', models.CharField(blank=True, choices=[('worn', 'worn out'), ('obsolete', 'out of date'), ('lost_by_reader', 'lost by a reader'), ('unknown', 'unknown cause'), ('transferred', 'given to another library'), ('disaster', 'natural disaster'), ('prohibited', 'prohibited'), ('other', 'another reason')], max_length=16)),
                ('settled_on', models.DateField(blank=True, null=True)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('found_on', models.DateField(blank=True, null=True)),
                ('found_note', models.CharField(blank=True, max_length=300)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.centre')),
                ('copy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='losses', to='stock.copy')),
                ('disposal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='losses', to='stock.disposal')),
                ('offer', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='loss', to='stock.deliveryline')),
                ('replacement', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='stock.copy')),
            ],
            options={
                'verbose_name': 'loss',
                'ordering': ['-year', '-number'],
                'indexes': [models.Index(fields=['centre', 'state', 'due_on'], name='loss_by_state')],
                'constraints': [models.UniqueConstraint(fields=('centre', 'year', 'number'), name='loss_number_once'), models.UniqueConstraint(condition=models.Q(('state__in', ['open', 'settled'])), fields=('copy',), name='copy_lost_once'), models.CheckConstraint(condition=models.Q(models.Q(('reader_name', ''), _negated=True), models.Q(('circumstances', ''), _negated=True)), name='loss_says_who_and_how'), models.CheckConstraint(condition=models.Q(('came_from__in', ('in_processing', 'on_shelf', 'on_loan', 'on_hold_shelf', 'in_transit', 'in_reading_room', 'at_mobile_point', 'at_ill_partner', 'in_repair', 'on_display', 'missing', 'lost', 'written_off'))), name='loss_came_from_somewhere_real'), models.CheckConstraint(condition=models.Q(('price', None), ('price__gte', 0), _connector='OR'), name='loss_price_not_negative'), models.CheckConstraint(condition=models.Q(('value', None), ('value__gte', 0), _connector='OR'), name='loss_value_not_negative'), models.CheckConstraint(condition=models.Q(models.Q(('replacement', None), ('settled_on', None), ('state__in', ['open', 'found']), ('way', '')), models.Q(('settled_on__isnull', False), ('state__in', ['settled', 'closed']), models.Q(models.Q(('offer__isnull', False), ('replacement__isnull', False), ('value__isnull', False), ('way', 'replacement'), ('write_off_reason', 'lost_by_reader')), models.Q(('offer', None), ('receipt_on__isnull', False), ('replacement', None), ('value__gte', 1), ('way', 'money'), ('write_off_reason', 'lost_by_reader'), models.Q(('receipt_number', ''), _negated=True), models.Q(('ground', ''), _negated=True)), models.Q(('offer', None), ('replacement', None), ('value', None), ('way', 'nothing'), ('write_off_reason__in', ['other', 'disaster']), models.Q(('ground', ''), _negated=True)), _connector='OR')), _connector='OR'), name='settled_loss_says_how'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('disposal', None), ('found_on', None), ('state__in', ['open', 'settled'])), models.Q(('closed_on__isnull', False), ('disposal__isnull', False), ('price__isnull', False), ('state', 'closed'), ('found_on', None)), models.Q(('closed_on', None), ('disposal', None), ('found_on__isnull', False), ('offer', None), ('state', 'found')), _connector='OR'), name='loss_over_has_its_act')],
            },
        ),
        migrations.RunPython(create_loss_triggers, drop_loss_triggers),
    ]
