"""What pages say of a profile: what does not suit it, and that it can be ordered for others."""

from collections.abc import Iterator

from configurator.builder.address import query
from configurator.builder.profile_words import misfit_sentences
from configurator.builder.reckoning import Reckoning, kept_extras
from configurator.builder.translating import gettext as _
from configurator.builder.views import Notice
from configurator.publishing.profiles import Profile, is_misfit, unsuited_among


def misfit_notices(reckoning: Reckoning) -> Iterator[Notice]:
    """Loudly, before something goes into the cart: what of it does not suit. It may be ordered."""
    profile = reckoning.here.profile
    yield from unlisted_notices(profile)
    found = unsuited_among(reckoning.live, profile, reckoning.chosen)
    for sentence in misfit_sentences(reckoning.live, found, reckoning.here.language):
        yield Notice("bad", sentence)
    if found.reasons:
        yield Notice(
            "bad",
            _("If it is for somebody else, order it all the same."),
            reckoning.stay(),
            _("See what comes closest that suits you"),
        )


def somebody_else_notices(reckoning: Reckoning) -> Iterator[Notice]:
    """In the builder: what does not suit is no way out of ordering it for others."""
    yield from unlisted_notices(reckoning.here.profile)
    unavailable = reckoning.here.unavailable
    if any(is_misfit(unavailable.reason(each)) for each in reckoning.choices):
        live, address = reckoning.live, reckoning.address
        yield Notice(
            "note",
            _("Is it for somebody else? Then it can be ordered as it is."),
            f"/{live.shop.id}/{live.product.id}/check?"
            + query(live, address.choices, **kept_extras(address)),
            _("To the check page"),
        )


def unlisted_notices(profile: Profile) -> Iterator[Notice]:
    """What nobody here can say anything about, because the shop lists it no more."""
    if profile.unlisted:
        yield Notice(
            "bad",
            _(
                "The shop no longer lists %(names)s: ask at the counter before you order.",
                names=", ".join(sorted(profile.unlisted)),
            ),
        )
