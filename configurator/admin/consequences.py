"""The consequences of publishing, told in the merchant's words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from catalog.naming import choice_words, group_words, say
from catalog.product_tree import FlatGroup, flat_groups
from catalog.shop import Product, Shop
from configurator.admin.cause_words import CauseWords, cause_words, rule_words
from configurator.admin.price_words import PriceRangeWords, price_range_words
from configurator.builder.translating import gettext as _
from configurator.engine.model import Choice
from configurator.i18n import language
from configurator.orders.cart_impact import CartImpact, cart_impact
from configurator.publishing.change_sets import Path
from configurator.publishing.checks import RuleProblem
from configurator.publishing.finding_words import FindingWords, example_words, finding_words
from configurator.publishing.impact import BrokenPreset, Impact, ProductImpact, TooLarge
from configurator.publishing.price_findings import price_findings
from configurator.publishing.rule_findings import ProductFindings, product_findings


@dataclass(frozen=True)
class WhyWords:
    """Why something does not hold: in words, and the rules that are meant."""

    words: str
    rules: tuple[CauseWords, ...] = ()


@dataclass(frozen=True)
class PresetWords:
    """A preset that would break: why, and what mending it would change."""

    id: str
    name: str
    why: tuple[WhyWords, ...]
    takes_out: tuple[str, ...]
    puts_in: tuple[str, ...]
    mendable: bool


@dataclass(frozen=True)
class ProductWords:
    """One product: how many configurations it has before and after, what comes and goes, and what
    it costs after."""

    id: str
    name: str
    before: int
    after: int
    presets: tuple[PresetWords, ...]
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    carts: CartImpact
    prices: tuple[PriceRangeWords, ...]
    rules: tuple[WhyWords, ...]
    examples: tuple[WhyWords, ...]


@dataclass(frozen=True)
class Consequences:
    """What publishing would do. What is `too_large` or `unreadable` stops it."""

    products: tuple[ProductWords, ...]
    too_large: tuple[WhyWords, ...]
    unreadable: tuple[WhyWords, ...]
    publishable: bool

    @property
    def fails_examples(self) -> bool:
        """Whether some example does not come out as it should, so that publishing is confirmed."""
        return any(each.examples for each in self.products)


def consequences(session: Session, shop: Shop, measured: Impact) -> Consequences:
    """What the impact means, in the language of whoever reads."""
    found = product_findings(each.after for each in measured.products)
    pairs = zip(measured.products, found, strict=True)
    return Consequences(
        products=tuple(_product(session, shop, each, its) for each, its in pairs),
        too_large=tuple(_too_large(shop, each) for each in measured.too_large),
        unreadable=(),
        publishable=measured.publishable,
    )


def unreadable(shop: Shop, problems: Sequence[RuleProblem]) -> Consequences:
    """Texts that name what is there no more: nothing can be worked out until they are mended."""
    return Consequences((), (), tuple(_unreadable(shop, each) for each in problems), False)


def _unreadable(shop: Shop, problem: RuleProblem) -> WhyWords:
    told = problem.message[language()]
    rule = _rule_at(shop, problem.path)
    if rule is not None:
        return WhyWords(_("A rule can no longer be read: %(problem)s", problem=told), (rule,))
    place = " / ".join(problem.path)
    return WhyWords(_("%(place)s can no longer be read: %(problem)s", place=place, problem=told))


def _too_large(shop: Shop, measured: TooLarge) -> WhyWords:
    product = shop.product(measured.product_id)
    name = say(product.name, language())
    return WhyWords(
        _("%(product)s becomes too large to work out. These rules make it so:", product=name),
        tuple(cause_words(shop, product, each) for each in measured.rules),
    )


def _product(
    session: Session, shop: Shop, measured: ProductImpact, found: ProductFindings
) -> ProductWords:
    product = measured.after.product
    groups = {each.path: each for each in flat_groups(shop, product)}
    return ProductWords(
        id=product.id,
        name=say(product.name, language()),
        before=measured.count_before,
        after=measured.count_after,
        presets=tuple(_preset(shop, product, groups, each) for each in measured.broken),
        lost=_options(shop, groups, measured.lost),
        gained=_options(shop, groups, measured.gained),
        carts=cart_impact(session, measured.after, datetime.now(UTC)),
        prices=tuple(
            price_range_words(shop, each, lambda choices: _options(shop, groups, choices))
            for each in price_findings(measured.after)
        ),
        rules=_found(shop, product, finding_words(found, language())),
        examples=tuple(
            words
            for failed in measured.examples
            for words in _found(shop, product, example_words(measured.after, failed, language()))
        ),
    )


def _found(shop: Shop, product: Product, found: Iterable[FindingWords]) -> tuple[WhyWords, ...]:
    return tuple(
        WhyWords(each.words, tuple(cause_words(shop, product, name) for name in each.rules))
        for each in found
    )


def _options(
    shop: Shop, groups: dict[str, FlatGroup], choices: tuple[Choice, ...]
) -> tuple[str, ...]:
    """Options by name; what equal slots lose or gain, all of them do, so it is told once."""
    together = {path: flat.unnumbered() for path, flat in groups.items()}
    return tuple(dict.fromkeys(_choice(shop, together, each) for each in choices))


def _preset(
    shop: Shop, product: Product, groups: dict[str, FlatGroup], broken: BrokenPreset
) -> PresetWords:
    mended = broken.mended
    return PresetWords(
        id=broken.preset.id,
        name=say(broken.preset.name, language()),
        why=_why(shop, product, groups, broken),
        takes_out=tuple(_choice(shop, groups, each) for each in mended.removed) if mended else (),
        puts_in=tuple(_choice(shop, groups, each) for each in mended.added) if mended else (),
        mendable=mended is not None,
    )


def _why(
    shop: Shop, product: Product, groups: dict[str, FlatGroup], broken: BrokenPreset
) -> tuple[WhyWords, ...]:
    explanation = broken.explanation
    if explanation is None:
        names = (group_words(shop, groups[path], language()) for path in broken.unanswered)
        return tuple(WhyWords(_("%(group)s needs an answer", group=each)) for each in names)
    chosen = ", ".join(_choice(shop, groups, each) for each in explanation.choices)
    rules = tuple(cause_words(shop, product, each) for each in explanation.rules)
    return (WhyWords(_("%(choices)s: against", choices=chosen), rules),)


def _choice(shop: Shop, groups: dict[str, FlatGroup], choice: Choice) -> str:
    flat = groups.get(choice.group)
    if flat is None:
        return choice.option
    words = choice_words(shop, flat, choice.option, choice.amount, language())
    return f"{group_words(shop, flat, language())}: {words}"


def change_words(before: Shop, after: Shop, path: Path) -> CauseWords:
    """What a changed field is, as the merchant knows it; of a rule, its sentence as it will be."""
    if len(path) == 4 and path[2] == "rules":
        rule = _rule_at(after, path) or _rule_at(before, path) or CauseWords("", path[3])
        return replace(rule, words=_("Rule: %(sentence)s", sentence=rule.words))
    if len(path) == 3 and path[0] == "presets":
        preset = next((each for each in before.presets if each.id == path[1]), None)
        name = say(preset.name, language()) if preset is not None else path[1]
        if path[2] == "paused":
            return CauseWords(_("%(preset)s: on or off the menu", preset=name))
        return CauseWords(_("%(preset)s: its choices", preset=name))
    return CauseWords(" / ".join(path))


def _rule_at(shop: Shop, path: Path) -> CauseWords | None:
    """The rule that a path through the shop file leads to, or into."""
    if len(path) < 4 or (path[0], path[2]) != ("products", "rules"):
        return None
    product = next((each for each in shop.products if each.id == path[1]), None)
    return rule_words(shop, product, path[3]) if product is not None else None
