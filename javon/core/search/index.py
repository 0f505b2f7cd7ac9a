"""The index itself: one folder of the home, read by every process, written by the one that holds the lease.

Inside the folder a small file, ``current``, names the sub-folder in use, so that a rebuilt index takes the
old one's place in one step while readers go on. No type of the engine (tantivy) leaves this file.
"""

from __future__ import annotations

import hashlib
import json
import marshal
import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy

from javon.core.search import question as q
from javon.core.search.lease import is_wanted, lease
from javon.core.search.memory import keep_few_resident
from javon.core.search.schema import Kind, Schema

# Field name -> value, or list of values; "id" (a string) and "version" (a number) are in every document.
Document = Mapping[str, Any]

_TOKENIZER = "folded"
_HEAP = 32 * 1024 * 1024  # bytes per writing thread before a segment is put on disk
_TEXTS = frozenset({Kind.TEXT, Kind.WORDS, Kind.KEYWORD, Kind.FACET, Kind.ORDER})
_LONGEST_TERM = 8000
_FOLDER = re.compile(r"g(\d+)-([0-9a-f]{12})")


class IndexMissing(Exception):
    """There is no index yet: it must be built from the database."""


class IndexOutdated(Exception):
    """The index was built with another schema: it must be rebuilt from the database."""


class IndexDamaged(Exception):
    """The files of the index cannot be read: it must be rebuilt from the database."""


# Why a question cannot be asked at all; whoever asks catches the three together.
INDEX_TROUBLE = (IndexMissing, IndexOutdated, IndexDamaged)


class DocumentRefused(Exception):
    """A document does not fit the schema; nothing of it was written."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One document found. `address` means something only to the snapshot that gave it."""

    points: float | int | str
    address: Any


@dataclass(frozen=True, slots=True)
class Hits:
    """How many documents answer, and the asked-for stretch of them in order."""

    count: int
    hits: tuple[Hit, ...]


class Snapshot:
    """The index as it stood after one commit; it does not change while it is held."""

    def __init__(self, schema: Schema, engine: Any, engine_schema: Any, generation: str) -> None:
        self.schema = schema
        self.generation = generation
        self._engine = engine
        self._translate = _Translation(schema, engine_schema)

    @property
    def size(self) -> int:
        """How many documents there are."""
        return int(self._engine.num_docs)

    @property
    def segments(self) -> int:
        """Of how many pieces the index consists; the engine merges them behind the changes."""
        return int(self._engine.num_segments)

    def search(
        self,
        question: q.Question,
        *,
        limit: int,
        offset: int = 0,
        order_by: str = "",
        descending: bool = False,
        weight: str = "",
    ) -> Hits:
        """The best answers, or the first ones by a field of kind ORDER or NUMBER.

        `weight` names a WEIGHT field w: points are multiplied by log2(2 + w). Equal points keep one order for
        as long as the snapshot lives.
        """
        options: dict[str, Any] = {}
        if order_by:
            options["order_by_field"] = order_by
            options["order"] = tantivy.Order.Desc if descending else tantivy.Order.Asc
        elif weight:
            options["weight_by_field"] = weight
        with _engine_errors():
            found = self._engine.search(
                self._translate(question), limit=max(1, limit), offset=offset, count=True, **options
            )
            hits = tuple(Hit(points, address) for points, address in found.hits) if limit else ()
        return Hits(int(found.count), hits)

    def count(self, question: q.Question) -> int:
        """How many documents answer."""
        return self.search(question, limit=0).count

    def documents_with(self, field: str, word: str) -> int:
        """How many documents carry this word; those replaced since the last merge may be counted too."""
        with _engine_errors():
            return int(self._engine.doc_freq(field, _clean(word)))

    def facets(self, question: q.Question, sizes: Mapping[str, int]) -> dict[str, list[tuple[str, int]]]:
        """For each named field its commonest values among the answers, with how many documents carry each."""
        if not sizes:
            return {}
        wanted = {name: {"terms": {"field": name, "size": size}} for name, size in sizes.items()}
        with _engine_errors():
            counted = self._engine.aggregate(self._translate(question), wanted)
        return {
            name: [(_as_text(bucket["key"]), int(bucket["doc_count"])) for bucket in counted[name]["buckets"]]
            for name in sizes
        }

    def stored(self, hit: Hit) -> dict[str, list[str]]:
        """The ``id`` and the STORED fields of a hit, each as a list."""
        with _engine_errors():
            kept = self._engine.doc(hit.address).to_dict()
        return {
            name: [bytes(value).decode() if not isinstance(value, str) else value for value in values]
            for name, values in kept.items()
        }

    def numbers(self, field: str, hits: Sequence[Hit]) -> list[int]:
        """The NUMBER field of many hits at once."""
        with _engine_errors():
            return [
                int(value or 0)
                for value in self._engine.fast_field_values(field, [hit.address for hit in hits])
            ]

    def values_beginning(self, field: str, prefix: str, *, limit: int | None = None) -> list[tuple[str, int]]:
        """The values of a text or keyword field that begin so, the commonest first.

        Documents replaced since the last merge may still be counted: good for suggestions, not for a proof.
        """
        with _engine_errors():
            return list(self._engine.terms_with_prefix(field, _clean(prefix), limit=limit))

    def stamps(self, prefix: str) -> list[tuple[str, int, str, int]]:
        """(id, version, digest, how often) of living documents whose id ends with `prefix` read backwards."""
        with _engine_errors():
            found = self._engine.terms_with_prefix("stamp", prefix, filter_query=tantivy.Query.all_query())
        living = ((stamp.split(":"), times) for stamp, times in found if times)
        return [
            (backwards[::-1], int(version), digest, times) for (backwards, version, digest), times in living
        ]


class Writer:
    """Adds, replaces and deletes; nothing is seen by readers before :meth:`commit`."""

    def __init__(self, schema: Schema, engine: Any, threads: int) -> None:
        self._fields = [(field.name, field.kind, field.kind in _TEXTS) for field in schema.fields]
        self._engine_schema = engine.schema
        with _engine_errors():
            self._engine = engine.writer(heap_size=_HEAP * threads, num_threads=threads)
            # The engine numbers a session's first operation like the commit before it. A merge that begins right
            # then takes a deletion of that number for one already made in some of its segments, and the replaced
            # document comes back beside the new one. So the first operation is one that concerns no document.
            self._engine.delete_documents_by_term("id", "")
        self.pending = 0

    def add(self, document: Document) -> None:
        """Add a document known to be new. Raises :class:`DocumentRefused`; the writer stays usable."""
        self._engine.add_document(self._made(document))
        self.pending += 1

    def replace(self, document: Document) -> None:
        """Put the document in the place of whatever carried its id; doing so twice is doing so once."""
        made = self._made(document)
        self.delete(str(document["id"]))
        self._engine.add_document(made)
        self.pending += 1

    def delete(self, identifier: str) -> None:
        """Take out the document with this id, if there is one."""
        self._engine.delete_documents_by_term("id", identifier)
        self.pending += 1

    def commit(self) -> None:
        """Make everything since the last commit durable and visible."""
        with _engine_errors():
            self._engine.commit()
        self.pending = 0

    def close(self, *, finish_merging: bool = False) -> None:
        """Give the engine's threads back. What was not committed is forgotten."""
        if self._engine is None:
            return
        engine, self._engine = self._engine, None
        with _engine_errors():
            if finish_merging:
                engine.wait_merging_threads()
            else:
                engine.rollback()

    def _made(self, document: Document) -> Any:
        # A document of a wrong type kills the engine's writer for good, so every value is checked first.
        identifier = _clean(str(document["id"]))
        values: dict[str, Any] = {"id": [identifier]}
        # Backwards, because the end of an identifier is random and its beginning is the time.
        values["stamp"] = [f"{identifier[::-1]}:{document.get('version', 0)}:{digest_of(document)}"]
        try:
            for name, kind, is_text in self._fields:
                value = document.get(name)
                if value is None or value == "" or value == []:
                    continue
                # The short ways, which nearly every value of an import takes, call no function for each word.
                if is_text and type(value) is str and len(value) <= _LONGEST_TERM:
                    values[name] = value if value.isascii() else _clean(value)
                elif is_text and type(value) is list and len(said := "".join(value)) <= _LONGEST_TERM:
                    values[name] = value if _clean(said) is said else [_fitting(kind, one) for one in value]
                elif isinstance(value, (list, tuple)):
                    values[name] = [_fitting(kind, one) for one in value]
                else:
                    values[name] = _fitting(kind, value)
            return tantivy.Document.from_dict(values, self._engine_schema)
        except (ValueError, TypeError, OverflowError) as error:
            raise DocumentRefused(f"document {document['id']}: {error}") from error


class Index:
    """An index in a folder. Safe to share between threads; other processes open their own."""

    def __init__(self, root: Path, schema: Schema) -> None:
        self.root = Path(root)
        self.schema = schema
        self._lock = threading.Lock()
        self._opened: tuple[str, Any] | None = None
        self._stamp: tuple[Any, ...] = ()
        self._snapshot: Snapshot | None = None

    # --- reading --------------------------------------------------------------------------------------------

    def snapshot(self) -> Snapshot:
        """The newest commit of whichever process made it: two file stamps are looked at, no more.

        Raises :class:`IndexMissing`, :class:`IndexOutdated`, :class:`IndexDamaged`.
        """
        stamp = self._stamp_on_disk()
        if self._snapshot is not None and stamp == self._stamp:
            return self._snapshot
        with self._lock:
            for attempt in range(3):
                try:
                    return self._refresh()
                except IndexDamaged:
                    # A folder may be swapped between reading its name and opening it: look again first.
                    self._opened = None
                    if attempt == 2:
                        raise
                    time.sleep(0.02)
        raise AssertionError("unreachable")

    def state(self) -> str:
        """One word: ready, missing, outdated or damaged."""
        try:
            self.snapshot()
        except IndexMissing:
            return "missing"
        except IndexOutdated:
            return "outdated"
        except IndexDamaged:
            return "damaged"
        return "ready"

    @property
    def current(self) -> Path | None:
        """The folder in use, or None."""
        try:
            name = (self.root / "current").read_text().strip()
        except (OSError, UnicodeDecodeError):
            return None
        return self.root / name if _FOLDER.fullmatch(name) else None

    def _stamp_on_disk(self) -> tuple[Any, ...]:
        try:
            named = (self.root / "current").stat()
            folder = self._opened[0] if self._opened else ""
            meta = (self.root / folder / "meta.json").stat() if folder else None
        except OSError:
            return ()
        return (named.st_mtime_ns, named.st_ino, meta and (meta.st_mtime_ns, meta.st_ino, meta.st_size))

    def _refresh(self) -> Snapshot:
        folder = self.current
        if folder is None:
            raise IndexMissing(f"there is no search index in {self.root}")
        if not folder.name.endswith(self.schema.fingerprint):
            raise IndexOutdated("the search index was built by another version of the program")
        if self._opened is None or self._opened[0] != folder.name:
            self._opened = (folder.name, _open(folder))
        stamp = self._stamp_on_disk()
        if self._snapshot is not None and stamp and stamp == self._stamp:
            return self._snapshot
        engine = self._opened[1]
        with _engine_errors():
            engine.reload()
            generation = f"{folder.name}.{_opstamp(folder)}"
            searcher = engine.searcher()
        self._snapshot = Snapshot(self.schema, searcher, engine.schema, generation)
        self._stamp = stamp
        return self._snapshot

    # --- writing --------------------------------------------------------------------------------------------

    @contextmanager
    def writing(
        self, *, wait: float = 0.0, threads: int = 1, finish_merging: bool = True
    ) -> Iterator[Writer]:
        """The one writer, under the lease. Makes an empty index where there is none.

        Left well, it waits for the merging of segments: without that every short turn would leave one more
        segment for readers to look through. Raises IndexBusy when another process writes, IndexOutdated,
        IndexDamaged.
        """
        with lease(self.root / "writer.lock", wait=wait):
            if self.current is None:
                self._swap_in(self._make_folder())
            folder = self.current
            assert folder is not None
            if not folder.name.endswith(self.schema.fingerprint):
                raise IndexOutdated("the search index was built by another version of the program")
            self._sweep()
            keep_few_resident(self.root)
            writer = Writer(self.schema, _open(folder), threads)
            try:
                yield writer
            except BaseException:
                writer.close()
                raise
            writer.close(finish_merging=finish_merging)

    @property
    def is_wanted(self) -> bool:
        """Whether another process waits to write: a writer that stays open lets go."""
        return is_wanted(self.root / "writer.lock")

    @contextmanager
    def rebuilding(self, *, wait: float = 0.0, threads: int = 2) -> Iterator[Writer]:
        """A writer into a new folder, which takes the old one's place when the block ends well."""
        with lease(self.root / "writer.lock", wait=wait):
            folder = self._make_folder()
            keep_few_resident(self.root)
            writer = Writer(self.schema, _open(folder), threads)
            try:
                yield writer
                writer.commit()
                writer.close(finish_merging=True)
            except BaseException:
                writer.close()
                shutil.rmtree(folder, ignore_errors=True)
                raise
            self._swap_in(folder)
            self._sweep()

    def _make_folder(self) -> Path:
        self.root.mkdir(parents=True, exist_ok=True)
        numbers = [int(match[1]) for path in self.root.iterdir() if (match := _FOLDER.fullmatch(path.name))]
        folder = self.root / f"g{max(numbers, default=0) + 1:06d}-{self.schema.fingerprint}"
        folder.mkdir()
        with _engine_errors():
            tantivy.Index(_engine_schema(self.schema), path=str(folder))
        return folder

    def _swap_in(self, folder: Path) -> None:
        fresh = self.root / "current.new"
        with fresh.open("w") as file:
            file.write(folder.name)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.root / "current")

    def _sweep(self) -> None:
        """Remove folders no longer in use; one still held open (Windows) goes with the next sweep."""
        current = self.current
        for path in self.root.iterdir():
            if _FOLDER.fullmatch(path.name) and path != current:
                shutil.rmtree(path, ignore_errors=True)


def digest_of(document: Document) -> str:
    """Twelve hexadecimal digits of all that a document says: the same document, the same digits."""
    # Format 2 of marshal knows neither references nor interned strings: equal values, equal bytes; 8 times as
    # fast as JSON, and every imported record passes here.
    try:
        said = marshal.dumps(sorted(document.items()), 2)
    except ValueError:  # a value of a foreign type: it will be refused anyway
        said = repr(sorted(document.items(), key=str)).encode("utf-8", "replace")
    return hashlib.blake2b(said, digest_size=6).hexdigest()


# --- between our words and the engine's ---------------------------------------------------------------------


def _engine_schema(schema: Schema) -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("stamp", tokenizer_name="raw", index_option="basic")
    for field in schema.fields:
        name = field.name
        match field.kind:
            case Kind.TEXT:
                builder.add_text_field(name, tokenizer_name=_TOKENIZER, index_option="position")
            case Kind.WORDS:
                builder.add_text_field(name, tokenizer_name=_TOKENIZER, index_option="freq")
            case Kind.KEYWORD:
                builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
            case Kind.FACET | Kind.ORDER:
                builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
            case Kind.NUMBER:
                builder.add_unsigned_field(name, indexed=True, fast=True)
            case Kind.WEIGHT:
                builder.add_float_field(name, fast=True)
            case Kind.STORED:
                # Bytes are the engine's only kind that is kept without being searchable.
                builder.add_bytes_field(name, stored=True)
    return builder.build()


def _open(folder: Path) -> Any:
    with _engine_errors():
        engine = tantivy.Index.open(str(folder))
        engine.register_tokenizer(
            _TOKENIZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        )
        # Without this the engine's own thread would poll the folder twice a second in every process.
        engine.config_reader("manual")
    return engine


def _opstamp(folder: Path) -> int:
    return int(json.loads((folder / "meta.json").read_text(encoding="utf-8"))["opstamp"])


@contextmanager
def _engine_errors() -> Iterator[None]:
    """The engine's errors and panics become one exception with a clear line."""
    try:
        yield
    except (ValueError, OSError, KeyError) as error:
        raise IndexDamaged(f"the search index cannot be used: {str(error)[:300]}") from error
    except BaseException as error:
        if (
            type(error).__name__ != "PanicException"
        ):  # the engine's own class is a BaseException nobody can import
            raise
        raise IndexDamaged(f"the search index cannot be used: {str(error)[:300]}") from error


def _clean(text: str) -> str:
    """Text the engine can take: half characters left by a wrong encoding are replaced."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def _fitting(kind: Kind, value: Any) -> str | bytes | int | float:
    if kind is Kind.NUMBER:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 64:
            raise TypeError(f"{value!r} is not a whole number from 0 to 2^64")
        return value
    if kind is Kind.WEIGHT:
        return float(value)
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a text")
    if kind is Kind.STORED:
        return _clean(value).encode()
    # The engine refuses terms over 65,530 bytes; a key that long is a mistake of its source and is cut.
    return _clean(value if kind in (Kind.TEXT, Kind.WORDS) else value[:_LONGEST_TERM])


def _as_text(key: Any) -> str:
    return key if isinstance(key, str) else str(int(key))


_Q = tantivy.Query
_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


class _Translation:
    """A question in our words becomes the engine's."""

    def __init__(self, schema: Schema, engine_schema: Any) -> None:
        self._schema = schema
        self._engine_schema = engine_schema
        self._by_type: dict[type, Callable[[Any], Any]] = {
            q.Everything: lambda _: _Q.all_query(),
            q.Nothing: lambda _: _Q.empty_query(),
            q.Word: self._word,
            q.OneOf: self._one_of,
            q.Phrase: self._phrase,
            q.Near: self._near,
            q.Between: self._between,
            q.AllOf: lambda asked: self._every(asked.parts, _MUST),
            q.AnyOf: lambda asked: self._every(asked.parts, _SHOULD),
            q.Without: self._without,
            q.Worth: lambda asked: _Q.const_score_query(self(asked.part), asked.points),
            q.Scaled: lambda asked: _Q.boost_query(self(asked.part), asked.times),
            q.Lifted: self._lifted,
        }

    def __call__(self, asked: q.Question) -> Any:
        return self._by_type[type(asked)](asked)

    def _word(self, asked: q.Word) -> Any:
        kind = Kind.KEYWORD if asked.field == "id" else self._schema.kind_of(asked.field)
        if kind is Kind.NUMBER:
            if not isinstance(asked.value, int) or not 0 <= asked.value < 1 << 64:
                return _Q.empty_query()
            return _Q.term_query(self._engine_schema, asked.field, asked.value, index_option="basic")
        option = "freq" if kind in (Kind.TEXT, Kind.WORDS) else "basic"
        return _Q.term_query(self._engine_schema, asked.field, _clean(str(asked.value)), index_option=option)

    def _one_of(self, asked: q.OneOf) -> Any:
        return self._every([q.Word(asked.field, value) for value in asked.values], _SHOULD)

    def _phrase(self, asked: q.Phrase) -> Any:
        if len(asked.words) == 1:
            return self._word(q.Word(asked.field, asked.words[0]))
        return _Q.phrase_query(self._engine_schema, asked.field, [_clean(word) for word in asked.words])

    def _near(self, asked: q.Near) -> Any:
        return _Q.fuzzy_term_query(
            self._engine_schema, asked.field, _clean(asked.value), distance=asked.slips
        )

    def _between(self, asked: q.Between) -> Any:
        if asked.low is None and asked.high is None:
            return _Q.all_query()
        low, high = max(0, asked.low or 0), (1 << 63) if asked.high is None else asked.high
        if high < low:
            return _Q.empty_query()
        return _Q.range_query(self._engine_schema, asked.field, tantivy.FieldType.Unsigned, low, high)

    def _every(self, parts: Iterable[q.Question], occur: Any) -> Any:
        parts = list(parts)
        if not parts:
            return _Q.empty_query() if occur is _SHOULD else _Q.all_query()
        if len(parts) == 1:
            return self(parts[0])
        return _Q.boolean_query([(occur, self(part)) for part in parts])

    def _without(self, asked: q.Without) -> Any:
        if not asked.unwanted:
            return self(asked.wanted)
        unwanted = [(_NOT, self(part)) for part in asked.unwanted]
        return _Q.boolean_query([(_MUST, self(asked.wanted)), *unwanted])

    def _lifted(self, asked: q.Lifted) -> Any:
        if not asked.by:
            return self(asked.part)
        return _Q.boolean_query([(_MUST, self(asked.part)), *((_SHOULD, self(part)) for part in asked.by)])
