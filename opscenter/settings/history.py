"""How much of each tier of the history a station keeps, and for how long: part of its settings."""

from typing import Any

from opscenter.settings.reading import Option

_GB = 1 << 30

_TIERS: tuple[tuple[str, int, float, str], ...] = (
    ("log", 20 * _GB, 0.0, "Raw messages, out of which all else can be made again"),
    ("arrival", 4 * _GB, 3.0, "Samples as they arrived, which show any moment whole"),
    ("sample", 20 * _GB, 400.0, "Samples by series"),
    ("rollup_5min", 10 * _GB, 730.0, "Roll-ups of 5 minutes"),
    ("rollup_1h", 10 * _GB, 0.0, "Roll-ups of an hour"),
    ("rollup_1d", 10 * _GB, 0.0, "Roll-ups of a day"),
    ("text", 2 * _GB, 400.0, "Texts and states; of each series the last one before that stays"),
    ("place", 2 * _GB, 30.0, "The ways of what moves"),
    ("mark", 4 * _GB, 400.0, "Whole states of the city, from which a moment is shown"),
)
"""Tier, most bytes, most days, what it is."""


def _options() -> tuple[Option, ...]:
    options: list[Option] = []
    for tier, most, days, what in _TIERS:
        options.append(Option(f"{tier}_bytes", most, f"{what}: at most so much; the oldest go first.", "bytes", 10**6))
        options.append(Option(f"{tier}_days", days, f"{what}: for so long; 0 is however old.", "days", 0.0))
    return tuple(options)


HISTORY_OPTIONS = _options()


def take_history_limits(values: dict[str, Any]) -> dict[str, Any]:
    """Take the values of HISTORY_OPTIONS out of `values`; they come back as `history.records.Limits` names them."""
    taken = {option.name: values.pop(option.name) for option in HISTORY_OPTIONS}
    limits = {
        ("segment" if tier == "arrival" else tier) + end: taken[tier + end]
        for tier in ("log", "arrival", "sample", "text", "place", "mark")
        for end in ("_bytes", "_days")
    }
    for end in ("_bytes", "_days"):
        limits[f"rollup{end}"] = tuple(taken[f"rollup_{width}{end}"] for width in ("5min", "1h", "1d"))
    return limits
