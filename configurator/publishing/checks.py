"""Whether a shop's rule texts can be read, and their sentences filled: all mistakes at once."""

from collections.abc import Callable, Iterator

from catalog.shop import Product, Rule, Shop, Text
from configurator.engine.mistakes import RuleTextError, wording
from configurator.engine.parsing import Names, parse_condition, parse_rule, parse_sum
from configurator.engine.sentences import SentenceError, placeholders
from configurator.publishing.price_checks import check_prices
from configurator.publishing.problems import LANGUAGES, RuleProblem
from configurator.publishing.product_reader import names_for

__all__ = ["RuleProblem", "check_rule", "check_rules"]


def check_rules(shop: Shop) -> list[RuleProblem]:
    """Every mistake in the rules, conditions and rule sentences of the shop."""
    of_products = [problem for product in shop.products for problem in _product(shop, product)]
    return [*of_products, *_coupons(shop), *check_prices(shop)]


def check_rule(rule: Rule, names: Names, path: tuple[str, ...]) -> list[RuleProblem]:
    """Every mistake in one rule: in its text, and in its sentences."""
    return [
        *_text(rule.text, names, (*path, "text"), parse_rule),
        *_sentences(rule.sentence, names, (*path, "sentence")),
    ]


def _product(shop: Shop, product: Product) -> Iterator[RuleProblem]:
    names = names_for(shop, product)
    at = ("products", product.id)
    for group in product.groups:
        if group.applies_if:
            where = (*at, "groups", group.id, "applies_if")
            yield from _text(group.applies_if, names, where, parse_condition)
    for rule in product.rules:
        yield from check_rule(rule, names, (*at, "rules", rule.id))
    for adjustment in product.adjustments:
        if adjustment.condition:
            where = (*at, "adjustments", adjustment.id, "condition")
            yield from _text(adjustment.condition, names, where, parse_condition)
    for inspection in product.inspections:
        if inspection.condition:
            where = (*at, "inspections", inspection.id, "condition")
            yield from _text(inspection.condition, names, where, parse_condition)
    for meter in product.meters:
        yield from _text(meter.used, names, (*at, "meters", meter.id, "used"), parse_sum)
        if meter.limit:
            yield from _text(meter.limit, names, (*at, "meters", meter.id, "limit"), parse_sum)


def _coupons(shop: Shop) -> Iterator[RuleProblem]:
    """The conditions of coupons, each over the one product that its coupon is for."""
    products = {product.id: product for product in shop.products}
    for coupon in shop.coupons:
        product = products.get("".join(coupon.products))
        if coupon.condition and product is not None:
            where = ("coupons", coupon.id, "condition")
            names = names_for(shop, product)
            yield from _text(coupon.condition, names, where, parse_condition)


def _text(
    text: str, names: Names, path: tuple[str, ...], parse: Callable[[str, Names], object]
) -> list[RuleProblem]:
    try:
        parse(text, names)
    except RuleTextError as error:
        return [
            RuleProblem(
                path,
                mistake.start,
                mistake.end,
                {language: wording(mistake, language) for language in LANGUAGES},
            )
            for mistake in error.mistakes
        ]
    return []


def _sentences(sentence: Text, names: Names, path: tuple[str, ...]) -> Iterator[RuleProblem]:
    for language, words in sentence.items():
        try:
            named = placeholders(words)
        except SentenceError as error:
            yield _unreadable(error, words, (*path, language))
            continue
        for placeholder in named:
            if placeholder not in names.groups:
                start = max(words.find("{" + placeholder), 0)
                message = {
                    "ko": f"{{{placeholder}}} 자리에 넣을 그룹이 없어요. 그룹의 경로를 쓰세요.",
                    "en": f"{{{placeholder}}} names no group. Use the path of a group.",
                }
                end = start + len(placeholder) + 1
                yield RuleProblem((*path, language), start, end, message)


def _unreadable(error: SentenceError, words: str, path: tuple[str, ...]) -> RuleProblem:
    start = words.find(error.part)
    message = {
        "ko": f"“{error.part}”에서 이름을 읽을 수 없어요. {{bun}} 또는 {{bun:은/는}}처럼 쓰세요.",
        "en": f"No name can be read at “{error.part}”. Write it as {{bun}} or {{bun:은/는}}.",
    }
    return RuleProblem(path, start, start + len(error.part), message)
