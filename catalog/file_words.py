"""The wording of what can be wrong with files, single values and pictures: Korean, English."""

from collections.abc import Mapping

FILE_WORDS: Mapping[str, tuple[str, str]] = {
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
    "and-more": (
        "이 파일에 {count}개가 더 있어요. 위의 것부터 고치세요.",
        "There are {count} more in this file. Mend those above first.",
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
    # Parts lists
    "not-csv": (
        "여기부터 CSV로 읽을 수 없어요. 따옴표를 확인하세요.",
        "From here on this is not CSV ({told}). Check the quotes.",
    ),
    "too-many-rows": (
        "줄이 {limit}개를 넘어요. 목록을 줄이세요.",
        "There are more than {limit} rows. Make the list shorter.",
    ),
    "too-many-columns": (
        "칸이 {limit}개를 넘어요.",
        "There are more than {limit} columns.",
    ),
    "too-many-cells": (
        "칸이 {count}개인데 첫 줄에는 {limit}개뿐이에요. 쉼표가 든 글은 따옴표로 감싸세요.",
        "This row has {count} cells, the header {limit}. A text with a comma needs quotes.",
    ),
    "in-product-file": (
        "{word}: 상품 파일에 이미 있어요. 하나만 남기세요.",
        "{word} is in the product's file already. Keep one of them.",
    ),
    "no-rows": ("부품이 하나도 없어요.", "There are no parts in this list."),
    "no-column": (
        "{word} 칸이 없어요. 첫 줄에 이름을 쓰세요.",
        "There is no column {word}. Name it in the first line.",
    ),
    "unknown-column": (
        "{word}: 여기서 쓰지 않는 칸이에요. {near}",
        "{word} is no column here. {near}",
    ),
    "not-in-table": (
        "{word}: 가져올 표에 없는 칸이에요. {near}",
        "{word} is no column of the table. {near}",
    ),
    "unknown-list": (
        "{word}: parts 폴더에 없어요. parts/이름.csv처럼 쓰세요. {near}",
        "There is no such parts list: {word}. Write it as parts/name.csv. {near}",
    ),
    "unread-list": (
        "{word}: 어느 그룹도 읽지 않아요. 그룹에 options_from을 쓰거나 지우세요.",
        "No group reads {word}. Name it in options_from, or remove it.",
    ),
    "not-a-list-name": (
        "{word}: 소문자 이름에 .csv로 끝나야 해요.",
        "{word}: expected a name in small letters that ends in .csv.",
    ),
    # Values in YAML
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
    "negative": ("{word}: 0 이상이어야 해요.", "{word}: expected 0 or more."),
    "negative-price": (
        "{word}: 가격은 0보다 작을 수 없어요. 할인은 adjustments에 쓰세요.",
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
    "expected-day": (
        "{word}: 2026-11-01처럼 날짜를 쓰세요.",
        "{word}: expected a day of the calendar, such as 2026-11-01.",
    ),
    "hours-overlap": ("시간이 서로 겹쳐요.", "These hours overlap."),
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
    "svg-nested": (
        "{word}: clipPath나 mask 안에서 다시 쓸 수 없어요.",
        "{word} cannot be used inside a clipPath or mask.",
    ),
    "svg-too-large": (
        "도형이 {word}개를 넘거나 너무 깊어요.",
        "The drawing has more than {word} shapes, or they lie too deep.",
    ),
}
