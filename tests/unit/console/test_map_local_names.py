"""Names on the map are in the operator's language: warnings in force and what has happened on a road."""

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from opscenter.console.map.projection import View, world_of
from opscenter.console.map.rows import MapRows
from opscenter.console.map.scene import Scene
from opscenter.desk.mirror import Mirror
from opscenter.domain.alarm import Priority
from opscenter.domain.changes import Changes
from opscenter.settings.catalogue import load_catalogue
from opscenter.wire.alarm_facts import fact_from_alarm
from tests.support.fake_city import CENTRE, NOW, make_alarm, snapshot

NAMES = {
    0: {"en": "Rainstorm warning", "zh_Hant": "暴雨警告信號", "zh_Hans": "暴雨警告信号"},
    1: {"en": "Accident on Harbour Road", "zh_Hant": "海港道交通意外", "zh_Hans": "海港道交通事故"},
}


@pytest.mark.parametrize("language", ["en", "zh_Hant", "zh_Hans"])
def test_warnings_and_accidents_have_names_in_the_language(qapp: QApplication, language: str) -> None:
    header, columns = snapshot(2, 0)
    lon, lat = CENTRE
    ring = [[lon - 0.1, lat - 0.1], [lon + 0.1, lat - 0.1], [lon + 0.1, lat + 0.1], [lon - 0.1, lat - 0.1]]
    header["types"] = ["WeatherAlert", "RoadAccident"]
    header["shapes"] = {0: {"type": "Polygon", "coordinates": [ring]}}
    header["local_names"] = NAMES
    header["alarms"] = [fact_from_alarm(make_alarm(row, header["ids"][row], Priority.HIGH)) for row in (0, 1)]
    columns["lon"], columns["lat"] = np.full(2, lon), np.full(2, lat)
    mirror, rows = Mirror(), MapRows(load_catalogue())
    mirror.apply_snapshot(header, columns)
    rows.apply(mirror, Changes(everything=True), NOW)
    rows.read_shapes(10)
    scene = Scene(rows, mirror, language)
    view = View(*world_of(lon, lat), zoom=14.0, width=900.0, height=600.0)
    assert [area.warning for area in scene.areas(view, frozenset())] == [NAMES[0][language]]
    assert scene._names(view.zoom, scene.points(view))[1] == NAMES[1][language]
