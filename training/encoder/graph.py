"""The network of `model.py` as the ONNX graph that ships: eight-bit weights, one activation scale a word piece.

Dynamic quantisation as onnxruntime offers it takes one scale from a whole tensor, so that a sentence is read
differently in other company. Here every row is scaled by its own largest value: what the graph says of a sentence
depends on the sentence alone. Weights keep seven bits, so that no processor's 16-bit sums overflow. The graph is
written operator by operator, as no exporter fuses attention, rows and scales together; there is no padding in its
word pieces, so that it needs no mask, and the rows of a batch stand below each other in one matrix.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from .model import ATTENTION_HEADS, BLOCKED, LABEL_WIDTH, LAYERS, MIXED_LAYERS, WIDTH

OPSET, CONTRIB_OPSET, IR_VERSION = 17, 1, 8
CONTRIB = "com.microsoft"
WEIGHT_LIMIT, EMBEDDING_LIMIT, ACTIVATION_LIMIT = 63, 127, 127
ZERO = 128
SMALLEST = 1e-8
LOWEST_GELU = 0.17
"""No value of the Gaussian error linear unit lies below -0.17."""
EPSILON = 1e-12

Floats = NDArray[np.float32]
Array = NDArray[Any]


def graph_of(weights: Mapping[str, Floats]) -> onnx.ModelProto:
    """The graph of a network, given its weights by their names in `model.Encoder`.

    In: int64 `pieces`, `shapes` [B, T] of B sentences of T word pieces each, `first` [B, N], the first piece of each
    word, and `words` [B, N], 1 for a word and 0 for padding. Out: as `model.Encoder.forward` has it.
    """
    return _Graph(weights).model()


def rounded(weights: Floats, limit: int, axis: int) -> tuple[NDArray[np.int8], Floats]:
    """Weights as integers of at most `limit`, and the scale of each slice along the other axis."""
    scale = np.maximum(np.abs(weights).max(axis, keepdims=True), SMALLEST) / limit
    return np.round(weights / scale).astype(np.int8), scale.astype(np.float32)


class _Graph:
    """Operators in the order in which they run; a value is spoken of by its name."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self.rows: dict[str, tuple[str, str]] = {}
        self.outputs: dict[str, list[str | int]] = {}
        self.by_word: dict[int, str] = {}
        """The shape [B, N, width] of what the outputs say of each word, by its width."""

    def model(self) -> onnx.ModelProto:
        batch, length, words = self.size("pieces", 0), self.size("pieces", 1), self.size("first", 1)
        layers = self.layers(self.embedded(length), self.add("Concat", batch, length, self.ints(WIDTH), axis=0))
        number = self.add("Range", self.ints(0, scalar=True), self.add("Squeeze", batch), self.ints(1, scalar=True))
        self.by_word = {width: self.add("Concat", batch, words, self.ints(width), axis=0) for width in self.widths()}
        first = self.flat_index("first", number, length)
        pooled = [self.add("Gather", layer, first) for layer in layers[-MIXED_LAYERS:]]
        for_parse, for_names = self.mixed("parse_mix", pooled), self.mixed("name_mix", pooled)
        self.tags("upos", "tagger", for_parse)
        names = self.hidden("name_hidden", for_names)
        self.tags("names", "name_tagger", names, gelu=True)
        self.tags("report_names", "report_name_tagger", names, gelu=True)
        self.arcs(for_parse)
        self.labels(for_parse, self.flat_index(self.add("ArgMax", "arcs", axis=2, keepdims=0), number, words))
        return self.finished()

    def finished(self) -> onnx.ModelProto:
        inputs = {"pieces": "T", "shapes": "T", "first": "N", "words": "N"}
        graph = helper.make_graph(
            self.nodes,
            "encoder",
            [helper.make_tensor_value_info(name, TensorProto.INT64, ["B", axis]) for name, axis in inputs.items()],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in self.outputs.items()],
            list(self.constants.values()),
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, CONTRIB_OPSET)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
        onnx.checker.check_model(model)
        return model

    def embedded(self, length: str) -> str:
        """The rows [B × T, width] of the word pieces."""
        values, scales = rounded(self.weights["word_embedding.weight"], EMBEDDING_LIMIT, axis=1)
        integers = self.add("Gather", self.constant("word_embedding", values), "pieces")
        scale = self.add("Gather", self.constant("word_scales", scales), "pieces")
        word = self.add("Mul", self.add("Cast", integers, to=TensorProto.FLOAT), scale)
        position = self.add("Slice", self.weight("position_embedding.weight"), self.ints(0), length, self.ints(0))
        shape = self.add("Gather", self.weight("shape_embedding.weight"), "shapes")
        every = self.add("Add", self.add("Add", word, position), shape)
        return self.add("Reshape", self.normalised("embedding_norm", every), self.ints(-1, WIDTH))

    def layers(self, rows: str, three: str) -> list[str]:
        """The rows after each layer; `three` is the shape [B, T, width]."""
        states = []
        for layer in (f"layers.{number}" for number in range(LAYERS)):
            parts = [f"{layer}.{part}" for part in ("query", "key", "value")]
            split = [self.add("Reshape", self.product(part, rows), three) for part in parts]
            bias = np.concatenate([self.weights[f"{part}.bias"] for part in parts])
            attended = self.contrib(
                "MultiHeadAttention", *split, self.constant(f"{layer}.bias", bias), num_heads=ATTENTION_HEADS
            )
            flat = self.add("Reshape", attended, self.ints(-1, WIDTH))
            rows = self.normalised(f"{layer}.attention_norm", self.linear(f"{layer}.attended", flat), rows)
            inner = self.hidden(f"{layer}.inner", rows)
            rows = self.normalised(f"{layer}.outer_norm", self.linear(f"{layer}.outer", inner, gelu=True), rows)
            states.append(rows)
        return states

    def mixed(self, name: str, layers: list[str]) -> str:
        shares = np.exp(self.weights[f"{name}.weights"].astype(np.float64))
        shares = shares / shares.sum() * self.weights[f"{name}.scale"].item()
        parts = [
            self.add("Mul", layer, self.constant(f"{name}.{i}", np.float32(share)))
            for i, (layer, share) in enumerate(zip(layers, shares.tolist(), strict=True))
        ]
        total = parts[0]
        for part in parts[1:]:
            total = self.add("Add", total, part)
        return total

    def tags(self, output: str, name: str, rows: str, gelu: bool = False) -> None:
        self.per_word(output, self.linear(name, rows, gelu), len(self.weights[f"{name}.bias"]))

    def arcs(self, rows: str) -> None:
        weights = self.weights["arc_weights"]
        width = weights.shape[1]
        dependent = self.hidden("arc_dependent", rows)
        projected = self.scaled_product("arc_weights", dependent, weights[:-1], gelu=True)
        projected = self.add("Add", projected, self.constant("arc_bias", weights[-1]))
        left, right = (
            self.add("Reshape", part, self.by_word[width]) for part in (projected, self.hidden("arc_head", rows))
        )
        scores = self.add("MatMul", left, self.add("Transpose", right, perm=[0, 2, 1]))
        missing = self.add("Sub", self.number(1), self.add("Cast", "words", to=TensorProto.FLOAT))
        blocked = self.add("Unsqueeze", self.add("Mul", missing, self.number(BLOCKED)), self.ints(1))
        self.outputs["arcs"] = ["B", "N", "N"]
        self.nodes.append(helper.make_node("Add", [scores, blocked], ["arcs"]))

    def labels(self, rows: str, heads: str) -> None:
        """Scores of each word's relation to its greedy head: a bilinear term, one of either side, and a constant."""
        weights = self.weights["label_weights"]
        count = len(weights)
        dependent, head = self.hidden("label_dependent", rows), self.hidden("label_head", rows)
        ones = self.add("Expand", self.constant("one_by_one", np.ones((1, 1), np.float32)), self.column(heads))
        for output, side in (("label_dep", dependent), ("label_head", head)):
            self.per_word(output, self.add("Concat", side, ones, axis=1), LABEL_WIDTH + 1)
        bilinear = np.transpose(weights[:, :-1, :-1], (1, 0, 2)).reshape(LABEL_WIDTH, -1)
        projected, scale = self.integer_product("label_weights", dependent, bilinear, gelu=True)
        chosen = self.add("Mul", self.add("Gather", head, heads), scale)
        scores = self.add(
            "MatMul",
            self.add("Reshape", projected, self.ints(-1, count, LABEL_WIDTH)),
            self.add("Unsqueeze", chosen, self.ints(2)),
        )
        of_dependent = self.scaled_product("label_of_dependent", dependent, weights[:, :-1, -1].T, gelu=True)
        of_head = self.scaled_product("label_of_head", head, weights[:, -1, :-1].T, gelu=True)
        sides = self.add("Add", of_dependent, self.add("Gather", of_head, heads))
        total = self.add("Add", self.add("Reshape", scores, self.ints(-1, count)), sides)
        self.per_word("labels", self.add("Add", total, self.constant("label_bias", weights[:, -1, -1])), count)

    def widths(self) -> set[int]:
        """How many values a word has in the outputs."""
        taggers = ("tagger", "name_tagger", "report_name_tagger")
        counts = {len(self.weights[f"{name}.bias"]) for name in taggers}
        return counts | {len(self.weights["label_weights"]), LABEL_WIDTH + 1, self.weights["arc_weights"].shape[1]}

    def per_word(self, output: str, rows: str, width: int) -> None:
        """Rows [B × N, width] as the output [B, N, width]."""
        self.outputs[output] = ["B", "N", width]
        self.nodes.append(helper.make_node("Reshape", [rows, self.by_word[width]], [output]))

    def flat_index(self, index: str, number: str, size: str) -> str:
        """Positions [B, N] within sentences of a size as positions [B × N] among all rows."""
        start = self.add("Unsqueeze", self.add("Mul", number, size), self.ints(1))
        return self.add("Reshape", self.add("Add", index, start), self.ints(-1))

    def hidden(self, name: str, rows: str) -> str:
        return self.contrib("Gelu", self.linear(name, rows))

    def linear(self, name: str, rows: str, gelu: bool = False) -> str:
        return self.add("Add", self.product(name, rows, gelu), self.weight(f"{name}.bias"))

    def product(self, name: str, rows: str, gelu: bool = False) -> str:
        """Rows times the weights of a linear layer, without its bias."""
        return self.scaled_product(name, rows, self.weights[f"{name}.weight"].T, gelu)

    def scaled_product(self, name: str, rows: str, weights: Floats, gelu: bool) -> str:
        return self.add("Mul", *self.integer_product(name, rows, weights, gelu))

    def integer_product(self, name: str, rows: str, weights: Floats, gelu: bool) -> tuple[str, str]:
        """Rows times weights [in, out] in eight bits, and the scale of each row that it is yet to be multiplied by."""
        values, scales = rounded(weights, WEIGHT_LIMIT, axis=0)
        integers, scale = self.quantised(rows, gelu)
        product = self.contrib(
            "MatMulIntegerToFloat",
            integers,
            self.constant(f"{name}.integers", values),
            self.number(1),
            self.constant(f"{name}.scales", scales[0]),
            self.constant("zero", np.uint8(ZERO)),
        )
        return product, scale

    def quantised(self, rows: str, gelu: bool) -> tuple[str, str]:
        """Rows as unsigned integers, and the scale of each; `gelu` says that no value is below `LOWEST_GELU`."""
        if rows not in self.rows:
            sizes = rows if gelu else self.add("Abs", rows)
            largest = self.add("ReduceMax", sizes, axes=[-1], keepdims=1)
            floor = self.number(LOWEST_GELU if gelu else SMALLEST)
            scale = self.add("Mul", self.add("Max", largest, floor), self.number(1 / ACTIVATION_LIMIT))
            flat = self.add("Reshape", scale, self.ints(-1))
            zeros = self.add("Expand", self.constant("zeros", np.array([ZERO], np.uint8)), self.add("Shape", flat))
            self.rows[rows] = self.add("QuantizeLinear", rows, flat, zeros, axis=0), scale
        return self.rows[rows]

    def normalised(self, name: str, rows: str, before: str | None = None) -> str:
        """Layer normalisation, of the sum with the rows before a block where there is one."""
        total = rows if before is None else self.add("Add", rows, before)
        return self.add(
            "LayerNormalization", total, self.weight(f"{name}.weight"), self.weight(f"{name}.bias"), epsilon=EPSILON
        )

    def size(self, name: str, axis: int) -> str:
        return self.add("Shape", name, start=axis, end=axis + 1)

    def column(self, rows: str) -> str:
        """The shape [rows, 1]."""
        return self.add("Concat", self.size(rows, 0), self.ints(1), axis=0)

    def weight(self, name: str) -> str:
        return self.constant(name, self.weights[name])

    def number(self, value: float) -> str:
        return self.constant(f"number {value}", np.float32(value))

    def ints(self, *values: int, scalar: bool = False) -> str:
        array = np.array(values[0] if scalar else values, np.int64)
        return self.constant(f"{'scalar' if scalar else 'ints'} {values}", array)

    def constant(self, name: str, value: Array | np.generic) -> str:
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.array(value, order="C"), name)
        return name

    def add(self, kind: str, *inputs: str, domain: str = "", **attributes: object) -> str:
        """An operator over named values; returns the name of what comes out."""
        output = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], output, domain=domain, **attributes))
        return output

    def contrib(self, kind: str, *inputs: str, **attributes: object) -> str:
        return self.add(kind, *inputs, domain=CONTRIB, **attributes)
