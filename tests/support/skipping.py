"""Skips that become failures where everything must run (`CONFIGURATOR_NO_SKIP=1`)."""

import os

import pytest

DATA_IS_ELSEWHERE = "CONFIGURATOR_DATA"
"""Real instances are no part of the product; tests that need them name this setting and skip."""


def nothing_may_be_skipped() -> bool:
    return os.environ.get("CONFIGURATOR_NO_SKIP") == "1"


def turn_into_failure(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Make a skipped test fail with the reason why it was skipped."""
    if not (nothing_may_be_skipped() and report.outcome == "skipped"):
        return
    reason = _reason(report)
    if hasattr(report, "wasxfail") or DATA_IS_ELSEWHERE in reason:
        return
    report.outcome = "failed"
    report.longrepr = f"must not be skipped here: {reason}"


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    told = report.longrepr
    return str(told[2]) if isinstance(told, tuple) else str(told)
