"""Made-up records in ISO 2709, as much like a real catalogue as an import's speed can tell, and the memory of the
process that imports them: for `javon bench`.
"""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from javon.collection.sources.record import Field, Record
from javon.collection.sources.write import iso2709
from javon.collection.stock.search_bench import isbn_of, some, vocabulary
from javon.core.uzbek import to_cyrillic

_PLACES = ("Toshkent", "Samarqand", "Buxoro", "Urganch", "Namangan")
_BRANCHES = ("AB", "OZ", "BO", "KX")
_SECONDS_BETWEEN_LOOKS = 0.05
_LOOKS_PER_SUM = 10


@dataclass(slots=True)
class Memory:
    """The most that a process, the largest of those it started, and all of them at one moment had in memory, in MB.

    Mapped files count, and what two processes share counts for both, as the system's own lists show it; `once` is the
    sum with what they share counted once, which is what the machine has to have.
    """

    own: float = 0
    helper: float = 0
    together: float = 0
    once: float = 0
    looks: int = 0

    def __bool__(self) -> bool:
        return bool(self.together)

    def __str__(self) -> str:
        return (
            f"{self.own:.0f} MB itself, {self.helper:.0f} MB its reader, {self.together:.0f} MB together, "
            f"{self.once:.0f} MB with what they share counted once"
        )

    def look(self, process: int) -> None:
        """Add what there is to see now; an ended process shows nothing."""
        own, started = _status(process), _started_by(process)
        helpers = [_status(helper) for helper in started]
        # The first is the system's own record and misses nothing between two looks; a sum has no such record.
        self.own = max(self.own, own[0])
        self.helper = max(self.helper, *(peak for peak, _now in helpers), 0)
        self.together = max(self.together, own[1] + sum(now for _peak, now in helpers))
        self.looks += 1
        if self.looks % _LOOKS_PER_SUM == 1:  # the system walks over every page for this sum
            self.once = max(self.once, sum(_share(one) for one in (process, *started)))


@contextmanager
def watched(process: int) -> Iterator[Memory]:
    """The memory of a running process until the block ends; all zero where the system does not tell (only Linux does)."""
    memory, stop = Memory(), threading.Event()

    def watch() -> None:
        while not stop.wait(_SECONDS_BETWEEN_LOOKS):
            memory.look(process)

    watching = threading.Thread(target=watch, name="memory-watch", daemon=True)
    watching.start()
    try:
        yield memory
    finally:
        stop.set()
        watching.join()


def _status(process: int) -> tuple[float, float]:
    """MB in memory: the most so far, and now."""
    with suppress(OSError):
        said = dict(re.findall(r"(\w+):\s+(\d+) kB", Path(f"/proc/{process}/status").read_text()))
        return int(said.get("VmHWM", 0)) / 1024, int(said.get("VmRSS", 0)) / 1024
    return 0, 0


def _share(process: int) -> float:
    """MB in memory now, each page shared with others counted in equal parts."""
    with suppress(OSError):
        said = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE)
        return int(said[1]) / 1024 if said else 0
    return 0


def _started_by(process: int) -> list[int]:
    with suppress(OSError):
        lists = Path(f"/proc/{process}/task").glob("*/children")
        return [int(child) for one in lists for child in one.read_text().split()]
    return []


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
