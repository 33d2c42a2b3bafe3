"""Documents into records: the rooms in a row, for one document, for many, over several processes."""

from __future__ import annotations

import gc
import signal
import traceback
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dateline.errors import DatelineError
from dateline.record import Document, Record, problems
from dateline.sources import make_document

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dateline.language import Parser
    from dateline.reading.context import Reading

CHUNK = 16
"""Documents parsed together; records do not depend on it."""


@dataclass(frozen=True)
class Failure:
    """A document that gave no record, by its id, and why."""

    id: str
    reason: str


class Coder:
    """Codes documents; everything heavy is loaded when the first one comes.

    `actors` is the user's own actor list (CSV, Phoenix or FollowTheMoney), `ontology` a folder that stands in for
    the packaged ontology, `model` a folder with another language model. Raises DatelineError if one is unusable.
    """

    def __init__(
        self,
        actors: str | Path | None = None,
        ontology: str | Path | None = None,
        model: str | Path | None = None,
    ) -> None:
        self.actors, self.ontology, self.model = (Path(p) if p is not None else None for p in (actors, ontology, model))
        for path in (self.actors, self.ontology, self.model):
            if path is not None and not path.exists():
                raise DatelineError(f"{path}: there is no such file or folder")
        if self.actors:
            from dateline.knowledge.actor_files import shipped_with

            shipped_with(self.actors)
        if self.ontology:
            from dateline.knowledge.ontology import load_ontology

            load_ontology(self.ontology)

    @cached_property
    def parser(self) -> Parser:
        """The language model."""
        from dateline.language import Parser

        return Parser(self.model) if self.model else Parser()

    def read(
        self,
        document: str | Document,
        *,
        published: str | None = None,
        publisher: str | None = None,
        title: str | None = None,
    ) -> Reading:
        """One document with everything that was read and why; `published` (ISO 8601) and so on are for bare text."""
        if isinstance(document, str):
            document = make_document(document, published=published, publisher=publisher, title=title)
        return self._read(self.parser.parse(document.text), document)

    def code(
        self,
        document: str | Document,
        *,
        published: str | None = None,
        publisher: str | None = None,
        title: str | None = None,
    ) -> Record:
        """The record of one document; raises DatelineError if the document cannot be coded."""
        return _finish(self.read(document, published=published, publisher=publisher, title=title))

    def pipe(self, documents: Iterable[Document], workers: int = 1) -> Iterator[Record | Failure]:
        """A record or a failure for each document, in their order, the same for any number of worker processes.

        With more than one worker a program of your own needs the `if __name__ == "__main__":` guard.
        """
        if workers < 1:
            raise DatelineError(f"workers must be 1 or more, not {workers}")
        chunks = _chunks(documents)
        if workers > 1:
            yield from _Pool(self, workers).run(chunks)
        else:
            for chunk in chunks:
                yield from self.code_chunk(chunk)

    def code_chunk(self, documents: Sequence[Document]) -> list[Record | Failure]:
        """A record or a failure for each document; what goes wrong with one leaves the others as they are."""
        parser = self.parser
        try:
            parsed: list[Doc | None] = list(parser.pipe([document.text for document in documents]))
        except Exception:
            parsed = [None] * len(documents)
        return [self._code(doc, document) for doc, document in zip(parsed, documents, strict=True)]

    def _code(self, doc: Doc | None, document: Document) -> Record | Failure:
        try:
            return _finish(self._read(self.parser.parse(document.text) if doc is None else doc, document))
        except DatelineError as error:
            return Failure(document.id, str(error))
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(frame.filename).name}:{frame.lineno}"
            return Failure(document.id, f"a defect of Dateline ({type(error).__name__} at {place}: {error}): report it")

    def _read(self, doc: Doc, document: Document) -> Reading:
        from dateline.reading import read

        return read(doc, msgspec.structs.replace(document), own_actors=self.actors, own_ontology=self.ontology)


def _finish(reading: Reading) -> Record:
    from dateline.reading import to_record

    record = to_record(reading)
    broken = problems(record)
    if broken:
        raise DatelineError(f"a defect of Dateline (the record breaks its own rules: {'; '.join(broken)}): report it")
    return record


def _chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    source = iter(documents)
    while chunk := list(islice(source, CHUNK)):
        yield chunk


class _Pool:
    """Worker processes that each have a coder of their own; survives the death of a worker.

    The processes are spawned, not forked: a fork would copy the state of onnxruntime's threads and their locks.
    """

    def __init__(self, coder: Coder, workers: int) -> None:
        self._settings = (coder.actors, coder.ontology, coder.model)
        self._workers = workers
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._workers, get_context("spawn"), _start_worker, self._settings)

    def run(self, chunks: Iterator[list[Document]]) -> Iterator[Record | Failure]:
        waiting: deque[tuple[list[Document], Future[list[Record | Failure]]]] = deque()
        try:
            while True:
                for chunk in islice(chunks, 2 * self._workers - len(waiting)):
                    waiting.append((chunk, self._executor.submit(_code_in_worker, chunk)))
                if not waiting:
                    return
                chunk, future = waiting.popleft()
                try:
                    yield from future.result()
                except BrokenProcessPool:
                    suspects = [chunk, *(later for later, _ in waiting)]
                    waiting.clear()
                    self._restart()
                    for suspect in suspects:
                        yield from self._one_by_one(suspect)
        finally:
            self._executor.shutdown(wait=False, cancel_futures=True)

    def _restart(self) -> None:
        self._executor.shutdown(wait=False)
        self._executor = self._start()

    def _one_by_one(self, chunk: list[Document]) -> Iterator[Record | Failure]:
        for document in chunk:
            try:
                yield from self._executor.submit(_code_in_worker, [document]).result()
            except BrokenProcessPool:
                self._restart()
                yield Failure(document.id, "the process that coded it died, perhaps for want of memory: code it alone")


_worker: Coder


def _start_worker(actors: Path | None, ontology: Path | None, model: Path | None) -> None:
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = Coder(actors, ontology, model)


def _code_in_worker(chunk: list[Document]) -> list[Record | Failure]:
    results = _worker.code_chunk(chunk)
    if not gc.get_freeze_count():
        gc.collect()
        gc.freeze()  # what was loaded for the first documents stays: a collector that goes through it finds nothing
    return results
