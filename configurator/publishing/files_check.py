"""Every mistake in shop files: in their form, their rules, and in what the rules leave possible."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from catalog.files import Broken, ReadShop, file_rank, read_shop
from catalog.problem_words import placed_line, problem_words
from catalog.problems import Path, Position, nearest_position
from catalog.shop import Shop, Text
from configurator.engine.compiled import Compiled
from configurator.engine.findings import faulty_sets
from configurator.engine.model import Choice
from configurator.publishing.checks import check_rules
from configurator.publishing.finding_words import cause_line, example_words
from configurator.publishing.impact import BrokenPreset, Impact, ProductImpact, impact
from configurator.publishing.live import LiveProduct
from configurator.publishing.price_findings import PriceFindings, price_findings
from configurator.publishing.problems import LANGUAGES
from configurator.publishing.rule_findings import FailedExample


@dataclass(frozen=True)
class FileMistake:
    """A mistake, where it stands, and what was expected, in both languages of the product."""

    position: Position
    path: Path
    words: Text


@dataclass(frozen=True)
class FilesCheck:
    """What a shop's folder holds. There is a shop exactly where there are no mistakes.

    `counts` are the valid complete configurations of each product on the menu, `never` the options
    of each that none of them holds, and `prices` what it can cost: not mistakes by themselves, but
    worth knowing. `compiled` are the products on the menu as they were compiled to find that out,
    and `products` the same ready to answer.
    """

    shop: Shop | None
    pictures: Mapping[str, bytes]
    mistakes: tuple[FileMistake, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    never: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    compiled: Mapping[str, Compiled] = field(default_factory=dict)
    prices: Mapping[str, tuple[PriceFindings, ...]] = field(default_factory=dict)
    products: tuple[LiveProduct, ...] = ()


def check_files(folder: FilePath) -> FilesCheck:
    """Reads and checks a folder. What the rules leave possible is only asked of a whole shop."""
    read = read_shop(folder)
    mistakes = [*_form_mistakes(read), *_rule_mistakes(read)]
    if mistakes or read.shop is None:
        in_order = sorted(mistakes, key=_reading_order)
        return FilesCheck(None, read.pictures, tuple(in_order))
    consequences = impact({}, read.shop)
    impossible = tuple(sorted(_impossible(read, consequences), key=_reading_order))
    counts = {each.after.product.id: each.count_after for each in consequences.products}
    never = {
        each.after.product.id: tuple(map(written, each.never))
        for each in consequences.products
        if each.never
    }
    shop = None if impossible else read.shop
    compiled = {each.after.product.id: each.after.compiled for each in consequences.products}
    prices = {each.after.product.id: price_findings(each.after) for each in consequences.products}
    products = tuple(each.after for each in consequences.products)
    return FilesCheck(shop, read.pictures, impossible, counts, never, compiled, prices, products)


def mistake_line(mistake: FileMistake, language: str) -> str:
    """One line for a terminal: `file:line path: words`."""
    return placed_line(mistake.position, mistake.path, mistake.words[language])


def _reading_order(mistake: FileMistake) -> tuple[tuple[int, str], int, Path]:
    return file_rank(mistake.position.file), mistake.position.line, mistake.path


def _form_mistakes(read: ReadShop) -> Iterator[FileMistake]:
    for problem in read.problems:
        words = {language: problem_words(problem, language) for language in LANGUAGES}
        yield FileMistake(Position(problem.file, problem.line), problem.path, words)


def _rule_mistakes(read: ReadShop) -> Iterator[FileMistake]:
    """Mistakes in rule texts, but not those that follow from a broken part of the shop."""
    if read.draft is None:
        return
    broken = Broken(read.problems)
    for problem in check_rules(read.draft):
        if not broken.touches(problem.path):
            yield _mistake(read, problem.path, problem.message)


def _mistake(read: ReadShop, path: Path, words: Text) -> FileMistake:
    return FileMistake(nearest_position(read.positions, path), path, words)


def _impossible(read: ReadShop, consequences: Impact) -> Iterator[FileMistake]:
    """Products that nobody can complete or that are too large; presets and examples that fail."""
    for large in consequences.too_large:
        rules = ", ".join(large.rules)
        words = {
            "ko": f"규칙이 너무 얽혀 있어요. 이 규칙들을 나누거나 줄이세요: {rules}.",
            "en": f"The rules are too entangled to compile. Split or drop some of: {rules}.",
        }
        yield _mistake(read, ("products", large.product_id, "rules"), words)
    for product in consequences.products:
        if product.count_after == 0:
            above = ("products", product.after.product.id, "rules")
            yield _mistake(read, above, _void_words(product))
            continue
        for broken in product.broken:
            yield _mistake(read, ("presets", broken.preset.id), _broken_words(broken))
        for failed in product.examples:
            at = ("examples", failed.example.id)
            yield _mistake(read, at, _failed_words(product.after, failed))


def _void_words(product: ProductImpact) -> Text:
    faulty = faulty_sets(product.after.compiled)
    ko = " 또는 ".join(", ".join(each) for each in faulty)
    en = "; or ".join(", ".join(each) for each in faulty)
    return {
        "ko": f"규칙을 모두 지키는 구성이 하나도 없어요. 함께 지켜질 수 없는 규칙: {ko}.",
        "en": f"No configuration keeps all rules. These cannot hold together: {en}.",
    }


def _failed_words(live: LiveProduct, failed: FailedExample) -> Text:
    """What is wrong with an example, on one line, its rules by id and sentence."""
    words = {}
    for language in LANGUAGES:
        told = example_words(live, failed, language)
        causes = (
            " / ".join(cause_line(live.shop, live.product, each, language) for each in one.rules)
            for one in told
        )
        words[language] = " ".join([told[0].words, " | ".join(filter(None, causes))]).strip()
    return words


def _broken_words(broken: BrokenPreset) -> Text:
    if broken.explanation is None:
        paths = ", ".join(broken.unanswered)
        return {
            "ko": f"이 그룹의 답이 필요해요. choices나 asks에 넣으세요: {paths}.",
            "en": f"These groups need an answer in choices or asks: {paths}.",
        }
    rules = ", ".join(broken.explanation.rules)
    choices = ", ".join(map(written, broken.explanation.choices))
    return {
        "ko": f"규칙({rules})이 이 답을 함께 허락하지 않아요: {choices}.",
        "en": f"The rules ({rules}) do not allow these answers together: {choices}.",
    }


def written(choice: Choice) -> str:
    """A choice as addresses write it."""
    if choice.amount:
        return f"{choice.group}.{choice.option}={choice.amount}"
    return f"{choice.group}={choice.option}"
