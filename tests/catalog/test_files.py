"""Every mistake in a shop's files is told at once, with file, line, path and what was expected."""

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.errors import ShopFileError
from catalog.files import load_shop, read_shop
from catalog.problem_words import problem_line
from catalog.shop import NONE, AllergenState, Bounds, Hours, Origin
from tests.catalog.shops import SVG

SHOP = """\
id: bar
name: {ko: 바, en: Bar}
languages: [ko, en]
currency: KRW
time_zone: Asia/Seoul
products: [burger, set, drink]
attributes:
  vegan: {name: {ko: 비건, en: Vegan}, kind: flag}
  kcal: {name: {ko: 열량, en: Energy}, kind: number, unit: kcal}
  heat: {name: {ko: 맵기, en: Heat}, kind: word}
amounts:
  normal: {name: {ko: 보통, en: Normal}, units: 1}
  extra: {name: {ko: 많이, en: Extra}, units: 2}
places:
  side: {ko: 따로, en: on the side}
allergens:
  milk: {ko: 우유, en: Milk}
  wheat: {ko: 밀, en: Wheat}
categories:
  classics: {ko: 클래식, en: Classics}
stores:
  main:
    name: {ko: 본점, en: Main}
    hours: {mon-wed: "10:00-21:00", "sat,sun": ["11:00-15:00", "17:00-24:00"]}
    tables: [1, 02, window]
"""
ITEMS = """\
cheddar:
  name: {ko: 체다, en: Cheddar}
  origin: dairy
  allergens: {milk: contains, others: free}
  facts: {kcal: 110.5, vegan: no, heat: 007}
"""
BURGER = """\
name: {ko: 버거, en: Burger}
price: 5900
groups:
  bun:
    kind: one
    name: {ko: 번, en: Bun}
    options:
      sesame: {name: {ko: 참깨, en: Sesame}, price: 0}
      rice: {name: {ko: 밥, en: Rice}, price: 500, items: [cheddar]}
  toppings:
    kind: many
    name: {ko: 토핑, en: Toppings}
    distinct: {at_most: 2}
    options:
      onion: {name: {ko: 양파, en: Onion}, prices: {normal: 300, extra: 500}}
      pickle: {name: {ko: 피클, en: Pickle}, amounts: [normal, normal-side], price: 200}
  napkins:
    kind: number
    name: {ko: 냅킨, en: Napkins}
    numbers: {at_least: 0, at_most: 10}
    step: 2
  set:
    kind: slot
    name: {ko: 세트, en: Set}
    product: set
    optional: yes
steps:
  all: {name: {ko: 모두, en: All}, groups: [bun, toppings, napkins, set]}
rules:
  dry:
    text: "bun is rice excludes toppings has pickle"
    sentence: {ko: "안 돼요.", en: "No."}
"""
SET = """\
name: {ko: 세트, en: Set}
price: 2000
on_menu: no
groups:
  drink:
    kind: slot
    name: {ko: 음료, en: Drink}
    product: drink
"""
DRINK = """\
name: {ko: 음료, en: Drink}
price: 0
on_menu: no
groups:
  kind:
    kind: one
    name: {ko: 종류, en: Kind}
    options:
      cola: {name: {ko: 콜라, en: Cola}, price: 0}
"""
PRESETS = """\
classic:
  product: burger
  name: {ko: 클래식, en: Classic}
  category: classics
  choices: {bun: sesame, toppings: {onion: normal}, napkins: 2, set: none}
  defining: [bun, toppings]
  adjustment: -500
meal:
  product: burger
  name: {ko: 한 끼, en: Meal}
  choices: {bun: rice, toppings: none, napkins: 0, set: taken}
  defining: [bun, set]
  asks: [set.drink]
"""
FILES = {
    "shop.yaml": SHOP,
    "items.yaml": ITEMS,
    "products/burger.yaml": BURGER,
    "products/set.yaml": SET,
    "products/drink.yaml": DRINK,
    "presets.yaml": PRESETS,
}


STRANGE = st.sampled_from(
    [
        *["", "none", "taken", "{}", "[]", "[a, [b]]", "{a: {b: c}}", "~", "*x", "&x y", "!!int 3"],
        *["yes", "-1", "1e9", "9" * 30, "'q'", "sesame", "extra", "set", "set.drink", "2-side"],
    ]
)
"""What may stand where something else was expected."""


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, body in files.items():
        at = folder / name
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_bytes(body if isinstance(body, bytes) else body.encode())
    return folder


def told(folder: Path, file: str, old: str, new: str) -> list[str]:
    """What is told when `old` becomes `new` in one file of a shop that was right."""
    assert old in FILES[file]
    write(folder, {**FILES, file: FILES[file].replace(old, new, 1)})
    return [problem_line(problem, "en") for problem in read_shop(folder).problems]


def test_a_shop_is_read_as_it_is_written(tmp_path: Path) -> None:
    shop, _ = load_shop(write(tmp_path, FILES))
    burger, cheddar = shop.product("burger"), shop.items[0]
    bun, toppings, napkins, _ = burger.groups
    assert [product.id for product in shop.products] == ["burger", "set", "drink"]
    assert cheddar.origin is Origin.DAIRY
    assert cheddar.allergens == {"milk": AllergenState.CONTAINS, "wheat": AllergenState.FREE}
    assert [str(fact) for fact in cheddar.facts.values()] == ["110.5", "False", "007"]
    assert [option.items for option in bun.options] == [None, {"cheddar": 1}]
    assert toppings.options[0].amounts == ("normal", "extra")
    assert toppings.options[1].prices == {"normal": 200, "normal-side": 200}
    assert (napkins.numbers, napkins.step) == (Bounds(0, 10), 2)
    assert shop.stores[0].tables == ("1", "02", "window")
    assert shop.preset("classic").choices["napkins"] == 2
    assert shop.preset("meal").choices["toppings"] == NONE


def test_hours_are_read_day_by_day(tmp_path: Path) -> None:
    shop, _ = load_shop(write(tmp_path, FILES))
    assert shop.stores[0].hours == (
        *[Hours(day, 600, 1260) for day in (0, 1, 2)],
        *[Hours(day, *span) for day in (5, 6) for span in ((660, 900), (1020, 1440))],
    )


def golden_mistakes() -> list[tuple[str, str, str, str]]:
    """Every mistake of mistakes.yaml: the file, what becomes what in it, and what is told."""
    golden = yaml.safe_load(Path(__file__).with_name("mistakes.yaml").read_text("utf-8"))
    return [
        (file, each["change"], each["to"], each["told"])
        for file, mistakes in golden.items()
        for each in mistakes
    ]


@pytest.mark.parametrize(("file", "old", "new", "line"), golden_mistakes())
def test_every_mistake_is_told_with_line_path_and_what_was_expected(
    tmp_path: Path, file: str, old: str, new: str, line: str
) -> None:
    assert f"{file}:{line}" in told(tmp_path, file, old, new)


def test_mistakes_in_many_files_are_told_at_once_in_reading_order(tmp_path: Path) -> None:
    broken: dict[str, str | bytes] = {
        "shop.yaml": SHOP.replace("KRW", "WON").replace("kind: flag", "kind: flags"),
        "items.yaml": ITEMS.replace("dairy", "cow"),
        "products/set.yaml": SET.replace("price: 2000", "price: free"),
        "products/burger.yaml": BURGER.replace("napkins, set]", "napkins]"),
        "presets.yaml": PRESETS.replace("bun: sesame", "bun: sesami"),
        "pictures/Big.svg": SVG,
    }
    with pytest.raises(ShopFileError) as caught:
        load_shop(write(tmp_path, {**FILES, **broken}))
    places = [(each.file, each.line, each.code) for each in caught.value.problems]
    assert places == [
        ("shop.yaml", 4, "unknown-currency"),
        ("shop.yaml", 8, "not-one-of"),
        ("items.yaml", 3, "not-one-of"),
        ("products/burger.yaml", 27, "group-in-no-step"),
        ("products/set.yaml", 2, "expected-whole"),
        ("presets.yaml", 5, "unknown-option"),
        ("pictures/Big.svg", 1, "not-a-picture-name"),
    ]
    assert "shop.yaml:4 currency: WON is not a currency" in str(caught.value)


def test_a_file_that_cannot_be_read_does_not_make_others_wrong(tmp_path: Path) -> None:
    broken = {"items.yaml": "cheddar: [", "products/set.yaml": SET.replace("2000", "free")}
    problems = read_shop(write(tmp_path, {**FILES, **broken})).problems
    assert [(each.file, each.code) for each in problems] == [
        ("items.yaml", "not-yaml"),
        ("products/set.yaml", "expected-whole"),
    ]


@pytest.mark.parametrize("body", ["", "[]", "a", "[[1]]", "a: [", "{a: b}", "\x00", "x: {}"])
@pytest.mark.parametrize("file", list(FILES))
def test_no_content_of_a_file_breaks_the_reader(tmp_path: Path, file: str, body: str) -> None:
    assert read_shop(write(tmp_path, {**FILES, file: body})).shop is None or not body


def test_every_line_may_go_missing_without_breaking_the_reader(tmp_path: Path) -> None:
    lines = BURGER.splitlines(keepends=True)
    write(tmp_path, FILES)
    for at in range(len(lines)):
        write(tmp_path, {"products/burger.yaml": "".join(lines[:at] + lines[at + 1 :])})
        read = read_shop(tmp_path)
        assert (read.shop is None) == bool(read.problems)


def test_a_folder_without_a_shop_is_told(tmp_path: Path) -> None:
    assert [each.code for each in read_shop(tmp_path / "none").problems] == ["no-folder"]
    assert [each.code for each in read_shop(tmp_path).problems] == ["no-file"]


def test_links_are_told_and_not_followed(tmp_path: Path) -> None:
    shop = write(tmp_path / "bar", FILES)
    for name in ("items.yaml", "products/set.yaml", "pictures/a.svg"):
        (shop / name).parent.mkdir(exist_ok=True)
        (shop / name).unlink(missing_ok=True)
        (shop / name).symlink_to("/etc/hostname")
    problems = read_shop(shop).problems
    assert [(each.file, each.code) for each in problems] == [
        ("items.yaml", "not-a-file"),
        ("products/set.yaml", "not-a-file"),
        ("pictures/a.svg", "not-a-file"),
    ]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_change_of_a_word_breaks_the_reader(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(list(FILES)))
    at = data.draw(st.sampled_from(list(re.finditer(r"[\w.-]+|\{[^{}]*\}|\[[^]]*\]", FILES[file]))))
    changed = FILES[file][: at.start()] + data.draw(STRANGE) + FILES[file][at.end() :]
    with TemporaryDirectory() as folder:
        read = read_shop(write(Path(folder), {**FILES, file: changed}))
    assert (read.shop is None) == bool(read.problems)
    assert all(problem_line(each, "ko") for each in read.problems)


def test_a_misspelt_file_is_told(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "preset.yaml": "", "products/x.yml": ""})
    problems = read_shop(tmp_path).problems
    assert [(each.file, each.code) for each in problems] == [
        ("preset.yaml", "unknown-file"),
        ("products/x.yml", "unknown-file"),
    ]
