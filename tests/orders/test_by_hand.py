"""What is not known is frozen with a line, and told to whoever makes it."""

from catalog.database import canonical_json
from configurator.engine.model import Choice
from configurator.orders.by_hand import attribute_words, by_hand, rule_sentence, within
from configurator.orders.freezing import freeze, ticket, unchecked
from tests.engine.builders import choices
from tests.publishing.workshop import workshop

LIVE = workshop()
WHOLE = choices("cooler=mystery cpu=quick case=roomy psu=big")
FIT = choices("cooler=pump cpu=quick case=flat psu=big")


def test_a_line_keeps_what_is_not_checked_in_every_language() -> None:
    line = freeze(LIVE, WHOLE, None)
    (kept,) = unchecked(line)
    assert kept == {"en": "Mystery: height not known", "ko": "Mystery: 높이 정보 없음"}


def test_a_ticket_lists_it_before_what_the_shop_always_looks_at() -> None:
    told = ticket(freeze(LIVE, WHOLE, None)).by_hand
    assert [each["en"] for each in told] == [
        "Mystery: height not known. This may apply: “Mystery is too high for Roomy.”",
        "It starts",
    ]
    assert told[0]["ko"] == (
        "Mystery: 높이 정보 없음. 다음에 해당할 수 있어요: “Mystery는 Roomy보다 높아요.”"
    )
    assert [each["ko"] for each in by_hand(LIVE, FIT)] == ["부팅", "누수 없음"]


def test_notes_are_on_the_ticket_as_notes_and_nothing_to_check() -> None:
    noted = ticket(freeze(LIVE, choices("cooler=tower cpu=quick case=roomy psu=big"), None))
    assert [each["en"] for each in noted.notes] == ["Tower fits Roomy tightly."]
    assert [each["ko"] for each in noted.notes] == ["Tower가 Roomy에 빠듯해요."]
    assert [each["en"] for each in noted.by_hand] == ["It starts"]


def test_a_line_of_which_all_is_known_says_nothing() -> None:
    assert unchecked(freeze(LIVE, FIT, None)) == ()


def test_several_unknown_facts_of_a_rule_are_told_together() -> None:
    line = freeze(LIVE, choices("cooler=tower cpu=odd case=roomy psu=big"), None)
    assert [each["en"] for each in unchecked(line)] == ["Odd: TDP not known"]


def test_equal_lines_freeze_to_equal_bytes() -> None:
    one, other = freeze(LIVE, WHOLE, None), freeze(LIVE, tuple(reversed(WHOLE)), None)
    assert canonical_json(one.words) == canonical_json(other.words)
    assert one.ticket == other.ticket


def test_a_sentence_names_what_is_chosen_and_else_the_group() -> None:
    told = rule_sentence(LIVE, "height", (Choice("cooler", "tower"),), "en")
    assert told == "Tower is too high for Case."
    assert rule_sentence(LIVE, "no-such", (), "en") == ""


def test_names_stand_within_a_sentence_as_they_are_written_there() -> None:
    assert within("Height") == "height"
    assert within("TDP") == "TDP"
    assert attribute_words(LIVE, "vegan", "ko") == "식단"
