"""Pages as a browser without JavaScript has them: elements, links, and forms ready to send."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"})


class _TreeReader(HTMLParser):
    """Builds a tree of well-formed markup; that pages are well formed is checked elsewhere."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("document")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data


@dataclass(frozen=True)
class Form:
    """A form as it would be sent untouched, by a button that has no name.

    `elsewhere` are fields of the form that do not stand inside of it.
    """

    action: str
    posts: bool
    element: Element
    elsewhere: tuple[Element, ...] = ()

    def fields(self) -> list[tuple[str, str]]:
        """What is sent: hidden and typed values, ticked boxes, chosen entries of lists."""
        sent = []
        for each in (*self.element.iter(), *self.elsewhere):
            name = each.get("name")
            if name and each.tag == "input" and _is_sent(each):
                sent.append((name, each.get("value", "on")))
            elif name and each.tag == "select":
                sent.append((name, _chosen_entry(each)))
            elif name and each.tag == "textarea":
                sent.append((name, each.text or ""))
        return sent

    def buttons(self, name: str) -> list[Element]:
        """The buttons of that name."""
        return [each for each in self.element.iter("button") if each.get("name") == name]


def read_page(markup: str) -> Element:
    """The tree of a page."""
    reader = _TreeReader()
    reader.feed(markup)
    reader.close()
    return reader.root


def forms(page: Element, url: str) -> Iterator[Form]:
    """Every form of the page at `url`."""
    for element in page.iter("form"):
        action = urljoin(url, element.get("action", ""))
        posts = element.get("method", "get").lower() == "post"
        name = element.get("id", "")
        elsewhere = tuple(each for each in page.iter() if name and each.get("form") == name)
        yield Form(action, posts, element, elsewhere)


def classes(element: Element) -> frozenset[str]:
    """The classes of an element."""
    return frozenset(element.get("class", "").split())


def with_class(page: Element, name: str) -> list[Element]:
    """Every element of that class."""
    return [each for each in page.iter() if name in classes(each)]


def _is_sent(field: Element) -> bool:
    kind = field.get("type", "text")
    if kind in ("radio", "checkbox"):
        return field.get("checked") is not None
    return kind not in ("submit", "button", "reset", "image")


def _chosen_entry(field: Element) -> str:
    entries = list(field.iter("option"))
    chosen = next((each for each in entries if each.get("selected") is not None), entries[0])
    return chosen.get("value", (chosen.text or "").strip())
