"""The wording of what can be wrong with prices, coupons and taxes: Korean, English."""

from collections.abc import Mapping

PRICE_WORDS: Mapping[str, tuple[str, str]] = {
    # Single values
    "expected-percent": (
        "{word}: 소수 둘째 자리까지의 수가 필요해요. 예: -10, 7.5.",
        "{word}: expected a number with at most two decimals, such as -10 or 7.5.",
    ),
    "percent-of-nothing": (
        "{word}: 0퍼센트는 아무것도 바꾸지 않아요. 지우세요.",
        "{word}: 0 percent changes nothing. Leave it out.",
    ),
    "percent-out-of-bounds": (
        "{word}: {at_least}퍼센트부터 {at_most}퍼센트까지여야 해요.",
        "{word}: expected {at_least} to {at_most} percent.",
    ),
    "expected-discount": (
        "{word}: 깎는 금액이어야 해요. 예: -1000.",
        "{word}: expected an amount that takes off, such as -1000.",
    ),
    "expected-span": (
        "{word}: 11:30-14:00처럼 쓰세요. 17:00-는 그때부터, -11:00은 그때까지예요.",
        "{word}: expected hours such as 11:30-14:00, 17:00- (from then on) or -11:00 (until then).",
    ),
    "hours-wrap": (
        "{word}: 자정을 넘어요. 자정 뒤는 다음 날의 것으로 따로 적으세요.",
        "{word} runs past midnight. Write a second entry for what belongs to the next day.",
    ),
    "dates-crossed": (
        "{word}: since {told}보다 앞서요.",
        "{word} lies before since, {told}.",
    ),
    "expected-code": (
        "{word}: 영문자, 숫자, -, _로 2자에서 40자까지 쓰세요.",
        "{word}: expected a code of 2 to 40 letters, digits, - and _.",
    ),
    "amount-twice": (
        "amount와 percent 중 하나만 쓰세요.",
        "Give either amount or percent, not both.",
    ),
    "not-two-groups": (
        "반반은 그룹 두 개로 이뤄져요.",
        "Halves are exactly two groups.",
    ),
    # References
    "unknown-store": ("{word}: stores에 없어요. {near}", "{word} is not in stores. {near}"),
    "unknown-customer": (
        "{word}: customers에 없어요. {near}",
        "{word} is not in customers. {near}",
    ),
    "unknown-tax": (
        "{word}: 이 분류의 세율이 taxes에 없어요. {near}",
        "No rate in taxes is for {word}. {near}",
    ),
}
