"""The visitor's language in Python code, with types."""

from configurator.i18n import words


def gettext(text: str, **values: object) -> str:
    """The text in the visitor's language, its `%(name)s` filled in."""
    told = words().gettext(text)
    return told % values if values else told


def ngettext(one: str, several: str, num: int, **values: object) -> str:
    """The singular or plural for `num`, which fills `%(num)s`."""
    return words().ngettext(one, several, num) % {"num": num, **values}
