from __future__ import annotations

from pathlib import Path

from javon.collection.stock import search_bench


def test_the_bench_asks_every_kind_of_question_and_cleans_up(tmp_path: Path) -> None:
    said: list[str] = []
    lines = search_bench.run(400, tmp_path, say=said.append)
    kinds = [line.kind for line in lines]
    assert kinds[: len(search_bench.KINDS)] == list(search_bench.KINDS)
    assert all(line.questions for line in lines)
    assert "load of the machine" in "".join(said)
    assert not any(tmp_path.iterdir())
