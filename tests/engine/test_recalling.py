"""What was found out once is known, for each model by itself, and goes when the model goes."""

import gc
import weakref

from configurator.engine.compiling import compile_model
from configurator.engine.model import Group, Kind, Model, Option
from configurator.engine.recalling import recollection_of
from configurator.engine.recollection import MOST, Recollection

COINS = Model((Group("coin", Kind.ONE, (Option("heads"), Option("tails"))),))


def test_a_question_is_worked_out_once() -> None:
    known = Recollection()
    asked: list[str] = []

    def work() -> str:
        asked.append("")
        return "yes"

    assert known.recall("is it?", work, str) == "yes"
    assert known.recall("is it?", work, str) == "yes"
    assert len(asked) == 1


def test_of_very_many_answers_the_oldest_are_forgotten() -> None:
    known = Recollection()
    for number in range(MOST + 1):
        known.recall(number, lambda: "first", str)
    assert known.recall(0, lambda: "again", str) == "again"
    assert known.recall(MOST, lambda: "again", str) == "first"


def test_two_models_share_nothing_and_are_let_go() -> None:
    one, other = compile_model(COINS), compile_model(COINS)
    assert recollection_of(one) is recollection_of(one)
    assert recollection_of(one) is not recollection_of(other)
    gone = weakref.ref(one)
    del one
    gc.collect()
    assert gone() is None
