"""The rights of acquisition. Whoever keeps a purchase list does not approve it. Nizom 2.11."""

from django.utils.translation import gettext_lazy as _

from javon.core.access import Right

SEE_PURCHASES = Right("acquisition.see", _("See proposals, purchase lists and orders"), nizom="2.11")
PROPOSE = Right("acquisition.propose", _("Write down what should be bought"), nizom="2.11")
KEEP_LISTS = Right("acquisition.keep_lists", _("Keep purchase lists and orders"), nizom="2.11")
APPROVE_LISTS = Right("acquisition.approve_lists", _("Approve purchase lists"), nizom="2.11")

RIGHTS = (SEE_PURCHASES, PROPOSE, KEEP_LISTS, APPROVE_LISTS)
