"""The network of `model.py` as the ONNX graph that ships: eight-bit weights and activations, the scales constant.

Dynamic quantisation as onnxruntime offers it takes one scale from a whole tensor, so that a sentence is read
differently in other company, and one scale a row costs as much time again as half of the products. Here what goes
into a layer has one scale, measured beforehand (`ranges.py`), with the difficulty shared out between activations and
weights as in SmoothQuant (Xiao et al. 2023), and biases make up for the mean error of the rounded weights (Nagel et
al. 2019): what the graph says of a sentence depends on the sentence alone. Weights keep seven bits, so that no
processor's 16-bit sums overflow. The graph is written operator by operator, as
no exporter fuses attention and scales; there is no padding in its word pieces, so that it needs no mask.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from .model import ATTENTION_HEADS, BLOCKED, LABEL_WIDTH, LAYERS, MIXED_LAYERS, WIDTH
from .ranges import Floats, Ranges

OPSET, CONTRIB_OPSET, IR_VERSION = 17, 1, 8
CONTRIB = "com.microsoft"
WEIGHT_LIMIT, EMBEDDING_LIMIT, ACTIVATION_STEPS = 63, 127, 255
SMALLEST = 1e-5
SMOOTHING = 0.65
"""SmoothQuant's α: how much of the difficulty goes over to the weights."""
CLIPPED = 2
"""Of the 1,536 channels inside a layer one or two reach, in the first layers, two or three times as far as the rest."""
EPSILON = 1e-12
EVEN = np.ones(1, np.float32)
"""The divisor of channels that are left as they are."""

Array = NDArray[Any]


class Integers(NamedTuple):
    """Rows in eight bits: the names of the values, of their scale and of the zero; the mean of each channel."""

    values: str
    scale: str
    zero: str
    mean: Floats


def graph_of(weights: Mapping[str, Floats], ranges: Ranges) -> onnx.ModelProto:
    """The graph of a network, given its weights by their names in `model.Encoder`, and the ranges of its activations.

    In: int64 `pieces`, `shapes` [B, T] of B sentences of T word pieces each; `first` [W], the first piece of each of
    the W words among all B × T; `words` [B, N], which word stands there, or -1; `places` [W], where it stands among
    all B × N. Out: as `model.Encoder.forward` has it, but [W, ...] in place of [B, N, ...] for all but `arcs`,
    and `label_dep` and `label_head` without the 1 at the end of each row.
    """
    return _Graph(weights, ranges).model()


def rounded(weights: Floats, limit: int, axis: int) -> tuple[NDArray[np.int8], Floats]:
    """Weights as integers of at most `limit`, and the scale of each slice along the other axis."""
    scale = np.maximum(np.abs(weights).max(axis, keepdims=True), SMALLEST) / limit
    return np.round(weights / scale).astype(np.int8), scale.astype(np.float32)


class _Graph:
    """Operators in the order in which they run; a value is spoken of by its name."""

    def __init__(self, weights: Mapping[str, Floats], ranges: Ranges) -> None:
        self.weights = weights
        self.ranges = ranges
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self.outputs: dict[str, list[str | int]] = {}

    def model(self) -> onnx.ModelProto:
        states = self.layers(self.embedded())[-MIXED_LAYERS:]
        pooled = [self.add("Gather", self.add("Reshape", state, self.ints(-1, WIDTH)), "first") for state in states]
        parts = ("arc_dependent", "arc_head", "label_dependent", "label_head")
        divisor = self.smoothing(*parts, "tagger")
        for_parse = self.integers("tagger", self.mixed("parse_mix", pooled, divisor), divisor)
        self.output("upos", self.linear("tagger", for_parse, divisor), len(self.weights["tagger.bias"]))
        arc_dependent, arc_head, label_dependent, label_head = (
            self.contrib("Gelu", self.linear(part, for_parse, divisor)) for part in parts
        )
        self.arcs(arc_dependent, arc_head)
        self.labels(label_dependent, label_head)
        for output, part, tagger in (
            ("names", "name", "name_tagger"),
            ("report_names", "report", "report_name_tagger"),
        ):
            name = f"{part}_hidden"
            divisor = self.smoothing(name)
            rows = self.integers(name, self.mixed(f"{part}_mix", pooled, divisor), divisor)
            hidden = self.integers(tagger, self.contrib("Gelu", self.linear(name, rows, divisor)))
            self.output(output, self.linear(tagger, hidden), len(self.weights[f"{tagger}.bias"]))
        return self.finished()

    def finished(self) -> onnx.ModelProto:
        inputs = {"pieces": "BT", "shapes": "BT", "first": "W", "words": "BN", "places": "W"}
        graph = helper.make_graph(
            self.nodes,
            "encoder",
            [helper.make_tensor_value_info(name, TensorProto.INT64, [*axes]) for name, axes in inputs.items()],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in self.outputs.items()],
            list(self.constants.values()),
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, CONTRIB_OPSET)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
        onnx.checker.check_model(model)
        return model

    def embedded(self) -> str:
        """The rows [B, T, width] of the word pieces."""
        values, scales = rounded(self.weights["word_embedding.weight"], EMBEDDING_LIMIT, axis=1)
        integers = self.add("Gather", self.constant("word_embedding", values), "pieces")
        scale = self.add("Gather", self.constant("word_scales", scales), "pieces")
        word = self.add("Mul", self.add("Cast", integers, to=TensorProto.FLOAT), scale)
        length = self.add("Shape", "pieces", start=1, end=2)
        position = self.add("Slice", self.weight("position_embedding.weight"), self.ints(0), length, self.ints(0))
        shape = self.add("Gather", self.weight("shape_embedding.weight"), "shapes")
        return self.normalised("embedding_norm", self.add("Add", word, position), shape)

    def layers(self, rows: str) -> list[str]:
        """The rows after each layer."""
        states = []
        for layer in (f"layers.{number}" for number in range(LAYERS)):
            rows = self.normalised(f"{layer}.attention_norm", self.attended(layer, rows), rows)
            divisor = self.smoothing(f"{layer}.inner")
            inner = self.linear(f"{layer}.inner", self.smoothed(f"{layer}.inner", rows, divisor), divisor)
            outer = self.integers(f"{layer}.outer", self.contrib("Gelu", inner), clipped=CLIPPED)
            rows = self.normalised(f"{layer}.outer_norm", self.linear(f"{layer}.outer", outer), rows)
            states.append(rows)
        return states

    def attended(self, layer: str, rows: str) -> str:
        """What attention adds to the rows; the values come out divided as the layer after them wants them."""
        query, key, value, after = (f"{layer}.{part}" for part in ("query", "key", "value", "attended"))
        divisor, divisor_after = self.smoothing(query, key, value), self.smoothing(after)
        integers = self.smoothed(query, rows, divisor)
        parts = [self.linear(part, integers, divisor) for part in (query, key)]
        parts.append(self.linear(value, integers, divisor, divisor_after))
        joined = self.contrib("MultiHeadAttention", *parts, num_heads=ATTENTION_HEADS)
        return self.linear(after, self.integers(after, joined, divisor_after), divisor_after)

    def mixed(self, name: str, layers: list[str], divisor: Floats) -> str:
        """The mix of some layers' rows, each channel divided."""
        shares = np.exp(self.weights[f"{name}.weights"].astype(np.float64))
        shares = shares / shares.sum() * self.weights[f"{name}.scale"].item()
        parts = [
            self.add("Mul", layer, self.constant(f"{name}.{i}", np.float32(share / divisor)))
            for i, (layer, share) in enumerate(zip(layers, shares.tolist(), strict=True))
        ]
        total = parts[0]
        for part in parts[1:]:
            total = self.add("Add", total, part)
        return total

    def arcs(self, dependent: str, head: str) -> None:
        weights = self.weights["arc_weights"]
        projected = self.product("arc_weights", self.integers("arc_weights", dependent), weights[:-1], weights[-1])
        left, right = (self.add("Gather", part, "words") for part in (projected, head))
        scores = self.add("MatMul", left, self.add("Transpose", right, perm=[0, 2, 1]))
        padding = self.add("Cast", self.add("Less", "words", self.ints(0)), to=TensorProto.FLOAT)
        blocked = self.add("Mul", self.add("Unsqueeze", padding, self.ints(1)), self.number(BLOCKED))
        self.outputs["arcs"] = ["B", "N", "N"]
        self.nodes.append(helper.make_node("Add", [scores, blocked], ["arcs"]))

    def labels(self, dependent: str, head: str) -> None:
        """Scores of each word's relation to its greedy head: a bilinear term, one of either side, and a constant."""
        weights = self.weights["label_weights"]
        count = len(weights)
        self.output("label_dep", dependent, LABEL_WIDTH)
        self.output("label_head", head, LABEL_WIDTH)
        place = self.add("ArgMax", "arcs", axis=2, keepdims=0)
        root = self.add("Slice", "words", self.ints(0), self.ints(1), self.ints(1))
        chosen = self.add("Gather", self.add("Reshape", self.add("Add", place, root), self.ints(-1)), "places")
        dependents = self.integers("label_of_dependent", dependent)
        bilinear = np.transpose(weights[:, :-1, :-1], (1, 0, 2)).reshape(LABEL_WIDTH, -1)
        projected = self.add(
            "Reshape", self.product("label_weights", dependents, bilinear), self.ints(-1, count, LABEL_WIDTH)
        )
        column = self.add("Unsqueeze", self.add("Gather", head, chosen), self.ints(2))
        scores = self.add("Reshape", self.add("MatMul", projected, column), self.ints(-1, count))
        of_dependent = self.product("label_of_dependent", dependents, weights[:, :-1, -1].T, weights[:, -1, -1])
        of_head = self.product("label_of_head", self.integers("label_of_head", head), weights[:, -1, :-1].T)
        sides = self.add("Add", of_dependent, self.add("Gather", of_head, chosen))
        self.output("labels", self.add("Add", scores, sides), count)

    def output(self, output: str, rows: str, width: int) -> None:
        """Rows [W, width] as an output."""
        self.outputs[output] = ["W", width]
        self.nodes.append(helper.make_node("Identity", [rows], [output]))

    def smoothing(self, *names: str) -> Floats:
        """What to divide each channel by that goes into some layers: SmoothQuant's s, brought to a mean of 1."""
        channels = self.ranges[names[0]]
        reach = np.maximum(np.maximum(-channels.lowest, channels.highest), SMALLEST)
        weights = np.max([np.abs(self.weights[f"{name}.weight"]).max(0) for name in names], 0)
        divisor = reach**SMOOTHING / np.maximum(weights, SMALLEST) ** (1 - SMOOTHING)
        return np.float32(divisor / np.exp(np.log(divisor).mean()))

    def smoothed(self, name: str, rows: str, divisor: Floats) -> Integers:
        """Rows, each channel divided, as integers for the layer `name`."""
        factor = self.constant(f"{name}.factor", 1 / divisor)
        return self.integers(name, self.add("Mul", rows, factor), divisor)

    def integers(self, name: str, rows: str, divisor: Floats = EVEN, clipped: int = 0) -> Integers:
        """Rows whose channels are divided already as integers for the layer `name`; the highest channels clipped."""
        channels = self.ranges[name]
        lowest = min((channels.lowest / divisor).min(), -SMALLEST)
        highest = max(np.sort(channels.highest / divisor)[-1 - clipped], SMALLEST)
        step = (highest - lowest) / ACTIVATION_STEPS
        scale = self.constant(f"{name}.scale", np.float32(step))
        zero = self.constant(f"{name}.zero", np.uint8(round(-lowest / step)))
        mean = channels.total / channels.rows / divisor
        return Integers(self.add("QuantizeLinear", rows, scale, zero), scale, zero, mean)

    def linear(self, name: str, rows: Integers, divisor: Floats = EVEN, divisor_after: Floats = EVEN) -> str:
        """A linear layer over rows whose channels are divided; what comes out is divided for the layer after it."""
        weights = self.weights[f"{name}.weight"].T * divisor[:, None] / divisor_after
        return self.product(name, rows, weights, self.weights[f"{name}.bias"] / divisor_after)

    def product(self, name: str, rows: Integers, weights: Floats, bias: Floats | None = None) -> str:
        """Rows times weights [in, out] in eight bits, plus a bias."""
        values, scales = rounded(weights, WEIGHT_LIMIT, axis=0)
        inputs = [
            rows.values,
            self.constant(f"{name}.integers", values),
            rows.scale,
            self.constant(f"{name}.scales", scales[0]),
            rows.zero,
        ]
        if bias is not None:
            missing = rows.mean @ (weights - values * scales)
            inputs += ["", self.constant(f"{name}.bias", np.float32(bias + missing))]
        return self.contrib("MatMulIntegerToFloat", *inputs)

    def normalised(self, name: str, rows: str, before: str) -> str:
        """Layer normalisation of the sum of the rows that a block adds and those before it."""
        weight, bias = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.add("LayerNormalization", self.add("Add", rows, before), weight, bias, epsilon=EPSILON)

    def weight(self, name: str) -> str:
        return self.constant(name, self.weights[name])

    def number(self, value: float) -> str:
        return self.constant(f"number {value}", np.float32(value))

    def ints(self, *values: int) -> str:
        return self.constant(f"ints {values}", np.array(values, np.int64))

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
