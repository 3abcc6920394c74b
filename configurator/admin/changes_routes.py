"""One's own changes: what publishing them would do, mending, publishing, rolling back."""

from dataclasses import asdict

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from catalog.shop import Preset, Shop
from configurator.accounts.access import staff_required
from configurator.admin.consequences import (
    Consequences,
    change_words,
    consequences,
    unreadable,
)
from configurator.admin.pages import (
    editor,
    live_or_404,
    live_products,
    my_change_set_or_new,
    my_locked_change_set,
    my_shop,
)
from configurator.database import current_database, read_session
from configurator.publishing.change_sets import (
    Path,
    changed_fields,
    changed_paths,
    conflicts,
    discard,
    mark_published,
    set_field,
    settle,
    take_back,
)
from configurator.publishing.checks import check_rules
from configurator.publishing.impact import ProductImpact, answers_document, impact
from configurator.publishing.live import LiveShop, live_shop
from configurator.publishing.revisions import (
    LiveRevisionMovedError,
    NoSuchRevisionError,
    history,
    prepare,
    publish,
    roll_back,
)

bp = Blueprint("changes", __name__, url_prefix="/<shop_id>/staff/changes")

NOTE_LENGTH = 400


@bp.get("")
@staff_required("editor")
def changes(shop_id: str) -> ResponseReturnValue:
    """One's changes and what publishing them would do; below, the revisions there have been."""
    return _page(live_or_404(shop_id))


@bp.post("/publish")
@staff_required("owner")
def publish_changes(shop_id: str) -> ResponseReturnValue:
    """Publish one's own change set, and nothing of anybody else's."""
    live = live_or_404(shop_id)
    shop, change_set = my_shop(live)
    if change_set is None or not change_set.changes:
        return redirect(url_for("changes.changes", shop_id=shop_id), 303)
    told, measured = _consequences(live, shop)
    if not told.publishable or conflicts(live.shop, change_set) or _unconfirmed(told):
        return _page(live, told), 422
    compiled = {each.after.product.id: each.after.compiled for each in measured}
    prepared = prepare(shop, kept_pictures=live.pictures, compiled=compiled)
    seen = change_set.id, changed_fields(change_set)
    note = request.form.get("note", "").strip()[:NOTE_LENGTH]

    def work(session: Session) -> int | None:
        mine = my_locked_change_set(session, shop_id)
        if mine is None or (mine.id, changed_fields(mine)) != seen:
            return None
        revision = publish(session, prepared, editor(), note, on=live.revision)
        mark_published(mine, revision.number)
        return revision.number

    try:
        number = current_database().in_transaction(work)
    except LiveRevisionMovedError:
        flash(_("Somebody published in the meantime. Look at the consequences once more."))
    else:
        flash(
            _("Revision %(number)s is live.", number=number)
            if number is not None
            else _("Your changes moved in the meantime. Look at the consequences once more.")
        )
    return redirect(url_for("changes.changes", shop_id=shop_id), 303)


@bp.post("/discard")
@staff_required("editor")
def discard_changes(shop_id: str) -> ResponseReturnValue:
    """Throw one's change set away."""

    def work(session: Session) -> None:
        mine = my_locked_change_set(session, shop_id)
        if mine is not None:
            discard(mine)

    current_database().in_transaction(work)
    flash(_("Your changes are gone. Nothing of them was live."))
    return redirect(url_for("rules.rules", shop_id=shop_id), 303)


@bp.post("/presets/<preset_id>/mend")
@staff_required("editor")
def mend_preset(shop_id: str, preset_id: str) -> ResponseReturnValue:
    """Give a preset that would break the nearest choices that hold."""
    live = live_or_404(shop_id)
    _preset_or_404(live.shop, preset_id)
    shop, _change_set = my_shop(live)
    measured = () if check_rules(shop) else impact(live_products(live), shop).products
    for product in measured:
        for broken in product.broken:
            if broken.preset.id == preset_id and broken.mended is not None:
                answers = answers_document(product.after, broken.mended.configuration)
                mended = {**_asked_answers(broken.preset), **answers}
                _set(shop_id, ("presets", preset_id, "choices"), mended)
    # One that is mended already, by a second tap on the button, stays as it is.
    return redirect(url_for("changes.changes", shop_id=shop_id), 303)


@bp.post("/presets/<preset_id>/pause")
@staff_required("editor")
def pause_preset(shop_id: str, preset_id: str) -> ResponseReturnValue:
    """Take a preset off the menu for now."""
    _preset_or_404(live_or_404(shop_id).shop, preset_id)
    _set(shop_id, ("presets", preset_id, "paused"), True)
    return redirect(url_for("changes.changes", shop_id=shop_id), 303)


@bp.post("/presets/<preset_id>/resume")
@staff_required("editor")
def resume_preset(shop_id: str, preset_id: str) -> ResponseReturnValue:
    """Put a preset back on the menu."""
    _preset_or_404(live_or_404(shop_id).shop, preset_id)
    _set(shop_id, ("presets", preset_id, "paused"), False)
    return redirect(url_for("changes.changes", shop_id=shop_id), 303)


@bp.post("/take-back")
@staff_required("editor")
def take_back_change(shop_id: str) -> ResponseReturnValue:
    """Let one field be as it is live, and keep the other changes."""
    path: Path = tuple(request.form.getlist("path"))

    def work(session: Session) -> None:
        mine = my_locked_change_set(session, shop_id)
        if mine is not None:
            take_back(mine, path)

    current_database().in_transaction(work)
    return redirect(url_for("changes.changes", shop_id=shop_id), 303)


@bp.post("/settle")
@staff_required("editor")
def settle_conflict(shop_id: str) -> ResponseReturnValue:
    """Of a field that a colleague published too, keep one's own value or theirs."""
    path: Path = tuple(request.form.getlist("path"))
    keep_mine = request.form.get("keep") == "mine"

    def work(session: Session) -> None:
        mine = my_locked_change_set(session, shop_id) or abort(404)
        live = live_shop(session, shop_id) or abort(404)
        for conflict in conflicts(live.shop, mine):
            if conflict.path != path:
                continue
            if keep_mine and not conflict.gone:
                settle(live.shop, mine, path)
            else:
                take_back(mine, path)

    current_database().in_transaction(work)
    return redirect(url_for("changes.changes", shop_id=shop_id), 303)


@bp.post("/revisions/<int:number>/roll-back")
@staff_required("owner")
def roll_back_to(shop_id: str, number: int) -> ResponseReturnValue:
    """Make an old revision live again, as a new one."""
    try:
        revision = current_database().in_transaction(
            lambda session: roll_back(session, shop_id, number, editor()).number
        )
    except NoSuchRevisionError:
        abort(404)
    flash(
        _("Revision %(old)s is live again, as revision %(new)s.", old=number, new=revision),
    )
    return redirect(url_for("changes.changes", shop_id=shop_id), 303)


def _page(live: LiveShop, told: Consequences | None = None) -> str:
    shop, change_set = my_shop(live)
    has_changes = change_set is not None and bool(change_set.changes)
    return render_template(
        "admin/changes.html",
        live=live,
        change_set=change_set if has_changes else None,
        changed=[(path, change_words(live.shop, shop, path)) for path in changed_paths(change_set)]
        if change_set is not None
        else [],
        paused=[preset for preset in shop.presets if preset.paused],
        conflicts=[
            (each, change_words(live.shop, shop, each.path))
            for each in conflicts(live.shop, change_set)
        ]
        if change_set is not None
        else [],
        told=(told or _consequences(live, shop)[0]) if has_changes else None,
        revisions=history(read_session(), live.shop.id),
        note_length=NOTE_LENGTH,
    )


def _consequences(live: LiveShop, shop: Shop) -> tuple[Consequences, tuple[ProductImpact, ...]]:
    """What publishing would do, in words and as measured."""
    problems = check_rules(shop)
    if problems:
        return unreadable(shop, problems), ()
    measured = impact(live_products(live), shop)
    return consequences(read_session(), shop, measured), measured.products


def _unconfirmed(told: Consequences) -> bool:
    """Whether examples fail and nobody has said that it shall be published all the same."""
    return told.fails_examples and "examples" not in request.form


def _preset_or_404(shop: Shop, preset_id: str) -> None:
    if preset_id not in {preset.id for preset in shop.presets}:
        abort(404)


def _asked_answers(preset: Preset) -> dict[str, object]:
    """The answers that only say where asking starts: mending leaves them as they are."""
    choices = asdict(preset)["choices"]
    return {path: answer for path, answer in choices.items() if preset.is_asked(path)}


def _set(shop_id: str, path: Path, after: object) -> None:
    def work(session: Session) -> None:
        mine = my_change_set_or_new(session, shop_id)
        live = live_shop(session, shop_id) or abort(404)
        set_field(session, mine, live.shop, path, after)

    current_database().in_transaction(work)
