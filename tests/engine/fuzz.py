"""Compares the engine with the oracle on as many generated models as asked for.

`python -m tests.engine.fuzz 100000 [first seed]` prints every difference with its seed, then what
the models consisted of; it fails where there was a difference.
"""

import sys
from collections import Counter

from tests.engine.comparing import differences
from tests.engine.coverage import features_of, told
from tests.engine.generator import generate

EVERY = 1_000


def main(models: int, first: int = 0) -> int:
    """Returns the number of cases that differ."""
    features: Counter[str] = Counter()
    wrong = 0
    for done, seed in enumerate(range(first, first + models), start=1):
        case = generate(seed)
        found = list(differences(case))
        features.update(features_of(case))
        if found:
            wrong += 1
            say(f"seed {seed}: {found[0]} ({len(found)} differences)")
        if done % EVERY == 0 or done == models:
            say(f"{done:,} models, {wrong:,} with a difference")
    say(told(models, features))
    return wrong


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(1 if main(*map(int, sys.argv[1:])) else 0)
