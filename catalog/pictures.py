"""Pictures made safe: drawings cleaned, photographs decoded and encoded anew."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps

from catalog.errors import PictureError
from catalog.svg import clean_svg

MAX_BYTES = 2 * 1024 * 1024
MAX_SIDE = 4096
"""The most pixels of a photograph, across and down."""

MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
}
_FORMATS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}


def clean_picture(name: str, body: bytes) -> bytes:
    """The picture with nothing in it but the picture; its format is that of the name's ending.

    Raises `PictureError` where it is too large, or not what its name says.
    """
    if len(body) > MAX_BYTES:
        raise PictureError("picture-too-large", str(MAX_BYTES // 1024))
    ending = name.rpartition(".")[2]
    return clean_svg(body) if ending == "svg" else _encoded_anew(body, _FORMATS[ending])


def _encoded_anew(body: bytes, kind: str) -> bytes:
    """The pixels alone: no metadata, no second frame, nothing after the end."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(body), formats=[kind]) as picture:
                if max(picture.size) > MAX_SIDE:
                    raise PictureError("picture-too-wide", str(MAX_SIDE))
                return _encode(picture, kind)
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise PictureError("not-a-picture", kind.lower()) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureError("picture-too-wide", str(MAX_SIDE)) from None


def _encode(picture: Image.Image, kind: str) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    is_clear = kind != "JPEG" and upright.has_transparency_data
    pixels = upright.convert("RGBA" if is_clear else "RGB")
    pixels.info.clear()
    encoded = BytesIO()
    if kind == "PNG":
        pixels.save(encoded, kind, optimize=True)
    else:
        pixels.save(encoded, kind, quality=90)
    return encoded.getvalue()
