from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from javon.core.search import question as q
from javon.core.search.index import (
    DocumentRefused,
    Index,
    IndexDamaged,
    IndexMissing,
    IndexOutdated,
    digest_of,
)
from javon.core.search.lease import IndexBusy
from javon.core.search.schema import Field, Kind, Schema

SCHEMA = Schema(
    "books",
    1,
    (
        Field("title", Kind.TEXT),
        Field("notes", Kind.WORDS),
        Field("code", Kind.KEYWORD),
        Field("language", Kind.FACET),
        Field("year", Kind.NUMBER),
        Field("by_title", Kind.ORDER),
        Field("weight", Kind.WEIGHT),
        Field("shown", Kind.STORED),
    ),
)


def a_document(number: int, title: str = "oq kema", **given: object) -> dict[str, object]:
    return {"id": f"{number:032x}", "version": 1, "title": title, **given}


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(tmp_path / "index", SCHEMA)


def fill(index: Index, *documents: dict[str, object]) -> None:
    with index.writing() as writer:
        for document in documents:
            writer.replace(document)
        writer.commit()


def ids(index: Index, question: q.Question, **options: object) -> list[int]:
    snapshot = index.snapshot()
    hits = snapshot.search(question, limit=50, **options).hits
    return [int(snapshot.stored(hit)["id"][0], 16) for hit in hits]


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        (q.Everything(), {1, 2, 3}),
        (q.Nothing(), set()),
        (q.Word("title", "kema"), {1, 2}),
        (q.Phrase("title", ("oq", "kema")), {1}),
        (q.Phrase("title", ("kema",)), {1, 2}),
        (q.AllOf((q.Word("title", "oq"), q.Word("title", "kema"))), {1, 2}),
        (q.AllOf(()), {1, 2, 3}),
        (q.AnyOf((q.Word("title", "tong"), q.Word("notes", "dengiz"))), {1, 3}),
        (q.AnyOf(()), set()),
        (q.Without(q.Everything(), (q.Word("title", "oq"),)), {3}),
        (q.Near("title", "keam", 1), {1, 2}),
        (q.Near("title", "kamo", 1), set()),
        (q.Word("year", 1970), {1}),
        (q.Word("year", -5), set()),
        (q.Between("year", 1960, 1980), {1, 2}),
        (q.Between("year", None, 1965), {2}),
        (q.Between("year", 1990, None), {3}),
        (q.Between("year", 1990, 1900), set()),
        (q.Between("year", None, None), {1, 2, 3}),
        (q.OneOf("language", ("uzb", "rus")), {1, 2, 3}),
        (q.OneOf("language", ("rus",)), {3}),
        (q.Word("code", "978"), {2}),
        (q.Word("id", f"{2:032x}"), {2}),
        (q.Word("title", "\ud800"), set()),
    ],
)
def test_every_form_of_question(index: Index, question: q.Question, answers: set[int]) -> None:
    fill(
        index,
        a_document(1, "oq kema", year=1970, language="uzb", notes="dengiz"),
        a_document(2, "kema oq", year=1960, language=["uzb", "eng"], code="978"),
        a_document(3, "tong", year=1999, language="rus"),
    )
    assert set(ids(index, question)) == answers
    assert index.snapshot().count(question) == len(answers)


def test_facets_are_counted_and_orders_hold(index: Index) -> None:
    fill(
        index,
        a_document(1, by_title="b", year=1970, language=["uzb", "rus"]),
        a_document(2, by_title="a", year=1960, language="uzb"),
        a_document(3, by_title="c"),
    )
    counts = index.snapshot().facets(q.Everything(), {"language": 10, "year": 10})
    assert counts["language"] == [("uzb", 2), ("rus", 1)]
    assert dict(counts["year"]) == {"1960": 1, "1970": 1}
    assert ids(index, q.Everything(), order_by="by_title") == [2, 1, 3]
    assert ids(index, q.Everything(), order_by="year") == [2, 1, 3]  # what has no year stands last, both ways
    assert ids(index, q.Everything(), order_by="year", descending=True) == [1, 2, 3]


def test_a_weight_orders_equals_and_points_make_steps(index: Index) -> None:
    fill(
        index,
        a_document(1, weight=0.001),
        a_document(2, weight=0.02),
        a_document(3, "oq kema oqar", weight=0.02),
    )
    step = q.Lifted(q.Worth(q.Word("title", "kema"), 1.0), (q.Worth(q.Word("title", "oqar"), 100.0),))
    assert ids(index, step, weight="weight") == [3, 2, 1]


def test_paging_through_equals_shows_each_once(index: Index) -> None:
    fill(index, *(a_document(number) for number in range(200)))
    seen: list[int] = []
    snapshot = index.snapshot()
    for offset in range(0, 200, 7):
        hits = snapshot.search(q.Word("title", "kema"), limit=7, offset=offset).hits
        seen += [int(snapshot.stored(hit)["id"][0], 16) for hit in hits]
    assert sorted(seen) == list(range(200))


def test_replacing_twice_is_replacing_once(index: Index) -> None:
    fill(index, a_document(1, "bir"))
    fill(index, a_document(1, "ikki"), a_document(1, "uch"))
    fill(index, a_document(1, "uch"))
    assert index.snapshot().size == 1
    assert ids(index, q.Word("title", "uch")) == [1]
    assert ids(index, q.Word("title", "bir")) == []


@pytest.mark.parametrize(
    "wrong",
    [{"year": "1970"}, {"year": -1}, {"year": 1 << 64}, {"year": True}, {"title": 5}, {"weight": "much"}],
)
def test_a_document_that_does_not_fit_is_refused_and_harms_nothing(
    index: Index, wrong: dict[str, object]
) -> None:
    with index.writing() as writer:
        with pytest.raises(DocumentRefused):
            writer.replace(a_document(1, **wrong))
        writer.replace(a_document(2))
        writer.commit()
    assert index.snapshot().size == 1


def test_hostile_text_is_kept_as_well_as_can_be(index: Index) -> None:
    fill(
        index,
        a_document(1, "yarim \ud800 harf", shown="\ud800\x00", by_title="z" * 100_000, code="k" * 100_000),
    )
    assert ids(index, q.Word("title", "harf")) == [1]


def test_what_is_not_committed_is_forgotten(index: Index) -> None:
    fill(index, a_document(1))
    with index.writing() as writer:
        writer.replace(a_document(2))
    assert index.snapshot().size == 1


def test_a_snapshot_does_not_change_and_the_next_one_does(index: Index) -> None:
    fill(index, a_document(1))
    before = index.snapshot()
    assert index.snapshot() is before
    fill(index, a_document(2))
    after = index.snapshot()
    assert (before.size, after.size) == (1, 2)
    assert before.generation != after.generation


def test_an_index_that_is_not_there_says_so(index: Index) -> None:
    assert index.state() == "missing"
    with pytest.raises(IndexMissing):
        index.snapshot()


def test_an_index_of_another_schema_is_rebuilt_never_patched(index: Index) -> None:
    fill(index, a_document(1))
    newer = Index(index.root, Schema("books", 2, SCHEMA.fields))
    assert newer.state() == "outdated"
    with pytest.raises(IndexOutdated), newer.writing():
        pass
    with newer.rebuilding() as writer:
        writer.add(a_document(2))
    assert newer.state() == "ready"
    assert index.state() == "outdated"


@pytest.mark.parametrize("harm", ["meta", "segment", "cut", "folder"])
def test_a_damaged_index_says_so_and_a_rebuild_heals_it(index: Index, harm: str) -> None:
    fill(index, *(a_document(number) for number in range(50)))
    folder = index.current
    assert folder is not None
    match harm:
        case "meta":
            (folder / "meta.json").write_text("{")
        case "segment":
            for path in folder.glob("*.term"):
                path.unlink()
        case "cut":
            for path in folder.glob("*.idx"):
                path.write_bytes(path.read_bytes()[:10])
        case "folder":
            (index.root / "current").write_text("g000099-" + SCHEMA.fingerprint)
    fresh = Index(index.root, SCHEMA)
    assert fresh.state() == "damaged"
    with pytest.raises(IndexDamaged):
        fresh.snapshot()
    with fresh.rebuilding() as writer:
        writer.add(a_document(1))
    assert fresh.state() == "ready"
    assert fresh.snapshot().size == 1


def test_a_rebuild_that_fails_leaves_the_old_index_in_use(index: Index) -> None:
    fill(index, a_document(1))
    with pytest.raises(ZeroDivisionError), index.rebuilding() as writer:
        writer.add(a_document(2))
        raise ZeroDivisionError
    assert ids(index, q.Everything()) == [1]
    assert len([path for path in index.root.iterdir() if path.is_dir()]) == 1


def test_readers_go_on_while_the_index_is_rebuilt(index: Index) -> None:
    fill(index, a_document(1))
    reader = Index(index.root, SCHEMA)
    held = reader.snapshot()
    with index.rebuilding() as writer:
        writer.add(a_document(2))
        writer.add(a_document(3))
        assert reader.snapshot().size == 1
    assert held.size == 1
    assert sorted(ids(reader, q.Everything())) == [2, 3]


def test_two_writers_never_write_at_once(index: Index) -> None:
    other = Index(index.root, SCHEMA)
    with index.writing():
        with pytest.raises(IndexBusy, match="another process is writing"), other.writing():
            pass
        with pytest.raises(IndexBusy), other.rebuilding():
            pass
    with other.writing():
        pass


def test_stamps_tell_each_living_document_once(index: Index) -> None:
    first, second = a_document(1), a_document(2, version=7)
    fill(index, first, a_document(2), second)
    stamps = sorted(index.snapshot().stamps(""))
    assert stamps == [(first["id"], 1, digest_of(first), 1), (second["id"], 7, digest_of(second), 1)]


def _write_in_another_process(root: str, ready: object, go: object) -> None:
    index = Index(Path(root), SCHEMA)
    with index.writing() as writer:
        ready.set()  # type: ignore[attr-defined]
        go.wait(20)  # type: ignore[attr-defined]
        writer.replace(a_document(2))
        writer.commit()


def test_a_commit_of_another_process_is_seen(index: Index) -> None:
    fill(index, a_document(1))
    assert index.snapshot().size == 1
    spawn = multiprocessing.get_context("spawn")
    ready, go = spawn.Event(), spawn.Event()
    other = spawn.Process(target=_write_in_another_process, args=(str(index.root), ready, go))
    other.start()
    try:
        assert ready.wait(60)
        with pytest.raises(IndexBusy), index.writing():
            pass
        go.set()
        other.join(60)
        assert index.snapshot().size == 2
    finally:
        other.kill()


def test_a_writer_that_is_killed_frees_the_lease_and_leaves_the_last_commit(index: Index) -> None:
    fill(index, a_document(1))
    spawn = multiprocessing.get_context("spawn")
    ready, never = spawn.Event(), spawn.Event()
    other = spawn.Process(target=_write_in_another_process, args=(str(index.root), ready, never))
    other.start()
    assert ready.wait(60)
    other.kill()
    other.join(60)
    fill(index, a_document(3))
    assert sorted(ids(index, q.Everything())) == [1, 3]


def test_the_first_document_replaced_after_a_broken_off_merge_stands_there_once(tmp_path: Path) -> None:
    """The first operation of a session has the number of the commit before it, and merges go by these numbers."""
    for turn in range(5):
        index = Index(tmp_path / f"index{turn}", SCHEMA)
        documents = [a_document(number) for number in range(96)]
        with index.writing(finish_merging=False) as writer:  # its last merge is never ended, as if killed
            for place in range(8):
                for document in documents[place::8]:
                    writer.add(document)
                if place == 7:
                    writer.delete(str(documents[8]["id"]))
                writer.commit()
        fill(index, documents[0], documents[8])
        assert index.snapshot().size == len(documents)
