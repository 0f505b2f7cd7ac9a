"""The verbs of execution. Documents call `issue_from_document` in their own transaction; all others are actions."""

from javon.centre.tasks.actions.control import (
    cancel,
    grant_extension,
    refuse_extension,
    remind,
    remind_by_machine,
    send_back,
    take_off_control,
)
from javon.centre.tasks.actions.doing import accept, ask_extension, note, report_done, start
from javon.centre.tasks.actions.giving import hand_on, issue, issue_from_document, write_down_oral

__all__ = [
    "accept",
    "ask_extension",
    "cancel",
    "grant_extension",
    "hand_on",
    "issue",
    "issue_from_document",
    "note",
    "refuse_extension",
    "remind",
    "remind_by_machine",
    "report_done",
    "send_back",
    "start",
    "take_off_control",
    "write_down_oral",
]
