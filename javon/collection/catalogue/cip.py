"""What is printed on the back of a title page (the CIP block), read into the fields of the simple form.

A reader of habits, not a grammar: indexes have labels, an imprint has a place, a colon, a comma and a year, and between
them the pieces of a description stand in the order of GOST 7.1. Any script, any apostrophe, lines broken anywhere.
Law: no input breaks it, and no word is lost: what was not understood is answered as `rest`. How it decides:
docs/algorithms/cip.md. Nizom 5.2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from javon.core.uzbek import fold, is_russian, script_of

MOST_LETTERS = 6000

# Every sign that stands for the apostrophe of oʻ and gʻ, or for the stop ʼ.
_A = "['’‘`ʻʼ´′ʹ‛]"
_CAPITAL = "[A-ZА-ЯЁЎҚҒҲ]"
_SMALL = f"(?:[a-zа-яёўқғҳ]|{_A})"
_DASH = "[-–—‒―−]"

_UDC = re.compile(rf"(?<![^\W_])(?:U\s?O{_A}?\s?K|У\s?Ў\s?К|УО{_A}?К|UDK|UDC|УДК)\b[\s.:№]*", re.IGNORECASE)
_BBK = re.compile(r"(?<![^\W_])(?:KBK|BBK|КБК|ББК)\b[\s.:№]*", re.IGNORECASE)
_ISBN = re.compile(
    rf"(?<![^\W_])I\s?S\s?B\s?N\b(?:{_DASH}?1[03]\b)?[\s.:№]*((?:[0-9](?:[ \t]|{_DASH})?){{7,16}}[0-9XxХх])"
    r"([ \t]*\([^()\n]{1,60}\))?",
    re.IGNORECASE,
)
# One index: digits first, then pieces that can only belong to it: "02 (075)", "84(5Oʻzb)7", "74.261.3 я72".
_INDEX = re.compile(
    r"[ \t]*\(?\d[^\s,;]*(?:[ \t]+(?:[(=:+\"«]\S*|(?:я|ya)\d\S*|\d{1,3}(?:[.(-]\S*)?(?=[ \t]*(?:\n|$|[(]))))*",
    re.IGNORECASE,
)
_BARE_INDEX = re.compile(r"(\d{2}(?:\.\d+)*\([^()\s]{1,12}\)\S*)[ \t]*(?=\n)")
_MARK = re.compile(
    rf"(?m)(?:^|(?<=\n))[ \t]*({_CAPITAL}{_A}?[ \t-]?\d{{2,3}}(?:[a-zа-яёўқғҳ]{_A}?)?)(?=[ \t]*(?:\n|$)|[ \t]+[\[«\"(A-ZА-ЯЁЎҚҒҲ])"
)
_AGE = re.compile(r"(?<![\d.,/+-])\(?(0|6|12|16|18)[ \t]?\+\)?(?![\d+])")
_KIND = re.compile(
    r"\[\s*(?:matn|матн|текст|text|elektron\s+resurs|электронный ресурс)\s*[^\]]{0,40}\]", re.IGNORECASE
)

# --- the imprint

_PLACES = frozenset(
    fold(name)
    for name in (
        "T Toshkent Т Тошкент Ташкент Tashkent M М Moskva Москва Moscow Л L Ленинград Leningrad СПб SPb Санкт-Петербург "
        "Sankt-Peterburg Петербург Samarqand Самарқанд Самарканд Buxoro Бухоро Бухара Andijon Андижон Андижан Fargʻona Фарғона "
        "Фергана Namangan Наманган Nukus Нукус Nókis Нөкис Xiva Хива Urganch Урганч Ургенч Qarshi Қарши Карши Termiz Термиз "
        "Термез Guliston Гулистон Гулистан Jizzax Жиззах Джизак Navoiy Навоий Навои Qoʻqon Қўқон Коканд Chirchiq Angren Киев "
        "Kiev Минск Minsk Алматы Almati Алма-Ата Бишкек Bishkek Душанбе Dushanbe Istanbul Ankara London Новосибирск Казань "
        "Екатеринбург Ростов-на-Дону Dresden Berlin Дрезден Баку Boku Парижъ Paris Нью-Йорк"
    ).split()
)
_NOWHERE = re.compile(r"\[?\s*(?:b|б|s)\s?\.\s?(?:j|ж|m|м|l)\s?\.?\s*\]?", re.IGNORECASE)
_YEAR = r"(?:[©cсCС]\s?)?\[?((?:1[5-9]|20)\d\d)\]?"
_IMPRINT = re.compile(
    rf"(?P<before>^|[.!?)\]»\"”…]\s*(?:{_DASH}\s*)?|\s{_DASH}\s*|\n\s*)"
    rf"(?P<place>\[?{_CAPITAL}[^\s:.,/;()]{{0,24}}(?:{_DASH}\w+)?\.?\]?(?:\s*[;,]\s*\[?{_CAPITAL}[^\s:.,/;()]{{0,24}}\.?\]?)?|\[[^\]\n]{{2,16}}\])"
    rf"\s*:\s*(?P<publisher>[^:]{{2,140}}?)\s*,?\s*(?<!\d){_YEAR}(?!\d)(?P<word>{_DASH}?\s?(?:y|yil|й|йил|г|год)\b\.?)?",
    re.IGNORECASE,
)
_PLACE_ONLY = re.compile(
    rf"(?P<before>^|[.!?)\]»\"”…]\s*(?:{_DASH}\s*)?|\s{_DASH}\s*|\n\s*)(?P<place>{_CAPITAL}[^\s:.,/;()]{{0,24}}\.?)\s*,\s*{_YEAR}(?!\d)"
    rf"(?P<word>{_DASH}?\s?(?:y|yil|й|йил|г|год)\b\.?)?",
    re.IGNORECASE,
)
_PUBLISHER_ONLY = re.compile(
    rf"(?P<before>\s{_DASH}\s*|\n\s*{_DASH}?\s*|[.]\s+(?=[«\"“]))(?P<publisher>[«\"“]?{_CAPITAL}[^:/\n{_DASH[1:-1]}]{{1,80}}?)\s*,\s*{_YEAR}(?!\d)(?P<word>{_DASH}?\s?(?:y|yil|й|йил|г|год)\b\.?)?"
)
_YEAR_ONLY = re.compile(
    rf"(?P<before>[.,]?\s*{_DASH}\s*|[.,]\s+)(?<!\d){_YEAR}(?!\d)(?P<word>{_DASH}?\s?(?:y|yil|й|йил|г|год)\b\.?)?(?=\s*(?:[.,]|{_DASH}|$))"
)

_EXTENT = re.compile(
    rf"(?<![\d.,/№-])((?:[XVILCХ]{{1,6}},\s*)?\d{{1,4}}(?:,?\s*\[\d{{1,3}}\])?\s?(?:bet|betlik|b|бет|б|стр|с|c|pages|p|s|sah|саҳ)(?![^\W\d_])\.?"
    rf"(\s*:\s*(?:rasm|расм|ил|il|nota|нот|xarita|карт|jadv|табл|портр|цв|rangli)[^–—\n()]{{0,40}}?\.?(?=\s*[.;]?\s*(?:{_DASH}\s|[;(]|\n|$)))?)",
    re.IGNORECASE,
)
_SIZE = re.compile(r"\s*;?\s*\d{1,2}(?:[,.]\d)?(?:\s?[x×х]\s?\d{1,2})?\s?(?:sm|см|cm)\b\.?", re.IGNORECASE)
_SERIES = re.compile(rf"(?:{_DASH}\s*|[.]\s*|\n\s*)\(([^()\n]{{2,60}}(?:\n?[^()\n]{{0,90}}))\)\.?")
_EDITION = re.compile(
    rf"(?:\d|\b[IVXХ]+\b|qayta|қайта|birinchi|ikkinchi|uchinchi|to{_A}?rtinchi|beshinchi|yangi|to{_A}?ldirilgan|биринчи|иккинчи|учинчи|тўртинчи|"
    rf"бешинчи|янги|тўлдирилган|перв|втор|трет|четв|нов|доп|испр|rev|first|second).*\b(?:nashri?|нашри?|изд(?:ание)?|edition|ed)\b(?!{_DASH}?во)"
    rf"|\b(?:nashri?|нашри?|изд(?:ание|\.))(?!{_DASH}?во)\s*(?:\d|qayta|қайта|to{_A}?ld|тўлд|перераб|доп|испр|стер)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_EDITION = 90

# --- people

_INITIALS = rf"(?:{_CAPITAL}(?:{_SMALL}){{0,2}}\.\s?{_DASH}?){{1,3}}"
_SURNAME = rf"{_CAPITAL}(?:{_SMALL}|{_CAPITAL}|{_A})+(?:{_DASH}{_CAPITAL}(?:{_SMALL})+)?"
_FIRST_SURNAME = rf"{_SURNAME},?\s+{_INITIALS}"
_OTHERS = r"(?:\s*,?\s*(?:va\s+boshq(?:alar)?|ва\s+бошқ(?:алар)?|и\s+др(?:угие)?|et\s+al)\b\.?)?"
_MANY = re.compile(rf"{_FIRST_SURNAME}(?:\s*,\s*{_FIRST_SURNAME})*{_OTHERS}")
_FORENAME = rf"{_CAPITAL}(?:{_SMALL})+"
_DATES = rf"(?:\s*,?\s*[(\[]?(?P<dates>\d{{4}}\s?{_DASH}\s?(?:\d{{4}})?)[)\]]?)?"
_FULL = re.compile(
    rf"(?P<name>{_SURNAME},\s*{_FORENAME}(?:\s+(?:{_FORENAME}|{_INITIALS}|oʻgʻli|qizi|ўғли|қизи|de|ibn|von|де|ибн|фон)){{0,3}}){_DATES}\s*(?:[.](?=\s)|\n|$)"
)
_PLAIN_NAME = re.compile(rf"(?P<name>{_FORENAME}(?:\s+{_FORENAME}){{1,2}})\s*[.\n]\s*")
_INITIALS_FIRST = re.compile(
    rf"(?P<name>{_INITIALS}\s?{_SURNAME}(?:\s*,\s*{_INITIALS}\s?{_SURNAME})*{_OTHERS})\s*[.\n]\s*(?=\S)"
)

# --- words that begin a line about something that the form has no field for

_OTHER_LINES = re.compile(
    rf"(?:©|\(c\)|taqrizchi|тақризчи|рецензент|mas{_A}?ul\s+muharrir|масъул\s+муҳаррир|muharrir|муҳаррир|редактор|ответственный|отв\.|tuzuvchi|тузувчи|составител|"
    rf"tarjimon|таржимон|перевод|mualliflar\s+jamoasi|bibliogr|библиогр|tiraj|тираж|{_DASH}?\s*\d[\d ]*\s?nusxa|adadi|адади|buyurtma|заказ|bosishga|босишга|nashriyot\s+litsenziya|"
    rf"rassom|рассом|художник|musahhih|мусаҳҳиҳ|dizayner|подписано|нашр учун|ushbu\s+kitob(?:ning)?\s+huquq|barcha\s+huquq|все\s+права)",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"[.,]\s*((?:\d{{1,3}}|[IVX]{{1,5}})\s?{_DASH}\s?(?:jild|kitob|qism|tom|жилд|китоб|қисм|том|книга|часть)\b[^:/]*|(?:Кн|Ч|Т|Q|K)\.\s?\d{{1,3}}\b[^:/]*|(?:Книга|Часть|Том)\s+\w+[^:/]*)",
    re.IGNORECASE,
)
_SECOND_SENTENCE = re.compile(
    r"darslig|darslik|qoʻllanma|roman|qissa|hikoya|sheʼr|doston|ertak|toʻplam|asarlar|uchun|lugʻat|дарслик|дарслиг|қўлланма|роман|қисса|ҳикоя|шеър|достон|эртак|тўплам|учун|луғат|учеб|пособие|повест|рассказ|стих|сказк|для|сборник|словарь|monografiya|монография|risola|рисола",
    re.IGNORECASE,
)
_ANNOTATION_LABEL = re.compile(r"^\s*(?:annotatsiya|аннотация)\s*[:.]?\s*", re.IGNORECASE)
_LEAST_ANNOTATION = 40  # letters; a shorter remainder is rather a note of the printer


@dataclass(frozen=True, slots=True)
class Block:
    """What was read: `values` by the names of the form's fields, `rest` as pieces of the text as it was given."""

    values: dict[str, str] = field(default_factory=dict)
    rest: tuple[str, ...] = ()


def read_block(text: str) -> Block:
    """The fields of the simple form that `text` names, and what could not be placed."""
    given = text[:MOST_LETTERS]
    reader = _Reader(_tidy(given))
    reader.read()
    values = {name: " ".join(value.split()) for name, value in reader.values.items() if value.strip()}
    if isbns := reader.isbns:
        values["isbn"] = "\n".join(isbns)
    rest = [piece for piece in (" ".join(one.split()) for one in reader.rest) if re.search(r"\w", piece)]
    rest += _lost(given, [*values.values(), *rest])
    if len(text) > MOST_LETTERS:
        rest.append(text[MOST_LETTERS:])
    return Block(values, tuple(dict.fromkeys(rest)))


def _tidy(text: str) -> str:
    """Lines without doubled blanks; a word that was divided at the end of its line is whole again."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00ad", "")
    text = re.sub(r"[^\S\n]+", " ", text)
    text = re.sub(r"(?<=[a-zа-яёўқғҳ])[-‐]\s?\n\s*(?=[a-zа-яёўқғҳ])", "", text)
    return re.sub(r" ?\n ?", "\n", text).strip()


class _Reader:
    """One block while it is being read: what is understood is cut out of `text`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.values: dict[str, str] = {}
        self.isbns: list[str] = []
        self.rest: list[str] = []

    def read(self) -> None:
        self._numbers()
        self._lines_about_others()
        head, tail = self._imprint()
        tail = self._after_imprint(tail)
        self._head(head)
        self._tail(tail)
        words = f"{self.values.get('title', '')} {self.values.get('subtitle', '')}"
        if script_of(words):
            self.values["language"] = "rus" if is_russian(words) else "uzb"

    def _cut(self, start: int, end: int, put: str = "\n") -> None:
        self.text = self.text[:start] + put + self.text[end:]

    def _numbers(self) -> None:
        while found := _ISBN.search(self.text):
            number, end = _isbn_of(found[1])
            self._cut(found.start(), found.end() if end == len(found[1]) else found.start(1) + end)
            if found[2] and end == len(found[1]):
                self.rest.append(found[2])
            if number not in self.isbns:
                self.isbns.append(number)
        if found := _BARE_INDEX.match(self.text):
            self.values["bbk"] = found[1]
            self._cut(*found.span())
        self._index("udc", _UDC)
        self._index("bbk", _BBK)
        if found := _MARK.search(self.text):
            self.values["author_mark"] = found[1]
            self._cut(*found.span())
        if found := _AGE.search(self.text):
            self.values["age_mark"] = f"{found[1]}+"
            self._cut(found.start(), found.end(), " ")
        self.text = _KIND.sub(" ", self.text)
        self.text = re.sub(r"\n\s*\n+", "\n", self.text).strip()

    def _index(self, name: str, label: re.Pattern[str]) -> None:
        """Every index after its label; the same one printed twice is one."""
        found_ones: list[str] = []
        at = 0
        while found := label.search(self.text, at):
            index = _INDEX.match(self.text, found.end())
            if index is None:
                at = found.end()
                continue
            value, end = index[0].strip(), index.end()
            if mark := re.match(rf"[ \t]+({_CAPITAL}{_A}?[ \t-]?\d{{2,3}})(?=\s|$)", self.text[end:]):
                self.values.setdefault("author_mark", mark[1])
                end += mark.end()
            value = value.rstrip(".,;")
            if value not in found_ones:
                found_ones.append(value)
            self._cut(found.start(), end)
            at = found.start()
        bare = self.values.pop(name, "")  # an index that stood above the description without a label
        values = list(dict.fromkeys([*found_ones, *([bare] if bare else [])]))
        if values:
            self.values[name] = values[0]
            self.rest += values[1:]

    def _lines_about_others(self) -> None:
        """Lines that begin with a word for something else (reviewers, the printing house) are set aside."""
        kept = []
        for place, line in enumerate(self.text.split("\n")):
            if place and _OTHER_LINES.match(line.strip()):
                self.rest.append(line)
            else:
                kept.append(line)
        self.text = "\n".join(kept)

    # --- place, publisher, year

    def _imprint(self) -> tuple[str, str]:
        """What stands before the imprint and after it."""
        for pattern, names in (
            (_IMPRINT, ("place", "publisher")),
            (_PLACE_ONLY, ("place",)),
            (_PUBLISHER_ONLY, ("publisher",)),
            (_YEAR_ONLY, ()),
        ):
            for found in pattern.finditer(self.text):
                if self._is_imprint(found, names):
                    for name in names:
                        self.values[name] = (
                            _unquoted(found[name]) if name == "publisher" else found[name].strip()
                        )
                    year = next(group for group in reversed(found.groups()[: _year_group(found)]) if group)
                    self.values["year"] = year
                    before = found["before"]
                    return self.text[: found.start()] + before.rstrip(" \n–—-"), self.text[found.end() :]
        return self._without_imprint()

    def _is_imprint(self, found: re.Match[str], names: tuple[str, ...]) -> bool:
        if "place" not in names:
            return True
        place = found["place"]
        known = any(fold(piece.strip(" [].")) in _PLACES for piece in re.split("[;,]", place)) or bool(
            _NOWHERE.fullmatch(place)
        )
        if names == ("place",):
            return known
        publisher = found["publisher"]
        inner = re.search(rf"[.–—]\s*({_CAPITAL}\w*)\.?$", publisher)
        if inner and fold(inner[1]) in _PLACES:
            return False  # «Title: roman. Toshkent, 2019»: the place stands later
        return known or (
            bool(re.search(r"[–—-]\s*$", found["before"])) and not re.search(r"[.]\s", publisher[:-2])
        )

    def _without_imprint(self) -> tuple[str, str]:
        extent = _EXTENT.search(self.text)
        if extent:
            return self.text[: extent.start()].rstrip(" \n–—-"), self.text[extent.start() :]
        lines = self.text.split("\n")
        cut = next((place for place, line in enumerate(lines) if place and len(line) > 150), len(lines))
        return "\n".join(lines[:cut]), "\n".join(lines[cut:])

    def _after_imprint(self, tail: str) -> str:
        extent = _EXTENT.search(tail)
        if extent and extent.start() < 120:
            between = tail[: extent.start()].strip(" .,;–—-\n")
            last = extent[1].rstrip(".").rpartition(" ")[2]
            self.values["extent"] = extent[1].rstrip(".") if len(last) > 3 and extent[2] else extent[1]
            tail = tail[extent.end() :]
            if between:
                self.rest.append(between)
            if size := _SIZE.match(tail):
                self.rest.append(size[0].strip(" ;"))
                tail = tail[size.end() :]
            series = _SERIES.search(tail)
            if series and series.start() < 12:
                self.values["series"] = series[1]
                tail = tail[: series.start()] + "\n" + tail[series.end() :]
        return tail

    # --- heading, title, responsibility, edition

    def _head(self, head: str) -> None:
        head = head.strip(" \n–—-")
        authors, head = self._heading(head)
        title_part, slash, after = _split_at_slash(head)
        if slash:
            after, edition = _take_edition(after)
            self.values["responsibility"] = after.strip(" .,;–—-\n")
        if not slash or not edition:
            title_part, edition = _take_edition(title_part)
        if edition:
            self.values["edition"] = edition
        if len(authors) > 1 and not self.values.get("responsibility"):
            self.values["responsibility"] = ", ".join(authors)
        self._title(title_part)

    def _heading(self, head: str) -> tuple[list[str], str]:
        """The authors before the title, and the text after them."""
        many = _MANY.match(head)
        if many and head[many.end() :].strip(" .:\n–—-"):
            names = [name.strip() for name in re.findall(_FIRST_SURNAME, many[0])]
            self.values["author"] = _surname_first(names[0])
            said = many[0].strip()
            authors = [*names, said[said.index(names[-1]) + len(names[-1]) :].strip(" ,")]
            return [one for one in authors if one], head[many.end() :].strip(" .:\n–—-")
        if full := _FULL.match(head):
            self.values["author"] = full["name"]
            if full["dates"]:
                self.values["author_dates"] = re.sub(r"\s", "", full["dates"])
            return [full["name"]], head[full.end() :].strip()
        initials = _INITIALS_FIRST.match(head)
        if initials:
            names = re.split(r"\s*,\s*(?=[A-ZА-ЯЁЎҚҒҲ])", initials["name"])
            turned = re.match(rf"({_INITIALS})\s?({_SURNAME})", names[0])
            if turned:
                self.values["author"] = f"{turned[2]}, {turned[1].strip()}"
            return names, head[initials.end() :].strip()
        plain = _PLAIN_NAME.match(head)
        if plain:
            _title, slash, after = _split_at_slash(head)
            surname = plain["name"].split()[-1]
            if slash and fold(surname) in fold(after).split():
                self.values["author"] = f"{surname}, {' '.join(plain['name'].split()[:-1])}"
                return [plain["name"]], head[plain.end() :].strip()
        return [], head

    def _title(self, text: str) -> None:
        text = re.sub(r"\s*\n\s*", " ", text).strip(" .,;:/–—-")
        title, colon, subtitle = _split_at_colon(text)
        if part := _PART.search(title):
            self.values["part"] = part[1].strip(" .,")
            title = title[: part.start()]
        elif not colon:
            first, dot, second = title.partition(". ")
            if dot and len(first) > 3 and _SECOND_SENTENCE.search(second):
                title, subtitle = first, second
        self.values["title"] = _unquoted(title.strip(" .,;:/–—-"))
        self.values["subtitle"] = subtitle.strip(" .,;:/–—-")

    # --- what follows the description

    def _tail(self, tail: str) -> None:
        annotation = []
        for line in re.split(r"\n|(?=©)", tail):
            line = re.sub(r"^[.,;)\s–—-]+", "", line).strip()
            if not line:
                continue
            if _OTHER_LINES.match(line):
                self.rest.append(line)
            else:
                annotation.append(line)
        text = _ANNOTATION_LABEL.sub("", " ".join(annotation))
        if sum(map(str.isalpha, text)) >= _LEAST_ANNOTATION:
            self.values["annotation"] = text
        elif text:
            self.rest.append(text)


def _isbn_of(text: str) -> tuple[str, int]:
    """The number at the beginning of `text`, which may have run on into the next figures, and where it ends."""
    length = 13 if text.startswith(("978", "979")) else 10
    digits = ""
    for place, sign in enumerate(text):
        if sign.isdigit() or sign in "XxХх":
            digits += sign.upper().replace("Х", "X")
            if len(digits) == length:
                return digits, place + 1
    return digits, len(text)


def _year_group(found: re.Match[str]) -> int:
    return len(found.groups()) - 1 if "word" in found.groupdict() else len(found.groups())


def _unquoted(text: str) -> str:
    """A name that stands wholly in quotation marks without them."""
    text = text.strip(" ,;.\n")
    for opening, closing in (("«", "»"), ("“", "”"), ("„", "“"), ('"', '"'), ("”", "”")):
        if (
            text.startswith(opening)
            and text.endswith(closing)
            and text.count(opening) <= 1 + (opening == closing)
        ):
            return text[1:-1].strip()
    return text


def _surname_first(name: str) -> str:
    """«Berdiyeva Z. Sh.» as a heading: «Berdiyeva, Z. Sh.»."""
    surname, _space, rest = name.replace(",", " ").partition(" ")
    return f"{surname}, {' '.join(rest.split())}" if rest.strip() else surname


def _split_at_slash(text: str) -> tuple[str, str, str]:
    """Title, "/" and the statement of responsibility; a slash inside a word or a number is none."""
    found = re.search(r"\s/{1,2}\s?|(?<=[^\d\s])/\s", text)
    if found is None:
        return text, "", ""
    return text[: found.start()], "/", text[found.end() :]


def _split_at_colon(text: str) -> tuple[str, str, str]:
    found = re.search(r"\s?:\s", text)
    if found is None:
        return text, "", ""
    return text[: found.start()], ":", text[found.end() :]


def _take_edition(text: str) -> tuple[str, str]:
    """The text without its edition statement, and the statement: an area between dashes, else a sentence of its own."""
    for divider in (rf"\s+{_DASH}\s*", r"(?<=[.!?])\s+(?=[^\Wa-zа-яёўқғҳ_]|\[)"):
        pieces = re.split(f"({divider})", text)
        for place in range(len(pieces) - 1, 1, -2):
            piece = pieces[place].strip(" .,;[]\n")
            if len(piece) <= _LONGEST_EDITION and _EDITION.search(piece):
                return "".join([*pieces[: place - 1], " ", *pieces[place + 1 :]]).strip(" .,;–—-\n"), piece
    return text, ""


# --- the last net: no word is lost

_LABELS = frozenset(
    fold(word)
    for word in "isbn uo уо uoʻk uok udk udc уўк удк ўк kbk bbk кбк ббк annotatsiya аннотация matn матн текст text elektron resurs электронный ресурс yil йил год".split()
)


def _lost(given: str, kept: list[str]) -> list[str]:
    """Lines of the text that hold a word which stands nowhere among what was read."""
    known = re.sub(r"[\W_]+", "", " ".join(kept)).casefold().replace("х", "x")
    lost = []
    for line in _tidy(given).split("\n"):
        for word in re.findall(r"[^\W_]{2,}", line):
            if word.casefold().replace("х", "x") not in known and fold(word) not in _LABELS:
                lost.append(line.strip())
                break
    return lost
