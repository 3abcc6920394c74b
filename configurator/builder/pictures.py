"""The drawing of a configuration, layer upon layer."""

from collections.abc import Iterable

from catalog.drawing import stack
from configurator.builder.option_words import picture_url
from configurator.builder.product_words import product_words, words_of
from configurator.builder.translating import gettext as _
from configurator.builder.views import Layer, Picture
from configurator.engine.model import Choice, taken
from configurator.publishing.live import LiveProduct

_AIR = 12
_ZOOM_STEP = 50


def picture_of(
    live: LiveProduct,
    choices: Iterable[Choice],
    language: str,
    before: tuple[Choice, ...] | None = None,
) -> Picture | None:
    """The picture of what is chosen; what was not there `before` is fresh.

    None where the product has no stage. Pictures that the shop does not have are left out.
    """
    stage = live.product.stage
    if stage is None:
        return None
    chosen = taken(choices)
    known = {(each.group, each.option, each.amount) for each in before or chosen}
    words = product_words(live, language)
    layers = []
    amounts = {(each.group, each.option): each.amount for each in chosen}
    for each in stack(live.shop, live.product, [(c.group, c.option, c.amount) for c in chosen]):
        url = picture_url(live, each.picture)
        if not url:
            continue
        group = words.groups.get(each.path)
        fresh = bool(each.path) and (
            (each.path, each.option, amounts.get((each.path, each.option), "")) not in known
        )
        step = group.step if group else ""
        layers.append(Layer(url, each.x, each.y, each.width, each.height, step, fresh))
    names = ", ".join(words_of(live, each, language) for each in chosen)
    described = _("%(product)s with %(options)s", product=words.name, options=names)
    top = _top(layers)
    return Picture(
        stage.width, stage.height - top, top, tuple(layers), described if names else words.name
    )


def _top(layers: list[Layer]) -> int:
    """Where the view begins: a low stack is seen from nearer, in steps so that it seldom jumps."""
    highest = min((each.y for each in layers), default=0.0)
    return max(0, int(highest - _AIR) // _ZOOM_STEP * _ZOOM_STEP)
