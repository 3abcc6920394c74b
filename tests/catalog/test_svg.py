"""Only shapes, paints and words of a drawing come through."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import PictureError
from catalog.svg import MAX_DEPTH, MAX_ELEMENTS, clean_svg
from tests.catalog.shops import BURGER_BAR

NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
PICTURES = sorted((BURGER_BAR / "pictures").glob("*.svg"))


def svg(inside: str) -> bytes:
    return f'<svg {NAMESPACES} viewBox="0 0 9 9">{inside}</svg>'.encode()


def cleaned(inside: str) -> str:
    """What comes through of what stands inside a drawing."""
    return clean_svg(svg(inside)).decode().partition(">")[2].removesuffix("</svg>")


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h9" fill="#fff" stroke-width="2" />',
        '<g transform="scale(2)"><circle cx="1" cy="1" r="1" /></g>',
        '<clipPath id="a"><rect width="1" height="1" /></clipPath><g clip-path="url(#a)" />',
        '<linearGradient id="b"><stop offset="0" stop-color="red" /></linearGradient>',
        "<title>Bun &amp; cheese</title>",
        '<text x="1" y="2">버거</text>',
    ],
)
def test_shapes_come_through_as_they_are(inside: str) -> None:
    assert cleaned(inside) == inside


@pytest.mark.parametrize(
    ("inside", "left"),
    [
        ("<metadata><b>made by</b></metadata>", ""),
        ("<!-- a note --><?php echo 1 ?>", ""),
        ('<x:grid xmlns:x="urn:x"><script/></x:grid>', ""),
        ('<g class="a" aria-hidden="true" data-id="1"/>', "<g />"),
        ('<g xml:space="preserve"/>', "<g />"),
        ('<g style="fill: red; -x-y: 1"/>', '<g fill="red" />'),
        ("<g>words</g>", "<g />"),
        ("<title><![CDATA[<b>]]></title>", "<title>&lt;b&gt;</title>"),
    ],
)
def test_what_draws_nothing_is_left_out(inside: str, left: str) -> None:
    assert cleaned(inside) == left


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<script>alert(1)</script>", "svg-element"),
        ("<style>path{fill:url(//x)}</style>", "svg-element"),
        ("<foreignObject><p/></foreignObject>", "svg-element"),
        ('<image href="https://x/y.png"/>', "svg-element"),
        ('<use xlink:href="#a"/>', "svg-element"),
        ('<a xlink:href="javascript:alert(1)"><path/></a>', "svg-element"),
        ('<animate attributeName="href"/>', "svg-element"),
        ("<svg/>", "svg-element"),
        ('<mask id="a"><path mask="url(#b)"/></mask>', "svg-nested"),
        ('<clipPath id="a" style="clip-path:url(#b)"/>', "svg-nested"),
        ('<path onload="alert(1)"/>', "svg-attribute"),
        ('<path OnClick="alert(1)"/>', "svg-attribute"),
        ('<path xlink:href="#a"/>', "svg-attribute"),
        ('<path href="#a"/>', "svg-attribute"),
        ('<path filter="url(#f)"/>', "svg-attribute"),
        ('<path fill="url(https://x/y#z)"/>', "svg-value"),
        ('<path fill="URL( //x )"/>', "svg-value"),
        ('<path fill="u\\72l(//x)"/>', "svg-value"),
        ('<path style="fill:url(data:x)"/>', "svg-value"),
        ('<path style="fill:u/**/rl(//x)"/>', "svg-value"),
        ('<path id="a b"/>', "svg-value"),
    ],
)
def test_what_could_do_harm_is_refused(inside: str, code: str) -> None:
    with pytest.raises(PictureError) as caught:
        clean_svg(svg(inside))
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "not-svg"),
        (b"<svg", "not-svg"),
        (b"<html/>", "svg-element"),
        (b"<svg/>", "svg-element"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg(""), "svg-doctype"),
        (b'<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + svg(""), "svg-doctype"),
        (svg("<g>" * (MAX_DEPTH + 1) + "</g>" * (MAX_DEPTH + 1)), "svg-too-large"),
        (svg("<g/>" * MAX_ELEMENTS), "svg-too-large"),
        (svg("<g></g>&a;"), "not-svg"),
    ],
)
def test_what_is_no_drawing_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(PictureError) as caught:
        clean_svg(body)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "picture", PICTURES[:: max(1, len(PICTURES) // 12)], ids=lambda at: at.name
)
def test_cleaning_twice_changes_nothing(picture: Path) -> None:
    once = clean_svg(picture.read_bytes())
    assert clean_svg(once) == once
    assert b"<path" in once or b"<ellipse" in once or b"<circle" in once


@given(st.text(alphabet="<>/gsv=\"' &;#x:on![]-?a\n", max_size=50))
def test_no_text_breaks_the_cleaner(inside: str) -> None:
    with suppress(PictureError):
        assert b"<script" not in clean_svg(svg(inside))
