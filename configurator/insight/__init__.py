"""Refusals, counters and reports."""
