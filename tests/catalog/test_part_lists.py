"""Options may stand in a CSV file beside their product; what is wrong there is told by line."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from catalog import csv_reading
from catalog.files import MOST_TOLD, load_shop, read_shop
from catalog.problem_words import problem_line
from catalog.shop import Option
from tests.catalog.test_files import BURGER, FILES, write

SHOP = FILES["shop.yaml"].replace(
    "amounts:", "  fits: {name: {ko: 맞음, en: Fits}, kind: words}\namounts:", 1
)
AIMS = "price: 5900\naims: {taste: {ko: 맛, en: Taste}}"
FROM = "    options_from: parts/buns.csv\n"
PRODUCT = BURGER.replace("    options:", f"{FROM}    options:", 1).replace("price: 5900", AIMS)
HEADER = (
    "id,name,name_ko,price,kcal,vegan,heat,fits,items,merit.taste,description_en,description_ko"
)
LIST = f"""{HEADER}
brioche,Brioche,브리오슈,900,310.5,no,007,am5|LGA 1700,cheddar*2,70,"Soft, sweet","부드럽고
달아요"

plain,=1+1,,0,,,,none,none,,,
"""
COLUMNS = "products.burger.groups.bun.options_from"
AT = "products.burger.groups.bun.options"


def shop_with(folder: Path, listed: str | bytes, product: str = PRODUCT) -> Path:
    files = {**FILES, "shop.yaml": SHOP, "products/burger.yaml": product}
    return write(folder, {**files, "parts/buns.csv": listed})


def told(folder: Path, listed: str | bytes, product: str = PRODUCT) -> list[str]:
    shop_with(folder, listed, product)
    return [problem_line(problem, "en") for problem in read_shop(folder).problems]


def buns(folder: Path, listed: str | bytes) -> dict[str, Option]:
    shop, _ = load_shop(shop_with(folder, listed))
    return {option.id: option for option in shop.product("burger").groups[0].options}


def test_a_row_is_an_option_and_an_empty_cell_is_unknown(tmp_path: Path) -> None:
    found = buns(tmp_path, LIST)
    assert list(found) == ["sesame", "rice", "brioche", "plain"]
    brioche, plain = found["brioche"], found["plain"]
    assert brioche.name == {"ko": "브리오슈", "en": "Brioche"}
    assert brioche.description == {"en": "Soft, sweet", "ko": "부드럽고\n달아요"}
    assert brioche.prices == {"": 900}
    assert brioche.facts == {
        "kcal": Decimal("310.5"),
        "vegan": False,
        "heat": "007",
        "fits": ("am5", "LGA 1700"),
    }
    assert (brioche.items, brioche.merits) == ({"cheddar": 2}, {"taste": 70})
    assert plain.name == {"ko": "=1+1", "en": "=1+1"}
    assert (plain.facts, plain.items, plain.merits) == ({"fits": ()}, {}, {})


def test_options_of_a_many_group_have_a_column_for_each_amount(tmp_path: Path) -> None:
    product = BURGER.replace("    distinct:", f"{FROM}    distinct:", 1)
    listed = "id,name,price.normal,price.extra-side\nleek,Leek,200,400\nkale,Kale,100,\n"
    shop, _ = load_shop(shop_with(tmp_path, listed, product))
    leek, kale = shop.product("burger").groups[1].options[2:]
    assert (leek.amounts, leek.prices) == (
        ("normal", "extra-side"),
        {"normal": 200, "extra-side": 400},
    )
    assert (kale.amounts, kale.prices) == (("normal",), {"normal": 100})


def test_a_byte_order_mark_and_windows_lines_are_no_matter(tmp_path: Path) -> None:
    listed = b"\xef\xbb\xbf" + b"id,name,price\r\nrye,Rye,300\r\n"
    assert buns(tmp_path, listed)["rye"].prices == {"": 300}


def test_an_attribute_called_like_a_column_has_a_prefix(tmp_path: Path) -> None:
    shop = SHOP.replace("  heat:", "  days: {name: {ko: 날, en: Days}, kind: number}\n  heat:")
    shop_with(tmp_path, "id,name,price,days,fact.days\nrye,Rye,300,2,7\n")
    write(tmp_path, {"shop.yaml": shop})
    rye = load_shop(tmp_path)[0].product("burger").groups[0].options[-1]
    assert (rye.days, rye.facts) == (2, {"days": 7})


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("900,310.5", "free,310.5", f"2 {AT}.brioche.price: free: expected a whole number without"),
        ("900,310.5", "-1,310.5", f"2 {AT}.brioche.price: -1: expected 0 or more."),
        ("310.5", "many", f"2 {AT}.brioche.facts.kcal: many: expected a number without quotes"),
        (",no,007", ",maybe,007", f"2 {AT}.brioche.facts.vegan: maybe: expected yes or no"),
        ("am5|LGA", "am5|am5|LGA", f"2 {AT}.brioche.facts.fits.1: am5 is listed twice."),
        ("am5|LGA", "am5||LGA", f"2 {AT}.brioche.facts.fits.1: There is nothing here."),
        ("cheddar*2", "chedar*2", f"2 {AT}.brioche.items.chedar: chedar is not in items.yaml."),
        ("cheddar*2", "cheddar*x", f"2 {AT}.brioche.items.cheddar: x: expected a whole number"),
        ("cheddar*2", "cheddar|cheddar", f"2 {AT}.brioche.items: cheddar is listed twice."),
        ("brioche,B", "Brioche!,B", f"2 {AT}.Brioche!: Brioche!: expected an id"),
        ("plain,", ",", f"5 {AT}.line 5.id: A value is needed here."),
        ("plain,", "brioche,", f"5 {AT}.line 5.id: brioche already stands on line 2."),
        ("plain,", "sesame,", f"5 {AT}.line 5.id: sesame is in the product's file already."),
        ("=1+1", "", f"5 {AT}.plain.name: A value is needed here."),
        ("merit.taste", "merit.looks", f"2 {AT}.brioche.merits.looks: looks is no aim here."),
        ("none,none,,,", "none,none,,,,,x", "5 : This row has 14 cells, the header 12."),
        ("plain,=", 'plain,"=', "5 : From here on this is not CSV (unexpected end of data)."),
        (
            "kcal,",
            "calories,",
            f"1 {COLUMNS}.calories: calories is no",
        ),
        (
            "heat,",
            "fact.kcal,",
            f"1 {COLUMNS}.fact.kcal: fact.kcal is listed",
        ),
        ("id,", "key,", f"1 {COLUMNS}.id: There is no column id."),
    ],
)
def test_mistakes_are_told_with_line_and_column(
    tmp_path: Path, old: str, new: str, line: str
) -> None:
    assert old in LIST
    found = told(tmp_path, LIST.replace(old, new, 1))
    assert any(each.startswith(f"parts/buns.csv:{line}") for each in found), found


def test_every_mistake_of_a_list_is_told_at_once(tmp_path: Path) -> None:
    listed = "id,name,price,kcal\na,,1,x\nB,B,free,1\nc,C,2,3\n"
    places = [re.split(r"[: ]", each)[1] for each in told(tmp_path, listed)]
    assert places == ["2", "2", "3", "3"]


@pytest.mark.parametrize(
    ("listed", "line"),
    [
        (b"id,name,price\na,\xff,1\n", "2 : Some characters here are not UTF-8."),
        ("id,name,price\n", f"1 {COLUMNS}: There are no parts"),
        ("", f"1 {COLUMNS}.id: There is no column id."),
    ],
)
def test_a_list_that_says_nothing_is_told_once(
    tmp_path: Path, listed: str | bytes, line: str
) -> None:
    found = [each for each in told(tmp_path, listed) if "parts/" in each]
    assert found[0].startswith(f"parts/buns.csv:{line}")
    assert not any("options: A value is needed" in each for each in found)


def test_a_group_may_have_only_a_list(tmp_path: Path) -> None:
    product = re.sub(f"({FROM}).*?(  toppings:)", r"\1\2", PRODUCT, flags=re.DOTALL)
    listed = "id,name,price\nsesame,Sesame,0\nrice,Rice,500\n"
    assert told(tmp_path, listed, product) == []


def test_lists_have_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "id,name,price\n" + "".join(f"a{at},A,0\n" for at in range(5))
    for limit, code in (
        ("MAX_ROWS", "There are more than 4 rows."),
        ("MAX_BYTES", "The file is over 4 bytes."),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(csv_reading, limit, 4)
            assert any(code in each for each in told(tmp_path, rows))
    wide = "id,name,price" + ",x" * 200 + "\n"
    assert any("There are more than 200 columns." in each for each in told(tmp_path, wide))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("parts/bun.csv", "There is no such parts list: parts/bun.csv."),
        ("../../etc/passwd", "There is no such parts list: ../../etc/passwd."),
    ],
)
def test_a_group_names_a_list_of_its_shop(tmp_path: Path, name: str, line: str) -> None:
    found = told(tmp_path, LIST, PRODUCT.replace("parts/buns.csv", name))
    assert any(line in each for each in found)
    assert any("parts/buns.csv:1 parts.parts/buns.csv: No group reads" in each for each in found)


def test_only_groups_of_options_have_lists(tmp_path: Path) -> None:
    product = PRODUCT.replace("    product: set", f"{FROM}    product: set")
    found = told(tmp_path, LIST, product)
    assert any("options_from does not belong to a group of kind slot" in each for each in found)


def test_links_and_other_files_among_the_lists_are_told(tmp_path: Path) -> None:
    shop_with(tmp_path, LIST)
    (tmp_path / "parts" / "Big.csv").write_text("")
    (tmp_path / "parts" / "linked.csv").symlink_to("/etc/hostname")
    assert [(each.file, each.code) for each in read_shop(tmp_path).problems] == [
        ("parts/Big.csv", "not-a-list-name"),
        ("parts/linked.csv", "not-a-file"),
    ]


def test_of_very_many_mistakes_the_first_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    rows = "".join(f"a{at},A,free,caviar\n" for at in range(MOST_TOLD))
    found = told(tmp_path, f"id,name,price,items\n{rows}")
    assert len(found) == MOST_TOLD + 1
    line = f"parts/buns.csv:{MOST_TOLD // 2 + 2} : There are {MOST_TOLD} more in this file."
    assert any(each.startswith(line) for each in found)
