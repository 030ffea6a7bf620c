"""What an entity is called, in which language."""

from typing import Any

import numpy as np

from opscenter.desk.mirror import Mirror
from opscenter.wire.desk import Columns

IDS = ["urn:ngsi-ld:T:a", "urn:ngsi-ld:T:b", "urn:ngsi-ld:T:c"]
BOTH = {"en": "Harbour Road", "zh_Hant": "海港道"}


def _snapshot(**more: Any) -> dict[str, Any]:
    return {
        "epoch": 1, "seq": 5, "now": 10, "ids": IDS, "types": ["T"] * 3, "names": ["Harbour Road", "B", ""],
        "shapes": {}, "cell_names": [], "cell_units": [], "texts": {}, "alarms": [], **more,
    }  # fmt: skip


def _snapshot_columns() -> Columns:
    by_row: Columns = {"lon": np.zeros(3), "lat": np.zeros(3), "row_seen": np.zeros(3, np.int64)}
    cells = ("cell_row", "cell_value", "cell_quality", "cell_measured", "cell_received")
    return {**by_row, **{name: np.empty(0, np.int64) for name in cells}}


def _beat(seq: int, **more: Any) -> tuple[dict[str, Any], Columns]:
    names = ("new_cell_row", "cell", "value", "quality", "measured", "received", "place_row", "place_lon", "place_lat",
             "seen_row", "seen")  # fmt: skip
    header = {
        "epoch": 1, "seq": seq, "now": 20, "first_row": 3, "ids": [], "types": [], "first_cell": 0, "cell_names": [],
        "names": {}, "units": {}, "shapes": {}, "texts": {}, "alarms": [], "health": None, **more,
    }  # fmt: skip
    return header, {name: np.empty(0, np.int64) for name in names}


def test_names_come_in_the_language_asked_for_else_as_published() -> None:
    mirror = Mirror()
    mirror.apply_snapshot(_snapshot(local_names={0: BOTH}), _snapshot_columns())
    assert [mirror.name(0, language) for language in ("", "en", "zh_Hant", "zh_Hans")] == [
        "Harbour Road", "Harbour Road", "海港道", "海港道",
    ]  # fmt: skip
    assert (mirror.name(1, "zh_Hant"), mirror.name(2, "zh_Hant")) == ("B", "c")
    assert mirror.every_name(0) == ["Harbour Road", "海港道"]
    assert mirror.every_name(2) == []


def test_a_station_that_knows_no_languages_is_understood() -> None:
    mirror = Mirror()
    mirror.apply_snapshot(_snapshot(), _snapshot_columns())
    changes = mirror.apply_beat(*_beat(6))
    assert changes is not None
    assert (mirror.name(0, "zh_Hant"), changes.renamed_rows) == ("Harbour Road", [])


def test_a_beat_brings_and_takes_names() -> None:
    mirror = Mirror()
    mirror.apply_snapshot(_snapshot(), _snapshot_columns())
    changes = mirror.apply_beat(*_beat(6, names={1: "Bay"}, local_names={0: BOTH, 1: {"zh_Hans": "湾"}}))
    assert changes is not None
    assert sorted(changes.renamed_rows) == [0, 1]
    assert (mirror.name(0, "zh_Hant"), mirror.name(1, "zh_Hant"), mirror.name(1)) == ("海港道", "湾", "Bay")
    changes = mirror.apply_beat(*_beat(7, local_names={1: {}}))
    assert changes is not None
    assert (changes.renamed_rows, mirror.name(1, "zh_Hant")) == ([1], "Bay")


def test_a_new_snapshot_forgets_the_names_before_it() -> None:
    mirror = Mirror()
    mirror.apply_snapshot(_snapshot(local_names={0: BOTH}), _snapshot_columns())
    mirror.apply_snapshot(_snapshot(), _snapshot_columns())
    assert mirror.name(0, "zh_Hant") == "Harbour Road"
