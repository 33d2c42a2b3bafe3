"""Train the encoder: corpora and minutes in, a checkpoint out. `python -m encoder.train --help`.

The schedule follows the clock as well as the steps, so that a run on shared cores ends when it should. A run
that is started again with the same output folder goes on from its last checkpoint.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from dateline.language.pieces import SEP, WordPieces, stack

from .augment import NameBank, vary
from .corpora import training_examples
from .examples import IGNORE, NAMES, REPORT_NAMES, UPOS, Example
from .model import Encoder, pretrained

SEED = 13
ENCODER_RATE, HEAD_RATE, EMBEDDING_RATE = 3e-4, 2e-3, 1e-4
WARM_UP = 0.06
WEIGHT_DECAY = 0.01
CLIP = 2.0
MASK = 103
MASKED_PIECES = 0.04
LONGEST = 200
COPIES = {"re3d": 2.0, "geovirus": 0.4}
SPARSE_NAMES = 0.15
UPOS_WEIGHT, NAMES_WEIGHT = 0.5, 2.0
REPORT_EVERY, SAVE_EVERY = 100, 400
RATES = {
    "word_embedding": EMBEDDING_RATE,
    "position_embedding": EMBEDDING_RATE,
    "embedding_norm": ENCODER_RATE,
    "layers": ENCODER_RATE,
}

Encoded = list[tuple[list[int], int]]
Item = tuple[Encoded, list[list[int]]]
Batch = list[Item]


class Schedule:
    """Progress from 0 to 1 by steps or by the clock, whichever is ahead, and the learning rate that goes with it."""

    def __init__(self, steps: int, minutes: float, spent: float) -> None:
        self.steps, self.seconds = steps, minutes * 60
        self.start = time.monotonic() - spent

    def progress(self, step: int) -> float:
        return max(step / self.steps, self.spent() / self.seconds)

    def spent(self) -> float:
        return time.monotonic() - self.start

    def rate(self, step: int) -> float:
        done = self.progress(step)
        return done / WARM_UP if done < WARM_UP else max(0.0, (1 - done) / (1 - WARM_UP))


def length(encoded: Encoded) -> int:
    """Pieces of a sentence, [CLS] and [SEP] counted."""
    return sum(len(ids) for ids, _ in encoded) + 2


class Data:
    """The examples, and one epoch's batches of them with fresh variants."""

    def __init__(self, corpora: Path, tokenizer: Path) -> None:
        self.pieces = WordPieces(tokenizer)
        self.examples = [x for x in training_examples(corpora) if length(self.pieces.encode(x.words)) <= LONGEST]
        self.bank = NameBank(self.examples)
        self.relations = sorted({relation for x in self.examples for relation in x.relations or []})
        self.indices = [
            {label: i for i, label in enumerate(labels)} for labels in (UPOS, self.relations, NAMES, REPORT_NAMES)
        ]

    def epoch(self, number: int, batch_pieces: int) -> list[Batch]:
        """Batches of at most `batch_pieces` padded pieces, of sentences of like length, in random order."""
        rng = random.Random(f"{SEED} {number}")
        copies = [int(COPIES.get(x.corpus, 1.0) + rng.random()) for x in self.examples]
        chosen = [x for x, n in zip(self.examples, copies, strict=True) for _ in range(n)]
        items = [self.item(vary(x, self.bank, rng)) for x in chosen]
        order = sorted(range(len(items)), key=lambda i: length(items[i][0]) + rng.random() * 4)
        batches: list[Batch] = [[]]
        for i in order:
            longest = max([length(items[i][0]), *(length(item[0]) for item in batches[-1])])
            if batches[-1] and longest * (len(batches[-1]) + 1) > batch_pieces:
                batches.append([])
            batches[-1].append(items[i])
        rng.shuffle(batches)
        return batches

    def item(self, example: Example) -> Item:
        upos, relations, names, report_names = self.indices
        unknown = [IGNORE] * len(example.words)

        def numbered(labels: list[str] | list[str | None] | None, index: dict[str, int]) -> list[int]:
            return [index.get(label or "", IGNORE) for label in labels] if labels else unknown

        targets = [
            numbered(example.upos, upos),
            example.heads or unknown,
            numbered(example.relations, relations),
            numbered(example.names, names),
            numbered(example.report_names, report_names),
        ]
        return self.pieces.encode(example.words), [[IGNORE, *target] for target in targets]


def tensors(batch: Batch, device: torch.device) -> tuple[list[Tensor], list[Tensor]]:
    arrays = stack([encoded for encoded, _ in batch])
    width = arrays["first"].shape[1]
    targets = []
    for layer in range(5):
        padded = np.full((len(batch), width), IGNORE, np.int64)
        for row, (_, layers) in enumerate(batch):
            padded[row, : len(layers[layer])] = layers[layer]
        targets.append(torch.from_numpy(padded).to(device))
    return [torch.from_numpy(array).to(device) for array in arrays.values()], targets


def known(targets: Tensor) -> Tensor:
    return targets != IGNORE


def entropy(scores: Tensor, targets: Tensor) -> Tensor:
    keep = known(targets)
    return F.cross_entropy(scores[keep], targets[keep])


def losses(model: Encoder, batch: Batch, device: torch.device) -> dict[str, Tensor]:
    """The loss of every layer that the batch annotates."""
    (pieces, shapes, mask, first, words), (upos, heads, relations, names, report_names) = tensors(batch, device)
    hidden = (torch.rand(pieces.shape, device=device) < MASKED_PIECES) & (pieces > SEP)
    pieces = torch.where(hidden, MASK, pieces)
    for_parse, for_names, for_report = model.words(pieces, shapes, mask, first)
    found: dict[str, Tensor] = {}
    if known(upos).any():
        rows = known(upos).any(1)
        scores, dependent, head = model.arcs(for_parse[rows], words[rows])
        found["upos"] = UPOS_WEIGHT * entropy(model.tagger(for_parse[rows]), upos[rows])
        found["arcs"] = entropy(scores, heads[rows])
        found["labels"] = entropy(model.labels(dependent, head, heads[rows].clamp(min=0)), relations[rows])
    share = words.sum()
    if known(names).any():
        weight = (SPARSE_NAMES + known(names).sum() / share).clamp(max=1)
        found["names"] = NAMES_WEIGHT * weight * entropy(model.name_scores(for_names), names)
    if known(report_names).any():
        weight = (SPARSE_NAMES + known(report_names).sum() / share).clamp(max=1)
        found["report_names"] = weight * entropy(model.report_scores(for_report), report_names)
    return found


def optimiser(model: Encoder) -> torch.optim.AdamW:
    groups: dict[float, list[torch.nn.Parameter]] = {EMBEDDING_RATE: [], ENCODER_RATE: [], HEAD_RATE: []}
    for name, parameter in model.named_parameters():
        part = name.split(".")[0]
        groups[RATES.get(part, HEAD_RATE)].append(parameter)
    settings = [{"params": parameters, "lr": rate, "base": rate} for rate, parameters in groups.items()]
    return torch.optim.AdamW(settings, weight_decay=WEIGHT_DECAY, betas=(0.9, 0.98), fused=True)


def train(data: Data, model: Encoder, output: Path, args: argparse.Namespace, device: torch.device) -> None:
    checkpoint = output / "checkpoint.pt"
    optimizer = optimiser(model)
    step, epoch, spent = 0, 0, 0.0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True, map_location=device)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        step, epoch, spent = saved["step"], saved["epoch"] + 1, saved["spent"]
    batches = data.epoch(epoch, args.batch_pieces)
    schedule = Schedule(int(len(batches) * args.epochs), args.minutes, spent)
    print(f"{len(data.examples)} examples, {len(batches)} steps an epoch, {len(data.relations)} relations", flush=True)

    def save(name: str, **state: object) -> None:
        partial = output / f"{name}.partial"
        shared = {"model": model.state_dict(), "relations": data.relations, "seed": SEED, "step": step, "epoch": epoch}
        torch.save(shared | state, partial)
        partial.replace(output / name)

    sums: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    model.train()
    while schedule.progress(step) < 1:
        if not batches:
            epoch += 1
            batches = data.epoch(epoch, args.batch_pieces)
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * schedule.rate(step)
        found = losses(model, batches.pop(), device)
        optimizer.zero_grad(set_to_none=True)
        torch.stack(list(found.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        optimizer.step()
        step += 1
        for name, loss in found.items():
            sums[name] += loss.item()  # type: ignore[assignment]
            counts[name] += 1
        if step % REPORT_EVERY == 0:
            means = " ".join(f"{name} {sums[name] / counts[name]:.3f}" for name in sorted(sums))
            done = f"{schedule.progress(step):.3f} done, {schedule.spent():.0f} s"
            print(f"step {step}, epoch {epoch}, {done}: {means}", flush=True)
            sums.clear()
            counts.clear()
        if step % SAVE_EVERY == 0:
            save("checkpoint.pt", optimizer=optimizer.state_dict(), spent=schedule.spent())
    save("final.pt", spent=schedule.spent())
    print(f"done: {step} steps, {schedule.spent():.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder that holds ud_ewt/, gum/, wikigold/ …")
    parser.add_argument("output", type=Path, help="folder for the log and the checkpoints")
    parser.add_argument("--minutes", type=float, default=95)
    parser.add_argument("--epochs", type=float, default=12, help="the run ends after these or after the minutes")
    parser.add_argument("--batch-pieces", type=int, default=1536)
    args = parser.parse_args()
    random.seed(SEED)
    np.random.seed(SEED)
    torch.manual_seed(SEED)
    torch.set_flush_denormal(True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    args.output.mkdir(parents=True, exist_ok=True)
    data = Data(args.corpora, pretrained() / "tokenizer.json")
    model = Encoder(data.relations)
    model.load_pretrained(pretrained() / "model.safetensors")
    train(data, model.to(device), args.output, args, device)


if __name__ == "__main__":
    main()
