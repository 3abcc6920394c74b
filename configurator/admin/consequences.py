"""The consequences of publishing, told in the merchant's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from catalog.naming import choice_words, group_words, say
from catalog.product_tree import FlatGroup, flat_groups
from catalog.shop import Shop
from configurator.builder.translating import gettext as _
from configurator.engine.explaining import Explanation
from configurator.engine.model import Choice
from configurator.i18n import language
from configurator.orders.cart_impact import CartImpact, cart_impact
from configurator.publishing.change_sets import Path
from configurator.publishing.checks import RuleProblem
from configurator.publishing.impact import BrokenPreset, Impact, ProductImpact


@dataclass(frozen=True)
class PresetWords:
    """A preset that would break: why, and what mending it would change."""

    id: str
    name: str
    why: tuple[str, ...]
    takes_out: tuple[str, ...]
    puts_in: tuple[str, ...]
    mendable: bool


@dataclass(frozen=True)
class ProductWords:
    """One product: how many configurations it has before and after, and what comes and goes."""

    id: str
    name: str
    before: int
    after: int
    presets: tuple[PresetWords, ...]
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    carts: CartImpact


@dataclass(frozen=True)
class Consequences:
    """What publishing would do. `too_large` and `unreadable` are sentences; either stops it."""

    products: tuple[ProductWords, ...]
    too_large: tuple[str, ...]
    unreadable: tuple[str, ...]
    publishable: bool


def consequences(session: Session, shop: Shop, measured: Impact) -> Consequences:
    """What the impact means, in the language of whoever reads."""
    return Consequences(
        products=tuple(_product(session, shop, each) for each in measured.products),
        too_large=tuple(
            _(
                "%(product)s becomes too large to work out. These rules make it so: %(rules)s",
                product=say(shop.product(each.product_id).name, language()),
                rules=", ".join(each.rules),
            )
            for each in measured.too_large
        ),
        unreadable=(),
        publishable=measured.publishable,
    )


def unreadable(problems: Sequence[RuleProblem]) -> Consequences:
    """Texts that name what is there no more: nothing can be worked out until they are mended."""
    sentences = tuple(
        _(
            "%(place)s can no longer be read: %(problem)s",
            place=" / ".join(each.path),
            problem=each.message[language()],
        )
        for each in problems
    )
    return Consequences((), (), sentences, publishable=False)


def _product(session: Session, shop: Shop, measured: ProductImpact) -> ProductWords:
    product = measured.after.product
    groups = {each.path: each for each in flat_groups(shop, product)}
    return ProductWords(
        id=product.id,
        name=say(product.name, language()),
        before=measured.count_before,
        after=measured.count_after,
        presets=tuple(_preset(shop, groups, each) for each in measured.broken),
        lost=_options(shop, groups, measured.lost),
        gained=_options(shop, groups, measured.gained),
        carts=cart_impact(session, measured.after, datetime.now(UTC)),
    )


def _options(
    shop: Shop, groups: dict[str, FlatGroup], choices: tuple[Choice, ...]
) -> tuple[str, ...]:
    """Options by name; what equal slots lose or gain, all of them do, so it is told once."""
    together = {path: flat.unnumbered() for path, flat in groups.items()}
    return tuple(dict.fromkeys(_choice(shop, together, each) for each in choices))


def _preset(shop: Shop, groups: dict[str, FlatGroup], broken: BrokenPreset) -> PresetWords:
    mended = broken.mended
    return PresetWords(
        id=broken.preset.id,
        name=say(broken.preset.name, language()),
        why=tuple(_why(shop, groups, broken)),
        takes_out=tuple(_choice(shop, groups, each) for each in mended.removed) if mended else (),
        puts_in=tuple(_choice(shop, groups, each) for each in mended.added) if mended else (),
        mendable=mended is not None,
    )


def _why(shop: Shop, groups: dict[str, FlatGroup], broken: BrokenPreset) -> list[str]:
    if broken.explanation is None:
        return [
            _("%(group)s needs an answer", group=group_words(shop, groups[path], language()))
            for path in broken.unanswered
        ]
    return _explained(shop, groups, broken.explanation)


def _explained(shop: Shop, groups: dict[str, FlatGroup], explanation: Explanation) -> list[str]:
    chosen = ", ".join(_choice(shop, groups, each) for each in explanation.choices)
    return [
        _("%(choices)s: against the rule %(rule)s", choices=chosen, rule=rule)
        for rule in explanation.rules
    ]


def _choice(shop: Shop, groups: dict[str, FlatGroup], choice: Choice) -> str:
    flat = groups.get(choice.group)
    if flat is None:
        return choice.option
    words = choice_words(shop, flat, choice.option, choice.amount, language())
    return f"{group_words(shop, flat, language())}: {words}"


def change_words(shop: Shop, path: Path) -> str:
    """What a changed field is, as the merchant knows it."""
    if len(path) == 4 and path[2] == "rules":
        return _("Rule %(id)s", id=path[3])
    if len(path) == 3 and path[0] == "presets":
        preset = next((each for each in shop.presets if each.id == path[1]), None)
        name = say(preset.name, language()) if preset is not None else path[1]
        if path[2] == "paused":
            return _("%(preset)s: on or off the menu", preset=name)
        return _("%(preset)s: its choices", preset=name)
    return " / ".join(path)
