"""What must hold between the parts of a shop."""

from dataclasses import replace

import pytest

from catalog.checks import MAX_SLOT_DEPTH, is_buildable, shop_faults
from catalog.preset_checks import preset_faults
from catalog.shop import Group, GroupKind, Option, Preset, Product, Shop, Store

NAME = {"en": "Name"}


def slot(to: str) -> Group:
    return Group("inner", NAME, GroupKind.SLOT, product=to)


def shop(*products: Product, presets: tuple[Preset, ...] = ()) -> Shop:
    stores = (Store("main", NAME),)
    return Shop("bar", NAME, ("en",), "KRW", "Asia/Seoul", stores, products, presets=presets)


def chain(length: int) -> Shop:
    """Products that lie in each other, `length` of them."""
    inner = [Product(f"p{at}", NAME, 0, (slot(f"p{at + 1}"),)) for at in range(length - 1)]
    last = Product(f"p{length - 1}", NAME, 0, ())
    return shop(*[replace(each, on_menu=False) for each in (*inner, last)])


def codes(of: Shop) -> set[tuple[str, str]]:
    return {(".".join(path), fault.code) for path, fault in shop_faults(of)}


def test_products_may_lie_in_each_other_as_deep_as_the_limit() -> None:
    assert codes(chain(MAX_SLOT_DEPTH)) == set()
    assert codes(chain(MAX_SLOT_DEPTH + 1)) == {("products.p0.groups.inner.product", "slot-cycle")}


@pytest.mark.parametrize("length", [1, 2, 3])
def test_products_that_lead_back_to_themselves_are_told_at_every_slot(length: int) -> None:
    ring = [Product(f"p{at}", NAME, 0, (slot(f"p{(at + 1) % length}"),)) for at in range(length)]
    looped = shop(*[replace(each, on_menu=False) for each in ring])
    told = {(f"products.p{at}.groups.inner.product", "slot-cycle") for at in range(length)}
    assert codes(looped) == told
    assert not any(is_buildable(looped, each) for each in looped.products)


def test_one_product_may_stand_in_two_slots() -> None:
    drive = Product("drive", NAME, 0, (), on_menu=False)
    slots = tuple(replace(slot("drive"), id=each) for each in ("first", "second"))
    assert codes(shop(Product("pc", NAME, 0, slots, on_menu=False), drive)) == set()


def test_the_standard_of_a_product_is_a_preset_of_its_own() -> None:
    bun = Group("bun", NAME, GroupKind.ONE, (Option("rice", NAME, {"": 0}),))
    burger = Product("burger", NAME, 0, (bun,), on_menu=False, standard="cola")
    drink = replace(burger, id="drink", standard=None)
    cola = Preset("cola", "drink", NAME, {"bun": "rice"}, ("bun",))
    assert codes(shop(burger, drink, presets=(cola,))) == {
        ("products.burger.standard", "preset-of-another")
    }


def test_a_preset_holds_no_typed_text() -> None:
    note = Group("note", NAME, GroupKind.TEXT, max_length=9)
    burger = Product("burger", NAME, 0, (note,), on_menu=False)
    preset = Preset("plain", "burger", NAME, {"note": "hi"}, ("note",))
    faults = preset_faults(shop(burger, presets=(preset,)))
    assert [(path[-1], fault.code) for path, fault in faults] == [("note", "text-in-preset")]


def test_a_group_that_applies_only_sometimes_may_stay_unanswered() -> None:
    doneness = Group("doneness", NAME, GroupKind.ONE, (Option("rare", NAME, {"": 0}),))
    bun = replace(doneness, id="bun")
    sometimes = replace(doneness, applies_if="bun is rare")
    preset = Preset("plain", "burger", NAME, {"bun": "rare"}, ("bun",))
    for group, told in ((doneness, ["group-unanswered"]), (sometimes, [])):
        burger = Product("burger", NAME, 0, (bun, group), on_menu=False)
        faults = preset_faults(shop(burger, presets=(preset,)))
        assert [fault.code for _, fault in faults] == told


def test_no_group_is_called_like_a_copy_of_a_slot() -> None:
    drive = Product("drive", NAME, 0, (), on_menu=False)
    drives = replace(slot("drive"), id="drive", copies=2)
    for beside, told in (("drive-2", True), ("drive-3", False), ("other", False)):
        pc = Product("pc", NAME, 0, (drives, replace(slot("drive"), id=beside)), on_menu=False)
        expected = {(f"products.pc.groups.{beside}", "reads-as-copy")} if told else set()
        assert codes(shop(pc, drive)) == expected


def test_assembly_names_copies_together_or_each_alone() -> None:
    model = Group("model", NAME, GroupKind.ONE, (Option("a", NAME, {"": 0}),))
    drive = Product("drive", NAME, 0, (model,), on_menu=False)
    drives = replace(slot("drive"), id="drive", copies=2)
    named = ("drive-2", "drive.model", "drive-1.model", "drive-3", "drive-1.size")
    pc = Product("pc", NAME, 0, (drives,), on_menu=False, assembly=named)
    assert codes(shop(pc, drive)) == {
        ("products.pc.assembly.3", "unknown-group"),
        ("products.pc.assembly.4", "unknown-group"),
    }
