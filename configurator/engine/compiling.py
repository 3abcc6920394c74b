"""Compiling a model: its tables, reduced, as a diagram."""

import numpy as np

from configurator.engine.compiled import Compiled, Diagram
from configurator.engine.diagram import graph_of
from configurator.engine.domains import ModelTooLarge, values_of
from configurator.engine.joining import CompileBudgetExceeded
from configurator.engine.layering import layered
from configurator.engine.model import Model
from configurator.engine.reduction import reduced
from configurator.engine.sweep import INFINITE
from configurator.engine.tables import Network
from configurator.engine.weaving import BUDGET, Weaver

__all__ = [
    "INFINITE",
    "CompileBudgetExceeded",
    "Compiled",
    "ModelTooLarge",
    "compile_model",
    "diagram_of",
]


def compile_model(model: Model, budget: int = BUDGET) -> Compiled:
    """Compiles a model; one without any valid configuration compiles too, and holds none.

    Raises `CompileBudgetExceeded` where more than `budget` rows would be needed, and
    `ModelTooLarge`. The same model always gives the same result.
    """
    values = values_of(model)
    network = Weaver(model, values, budget).network()
    return Compiled(model, values, diagram_of(network, budget), network)


def diagram_of(network: Network, budget: int = BUDGET) -> Diagram:
    """Raises `CompileBudgetExceeded`."""
    small = reduced(network)
    listed = [*range(network.real), *network.charged.values()]
    first_class = [-1] * len(network.sizes)
    classes = 0
    for variable in listed:
        first_class[variable] = classes
        classes += small.sizes[variable]
    numbered = [
        np.where(classes_of < 0, -1, classes_of + first_class[variable])
        for variable in listed
        for classes_of in [small.class_of[variable]]
    ]
    class_of = np.concatenate([np.zeros(0, dtype=np.int64), *numbered])
    graph = graph_of(small, first_class, budget)
    if graph is None:
        return Diagram(np.full(len(class_of), -1), 0, len(network.sizes), None)
    return Diagram(class_of, classes, len(network.sizes), layered(graph))
