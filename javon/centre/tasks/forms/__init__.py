"""What people type around tasks, parsed; no decision is taken here."""

from javon.centre.tasks.forms.choosing import ListForm
from javon.centre.tasks.forms.doing import (
    CloseForm,
    ExtensionForm,
    GrantForm,
    HandOnForm,
    ReasonForm,
    ReportForm,
    RequestForm,
)
from javon.centre.tasks.forms.giving import OralForm, QuickForm, TaskForm

__all__ = [
    "CloseForm",
    "ExtensionForm",
    "GrantForm",
    "HandOnForm",
    "ListForm",
    "OralForm",
    "QuickForm",
    "ReasonForm",
    "ReportForm",
    "RequestForm",
    "TaskForm",
]
