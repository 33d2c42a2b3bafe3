"""The ranges of what goes into each layer of a network, measured over training sentences: its scales in eight bits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from dateline.language.pieces import WordPieces, stack
from dateline.language.trees import Floats

from .examples import Example
from .model import Encoder

SENTENCES = 1000
BEFORE_BILINEAR = {
    "arc_dependent": "arc_weights",
    "label_dependent": "label_of_dependent",
    "label_head": "label_of_head",
}
"""The layers whose outputs go into a bilinear form, past the Gaussian error linear unit, and the name of that input."""


@dataclass
class Channels:
    """What each channel [in] that goes into a layer was seen to hold, over a number of rows."""

    lowest: Floats
    highest: Floats
    total: Floats
    rows: int

    def widened(self, other: Channels) -> Channels:
        lowest, highest = np.minimum(self.lowest, other.lowest), np.maximum(self.highest, other.highest)
        return Channels(lowest, highest, self.total + other.total, self.rows + other.rows)


Ranges = Mapping[str, Channels]
"""By the layer's name."""


def ranges_of(model: Encoder, examples: Sequence[Example], word_pieces: WordPieces) -> Ranges:
    """The ranges over some `SENTENCES` examples, evenly spread, of a network that is ready for inference."""
    ranges: dict[str, Channels] = {}

    def widen(name: str, values: Tensor) -> None:
        rows = values.reshape(-1, values.shape[-1]).numpy()
        seen = Channels(rows.min(0), rows.max(0), rows.sum(0), len(rows))
        ranges[name] = ranges[name].widened(seen) if name in ranges else seen

    handles = []
    for name, module in model.named_modules():
        if isinstance(module, nn.Linear):
            handles.append(module.register_forward_pre_hook(lambda _, inputs, name=name: widen(name, inputs[0])))
        if after := BEFORE_BILINEAR.get(name):
            handles.append(module.register_forward_hook(lambda _, __, out, after=after: widen(after, F.gelu(out))))
    with torch.no_grad():
        for example in examples[:: max(1, len(examples) // SENTENCES)]:
            arrays = stack([word_pieces.encode(example.words)])
            model(**{name: torch.from_numpy(array) for name, array in arrays.items()})
    for handle in handles:
        handle.remove()
    return ranges
