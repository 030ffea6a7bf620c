"""Narrowing the console to an area, and what an operator answers for: nothing is hidden that is not counted."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from opscenter.console.alarms.panel import AlarmPanel
from opscenter.console.inspector.area_card import AreaCard
from opscenter.console.inspector.area_facts import area_facts
from opscenter.console.inspector.panel import InspectorPanel
from opscenter.console.map.choropleth import Figure
from opscenter.console.map.panel import MapPanel
from opscenter.console.overview.panel import OverviewPanel
from opscenter.console.search.palette import SearchPalette
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.shell.duty_dialog import DutyDialog
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Priority
from tests.support.area_city import BROKEN, BUS, EAST, LAT, LON, ROAD, SCHOOL, WEST, make_area_session, take
from tests.support.fake_city import beat, make_alarm


def alarm_panel(qtbot: QtBot) -> tuple[AlarmPanel, Session, Selection]:
    session, selection = make_area_session(), Selection()
    panel = AlarmPanel(session, selection, Theme())
    qtbot.addWidget(panel)
    panel.resize(1200, 400)
    panel.show()
    return panel, session, selection


def whole(panel: AlarmPanel) -> None:
    counts = panel.alarms.counts()
    assert counts.shown + counts.hidden == counts.listed == counts.active


def entities_shown(panel: AlarmPanel) -> set[str]:
    return {panel.alarms.at(row).entity for row in range(len(panel.alarms))}


def test_the_map_colours_areas_by_the_same_members_as_the_inspector_counts(qtbot: QtBot) -> None:
    session = make_area_session()
    panel = MapPanel(session, Selection(), Theme())
    qtbot.addWidget(panel)
    panel.resize(700, 500)
    panel.show()
    try:
        panel.scene.choropleth.figure = Figure("AdministrativeArea", "", "", "count")
        qtbot.waitUntil(lambda: panel.settled and not panel.rows.pending)
        panel.make_request(panel.canvas.camera.view, 1)
        for area in (WEST, EAST):
            facts = area_facts(session.areas.city, session.mirror, session.catalogue, area)
            assert panel.scene.choropleth.values[session.mirror.row_of[area]] == facts.entities > 0
    finally:
        panel.stop()


# -- the list ------------------------------------------------------------------------------------------------


def test_the_alarm_list_is_narrowed_and_says_what_it_hides(qtbot: QtBot) -> None:
    panel, session, selection = alarm_panel(qtbot)
    everybody = len(panel.alarms)
    selection.narrow_to(WEST)
    whole(panel)
    mirror = session.mirror
    assert BUS in entities_shown(panel)
    assert all(mirror.lon[mirror.row_of[one]] <= LON for one in entities_shown(panel))
    hidden = panel.alarms.counts().hidden
    assert hidden == everybody - len(panel.alarms) > 0
    assert panel.bar.area.text() == f"West End · {hidden} ×"
    qtbot.mouseClick(panel.bar.area, Qt.MouseButton.LeftButton)
    assert selection.area == "" and len(panel.alarms) == everybody and panel.bar.area.isHidden()


def test_who_crosses_a_border_changes_lists(qtbot: QtBot) -> None:
    panel, session, selection = alarm_panel(qtbot)
    selection.narrow_to(EAST)
    assert BUS not in entities_shown(panel)
    beat(session, places={session.mirror.row_of[BUS]: (LON + 0.05, LAT)})
    qtbot.waitUntil(lambda: BUS in entities_shown(panel))
    whole(panel)


def test_a_system_and_an_area_at_once_and_leaving_every_filter(qtbot: QtBot) -> None:
    panel, _, selection = alarm_panel(qtbot)
    everybody = len(panel.alarms)
    selection.narrow_to(WEST)
    selection.narrow("transit")
    assert entities_shown(panel) == {BUS}
    whole(panel)
    qtbot.mouseClick(panel.bar.hidden, Qt.MouseButton.LeftButton)
    assert (selection.area, selection.system) == ("", "") and len(panel.alarms) == everybody


def test_an_area_nobody_knows_hides_everything_and_says_so(qtbot: QtBot) -> None:
    panel, _, selection = alarm_panel(qtbot)
    selection.narrow_to("urn:d:gone")
    assert len(panel.alarms) == 0 and panel.bar.area.text().startswith("gone · ")
    whole(panel)


# -- responsibilities ------------------------------------------------------------------------------------------


def test_what_is_outside_is_counted_and_critical_ones_still_show(qtbot: QtBot) -> None:
    panel, session, _ = alarm_panel(qtbot)
    everybody = len(panel.alarms)
    assert panel.bar.mine.isHidden()
    session.duty.choose([SCHOOL], [])
    whole(panel)
    assert panel.bar.mine.isChecked() and panel.bar.mine.isVisibleTo(panel)
    assert {panel.alarms.at(row).priority for row in range(len(panel.alarms))} == {Priority.CRITICAL}
    assert f"{everybody} outside" in panel.bar.mine.text()
    assert panel.alarms.counts().hidden > 0
    qtbot.mouseClick(panel.bar.mine, Qt.MouseButton.LeftButton)
    assert len(panel.alarms) == everybody  # counted still, shown again
    assert f"{everybody} outside" in panel.bar.mine.text()
    session.duty.choose([], [])
    assert panel.bar.mine.isHidden() and len(panel.alarms) == everybody


def test_a_new_alarm_elsewhere_is_counted_at_once(qtbot: QtBot) -> None:
    panel, session, _ = alarm_panel(qtbot)
    session.duty.choose([EAST], ["traffic"])
    others, _ = panel.alarms.not_mine()
    beat(session, alarms=[make_alarm(901, BUS, Priority.HIGH, system="transit")])
    assert panel.alarms.not_mine()[0] == others + 1
    assert f"{others + 1} outside" in panel.bar.mine.text()
    whole(panel)


def test_an_alarm_whose_place_nobody_knows_is_everybodys() -> None:
    session = make_area_session()
    session.duty.choose([SCHOOL], [])
    lost = make_alarm(902, "urn:nowhere")
    assert session.duty.covers(lost)
    session.mirror.lon[0] = float("nan")
    assert session.duty.covers(replace(lost, entity=session.mirror.ids[0]))
    assert not session.duty.covers(replace(lost, entity=session.mirror.ids[1]))


def test_what_was_remembered_is_checked_before_it_is_believed() -> None:
    session = make_area_session()
    session.duty.restore_state({"areas": [WEST, 7], "systems": "traffic"})
    assert (session.duty.areas, session.duty.systems) == ((WEST,), ())
    assert session.duty.save_state() == {"areas": [WEST], "systems": []}
    for broken in (None, [], {"areas": {}}, "x"):
        session.duty.restore_state(broken)
        assert session.duty.is_everything and session.duty.save_state() == {}


def test_the_dialog_offers_areas_and_systems_and_keeps_what_is_not_there_now(qtbot: QtBot) -> None:
    session = make_area_session()
    session.duty.choose(["urn:d:later"], ["traffic"])
    dialog = DutyDialog(session)
    qtbot.addWidget(dialog)
    texts = [dialog.areas.item(row).text() for row in range(dialog.areas.count())]
    assert texts[0].startswith("later · not known now") and "West End · District" in texts
    row = texts.index("West End · District")
    dialog.areas.item(row).setCheckState(Qt.CheckState.Checked)
    dialog.words.setText("east")
    assert dialog.areas.item(row).isHidden()
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog._accept()
    assert told.args == [["urn:d:later", WEST], ["traffic"]]


# -- overview, palette, inspector ------------------------------------------------------------------------------


def test_the_overview_counts_and_reduces_within(qtbot: QtBot) -> None:
    session, selection = make_area_session(), Selection()
    panel = OverviewPanel(session, selection, Theme())
    qtbot.addWidget(panel)
    city = {tile.system.id: tile for tile in panel.overview.tiles}
    before = {key: (tile.entities, dict(tile.alarms)) for key, tile in city.items()}
    trends = [figure.trend for tile in panel.overview.tiles for figure in tile.figures]
    selection.narrow_to(WEST)
    mirror = session.mirror
    mine = [row for row in range(80) if mirror.lon[row] <= LON and mirror.types[row] == "TrafficFlowObserved"]
    cells = [mirror.cell(row, "averageVehicleSpeed") for row in mine]
    speed = next(one for one in city["traffic"].figures if one.figure.attribute == "averageVehicleSpeed")
    assert speed.value == pytest.approx(mirror.value[cells].mean())
    assert 0 < city["traffic"].entities < before["traffic"][0]
    assert sum(panel.overview.city.alarms.values()) == len(session.areas.city.alarms_within(WEST))
    assert panel.summary.title() == "Only West End"
    selection.narrow_to(WEST)
    assert {key: (tile.entities, dict(tile.alarms)) for key, tile in city.items()} == before
    assert [figure.trend for tile in panel.overview.tiles for figure in tile.figures] == trends


def test_the_palette_narrows_to_an_area(qtbot: QtBot) -> None:
    session, selection = make_area_session(), Selection()
    over = QPushButton()
    qtbot.addWidget(over)
    over.resize(1000, 800)
    over.show()
    palette = SearchPalette(session, selection, Theme(), over)
    qtbot.waitUntil(lambda: palette.finder.index.complete)
    palette.open()
    qtbot.keyClicks(palette.field, "east quay")
    assert palette.results()[0].kind == "entity"  # Enter still shows what was looked for
    found = [one for one in palette.results() if one.kind == "area"]
    assert [one.key for one in found] == [EAST] and found[0].title == "Only East & Quay"
    palette.list.setCurrentIndex(palette.model.index(palette.results().index(found[0])))
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert selection.area == EAST


def card_of(qtbot: QtBot, entity: str) -> tuple[AreaCard, InspectorPanel, Selection, Session]:
    session, selection = make_area_session(), Selection()
    panel = InspectorPanel(session, selection, Theme())
    qtbot.addWidget(panel)
    panel.resize(330, 900)
    panel.show()
    selection.select([entity])
    return panel.area, panel, selection, session


def test_the_inspector_of_an_area_says_what_is_in_it(qtbot: QtBot) -> None:
    card, _, selection, session = card_of(qtbot, WEST)
    assert card.isVisible()
    facts, mirror = card.facts, session.mirror
    inside = [row for row in range(80) if mirror.lon[row] <= LON]
    assert facts.entities == len(inside) + 3  # the bus, the road through both, the school zone; not the neighbour
    assert dict(facts.kinds)["Vehicle"] == 1 and dict(facts.kinds)["RoadSegment"] == 1
    assert "AdministrativeArea" not in dict(facts.kinds)
    speed = next(one for one in facts.figures if one[0].attribute == "averageVehicleSpeed")
    cells = [mirror.cell(row, "averageVehicleSpeed") for row in inside if "Traffic" in mirror.types[row]]
    assert speed[1] == pytest.approx(mirror.value[cells].mean()) and speed[3] == len(cells)
    assert facts.tally.alarms[Priority.MEDIUM] >= 1
    qtbot.mouseClick(card.only, Qt.MouseButton.LeftButton)
    assert selection.area == WEST and card.only.text() == "Show the whole city again"


def test_it_follows_the_city_and_hides_for_what_is_no_area(qtbot: QtBot) -> None:
    card, _, selection, session = card_of(qtbot, EAST)
    before = card.facts.entities
    beat(session, places={session.mirror.row_of[BUS]: (LON + 0.05, LAT)})

    def followed() -> bool:
        beat(session)  # it looks again after a while of the city's time
        return card.facts.entities == before + 1

    qtbot.waitUntil(followed)
    selection.select([ROAD])
    assert not card.isVisible()
    selection.select([EAST, WEST])
    assert not card.isVisible()


def test_a_broken_outline_is_said_where_one_looks(qtbot: QtBot) -> None:
    card, _, _, _ = card_of(qtbot, BROKEN)
    assert card.isVisible() and card.fault.isVisible()
    assert "three different corners" in card.fault.toolTip() + card.fault.text()


def test_a_new_snapshot_keeps_the_area(qtbot: QtBot) -> None:
    panel, session, selection = alarm_panel(qtbot)
    selection.narrow_to(WEST)
    shown = entities_shown(panel)
    take(session)
    assert entities_shown(panel) == shown
    whole(panel)
