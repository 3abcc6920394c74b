"""The form of a rule: what was typed, what is wrong with it, and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from flask_babel import gettext as _

from catalog.ids import id_fault
from catalog.shop import Product, Rule, Shop
from configurator.publishing.checks import RuleProblem, check_rule
from configurator.publishing.product_reader import names_for

Strength = Literal["must", "warn", "note"]
STRENGTHS: tuple[str, ...] = get_args(Strength)
LONGEST_SENTENCE = 400


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field, in the reader's language."""

    field: str
    message: str


@dataclass(frozen=True)
class Piece:
    """A piece of rule text; `message` is empty where nothing is wrong with it."""

    text: str
    message: str = ""


@dataclass(frozen=True)
class RuleForm:
    """A rule as typed, kept whatever is wrong with it.

    `text` has its spaces still: what comes next after "bun is " is not what completes "bun is".
    """

    id: str
    text: str
    sentence: Mapping[str, str]
    strength: str

    def rule(self) -> Rule:
        return Rule(self.id, self.text.strip(), dict(self.sentence), cast(Strength, self.strength))


def read_form(form: Mapping[str, str], languages: tuple[str, ...], rule_id: str = "") -> RuleForm:
    """The form as sent; `rule_id` is given where an existing rule is edited."""
    return RuleForm(
        id=rule_id or form.get("id", "").strip(),
        text=form.get("text", ""),
        sentence={each: form.get(f"sentence_{each}", "").strip() for each in languages},
        strength=form.get("strength", "must"),
    )


def form_of(rule: Rule) -> RuleForm:
    return RuleForm(rule.id, rule.text, rule.sentence, rule.strength)


def field_errors(
    form: RuleForm, shop: Shop, product: Product, language: str, *, is_new: bool
) -> tuple[FieldError, ...]:
    """Everything that keeps the form from being a rule, in the order of its fields."""
    errors = []
    if is_new:
        errors += _id_errors(form, product)
    errors += [
        FieldError(_field(problem), problem.message[language])
        for problem in problems(form, shop, product)
    ]
    errors += _sentence_errors(form, shop)
    if form.strength not in STRENGTHS:
        errors.append(FieldError("strength", _("Choose how strict the rule is.")))
    return tuple(errors)


def problems(form: RuleForm, shop: Shop, product: Product) -> list[RuleProblem]:
    """The mistakes in the rule's text and in the placeholders of its sentences."""
    rule = Rule(form.id, form.text, form.sentence)
    return check_rule(rule, names_for(shop, product), ())


def marked(form: RuleForm, shop: Shop, product: Product, language: str) -> tuple[Piece, ...]:
    """The rule text in pieces, those with a mistake marked. Of mistakes that overlap, the first."""
    pieces: list[Piece] = []
    done = 0
    in_text = [each for each in problems(form, shop, product) if each.path == ("text",)]
    for problem in sorted(in_text, key=lambda each: (each.start, each.end)):
        if problem.start < done:
            continue
        pieces.append(Piece(form.text[done : problem.start]))
        wrong = form.text[problem.start : problem.end] or "…"
        pieces.append(Piece(wrong, problem.message[language]))
        done = max(problem.end, problem.start)
    pieces.append(Piece(form.text[done:]))
    return tuple(piece for piece in pieces if piece.text)


def _field(problem: RuleProblem) -> str:
    return "_".join(problem.path)


def _id_errors(form: RuleForm, product: Product) -> list[FieldError]:
    wrong = id_fault(form.id, "rule")
    if wrong is None and all(rule.id != form.id for rule in product.rules):
        return []
    if wrong is None:
        words = _("Another rule has this name. Choose a different one.")
    elif wrong.code == "reserved":
        words = _("This name has another meaning here. Choose a different one.")
    else:
        words = _("Give the rule a short name of small letters, digits and hyphens.")
    return [FieldError("id", words)]


def _sentence_errors(form: RuleForm, shop: Shop) -> list[FieldError]:
    missing = _("Say in a sentence why, for shoppers.")
    long = _("Say it in at most %(most)s characters.", most=LONGEST_SENTENCE)
    said = {each: form.sentence.get(each, "") for each in shop.languages}
    return [
        FieldError(f"sentence_{each}", long if words else missing)
        for each, words in said.items()
        if not words or len(words) > LONGEST_SENTENCE
    ]
