"""Pictures of shops, named by what is in them, so that browsers may keep them for ever."""

import re

from flask import Blueprint, Response, abort
from sqlalchemy import select

from configurator.database import read_session
from configurator.publishing.models import StoredPicture

bp = Blueprint("pictures", __name__)

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ONE_YEAR_S = 365 * 24 * 3600
_SVG_POLICY = "default-src 'none'; sandbox"


@bp.get("/<shop_id>/pictures/<sha256>.<extension>")
def picture(shop_id: str, sha256: str, extension: str) -> Response:
    """A picture by its SHA-256. The extension is for people; the stored type is what is served."""
    if not _SHA256.fullmatch(sha256):
        abort(404)
    stored = read_session().scalar(select(StoredPicture).where(StoredPicture.sha256 == sha256))
    if stored is None:
        abort(404)
    response = Response(stored.body, mimetype=stored.media_type)
    response.headers["Cache-Control"] = f"public, max-age={_ONE_YEAR_S}, immutable"
    response.headers["Content-Security-Policy"] = _SVG_POLICY
    response.set_etag(sha256)
    return response
