"""The form of a rule: what was typed, what is wrong with it, and where."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from flask_babel import gettext as _

from catalog.shop import Product, Rule, Shop
from configurator.publishing.checks import RuleProblem, check_rule
from configurator.publishing.engine_model import names_for

Strength = Literal["must", "warn", "note"]
STRENGTHS: tuple[str, ...] = get_args(Strength)
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


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
    """A rule as typed, kept whatever is wrong with it."""

    id: str
    text: str
    sentence: Mapping[str, str]
    strength: str

    def rule(self) -> Rule:
        return Rule(self.id, self.text, dict(self.sentence), cast(Strength, self.strength))


def read_form(form: Mapping[str, str], languages: tuple[str, ...], rule_id: str = "") -> RuleForm:
    """The form as sent; `rule_id` is given where an existing rule is edited."""
    return RuleForm(
        id=rule_id or form.get("id", "").strip(),
        text=form.get("text", "").strip(),
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
    errors += [
        FieldError(f"sentence_{each}", _("Say in a sentence why, for shoppers."))
        for each in shop.languages
        if not form.sentence.get(each)
    ]
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
    if not _ID.fullmatch(form.id):
        return [
            FieldError(
                "id",
                _("Give the rule a short name of small letters, digits and hyphens."),
            )
        ]
    if any(rule.id == form.id for rule in product.rules):
        return [FieldError("id", _("Another rule has this name. Choose a different one."))]
    return []
