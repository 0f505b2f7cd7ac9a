"""What is done to readers."""

from javon.service.readers.actions.blocks import block, lift_block
from javon.service.readers.actions.cards import end_card, replace_card
from javon.service.readers.actions.classes import register_class, register_class_again, step_up, undo_step
from javon.service.readers.actions.consents import (
    enter_consent_text,
    load_standard_consent,
    take_consent,
    withdraw_consent,
)
from javon.service.readers.actions.families import add_guardian, end_guardian
from javon.service.readers.actions.identity import enter_identity, remove_identity, show_identity
from javon.service.readers.actions.photos import put_photo, remove_photo
from javon.service.readers.actions.registering import (
    ConsentGiven,
    close_reader,
    correct_reader,
    register,
    register_again,
    reopen_reader,
)

__all__ = [
    "ConsentGiven",
    "add_guardian",
    "block",
    "close_reader",
    "correct_reader",
    "end_card",
    "end_guardian",
    "enter_consent_text",
    "enter_identity",
    "lift_block",
    "load_standard_consent",
    "put_photo",
    "register",
    "register_again",
    "register_class",
    "register_class_again",
    "remove_identity",
    "remove_photo",
    "reopen_reader",
    "replace_card",
    "show_identity",
    "step_up",
    "take_consent",
    "undo_step",
    "withdraw_consent",
]
