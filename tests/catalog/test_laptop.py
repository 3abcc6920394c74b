"""The laptop shop: it reads without a mistake, every rule of it bites, and every part is drawn."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import product as every_pair
from pathlib import Path

import pytest

from catalog.drawing import PlacedLayer, stack
from catalog.files import load_shop
from catalog.product_tree import flat_groups
from catalog.shop import NONE, GroupKind, Layer, Option, Preset, Product, Shop
from catalog.svg import clean_svg
from configurator.engine.compiling import compile_model
from configurator.engine.evaluation import Judge
from configurator.engine.expressions import Sum, groups_of
from configurator.engine.model import Choice, Model
from configurator.engine.parsing import parse_rule
from configurator.engine.sentences import fill, placeholders
from configurator.publishing.checks import check_rules
from configurator.publishing.engine_model import engine_model
from configurator.publishing.files_check import check_files
from configurator.publishing.product_reader import names_for
from tests.catalog.test_burger_bar import HANGUL, UNWELCOME, texts, valid_configurations

FOLDER = Path(__file__).parents[2] / "catalog" / "demo" / "laptop"
SENTENCES = {"en": re.compile(r"^[A-Z0-9{].*\.$"), "ko": re.compile(r"요\.$")}
DRAWN = ("model", "color", "display", "keyboard", "keys", "os", "charger", "accessories", "sleeve")


@cache
def loaded() -> tuple[Shop, Mapping[str, bytes]]:
    return load_shop(FOLDER)


@cache
def shop() -> Shop:
    return loaded()[0]


@cache
def laptop() -> Product:
    return shop().product("notebook")


@cache
def model() -> Model:
    return engine_model(shop(), laptop())


@cache
def count() -> int:
    return valid_configurations(model())


def options() -> list[Option]:
    return [option for flat in flat_groups(shop(), laptop()) for option in flat.group.options]


def option(group_id: str, option_id: str) -> Option:
    group = next(each for each in laptop().groups if each.id == group_id)
    return next(each for each in group.options if each.id == option_id)


def layers() -> list[Layer]:
    return [each.layer for each in options() if each.layer is not None]


def complete(preset: Preset, **changed: str) -> tuple[Choice, ...]:
    """The preset as a configuration, with some answers changed; what it leaves out is none."""
    choices: list[Choice] = []
    for group in model().groups:
        answer = changed.get(group.path, preset.choices.get(group.path, NONE))
        if isinstance(answer, Mapping):
            choices += [Choice(group.path, each, amount) for each, amount in answer.items()]
        elif answer != NONE:
            choices.append(Choice(group.path, str(answer)))
    return tuple(choices)


def violated(preset_id: str, **changed: str) -> tuple[str, ...]:
    """What a preset breaks with some of its answers changed."""
    return Judge(model()).violations(complete(shop().preset(preset_id), **changed))


def drawn(choices: tuple[Choice, ...]) -> tuple[PlacedLayer, ...]:
    chosen = [(each.group, each.option, each.amount) for each in choices]
    return stack(shop(), laptop(), chosen)


def price(preset: Preset) -> int:
    """The preset's price in cents, from its parts and its own saving; other savings left out."""
    parts = complete(preset)
    prices = [option(each.group, each.option).prices[each.amount] for each in parts]
    return laptop().price + sum(prices) + preset.adjustment


def test_the_folder_has_no_mistake_and_no_part_that_can_never_be_chosen() -> None:
    found = check_files(FOLDER)
    assert not found.mistakes
    assert not found.never
    assert check_rules(shop()) == []


def test_it_sells_one_laptop_in_dollars_and_two_languages() -> None:
    assert (shop().currency, shop().theme) == ("USD", "laptop")
    assert (shop().made_in, shop().prices_on) == ("workshop", "2026-11-01")
    assert set(shop().languages) == {"en", "ko"}
    assert len(shop().products) == 1


def test_there_are_at_least_fifteen_questions_and_the_first_step_is_a_short_one() -> None:
    groups = {group.id: group for group in laptop().groups}
    assert len(groups) >= 15
    assert all(len(groups[each].options) <= 5 for each in laptop().steps[0].groups)
    assert groups["accessories"].kind is GroupKind.MANY
    assert any(len(each.amounts) > 1 for each in groups["accessories"].options)


def test_at_least_fifteen_rules_must_hold_and_several_are_sums_over_groups() -> None:
    names = names_for(shop(), laptop())
    parsed = [parse_rule(rule.text, names) for rule in laptop().rules if rule.strength == "must"]
    assert len(parsed) >= 15
    sums = [groups_of(each) for each in parsed if isinstance(each, Sum)]
    assert sum(len(set(each)) >= 3 for each in sums) >= 3
    assert {rule.strength for rule in laptop().rules} == {"must", "warn", "note"}


@pytest.mark.parametrize("name", [rule.name for rule in model().rules if rule.strength == "must"])
def test_removing_any_rule_allows_more(name: str) -> None:
    rest = tuple(rule for rule in model().rules if rule.name != name)
    assert valid_configurations(replace(model(), rules=rest)) > count()


def test_it_compiles_within_a_tenth_of_the_budget() -> None:
    assert compile_model(model(), budget=500_000).model is model()


def test_options_of_one_question_state_the_same_facts_so_that_none_is_unknown() -> None:
    for group in laptop().groups:
        assert len({frozenset(each.facts) for each in group.options}) <= 1, group.id
    for preset in shop().presets:
        assert Judge(model()).unchecked(complete(preset)) == ()


@pytest.mark.parametrize("preset", [each.id for each in shop().presets])
def test_every_preset_keeps_the_rules(preset: str) -> None:
    assert violated(preset) == ()


def test_a_charger_must_feed_processor_graphics_and_screen_together() -> None:
    assert violated("river", charger="w65") == ("charger-load",)
    assert violated("river", charger="w140") == ()


def test_memory_is_held_to_the_sockets_of_the_body() -> None:
    assert violated("lecture", memory="g16d") == ("memory-sockets",)
    assert violated("lecture", memory="g32") == ()


def test_a_hub_makes_room_for_what_the_body_has_no_socket_for() -> None:
    hub = Choice("accessories", "hub", "1")
    rest = tuple(each for each in complete(shop().preset("rounds")) if each != hub)
    mice = (*rest, Choice("accessories", "mouse", "2"))
    assert Judge(model()).violations(mice) == ("usb-sockets",)
    assert Judge(model()).violations((*mice, hub)) == ()


def test_what_is_only_unwise_is_told_and_left_to_the_shopper() -> None:
    stream = shop().preset("stream")
    assert Judge(model()).notices(complete(stream)) == ()
    unwise = complete(stream, os="bare", memory="g8")
    assert Judge(model()).violations(unwise) == ()
    assert set(Judge(model()).notices(unwise)) == {"bring-a-system", "tight-memory"}


def test_base_models_go_from_good_to_best_at_the_prices_they_are_advertised_at() -> None:
    base = [each for each in shop().presets if each.category == "base"]
    assert [price(each) for each in base] == [74_900, 149_900, 349_900]
    assert all(each.adjustment < 0 and each.defining for each in base)


def test_an_upgrade_of_a_base_model_costs_the_difference_to_what_is_included() -> None:
    for preset in (each for each in shop().presets if each.category == "base"):
        upgraded = {"processor", "graphics", "memory", "storage", "display", "battery"}
        assert not upgraded & set(preset.defining)


def test_words_of_your_own_are_asked_for_where_they_are_engraved() -> None:
    engraving, words = (
        next(each for each in laptop().groups if each.id == group)
        for group in ("engraving", "words")
    )
    assert engraving.optional
    assert all(each.prices[""] > 0 for each in engraving.options)
    assert (words.kind, words.applies_if) == (GroupKind.TEXT, "engraving is taken")
    assert 0 < words.max_length <= 30
    # The form says itself how much fits: the help does not say it again.
    assert not any(str(words.max_length) in each for each in (words.help or {}).values())


def test_rare_parts_are_ordered_ahead_and_the_bench_takes_days_too() -> None:
    assert laptop().days > 0
    assert option("graphics", "pro95").days > option("graphics", "l60").days == 0


def test_what_is_weighed_against_a_limit_is_what_a_rule_forbids() -> None:
    rules = {rule.text for rule in laptop().rules if rule.strength == "must"}
    for meter in laptop().meters:
        assert not meter.limit or f"{meter.used} <= {meter.limit}" in rules, meter.id


def test_the_order_of_making_begins_with_the_body() -> None:
    assert laptop().assembly[0] == "model"
    assert {"fan", "spelling"} <= {each.id for each in laptop().inspections if each.condition}


def test_every_text_is_native_and_calm() -> None:
    for text in texts(shop()):
        assert not UNWELCOME.search(text["ko"]), text
        assert not UNWELCOME.search(text["en"]), text
        assert not HANGUL.search(text["en"]), text


def test_rules_are_told_in_whole_sentences_and_name_what_is_chosen() -> None:
    for rule in laptop().rules:
        for language, shape in SENTENCES.items():
            assert shape.search(rule.sentence[language]), (rule.id, language)
        assert set(placeholders(rule.sentence["ko"])) == set(placeholders(rule.sentence["en"]))
    assert sum(bool(placeholders(rule.sentence["ko"])) for rule in laptop().rules) >= 10


def test_korean_particles_follow_the_part_that_is_filled_in() -> None:
    sentence = next(each for each in laptop().rules if each.id == "graphics-height").sentence["ko"]
    said = fill(sentence, {"graphics": "라이라 60", "model": "여울 14"}, "ko")
    assert said.startswith("라이라 60은 여울 14 안에")


def test_every_part_has_a_picture_and_no_picture_lies_about_unused() -> None:
    pictures = loaded()[1]
    stage = laptop().stage
    assert stage is not None
    used = {each.picture for each in options()} | {each.picture for each in layers()}
    assert used | {stage.background, laptop().picture} == set(pictures)


def test_pictures_are_safe_small_and_say_what_is_in_them() -> None:
    for name, body in loaded()[1].items():
        assert clean_svg(body) == body, name
        assert len(body) < 12_000, name
        assert re.search(rb"<title>[^<]{3,}</title>", body), name


def test_whatever_changes_how_the_laptop_looks_is_drawn() -> None:
    for group in (each for each in laptop().groups if each.id in DRAWN):
        assert all(each.layer is not None for each in group.options), group.id


def test_every_layer_lies_on_the_stage() -> None:
    stage = laptop().stage
    assert stage is not None
    for preset, body in every_pair(shop().presets, ("y13", "studio")):
        for each in drawn(complete(preset, model=body)):
            assert 0 <= each.x <= each.x + each.width <= stage.width, each.picture
            assert 0 <= each.y <= each.y + each.height <= stage.height, each.picture


def test_a_deeper_body_lifts_keys_and_screen_but_not_what_lies_beside() -> None:
    preset = shop().preset("arcade")
    slim, deep = (
        {each.picture: each.y for each in drawn(complete(preset, model=body))}
        for body in ("y13", "studio")
    )
    assert slim["screen-fast.svg"] - deep["screen-fast.svg"] == 12
    assert slim["caps-rgb.svg"] - deep["caps-rgb.svg"] == 12
    assert slim["mouse-layer.svg"] == deep["mouse-layer.svg"]


def test_two_mice_lie_next_to_each_other() -> None:
    mice = [
        each.x
        for each in drawn((Choice("accessories", "mouse", "2"),))
        if each.picture == "mouse-layer.svg"
    ]
    assert len(mice) == 2
    assert mice[1] > mice[0]


def test_every_item_is_used() -> None:
    used = {item for each in options() for item in each.items or {}}
    assert used == {item.id for item in shop().items}
