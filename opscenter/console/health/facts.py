"""The figures of bus health as (label, number, unit) rows, from the station's health map."""

import math
from typing import Any

from PySide6.QtCore import QCoreApplication

from opscenter.console.format import NOTHING, format_age, format_bytes, format_number, format_rate

Fact = tuple[str, str, str, bool]
"""Label, number, unit, and whether it is abnormal."""


def number(health: dict[str, Any], name: str) -> float:
    """A number of the map, NaN when it is missing or something else (the map comes over the wire)."""
    value = health.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan


def facts(health: dict[str, Any]) -> list[Fact]:
    """All figures in reading order. Gaps, set aside, backlog and a stopped recording count as abnormal."""
    gaps, rejected, backlog = number(health, "gaps"), number(health, "rejected"), number(health, "backlog")
    recording = health.get("recording")
    yes_no = QCoreApplication.translate("Health", "yes") if recording else QCoreApplication.translate("Health", "no")
    log_size, database = format_bytes_of(health, "log_bytes"), format_bytes_of(health, "database_bytes")
    memory = format_bytes_of(health, "rss_bytes")
    uptime = number(health, "uptime_s")
    return [
        (
            QCoreApplication.translate("Health", "Messages"),
            format_rate(number(health, "message_rate")),
            QCoreApplication.translate("Health", "/s"),
            False,
        ),
        (
            QCoreApplication.translate("Health", "Lag"),
            format_number(number(health, "lag_ms"), 0),
            "ms",
            number(health, "lag_ms") > 2_000,
        ),
        (QCoreApplication.translate("Health", "Gaps"), format_number(gaps, 0), "", gaps > 0),
        (QCoreApplication.translate("Health", "Set aside"), format_number(rejected, 0), "", rejected > 0),
        (
            QCoreApplication.translate("Health", "Waiting to be written"),
            format_number(backlog, 0),
            "",
            backlog > 50_000,
        ),
        (
            QCoreApplication.translate("Health", "Recording"),
            NOTHING if recording is None else yes_no,
            "",
            recording is False,
        ),
        (
            QCoreApplication.translate("Health", "Received in all"),
            format_number(number(health, "messages"), 0),
            "",
            False,
        ),
        (QCoreApplication.translate("Health", "Samples"), format_number(number(health, "samples"), 0), "", False),
        (QCoreApplication.translate("Health", "Entities"), format_number(number(health, "entities"), 0), "", False),
        (QCoreApplication.translate("Health", "Series"), format_number(number(health, "series"), 0), "", False),
        (QCoreApplication.translate("Health", "Rules watching"), format_number(number(health, "rules"), 0), "", False),
        (QCoreApplication.translate("Health", "Message log"), *log_size, False),
        (QCoreApplication.translate("Health", "Database"), *database, False),
        (QCoreApplication.translate("Health", "Station's memory"), *memory, False),
        (
            QCoreApplication.translate("Health", "Up for"),
            format_age(int(uptime * 1000)) if math.isfinite(uptime) else NOTHING,
            "",
            False,
        ),
    ]


def format_bytes_of(health: dict[str, Any], name: str) -> tuple[str, str]:
    """A size of the map, or "–"."""
    size = number(health, name)
    return format_bytes(size) if math.isfinite(size) else (NOTHING, "")


def records(health: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """A list of maps in the health map; anything else in it is passed over."""
    listed = health.get(name)
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
