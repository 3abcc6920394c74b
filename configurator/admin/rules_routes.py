"""The rules of a shop as sentences: read, edit, add, take away, in one's own change set."""

from collections.abc import Callable
from dataclasses import asdict

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from catalog.shop import Rule, Shop
from configurator.accounts.access import staff_required
from configurator.admin.cause_words import rule_sentence
from configurator.admin.pages import (
    live_or_404,
    my_change_set_or_new,
    my_shop,
    product_or_404,
)
from configurator.admin.rule_forms import (
    STRENGTHS,
    RuleForm,
    field_errors,
    form_of,
    marked,
    read_form,
)
from configurator.database import current_database
from configurator.engine.parsing import complete
from configurator.extensions import htmx
from configurator.i18n import language
from configurator.publishing.change_sets import ABSENT, Path, changed_paths, set_field
from configurator.publishing.live import LiveShop, live_shop
from configurator.publishing.models import ChangeSet
from configurator.publishing.product_reader import names_for

bp = Blueprint("rules", __name__, url_prefix="/<shop_id>/staff/rules")

EMPTY = RuleForm("", "", {}, "must")
COMPLETIONS = 24
MOST_DIGITS = 6


@bp.get("")
@staff_required("editor")
def rules(shop_id: str) -> ResponseReturnValue:
    """Every rule, grouped by product, with what one has changed."""
    live = live_or_404(shop_id)
    shop, change_set = my_shop(live)
    return render_template(
        "admin/rules.html",
        live=live,
        products=[product for product in shop.products if product.rules or product.on_menu],
        says=lambda product, rule: rule_sentence(shop, product, rule),
        removed=_removed(live.shop, shop),
        changed=set(changed_paths(change_set)) if change_set else set(),
        changes=len(change_set.changes) if change_set else 0,
    )


@bp.get("/<product_id>/new")
@staff_required("editor")
def new(shop_id: str, product_id: str) -> ResponseReturnValue:
    """An empty form for another rule."""
    return _page(live_or_404(shop_id), product_id, EMPTY, is_new=True)


@bp.post("/<product_id>/new")
@staff_required("editor")
def add(shop_id: str, product_id: str) -> ResponseReturnValue:
    """Add the rule to one's change set."""
    return _save(shop_id, product_id, "")


@bp.get("/<product_id>/<rule_id>")
@staff_required("editor")
def edit(shop_id: str, product_id: str, rule_id: str) -> ResponseReturnValue:
    """The rule in its form."""
    live = live_or_404(shop_id)
    rule = _rule_or_404(my_shop(live)[0], product_id, rule_id)
    return _page(live, product_id, form_of(rule), is_new=False)


@bp.post("/<product_id>/<rule_id>")
@staff_required("editor")
def save(shop_id: str, product_id: str, rule_id: str) -> ResponseReturnValue:
    """Change the rule in one's change set."""
    _rule_or_404(my_shop(live_or_404(shop_id))[0], product_id, rule_id)
    return _save(shop_id, product_id, rule_id)


@bp.post("/<product_id>/<rule_id>/remove")
@staff_required("editor")
def remove(shop_id: str, product_id: str, rule_id: str) -> ResponseReturnValue:
    """Take the rule away in one's change set."""
    product_or_404(live_or_404(shop_id).shop, product_id)
    _change(shop_id, rule_path(product_id, rule_id), lambda _live: ABSENT)
    return redirect(url_for("rules.rules", shop_id=shop_id), 303)


@bp.post("/<product_id>/<rule_id>/restore")
@staff_required("editor")
def restore(shop_id: str, product_id: str, rule_id: str) -> ResponseReturnValue:
    """Let the rule be again as it is live."""
    _change(
        shop_id,
        rule_path(product_id, rule_id),
        lambda live: next(
            (asdict(rule) for rule in product_or_404(live, product_id).rules if rule.id == rule_id),
            ABSENT,
        ),
    )
    return redirect(url_for("rules.rules", shop_id=shop_id), 303)


@bp.post("/<product_id>/check")
@staff_required("editor")
def check(shop_id: str, product_id: str) -> ResponseReturnValue:
    """What is wrong with the text so far, and what could be typed next. Changes nothing."""
    live = live_or_404(shop_id)
    shop = my_shop(live)[0]
    product = product_or_404(shop, product_id)
    form = read_form(request.form, shop.languages, request.form.get("rule_id", ""))
    return render_template(
        "admin/_rule_feedback.html",
        form=form,
        pieces=marked(form, shop, product, language()),
        completions=_completions(form, shop, product_id),
    )


def rule_path(product_id: str, rule_id: str) -> Path:
    """Where a rule stands in the shop's document."""
    return ("products", product_id, "rules", rule_id)


def _save(shop_id: str, product_id: str, rule_id: str) -> ResponseReturnValue:
    live = live_or_404(shop_id)
    shop = my_shop(live)[0]
    product = product_or_404(shop, product_id)
    form = read_form(request.form, shop.languages, rule_id)
    errors = field_errors(form, shop, product, language(), is_new=not rule_id)
    if errors or "check" in request.form:
        page = _page(live, product_id, form, is_new=not rule_id, errors=errors)
        return page, 422 if errors else 200
    _change(shop_id, rule_path(product_id, form.id), lambda _live: asdict(form.rule()))
    return redirect(
        url_for("rules.rules", shop_id=shop_id, _anchor=f"rule-{product_id}-{form.id}"), 303
    )


def _change(shop_id: str, path: Path, after: Callable[[Shop], object]) -> ChangeSet:
    def work(session: Session) -> ChangeSet:
        change_set = my_change_set_or_new(session, shop_id)
        live = live_shop(session, shop_id) or abort(404)
        set_field(session, change_set, live.shop, path, after(live.shop))
        return change_set

    return current_database().in_transaction(work)


def _page(
    live: LiveShop,
    product_id: str,
    form: RuleForm,
    *,
    is_new: bool,
    errors: tuple[object, ...] = (),
) -> str:
    shop = my_shop(live)[0]
    product = product_or_404(shop, product_id)
    return render_template(
        "admin/rule.html",
        live=live,
        product=product,
        form=form,
        is_new=is_new,
        errors=errors,
        strengths=STRENGTHS,
        names=names_for(shop, product),
        pieces=marked(form, shop, product, language()) if form.text else (),
        completions=_completions(form, shop, product_id),
        htmx=bool(htmx),
    )


def _completions(form: RuleForm, shop: Shop, product_id: str) -> tuple[str, ...]:
    position = request.form.get("position", "")
    is_place = position.isascii() and position.isdigit() and len(position) <= MOST_DIGITS
    place = int(position) if is_place else len(form.text)
    names = names_for(shop, product_or_404(shop, product_id))
    return complete(form.text, min(place, len(form.text)), names)[:COMPLETIONS]


def _rule_or_404(shop: Shop, product_id: str, rule_id: str) -> Rule:
    for rule in product_or_404(shop, product_id).rules:
        if rule.id == rule_id:
            return rule
    abort(404)


def _removed(live: Shop, shop: Shop) -> dict[str, list[Rule]]:
    """The live rules that one's change set takes away, by product."""
    gone: dict[str, list[Rule]] = {}
    for product in live.products:
        kept = {rule.id for each in shop.products if each.id == product.id for rule in each.rules}
        missing = [rule for rule in product.rules if rule.id not in kept]
        if missing:
            gone[product.id] = missing
    return gone
