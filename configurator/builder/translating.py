"""The visitor's language in Python code, with types."""

from flask_babel import gettext as _gettext
from flask_babel import ngettext as _ngettext


def gettext(text: str, **values: object) -> str:
    """The text in the visitor's language, its `%(name)s` filled in."""
    return str(_gettext(text, **values))


def ngettext(one: str, several: str, num: int, **values: object) -> str:
    """The singular or plural for `num`, which fills `%(num)s`."""
    return str(_ngettext(one, several, num, **values))
