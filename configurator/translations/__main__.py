"""`python -m configurator.translations`: make the translations that pages use."""

from configurator.translations import compile_translations

compile_translations()
