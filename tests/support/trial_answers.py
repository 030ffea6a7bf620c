"""Answers of a station about trials of rules, as PROTOCOL.md says."""

from datetime import UTC, datetime
from typing import Any

from tests.support.fake_city import NOW

RULE = "flooding.level.danger"


def iso(ms: int) -> str:
    """Unix ms as the station writes a time."""
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def listed(at: int, entity: str) -> dict[str, Any]:
    """One alarm of a result."""
    return {"at": iso(at), "rule": RULE, "entity": entity, "priority": 2, "text": "<b>Channel</b> full"}


def result(entities: list[str], **fields: Any) -> dict[str, Any]:
    """A result of a day: three alarms before, one after, which comes 8 s later."""
    bins = [[0, 0, 0, 0] for _ in range(120)]
    bins[10], after = [0, 2, 1, 0], [list(one) for one in bins]
    after[10] = [0, 1, 0, 0]
    return {
        "since": iso(NOW - 86_400_000), "until": iso(NOW), "sentence": "3 -> 1 alarms", "bins": bins,
        "bins_after": after, "before": 3, "after": 1, "rules": [{"rule": RULE, "before": 3, "after": 1}], "both": 1,
        "gone_count": 2, "added_count": 0, "gone": [listed(NOW - 5_000, one) for one in entities[:2]], "added": [],
        "delay_ms_median": 8_000, "delay_ms_max": 8_000, "latest": listed(NOW - 9_000, entities[3]), **fields,
    }  # fmt: skip
