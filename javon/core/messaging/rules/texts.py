"""Words of notices: templates with named tokens, checked when they are declared, filled when they are sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from string import Formatter

LONGEST_TOKEN = 60  # a title of three lines would push out what matters; longer values end in "…"


class WrongTemplate(ValueError):
    """A template that cannot be filled; the message is for whoever wrote it."""


def tokens_in(template: str) -> frozenset[str]:
    """Names of the tokens of `template`. Raises :class:`WrongTemplate` at anything but plain ``{name}``."""
    found = set()
    try:
        pieces = list(Formatter().parse(template))
    except ValueError as error:
        raise WrongTemplate(f"{template!r}: {error}") from None
    for _literal, name, form, conversion in pieces:
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            raise WrongTemplate(f"{template!r}: a token is a plain name in braces, not {{{name}}}")
        found.add(name)
    return frozenset(found)


def fill(template: str, tokens: Mapping[str, str]) -> str:
    """`template` with its tokens; line breaks and long values of tokens are tamed. KeyError where one is missing."""
    tamed = {name: clipped(value) for name, value in tokens.items()}
    return template.format_map(tamed)


def clipped(value: str, most: int = LONGEST_TOKEN) -> str:
    """One line of at most `most` characters."""
    line = " ".join(str(value).split())
    return line if len(line) <= most else line[: most - 1].rstrip(" ,;:.-") + "…"


def of_literals(template: str, change: Callable[[str], str]) -> str:
    """`template` with `change` done to everything but its tokens."""
    changed = ""
    for literal, name, _form, _conversion in Formatter().parse(template):
        changed += change(literal).replace("{", "{{").replace("}", "}}")
        changed += "" if name is None else f"{{{name}}}"
    return changed


def digest(
    opening: str,
    items: Sequence[str],
    closing: str,
    *,
    more: Callable[[int], str],
    fits: Callable[[str], bool],
) -> str:
    """Several notices as one text; where it does not fit, the last ones become "and n more"."""
    for shown in range(len(items), 0, -1):
        left = len(items) - shown
        text = joined([opening, *items[:shown], more(left) if left else "", closing])
        if fits(text):
            return text
    return joined([opening, more(len(items)), closing])


def joined(lines: Iterable[str]) -> str:
    """Lines that say something, one below the other."""
    return "\n".join(line for line in lines if line)
