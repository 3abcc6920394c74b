"""What shop files may say of configurations that must be allowed or refused."""

from pathlib import Path

from catalog.files import load_shop, read_shop
from catalog.problem_words import problem_line
from catalog.shop import Example
from tests.catalog.test_files import FILES, write

EXAMPLES = """\
plain:
  product: burger
  choices: {bun: sesame, napkins: 2, toppings: none}
  allowed: yes
  price: 5900
dry:
  product: burger
  choices: {bun: rice, toppings: {pickle: normal}}
  allowed: no
"""


def told(tmp_path: Path, before: str, after: str) -> list[str]:
    files = {**FILES, "examples.yaml": EXAMPLES.replace(before, after)}
    return [problem_line(each, "en") for each in read_shop(write(tmp_path, files)).problems]


def test_examples_state_answers_as_presets_do(tmp_path: Path) -> None:
    shop, _ = load_shop(write(tmp_path, {**FILES, "examples.yaml": EXAMPLES}))
    assert shop.examples == (
        Example("plain", "burger", {"bun": "sesame", "napkins": 2, "toppings": "-"}, True, 5900),
        Example("dry", "burger", {"bun": "rice", "toppings": {"pickle": "normal"}}, False),
    )


def test_answers_that_there_are_not_are_told_with_their_place(tmp_path: Path) -> None:
    assert told(tmp_path, "bun: rice", "bun: rise") == [
        "examples.yaml:8 examples.dry.choices.bun: rise is no option here. Known: rice."
    ]
    [unknown] = told(tmp_path, "bun: rice", "bunn: rice")
    assert unknown.startswith("examples.yaml:8 examples.dry.choices.bunn: bunn is no group here.")


def test_what_is_refused_has_no_price(tmp_path: Path) -> None:
    assert told(tmp_path, "allowed: no", "allowed: no\n  price: 1") == [
        "examples.yaml:10 examples.dry.price: What must be refused has no price. Remove price."
    ]


def test_an_example_is_of_a_product_on_the_menu(tmp_path: Path) -> None:
    changed = "drink\n  choices: {kind: cola}"
    assert told(
        tmp_path, "burger\n  choices: {bun: rice, toppings: {pickle: normal}}", changed
    ) == [
        "examples.yaml:7 examples.dry.product: drink is not on the menu. "
        "Write the example for the product that holds it."
    ]
