"""Train the head of names, and what is known of words beside it, over an encoder that stays as it is.

    python -m encoder.names CORPORA RUN/final.pt NAMES.pt

The head and the evidence (`dateline.language.name_evidence`) learn together, the sum of their scores against the names
of every corpus that annotates all of them and of the project's own sentences. The output is the checkpoint with the new
head, the weights of the evidence, and its tables.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from dateline.language.name_evidence import WIDTH as EVIDENCE
from dateline.language.name_evidence import KnownWords, neighbours
from dateline.language.pieces import WordPieces, stack

from .augment import faker_persons, read_persons
from .corpora import training_examples
from .examples import IGNORE, NAMES, Example
from .export import load
from .lists import LISTS
from .model import Encoder, LayerMix, pretrained
from .train import HEAD_RATE, LONGEST, SEED, WARM_UP, WEIGHT_DECAY, length

CORPORA = ("ud_ewt", "gum", "crossner", "wikigold", "own")
COUNTED = ("ud_ewt", "gum")
HIDDEN = 32
EPOCHS, BATCH, PIECES = 3, 64, 2048
HEAD_DROPOUT = 0.3
OUTSIDE = 0.75
"""Added to the score of being no name: the sentences that were typed and written here are richer in names than running
text. Chosen on UNER EWT dev."""


class Evidence(nn.Module):
    """The two layers of `NameEvidence`, as they learn."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden, self.output = nn.Linear(3 * EVIDENCE, HIDDEN), nn.Linear(HIDDEN, len(NAMES))
        self.dropout = nn.Dropout(0.1)

    def forward(self, known: Tensor) -> Tensor:
        scores: Tensor = self.output(self.dropout(F.relu(self.hidden(known))))
        return scores


class Sentence:
    """A sentence's layers [words, layers, width], evidence [words, 3 × EVIDENCE] and labels [words]."""

    def __init__(self, layers: NDArray[np.floating], known: NDArray[np.floating], names: list[str | None]) -> None:
        self.layers, self.known = layers, known
        self.labels = np.array([IGNORE if name is None else NAMES.index(name) for name in names])


def person_names() -> dict[str, tuple[int, int]]:
    """How many regions or locales have a word (lower case) as a given name and as a family name."""
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    for some_given, some_family in read_persons(LISTS / "persons.tsv") + faker_persons():
        given.update({name.lower() for name in some_given})
        family.update({name.lower() for name in some_family})
    return {name: (given[name], family[name]) for name in sorted(given | family)}


def word_case(examples: list[Example]) -> dict[str, tuple[int, int]]:
    """How often the treebanks have a word, and how often in lower case."""
    every: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for word in (word for x in examples if x.corpus in COUNTED for word in x.words if word.isalpha()):
        every[word.lower()] += 1
        lower[word.lower()] += word.islower()
    return {word: (every[word], lower[word]) for word in sorted(every)}


def layers_of(model: Encoder, examples: list[Example], pieces: WordPieces) -> list[NDArray[np.floating]]:
    """Half-precision layers [words, layers, width] of each example's words."""
    encoded = [pieces.encode(x.words) for x in examples]
    found: dict[int, NDArray[np.floating]] = {}
    batch: list[int] = []

    def run() -> None:
        arrays = {name: torch.from_numpy(array) for name, array in stack([encoded[i] for i in batch]).items()}
        with torch.inference_mode():
            pooled = model.layers_of_words(*(arrays[name] for name in ("pieces", "shapes", "mask", "first")))
        table = torch.stack(pooled, 2).half().numpy()
        found.update({i: table[row, 1 : 1 + len(encoded[i])].copy() for row, i in enumerate(batch)})
        batch.clear()

    for i in sorted(range(len(examples)), key=lambda i: length(encoded[i])):
        if batch and length(encoded[i]) * (len(batch) + 1) > PIECES:
            run()
        batch.append(i)
    run()
    return [found[i] for i in range(len(examples))]


def train(model: Encoder, evidence: Evidence, sentences: list[Sentence]) -> None:
    """Fit the head and the evidence; the rest of the network does not change."""
    model.name_mix = LayerMix()
    model.name_hidden.reset_parameters()
    model.name_tagger.reset_parameters()
    dropout = nn.Dropout(HEAD_DROPOUT)
    parts = nn.ModuleList([model.name_mix, model.name_hidden, model.name_tagger, evidence])
    parts.train()
    optimizer = torch.optim.AdamW(parts.parameters(), lr=HEAD_RATE, weight_decay=WEIGHT_DECAY)
    steps = EPOCHS * -(-len(sentences) // BATCH)
    rng = random.Random(SEED)
    step = 0
    for epoch in range(EPOCHS):
        rng.shuffle(sentences)
        total = 0.0
        for start in range(0, len(sentences), BATCH):
            batch = sentences[start : start + BATCH]
            layers = torch.from_numpy(np.concatenate([x.layers for x in batch])).float()
            known = torch.from_numpy(np.concatenate([x.known for x in batch]))
            labels = torch.from_numpy(np.concatenate([x.labels for x in batch]))
            mixed = dropout(model.name_mix(list(layers.unbind(1))))
            scores = model.name_tagger(dropout(F.gelu(model.name_hidden(mixed)))) + evidence(known)
            loss = F.cross_entropy(scores, labels, ignore_index=IGNORE)
            for group in optimizer.param_groups:
                group["lr"] = HEAD_RATE * min((step + 1) / (WARM_UP * steps), 1 - step / steps)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
            total += loss.item() * len(batch)
        print(f"epoch {epoch + 1}: loss {total / len(sentences):.4f}", flush=True)
    parts.eval()
    with torch.no_grad():
        evidence.output.bias[NAMES.index("O")] += OUTSIDE


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    torch.manual_seed(SEED)
    model, run = load(args.checkpoint)
    pieces = WordPieces(pretrained() / "tokenizer.json")
    examples = [x for x in training_examples(args.corpora) if x.names and x.corpus in CORPORA]
    examples = [x for x in examples if length(pieces.encode(x.words)) <= LONGEST]
    persons, words = person_names(), word_case(examples)
    known = KnownWords(persons, words)
    print(f"{len(examples)} sentences, {len(persons)} names of persons, {len(words)} words", flush=True)
    layers = layers_of(model, examples, pieces)
    sentences = [
        Sentence(of_words, neighbours(known.features(x.words)), x.names or [])
        for x, of_words in zip(examples, layers, strict=True)
    ]
    evidence = Evidence()
    train(model, evidence, sentences)
    torch.save(
        run | {"model": model.state_dict(), "evidence": evidence.state_dict(), "persons": persons, "words": words},
        args.output,
    )


if __name__ == "__main__":
    main()
