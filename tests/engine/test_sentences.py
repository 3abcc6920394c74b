"""Sentences with labels in them, and the Korean particles after the labels."""

import pytest

from configurator.engine.sentences import (
    PARTICLES,
    SentenceError,
    ending,
    fill,
    particle,
    placeholders,
)


def test_labels_are_put_in_place() -> None:
    template = "{bun} does not go with {cheese}; choose another {bun}."
    assert fill(template, {"bun": "Brioche", "cheese": "Cheddar", "other": "x"}, "en") == (
        "Brioche does not go with Cheddar; choose another Brioche."
    )
    assert placeholders(template) == ("bun", "cheese")


def test_korean_labels_take_the_particle_that_fits() -> None:
    template = "{bun:은/는} {cheese:과/와} 어울리지 않아요."
    assert fill(template, {"bun": "브리오슈", "cheese": "체더"}, "ko") == (
        "브리오슈는 체더와 어울리지 않아요."
    )
    assert fill(template, {"bun": "감자빵", "cheese": "고다 치즈 한 장"}, "ko") == (
        "감자빵은 고다 치즈 한 장과 어울리지 않아요."
    )


def test_other_languages_have_no_particles() -> None:
    assert fill("{bun:은/는} only", {"bun": "빵"}, "en") == "빵 only"


def test_a_label_is_never_read_as_a_placeholder() -> None:
    assert fill("{a} {b}", {"a": "{b}", "b": "\\1"}, "en") == "{b} \\1"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("양파", "양파는 양파가 양파를 양파와 양파로"),
        ("버섯", "버섯은 버섯이 버섯을 버섯과 버섯으로"),
        ("콜라 겔", "콜라 겔은 콜라 겔이 콜라 겔을 콜라 겔과 콜라 겔로"),
        ("RTX 4070", "RTX 4070은 RTX 4070이 RTX 4070을 RTX 4070과 RTX 4070으로"),
        ("DDR5", "DDR5는 DDR5가 DDR5를 DDR5와 DDR5로"),
        ("콜라 L", "콜라 L은 콜라 L이 콜라 L을 콜라 L과 콜라 L로"),
        ("콜라 M", "콜라 M은 콜라 M이 콜라 M을 콜라 M과 콜라 M으로"),
        ("콜라 S", "콜라 S는 콜라 S가 콜라 S를 콜라 S와 콜라 S로"),
        ("Ryzen 3200G", "Ryzen 3200G는 Ryzen 3200G가 Ryzen 3200G를 Ryzen 3200G와 Ryzen 3200G로"),
        ("i7", "i7은 i7이 i7을 i7과 i7로"),
    ],
)
def test_the_particle_follows_the_last_sound(label: str, expected: str) -> None:
    pairs = ("은/는", "이/가", "을/를", "과/와", "으로/로")
    assert " ".join(label + particle(label, pair) for pair in pairs) == expected


@pytest.mark.parametrize(
    ("sound", "labels"),
    [
        (
            "vowel",
            "2 4 5 9 12 SSD 16GB 500ml 330mL 1.5L 27cm Cheese Cheddar Extra Coke Large 50%",
        ),
        (
            "consonant",
            "0 3 6 10 2026 RAM 500g 1.2kg bun Lime Bacon Wine Book Mac Chip Cut Set Ring",
        ),
        ("ㄹ", "1 7 8 1.7 DDR URL Small Apple File Intel 콜"),
    ],
)
def test_digits_letters_and_english_words_are_read_in_korean(sound: str, labels: str) -> None:
    wrong = {label: ending(label) for label in labels.split() if ending(label) != sound}
    assert not wrong


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("브리오슈 (글루텐)", "브리오슈 (글루텐)는"),
        ("“버섯”", "“버섯”은"),
        ("버섯…", "버섯…은"),
        ("(버섯)", "(버섯)은"),
        ("커피☕", "커피☕은(는)"),
        ("寿司", "寿司은(는)"),
        ("", "은(는)"),
        ("ㅋ", "ㅋ은"),
        ("ㄱ", "ㄱ은"),
        ("가", "가는"),
        ("Bacon and Cheese", "Bacon and Cheese는"),
        ("ㅏ", "ㅏ는"),
    ],
)
def test_closing_signs_are_not_heard_and_unknown_sounds_get_both(label: str, expected: str) -> None:
    assert label + particle(label, "은/는") == expected


def test_both_forms_are_written_as_koreans_write_them() -> None:
    written = [particle("☕", pair) for pair in PARTICLES]
    assert written[:5] == ["은(는)", "이(가)", "을(를)", "과(와)", "(으)로"]
    assert written[5:] == ["(이)나", "(이)라", "(이)라는", "이에요(예요)"]


@pytest.mark.parametrize(
    "template",
    ["{bun", "bun}", "{}", "{bun:이나/는}", "{bun:}", "{{bun}}", "{bun:은/는", "{:은/는}"],
)
def test_a_placeholder_that_cannot_be_read_is_told(template: str) -> None:
    with pytest.raises(SentenceError) as caught:
        placeholders(template)
    assert caught.value.part in template
    assert "{name}" in str(caught.value)
    with pytest.raises(SentenceError):
        fill(template, {"bun": "Brioche"}, "ko")


def test_a_missing_label_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        fill("{bun}", {}, "en")
