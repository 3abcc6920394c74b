"""The burger bar: it reads without a mistake, and every rule and picture of it is needed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from catalog.drawing import stack
from catalog.files import load_shop
from catalog.product_tree import flat_groups, placed_rules
from catalog.shop import NONE, GroupKind, Layer, Option, Preset, Product, Rule, Shop, Text
from catalog.svg import clean_svg
from configurator.engine.compiling import compile_model
from configurator.engine.evaluation import Judge
from configurator.engine.expressions import Sum, groups_of
from configurator.engine.model import Choice, Kind, Model
from configurator.engine.parsing import parse_rule
from configurator.engine.sentences import fill, placeholders
from configurator.publishing.checks import check_rules
from configurator.publishing.configurations import quote
from configurator.publishing.engine_model import engine_model
from configurator.publishing.facts import FactReader
from configurator.publishing.live import LiveShop, assemble
from configurator.publishing.product_reader import names_for

FOLDER = Path(__file__).parents[2] / "catalog" / "demo" / "burger-bar"
UNWELCOME = re.compile(r"\b(invalid|please|sorry|oops)\b|error occurred|!", re.IGNORECASE)
HANGUL = re.compile(r"[가-힣]")


@cache
def loaded() -> tuple[Shop, Mapping[str, bytes]]:
    return load_shop(FOLDER)


@cache
def bar() -> Shop:
    return loaded()[0]


@cache
def burger() -> Product:
    return bar().product("burger")


@cache
def model() -> Model:
    return engine_model(bar(), burger())


@cache
def count() -> int:
    return valid_configurations(model())


def valid_configurations(of: Model) -> int:
    compiled = compile_model(of)
    return compiled.count(compiled.unrestricted())


def must_rules() -> list[Rule]:
    return [rule for _, rule in placed_rules(bar(), burger()) if rule.strength == "must"]


def options() -> list[Option]:
    return [option for flat in flat_groups(bar(), burger()) for option in flat.group.options]


def layers() -> Iterator[Layer]:
    for option in options():
        if option.layer is not None:
            yield option.layer
            yield from option.layer.places.values()
            if option.layer.top is not None:
                yield option.layer.top


def groups_spanned(rule: Rule) -> set[str]:
    return set(groups_of(parse_rule(rule.text, names_for(bar(), burger()))))


def own_rules() -> list[Rule]:
    return [rule for rule in burger().rules if rule.strength == "must"]


def texts(thing: object) -> Iterator[Text]:
    """Every text of a thing and of all it holds."""
    if is_dataclass(thing):
        for each in fields(thing):
            yield from texts(getattr(thing, each.name))
    elif isinstance(thing, tuple):
        for part in thing:
            yield from texts(part)
    elif isinstance(thing, Mapping) and set(thing) == {"ko", "en"}:
        yield thing


def complete(preset: Preset) -> tuple[Choice, ...]:
    """The preset as a configuration; what it leaves out is none."""
    choices: list[Choice] = []
    for group in model().groups:
        answer = preset.choices.get(group.path, NONE)
        if isinstance(answer, Mapping):
            choices += [Choice(group.path, option, amount) for option, amount in answer.items()]
        elif answer != NONE:
            choices.append(Choice(group.path, str(answer)))
    return tuple(choices)


def drawn(preset: Preset) -> list[str]:
    chosen = [(each.group, each.option, each.amount) for each in complete(preset)]
    return [each.picture for each in stack(bar(), burger(), chosen)]


def test_no_rule_has_a_mistake() -> None:
    assert check_rules(bar()) == []


def test_there_is_enough_to_choose_from() -> None:
    groups = {flat.path: flat.group for flat in flat_groups(bar(), burger())}
    assert len(options()) >= 60
    assert len(groups["bun"].options) >= 6
    assert len(groups["toppings"].options) >= 15
    assert {"set.side.size", "set.drink.kind", "set.drink.size", "set.drink.ice"} <= set(groups)
    assert groups["sauces"].distinct.at_most == 3
    assert groups["toppings"].distinct.at_most
    assert groups["toppings"].units.at_most


def test_at_least_fifteen_rules_and_four_of_them_span_three_groups() -> None:
    assert len(must_rules()) >= 15
    assert sum(len(groups_spanned(rule)) >= 3 for rule in own_rules()) >= 4


def test_some_rule_is_a_sum() -> None:
    names = names_for(bar(), burger())
    assert any(isinstance(parse_rule(rule.text, names), Sum) for rule in own_rules())


@pytest.mark.parametrize("name", [rule.name for rule in model().rules if rule.strength == "must"])
def test_removing_any_rule_allows_more(name: str) -> None:
    rest = tuple(rule for rule in model().rules if rule.name != name)
    assert valid_configurations(replace(model(), rules=rest)) > count()


def test_the_diagram_stays_small_enough_to_answer_every_click() -> None:
    assert compile_model(model(), budget=500_000).model is model()


@pytest.mark.parametrize("preset", [each.id for each in bar().presets])
def test_every_preset_is_complete_and_valid(preset: str) -> None:
    assert Judge(model()).violations(complete(bar().preset(preset))) == ()


@pytest.mark.parametrize("preset", [each.id for each in bar().presets])
def test_every_preset_is_drawn_with_its_bun_closed(preset: str) -> None:
    pictures = drawn(bar().preset(preset))
    assert pictures[0] == "board.svg"
    assert sum(each.endswith("-heel.svg") for each in pictures) == 1
    assert sum(each.endswith("-crown.svg") for each in pictures) == 1


def test_presets_come_in_several_categories_and_some_still_ask() -> None:
    assert len(bar().presets) >= 8
    assert {preset.category for preset in bar().presets} == {
        category.id for category in bar().categories
    }
    assert any("set.drink.kind" in preset.asks for preset in bar().presets)
    assert all(preset.defining for preset in bar().presets)


def test_what_is_called_vegan_is_made_of_plants() -> None:
    green = complete(bar().preset("green-garden"))
    groups = {group.path: group for group in model().groups}
    for choice in green:
        known = {option.id: option for option in groups[choice.group].options}
        assert known[choice.option].attributes.get("vegan", True) is True


def test_every_allergen_is_named_by_some_item() -> None:
    for allergen in bar().allergens:
        assert any(item.allergens.get(allergen.id) == "contains" for item in bar().items) or (
            any(item.allergens.get(allergen.id) == "may_contain" for item in bar().items)
        )


def test_every_ingredient_says_what_it_uses_and_its_energy() -> None:
    for option in options():
        assert option.items is not None
        assert FactReader(bar()).attributes(option)["kcal"] is not None


def test_every_item_is_used() -> None:
    used = {item for option in options() for item in option.items or {}}
    assert used == {item.id for item in bar().items}


def test_every_text_is_native_and_calm() -> None:
    for text in texts(bar()):
        assert not UNWELCOME.search(text["ko"])
        assert not UNWELCOME.search(text["en"])
        assert not HANGUL.search(text["en"])


def test_rule_sentences_end_as_sentences_and_are_told_politely_in_korean() -> None:
    for rule in (each for product in bar().products for each in product.rules):
        assert re.search(r"[요]\.$", rule.sentence["ko"]), rule.id
        assert rule.sentence["en"].endswith("."), rule.id


def test_korean_particles_follow_what_is_filled_in() -> None:
    sentence = next(rule for rule in burger().rules if rule.id == "soft-cut").sentence["ko"]
    assert placeholders(sentence) == ("bun",)
    assert fill(sentence, {"bun": "밥 번"}, "ko").startswith("밥 번은")
    assert fill(sentence, {"bun": "브리오슈"}, "ko").startswith("브리오슈는")


def test_all_pictures_are_safe_and_small_and_used() -> None:
    pictures = loaded()[1]
    used = {layer.picture for layer in layers()}
    used |= {option.picture for option in options() if option.picture}
    used |= {product.picture for product in bar().products if product.picture}
    assert used | {"board.svg"} == set(pictures)
    for name, body in pictures.items():
        assert clean_svg(body) == body, name
        assert len(body) < 12_000, name


def test_every_option_that_can_be_tasted_or_held_has_a_picture() -> None:
    assert [option.id for option in options() if option.picture is None] == []


def test_layers_of_the_stack_share_one_width_and_middle() -> None:
    stage = burger().stage
    assert stage is not None
    on_stack = [layer for layer in layers() if not layer.beside]
    assert {layer.width for layer in on_stack} == {320}
    assert all(2 * layer.x + layer.width == stage.width for layer in on_stack)


def test_pictures_say_what_is_in_them() -> None:
    for path in sorted((FOLDER / "pictures").glob("*.svg")):
        assert re.search(r"<title>[^<]{3,}</title>", path.read_text()), path.name


def test_a_group_of_several_kinds_is_of_each_kind_the_engine_knows() -> None:
    kinds = {group.kind for group in model().groups}
    assert {Kind.ONE, Kind.MANY} <= kinds
    assert any(group.kind is GroupKind.SLOT and group.optional for group in burger().groups)


def test_two_helpings_of_sauce_are_included_and_the_cheapest_are_the_free_ones() -> None:
    live = assemble(LiveShop(bar(), 0, {}), burger(), None)
    plain = tuple(each for each in complete(bar().preset("hanip")) if each.group != "sauces")

    def charged(*sauces: tuple[str, str]) -> int:
        chosen = tuple(Choice("sauces", sauce, amount) for sauce, amount in sauces)
        with_sauces, without = (quote(live, (*plain, *each)) for each in (chosen, ()))
        return with_sauces.total.minor - without.total.minor

    assert charged(("bbq", "normal"), ("tartar", "normal")) == 0
    assert charged(("bbq", "extra")) == 0
    assert charged(("bbq", "normal"), ("truffle", "normal"), ("ketchup", "normal")) == 900
    assert charged(("bbq", "extra"), ("truffle", "normal")) == 900


def test_prices_hold_the_tax() -> None:
    (rate,) = bar().taxes.rates
    assert bar().taxes.included
    assert rate.percent == 10
