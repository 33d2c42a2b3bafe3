"""The encoder as a spaCy component: sentences of a `Doc` in, tags, lemmas, dependencies and names on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice, pairwise
from pathlib import Path

import numpy as np
import onnxruntime
from spacy.language import Language
from spacy.tokens import Doc, Span

from dateline.errors import DatelineError
from dateline.language.lemmas import Lemmatizer
from dateline.language.name_evidence import NameEvidence
from dateline.language.names import NameDecoder
from dateline.language.pieces import MAX_PIECES, WordPieces, stack
from dateline.language.sentences import sentence_starts
from dateline.language.trees import Floats, Ints, best_heads

MODEL = Path(__file__).parent / "model"
DOCUMENTS = 16
"""Documents whose windows are run together where there are many."""

MAX_BATCH_PIECES = 256
SLOWER = ["SkipLayerNormFusion", "BiasGeluFusion"]
"""Rewrites of onnxruntime whose fused operators take longer on a CPU than those that they stand in for."""

FILES = (
    "encoder.onnx", "encoder.json", "label_weights.npy", "tokenizer.json", "name_evidence.npz", "person_names.tsv",
    "word_case.tsv",
)  # fmt: skip

INSIDE, OUTSIDE, BEGINS = 1, 2, 3
OUTPUTS = ["arcs", "upos", "labels", "label_dep", "label_head", "names", "report_names"]
ATTRIBUTES: list[int | str] = ["HEAD", "DEP", "POS", "LEMMA", "ENT_IOB", "ENT_TYPE"]

Word = tuple[list[int], int]


@dataclass
class Window:
    """A sentence, or as much of one as the encoder takes at once: its words, their positions and their pieces."""

    texts: list[str]
    words: list[int]
    pieces: list[Word]
    sentence: int

    @property
    def size(self) -> int:
        """Number of pieces, [CLS] and [SEP] counted."""
        return 2 + sum(len(ids) for ids, _ in self.pieces)


@dataclass
class Tree:
    """What the encoder says of a window: a tag, head (0 the root, else 1-based) and relation a word; names by word."""

    upos: list[str]
    heads: list[int]
    relations: list[str]
    names: list[tuple[int, int, str]]
    report_names: list[tuple[int, int, str]]


class Encoder:
    """Annotates UPOS, lemmas, UD heads and relations, `doc.ents` (PER, ORG, LOC) and `doc.spans["report"]`.

    Sentences are those that the `Doc` already has, else they are found here. What is annotated depends on the `Doc`
    alone: a batch holds windows of one size, of whatever documents, and no padding, and the graph treats each window
    by itself, so neither batch size nor company nor threads change a result.
    """

    def __init__(self, model: Path = MODEL, threads: int = 1) -> None:
        """Raises DatelineError where the folder `model` does not hold a complete model."""
        missing = [name for name in FILES if not (model / name).is_file()]
        if missing:
            raise DatelineError(f"{model}: the language model lacks {', '.join(missing)}; install dateline again")
        labels = json.loads((model / "encoder.json").read_text(encoding="utf-8"))
        self.upos: list[str] = labels["upos"]
        self.relations: list[str] = labels["relations"]
        self.root = self.relations.index("root")
        self.names = NameDecoder(labels["names"])
        self.report_names = NameDecoder(labels["report_names"])
        weights = np.load(model / "label_weights.npy")
        self.label_weights = weights.transpose(1, 0, 2).reshape(weights.shape[1], -1)
        self.evidence = NameEvidence(model)
        self.word_pieces = WordPieces(model / "tokenizer.json")
        self.lemma = Lemmatizer()
        self.session = _session(model / "encoder.onnx", threads)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate the `Doc` in place and return it."""
        self._annotate_all([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], batch_size: int = DOCUMENTS) -> Iterator[Doc]:
        """Annotate a stream of `Doc`, `batch_size` of them at a time; what is annotated does not depend on it."""
        source = iter(docs)
        while group := list(islice(source, batch_size)):
            self._annotate_all(group)
            yield from group

    def _annotate_all(self, docs: list[Doc]) -> None:
        starts = [
            [sentence.start for sentence in doc.sents] if doc.has_annotation("SENT_START") else sentence_starts(doc)
            for doc in docs
        ]
        windows = [self._windows(doc, begin) for doc, begin in zip(docs, starts, strict=True)]
        every = [window for of_doc in windows for window in of_doc]
        trees: dict[int, Tree] = {}
        for batch in batches([window.size for window in every]):
            trees.update(zip(batch, self._run([every[i] for i in batch]), strict=True))
        ordered = (trees[i] for i in range(len(every)))
        for doc, begin, of_doc in zip(docs, starts, windows, strict=True):
            self._annotate(doc, begin, of_doc, list(islice(ordered, len(of_doc))))

    def _windows(self, doc: Doc, starts: list[int]) -> list[Window]:
        windows: list[Window] = []
        words = [token.i for token in doc if not token.is_space]
        pieces = self.word_pieces.encode([doc[i].text for i in words])
        sentence = -1
        room = 0
        bounds = [*starts[1:], len(doc)]
        for i, word in zip(words, pieces, strict=True):
            begins = sentence < 0 or i >= bounds[sentence]
            while sentence < 0 or i >= bounds[sentence]:
                sentence += 1
            if begins or len(word[0]) > room:
                windows.append(Window([], [], [], sentence))
                room = MAX_PIECES - 2
            room -= len(word[0])
            windows[-1].texts.append(doc[i].text)
            windows[-1].words.append(i)
            windows[-1].pieces.append(word)
        return windows

    def _run(self, windows: list[Window]) -> list[Tree]:
        arrays = stack([window.pieces for window in windows], words=windows[0].size - 1)
        real = arrays["words"] == 1
        rows = np.nonzero(real)[0]
        numbers = np.where(real, real.cumsum().reshape(real.shape) - 1, -1)
        inputs = {
            "pieces": arrays["pieces"],
            "shapes": arrays["shapes"],
            "first": arrays["first"][real] + rows * windows[0].size,
            "words": numbers,
            "places": np.flatnonzero(real),
        }
        arcs, upos, labels, dependents, heads_of, names, report_names = self.session.run(OUTPUTS, inputs)
        lengths = real.sum(1)
        heads = best_heads(arcs, lengths)
        of_words = heads[real]
        other = np.flatnonzero((of_words != arcs.argmax(2)[real]) & (of_words != 0))
        if len(other):
            projected = (_with_one(dependents[other]) @ self.label_weights).reshape(len(other), len(self.relations), -1)
            chosen = numbers[rows[other], of_words[other]]
            labels[other] = (projected @ _with_one(heads_of[chosen])[:, :, None])[:, :, 0]
        labels[:, self.root] = np.where(of_words == 0, np.inf, -np.inf)
        tags, relations = upos.argmax(1).tolist(), labels.argmax(1).tolist()
        trees = []
        for row, length in enumerate(lengths.tolist()):
            start, end = numbers[row, 0] + 1, numbers[row, 0] + length
            trees.append(
                Tree(
                    [self.upos[i] for i in tags[start:end]],
                    heads[row, 1:length].tolist(),
                    [self.relations[i] for i in relations[start:end]],
                    self.names.decode(names[start:end] + self.evidence.scores(windows[row].texts)),
                    self.report_names.decode(report_names[start:end]),
                )
            )
        return trees

    def _annotate(self, doc: Doc, starts: list[int], windows: list[Window], trees: list[Tree]) -> None:
        add = doc.vocab.strings.add
        values = np.zeros((len(doc), len(ATTRIBUTES)), np.int64)
        heads = np.arange(len(doc))
        hashes: dict[str, int] = {}

        def number(string: str) -> int:
            if string not in hashes:
                hashes[string] = int(np.uint64(add(string)).astype(np.int64))
            return hashes[string]

        values[:, 1] = number("dep")
        values[:, 2] = number("SPACE")
        values[:, 4] = OUTSIDE
        roots: dict[int, int] = {}
        report: list[Span] = []
        for window, tree in zip(windows, trees, strict=True):
            words = window.words
            for k, i in enumerate(words):
                heads[i] = words[tree.heads[k] - 1] if tree.heads[k] else i
                values[i, 1] = number(tree.relations[k])
                values[i, 2] = number(tree.upos[k])
                values[i, 3] = number(self.lemma(doc[i].text, tree.upos[k]))
                if not tree.heads[k]:
                    root = roots.setdefault(window.sentence, i)
                    if root != i:
                        heads[i] = root
                        values[i, 1] = number("parataxis")
            for start, end, kind in tree.names:
                first, last = words[start], words[end - 1]
                values[first : last + 1, 4] = INSIDE
                values[first, 4] = BEGINS
                values[first : last + 1, 5] = number(kind)
            report.extend(Span(doc, words[a], words[b - 1] + 1, label=kind) for a, b, kind in tree.report_names)
        self._attach_spaces(doc, starts, heads, values, number)
        values[:, 0] = heads - np.arange(len(doc))
        if len(doc):
            doc.from_array(ATTRIBUTES, values.astype(np.uint64))  # type: ignore[arg-type]
        doc.spans["report"] = report

    @staticmethod
    def _attach_spaces(doc: Doc, starts: list[int], heads: Ints, values: Ints, number: Callable[[str], int]) -> None:
        """White space hangs on the word before it in its sentence, else on the one after it."""
        for start, end in pairwise([*starts, len(doc)]):
            spaces = [token.i for token in doc[start:end] if token.is_space]
            if not spaces:
                continue
            blank = set(spaces)
            word = next((i for i in range(start, end) if i not in blank), None)
            if word is None:
                word = start
                values[start, 1] = number("root")
            for i in range(start, end):
                if i in blank:
                    heads[i] = word
                    values[i, 3] = number(doc[i].text)
                else:
                    word = i


def batches(sizes: list[int]) -> Iterator[list[int]]:
    """Group windows of one size, given their sizes in pieces."""
    by_size = sorted(range(len(sizes)), key=lambda i: (sizes[i], i))
    for size, group in groupby(by_size, key=sizes.__getitem__):
        while batch := list(islice(group, max(1, MAX_BATCH_PIECES // size))):
            yield batch


def _with_one(rows: Floats) -> Floats:
    """Rows, each with a 1 at its end: the constant of the bilinear form of labels."""
    return np.pad(rows, ((0, 0), (0, 1)), constant_values=1)


def _session(graph: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    available = onnxruntime.get_available_providers()
    providers = [name for name in ("CUDAExecutionProvider", "CPUExecutionProvider") if name in available]
    return onnxruntime.InferenceSession(str(graph), options, providers=providers, disabled_optimizers=SLOWER)


@Language.factory(
    "dateline_encoder",
    assigns=["token.pos", "token.lemma", "token.head", "token.dep", "token.ent_iob", "token.ent_type", "doc.ents"],
    default_config={"model": None, "threads": 1},
)
def make_encoder(nlp: Language, name: str, model: str | None, threads: int) -> Encoder:
    """The component for `nlp.add_pipe("dateline_encoder")`; `model` is a folder, None the packaged one."""
    return Encoder(Path(model) if model else MODEL, threads)
