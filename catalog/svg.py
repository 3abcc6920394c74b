"""Drawings made safe: only shapes, paints and words come through, everything else is refused.

A cleaned drawing holds no script, no style sheet, no link, nothing from outside, and cannot grow
when it is drawn. Cleaning a cleaned drawing changes nothing.
"""

import re
from xml.etree.ElementTree import Element, TreeBuilder, tostring
from xml.parsers import expat

from catalog.errors import PictureError

MAX_ELEMENTS = 5000
MAX_DEPTH = 40

_SVG = "http://www.w3.org/2000/svg"
_SEPARATOR = " "


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ELEMENTS = _set(
    "svg g defs title desc path circle ellipse rect line polyline polygon clipPath mask "
    "linearGradient radialGradient stop text tspan"
)
_DROPPED = frozenset({"metadata"})
"""Elements that draw nothing and are left out with all they hold."""

_PAINT = _set(
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin "
    "stroke-miterlimit stroke-dasharray stroke-dashoffset opacity clip-path clip-rule mask "
    "stop-color stop-opacity font-family font-size font-weight font-style text-anchor "
    "dominant-baseline letter-spacing vector-effect paint-order color display visibility "
    "transform"
)
_GEOMETRY = _set(
    "d points x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy width height viewBox preserveAspectRatio "
    "offset id gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits "
    "maskContentUnits pathLength role version"
)
_HARMLESS = _set("class focusable")
"""Attributes that say nothing without a style sheet or a script, and are left out."""

_REFERENCE = re.compile(r"url\(#[A-Za-z_][\w.-]*\)")
_NAME = re.compile(r"[A-Za-z_][\w.-]*")


def clean_svg(body: bytes) -> bytes:
    """The same drawing with only what is on the list; raises `PictureError`."""
    cleaner = _Cleaner()
    try:
        cleaner.parser.Parse(body, True)
    except expat.ExpatError as error:
        raise PictureError("not-svg", str(error.lineno)) from None
    if cleaner.root is None:
        raise PictureError("not-svg", "1")
    return tostring(cleaner.root, encoding="unicode").encode()


class _Cleaner:
    """Builds the clean tree while the drawing is read, and stops at what may not be there."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8", _SEPARATOR)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = _refuse_doctype
        self.builder = TreeBuilder()
        self.root: Element | None = None
        self.open: list[str] = []
        self.skipped = 0
        self.elements = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count()
        space, _, local = name.rpartition(_SEPARATOR)
        if self.skipped or space != _SVG or local in _DROPPED:
            self._skip(name)
            return
        if local not in _ELEMENTS or (local == "svg") != (not self.open):
            raise PictureError("svg-element", local)
        self.open.append(local)
        clean = {"xmlns": _SVG} if local == "svg" else {}
        clean.update(_clean_attributes(attributes))
        self._refuse_nesting(clean)
        self.builder.start(local, clean)

    def _end(self, _: str) -> None:
        if self.skipped:
            self.skipped -= 1
            return
        element = self.builder.end(self.open.pop())
        if not self.open:
            self.root = element

    def _text(self, words: str) -> None:
        if not self.skipped and self.open and self.open[-1] in ("text", "tspan", "title", "desc"):
            self.builder.data(words)

    def _refuse_nesting(self, attributes: dict[str, str]) -> None:
        """A clip that is clipped itself can cost a browser twice as much at every level."""
        nested = attributes.keys() & {"clip-path", "mask"}
        if nested and not {"clipPath", "mask"}.isdisjoint(self.open):
            raise PictureError("svg-nested", sorted(nested)[0])

    def _skip(self, name: str) -> None:
        if not self.open:
            raise PictureError("svg-element", name.rpartition(_SEPARATOR)[2])
        self.skipped += 1

    def _count(self) -> None:
        self.elements += 1
        if self.elements > MAX_ELEMENTS or len(self.open) + self.skipped > MAX_DEPTH:
            raise PictureError("svg-too-large", str(MAX_ELEMENTS))


def _refuse_doctype(*_: object) -> None:
    raise PictureError("svg-doctype", "")


def _clean_attributes(attributes: dict[str, str]) -> dict[str, str]:
    """What may stay, with the properties of a `style` as attributes of their own."""
    clean: dict[str, str] = {}
    for name, value in attributes.items():
        if _SEPARATOR in name or name in _HARMLESS:
            if name.endswith(f"{_SEPARATOR}href"):
                raise PictureError("svg-attribute", "href")
            continue
        if name == "style":
            clean.update(_style(value))
        elif name in _PAINT or name in _GEOMETRY:
            clean[name] = _clean_value(name, value)
        elif not name.startswith(("aria-", "data-")):
            raise PictureError("svg-attribute", name)
    return clean


def _style(value: str) -> dict[str, str]:
    """`fill:red; stroke:none` as attributes; properties that paint nothing are left out."""
    pairs = [declaration.partition(":") for declaration in value.split(";")]
    named = [(name.strip(), paint.strip()) for name, _, paint in pairs]
    return {name: _clean_value(name, paint) for name, paint in named if name in _PAINT}


def _clean_value(name: str, value: str) -> str:
    """The value, where it refers to nothing outside the drawing."""
    is_strange = "\\" in value or "/*" in value or (name == "id" and not _NAME.fullmatch(value))
    lowered = value.lower()
    if is_strange or ("url" in lowered and not _REFERENCE.fullmatch(value.strip())):
        raise PictureError("svg-value", f"{name}={value[:40]}")
    if any(word in lowered for word in ("javascript:", "data:", "expression(", "http:", "https:")):
        raise PictureError("svg-value", f"{name}={value[:40]}")
    return value
