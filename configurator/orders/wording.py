"""Words for what is frozen: said in every language of the shop at once, whoever asks for it."""

from collections.abc import Callable

from configurator.i18n import words_in


def gettext_in(language: str) -> Callable[..., str]:
    """Gives a text in a language, its `%(name)s` filled in; English where there is no other."""
    told = words_in(language)

    def gettext(text: str, **values: object) -> str:
        return told.gettext(text) % values

    return gettext
