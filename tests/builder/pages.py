"""Asking the builder as its page does, without a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product

from flask import Flask
from flask_babel import Babel

from configurator.builder.address_reading import read_query
from configurator.builder.answers import Circumstances, answer
from configurator.builder.views import BuilderView, GroupView, OptionView
from configurator.engine.model import Choice
from configurator.publishing.configurations import missing, quote
from configurator.publishing.live import LiveProduct


@contextmanager
def speaking() -> Iterator[None]:
    """A context in which words are found; English, as no visitor is there to prefer another."""
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


def ask(
    live: LiveProduct, query: str, sold_out: frozenset[str] = frozenset(), step: str = "all"
) -> BuilderView:
    """The builder's answer to a query string."""
    here = Circumstances("en", missing(live, sold_out))
    with speaking():
        return answer(live, read_query(live, f"{query}&step={step}"), here)


def follow(live: LiveProduct, href: str) -> BuilderView:
    """The answer to a link of an answer."""
    return ask(live, href.partition("?")[2])


def group_of(view: BuilderView, path: str) -> GroupView:
    return next(group for group in view.groups if group.path == path)


def option_of(view: BuilderView, path: str, name: str) -> OptionView:
    return next(option for option in group_of(view, path).options if option.name == name)


def every_valid(live: LiveProduct) -> list[tuple[frozenset[Choice], int]]:
    """Every valid complete configuration with its price: every way to answer, judged."""
    ways = [_ways(live, path) for path in (flat.path for flat in live.groups)]
    whole = (tuple(c for part in parts for c in part) for parts in product(*ways))
    return [
        (frozenset(each), quote(live, each).total.minor)
        for each in whole
        if not live.judge.violations(each)
    ]


def _ways(live: LiveProduct, path: str) -> list[tuple[Choice, ...]]:
    """Every way to answer one group, and to leave it."""
    group = live.compiled.model.group(path)
    if not any(option.amounts for option in group.options):
        return [(), *((Choice(path, option.id),) for option in group.options)]
    amounts = [
        [(), *((Choice(path, option.id, amount),) for amount in option.amounts)]
        for option in group.options
    ]
    return [tuple(c for part in parts for c in part) for parts in product(*amounts)]


def choices_in(live: LiveProduct, href: str) -> tuple[Choice, ...]:
    """What a link of the builder leads to."""
    return read_query(live, href.partition("?")[2]).choices


def switched(choices: frozenset[Choice], choice: Choice) -> frozenset[Choice]:
    """The choices once `choice` is taken: other answers of its group or option are replaced."""
    return frozenset(
        each
        for each in choices
        if each.group != choice.group or (choice.amount and each.option != choice.option)
    ) | {choice}
