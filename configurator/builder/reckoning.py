"""Everything that one click asks of the engine, asked once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias, TypedDict
from urllib.parse import urlencode

from configurator.builder.address import Address, query
from configurator.builder.address_index import index_of
from configurator.builder.finding import Find, find_pairs
from configurator.builder.product_words import ProductWords, product_words
from configurator.builder.remembering import remembered
from configurator.engine.answers import Domains, valid_domains
from configurator.engine.checked import CheckedDomains, checked_domains
from configurator.engine.completing import Status, status
from configurator.engine.evaluation import Reading
from configurator.engine.explaining import Explanation, explain
from configurator.engine.model import Choice, Costs, Unavailable
from configurator.engine.repairing import Repair
from configurator.engine.situations import Situation
from configurator.publishing.canonical import distinct_repairs
from configurator.publishing.configurations import quote
from configurator.publishing.lead_times import Lead
from configurator.publishing.live import LiveProduct
from configurator.publishing.profiles import NO_PROFILE, Profile
from configurator.publishing.typed_texts import asked_texts
from pricing.quote import Quote

Missing: TypeAlias = tuple[tuple[Choice, str], ...]
"""What cannot be had, each with the reason, as a value that can be remembered by."""


@dataclass(frozen=True)
class Circumstances:
    """What the answer depends on besides product and address.

    `waiting` is the time before making begins. `before` is the configuration that the
    visitor has just seen, if known: what is new since then may be shown as new. `popular` is asked
    for how often each option, by group and id, was ordered.
    """

    language: str
    unavailable: Unavailable = field(default_factory=Unavailable)
    waiting: Lead = field(default_factory=Lead)
    before: tuple[Choice, ...] | None = None
    profile: Profile = NO_PROFILE
    popular: Callable[[], Mapping[tuple[str, str], int]] = dict


@dataclass(frozen=True)
class Reckoning:
    """A configuration reckoned through.

    `nearest` are the choices that states and prices speak of: the explicit ones, or those of the
    nearest repair while these are in conflict; `chosen` adds what they force.
    """

    live: LiveProduct
    address: Address
    here: Circumstances
    words: ProductWords
    domains: CheckedDomains
    status: Status
    conflict: Explanation | None
    mends: tuple[Repair, ...]
    nearest: tuple[Choice, ...]
    chosen: tuple[Choice, ...]
    explicit: Mapping[tuple[str, str], str]
    """The amount of every explicit choice, by group and option."""
    forced: frozenset[tuple[str, str]]
    applying: frozenset[str]
    """The groups that apply to what is chosen and forced."""
    base: str
    """The query string of this configuration without a step."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        return self.address.choices

    @property
    def situation(self) -> Situation:
        return Situation(self.nearest, self.here.unavailable)

    @cached_property
    def quoted(self) -> Quote:
        """The price of what is chosen, line by line: of all of it once that is complete."""
        return quote(self.live, self.status.complete or self.chosen)

    @property
    def path(self) -> str:
        """The address of the builder's page."""
        return f"/{self.live.shop.id}/{self.live.product.id}/build"

    def stay(self, step: str | None = None, place: str = "") -> str:
        """A link to this configuration as it is, at a step and a place on the page.

        Without a step it stays where it is, with its lists as they are looked through.
        """
        if step is None:
            return self.looking(self.address.finds) + place
        return f"{self.path}?{self.base}{'&' if self.base else ''}step={step}{place}"

    def looking(self, finds: Iterable[Find]) -> str:
        """A link to this configuration and step, with the lists looked through in another way."""
        here = f"step={self.words.step(self.address.step).id}"
        listed = urlencode([pair for find in finds for pair in find_pairs(find)], safe=":,")
        return f"{self.path}?" + "&".join(part for part in (self.base, here, listed) if part)

    def href(self, choices: tuple[Choice, ...]) -> str:
        """A link to another configuration at this step, from which Undo leads back here."""
        return f"{self.path}?" + query(
            self.live,
            choices,
            step=self.address.step,
            undo=self.address.undo_to(choices),
            finds=self.address.finds,
            **kept_extras(self.address),
        )


class Extras(TypedDict):
    """What links within the builder carry on: where a configuration came from and goes to."""

    preset: str | None
    line: str | None
    back: str | None
    aim: str | None
    budget: str | None


def kept_extras(address: Address) -> Extras:
    return {
        "preset": address.preset,
        "line": address.line,
        "back": address.back,
        "aim": address.aim,
        "budget": address.priced_budget,
    }


def reckon(live: LiveProduct, address: Address, here: Circumstances) -> Reckoning:
    """Reckon a configuration through: one sweep, and where it is in conflict the way out."""
    found = _found(live, address.choices, frozen(here.unavailable))
    domains, nearest = found.domains, found.nearest
    extras = kept_extras(address)
    chosen = index_of(live).ordered((*nearest, *domains.forced))
    reading = live.judge.reading(chosen)
    return Reckoning(
        live=live,
        address=address,
        here=here,
        words=product_words(live, here.language),
        domains=domains,
        status=found.status,
        conflict=found.conflict,
        mends=found.mends,
        nearest=nearest,
        chosen=chosen,
        explicit={(each.group, each.option): each.amount for each in address.choices},
        forced=frozenset((each.group, each.option) for each in domains.forced),
        applying=frozenset(_applying(live, reading, chosen)),
        base=query(live, address.choices, undo=address.undo, **extras),
    )


@dataclass(frozen=True)
class _Found:
    """The engine's answers, which are the same for every step and language."""

    domains: CheckedDomains
    status: Status
    conflict: Explanation | None
    mends: tuple[Repair, ...]
    nearest: tuple[Choice, ...]


def _find(live: LiveProduct, choices: tuple[Choice, ...], missing: Missing) -> _Found:
    unavailable = Unavailable(dict(missing))
    explicit = Situation(choices, unavailable)
    domains = checked_domains(live.compiled, explicit, live.checked)
    if domains.consistent:
        return _Found(domains, status(live.compiled, explicit, domains), None, (), choices)
    mends = distinct_repairs(live, explicit, None)
    nearest = mends[0].configuration if mends else ()
    mended = Situation(nearest, unavailable)
    domains = checked_domains(live.compiled, mended, live.checked)
    still_open = status(live.compiled, mended, domains).open_groups
    how_far = Status(complete=None, open_groups=still_open, conflict=True)
    return _Found(domains, how_far, explain(live.compiled, explicit, None), mends, nearest)


_found = remembered(_find, limit=256)


def frozen(unavailable: Unavailable) -> Missing:
    """What cannot be had, as a value that can be remembered by."""
    return tuple(unavailable.reasons.items())


@remembered
def ever_possible(live: LiveProduct) -> Domains:
    """What can be chosen when nothing is chosen yet and nothing is sold out."""
    return valid_domains(live.compiled, Situation(), Costs())


def _applying(live: LiveProduct, reading: Reading, chosen: tuple[Choice, ...]) -> Iterator[str]:
    """The groups that apply; typed text is unknown to the engine, and has a condition beside it."""
    yield from reading.applying()
    for flat in asked_texts(live, chosen):
        yield flat.path
