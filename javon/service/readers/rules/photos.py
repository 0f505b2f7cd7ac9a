"""May a photograph be put with a reader, or taken away? Issue D: a photograph is optional."""

from __future__ import annotations

from javon.core.verdict import Refusal, Verdict, Weight

MOST_BYTES = 10 << 20  # of the file that is given; what is kept has some twenty thousand


def may_put(*, is_here: bool, is_group: bool, is_portrait: bool = True) -> Verdict:
    """Of one person who is there; a group has no face. What is kept is a picture that was made small here."""
    return Verdict.of(
        [
            None if is_here else Refusal("reader_is_gone", Weight.FORBIDS),
            Refusal("photo_of_a_group", Weight.FORBIDS) if is_group else None,
            None if is_portrait else Refusal("photo_no_picture", Weight.FORBIDS),
        ]
    )


def may_remove(*, has_photo: bool) -> Verdict:
    """Whoever it is of, here or gone: nobody has to keep a photograph."""
    return Verdict.of([None if has_photo else Refusal("photo_is_none", Weight.FORBIDS)])
