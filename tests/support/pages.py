"""What every page must be: well formed, titled, labelled, and free of what the CSP forbids."""

from collections import Counter
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from werkzeug.test import TestResponse

UNLABELLED_TYPES = frozenset({"hidden", "submit", "button", "reset", "image"})


def page_check(response: TestResponse) -> Element:
    """The parsed page; fails with every mistake found in it."""
    parser: Any = html5lib.HTMLParser(namespaceHTMLElements=False)
    document: Element = parser.parse(response.get_data(as_text=True))
    mistakes = [
        *(f"does not parse: {mistake}" for mistake in _parse_mistakes(parser)),
        *_title_mistakes(document),
        *_id_mistakes(document),
        *_field_mistakes(document),
        *_form_mistakes(document),
        *_inline_mistakes(document),
    ]
    assert not mistakes, "\n".join(mistakes)
    return document


def words(element: Element) -> str:
    """The text of an element and all within it, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def find(document: Element, tag: str, **attributes: str) -> list[Element]:
    """Every element of a tag with these attributes; `class_` stands for one class of several."""
    wanted_class = attributes.pop("class_", None)
    return [
        element
        for element in document.iter(tag)
        if all(element.get(name.replace("_", "-")) == value for name, value in attributes.items())
        and (wanted_class is None or wanted_class in element.get("class", "").split())
    ]


def _parse_mistakes(parser: Any) -> list[str]:
    return [f"{code} at {place}" for place, code, _ in parser.errors]


def _title_mistakes(document: Element) -> list[str]:
    title = document.find("head/title")
    return [] if title is not None and (title.text or "").strip() else ["has no title"]


def _id_mistakes(document: Element) -> list[str]:
    counts = Counter(element.get("id") for element in document.iter() if element.get("id"))
    return [f"id {name!r} is used {count} times" for name, count in counts.items() if count > 1]


def _field_mistakes(document: Element) -> list[str]:
    labelled = {label.get("for") for label in document.iter("label")}
    inside = {id(field) for label in document.iter("label") for field in label.iter()}
    return [
        f"field {field.get('name')!r} has no label"
        for tag in ("input", "select", "textarea")
        for field in document.iter(tag)
        if field.get("type") not in UNLABELLED_TYPES
        and field.get("id") not in labelled
        and id(field) not in inside
        and not (field.get("aria-label") or field.get("aria-labelledby"))
    ]


def _form_mistakes(document: Element) -> list[str]:
    mistakes = []
    for form in document.iter("form"):
        if not form.get("action"):
            mistakes.append("a form does not say where it goes")
        posts = (form.get("method") or "get").lower() == "post"
        fields = {field.get("name") for field in form.iter("input")}
        if posts and "csrf_token" not in fields:
            mistakes.append(f"form {form.get('action')!r} has no CSRF token")
    return mistakes


def _inline_mistakes(document: Element) -> list[str]:
    mistakes = []
    for element in document.iter():
        if element.get("style") is not None:
            mistakes.append(f"<{element.tag}> has a style attribute")
        if any(name.startswith("on") for name in element.attrib):
            mistakes.append(f"<{element.tag}> has an inline event handler")
        if element.tag == "script" and not element.get("src"):
            mistakes.append("a script is inline")
    return mistakes
