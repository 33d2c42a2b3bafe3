"""A checkpoint to the model folder that the package ships: `python -m encoder.export CORPORA CHECKPOINT FOLDER`.

Writes `encoder.onnx` (the whole graph in eight bits), `label_weights.npy` (to label a head other than the greedy
one), `tokenizer.json` and `encoder.json` (label inventories, and what the run was). The ranges of the activations are
measured over training sentences of `CORPORA`.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch

from dateline.language.pieces import WordPieces

from .corpora import OWN, TRAINING, training_examples
from .examples import NAMES, REPORT_NAMES, UPOS
from .graph import graph_of
from .model import Encoder, pretrained
from .ranges import ranges_of

SHAPE_SCHEME = 1
EVIDENCE_TABLES = {"persons": "person_names.tsv", "words": "word_case.tsv"}


def load(checkpoint: Path) -> tuple[Encoder, dict[str, Any]]:
    """The network of a checkpoint, ready for inference, and the rest of what the checkpoint holds."""
    saved = torch.load(checkpoint, weights_only=True, map_location="cpu")
    model = Encoder(saved["relations"])
    model.load_state_dict(saved.pop("model"))
    return model.eval(), saved


def write_evidence(run: Mapping[str, Any], folder: Path) -> None:
    """What `encoder.names` learnt beside the network, and the tables that it looks words up in."""
    weights = {name: tensor.numpy() for name, tensor in run["evidence"].items()}
    np.savez(
        folder / "name_evidence.npz",
        hidden=weights["hidden.weight"].T,
        hidden_bias=weights["hidden.bias"],
        output=weights["output.weight"].T,
        output_bias=weights["output.bias"],
    )
    for table in ("persons", "words"):
        rows = (f"{word}\t{first}\t{second}\n" for word, (first, second) in run[table].items())
        (folder / EVIDENCE_TABLES[table]).write_text("".join(rows), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="the folder with one folder a corpus")
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path, help="the model folder, src/dateline/language/model")
    parser.add_argument("--commit", default="", help="the commit that the training ran from, for the record")
    args = parser.parse_args()
    model, run = load(args.checkpoint)
    args.folder.mkdir(parents=True, exist_ok=True)
    np.save(args.folder / "label_weights.npy", model.label_weights.detach().numpy())
    shutil.copy(pretrained() / "tokenizer.json", args.folder)
    ranges = ranges_of(model, training_examples(args.corpora), WordPieces(args.folder / "tokenizer.json"))
    weights = {name: tensor.numpy() for name, tensor in model.state_dict().items()}
    onnx.save(graph_of(weights, ranges), args.folder / "encoder.onnx")
    write_evidence(run, args.folder)
    card = {
        "upos": UPOS,
        "relations": model.relations,
        "names": NAMES,
        "report_names": REPORT_NAMES,
        "word_shapes": SHAPE_SCHEME,
        "seed": run["seed"],
        "date": datetime.now(UTC).date().isoformat(),
        "commit": args.commit,
        "steps": run["step"],
        "hours": round(float(str(run["spent"])) / 3600, 2),
        "data": [*(file for files in TRAINING.values() for file in files), *OWN],
    }
    (args.folder / "encoder.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
