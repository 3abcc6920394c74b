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
    "unknown-adjustment": (
        "{word}: 이런 adjustment나 프리셋은 없어요. {near}",
        "{word} is no adjustment, or preset. {near}",
    ),
    "unknown-purpose": (
        "{word}: 이 purpose인 옵션이 없어요. {near}",
        "No option here has the purpose {word}. {near}",
    ),
    # Products
    "included-one": (
        "one 그룹에는 기본 옵션 하나만, 돌려주는 금액 없이 쓰세요.",
        "Of a one group exactly one option is included, and nothing is given back for it.",
    ),
    "table-of-itself": (
        "{word}: 자기 그룹의 답에 따라 값을 매길 수 없어요.",
        "The prices of {word} cannot depend on its own answer. Name another group.",
    ),
    "not-a-one-group": (
        "{word}: one 그룹이어야 해요.",
        "{word} has to be a group of kind one.",
    ),
    "group-of-another-kind": (
        "{word}: {words} 그룹이어야 해요.",
        "{word} has to be a group of kind {words}.",
    ),
    "price-in-sequence": (
        "{word}: {product} 순서가 값을 매기니 옵션 가격은 0이어야 해요.",
        "{word} is priced by the sequence {product}. Its own price has to be 0.",
    ),
    "halves-differ": (
        "{word}: 두 반쪽에 같은 값으로 있어야 해요.",
        "{word} has to be in both halves, at the same price.",
    ),
    "priced-twice": (
        "{word}: {product}에서 이미 값을 매겨요. 하나만 남기세요.",
        "{word} is priced by {product} already. Keep one of them.",
    ),
    "too-many-shares": (
        "조건부 퍼센트가 {count}개예요. 슬롯까지 합쳐 {limit}개까지 쓸 수 있어요.",
        "{count} adjustments are a percentage on a condition, those of slots counted. "
        "At most {limit} can be.",
    ),
    # Price lists and currencies
    "key-too-long": (
        "{word}: 이 그룹의 값은 그룹 이름까지만 써요.",
        "{word} has one price. End the key with the group.",
    ),
    "key-without-option": (
        "{word}: 옵션까지 쓰세요.",
        "{word} has no price itself. Name one of its options too.",
    ),
    "percent-in-list": (
        "{word}: 퍼센트라서 목록마다 다를 수 없어요.",
        "{word} is a percentage, which is the same in every list.",
    ),
    "lists-overlap": (
        "{word}: 같은 때에 {product} 목록도 값을 매겨요. 때나 대상을 나누거나 한쪽을 더 좁히세요.",
        "{word} is priced by the list {product} too, at the same time. Part their times or "
        "customers, or let this one be for less.",
    ),
    "list-hides": (
        "{word}: 앞의 더 좁은 목록 {product}이 쓰이지 않게 돼요. {product} 앞에 두세요.",
        "{word}: the list {product} is for less and would never count. Put it after this one.",
    ),
    "own-currency": (
        "{word}: 가게의 통화예요. 다른 통화만 쓰세요.",
        "{word} is the shop's own currency. List only others.",
    ),
    "currency-not-listed": (
        "{word}: currencies에 없어요. {near}",
        "{word} is not in currencies. {near}",
    ),
    "currency-without-list": (
        "{word}: 언제나 쓰이는 이 통화의 가격 목록이 필요해요.",
        "{word} needs a price list of its own that is always in force.",
    ),
    "unpriced": (
        "{word}: {product} 가격이 없어요.",
        "{word} has no price in {product}.",
    ),
    "one-currency": (
        "{words}로도 파는 가게에서는 금액이 하나뿐인 값을 쓸 수 없어요.",
        "This amount is in one currency only, but the shop is paid in {words} too.",
    ),
    # Orders
    "code-twice": (
        "{word}: {product}의 코드예요. 다른 코드를 쓰세요.",
        "{word} is the code of {product} already. Choose another.",
    ),
    "condition-without-product": (
        "조건은 products에 상품 하나만 있을 때 쓸 수 있어요.",
        "A condition needs exactly one product, in products, and no presets.",
    ),
    "not-on-menu": (
        "{word}: 메뉴에 없는 상품이라 따로 살 수 없어요.",
        "{word} is not on the menu, so it cannot be bought by itself.",
    ),
    "bundle-of-one": (
        "묶음은 두 개부터예요.",
        "A bundle is of two pieces at least.",
    ),
    "rate-twice": (
        "{word}: 같은 길에 {product} 세율이 먼저 있어요.",
        "{word} has the rate {product} for the same way already.",
    ),
    "way-without-rate": (
        "{word}: {words}의 세율이 없어요. ways가 없는 세율을 끝에 두세요.",
        "{word} has no rate for {words}. Leave ways out in its last rate.",
    ),
}
