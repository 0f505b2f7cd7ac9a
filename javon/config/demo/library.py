"""The demo's books, as MARC 21 records with their copies: the classics first, then ordinary books.

The same seed and scale give the same library; the day alone moves, so that the demo is always of today.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from javon.collection.sources.record import Field, Record
from javon.config.demo import classics, words
from javon.core import uzbek

TITLES_PER_SCALE = 2_000
COPIES_PER_SCALE = 5_000
REISSUE = "Qayta nashr"


@dataclass(frozen=True, slots=True)
class Book:
    """What a record is made from."""

    title: str
    author: str  # heading form; "" = none
    dates: str
    genre: str
    audience: str  # children, teens, adults
    udc: str
    bbk: str
    pages: int
    year: int
    language: str  # uzb, rus, eng
    script: str  # latn, cyrl
    publisher: str
    place: str
    subject: str
    annotation: str = ""
    original: tuple[str, str, str] = ("", "", "")  # language, author, title of what was translated
    edition: str = ""
    popularity: int = 1
    kind: str = "book"


def _classics(chance: random.Random) -> Iterator[Book]:
    for line in classics.UZBEK:
        title, author, dates, genre, audience, udc, bbk, pages, year, annotation = line.split("|")
        book = Book(
            title, author, dates.strip("–") and dates, genre, audience, udc, bbk, int(pages), int(year), "uzb", "latn",
            _publisher(chance), "Toshkent", _subject_of(genre, udc), annotation, popularity=6,
        )  # fmt: skip
        yield book
        yield _in_cyrillic(
            book,
            year=chance.randint(1972, 1993),
            publisher=chance.choice(("Gʻafur Gʻulom nomidagi nashriyot", "Oʻqituvchi", "Yosh gvardiya")),
        )
        if audience != "adults" or chance.random() < 0.4:
            yield replace(
                book, year=min(2026, int(year) + chance.randint(2, 7)), publisher=_publisher(chance),
                pages=int(pages) + chance.choice((-16, 16, 32)), edition=REISSUE,
            )  # fmt: skip
    for line in classics.TRANSLATED:
        (
            title,
            author,
            dates,
            genre,
            audience,
            udc,
            bbk,
            pages,
            year,
            language,
            original_author,
            original,
            annotation,
        ) = line.split("|")
        book = Book(
            title, author, dates, genre, audience, udc, bbk, int(pages), int(year), "uzb", "latn", _publisher(chance), "Toshkent",
            "Jahon adabiyoti", annotation, (language, original_author, original), popularity=5,
        )  # fmt: skip
        yield book
        if chance.random() < 0.6:
            yield _in_cyrillic(book, year=chance.randint(1975, 1994), publisher="Yosh gvardiya")
    for line in classics.RUSSIAN:
        title, author, dates, genre, audience, udc, bbk, pages, year = line.split("|")
        yield Book(
            title, author, dates, genre, audience, udc, bbk, int(pages), int(year), "rus", "cyrl",
            chance.choice(("Художественная литература", "Детская литература", "Просвещение")), "Москва", "Русская литература", popularity=3,
        )  # fmt: skip
    for line in classics.ENGLISH:
        title, author, dates, genre, audience, udc, bbk, pages, year = line.split("|")
        yield Book(
            title, author, dates, genre, audience, udc, bbk, int(pages), int(year), "eng", "latn",
            chance.choice(("Cambridge University Press", "Penguin Books", "Oxford University Press")), "London", "English literature", popularity=3,
        )  # fmt: skip


def _in_cyrillic(book: Book, *, year: int, publisher: str) -> Book:
    turn = uzbek.to_cyrillic
    return replace(
        book, title=turn(book.title), author=turn(book.author), genre=turn(book.genre), annotation=turn(book.annotation),
        publisher=turn(publisher), place="Тошкент", script="cyrl", year=year, subject=turn(book.subject),
        pages=max(16, book.pages - 24), popularity=max(1, book.popularity - 3), edition="",
    )  # fmt: skip


def _ordinary(chance: random.Random) -> Iterator[Book]:
    """Without end: textbooks, handbooks, local history, stories, children's books, Russian handbooks."""
    makers = (
        (_textbook, 22),
        (_handbook, 18),
        (_local, 12),
        (_story, 22),
        (_for_children, 18),
        (_russian, 8),
    )
    functions = [maker for maker, _ in makers]
    weights = [weight for _, weight in makers]
    seen: set[tuple[str, str, str, int]] = set()
    while True:
        book = chance.choices(functions, weights)[0](chance)
        if book.script == "latn" and book.language == "uzb" and book.year < 1994:
            book = _in_cyrillic(book, year=book.year, publisher=book.publisher)
        key = (book.title, book.author, book.edition, book.year)
        if key not in seen:
            seen.add(key)
            yield book


def _year(chance: random.Random) -> int:
    """Most books of a district stock are of the last twenty years, a third older."""
    return int(2026 - 52 * chance.random() ** 1.9)


def _textbook(chance: random.Random) -> Book:
    topic, name, udc, bbk, audience, subject = chance.choice(words.TOPICS).split("|")
    grade = chance.randint(5, 11)
    shapes = [
        (f"{name}. {grade}-sinf", "darslik", 8), (f"{name}. {grade}-sinf. 1-qism", "darslik", 6), (f"{name}. {grade}-sinf. 2-qism", "darslik", 6),
        (f"{name}dan masalalar toʻplami", "masalalar toʻplami", 2), (f"{name}: test savollari", "testlar", 3),
        (f"{name} atamalarining izohli lugʻati", "lugʻat", 1), (f"Qiziqarli {topic}", "ilmiy-ommabop nashr", 3),
        (f"{name} oʻqitish metodikasi", "oʻquv-uslubiy qoʻllanma", 1), (f"{name}dan maʼlumotnoma", "maʼlumotnoma", 1),
    ]  # fmt: skip
    title, genre, popularity = chance.choice(shapes)
    year = max(_year(chance), 1996)
    return Book(
        title, _name(chance), "", genre, audience, udc, bbk + "я721" if "darslik" in genre else bbk, chance.randrange(96, 320, 16), year,
        "uzb", "latn", chance.choice(("Oʻqituvchi", "Sharq", "Respublika taʼlim markazi", "Maʼnaviyat")), "Toshkent", subject,
        edition=f"{chance.randint(2, 6)}-nashr" if chance.random() < 0.4 else "", popularity=popularity,
    )  # fmt: skip


def _handbook(chance: random.Random) -> Book:
    _, name, udc, bbk, subject = chance.choice(words.CRAFTS).split("|")
    title = chance.choice(words.CRAFT_TITLES).format(C=name, c=name[0].lower() + name[1:])
    return Book(
        title, _name(chance), "", chance.choice(("qoʻllanma", "amaliy qoʻllanma", "ilmiy-ommabop nashr")), "adults", udc, bbk,
        chance.randrange(64, 256, 16), _year(chance), "uzb", "latn", _publisher(chance), "Toshkent", subject,
    )  # fmt: skip


def _local(chance: random.Random) -> Book:
    shape, udc, bbk, subject = chance.choice(words.PLACE_TITLES)
    place = chance.choice(words.PLACES)
    return Book(
        shape.format(P=place), _name(chance), "", chance.choice(("ocherklar", "ilmiy-ommabop nashr", "xotiralar")), "adults", udc, bbk,
        chance.randrange(80, 288, 16), _year(chance), "uzb", "latn", _publisher(chance),
        "Andijon" if chance.random() < 0.4 else "Toshkent", subject,
    )  # fmt: skip


def _story(chance: random.Random) -> Book:
    genre, udc, _ = chance.choices(words.GENRES, [weight for *_, weight in words.GENRES])[0]
    return Book(
        f"{chance.choice(words.FIRST_HALVES)} {chance.choice(words.SECOND_HALVES)}", _name(chance, women=0.45), "", genre, "adults", udc,
        "84(5Oʻ)6", chance.randrange(64, 384, 16), _year(chance), "uzb", "latn", _publisher(chance), "Toshkent",
        _subject_of(genre, udc), popularity=2,
    )  # fmt: skip


def _for_children(chance: random.Random) -> Book:
    if chance.random() < 0.4:
        title, udc, bbk, subject = chance.choice(words.CHILD_SCIENCE).split("|")
        genre = "bolalar uchun bilim kitobi"
    else:
        title = chance.choice(words.CHILD_TITLES).format(H=chance.choice(words.CHILD_HEROES))
        udc, bbk, genre = "821.512.133-93", "84(5Oʻ)6", chance.choice(("ertak", "hikoyalar", "sheʼriy ertak"))
        subject = next((tile for mark, tile in words.CHILD_TILES.items() if mark in title), "Hayvonlar")
    return Book(
        title, _name(chance, women=0.5), "", genre, "children", udc, bbk, chance.randrange(16, 96, 8), max(_year(chance), 1985), "uzb", "latn",
        chance.choice(("Choʻlpon", "Yangi asr avlodi", "Gʻafur Gʻulom nomidagi nashriyot", "Akademnashr")), "Toshkent", subject, popularity=3,
    )  # fmt: skip


def _russian(chance: random.Random) -> Book:
    topic, udc, bbk, subject = chance.choice(words.RUSSIAN_TOPICS).split("|")
    return Book(
        chance.choice(words.RUSSIAN_TITLES).format(T=topic), chance.choice(words.RUSSIAN_NAMES), "", "справочное издание", "adults", udc, bbk,
        chance.randrange(96, 416, 16), 1962 + int(45 * chance.random()), "rus", "cyrl", chance.choice(("Просвещение", "Наука", "Мехнат", "Укитувчи")),
        chance.choice(("Москва", "Ташкент")), subject, edition=f"{chance.randint(2, 5)}-е изд." if chance.random() < 0.3 else "",
    )  # fmt: skip


def _name(chance: random.Random, women: float = 0.3) -> str:
    surname = chance.choice(words.SURNAMES)
    if chance.random() < women:
        return f"{surname}a, {chance.choice(words.WOMEN)}"
    return f"{surname}, {chance.choice(words.MEN)}"


def _publisher(chance: random.Random) -> str:
    return chance.choices([name for name, _ in words.PUBLISHERS], [weight for _, weight in words.PUBLISHERS])[
        0
    ]


def _subject_of(genre: str, udc: str) -> str:
    if udc.startswith("398"):
        return "Xalq ogʻzaki ijodi"
    if genre in {"sheʼrlar", "doston"}:
        return "Oʻzbek sheʼriyati"
    if genre in {"komediya", "drama", "tragediya"}:
        return "Dramaturgiya"
    if udc.startswith("821.512.133-93"):
        return "Bolalar adabiyoti"
    if udc.startswith("821"):
        return "Oʻzbek nasri"
    return {
        "9": "Oʻzbekiston tarixi",
        "1": "Axloq",
        "0": "Ensiklopediyalar",
        "5": "Tabiiy fanlar",
        "6": "Tibbiyot",
        "3": "Huquq",
    }.get(udc[0], "Tilshunoslik")


def _isbn(chance: random.Random, book: Book) -> str:
    prefix = {"uzb": "9789943", "rus": "9785", "eng": "9780"}[book.language]
    twelve = prefix + "".join(str(chance.randrange(10)) for _ in range(12 - len(prefix)))
    return twelve + str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve)) % 10)


def records(*, scale: float, seed: int, today: date) -> Iterator[Record]:
    """`TITLES_PER_SCALE` × `scale` records, each with its copies in 952 fields."""
    chance = random.Random(seed)
    wanted = max(1, round(TITLES_PER_SCALE * scale))
    inventory = 0
    made = 0
    for source in (_classics(chance), _ordinary(chance)):
        for book in source:
            if made == wanted:
                return
            made += 1
            copies = _copies(chance, book)
            yield _record(chance, book, number=made, inventory=inventory, copies=copies, today=today)
            inventory += copies


def _copies(chance: random.Random, book: Book) -> int:
    """About 2.5 on average: one for an old handbook, a dozen for a textbook."""
    return max(1, round(chance.expovariate(1 / (0.75 * book.popularity + 0.9))))


def _record(
    chance: random.Random, book: Book, *, number: int, inventory: int, copies: int, today: date
) -> Record:
    given = book.author.partition(", ")[2]
    surname = book.author.partition(", ")[0]
    responsible = f"{given} {surname}".strip() if given else surname
    responsible = re.sub(r"(?<=\b\w\.) (?=\w\.)", "", responsible)  # «L.N. Tolstoy», as ISBD writes initials
    cyrillic_uzbek = book.language == "uzb" and book.script == "cyrl"
    say = uzbek.to_cyrillic if cyrillic_uzbek else (lambda text: text)
    country = {"uzb": "uz ", "rus": "ru ", "eng": "enk"}[book.language]
    audience = {"children": "j", "teens": "d", "adults": "e"}[book.audience]
    literary = "1" if book.udc.startswith("821") else "0"
    added = _added_on(chance, book, today)
    fields = [
        Field("001", value=f"DEMO{number:06d}"),
        Field("003", value="UzQTAKM"),
        Field("005", value=f"{added:%Y%m%d}090000.0"),
        Field(
            "008",
            value=f"{added:%y%m%d}s{book.year:04d}    {country}    {audience}      000 {literary} {book.language} d",
        ),
    ]

    def add(tag: str, indicators: str, *pairs: tuple[str, str]) -> None:
        fields.append(Field(tag, indicators[0], indicators[1], [pair for pair in pairs if pair[1]]))

    if book.year >= 1992 and chance.random() < 0.88:
        add("020", "  ", ("a", _isbn(chance, book)))
    add("040", "  ", ("a", "UzQTAKM"), ("b", "uzb"))
    if book.original[0]:
        add("041", "1 ", ("a", book.language), ("h", book.original[0]))
    add("080", "  ", ("a", book.udc))
    add("084", "  ", ("a", say(book.bbk) if cyrillic_uzbek else book.bbk), ("2", "rubbk"))
    mark = f"{(surname or book.title)[0].upper()}-{10 + (sum(map(ord, surname or book.title)) % 90)}"
    if book.author:
        add(
            "100",
            ("1" if ", " in book.author else "0") + " ",
            ("a", book.author),
            ("d", book.dates),
            ("4", "aut"),
        )
    if book.original[2]:
        add("240", "10", ("a", book.original[2]), ("l", say("Oʻzbekcha")))
    article = next((len(word) for word in ("The ", "An ", "A ") if book.title.startswith(word)), 0)
    add(
        "245",
        f"{1 if book.author else 0}{article if book.language == 'eng' else 0}",
        ("a", f"{book.title} :"),
        ("b", f"{book.genre} /" if responsible else f"{book.genre}."),
        ("c", f"{responsible}." if responsible else ""),
    )
    if book.edition:
        add("250", "  ", ("a", f"{say(book.edition)}."))
    add("264", " 1", ("a", f"{book.place} :"), ("b", f"{book.publisher},"), ("c", f"{book.year}."))
    pages = {"rus": "с.", "eng": "p."}.get(book.language, say("bet"))
    add("300", "  ", ("a", f"{book.pages} {pages}"))
    add("336", "  ", ("a", "txt"), ("2", "rdacontent"))
    if book.annotation:
        add("520", "  ", ("a", book.annotation))
    if book.audience == "children":
        add("521", "  ", ("a", "6+"))
    if cyrillic_uzbek or book.language == "uzb":
        add("546", "  ", ("b", say("kirill yozuvi") if book.script == "cyrl" else "lotin yozuvi"))
    if literary == "1" and book.original[1]:
        add("700", "1 ", ("a", book.original[1]), ("4", "ant"))
    add("650", " 7", ("a", book.subject), ("2", "uzlocal"))
    add("655", " 7", ("a", book.genre[0].upper() + book.genre[1:]), ("2", "uzlocal"))
    fields += [_copy(chance, book, mark, inventory + place + 1, added) for place in range(copies)]
    return Record("     nam a22      i 4500", fields)


def _added_on(chance: random.Random, book: Book, today: date) -> date:
    """When the library got it: soon after its year, a few dozen books within the last month."""
    if book.edition == REISSUE and chance.random() < 0.3:
        # A library buys the classics again and again: they stand among the newest on the home page.
        return today - timedelta(days=int(20 * chance.random() ** 2))
    if book.year >= today.year - 1:
        return today - timedelta(days=5 + int(295 * chance.random() ** 1.5))
    first = date(max(book.year, 1965), chance.randint(1, 12), chance.randint(1, 28))
    return min(first + timedelta(days=chance.randint(30, 900)), today - timedelta(days=310))


def _copy(chance: random.Random, book: Book, mark: str, inventory: int, added: date) -> Field:
    if book.audience == "children":
        point, shelf = chance.choices(("BOLALAR", "KOCHMA"), (9, 1))[0], f"{chance.randint(1, 8)}-javon"
    elif book.genre in {"lugʻat", "ensiklopediya", "maʼlumotnoma"} or chance.random() < 0.12:
        point, shelf = "OQUVZAL", f"{chance.randint(1, 12)}-javon"
    else:
        point, shelf = (
            chance.choices(("ABONEMENT", "FOND", "KOCHMA"), (16, 3, 1))[0],
            f"{chance.randint(1, 20)}-javon",
        )
    price = 5_000 + 1_000 * chance.randint(0, 70) if book.year > 2005 else chance.randint(2, 900)
    pairs = [
        ("7", "1" if point == "OQUVZAL" else "0"), ("b", point), ("c", shelf), ("d", added.isoformat()), ("g", f"{price}.00"),
        ("i", str(inventory)), ("o", f"{book.bbk} {mark}"), ("y", "KITOB"),
    ]  # fmt: skip
    return Field("952", " ", " ", pairs)
