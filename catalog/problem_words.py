"""The wording of problems in shop files, in Korean and English: what is wrong, what is expected."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from heapq import nlargest

from catalog.file_words import FILE_WORDS
from catalog.price_words import PRICE_WORDS
from catalog.problems import Path, Position, Problem, ProblemFact

_SHOP_WORDS: Mapping[str, tuple[str, str]] = {
    # References
    "unknown-attribute": (
        "{word}: attributes에 없어요. {near}",
        "{word} is not in attributes. {near}",
    ),
    "not-for-attribute": (
        "{word}: {words} 속성에만 써요.",
        "{word} belongs only to attributes of kind {words}.",
    ),
    "unknown-aim": ("{word}: 상품의 aims에 없어요. {near}", "{word} is no aim here. {near}"),
    "unknown-offer": (
        "{word}: 이런 양은 없어요. {near}",
        "{word} is no amount, or amount-place, that is offered. {near}",
    ),
    "unknown-place": ("{word}: places에 없어요. {near}", "{word} is not in places. {near}"),
    "unknown-allergen": (
        "{word}: allergens에 없어요. {near}",
        "{word} is not in allergens. {near}",
    ),
    "unknown-category": (
        "{word}: categories에 없어요. {near}",
        "{word} is not in categories. {near}",
    ),
    "unknown-item": ("{word}: items.yaml에 없어요. {near}", "{word} is not in items.yaml. {near}"),
    "unknown-product": (
        "{word}: products 폴더에 없어요. {near}",
        "There is no products/{word}.yaml. {near}",
    ),
    "unknown-preset": (
        "{word}: presets.yaml에 없어요. {near}",
        "{word} is not in presets.yaml. {near}",
    ),
    "unknown-group": ("{word}: 이런 그룹은 없어요. {near}", "{word} is no group here. {near}"),
    "unknown-option": ("{word}: 이런 옵션은 없어요. {near}", "{word} is no option here. {near}"),
    "product-not-listed": (
        "{word}: products 폴더에 있지만 이 목록에 없어요.",
        "products/{word}.yaml is not in this list. Say where it stands on the menu.",
    ),
    "preset-of-another": (
        "{word}: 이 상품의 프리셋이 아니에요. {near}",
        "{word} is no preset of this product. {near}",
    ),
    # Prices and offers
    "price-twice": (
        "price와 prices 중 하나만 쓰세요.",
        "Give either price or prices, not both.",
    ),
    "price-missing": ("{word}의 가격이 없어요.", "The price of {word} is missing."),
    "not-offered": (
        "{word}: 가격은 있지만 amounts에 없어요.",
        "{word} has a price but is not in amounts.",
    ),
    "amounts-missing": (
        "many 그룹의 옵션은 양마다 가격이 필요해요. 예: prices: {normal: 300}.",
        "Options of a many group come in amounts: write prices: {normal: 300}.",
    ),
    "amounts-in-one": (
        "one 그룹의 옵션에는 양이 없어요. price만 쓰세요.",
        "Options of a one group have no amounts. Give a price only.",
    ),
    "ambiguous-offer": (
        "{word}: 두 가지로 읽혀요. 양이나 자리의 id를 바꾸세요.",
        "{word} can be read in two ways. Change the id of an amount or a place.",
    ),
    # Groups, steps, slots
    "not-for-kind": (
        "{word}: {kind} 그룹에는 쓰지 않아요. 쓸 수 있는 것: {words}.",
        "{word} does not belong to a group of kind {kind}, which has {words}.",
    ),
    "bounds-crossed": (
        "at_least {at_least}가 at_most {at_most}보다 커요.",
        "at_least {at_least} is above at_most {at_most}.",
    ),
    "limits-contradict": (
        "distinct와 units를 함께 지킬 수 없어요.",
        "distinct and units cannot be kept together.",
    ),
    "more-than-there-are": (
        "적어도 {at_least}이어야 하는데 모두 합쳐 {count}뿐이에요.",
        "At least {at_least} are asked for, but all options together make {count}.",
    ),
    "too-many-numbers": (
        "고를 수 있는 수가 {limit}개를 넘어요. 범위를 줄이거나 step을 키우세요.",
        "More than {limit} numbers can be chosen. Narrow the bounds or widen the step.",
    ),
    "reads-as-copy": (
        "{word}: {product} 슬롯의 사본이 쓰는 이름이에요. 다른 id를 고르세요.",
        "{word} is what a copy of {product} is called. Choose another id.",
    ),
    "group-in-two-steps": ("{word}: 이미 다른 단계에 있어요.", "{word} is in a step already."),
    "group-in-no-step": (
        "{word}: 어느 단계에도 없어요.",
        "{word} is in no step. Shoppers would never be asked.",
    ),
    "slot-cycle": (
        "{word}: 슬롯이 {product}로 돌아오거나 {limit}단계보다 깊어요.",
        "{word} leads back to {product}, or slots lie more than {limit} deep.",
    ),
    # Presets
    "defining-asked": (
        "{word}: defining과 asks에 함께 있어요. 한쪽에서 빼세요.",
        "{word} is both defining and asked. Take it out of one.",
    ),
    "defining-unanswered": (
        "{word}: defining인데 choices에 답이 없어요.",
        "{word} is defining but has no answer in choices.",
    ),
    "group-unanswered": (
        "{word}: 답이 필요해요. choices나 asks에 넣으세요.",
        "{word} needs an answer. Put it in choices or asks.",
    ),
    "text-in-preset": (
        "글은 프리셋에 담지 않아요. 지우세요.",
        "Typed text is not part of a preset. Remove it.",
    ),
    "example-off-menu": (
        "{word}: 메뉴에 없는 상품이라 확인할 수 없어요. 이 상품이 담기는 상품의 예로 쓰세요.",
        "{word} is not on the menu. Write the example for the product that holds it.",
    ),
    "price-of-refused": (
        "거절할 예에는 가격이 없어요. price를 지우세요.",
        "What must be refused has no price. Remove price.",
    ),
    "none-not-allowed": (
        "이 그룹은 비워 둘 수 없어요.",
        "This group has to be answered; none is not allowed.",
    ),
    "expected-option": ("옵션 하나가 필요해요.", "Expected one option."),
    "expected-amounts": (
        "{word}: {옵션: 양} 꼴로 쓰세요.",
        "{word}: expected options with their amounts, such as {onion: normal}.",
    ),
}

_WORDS = {**FILE_WORDS, **_SHOP_WORDS, **PRICE_WORDS}

CODES = frozenset(_WORDS)
"""Every code that a problem may have."""

MAX_PATH = 200
_COMPARED = 200
"""How many names a misspelt one is compared with: those that begin most like it."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_NEAR = {"ko": "비슷하거나 있는 것: {}.", "en": "Known: {}."}
_LISTED_NEAR = frozenset({"unknown-file", "unknown-field", "unknown-day"})
"""Codes whose wording already says what its list of words is."""


def problem_words(problem: Problem, language: str) -> str:
    """What is wrong and what is expected, in Korean ("ko") or English ("en")."""
    words = _WORDS[problem.code][("ko", "en").index(language)]
    facts = {name: _shown(value) for name, value in problem.facts.items() if name != "known"}
    near = ", ".join(_near(str(problem.facts.get("word")), problem.facts.get("known")))
    is_said = problem.code in _LISTED_NEAR or not near
    facts["near"] = near if is_said else _NEAR[language].format(near)
    return _filled(words, facts).strip()


def problem_line(problem: Problem, language: str) -> str:
    """One line for a terminal: `file:line path: words`."""
    position = Position(problem.file, problem.line)
    return placed_line(position, problem.path, problem_words(problem, language))


def placed_line(position: Position, path: Path, words: str) -> str:
    """Words after the place that they are about; nothing in the place can steer a terminal."""
    place = f"{position.file}:{position.line} {'.'.join(path)[:MAX_PATH]}"
    return f"{_CONTROL.sub('�', place)}: {words}"


@lru_cache(maxsize=1024)
def _near(word: str, known: ProblemFact | None) -> tuple[str, ...]:
    """The names near a word; where there is none, the first of all."""
    names = known if isinstance(known, tuple) else ()
    return tuple(get_close_matches(word, _compared(word, names), n=3)) or names[:12]


def _compared(word: str, names: tuple[str, ...]) -> list[str]:
    """The names worth comparing a word with, which takes long with each."""
    if len(names) <= _COMPARED:
        return list(names)
    return nlargest(_COMPARED, names, key=lambda name: _shared_start(word, name))


def _shared_start(word: str, name: str) -> int:
    """With how many of the same characters both begin."""
    pairs = enumerate(zip(word, name, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(word), len(name)))


def _filled(words: str, facts: Mapping[str, str]) -> str:
    """The words with each `{fact}` filled in, once; other braces stay as they are."""
    return _PLACEHOLDER.sub(lambda found: facts.get(found[1], found[0]), words)


def _shown(value: ProblemFact) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return _CONTROL.sub("�", str(value))[:80]
