"""May this task be given, done, put off, closed; and how a month of execution is counted. Pure decisions."""

from javon.centre.tasks.rules.execution import (
    DeedFacts,
    may_accept,
    may_ask_extension,
    may_cancel,
    may_grant_extension,
    may_hand_on,
    may_note,
    may_refuse_extension,
    may_remind,
    may_report_done,
    may_send_back,
    may_start,
    may_take_off_control,
)
from javon.centre.tasks.rules.giving import GivingFacts, may_give, may_give_by_paper, may_write_down

__all__ = [
    "DeedFacts",
    "GivingFacts",
    "may_accept",
    "may_ask_extension",
    "may_cancel",
    "may_give",
    "may_give_by_paper",
    "may_grant_extension",
    "may_hand_on",
    "may_note",
    "may_refuse_extension",
    "may_remind",
    "may_report_done",
    "may_send_back",
    "may_start",
    "may_take_off_control",
    "may_write_down",
]
