"""The right to print what is glued into books. Nizom 2.11."""

from django.utils.translation import gettext_lazy as _

from javon.core.access import Right

PRINT_LABELS = Right("labels.print_labels", _("Print labels and cards"), nizom="2.11")
RIGHTS = (PRINT_LABELS,)
