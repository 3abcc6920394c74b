"""Photographs are decoded and encoded anew; nothing else of the file comes through."""

from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from catalog.errors import PictureError
from catalog.pictures import MAX_BYTES, MAX_SIDE, clean_picture
from tests.catalog.shops import SVG

KINDS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}


def encoded(kind: str, size: tuple[int, int] = (8, 6), mode: str = "RGB") -> bytes:
    body = BytesIO()
    Image.new(mode, size, "tomato").save(body, kind)
    return body.getvalue()


@pytest.mark.parametrize(("ending", "kind"), KINDS.items())
def test_a_photograph_keeps_its_size_and_format(ending: str, kind: str) -> None:
    clean = clean_picture(f"a.{ending}", encoded(kind))
    with Image.open(BytesIO(clean)) as picture:
        assert (picture.format, picture.size) == (kind, (8, 6))


def test_what_hides_in_a_photograph_does_not_come_through() -> None:
    info = PngInfo()
    info.add_text("Comment", "<script>alert(1)</script>")
    body = BytesIO()
    Image.new("RGB", (4, 4)).save(body, "PNG", pnginfo=info)
    clean = clean_picture("a.png", body.getvalue() + b"<script>")
    assert b"script" not in clean


def test_a_photograph_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    body = BytesIO()
    Image.new("RGB", (8, 6)).save(body, "JPEG", exif=exif)
    with Image.open(BytesIO(clean_picture("a.jpg", body.getvalue()))) as picture:
        assert picture.size == (6, 8)
        assert not picture.getexif()


def test_clear_pixels_stay_clear() -> None:
    with Image.open(BytesIO(clean_picture("a.png", encoded("PNG", mode="RGBA")))) as picture:
        assert picture.mode == "RGBA"


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("a.png", b"", "not-a-picture"),
        ("a.png", b"GIF89a", "not-a-picture"),
        ("a.png", encoded("JPEG"), "not-a-picture"),
        ("a.jpg", SVG, "not-a-picture"),
        ("a.png", encoded("PNG", (300, 300))[:90], "not-a-picture"),
        ("a.png", encoded("PNG", (MAX_SIDE + 1, 1)), "picture-too-wide"),
        ("a.webp", b"x" * (MAX_BYTES + 1), "picture-too-large"),
        ("a.svg", encoded("PNG"), "not-svg"),
    ],
)
def test_what_is_no_picture_of_its_name_is_refused(name: str, body: bytes, code: str) -> None:
    with pytest.raises(PictureError) as caught:
        clean_picture(name, body)
    assert caught.value.code == code


def test_a_drawing_is_cleaned() -> None:
    assert b"<circle" in clean_picture("a.svg", SVG)
