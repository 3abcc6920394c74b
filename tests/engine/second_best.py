"""CP-SAT as a second opinion on what is the best within a budget."""

from collections.abc import Iterable

from configurator.engine.expressions import Unknown
from configurator.engine.model import Choice, Costs, Model
from tests.engine.second_solver import SecondSolver, solved


class SecondBest(SecondSolver):
    """A model as CP-SAT sees it, with what each configuration costs and is worth."""

    def __init__(self, model: Model, prices: Costs, merits: Costs) -> None:
        super().__init__(model, Costs())
        self._price = self._added_up(model, prices)
        self._merit = self._added_up(model, merits)

    def check_everything(self, model: Model) -> None:
        """From here on no rule may stay unchecked."""
        for condition in model.conditions.values():
            if isinstance(condition, Unknown):
                self._program.add(self._holds(condition) == 0)

    def least(self) -> int:
        """The price of the cheapest configuration, of which there is one."""
        program = self._with(())
        program.minimize(self._price)
        found = solved(program)
        assert found is not None
        return found

    def most(self, budget: int, choices: Iterable[Choice] = ()) -> int | None:
        """The most merit for a price of at most `budget`; None where nothing fits."""
        program = self._with(choices)
        program.add(self._price <= budget)
        program.maximize(self._merit)
        return solved(program)
