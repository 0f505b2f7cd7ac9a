"""The rights around papers. Nizom 1.4, 1.5, 1.7."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from javon.core.access import Right

READ = Right("documents.read", _("read documents"), "1.5")
READ_CONFIDENTIAL = Right("documents.read_confidential", _("read orders on staff"), "1.3")
DRAFT = Right("documents.draft", _("draft documents"), "2.3")
SUBMIT = Right("documents.submit", _("send drafts for approval"), "2.3")
AGREE = Right("documents.agree", _("agree drafts before approval"), "2.2")
APPROVE = Right("documents.approve", _("approve documents"), "1.4")
ACKNOWLEDGE = Right("documents.acknowledge", _("confirm having read documents"), "1.5")
SEE_ACKNOWLEDGEMENTS = Right("documents.see_acknowledgements", _("see who has read what"), "1.4")
REGISTER = Right("documents.register", _("keep the registration journals"), "1.3")
ENTER_PAPER_MARK = Right("documents.enter_paper_mark", _("enter papers signed by hand"), "1.4")
MANAGE_EXTERNAL = Right("documents.manage_external", _("keep the register of normative acts"), "1.7")

RIGHTS: tuple[Right, ...] = (
    READ,
    READ_CONFIDENTIAL,
    DRAFT,
    SUBMIT,
    AGREE,
    APPROVE,
    ACKNOWLEDGE,
    SEE_ACKNOWLEDGEMENTS,
    REGISTER,
    ENTER_PAPER_MARK,
    MANAGE_EXTERNAL,
)
