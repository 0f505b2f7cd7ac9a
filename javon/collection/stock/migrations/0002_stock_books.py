"""The stock and its books: deliveries, write-offs, commissions, the ledger; how the books count a copy."""

import django.db.models.deletion
import javon.core.database.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0001_initial'),
        ('documents', '0004_paper_journals_taken_over'),
        ('organisation', '0003_printer_tested'),
        ('stock', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='DisposalLine',
            fields=[
                ('id', javon.core.database.fields.UUIDv7Field(default=javon.core.database.fields.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('price', models.BigIntegerField()),
                ('coefficient', models.PositiveIntegerField(default=1000)),
                ('is_open', models.BooleanField(default=True)),
                ('added_at', models.DateTimeField()),
                ('added_by_id', models.IntegerField(null=True)),
            ],
            options={
                'verbose_name': 'line of a write-off',
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='InventoryBook',
            fields=[
                ('id', javon.core.database.fields.UUIDv7Field(default=javon.core.database.fields.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(blank=True, max_length=20)),
                ('name', models.CharField(max_length=160)),
                ('paper_last', models.BigIntegerField(default=0)),
                ('last', models.BigIntegerField(default=0)),
                ('opened_on', models.DateField(blank=True, null=True)),
                ('closed_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'inventory book',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Movement',
            fields=[
                ('kind', models.CharField(choices=[('book', 'books'), ('brochure', 'brochures'), ('journal', 'journals'), ('newspaper', 'newspapers'), ('audiovisual', 'audiovisual documents'), ('electronic', 'electronic publications'), ('manuscript', 'manuscripts'), ('other', 'other kinds')], default='book', max_length=12)),
                ('content_group', models.CharField(default='GEN', max_length=4)),
                ('language', models.CharField(blank=True, max_length=3)),
                ('script', models.CharField(blank=True, max_length=4)),
                ('id', javon.core.database.fields.UUIDv7Field(default=javon.core.database.fields.uuid7, editable=False, primary_key=True, serialize=False)),
                ('side', models.CharField(choices=[('opening', 'opening balance'), ('in', 'receipts'), ('out', 'disposals')], max_length=8)),
                ('year', models.PositiveSmallIntegerField()),
                ('month', models.PositiveSmallIntegerField()),
                ('booked_on', models.DateField()),
                ('happened_on', models.DateField()),
                ('copies', models.IntegerField()),
                ('amount', models.BigIntegerField()),
                ('reason', models.CharField(blank=True, choices=[('worn', 'worn out'), ('obsolete', 'out of date'), ('lost_by_reader', 'lost by a reader'), ('unknown', 'unknown cause'), ('transferred', 'given to another library'), ('disaster', 'natural disaster'), ('prohibited', 'prohibited'), ('other', 'another reason')], max_length=16)),
            ],
            options={
                'verbose_name': 'movement of the stock',
            },
        ),
        migrations.CreateModel(
            name='OpeningBalance',
            fields=[
                ('id', javon.core.database.fields.UUIDv7Field(default=javon.core.database.fields.uuid7, editable=False, primary_key=True, serialize=False)),
                ('as_of', models.DateField()),
                ('act_label', models.CharField(max_length=200)),
                ('inventory_copies', models.PositiveIntegerField()),
                ('inventory_amount', models.BigIntegerField()),
                ('accounting_copies', models.PositiveIntegerField()),
                ('accounting_amount', models.BigIntegerField()),
                ('signed_at', models.DateTimeField()),
                ('signed_by_id', models.IntegerField(null=True)),
            ],
            options={
                'verbose_name': 'opening balance',
            },
        ),
        migrations.CreateModel(
            name='StockCounter',
            fields=[
                ('name', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('last', models.BigIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'counter of the stock',
            },
        ),
        migrations.CreateModel(
            name='Whereabouts',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('place', models.CharField(choices=[('in_processing', 'being processed'), ('on_shelf', 'on the shelf'), ('on_loan', 'on loan'), ('on_hold_shelf', 'waiting for a reader'), ('in_transit', 'on its way'), ('in_reading_room', 'in the reading room'), ('at_mobile_point', 'at a mobile point'), ('at_ill_partner', 'at a partner library'), ('in_repair', 'being repaired'), ('on_display', 'on display'), ('missing', 'missing'), ('lost', 'lost'), ('written_off', 'withdrawn')], max_length=16)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
                ('by_user_id', models.IntegerField(null=True)),
                ('cause', models.CharField(blank=True, max_length=40)),
                ('cause_id', models.CharField(blank=True, max_length=40)),
                ('note', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'verbose_name': 'stay of a copy',
                'ordering': ['copy', 'id'],
            },
        ),
        migrations.AddField(
            model_name='copy',
            name='content_group',
            field=models.CharField(default='GEN', max_length=4),
        ),
        migrations.AddField(
            model_name='copy',
            name='entered_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='copy',
            name='entered_by_id',
            field=models.IntegerField(null=True),
        ),
        migrations.AddField(
            model_name='copy',
            name='inventory_order',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='copy',
            name='kind',
            field=models.CharField(choices=[('book', 'books'), ('brochure', 'brochures'), ('journal', 'journals'), ('newspaper', 'newspapers'), ('audiovisual', 'audiovisual documents'), ('electronic', 'electronic publications'), ('manuscript', 'manuscripts'), ('other', 'other kinds')], default='book', max_length=12),
        ),
        migrations.AddField(
            model_name='copy',
            name='language',
            field=models.CharField(blank=True, max_length=3),
        ),
        migrations.AddField(
            model_name='copy',
            name='note',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='copy',
            name='script',
            field=models.CharField(blank=True, max_length=4),
        ),
        migrations.CreateModel(
            name='Commission',
            fields=[
                ('id', javon.core.database.fields.UUIDv7Field(default=javon.core.database.fields.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('purposes', models.JSONField(default=list)),
                ('order_label', models.CharField(blank=True, max_length=200)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.centre')),
                ('order', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
            ],
            options={
                'verbose_name': 'commission',
                'ordering': ['-valid_from', 'name'],
            },
        ),
        migrations.CreateModel(
            name='CommissionMember',
            fields=[
                ('id', javon.core.database.fields.UUIDv7Field(default=javon.core.database.fields.uuid7, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('chair', 'chair'), ('member', 'member')], default='member', max_length=8)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('commission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='stock.commission')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'verbose_name': 'member of a commission',
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', javon.core.database.fields.UUIDv7Field(default=javon.core.database.fields.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('reason', models.CharField(max_length=300)),
                ('entered_at', models.DateTimeField()),
                ('entered_by_id', models.IntegerField(null=True)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.centre')),
            ],
            options={
                'verbose_name': 'correction of a book',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', javon.core.database.fields.UUIDv7Field(default=javon.core.database.fields.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('purchase', 'purchase'), ('gift', 'gift'), ('exchange', 'exchange'), ('deposit', 'legal deposit'), ('subscription', 'subscription'), ('replacement', 'in place of a lost one'), ('transfer', 'from another library'), ('surplus', 'found by stocktaking')], default='purchase', max_length=16)),
                ('state', models.CharField(choices=[('draft', 'being entered'), ('accepted', 'accepted'), ('cancelled', 'cancelled')], default='draft', max_length=12)),
                ('source', models.CharField(max_length=240)),
                ('paper_number', models.CharField(blank=True, max_length=60)),
                ('paper_date', models.DateField(blank=True, null=True)),
                ('received_on', models.DateField()),
                ('declared_copies', models.PositiveIntegerField(blank=True, null=True)),
                ('declared_amount', models.BigIntegerField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('edits', models.PositiveIntegerField(default=0)),
                ('created_at', models.DateTimeField()),
                ('created_by_id', models.IntegerField(null=True)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('accepted_by_id', models.IntegerField(blank=True, null=True)),
                ('book_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('book_number', models.PositiveIntegerField(blank=True, null=True)),
                ('booked_on', models.DateField(blank=True, null=True)),
                ('act', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.centre')),
                ('commission', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.commission')),
                ('liable', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'verbose_name': 'delivery',
                'ordering': ['-number'],
            },
        ),
        migrations.AddField(
            model_name='copy',
            name='delivery',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='stock.delivery'),
        ),
        migrations.CreateModel(
            name='DeliveryLine',
            fields=[
                ('kind', models.CharField(choices=[('book', 'books'), ('brochure', 'brochures'), ('journal', 'journals'), ('newspaper', 'newspapers'), ('audiovisual', 'audiovisual documents'), ('electronic', 'electronic publications'), ('manuscript', 'manuscripts'), ('other', 'other kinds')], default='book', max_length=12)),
                ('content_group', models.CharField(default='GEN', max_length=4)),
                ('language', models.CharField(blank=True, max_length=3)),
                ('script', models.CharField(blank=True, max_length=4)),
                ('id', javon.core.database.fields.UUIDv7Field(default=javon.core.database.fields.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('copies', models.PositiveIntegerField()),
                ('unit_price', models.BigIntegerField()),
                ('is_individual', models.BooleanField(default=True)),
                ('inventory_book', models.CharField(blank=True, max_length=20)),
                ('shelf_mark', models.CharField(blank=True, max_length=80)),
                ('shelf', models.CharField(blank=True, max_length=80)),
                ('loanable', models.BooleanField(default=True)),
                ('first_number', models.BigIntegerField(blank=True, null=True)),
                ('last_number', models.BigIntegerField(blank=True, null=True)),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='stock.delivery')),
                ('service_point', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.servicepoint')),
                ('title', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.title')),
            ],
            options={
                'verbose_name': 'line of a delivery',
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Disposal',
            fields=[
                ('id', javon.core.database.fields.UUIDv7Field(default=javon.core.database.fields.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('reason', models.CharField(choices=[('worn', 'worn out'), ('obsolete', 'out of date'), ('lost_by_reader', 'lost by a reader'), ('unknown', 'unknown cause'), ('transferred', 'given to another library'), ('disaster', 'natural disaster'), ('prohibited', 'prohibited'), ('other', 'another reason')], max_length=16)),
                ('state', models.CharField(choices=[('list', 'list'), ('commission', 'before the commission'), ('minutes', 'minutes written'), ('act', 'act waits for approval'), ('booked', 'written off'), ('out', 'taken out'), ('cancelled', 'cancelled')], default='list', max_length=12)),
                ('minutes_number', models.CharField(blank=True, max_length=40)),
                ('minutes_on', models.DateField(blank=True, null=True)),
                ('conclusion', models.TextField(blank=True)),
                ('consent', models.CharField(blank=True, max_length=200)),
                ('destiny', models.CharField(blank=True, max_length=200)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('created_at', models.DateTimeField()),
                ('created_by_id', models.IntegerField(null=True)),
                ('book_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('book_number', models.PositiveIntegerField(blank=True, null=True)),
                ('booked_on', models.DateField(blank=True, null=True)),
                ('out_on', models.DateField(blank=True, null=True)),
                ('act', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.centre')),
                ('commission', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.commission')),
            ],
            options={
                'verbose_name': 'write-off',
                'ordering': ['-number'],
            },
        ),
        migrations.AddField(
            model_name='copy',
            name='disposal',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='stock.disposal'),
        ),
        migrations.AddIndex(
            model_name='copy',
            index=models.Index(condition=models.Q(('inventory_number', ''), _negated=True), fields=['centre', 'inventory_book', 'inventory_order'], name='copy_in_book_order'),
        ),
        migrations.AddConstraint(
            model_name='copy',
            constraint=models.CheckConstraint(condition=models.Q(('disposal', None), ('state', 'written_off'), _connector='OR'), name='disposed_copy_is_written_off'),
        ),
        migrations.AddField(
            model_name='disposalline',
            name='copy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.copy'),
        ),
        migrations.AddField(
            model_name='disposalline',
            name='disposal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='stock.disposal'),
        ),
        migrations.AddField(
            model_name='inventorybook',
            name='centre',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.centre'),
        ),
        migrations.AddField(
            model_name='movement',
            name='centre',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.centre'),
        ),
        migrations.AddField(
            model_name='movement',
            name='copy',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='stock.copy'),
        ),
        migrations.AddField(
            model_name='movement',
            name='correction',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='stock.correction'),
        ),
        migrations.AddField(
            model_name='movement',
            name='delivery',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='stock.delivery'),
        ),
        migrations.AddField(
            model_name='movement',
            name='disposal',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='stock.disposal'),
        ),
        migrations.AddField(
            model_name='openingbalance',
            name='act',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document'),
        ),
        migrations.AddField(
            model_name='openingbalance',
            name='centre',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.centre'),
        ),
        migrations.AddField(
            model_name='movement',
            name='opening',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='stock.openingbalance'),
        ),
        migrations.AddConstraint(
            model_name='stockcounter',
            constraint=models.CheckConstraint(condition=models.Q(('last__gte', 0)), name='stock_counter_not_negative'),
        ),
        migrations.AddField(
            model_name='whereabouts',
            name='copy',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='stays', to='stock.copy'),
        ),
        migrations.AddField(
            model_name='whereabouts',
            name='point',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.servicepoint'),
        ),
        migrations.AddConstraint(
            model_name='commission',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='commission_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='commission',
            constraint=models.CheckConstraint(condition=models.Q(('order__isnull', False), models.Q(('order_label', ''), _negated=True), _connector='OR'), name='commission_has_its_order'),
        ),
        migrations.AddConstraint(
            model_name='commissionmember',
            constraint=models.UniqueConstraint(fields=('commission', 'person'), name='commission_member_once'),
        ),
        migrations.AddConstraint(
            model_name='commissionmember',
            constraint=models.UniqueConstraint(condition=models.Q(('role', 'chair')), fields=('commission',), name='commission_has_one_chair'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.UniqueConstraint(fields=('centre', 'number'), name='stock_correction_number_once'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='stock_correction_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('centre', 'number'), name='delivery_number_once'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(condition=models.Q(('book_number__isnull', False)), fields=('centre', 'book_year', 'book_number'), name='part_one_number_once'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('book_number__gte', 1), ('book_year__isnull', False), ('state', 'accepted'), ('accepted_at__isnull', False), ('booked_on__isnull', False)), models.Q(models.Q(('state', 'accepted'), _negated=True), ('accepted_at', None), ('book_number', None), ('book_year', None), ('booked_on', None)), _connector='OR'), name='accepted_delivery_is_booked'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(('declared_amount', None), ('declared_amount__gte', 0), _connector='OR'), name='delivery_declares_no_negative_sum'),
        ),
        migrations.AddConstraint(
            model_name='deliveryline',
            constraint=models.UniqueConstraint(fields=('delivery', 'position'), name='delivery_line_position_once'),
        ),
        migrations.AddConstraint(
            model_name='deliveryline',
            constraint=models.CheckConstraint(condition=models.Q(('copies__gte', 1)), name='delivery_line_has_copies'),
        ),
        migrations.AddConstraint(
            model_name='deliveryline',
            constraint=models.CheckConstraint(condition=models.Q(('unit_price__gte', 0)), name='delivery_price_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='disposal',
            constraint=models.UniqueConstraint(fields=('centre', 'number'), name='disposal_number_once'),
        ),
        migrations.AddConstraint(
            model_name='disposal',
            constraint=models.UniqueConstraint(condition=models.Q(('book_number__isnull', False)), fields=('centre', 'book_year', 'book_number'), name='part_two_number_once'),
        ),
        migrations.AddConstraint(
            model_name='disposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('book_number__gte', 1), ('book_year__isnull', False), ('state__in', ['booked', 'out']), ('booked_on__isnull', False)), models.Q(models.Q(('state__in', ['booked', 'out']), _negated=True), ('book_number', None), ('book_year', None), ('booked_on', None)), _connector='OR'), name='written_off_is_booked'),
        ),
        migrations.AddConstraint(
            model_name='disposalline',
            constraint=models.UniqueConstraint(fields=('disposal', 'position'), name='disposal_line_position_once'),
        ),
        migrations.AddConstraint(
            model_name='disposalline',
            constraint=models.UniqueConstraint(condition=models.Q(('is_open', True)), fields=('copy',), name='copy_on_one_write_off'),
        ),
        migrations.AddConstraint(
            model_name='disposalline',
            constraint=models.CheckConstraint(condition=models.Q(('price__gte', 0)), name='disposal_price_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='inventorybook',
            constraint=models.UniqueConstraint(fields=('centre', 'code'), name='inventory_book_once'),
        ),
        migrations.AddConstraint(
            model_name='inventorybook',
            constraint=models.CheckConstraint(condition=models.Q(('last__gte', models.F('paper_last')), ('paper_last__gte', 0)), name='inventory_book_goes_on'),
        ),
        migrations.AddConstraint(
            model_name='openingbalance',
            constraint=models.CheckConstraint(condition=models.Q(('accounting_amount__gte', 0), ('inventory_amount__gte', 0)), name='opening_balance_not_negative'),
        ),
        migrations.AddIndex(
            model_name='movement',
            index=models.Index(fields=['centre', 'year', 'month', 'side'], name='movement_by_month'),
        ),
        migrations.AddIndex(
            model_name='movement',
            index=models.Index(condition=models.Q(('copy__isnull', False)), fields=['copy'], name='movement_of_copy'),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=models.UniqueConstraint(condition=models.Q(('copy__isnull', False), ('correction', None), ('side', 'in')), fields=('copy',), name='copy_comes_once'),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=models.UniqueConstraint(condition=models.Q(('copy__isnull', False), ('correction', None), ('side', 'out')), fields=('copy',), name='copy_goes_once'),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('correction__isnull', False), models.Q(models.Q(('copies', 0), _negated=True), models.Q(('amount', 0), _negated=True), _connector='OR')), models.Q(('amount__lte', 0), ('copies__lt', 0), ('correction', None), ('side', 'out')), models.Q(('amount__gte', 0), ('copies__gt', 0), ('correction', None), ('side__in', ['opening', 'in'])), _connector='OR'), name='movement_has_its_sign'),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('correction__isnull', False), ('delivery', None), ('disposal', None), ('opening', None)), models.Q(('correction', None), ('delivery__isnull', False), ('disposal', None), ('opening', None), ('side', 'in')), models.Q(('correction', None), ('delivery', None), ('disposal__isnull', False), ('opening', None), ('side', 'out')), models.Q(('correction', None), ('delivery', None), ('disposal', None), ('opening__isnull', False), ('side', 'opening')), _connector='OR'), name='movement_has_its_paper'),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=models.CheckConstraint(condition=models.Q(('copy', None), ('copies__in', [-1, 0, 1]), _connector='OR'), name='movement_of_one_copy'),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=models.CheckConstraint(condition=models.Q(('month__gte', 1), ('month__lte', 12)), name='movement_real_month'),
        ),
        migrations.AddIndex(
            model_name='whereabouts',
            index=models.Index(fields=['copy', '-id'], name='stay_by_copy'),
        ),
        migrations.AddConstraint(
            model_name='whereabouts',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('copy',), name='copy_is_in_one_place'),
        ),
        migrations.AddConstraint(
            model_name='whereabouts',
            constraint=models.CheckConstraint(condition=models.Q(('place__in', ('in_processing', 'on_shelf', 'on_loan', 'on_hold_shelf', 'in_transit', 'in_reading_room', 'at_mobile_point', 'at_ill_partner', 'in_repair', 'on_display', 'missing', 'lost', 'written_off'))), name='stay_is_somewhere_real'),
        ),
        migrations.AddConstraint(
            model_name='whereabouts',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='stay_ends_after_it_begins'),
        ),
    ]
