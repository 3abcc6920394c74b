"""From what was posted to something that can be made: complete, valid, and to be had now."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from configurator.engine.completing import status
from configurator.engine.model import Choice, Unavailable
from configurator.engine.situations import Situation
from configurator.publishing.live import LiveProduct

Obstacle: TypeAlias = Literal["open", "sold out", "conflict"]


@dataclass(frozen=True)
class NotOrderable:
    """Why choices cannot be ordered as they are.

    `groups` are the paths that still need an answer, or those of the choices that are sold out.
    """

    obstacle: Obstacle
    groups: tuple[str, ...] = ()


def completed(
    live: LiveProduct, choices: tuple[Choice, ...], unavailable: Unavailable
) -> tuple[Choice, ...] | NotOrderable:
    """The choices with what the rules force on them, where nothing else is left to answer.

    Nothing that costs is added by itself: a group that still needs an answer is asked.
    """
    gone = unavailable.among(choices)
    if gone:
        return NotOrderable("sold out", tuple(each.group for each in gone))
    found = status(live.compiled, Situation(choices, unavailable))
    if found.conflict:
        return NotOrderable("conflict")
    if found.complete is None:
        return NotOrderable("open", found.open_groups)
    return found.complete
