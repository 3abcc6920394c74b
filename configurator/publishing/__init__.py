"""From a change set to a checked, compiled, immutable revision."""
