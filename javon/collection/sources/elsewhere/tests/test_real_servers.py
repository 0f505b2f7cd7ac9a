"""Against servers that others wrote: YAZ's test server and Zebra, over both protocols."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from javon.collection.sources import write
from javon.collection.sources.elsewhere import (
    Address,
    By,
    Protocol,
    Question,
    Term,
    Trouble,
    Unanswered,
    ask,
)
from javon.collection.sources.elsewhere.tests.servers import a_free_port, at, running
from javon.collection.sources.elsewhere.tests.test_z3950 import BOOK
from javon.collection.sources.record import Field, Record

COMPUTER = Question((Term(By.TITLE, "computer science"),))


@pytest.fixture(scope="module")
def ztest() -> Iterator[int]:
    port = a_free_port()
    with running(["yaz-ztest", f"tcp:127.0.0.1:{port}"], port):
        yield port


def test_yaz_sends_marc_over_z3950(ztest: int) -> None:
    answer = ask(at(ztest), COMPUTER)
    assert answer.hits > 0 and answer.records and not answer.unread
    assert answer.records[0].first("245", "a") == "How to program a computer"


def test_yaz_cannot_send_xml_and_is_asked_for_marc(ztest: int) -> None:
    assert ask(at(ztest, syntax="xml"), COMPUTER).records[0].first("245", "a") == "How to program a computer"


def test_yaz_sends_texts_that_are_no_records_and_is_asked_for_marc(ztest: int) -> None:
    answer = ask(at(ztest, syntax="sutrs"), COMPUTER)
    assert answer.unread and set(answer.unread) == {"syntax_not_supported"}


def test_yaz_answers_over_sru(ztest: int) -> None:
    address = Address(Protocol.SRU, f"http://127.0.0.1:{ztest}/Default", syntax="marcxml")
    answer = ask(address, COMPUTER)
    assert answer.records[0].first("245", "a") == "How to program a computer"


def test_yaz_says_which_database_it_does_not_have(ztest: int) -> None:
    with pytest.raises(Unanswered) as trouble:
        ask(at(ztest, database="nobody"), COMPUTER)
    assert (trouble.value.code, trouble.value.details["number"]) == (Trouble.NO_DATABASE, 109)


# --- Zebra


BOOKS = [
    BOOK,
    Record(
        "00000nam a2200000 i 4500",
        [
            Field("001", value="18"),
            Field("008", value="740101s1974    ru            000 1 rus d"),
            Field("020", " ", " ", [("a", "9789943000001")]),
            Field("100", "1", " ", [("a", "Aytmatov, Chingiz")]),
            Field("245", "1", "0", [("a", "Oq kema")]),
            Field("500", " ", " ", [("a", "Asl nomi: Белый пароход")]),
        ],
    ),
]
SETTINGS = """\
profilePath: {home}/tab:/usr/share/idzebra-2.0/tab
modulePath: /usr/lib/{machine}/idzebra-2.0/modules
attset: bib1.att
attset: explain.att
recordType: grs.marcxml.marc21
encoding: utf-8
storeData: 1
storeKeys: 1
register: {home}/register:100M
lockDir: {home}
"""


# Zebra's own example, which it calls fairly simple, knows no ISBN.
RULES = """\
name marc21
attset bib1.att
esetname F @
esetname B @
marc usmarc.mar
xpath disable
all any
melm 020$a ISBN
melm 100 author
melm 245 title
"""


@pytest.fixture(scope="module")
def zebra(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    if not (shutil.which("zebraidx") and shutil.which("zebrasrv")):
        pytest.skip("Zebra is not installed")
    home = tmp_path_factory.mktemp("zebra")
    (home / "register").mkdir()
    (home / "records").mkdir()
    (home / "tab").mkdir()
    (home / "tab" / "marc21.abs").write_text(RULES, "utf-8")
    modules = next(iter(Path("/usr/lib").glob("*/idzebra-2.0/modules")), None)
    if modules is None:
        pytest.skip("Zebra has no modules here")
    settings = home / "zebra.cfg"
    settings.write_text(SETTINGS.format(machine=modules.parts[3], home=home), "utf-8")
    (home / "records" / "books.mrc").write_bytes(b"".join(map(write.iso2709, BOOKS)))
    for verb in (["init"], ["update", str(home / "records")], ["commit"]):
        subprocess.run(["zebraidx", "-c", str(settings), *verb], check=True, capture_output=True, timeout=60)
    port = a_free_port()
    with running(["zebrasrv", "-c", str(settings), "-w", str(home), f"tcp:127.0.0.1:{port}"], port):
        yield port


@pytest.mark.parametrize(
    "question, title",
    [
        (Question((Term(By.ISBN, "9789943000001"),)), "Oq kema"),
        (Question((Term(By.TITLE, "oq kema"), Term(By.AUTHOR, "aytmatov"))), "Oq kema"),
        (Question((Term(By.TITLE, "kunlar"),)), "Oʻtkan kunlar"),
        (Question((Term(By.TITLE, "nothing"), Term(By.AUTHOR, "Qodiriy")), any_of=True), "Oʻtkan kunlar"),
        (Question((Term(By.ANY, "Qodiriy"),)), "Oʻtkan kunlar"),
    ],
)
def test_zebra_finds_by_every_index(zebra: int, question: Question, title: str) -> None:
    (found,) = ask(at(zebra), question).records
    assert found.first("245", "a") == title


def test_letters_of_every_script_survive_the_way(zebra: int) -> None:
    (found,) = ask(at(zebra), Question((Term(By.ISBN, "9789943000001"),))).records
    assert found.first("500", "a") == "Asl nomi: Белый пароход"


def test_zebra_finds_nothing_where_both_are_wanted(zebra: int) -> None:
    question = Question((Term(By.TITLE, "kunlar"), Term(By.AUTHOR, "aytmatov")))
    answer = ask(at(zebra), question)
    assert (answer.hits, answer.records) == (0, [])


@pytest.mark.parametrize(
    "more, code, number",
    [
        ({"database": "nobody"}, Trouble.NO_DATABASE, 109),
        ({"indexes": {By.TITLE: "6789"}}, Trouble.QUESTION_NOT_SUPPORTED, 114),
    ],
)
def test_zebra_says_what_it_cannot(zebra: int, more: dict, code: Trouble, number: int) -> None:
    with pytest.raises(Unanswered) as trouble:
        ask(at(zebra, **more), Question((Term(By.TITLE, "kunlar"),)))
    assert (trouble.value.code, trouble.value.details["number"]) == (code, number)
