"""Eight-bit weights for the exported graph, with one activation scale a word piece.

Dynamic quantisation as onnxruntime offers it takes one scale from a whole tensor, so that a sentence is read
differently in other company. Here every row is scaled by its own largest value: what the graph says of a
sentence depends on the sentence alone. Weights keep seven bits, so that no processor's 16-bit sums overflow.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization.shape_inference import quant_pre_process

from .model import VOCABULARY

WEIGHT_LIMIT = 63
EMBEDDING_LIMIT = 127
ACTIVATION_LIMIT = 127
ZERO = 128
SMALLEST = 1e-8
CONTRIB = "com.microsoft"

Floats = NDArray[np.float32]


def quantise(source: Path, target: Path) -> None:
    """Write `source` with its matrix products and its word embedding in eight bits to `target`."""
    prepared = target.with_suffix(".prepared")
    quant_pre_process(source, prepared, skip_symbolic_shape=True)
    model = onnx.load(prepared)
    prepared.unlink()
    Quantiser(model.graph).run()
    if all(opset.domain != CONTRIB for opset in model.opset_import):
        model.opset_import.append(helper.make_opsetid(CONTRIB, 1))
    onnx.checker.check_model(model)
    onnx.save(model, target)


def rounded(weights: NDArray[np.float32], limit: int, axis: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Weights as integers of at most `limit`, and the scale of each slice along the other axis."""
    scale = np.maximum(np.abs(weights).max(axis, keepdims=True), SMALLEST) / limit
    return np.round(weights / scale).astype(np.int8), scale.astype(np.float32)


class Quantiser:
    """Rewrites one graph in place."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self.graph = graph
        self.weights = {i.name: i for i in graph.initializer}
        self.nodes: list[onnx.NodeProto] = []
        self.rows: dict[str, tuple[str, str]] = {}

    def run(self) -> None:
        self.constant("unit", np.float32(1 / ACTIVATION_LIMIT))
        self.constant("zero_point", np.uint8(ZERO))
        self.constant("smallest", np.float32(SMALLEST))
        for node in self.graph.node:
            table = self.weights.get(node.input[0]) if node.op_type == "Gather" else None
            product = self.weights.get(node.input[1]) if node.op_type == "MatMul" else None
            if table is not None and table.dims[0] == VOCABULARY:
                self.embedding(node, numpy_helper.to_array(table))
            elif product is not None and len(product.dims) == 2:
                self.product(node, numpy_helper.to_array(product))
            else:
                self.nodes.append(node)
        del self.graph.node[:]
        self.graph.node.extend(self.nodes)
        used = {name for node in self.nodes for name in node.input}
        kept = [i for i in self.graph.initializer if i.name in used]
        del self.graph.initializer[:]
        self.graph.initializer.extend(kept)

    def embedding(self, node: onnx.NodeProto, table: Floats) -> None:
        name = node.output[0]
        values, scale = rounded(table, EMBEDDING_LIMIT, axis=1)
        self.constant(f"{name}_table", values)
        self.constant(f"{name}_scales", scale)
        self.add("Gather", [f"{name}_table", node.input[1]], f"{name}_int8")
        self.add("Cast", [f"{name}_int8"], f"{name}_float", to=TensorProto.FLOAT)
        self.add("Gather", [f"{name}_scales", node.input[1]], f"{name}_scale")
        self.add("Mul", [f"{name}_float", f"{name}_scale"], name)

    def product(self, node: onnx.NodeProto, weights: Floats) -> None:
        name = node.output[0]
        values, scale = rounded(weights, WEIGHT_LIMIT, axis=0)
        self.constant(f"{name}_weights", values)
        self.constant(f"{name}_scales", scale[0])
        integers, largest = self.quantised_rows(node.input[0])
        inputs = [integers, f"{name}_weights", "unit", f"{name}_scales", "zero_point"]
        self.add("MatMulIntegerToFloat", inputs, f"{name}_unit", domain=CONTRIB)
        self.add("Mul", [f"{name}_unit", largest], name)

    def quantised_rows(self, name: str) -> tuple[str, str]:
        """The names of the rows of a tensor as unsigned integers, and of the largest value of each row."""
        if name not in self.rows:
            self.add("Abs", [name], f"{name}_abs")
            self.add("ReduceMax", [f"{name}_abs"], f"{name}_max", axes=[-1], keepdims=1)
            self.add("Max", [f"{name}_max", "smallest"], f"{name}_largest")
            self.add("Div", [name, f"{name}_largest"], f"{name}_scaled")
            self.add("QuantizeLinear", [f"{name}_scaled", "unit", "zero_point"], f"{name}_uint8")
            self.rows[name] = (f"{name}_uint8", f"{name}_largest")
        return self.rows[name]

    def constant(self, name: str, value: NDArray[np.generic] | np.generic) -> None:
        self.graph.initializer.append(numpy_helper.from_array(np.asarray(value), name))

    def add(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> None:
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
