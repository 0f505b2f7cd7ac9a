"""The verbs around papers: draft, send, agree, return, approve, bring into force, end, acknowledge, load."""

from javon.centre.documents.actions.acknowledging import (
    acknowledge,
    ask_newcomer,
    ask_newcomers,
    enter_paper_mark,
    enter_paper_signature,
    excuse_leaver,
    remind,
)
from javon.centre.documents.actions.approval import (
    agree,
    approve,
    bring_into_force,
    end_force,
    return_with_remark,
    submit,
    withdraw,
)
from javon.centre.documents.actions.attachments import attach, take_away
from javon.centre.documents.actions.drafting import (
    Draft,
    WhoReads,
    check_basis,
    draft_again,
    draft_document,
    drop_basis,
    name_basis,
    save_draft,
    start_new_version,
)
from javon.centre.documents.actions.external import end_act, enter_act, load_acts
from javon.centre.documents.actions.letters import (
    answer_letter,
    begin_answer,
    register_letter,
    write_resolution,
)
from javon.centre.documents.actions.loading import load_registers, load_standard
from javon.centre.documents.actions.printing import keep_printed
from javon.centre.documents.actions.registers import (
    add_case_file,
    close_case_file,
    put_in_case_file,
    take_over_journal,
)

__all__ = [
    "Draft",
    "WhoReads",
    "acknowledge",
    "add_case_file",
    "agree",
    "answer_letter",
    "approve",
    "ask_newcomer",
    "ask_newcomers",
    "attach",
    "begin_answer",
    "bring_into_force",
    "check_basis",
    "close_case_file",
    "draft_again",
    "draft_document",
    "drop_basis",
    "end_act",
    "end_force",
    "enter_act",
    "enter_paper_mark",
    "enter_paper_signature",
    "excuse_leaver",
    "keep_printed",
    "load_acts",
    "load_registers",
    "load_standard",
    "name_basis",
    "put_in_case_file",
    "register_letter",
    "remind",
    "return_with_remark",
    "save_draft",
    "start_new_version",
    "submit",
    "take_away",
    "take_over_journal",
    "withdraw",
    "write_resolution",
]
