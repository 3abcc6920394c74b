"""Reading rule text: the way in to the language that RULES.md describes."""

from configurator.engine.checking import expression_of
from configurator.engine.expressions import Expression
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
    "print_expression",
    "wording",
]


def parse_condition(text: str, names: Names) -> Expression:
    """The expression of a condition; raises `RuleTextError` with the mistakes in it."""
    return expression_of(tree_of(text), names, may_imply=False)


def parse_rule(text: str, names: Names) -> Expression:
    """The expression of a rule, which may also require or exclude; raises `RuleTextError`."""
    return expression_of(tree_of(text), names, may_imply=True)
