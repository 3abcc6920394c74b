"""Reading rule text: the way in to the language that RULES.md describes."""

from configurator.engine.checking import expression_of, total_of
from configurator.engine.expressions import Expression, Total
from configurator.engine.mistakes import Mistake, RuleTextError, wording
from configurator.engine.names import AttributeNames, GroupNames, Names, names_of
from configurator.engine.printing import print_expression
from configurator.engine.suggesting import complete
from configurator.engine.syntax import tree_of

__all__ = [
    "AttributeNames",
    "GroupNames",
    "Mistake",
    "Names",
    "RuleTextError",
    "complete",
    "names_of",
    "parse_condition",
    "parse_rule",
    "parse_sum",
    "print_expression",
    "wording",
]


def parse_condition(text: str, names: Names) -> Expression:
    """The expression of a condition; raises `RuleTextError` with the mistakes in it."""
    return expression_of(tree_of(text), names, may_imply=False)


def parse_rule(text: str, names: Names) -> Expression:
    """The expression of a rule, which may also require or exclude; raises `RuleTextError`."""
    return expression_of(tree_of(text), names, may_imply=True)


def parse_sum(text: str, names: Names) -> Total:
    """What a text such as "watts of cpu, graphics + 100" adds up; raises `RuleTextError`."""
    return total_of(tree_of(text, "sum"), names)
