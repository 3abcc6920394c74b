"""`flask catalog` checks, loads and dumps shop files."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from catalog.database import Database
from catalog.files import load_shop
from configurator.publishing.live import live_shop
from tests.catalog.test_files import BURGER, FILES, PRESETS, write


def run(app: Flask, *words: str | Path) -> Result:
    return app.test_cli_runner().invoke(args=["catalog", *map(str, words)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "bar", FILES)


def test_a_shop_without_mistakes_is_told_with_its_configurations(app: Flask, folder: Path) -> None:
    result = run(app, "check", folder)
    assert result.exit_code == 0
    # bun x napkins x (set or not), times the toppings: at most two, no pickle with rice.
    assert result.output == (
        "burger: 144 configurations\nburger: costs ₩5,700 to ₩8,900\nNo mistakes.\n"
    )


def test_mistakes_of_form_and_of_rules_are_told_together(app: Flask, folder: Path) -> None:
    broken = BURGER.replace("price: 5900", "price: free").replace("is rice", "is ryce")
    result = run(app, "check", write(folder, {"products/burger.yaml": broken}))
    first, second, last = result.output.splitlines()
    assert result.exit_code == 1
    assert first.startswith("products/burger.yaml:2 products.burger.price: free: expected a whole")
    assert second.startswith("products/burger.yaml:31 products.burger.rules.dry.text: ")
    assert "ryce" in second
    assert last == f"Error: 2 mistakes in {folder}."


def test_mistakes_are_told_in_korean_when_asked(app: Flask, folder: Path) -> None:
    write(folder, {"presets.yaml": PRESETS.replace("bun: sesame", "bun: sesami")})
    result = run(app, "check", folder, "--language", "ko")
    assert (
        "presets.yaml:5 presets.classic.choices.bun: sesami: 이런 옵션은 없어요." in result.output
    )


def test_a_preset_that_its_rules_forbid_is_a_mistake(app: Flask, folder: Path) -> None:
    forbidden = PRESETS.replace("bun: sesame", "bun: rice").replace("{onion:", "{pickle:")
    result = run(app, "check", write(folder, {"presets.yaml": forbidden}))
    assert result.exit_code == 1
    assert result.output.startswith(
        "presets.yaml:1 presets.classic: The rules (dry) do not allow these answers together: "
        "bun=rice, toppings.pickle=normal."
    )


def test_rules_that_leave_nothing_are_a_mistake(app: Flask, folder: Path) -> None:
    impossible = BURGER.replace("bun is rice excludes toppings has pickle", "not bun is sesame")
    impossible += '  never:\n    text: "not bun is rice"\n    sentence: {ko: 안 돼요., en: No.}\n'
    result = run(app, "check", write(folder, {"products/burger.yaml": impossible}))
    assert "products.burger.rules: No configuration keeps all rules. " in result.output
    assert "These cannot hold together: dry, never, answer:bun." in result.output


def test_an_example_that_fails_is_a_mistake_that_names_its_rules(app: Flask, folder: Path) -> None:
    examples = "dry: {product: burger, choices: {bun: rice, toppings: {pickle: normal}}, "
    result = run(app, "check", write(folder, {"examples.yaml": examples + "allowed: yes}"}))
    assert result.output.startswith(
        "examples.yaml:1 examples.dry: The example “dry” must be allowed and is refused. "
        "What refuses it: dry: No.\n"
    )
    kept = run(app, "check", write(folder, {"examples.yaml": examples + "allowed: no}"}))
    assert kept.exit_code == 0


def test_options_that_the_rules_never_allow_are_told(app: Flask, folder: Path) -> None:
    never = BURGER.replace("bun is rice excludes", "not")
    result = run(app, "check", write(folder, {"products/burger.yaml": never}))
    assert result.output == (
        "burger: 72 configurations\nburger: never possible: toppings=pickle\n"
        "burger: Never possible: Toppings: Pickle. What makes it so:\n  - dry: No.\n"
        "burger: costs ₩5,700 to ₩8,900\nNo mistakes.\n"
    )


def test_what_is_loaded_is_live_and_dumps_as_the_same_shop(
    app: Flask, database: Database, folder: Path, tmp_path: Path
) -> None:
    assert run(app, "load", folder, "--note", "opening").output == "bar: revision 1 is live.\n"
    assert run(app, "load", folder).output == "bar: revision 2 is live.\n"
    with database.reading() as session:
        live = live_shop(session, "bar")
    assert live is not None
    assert live.shop == load_shop(folder)[0]
    dumped = tmp_path / "dumped"
    assert run(app, "dump", "bar", dumped).output == f"bar: revision 2 is in {dumped}.\n"
    assert load_shop(dumped) == load_shop(folder)


def test_a_shop_with_mistakes_is_not_loaded(app: Flask, database: Database, folder: Path) -> None:
    write(folder, {"shop.yaml": "id: bar"})
    assert run(app, "load", folder).exit_code == 1
    with database.reading() as session:
        assert live_shop(session, "bar") is None


def test_dumping_writes_over_nothing_and_knows_its_shops(app: Flask, folder: Path) -> None:
    run(app, "load", folder)
    full = run(app, "dump", "bar", folder)
    assert (full.exit_code, full.output) == (
        1,
        f"Error: {folder} is not empty. Name a new folder.\n",
    )
    unknown = run(app, "dump", "baz", folder.parent / "new")
    assert unknown.output == "Error: There is no shop baz. Shops: bar.\n"
