"""The wording of problems in shop files, in Korean and English: what is wrong, what is expected."""

import re
from collections.abc import Mapping

from catalog.problems import Problem, ProblemFact

_WORDS: Mapping[str, tuple[str, str]] = {
    # Files and YAML
    "no-folder": ("이 폴더가 없어요.", "There is no such folder."),
    "no-file": (
        "{word} 파일이 없어요. 가게 폴더에 꼭 있어야 해요.",
        "{word} is missing. Every shop folder needs it.",
    ),
    "not-a-file": (
        "{word}: 파일이 아니에요. 링크나 폴더 대신 파일을 두세요.",
        "{word} is not a file. Put the file itself here, not a link or a folder.",
    ),
    "too-many-files": (
        "파일이 {limit}개를 넘어요. 쓰지 않는 파일을 지우세요.",
        "There are more than {limit} files here. Remove those that are not used.",
    ),
    "unknown-file": (
        "{word}: 이 자리에서 읽지 않는 파일이에요. 쓰는 파일: {near}.",
        "{word} is not a file that is read here. Files: {near}.",
    ),
    "file-too-large": (
        "파일이 {limit}바이트를 넘어요. 나누거나 줄이세요.",
        "The file is over {limit} bytes. Make it smaller.",
    ),
    "not-utf-8": (
        "UTF-8이 아닌 글자가 있어요. UTF-8로 저장하세요.",
        "Some characters here are not UTF-8. Save the file as UTF-8.",
    ),
    "not-yaml": (
        "여기부터 YAML로 읽을 수 없어요. 들여쓰기, 콜론, 따옴표를 확인하세요.",
        "From here on this is not YAML ({told}). Check indentation, colons and quotes.",
    ),
    "control-character": (
        "보이지 않는 제어 문자가 있어요. 지우세요.",
        "There is an invisible control character. Remove it.",
    ),
    "second-document": (
        "파일 하나에 문서 하나만 둘 수 있어요. --- 뒤를 지우세요.",
        "A file holds one document. Remove what follows ---.",
    ),
    "too-many": (
        "값이 {limit}개를 넘어요. 나누거나 줄이세요.",
        "There are more than {limit} values. Make the file smaller.",
    ),
    "too-deep": (
        "{limit}단계보다 깊이 들어갔어요.",
        "Values lie more than {limit} levels deep.",
    ),
    "alias": (
        "{word}: 앵커와 별칭은 쓸 수 없어요. 값을 그대로 다시 쓰세요.",
        "{word}: anchors and aliases are not used here. Write the value out again.",
    ),
    "tag": (
        "{word}: 태그는 쓸 수 없어요. 지우세요.",
        "{word}: tags are not used here. Remove it.",
    ),
    "twice": (
        "{word}: {line}줄에 이미 있어요. 하나만 남기세요.",
        "{word} already stands on line {line}. Keep one of them.",
    ),
    "key-not-word": ("키는 한 낱말이어야 해요.", "A key has to be a word."),
    "empty": (
        "값이 비어 있어요. 값을 쓰거나 지우세요. 쉼표가 든 글은 따옴표로 감싸세요.",
        "There is nothing here. Give a value or leave it out; a text with a comma needs quotes.",
    ),
    # Single values
    "missing": ("값이 있어야 해요.", "A value is needed here."),
    "unknown-field": (
        "{word}: 여기서 쓰지 않는 이름이에요. 쓸 수 있는 이름: {near}.",
        "{word} is not a field here. Fields: {near}.",
    ),
    "expected-map": (
        "이름: 값 꼴로 써야 해요.",
        "Expected a map, written as name: value.",
    ),
    "expected-list": ("목록이 필요해요. 예: [a, b].", "Expected a list, such as [a, b]."),
    "expected-words": ("글이 필요해요.", "Expected text."),
    "expected-text": (
        "언어마다 글이 필요해요({languages}).",
        "Expected the text in every language: {languages}.",
    ),
    "expected-whole": (
        "{word}: 따옴표 없는 정수가 필요해요. 예: 900.",
        "{word}: expected a whole number without quotes, such as 900.",
    ),
    "expected-number": (
        "{word}: 따옴표 없는 수가 필요해요. 예: 12.5.",
        "{word}: expected a number without quotes, such as 12.5.",
    ),
    "expected-flag": (
        "{word}: yes나 no로 쓰세요.",
        "{word}: expected yes or no, without quotes.",
    ),
    "expected-hours": (
        '{word}: "10:00-21:00"처럼 쓰세요. 자정을 넘기면 다음 날로 나누세요.',
        '{word}: expected hours such as "10:00-21:00". What goes past midnight belongs to the '
        "next day.",
    ),
    "expected-answer": (
        "옵션, none, 수, 또는 {옵션: 양}이 필요해요.",
        "Expected an option, none, a number, or options with their amounts.",
    ),
    "not-one-of": ("{word}: {words} 중 하나여야 해요.", "{word}: expected one of {words}."),
    "negative": (
        "{word}: 0보다 작을 수 없어요. 할인은 adjustments에 쓰세요.",
        "{word}: expected 0 or more. Discounts belong in adjustments.",
    ),
    "out-of-bounds": (
        "{word}: {at_least}부터 {at_most}까지여야 해요.",
        "{word}: expected {at_least} to {at_most}.",
    ),
    "out-of-step": (
        "{word}: {at_least}부터 {at_most}까지 {step}씩 늘어나는 수여야 해요.",
        "{word}: expected {at_least} to {at_most} in steps of {step}.",
    ),
    "too-long": ("{limit}자를 넘어요.", "Expected at most {limit} characters."),
    "listed-twice": ("{word}: 두 번 나와요. 하나만 남기세요.", "{word} is listed twice."),
    "not-an-id": (
        "{word}: 소문자, 숫자, -, _로 40자까지 쓸 수 있어요.",
        "{word}: expected an id of at most 40 small letters, digits, - and _.",
    ),
    "reserved": (
        "{word}: 이 낱말은 id로 쓸 수 없어요. 다른 이름을 고르세요.",
        "{word} has a meaning of its own. Choose another id.",
    ),
    # Languages, money, time
    "missing-language": ("{word} 글이 없어요.", "The text in {word} is missing."),
    "foreign-language": (
        "{word}: 이 가게의 언어가 아니에요({languages}).",
        "{word} is not a language of this shop: {languages}.",
    ),
    "unknown-language": (
        "{word}: 모르는 언어예요. ko, en처럼 쓰세요.",
        "{word} is not a language that is known. Write ko or en.",
    ),
    "unknown-currency": (
        "{word}: 모르는 통화예요. KRW처럼 쓰세요.",
        "{word} is not a currency that is known. Write KRW or USD.",
    ),
    "unknown-time-zone": (
        "{word}: 모르는 시간대예요. Asia/Seoul처럼 쓰세요.",
        "{word} is not a time zone that is known. Write it as Asia/Seoul.",
    ),
    "unknown-day": ("{word}: 요일이 아니에요({near}).", "{word} is not a day: {near}."),
    "day-twice": ("{words}: 이미 적은 요일이에요.", "{words}: these days are given already."),
    "days-backwards": (
        "{word}: 요일 순서가 거꾸로예요. 쉼표로 나누세요.",
        "{word} runs backwards. Separate the days with a comma.",
    ),
    "hours-overlap": ("시간이 서로 겹쳐요.", "These hours overlap."),
    # References
    "unknown-attribute": (
        "{word}: attributes에 없어요. {near}",
        "{word} is not in attributes. {near}",
    ),
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
    "none-not-allowed": (
        "이 그룹은 비워 둘 수 없어요.",
        "This group has to be answered; none is not allowed.",
    ),
    "expected-option": ("옵션 하나가 필요해요.", "Expected one option."),
    "expected-amounts": (
        "{word}: {옵션: 양} 꼴로 쓰세요.",
        "{word}: expected options with their amounts, such as {onion: normal}.",
    ),
    # Pictures
    "unknown-picture": (
        "{word}: pictures 폴더에 없어요. {near}",
        "There is no pictures/{word}. {near}",
    ),
    "not-a-picture-name": (
        "{word}: 소문자 이름에 .svg, .png, .jpg, .webp로 끝나야 해요.",
        "{word}: expected a name in small letters that ends in .svg, .png, .jpg or .webp.",
    ),
    "picture-too-large": ("그림이 {word}KB를 넘어요.", "The picture is over {word} KB."),
    "picture-too-wide": (
        "그림의 한 변이 {word}픽셀을 넘어요.",
        "The picture is over {word} pixels wide or high.",
    ),
    "not-a-picture": (
        "{word} 그림으로 읽을 수 없어요. 다시 저장하세요.",
        "This cannot be read as {word}. Save the picture again.",
    ),
    "not-svg": (
        "{word}줄에서 SVG로 읽을 수 없어요.",
        "From line {word} on this is not SVG.",
    ),
    "svg-doctype": ("DOCTYPE은 쓸 수 없어요. 지우세요.", "A DOCTYPE is not used here. Remove it."),
    "svg-element": (
        "<{word}>는 쓸 수 없어요. 도형으로 바꾸세요.",
        "<{word}> cannot be used. Turn it into shapes.",
    ),
    "svg-attribute": ("{word} 속성은 쓸 수 없어요. 지우세요.", "{word} cannot be used. Remove it."),
    "svg-value": (
        "{word}: 그림 밖의 것을 가리킬 수 없어요.",
        "{word}: a drawing cannot refer to anything outside it.",
    ),
    "svg-too-large": (
        "도형이 {word}개를 넘거나 너무 깊어요.",
        "The drawing has more than {word} shapes, or they lie too deep.",
    ),
}

CODES = frozenset(_WORDS)
"""Every code that a problem may have."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_NEAR = {"ko": "비슷하거나 있는 것: {}.", "en": "Known: {}."}
_LISTED_NEAR = frozenset({"unknown-file", "unknown-field", "unknown-day"})
"""Codes whose wording already says what its list of words is."""


def problem_words(problem: Problem, language: str) -> str:
    """What is wrong and what is expected, in Korean ("ko") or English."""
    words = _WORDS[problem.code][0 if language == "ko" else 1]
    facts = {name: _shown(value) for name, value in problem.facts.items()}
    if problem.code not in _LISTED_NEAR and facts.get("near"):
        facts["near"] = _NEAR["ko" if language == "ko" else "en"].format(facts["near"])
    return _filled(words, facts).strip()


def problem_line(problem: Problem, language: str) -> str:
    """One line for a terminal: `file:line path: words`."""
    path = ".".join(problem.path)
    return f"{problem.file}:{problem.line} {path}: {problem_words(problem, language)}"


def _filled(words: str, facts: Mapping[str, str]) -> str:
    """The words with each `{fact}` filled in, once; other braces stay as they are."""
    return _PLACEHOLDER.sub(lambda found: facts.get(found[1], found[0]), words)


def _shown(value: ProblemFact) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value)[:80]
