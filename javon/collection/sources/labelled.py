"""Records typed or printed as text, a field on a line: MARC breaker (.mrk) and the line mode of yaz-marcdump.

Invariant: every line belongs to one record, taken or rejected. A line that is no field is noted and its record keeps
the raw bytes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from javon.collection.sources.charsets import decoder
from javon.collection.sources.outcome import Note, Reason, Rejected, Taken
from javon.collection.sources.record import BLANK_LEADER, Field, Record, Subfield, control, data

LONGEST_LINE = 1 << 20
LARGEST_RECORD = 4 << 20
_BOM = b"\xef\xbb\xbf"

BREAKER_LINE = re.compile(r"=(LDR|LEADER|000|[0-9A-Z]{3})  ?(.*)", re.S)
# «245 10 $a Title $b …», «100   $a19981005…», «001: RU\NLR\1», «001 fol05731351».
TEXT_LINE = re.compile(r"(\d{3})(?:: ?| )(?=.)(.*)", re.S)
TEXT_LEADER = re.compile(
    r"(?:(?:LEADER|LDR|marker:) ?(?=[\d ]{5})|(?=\d{5}[a-z]))([\d ]{5}[a-z#^ ][ !#%-~]{4}[\d #^]{2}[\d ]{5}[ !#%-~]{0,7})\s*\Z",
    re.I,
)
_INDICATORS = re.compile(r"([ \w#\\^|-]{2}) ?(?=\$)", re.A)
_CODED = re.compile(r"\$([a-z0-9])")
_SPACED = re.compile(r"(?:^| )\$(\S) ")

# The names that MARC breaker gives to what a keyboard lacks. A mark stands before the letter that carries it.
_SIGNS = dict(
    pair.split("=")
    for pair in "dollar=$ lcub={ rcub=} bsol=\\ esc=  Lstrok=Ł lstrok=ł Ostrok=Ø ostrok=ø Dstrok=Đ dstrok=đ THORN=Þ thorn=þ"
    " AElig=Æ aelig=æ OElig=Œ oelig=œ softsign=ʹ hardsign=ʺ mlrhring=ʾ mllhring=ʿ middot=· inodot=ı pound=£ eth=ð reg=®"
    " copy=© deg=° iquest=¿ iexcl=¡ szlig=ß euro=€ plusmn=± flat=♭ sharp=♯ Ohorn=Ơ ohorn=ơ Uhorn=Ư uhorn=ư scriptl=ℓ".split(
        " "
    )
    if "=" in pair
)
_MARKS = dict(
    pair.split("=")
    for pair in "grave=̀ acute=́ circ=̂ tilde=̃ macr=̄ breve=̆ dot=̇ uml=̈ ring=̊ caron=̌ cedil=̧ ogon=̨ dotb=̣ dblac=̋ candra=̐"
    " hooka=̉ rcommaa=̕ commab=̦ under=̲ dblunder=̳ llig=︠ rlig=︡ ringb=̥ hookr=̨".split(" ")
)
_MNEMONIC = re.compile(r"((?:\{[A-Za-z]+\})+)(\w?)")


class _Block(NamedTuple):
    position: int
    raw: bytes


def is_breaker(first_line: str) -> bool:
    """Whether a file that begins so is MARC breaker text."""
    return bool(BREAKER_LINE.match(first_line))


def is_line_mode(lines: list[str]) -> bool:
    """Whether these first lines are a leader and fields, as yaz-marcdump and others print them."""
    filled = [line for line in lines if line.strip()]
    if not filled:
        return False
    fields = [bool(TEXT_LINE.match(line)) for line in filled[1:12]]
    if TEXT_LEADER.match(filled[0]):
        return sum(fields) * 2 > len(fields)
    # Without a leader only fields with subfields tell.
    first = TEXT_LINE.match(filled[0])
    return bool(first) and sum(fields) == len(fields) >= 2 and any("$a" in line for line in filled[:12])


def _blocks(stream: BinaryIO, *, breaker: bool) -> Iterator[_Block]:
    """The lines of one record together: from leader to leader, or between blank lines."""
    position = start = 0
    lines: list[bytes] = []
    size = 0
    last = b""
    after_blank = has_leaders = False
    while line := stream.readline(LONGEST_LINE):
        text = line.strip().removeprefix(_BOM)
        leads = _leads(text, breaker=breaker)
        tag = text[1:4] if breaker else text[:3]
        begins_anew = leads or (
            after_blank
            and bool(text)
            and (not has_leaders or (tag.startswith(b"00") and not last.startswith(b"00")))
        )
        if lines and ((begins_anew and last) or size > LARGEST_RECORD):
            yield _Block(start, b"".join(lines))
            lines, size, start, last = [], 0, position, b""
        has_leaders = has_leaders or leads
        if text:
            last = b"lead" if leads else tag
        after_blank = not text
        position += len(line)
        lines.append(line)
        size += len(line)
    if lines:
        yield _Block(start, b"".join(lines))


def _leads(line: bytes, *, breaker: bool) -> bool:
    if breaker:
        return line[:4] in (b"=LDR", b"=000") or line[:7] == b"=LEADER"
    return len(line) < 60 and bool(TEXT_LEADER.match(line.decode("latin-1")))


def records(
    stream: BinaryIO, encoding: str, *, breaker: bool, progress: list[int] | None = None
) -> Iterator[Taken | Rejected]:
    """Every record of the text; blocks of white space only are passed over."""
    decode = decoder(encoding)
    ordinal = 0
    for position, raw in _blocks(stream, breaker=breaker):
        if progress is not None:
            progress[0] = position + len(raw)
        body = raw.removeprefix(_BOM)
        if not body.strip(b"\r\n\t \x1a\x00"):
            continue
        ordinal += 1
        if len(raw) > LARGEST_RECORD:
            details: dict[str, str | int] = {"bytes": len(raw), "limit": LARGEST_RECORD}
            yield Rejected(position, ordinal, Reason.TOO_LARGE, details, raw, len(raw))
            continue
        text, lost = decode(body)
        notes: list[str] = []
        strange: list[tuple[int, str]] = []
        record = _breaker(text, notes, strange) if breaker else _line_mode(text, notes, strange)
        if lost > 3 and lost * 20 > len(raw):
            why: dict[str, str | int] = {"encoding": encoding, "unreadable": lost}
            yield Rejected(position, ordinal, Reason.BAD_ENCODING, why, raw, len(raw))
        elif not record.fields:
            line, words = strange[0] if strange else (1, "")
            problem: dict[str, str | int] = {"line": line, "text": words[:80]}
            yield Rejected(position, ordinal, Reason.BAD_LINE, problem, raw, len(raw))
        else:
            notes += [Note.REPLACED_BYTES.value] if lost else []
            notes += [Note.MARKUP.value] if strange else []
            yield Taken(record, position, ordinal, len(raw), tuple(notes), raw if notes else b"")


def _lines(text: str) -> list[str]:
    """The lines, with those that only go on put back to the line before."""
    found: list[str] = []
    for line in re.split("\r\n|\n|\r", text):
        if found and line.startswith("    ") and line.strip():
            found[-1] += " " + line.strip()
        else:
            found.append(line)
    return found


def _breaker(text: str, notes: list[str], strange: list[tuple[int, str]]) -> Record:
    leader = ""
    fields: list[Field] = []
    for number, line in enumerate(_lines(text), 1):
        if not line.strip():
            continue
        found = BREAKER_LINE.match(line)
        if found is None:
            strange.append((number, line))
            continue
        tag, value = found.groups()
        if tag in ("LDR", "LEADER", "000"):
            leader = value.replace("\\", " ")
        elif tag.startswith("00") or "$" not in value:
            fields.append(control(tag, _spelt(value.replace("\\", " "))))
        else:
            head, *rest = value.split("$")
            head = head.replace("\\", " ") + "  "
            fields.append(
                data(tag, head[0], head[1], [(part[:1], _spelt(part[1:])) for part in rest if part])
            )
    return Record(_leader(leader, notes), fields)


def _spelt(text: str) -> str:
    """The text with the named signs and marks as letters; a name that is unknown stays."""
    if "{" not in text:
        return text

    def one(found: re.Match[str]) -> str:
        signs, marks = "", ""
        for name in found.group(1)[1:-1].split("}{"):
            if name in _MARKS:
                marks += _MARKS[name]
            elif name == "esc":
                signs += "\x1b"
            else:
                signs += _SIGNS.get(name, "{" + name + "}")
        if marks and not found.group(2):
            return signs + marks
        return signs + unicodedata.normalize("NFC", found.group(2) + marks)

    return _MNEMONIC.sub(one, text)


def _line_mode(text: str, notes: list[str], strange: list[tuple[int, str]]) -> Record:
    leader = ""
    fields: list[Field] = []
    lines = _lines(text)
    # yaz-marcdump sets each code between spaces, others write it close to its text.
    spaced = all(re.search(r"\$\S(?: |\Z)", line) for line in lines if " $" in line and TEXT_LINE.match(line))
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        led = TEXT_LEADER.match(line) if not leader and not fields else None
        found = TEXT_LINE.match(line)
        if led:
            leader = led.group(1).replace("^", " ").replace("#", " ")
        elif found is None:
            strange.append((number, line))
        else:
            tag, value = found.groups()
            indicators = _INDICATORS.match(value)
            if tag.startswith("00") and not (indicators and "$a" in value[:6]):
                fields.append(control(tag, value))
            elif indicators is None:
                fields.append(data(tag, " ", " ", [("a", value.strip())]))
            else:
                signs = re.sub(r"[#\\^|-]", " ", indicators.group(1))
                fields.append(
                    data(tag, signs[0], signs[1], _subfields(value[indicators.end() :], spaced=spaced))
                )
    return Record(_leader(leader, notes), fields)


def _subfields(text: str, *, spaced: bool) -> list[Subfield]:
    parts = (_SPACED if spaced else _CODED).split(text)
    return [(parts[at], parts[at + 1]) for at in range(1, len(parts) - 1, 2)]


def _leader(leader: str, notes: list[str]) -> str:
    if not leader.strip():
        notes.append(Note.LEADER.value)
        return BLANK_LEADER
    if not 20 <= len(leader) <= 24:  # blanks at the end are often lost in a text, and mean nothing
        notes.append(Note.LEADER.value)
    return f"{leader:<24.24}"
