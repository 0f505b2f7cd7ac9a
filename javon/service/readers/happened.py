"""What happens to readers, for config/reactions.py to listen to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ReaderRegistered:
    """A new reader has a card and a line of this year's journal."""

    reader_id: UUID
    registration_id: UUID


@dataclass(frozen=True, slots=True)
class ReaderRegisteredAgain:
    """A reader came for the first time this year."""

    reader_id: UUID
    registration_id: UUID


@dataclass(frozen=True, slots=True)
class ReaderCorrected:
    """What is known of a reader was put right: name, telephone, class, who answers."""

    reader_id: UUID


@dataclass(frozen=True, slots=True)
class ReaderLeft:
    """A reader was closed: moved away, died. Whatever waits for the reader lets go."""

    reader_id: UUID


@dataclass(frozen=True, slots=True)
class ReaderBlocked:
    """The service of a reader was restricted; `deed` of ``models.Block.Deed``."""

    reader_id: UUID
    deed: str


@dataclass(frozen=True, slots=True)
class ReadersMerged:
    """`gone` was the same person as `kept`: whatever is hers follows to the reader that stays.

    Whoever moves rows says which (``actions.merging.remember_moved``), so that they can go back.
    """

    merge_id: UUID
    kept_id: UUID
    gone_id: UUID


@dataclass(frozen=True, slots=True)
class ReaderMergeUndone:
    """They are two after all: what `remember_moved` was told goes back to `gone`."""

    merge_id: UUID
    kept_id: UUID
    gone_id: UUID


@dataclass(frozen=True, slots=True)
class ReaderErasedHistory:
    """A reader asked that the list of what was read be forgotten: whatever is kept for its sake only goes."""

    reader_id: UUID


@dataclass(frozen=True, slots=True)
class ReaderErased:
    """Nothing personal is kept of this person any more: whoever holds on to these rows lets go of them.

    `numbers` are those of the rows and their cards, for texts that name them.
    """

    reader_ids: tuple[UUID, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReadersRunMovesOn:
    """A file of readers has work for the worker: to check, to enter, to take back."""

    run_id: UUID
