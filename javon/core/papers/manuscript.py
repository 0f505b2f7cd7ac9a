"""A paper worded and set in order, before ink: plain strings, lists and dicts that PDF and Word both print.

Whatever depends on the language, on dates or on what is absent is decided here, once; the two printers only lay out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from javon.core.papers.paper import (
    Acquaintance,
    Annex,
    Clause,
    Heading,
    Letterhead,
    Paper,
    PaperFailed,
    Part,
    Reference,
    Seen,
    Stamp,
    SystemMark,
    Table,
)
from javon.core.papers.words import Words, dated, stamped, words
from javon.core.uzbek import short_date

Manuscript = dict[str, Any]

HERE = ZoneInfo("Asia/Tashkent")  # a paper of Uzbekistan tells the time of Uzbekistan
UNDATED = (2000, 1, 1)  # a file must bear some day; today's would change its bytes every day
DEEPEST_LEVEL = 4
MOST_CHARACTERS = 4_000_000  # three times a long novel
# The best breaks of a paragraph are sought over all of it: one of 2 million letters would take a gigabyte.
_PARAGRAPH = re.compile(r".{1,20000}(?!\S)|.{20000}|.+")
HASH_DIGITS = 16
LONGEST_RUNNING_HEAD = 90  # characters of 9 pt in 165 mm
ROWS_LOOKED_AT = 300  # of a table, to see how wide its columns want to be
NARROWEST, WIDEST = 4, 42  # characters a column is given at least, and asks for at most


def set_out(paper: Paper, clean: Callable[[str], str], *, editable: bool = False) -> Manuscript:
    """The whole paper, every text of it passed through `clean`; `editable` words the mark as that of a copy.

    Raises PaperFailed when it is longer than any paper.
    """
    said, language = words(paper.language), paper.language
    manuscript: Manuscript = {
        "language": language,
        "about": _about(paper),
        "running": _running_head(paper),
        "draft": said.draft if paper.draft else "",
        "letterhead": _letterhead(paper.letterhead, said),
        "left": _stamp(paper.agreement, said.agreed, said, language),
        "right": _stamp(paper.approval, said.approve, said, language),
        "reference": _reference(paper.reference, said, language),
        "addressee": _lines(*paper.addressee),
        "heads": _heads(paper),
        "place": paper.place,
        "number": _numbered(paper.number),
        "date": dated(paper.on, language) if paper.on else "",
        "preamble": _lines(paper.preamble),
        "basis": _basis(paper.basis, said),
        "resolving": paper.resolving,
        "body": _parts(paper.body, said),
        "enclosures": f"{said.enclosures} {paper.enclosures}" if paper.enclosures else "",
        "signatures": [
            {"office": each.office, "name": each.name, "seal": said.seal if each.seal else ""}
            for each in paper.signatures
        ],
        "acquainted": said.acquainted,
        "acquaintances": [_acquaintance(each, said, language) for each in paper.acquaintances],
        "executor": f"{said.executor} {paper.executor}" if paper.executor else "",
        "annexes": [_annex(each, said) for each in paper.annexes],
        "mark": _mark(paper.mark, said.copy_mark if editable else said.mark),
        "page": said.page,
        "qr_says": said.qr,
    }
    characters = sum(map(len, _texts(manuscript)))
    if characters > MOST_CHARACTERS:
        raise PaperFailed(f"the paper has {characters} characters, at most {MOST_CHARACTERS} are printed")
    cleaned: Manuscript = _cleaned(manuscript, clean)
    return cleaned


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _cleaned(value: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(each, clean) for each in value]
    if isinstance(value, dict):
        return {name: _cleaned(each, clean) for name, each in value.items()}
    return value


def _lines(*texts: str) -> list[str]:
    """The lines of `texts` that hold anything."""
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]


def _numbered(number: str) -> str:
    return f"№ {number}" if number else ""


def _heads(paper: Paper) -> list[dict[str, str]]:
    """The kind and the title in the order in which this kind of paper prints them; a letter's title is its subject."""
    is_letter = bool(paper.addressee or paper.reference)
    kind = [{"role": "kind", "text": paper.kind}] if paper.kind else []
    title = [{"role": "subject" if is_letter else "title", "text": line} for line in _lines(paper.title)]
    return title + kind if paper.kind_follows_title else kind + title


def _about(paper: Paper) -> dict[str, Any]:
    """What the file says of itself: a file is dated with its paper, so that the same paper gives the same bytes."""
    stamp, reference = paper.approval, paper.reference
    day = paper.on or (reference and reference.on) or (stamp and stamp.on)
    title = " ".join(head["text"] for head in _heads(paper)) or _running_head(paper)
    return {
        "title": " ".join(title.split())[:250],
        "author": paper.letterhead.centre if paper.letterhead else "",
        "day": [day.year, day.month, day.day] if day else list(UNDATED),
    }


def _running_head(paper: Paper) -> str:
    """From the second page on: centre · № …; without a centre, the two lines nearest the text."""
    number = _numbered(paper.number or (paper.reference.number if paper.reference else ""))
    centre = paper.letterhead.centre if paper.letterhead else ""
    named = centre or " ".join(head["text"] for head in _heads(paper)[-2:])
    named = " ".join(named.split())
    if len(named) > LONGEST_RUNNING_HEAD:
        named = named[:LONGEST_RUNNING_HEAD].rsplit(" ", 1)[0] + "…"
    return " · ".join(filter(None, (named, number)))


def _letterhead(head: Letterhead | None, said: Words) -> dict[str, Any] | None:
    if head is None:
        return None
    numbers = ((said.tax_id, head.tax_id), (said.account, head.account))
    ways = ((said.phone, head.phone), (said.email, head.email))
    small = [
        head.address,
        *(", ".join(f"{name} {value}" for name, value in row if value) for row in (numbers, ways)),
    ]
    return {"above": _lines(head.above), "centre": _lines(head.centre), "small": _lines(*small)}


def _stamp(stamp: Stamp | None, word: str, said: Words, language: str) -> dict[str, Any] | None:
    if stamp is None:
        return None
    return {
        "word": stamp.word or word,
        "office": _lines(stamp.office),
        "name": stamp.name,
        "unsigned": stamp.unsigned,
        "date": "" if stamp.unsigned else stamped(stamp.on, language),
        "seal": f"({said.seal})" if stamp.seal else "",
    }


def _reference(reference: Reference | None, said: Words, language: str) -> list[str]:
    """Number and date of a letter, and which letter it answers; what is not known yet is a blank."""
    if reference is None:
        return []
    written = [
        _numbered(reference.number or "_" * 9),
        dated(reference.on, language) if reference.on else stamped(None, language),
    ]
    if reference.answers_number and reference.answers_on:
        day = dated(reference.answers_on, language)
        written.append(said.answer_dated.format(date=day, number=reference.answers_number))
    elif reference.answers_number:
        written.append(said.answer.format(number=reference.answers_number))
    return written


def _basis(basis: tuple[str, ...], said: Words) -> list[str]:
    """One act stands behind its word; several are listed under it."""
    lines = _lines(*basis)
    if len(lines) == 1:
        return [f"{said.basis} {lines[0]}"]
    return [said.basis, *(f"– {line}" for line in lines)] if lines else []


def _parts(parts: tuple[Part, ...], said: Words) -> list[dict[str, Any]]:
    return [_part(each, said) for each in parts]


def _part(part: Part, said: Words) -> dict[str, Any]:
    if isinstance(part, Heading):
        return {"is": "heading", "text": " ".join(filter(None, (_pointed(part.number), part.text)))}
    if isinstance(part, Clause):
        due = short_date(part.by) if part.by else ""
        named = ((said.executor, part.who), (said.due, due), (said.control, part.control))
        return {
            "is": "clause",
            "number": _pointed(part.number),
            "lines": [piece.strip() for line in _lines(part.text) for piece in _PARAGRAPH.findall(line)]
            or [""],
            "level": max(0, min(part.level, DEEPEST_LEVEL)),
            "note": "; ".join(f"{name} {value}" for name, value in named if value),
        }
    return {
        "is": "table",
        "caption": part.caption,
        "titles": [column.title for column in part.columns],
        "aligns": [column.align for column in part.columns],
        "widths": widths(part),
        "rows": [list(row) for row in part.rows],
        "total": list(part.total),
    }


def _pointed(number: str) -> str:
    """1.1 as 1.1.; a), § 2 and what ends with a sign already stay."""
    return f"{number}." if number[-1:].isalnum() else number


def _acquaintance(line: Acquaintance, said: Words, language: str) -> dict[str, str]:
    """What stands where the pen would sign, and the date: a blank, the system's, or that of a paper."""
    if line.seen is Seen.NOT_YET:
        sign, day = "_" * 12, stamped(None, language)
    else:
        sign = said.seen_in_system if line.seen is Seen.IN_SYSTEM else said.seen_on_paper
        day = stamped(line.on, language) if line.on else said.no_date
    return {"office": line.office, "name": line.name, "sign": sign, "date": day}


def _annex(annex: Annex, said: Words) -> dict[str, Any]:
    return {"label": _lines(annex.label), "title": _lines(annex.title), "body": _parts(annex.body, said)}


def _mark(mark: SystemMark | None, word: str) -> dict[str, str] | None:
    if mark is None:
        return None
    at = mark.at.astimezone(HERE) if mark.at.tzinfo else mark.at
    return {
        "word": word,
        "by": f"{mark.by}, {short_date(at.date())} {at:%H:%M}",
        "hash": f"SHA-256: {mark.sha256[:HASH_DIGITS]}…",
    }


def widths(table: Table) -> list[int]:
    """Relative widths of the columns: the longest word of each first, the rest by how much each has to say."""
    looked_at = [tuple(column.title for column in table.columns), *table.rows[:ROWS_LOOKED_AT]]
    looked_at += [table.total] if table.total else []
    given = []
    for cells in zip(*looked_at, strict=True):
        longest_word = max((len(word) for cell in cells for word in cell.split()), default=0)
        longest_line = max((len(line) for cell in cells for line in cell.splitlines()), default=0)
        # Two characters of air at the sides; a word of thirty letters may be broken.
        least = min(max(longest_word, NARROWEST), WIDEST // 2) + 2
        given.append((least, max(least, min(longest_line + 2, WIDEST))))
    return [round(10 * (least + wanted)) for least, wanted in given]
