"""What things are called: groups, options and amounts in the words of the shop."""

from catalog.product_tree import FlatGroup, Holder
from catalog.shop import NONE, Amount, GroupKind, Option, Place, Shop, Text


def say(text: Text, language: str) -> str:
    """The words of a text in a language; where that is missing, in the first it has."""
    return text.get(language) or next(iter(text.values()), "")


def split_amount(shop: Shop, pair: str) -> tuple[str, str]:
    """An amount-place pair taken apart: `extra-left` is (`extra`, `left`)."""
    if any(amount.id == pair for amount in shop.amounts):
        return pair, ""
    amount, separator, place = pair.rpartition("-")
    if separator and any(each.id == place for each in shop.places):
        return amount, place
    return pair, ""


def amount_units(shop: Shop, pair: str) -> int:
    """How many units an amount, or amount-place, counts as. A bare number counts as itself.

    Raises `KeyError` where the shop has no such amount.
    """
    amount, _ = split_amount(shop, pair)
    for each in shop.amounts:
        if each.id == amount:
            return each.units
    if amount.isascii() and amount.isdigit():
        return int(amount)
    raise KeyError(pair)


def find_amount(shop: Shop, pair: str) -> Amount | None:
    """The declared amount of a pair; None for a bare count."""
    amount, _ = split_amount(shop, pair)
    return next((each for each in shop.amounts if each.id == amount), None)


def find_option(flat: FlatGroup, option_id: str) -> Option | None:
    return flat.group.option_of.get(option_id)


def group_words(shop: Shop, flat: FlatGroup, language: str) -> str:
    """The name of a group; one inside a slot comes after its slot's name ("Drink, size").

    A copy of a slot is told by its number ("Drive 2"), also by all that lies in it.
    """
    name = say(flat.group.name, language)
    around = flat.holders
    if flat.group.kind is GroupKind.SLOT:
        name, around = _holder_words(Holder(flat.group, flat.copy), language), around[:-1]
    told = [*(each for each in around[:-1] if each.copy), *around[-1:]]
    names = [_holder_words(each, language) for each in told]
    if not told or say(told[-1].slot.name, language) != name:
        names.append(name)
    if language == "ko":
        return " ".join(names)
    return ", ".join((names[0], *map(_within_words, names[1:])))


def _holder_words(holder: Holder, language: str) -> str:
    name = say(holder.slot.name, language)
    return f"{name} {holder.copy}" if holder.copy else name


def _within_words(name: str) -> str:
    """A name inside a phrase: "size", but "SSD"."""
    return name if name[1:2].isupper() else f"{name[:1].lower()}{name[1:]}"


def option_words(flat: FlatGroup, option_id: str, language: str) -> str:
    """The name of an option alone; "none" for `-`; a number or the slot's name stands as it is."""
    option = find_option(flat, option_id)
    if option is not None:
        return say(option.name, language)
    if option_id == NONE:
        return {"ko": "없음"}.get(language, "None")
    if flat.group.kind is GroupKind.SLOT:
        return say(flat.group.name, language)
    return option_id


def amount_words(shop: Shop, pair: str, language: str) -> str:
    """The words of an amount-place ("extra, on the side"); empty for the plain, normal amount."""
    amount, place = split_amount(shop, pair)
    named: tuple[Amount | Place, ...] = (*shop.amounts, *shop.places)
    words = [
        say(each.name, language)
        for each in named
        if (each.id == amount and amount != "normal") or each.id == place
    ]
    if not words and amount.isdigit():
        words = [f"×{amount}"]
    return ", ".join(words)


def choice_words(shop: Shop, flat: FlatGroup, option_id: str, amount: str, language: str) -> str:
    """A choice as shoppers read it: "Onion (extra, on the side)", "Cheddar", "Beef ×2"."""
    name = option_words(flat, option_id, language)
    how = amount_words(shop, amount, language) if amount else ""
    if not how:
        return name
    return f"{name} {how}" if how.startswith("×") else f"{name} ({how})"
