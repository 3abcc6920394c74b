"""The PC shop: real parts that read without a mistake, rules that bite, builds that fit."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from catalog.files import load_shop
from catalog.product_tree import flat_groups
from catalog.shop import NONE, Group, Option, Preset, Product, Shop, Text
from configurator.engine.compiling import compile_model
from configurator.engine.evaluation import Judge
from configurator.engine.expressions import groups_of
from configurator.engine.model import Choice, Model
from configurator.engine.parsing import parse_rule
from configurator.engine.sentences import fill, placeholders
from configurator.publishing.checks import check_rules
from configurator.publishing.engine_model import engine_model
from configurator.publishing.files_check import check_files
from configurator.publishing.product_reader import names_for
from tests.catalog.test_burger_bar import HANGUL, UNWELCOME, texts, valid_configurations

FOLDER = Path(__file__).parents[2] / "catalog" / "demo" / "pc"
SENTENCES = {"en": re.compile(r"^[A-Z0-9{].*\.$"), "ko": re.compile(r"(요|세요)\.$")}
PARTS = ("cpu", "board", "memory", "graphics", "drive-1.model", "case", "psu", "cooler")


@cache
def shop() -> Shop:
    return load_shop(FOLDER)[0]


@cache
def tower() -> Product:
    return shop().product("tower")


@cache
def model() -> Model:
    return engine_model(shop(), tower())


@cache
def count() -> int:
    return valid_configurations(model())


@cache
def groups() -> dict[str, Group]:
    return {flat.path: flat.group for flat in flat_groups(shop(), tower())}


def parts() -> Iterator[Option]:
    """Every part that stands on a shelf, once."""
    for path in PARTS:
        yield from groups()[path].options


def option(path: str, option_id: str) -> Option:
    return next(each for each in groups()[path].options if each.id == option_id)


def complete(preset: Preset, **changed: str) -> tuple[Choice, ...]:
    """The preset as a configuration, with some answers changed; what it leaves out is none."""
    answers = {path: changed.get(path, preset.choices.get(path, NONE)) for path in groups()}
    answers |= {
        each.path: str(preset.choices.get(each.path, NONE)) for each in model().groups
    } | changed
    return tuple(
        Choice(path, str(answer)) for path, answer in answers.items() if answer not in (NONE, {})
    )


def violated(preset_id: str, **changed: str) -> tuple[str, ...]:
    return Judge(model()).violations(complete(shop().preset(preset_id), **changed))


def unchecked(preset_id: str, **changed: str) -> set[str]:
    found = Judge(model()).unchecked(complete(shop().preset(preset_id), **changed))
    return {each if isinstance(each, str) else each.name for each in found}


def price(preset: Preset) -> int:
    """In cents, from the prices of its parts and its own saving."""
    return preset.adjustment + sum(
        option(each.group, each.option).prices[each.amount]
        for each in complete(preset)
        if each.option != "taken"
    )


def merit(preset: Preset, aim: str) -> int:
    return sum(
        option(each.group, each.option).merits.get(aim, 0)
        for each in complete(preset)
        if each.option != "taken"
    )


def own_words() -> Iterator[Text]:
    """The texts that are not the name of a real part, which is the same in every language."""
    return (text for text in texts(shop()) if text["ko"] != text["en"])


def test_the_folder_has_no_mistake_and_no_part_that_can_never_be_chosen() -> None:
    found = check_files(FOLDER)
    assert not found.mistakes
    assert not found.never
    assert check_rules(shop()) == []


def test_it_is_a_workshop_that_dates_its_prices_and_names_where_its_facts_are_from() -> None:
    assert (shop().currency, shop().theme, shop().made_in) == ("USD", "pc", "workshop")
    assert shop().prices_on == "2026-11-01"
    told = shop().credits or {}
    for language in ("en", "ko"):
        assert "BuildCores OpenDB" in told[language]
        assert "Open Data Commons Attribution License" in told[language]


def test_there_are_hundreds_of_real_parts_to_choose_from() -> None:
    assert sum(1 for _ in parts()) >= 250
    assert max(len(groups()[path].options) for path in PARTS) >= 60
    assert min(len(groups()[path].options) for path in PARTS) >= 25


def test_names_of_parts_read_well_and_no_two_are_alike() -> None:
    names = [each.name["en"] for each in parts()]
    assert len(set(names)) == len(names)
    for name in names:
        assert len(name) <= 52, name
        assert not re.search(r"OEM|Tray|  |™|®|\b(\w+) \1\b", name, re.IGNORECASE), name


def test_every_part_has_a_price_as_shops_write_them() -> None:
    for each in parts():
        assert each.prices[""] > 0, each.id
        assert each.prices[""] % 100 in (0, 90, 99), each.id


def test_every_part_can_be_sold_out_by_itself() -> None:
    for each in parts():
        assert each.items == {each.id: 1}
    used = {
        item for group in groups().values() for each in group.options for item in each.items or {}
    }
    assert used == {item.id for item in shop().items}


def test_long_lists_show_a_few_facts_and_can_be_narrowed_down() -> None:
    for path in PARTS:
        assert 2 <= len(groups()[path].shows) <= 4, path
        assert groups()[path].filters, path
        assert groups()[path].help is not None, path


@pytest.mark.parametrize(
    ("path", "attribute"),
    [
        ("board", "sata"),
        ("graphics", "length"),
        ("graphics", "eight-pin"),
        ("case", "cooler-room"),
        ("case", "radiators"),
        ("psu", "twelve-pin"),
        ("cooler", "height"),
    ],
)
def test_what_is_not_known_of_a_part_is_left_out(path: str, attribute: str) -> None:
    known = [attribute in each.facts for each in groups()[path].options]
    assert any(known)
    assert not all(known)


def test_most_rules_are_requirements_and_many_are_sums() -> None:
    musts = [rule for rule in tower().rules if rule.strength == "must"]
    assert len(musts) >= 18
    assert sum(" <= " in rule.text for rule in musts) >= 10
    names = names_for(shop(), tower())
    spanned = [set(groups_of(parse_rule(rule.text, names))) for rule in musts]
    assert sum(len(each) >= 3 for each in spanned) >= 3
    assert {rule.strength for rule in tower().rules} == {"must", "warn", "note"}


@pytest.mark.parametrize("name", [rule.name for rule in model().rules if rule.strength == "must"])
def test_removing_any_rule_allows_more(name: str) -> None:
    rest = tuple(rule for rule in model().rules if rule.name != name)
    assert valid_configurations(replace(model(), rules=rest)) > count()


def test_it_compiles_small_though_it_can_be_put_together_in_countless_ways() -> None:
    assert compile_model(model(), budget=500_000).model is model()
    assert count() > 10**18


@pytest.mark.parametrize("preset", [each.id for each in shop().presets])
def test_every_build_keeps_the_rules_with_nothing_left_unchecked(preset: str) -> None:
    assert violated(preset) == ()
    assert unchecked(preset) == set()
    warned = {rule.id for rule in tower().rules if rule.strength == "warn"}
    assert not warned & set(Judge(model()).notices(complete(shop().preset(preset))))


def test_builds_come_as_good_better_and_best_of_each_kind() -> None:
    for category in shop().categories:
        of_kind = [each for each in shop().presets if each.category == category.id]
        assert [each.id for each in of_kind] == [
            f"{category.id}-{grade}" for grade in ("good", "better", "best")
        ]
        assert [price(each) for each in of_kind] == sorted(price(each) for each in of_kind)
        merits = [merit(each, category.id) for each in of_kind]
        assert merits == sorted(merits)


def test_the_cheapest_build_is_for_a_small_purse_and_the_dearest_is_not() -> None:
    assert 40_000 <= price(shop().preset("office-good")) <= 50_000
    assert 400_000 <= price(shop().preset("workstation-best")) <= 480_000


def test_merits_tell_aims_apart() -> None:
    gaming, forge = shop().preset("gaming-best"), shop().preset("workstation-better")
    assert merit(gaming, "gaming") > merit(forge, "gaming")
    assert merit(forge, "workstation") > merit(gaming, "workstation")


def test_a_card_with_the_new_plug_needs_a_supply_that_has_it() -> None:
    assert violated("gaming-best", psu="seasonic-focus-gx-1000") == ("twelve-pin-plug",)


def test_a_supply_of_unknown_plugs_is_neither_refused_nor_vouched_for() -> None:
    assert violated("gaming-better", psu="corsair-rm850x-2024") == ()
    assert unchecked("gaming-better", psu="corsair-rm850x-2024") == {"eight-pin-plugs"}


def test_what_is_not_known_does_not_matter_where_nothing_asks_for_it() -> None:
    assert unchecked("office-best", psu="corsair-rm850x-2024") == set()
    assert unchecked("gaming-best", psu="corsair-rm850x-2024") == {"twelve-pin-plug"}


def test_memory_of_another_type_does_not_go_into_the_board() -> None:
    ddr4 = "kingston-fury-beast-2x8-gb-ddr4-3200"
    assert violated("gaming-better", memory=ddr4) == ("memory-type",)


def test_a_second_kit_needs_slots_that_are_free() -> None:
    same = "kingston-fury-beast-2x8-gb-ddr4-3200"
    assert violated("office-good", **{"second-kit": same}) == ("memory-slots",)


def test_a_high_cooler_does_not_go_into_a_flat_case_but_a_radiator_is_asked_for_its_own_place() -> (
    None
):
    assert violated("gaming-good", case="thermaltake-versa-h17", cooler="noctua-nh-d15-g2") == (
        "cooler-height",
    )
    assert violated("gaming-better", cooler="arctic-liquid-freezer-iii-pro-420") == (
        "radiator-case",
    )


def test_a_processor_without_graphics_needs_a_card() -> None:
    assert violated("gaming-good", graphics=NONE) == ("a-picture",)


def test_drives_are_counted_against_the_sockets_of_the_board() -> None:
    drives = {"drive-2": "taken", "drive-2.model": "kingston-nv3-1-tb"}
    drives |= {"drive-3": "taken", "drive-3.model": "kingston-nv3-2-tb"}
    assert violated("office-good", **drives) == ("m2-sockets",)


@pytest.mark.parametrize(
    ("advice", "preset", "changed"),
    [
        ("bios-update", "gaming-good", {"board": "msi-mag-b550-tomahawk"}),
        ("tight-supply", "gaming-best", {"psu": "seasonic-core-gx-650-2024"}),
        ("tight-card", "workstation-good", {"graphics": "msi-rtx-5070-ti-gaming-trio-oc-16-gb"}),
        ("tight-cooler", "gaming-better", {"cooler": "noctua-nh-d15-g2", "case": "corsair-4000d"}),
        ("hot-and-low", "gaming-best", {"cooler": "thermalright-axp90-x36"}),
        ("standard-speed", "office-best", {"cpu": "core-ultra-7-265k"}),
        ("dark-sockets", "gaming-good", {}),
        ("mixed-kits", "gaming-best", {"second-kit": "crucial-classic-2x8-gb-ddr5-5600"}),
        ("one-module", "office-good", {"memory": "corsair-vengeance-lpx-16-gb-ddr4-3200"}),
        ("little-memory", "gaming-good", {"memory": "corsair-vengeance-lpx-8-gb-ddr4-3200"}),
        ("slow-system", "gaming-good", {"drive-1.model": "seagate-barracuda-1-tb-hard-drive"}),
        ("no-drive", "office-good", {"drive-1": NONE, "drive-1.model": NONE, "system": "own"}),
        ("no-wireless", "gaming-good", {"board": "gigabyte-b550-gaming-x-v2"}),
    ],
)
def test_what_is_only_unwise_is_told_and_left_to_the_shopper(
    advice: str, preset: str, changed: dict[str, str]
) -> None:
    chosen = complete(shop().preset(preset), **changed)
    assert advice in Judge(model()).notices(chosen)


def test_a_card_for_wifi_is_questioned_where_the_board_has_it() -> None:
    board_with_wifi = complete(shop().preset("office-good"))
    card = Choice("extras", "wifi-card", "1")
    assert "two-wireless" not in Judge(model()).notices(board_with_wifi)
    assert "two-wireless" in Judge(model()).notices((*board_with_wifi, card))


def test_every_text_of_our_own_is_native_and_calm() -> None:
    for text in own_words():
        assert not UNWELCOME.search(text["ko"]), text
        assert not UNWELCOME.search(text["en"]), text
        assert not HANGUL.search(text["en"]), text


def test_rules_are_told_in_whole_sentences_and_name_what_is_chosen() -> None:
    for rule in tower().rules:
        for language, shape in SENTENCES.items():
            assert shape.search(rule.sentence[language]), (rule.id, language)
        assert set(placeholders(rule.sentence["ko"])) == set(placeholders(rule.sentence["en"]))
    assert sum(bool(placeholders(rule.sentence["ko"])) for rule in tower().rules) >= 18


def test_korean_particles_follow_the_part_that_is_filled_in() -> None:
    sentence = next(each for each in tower().rules if each.id == "socket").sentence["ko"]
    said = fill(sentence, {"cpu": "AMD Ryzen 5 5600", "board": "MSI PRO B860M-A WIFI"}, "ko")
    assert said.startswith("AMD Ryzen 5 5600은 ")


def test_what_is_weighed_against_a_limit_is_what_a_rule_forbids() -> None:
    rules = {rule.text for rule in tower().rules if rule.strength == "must"}
    assert sum(bool(meter.limit) for meter in tower().meters) >= 4
    for meter in tower().meters:
        kept = f"{meter.used} <= {meter.limit}"
        assert not meter.limit or any(rule.endswith(kept) for rule in rules), meter.id


def test_the_order_of_making_names_every_group() -> None:
    assert set(tower().assembly) == {group.id for group in tower().groups}
    assert tower().assembly[0] == "cpu"


def test_what_is_looked_at_by_hand_depends_on_what_is_built() -> None:
    conditions = {each.id: each.condition for each in tower().inspections}
    assert "twelve-pin" in conditions["twelve-plug"]
    assert len(conditions) >= 6
