"""A shopper who clicks at random, and checks every page that comes."""

import random
from collections import Counter
from xml.etree.ElementTree import Element

from configurator.engine.answers import valid_domains
from configurator.engine.completing import status
from configurator.engine.expressions import NONE
from configurator.engine.model import Unavailable
from configurator.engine.situations import Situation
from configurator.publishing.configurations import quote
from configurator.publishing.live import LiveProduct
from tests.support.pages import find, words
from tests.walks.builder_pages import BuilderPage, Choices, amount_in, amounts_in, choices_in, gives
from tests.walks.completing import Completer, without
from tests.walks.looking import search_for, some_way
from tests.walks.pricing import Pricer
from tests.walks.reading import Form, forms, with_class
from tests.walks.visitors import Seen, Visitor

PRICED_EVERY = 12
"""Every so manieth page has its "from" worked out by the second solver, which takes long."""

NOTHING = Unavailable()


class Walker:
    """One shopper in one shop. `missing` are the options that are sold out."""

    def __init__(
        self,
        visitor: Visitor,
        live: LiveProduct,
        seed: int,
        unavailable: Unavailable = NOTHING,
    ) -> None:
        model = without(live.compiled.model, unavailable.reasons)
        self.met: Counter[str] = Counter()
        self._visitor = visitor
        self._live = live
        self._unavailable = unavailable
        self._random = random.Random(seed)
        self._completer = Completer(model)
        self._pricer = Pricer(model, live.costs)
        self._past: list[Choices] = []

    def walk(self, clicks: int) -> None:
        """Click that many times, beginning again from the menu after each order."""
        page = self._begin()
        while self.met["click"] < clicks:
            page = self._click(page)

    def _begin(self) -> BuilderPage:
        menu = self._visitor.open(f"/{self._live.shop.id}/")
        assert menu.status == 200
        links = [each.get("href", "") for each in menu.page.iter("a")]
        builds = [each for each in links if "/build" in each]
        empty = [each for each in builds if "preset=" not in each]
        self._past = []
        begun = self._random.choice(self._random.choice([empty, builds]))
        return self._arrive(self._visitor.open(begun))

    def _click(self, page: BuilderPage) -> BuilderPage:
        ways = [self._go, self._clear, self._again, self._finish, *[self._undo] * 2]
        if page.offered():
            ways += [self._take] * 12 + [self._take_two]
        if page.long_lists():
            ways += [self._look] * 4 + [self._seek] * 2 + [self._clear] * 2
        if self._live.product.aims:
            ways += [self._propose] * 3 + [self._finish] * 2
        if page.blocked():
            ways += [self._want] * 3
        if page.asks_which_way:
            ways += [self._mend] * 8
        if page.is_complete:
            ways += [self._order] * 4
        return self._random.choice(ways)(page)

    def _take(self, page: BuilderPage) -> BuilderPage:
        taking = self._random.choice(page.offered())
        return self._send(page, (taking.name, taking.value))

    def _take_two(self, page: BuilderPage) -> BuilderPage:
        takings = self._random.choices(page.offered(), k=2)
        return self._send(page, *((each.name, each.value) for each in takings))

    def _go(self, page: BuilderPage) -> BuilderPage:
        steps = [each.get("value", "") for each in page.form.buttons("go")]
        steps = [each for each in steps if not each.startswith(":")]
        return self._send(page, go=self._random.choice(steps))

    def _clear(self, page: BuilderPage) -> BuilderPage:
        groups = [each.get("value", "") for each in page.form.buttons("clear")]
        return self._send(page, clear=self._random.choice(groups)) if groups else page

    def _again(self, page: BuilderPage) -> BuilderPage:
        """Refresh: the same choices again."""
        shown = self._arrive(self._visitor.open(page.url))
        assert shown.choices == page.choices
        return shown

    def _look(self, page: BuilderPage) -> BuilderPage:
        """Look through a list another way: that changes nothing, and nothing is to be undone."""
        self.met["look"] += 1
        listed = self._random.choice(page.long_lists())
        if listed.removals and self._random.random() < 0.3:
            shown = self._arrive(self._visitor.open(self._random.choice(listed.removals)))
        else:
            changes, buttons = some_way(listed, self._live, self._random)
            shown = self._arrive(self._visitor.open(page.submission(*changes, **buttons)))
        assert shown.choices == page.choices, f"{shown.url} chooses something else"
        return shown

    def _seek(self, page: BuilderPage) -> BuilderPage:
        """Any option of a long list is found by its name, whatever page it is on."""
        self.met["seek"] += 1
        listed = self._random.choice(page.long_lists())
        option = self._random.choice(self._live.group(listed.path).group.options)
        shown = self._arrive(
            self._visitor.open(page.submission(*search_for(listed, option.name["en"])))
        )
        assert shown.choices == page.choices
        assert shown.shows(listed.path, option.id), f"{shown.url} does not find {option.id}"
        return shown

    def _propose(self, page: BuilderPage) -> BuilderPage:
        """The best for an aim within a budget keeps what is chosen, and is within the budget."""
        if page.in_conflict:
            return page
        self.met["budget"] += 1
        aim = self._random.choice(self._live.product.aims).id
        budget = self._random.randrange(300, 6000)
        typed = page.submission(("aim", aim), ("budget:text", str(budget)))
        shown = self._arrive(self._visitor.open(typed))
        assert shown.choices == page.choices
        link = shown.link("budget-take")
        if link is None:
            return shown
        taken = self._follow(shown, link)
        self.met["proposal"] += 1
        assert taken.choices >= {each for each in page.choices if each.option != NONE}
        assert taken.is_complete, f"{shown.url} proposes {taken.url}"
        assert taken.so_far <= 100 * budget
        self._check_nothing_unchecked(page, taken)
        return taken

    def _undo(self, page: BuilderPage) -> BuilderPage:
        link = page.link("undo")
        if link is None:
            return page
        self.met["undo"] += 1
        shown = self._arrive(self._visitor.open(link))
        if self._past:
            assert shown.choices == self._past.pop(), f"Undo of {page.url} led to {shown.url}"
        return shown

    def _finish(self, page: BuilderPage) -> BuilderPage:
        link = page.link("finish")
        if link is None or page.in_conflict:
            return page
        offering = self._arrive(self._visitor.open(link))
        finished = self._follow(offering, offering.plates()[0])
        assert finished.is_complete, f"{offering.url} was finished as {finished.url}"
        least = self._check_nothing_unchecked(page, finished)
        assert finished.so_far == self._live.total(least), finished.url
        self.met["finished"] += 1
        return finished

    def _check_nothing_unchecked(self, before: BuilderPage, after: BuilderPage) -> int:
        """What was taken for the shopper leaves no more unchecked than it must; the least price."""
        least = self._pricer.least(before.choices)
        rules = {each.name: each for each in self._live.compiled.model.rules}
        left = self._live.judge.unchecked(after.choices)
        unchecked = [each for each in left if rules[each].strength == "must"]
        assert len(unchecked) == least.unchecked, f"{after.url} leaves {unchecked} unchecked"
        return least.price

    def _want(self, page: BuilderPage) -> BuilderPage:
        """Want a blocked option, look at what is offered, and take it or keep what one has."""
        wanting = self._random.choice(page.blocked())
        self.met["want"] += 1
        seen = self._visitor.open(page.submission(want=wanting.value))
        offering = self._arrive(seen)
        assert with_class(seen.page, "offer-want"), f"{seen.url} explains nothing"
        assert words(with_class(seen.page, "offer-sentence")[0])
        can_be_had = self._completer.can_be_completed([wanting.wanted])
        for plate in offering.plates():
            choices = choices_in(plate, self._live.judge)
            assert self._completer.can_be_completed(choices), f"{plate} leads nowhere"
            has_it = gives(choices, wanting.wanted)
            assert can_be_had or not has_it, f"{plate} for {wanting.value}"
        if can_be_had:
            first = choices_in(offering.plates()[0], self._live.judge)
            assert gives(first, wanting.wanted), f"the first way is not to {wanting.value}"
        if offering.plates() and self._random.random() < 0.7:
            return self._follow(offering, self._random.choice(offering.plates()))
        return self._send(offering)

    def _mend(self, page: BuilderPage) -> BuilderPage:
        self.met["mend"] += 1
        return self._follow(page, self._random.choice(page.ways_out()))

    def _order(self, page: BuilderPage) -> BuilderPage:
        """Check, put in the cart and, sometimes, order; the total stays what it was."""
        total = page.so_far
        seen = self._visitor.open(self._check_address(page))
        assert "/check" in seen.url
        assert _total(with_class(seen.page, "prices")[0]) == total
        cart = self._send_form(seen, "/cart/lines")
        self._check_cart(cart, total)
        if self._random.random() < 0.4:
            self._place(cart)
        return self._begin()

    def _check_address(self, page: BuilderPage) -> str:
        """The address that the last button of the last step leads to."""
        last = page.form.buttons("go")[len(self._live.product.steps) - 1].get("value", "")
        page = BuilderPage(self._visitor.open(page.submission(go=last)), self._live.judge)
        assert page.form.buttons("go")[-1].get("value") == ":check"
        return page.submission(go=":check")

    def _check_cart(self, cart: Seen, total: int) -> None:
        assert cart.url.startswith(f"/{self._live.shop.id}/cart?added="), cart.url
        added = cart.url.rpartition("=")[2].partition("#")[0]
        line = next(
            each for each in with_class(cart.page, "cart-line") if each.get("id") == f"line-{added}"
        )
        quantity = int(find(line, "input", id=f"quantity-{added}")[0].get("value", ""))
        assert _price(line) == quantity * total
        lines = with_class(cart.page, "cart-line")
        assert _of_lines(cart) == sum(map(_price, lines))
        self.met["cart"] += 1

    def _place(self, cart: Seen) -> None:
        total = _in_all(cart)
        checkout = self._visitor.open(f"/{self._live.shop.id}/checkout")
        button = find(checkout.page, "button", id="place")[0]
        assert total in amounts_in(words(button))
        placed = self._send_form(checkout, "/checkout", name="Mina", email="mina@example.com")
        assert f"/{self._live.shop.id}/orders/" in placed.url, words(placed.page)[:500]
        assert _in_all(placed) == total
        self.met["order"] += 1

    def _send_form(self, seen: Seen, action: str, **typed: str) -> Seen:
        form = next(
            each
            for each in forms(seen.page, seen.url)
            if each.posts and each.action.endswith(action)
        )
        fields = [(name, typed.get(name) or _typed(name) or value) for name, value in form.fields()]
        return self._visitor.send(
            form.action, [(name, value or _first_entry(form, name)) for name, value in fields]
        )

    def _send(self, page: BuilderPage, *changes: tuple[str, str], **buttons: str) -> BuilderPage:
        return self._come(page, self._visitor.open(page.submission(*changes, **buttons)))

    def _follow(self, page: BuilderPage, link: str) -> BuilderPage:
        return self._come(page, self._visitor.open(link))

    def _come(self, before: BuilderPage, seen: Seen) -> BuilderPage:
        """From one page to another: what Undo would lead back to is remembered."""
        page = self._arrive(seen)
        if page.choices != before.choices:
            self._past = [*self._past, before.choices][-8:]
        return page

    def _arrive(self, seen: Seen) -> BuilderPage:
        """A page of the builder, with everything that it says checked."""
        self.met["click"] += 1
        assert seen.status == 200, f"{seen.url} answered {seen.status}"
        page = BuilderPage(seen, self._live.judge)
        possible = self._completer.can_be_completed(page.choices)
        assert page.in_conflict is not possible, f"{seen.url}: in conflict is {page.in_conflict}"
        if possible:
            self._check_options(page)
            self._check_total(page)
        elif "want=" not in seen.url:
            self._check_mends(page)
        return page

    def _check_options(self, page: BuilderPage) -> None:
        for taking in page.offered():
            self.met["available"] += 1
            assert self._completer.can_be_completed(taking.choices), (
                f"{page.url} offers {taking.name}={taking.value}, which leads to no order"
            )
        for wanting in page.blocked():
            self.met["blocked"] += 1
            assert not self._completer.can_be_completed(wanting.choices), (
                f"{page.url} blocks {wanting.value}, which leads to an order"
            )
        in_parts = {each.path for each in page.long_lists()}
        shown = {path: ids for path, ids in page.options_shown().items() if path not in in_parts}
        listed = sum(len(shown[path] - {"-"}) for path in shown) + page.forced_count()
        groups = [self._live.compiled.model.group(path) for path in shown]
        assert listed >= sum(len(each.options) or 1 for each in groups), f"{page.url} hides options"

    def _check_total(self, page: BuilderPage) -> None:
        """What is shown is what is quoted; "from" is the least that a second solver finds."""
        live, choices = self._live, tuple(page.choices)
        situation = Situation(choices, self._unavailable)
        complete = status(live.compiled, situation).complete
        assert page.is_complete is (complete is not None)
        if complete is not None:
            self.met["complete"] += 1
            assert self._completer.is_valid(complete)
            assert quote(live, complete).total.minor == page.so_far, page.url
            return
        forced = valid_domains(live.compiled, situation, live.costs).forced
        assert quote(live, (*choices, *forced)).total.minor == page.so_far, page.url
        if self.met["click"] % PRICED_EVERY == 0:
            self.met["priced"] += 1
            least = self._pricer.least(choices)
            assert live.total(least.price) == page.least, page.url
            self._check_marks(page)

    def _check_marks(self, page: BuilderPage) -> None:
        """What is marked as not checked stays so, whatever is chosen further."""
        for taking in page.unchecked()[:3]:
            self.met["unchecked"] += 1
            assert self._pricer.least(taking.choices).unchecked, f"{page.url}: {taking}"

    def _check_mends(self, page: BuilderPage) -> None:
        """In a conflict: every way out that is offered leads out of it."""
        self.met["conflict"] += 1
        assert page.asks_which_way
        assert page.ways_out(), f"{page.url} offers no way out"
        for plate in page.ways_out():
            choices = choices_in(plate, self._live.judge)
            assert self._completer.can_be_completed(choices), f"{plate} leads nowhere"


def _price(line: Element) -> int:
    return amount_in(with_class(line, "price")[0])


def _in_all(seen: Seen) -> int:
    """What an order comes to; where taxes are told, in the row above them."""
    rows = with_class(seen.page, "total-row") or with_class(seen.page, "cart-total")
    return _total(rows[0])


def _of_lines(seen: Seen) -> int:
    """What the lines of a cart come to: its total, or what stands above its discounts."""
    tables = with_class(seen.page, "total-lines")
    rows = [row for each in tables for row in find(each, "tr") if not row.get("class")]
    return _price(rows[0]) if rows else _in_all(seen)


def _total(element: Element) -> int:
    """The last amount of money in an element: what it adds up to."""
    return amounts_in(words(element))[-1]


def _typed(name: str) -> str:
    """Words for a text that is asked for before the cart."""
    return "Mina" if name.startswith("text:") else ""


def _first_entry(form: Form, name: str) -> str:
    """The first entry of a list that says something, for a field that would be sent empty."""
    entries = [
        each.get("value", (each.text or "").strip())
        for field in find(form.element, "select", name=name)
        for each in field.iter("option")
    ]
    return next((each for each in entries if each), "") if name == "when" else ""
