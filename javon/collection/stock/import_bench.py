"""Made-up records in ISO 2709, as much like a real catalogue as an import's speed can tell: for `javon bench`."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from javon.collection.sources.record import Field, Record
from javon.collection.sources.write import iso2709
from javon.collection.stock.search_bench import isbn_of, some, vocabulary
from javon.core.uzbek import to_cyrillic

_PLACES = ("Toshkent", "Samarqand", "Buxoro", "Urganch", "Namangan")
_BRANCHES = ("AB", "OZ", "BO", "KX")


def write_file(path: Path, records: int, *, seed: int = 11, first: int = 1) -> None:
    """Write `records` records, numbered from `first`, to `path`."""
    with path.open("wb") as file:
        for record in made_up_records(records, seed=seed, first=first):
            file.write(iso2709(record))


def made_up_records(records: int, *, seed: int = 11, first: int = 1) -> Iterator[Record]:
    """About a thousand bytes each: names and subjects that come again, a third in Cyrillic, 1.8 copies, notes."""
    rng = random.Random(seed)
    latin = vocabulary(rng, 30_000)
    cyrillic = [to_cyrillic(word) for word in latin]
    people = [(rng.choice(latin[:6000]), rng.choice(latin[:1500])) for _ in range(max(50, records // 4))]
    topics = [" ".join(some(rng, latin, rng.choice((1, 2)))) for _ in range(2000)]
    publishers = [word.capitalize() for word in latin[:300]]
    for number in range(first, first + records):
        words = cyrillic if rng.random() < 0.33 else latin
        family, given = people[int(len(people) * rng.random() ** 2)]
        name = f"{family.capitalize()}, {given.capitalize()}"
        year = 2026 - int(70 * rng.random() ** 2)
        fields = [
            Field("001", value=f"BN{number:09d}"),
            Field("003", value="UzBench"),
            Field("008", value=f"230608s{year}    uz     {rng.choice('j    ')}      000 1 uzb d"),
        ]
        if rng.random() < 0.7:
            fields.append(Field("020", subfields=[("a", isbn_of(number)), ("c", "45 000")]))
        fields += [
            Field("040", subfields=[("a", "UzBench"), ("b", "uzb")]),
            Field("080", subfields=[("a", rng.choice(("821.512.133", "94(575.1)", "53", "61", "37")))]),
            Field("100", "1", " ", [("a", name), ("e", "muallif")]),
            Field("245", "1", "0", [
                ("a", " ".join(some(rng, words, rng.randint(2, 5))).capitalize() + " :"),
                ("b", " ".join(some(rng, words, rng.randint(1, 4))) + " /"), ("c", f"{given} {family}."),
            ]),
            Field("264", " ", "1", [
                ("a", rng.choice(_PLACES) + " :"), ("b", rng.choice(publishers) + ","), ("c", f"{year}."),
            ]),
            Field("300", subfields=[("a", f"{rng.randint(40, 700)} b. ;"), ("c", "21 sm.")]),
            Field("520", subfields=[("a", " ".join(some(rng, words, rng.randint(8, 30))).capitalize() + ".")]),
        ]  # fmt: skip
        fields += [
            Field("650", " ", "7", [("a", topics[int(len(topics) * rng.random() ** 2)])])
            for _ in range(rng.randint(1, 3))
        ]
        fields += [
            Field("952", subfields=[
                ("b", rng.choice(_BRANCHES)), ("c", "stack"), ("d", f"2019-{rng.randint(1, 12):02d}-15"),
                ("g", "45000.00"), ("i", f"B{number:08d}{copy}"), ("o", "84(5O)"), ("p", f"P{number:08d}{copy}"),
            ])
            for copy in range(rng.choice((0, 1, 1, 2, 2, 5)))
        ]  # fmt: skip
        yield Record(fields=fields)
