"""A compiled model as bytes, the same everywhere: flat little-endian arrays after a short head."""

import struct

import numpy as np
from numpy.typing import NDArray

from configurator.engine.compiled import Compiled, Diagram
from configurator.engine.diagram import Graph
from configurator.engine.domains import values_of
from configurator.engine.layering import Layered
from configurator.engine.model import Model
from configurator.engine.ragged import Ragged

MAGIC = b"diagram1"
HEAD = struct.Struct("<8sqqq")
LENGTH = struct.Struct("<q")
NUMBER = np.dtype("<i4")


class StoredDiagramError(Exception):
    """Stored bytes are not a diagram of the model that they are loaded for."""


def store(compiled: Compiled) -> bytes:
    """The diagram without its model, uncompressed."""
    diagram = compiled.diagram
    solvable = diagram.layered is not None
    parts = [HEAD.pack(MAGIC, diagram.classes, diagram.variables, solvable)]
    for array in (diagram.class_of, *_arrays(diagram.layered)):
        parts += [LENGTH.pack(len(array)), array.astype(NUMBER).tobytes()]
    return b"".join(parts)


def load(model: Model, data: bytes) -> Compiled:
    """What `store` was given, for the same model; raises `StoredDiagramError`."""
    try:
        magic, classes, variables, solvable = HEAD.unpack_from(data)
        arrays = _read(data)
    except (struct.error, ValueError) as error:
        raise StoredDiagramError("the stored diagram is cut short or damaged") from error
    values = values_of(model)
    if magic != MAGIC or len(arrays) != (7 if solvable else 1):
        raise StoredDiagramError("these bytes are no stored diagram of this version")
    if len(arrays[0]) != len(values) + 2 * len(model.conditions):
        raise StoredDiagramError("the stored diagram belongs to another model")
    layered = _layered(*arrays[1:]) if solvable else None
    return Compiled(model, values, Diagram(arrays[0], classes, variables, layered))


def _arrays(layered: Layered | None) -> list[NDArray[np.int64]]:
    if layered is None:
        return []
    graph = layered.graph
    return [
        layered.level_counts,
        graph.edge_counts,
        graph.values.lengths,
        graph.values.items,
        graph.children.lengths,
        graph.children.items,
    ]


def _read(data: bytes) -> list[NDArray[np.int64]]:
    arrays = []
    place = HEAD.size
    while place < len(data):
        (length,) = LENGTH.unpack_from(data, place)
        place += LENGTH.size
        arrays.append(np.frombuffer(data, NUMBER, length, place).astype(np.int64))
        place += length * NUMBER.itemsize
    return arrays


def _layered(
    level_counts: NDArray[np.int64],
    edge_counts: NDArray[np.int64],
    value_lengths: NDArray[np.int64],
    value_items: NDArray[np.int64],
    child_lengths: NDArray[np.int64],
    child_items: NDArray[np.int64],
) -> Layered:
    values = Ragged(value_lengths, value_items)
    children = Ragged(child_lengths, child_items)
    return Layered(Graph(edge_counts, values, children), level_counts)
