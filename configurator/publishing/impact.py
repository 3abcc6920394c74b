"""What publishing a changed shop would do: counts, presets that break, options that come and go."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalog.product_tree import placed_rules
from catalog.shop import NONE, Answer, GroupKind, Preset, Product, Shop
from configurator.engine.answers import Situation, valid_domains
from configurator.engine.checked import checked_repairs
from configurator.engine.completing import status
from configurator.engine.explaining import Explanation, explain
from configurator.engine.joining import CompileBudgetExceeded
from configurator.engine.model import Choice, Costs, Kind
from configurator.engine.repairing import Repair
from configurator.engine.unknown_facts import UNCHECKED
from configurator.publishing.configurations import preset_choices
from configurator.publishing.counting import count_any_order
from configurator.publishing.live import LiveProduct, LiveShop, assemble
from configurator.publishing.price_terms import price_name
from configurator.publishing.product_reader import placed_name
from configurator.publishing.rule_findings import FailedExample, failed_examples


@dataclass(frozen=True)
class BrokenPreset:
    """A preset that no longer holds, why, and the nearest configuration that does.

    `unanswered` are paths that the preset neither answers nor asks; `mended` is None where nothing
    near it is valid.
    """

    preset: Preset
    explanation: Explanation | None
    unanswered: tuple[str, ...]
    mended: Repair | None


@dataclass(frozen=True)
class ProductImpact:
    """The consequences for one product. Counts are of valid complete configurations."""

    after: LiveProduct
    """The product as it would be live."""
    count_before: int
    count_after: int
    broken: tuple[BrokenPreset, ...]
    lost: tuple[Choice, ...]
    """Options that some configuration held before, and none holds after."""
    gained: tuple[Choice, ...]
    never: tuple[Choice, ...]
    """Options that no valid configuration holds after."""
    examples: tuple[FailedExample, ...] = ()
    """Examples that do not come out as they should; none are judged where nothing is valid."""


@dataclass(frozen=True)
class TooLarge:
    """A product that would not compile within the budget, and the rules that make it so.

    They are those that differ from what is live, which compiled; else those that were at hand when
    the budget ran out.
    """

    product_id: str
    error: CompileBudgetExceeded
    changed: tuple[str, ...] = ()

    @property
    def rules(self) -> tuple[str, ...]:
        return self.changed or tuple(dict.fromkeys(map(_own_name, self.error.rules)))


def _own_name(origin: str) -> str:
    """A rule or price as its author calls it: that it may stay unchecked is nothing they wrote."""
    return price_name(origin.removeprefix("condition:").removeprefix(UNCHECKED))


@dataclass(frozen=True)
class Impact:
    """What a changed shop would do to what is live."""

    products: tuple[ProductImpact, ...]
    too_large: tuple[TooLarge, ...]

    @property
    def publishable(self) -> bool:
        """Whether nothing stands in the way: every product can be completed, no preset breaks."""
        return not self.too_large and all(
            each.count_after > 0 and not each.broken for each in self.products
        )


def impact(before: Mapping[str, LiveProduct], after: Shop) -> Impact:
    """Compare the live products, by id, with the shop that would replace them.

    Compiles every product, so it is slow and needs no database. Raises `RuleTextError`.
    """
    measured: list[ProductImpact] = []
    too_large: list[TooLarge] = []
    for product in after.products:
        if not product.on_menu:
            continue
        try:
            new = assemble(LiveShop(after, 0, {}), product, None)
            measured.append(_product_impact(before.get(product.id), new))
        except CompileBudgetExceeded as error:
            changed = _changed_rules(before.get(product.id), after, product)
            too_large.append(TooLarge(product.id, error, changed))
    return Impact(tuple(measured), tuple(too_large))


def broken_presets(live: LiveProduct) -> tuple[BrokenPreset, ...]:
    """The presets on the menu that cannot be completed as they stand."""
    found = []
    for preset, _defining in live.presets:
        broken = _broken(live, preset)
        if broken is not None:
            found.append(broken)
    return tuple(found)


def never_possible(live: LiveProduct) -> tuple[Choice, ...]:
    """The options, without amounts, that no valid configuration holds."""
    domains = valid_domains(live.compiled, Situation(()), Costs())
    possible: dict[Choice, bool] = {}
    for choice in _every_choice(live):
        whole = Choice(choice.group, choice.option)
        possible[whole] = possible.get(whole, False) or domains.is_available(choice)
    return tuple(choice for choice, is_possible in possible.items() if not is_possible)


def answers_document(live: LiveProduct, choices: tuple[Choice, ...]) -> dict[str, Answer]:
    """Choices as a preset states them: by group path."""
    answers: dict[str, Answer] = {}
    amounts: dict[str, dict[str, str]] = {}
    for choice in choices:
        if live.group(choice.group).group.kind is GroupKind.MANY and choice.option != NONE:
            amounts.setdefault(choice.group, {})[choice.option] = choice.amount
            answers[choice.group] = amounts[choice.group]
        else:
            answers[choice.group] = choice.option
    return answers


def _changed_rules(old: LiveProduct | None, shop: Shop, product: Product) -> tuple[str, ...]:
    """The rules of the product and its slots that are new or read differently; of none, none."""
    if old is None:
        return ()
    before = _rule_texts(old.shop, old.product)
    return tuple(
        name for name, text in _rule_texts(shop, product).items() if before.get(name) != text
    )


def _rule_texts(shop: Shop, product: Product) -> dict[str, tuple[str, str]]:
    return {
        placed_name(prefix, rule.id): (rule.text, rule.strength)
        for prefix, rule in placed_rules(shop, product)
    }


def _product_impact(old: LiveProduct | None, new: LiveProduct) -> ProductImpact:
    never = never_possible(new)
    never_before = never_possible(old) if old is not None else ()
    there_before = {Choice(each.group, each.option) for each in _every_choice(old)} if old else ()
    count = _count(new)
    return ProductImpact(
        after=new,
        count_before=_count(old) if old is not None else 0,
        count_after=count,
        broken=broken_presets(new),
        lost=tuple(each for each in never if each in there_before and each not in never_before),
        gained=tuple(each for each in never_before if each not in never),
        never=never,
        examples=failed_examples(new) if count else (),
    )


def _count(live: LiveProduct) -> int:
    """Copies in another order make no other configuration."""
    if not live.copies:
        return live.compiled.count(live.compiled.unrestricted())
    return count_any_order(live.compiled.model, live.copies)


def _broken(live: LiveProduct, preset: Preset) -> BrokenPreset | None:
    answers = preset_choices(live, preset)
    stated = tuple(each for each in answers if not preset.is_asked(each.group))
    situation = Situation(stated)
    explanation = explain(live.compiled, situation, None)
    if explanation is not None:
        return BrokenPreset(preset, explanation, (), _mended(live, preset, situation))
    unanswered = _unanswered(live, preset, situation)
    if unanswered:
        return BrokenPreset(preset, None, unanswered, None)
    return None


def _mended(live: LiveProduct, preset: Preset, situation: Situation) -> Repair | None:
    """The nearest repair that leaves a whole preset: a burger without its patty would be none."""
    for repair in checked_repairs(live.compiled, situation, None, live.checked):
        if not _unanswered(live, preset, Situation(repair.configuration)):
            return repair
    return None


def _unanswered(live: LiveProduct, preset: Preset, situation: Situation) -> tuple[str, ...]:
    """The groups that still need an answer and that the preset does not ask."""
    open_groups = status(live.compiled, situation).open_groups
    return tuple(path for path in open_groups if not preset.is_asked(path))


def _every_choice(live: LiveProduct) -> Iterator[Choice]:
    for group in live.compiled.model.groups:
        if group.kind is Kind.NUMBER:
            yield from (Choice(group.path, str(number)) for number in group.numbers)
        for option in group.options:
            amounts = option.amounts if group.kind is Kind.MANY else {"": 1}
            yield from (Choice(group.path, option.id, amount) for amount in amounts)
