"""The meters of a product in words: what is used of what there is, with a bar."""

from collections.abc import Iterable, Iterator

from catalog.naming import say
from configurator.builder.fact_words import measured
from configurator.builder.translating import gettext as _
from configurator.builder.views import MeterView
from configurator.engine.model import Choice
from configurator.publishing.configurations import MeterReading, meters
from configurator.publishing.live import LiveProduct


def meter_views(
    live: LiveProduct, choices: Iterable[Choice], language: str
) -> tuple[MeterView, ...]:
    """The meters that have anything to show for these choices."""
    return tuple(
        MeterView(
            key=f"meter-{each.id}",
            name=say(each.name, language),
            words=_words(each, language),
            used=f"{float(each.used):g}",
            limit="" if not each.limit else f"{float(each.limit):g}",
            over=each.over,
            aside=" · ".join(_asides(each, language)),
        )
        for each in meters(live, choices)
        if each.used or each.limit or each.unknown
    )


def _words(reading: MeterReading, language: str) -> str:
    """What is used of what there is; with the unit once, at the end."""
    used = float(reading.used)
    if reading.limit is None:
        told = measured(used, reading.unit, language)
    else:
        told = _(
            "%(used)s of %(limit)s",
            used=measured(used, "", language),
            limit=measured(float(reading.limit), reading.unit, language),
        )
    return _("at least %(figure)s", figure=told) if reading.unknown else told


def _asides(reading: MeterReading, language: str) -> Iterator[str]:
    if reading.over and reading.limit is not None:
        more = measured(float(reading.used - reading.limit), reading.unit, language)
        yield _("%(figure)s over the limit", figure=more)
    if reading.unknown:
        yield _("a figure of some part is not known")
