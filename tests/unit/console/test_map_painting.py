"""The painting thread, the choice of the renderer, the layer panel and the benchmark."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from opscenter.console.map import backend, bench
from opscenter.console.map.colours import LEVELS, faded, levels, plain_line, ramp_colour
from opscenter.console.map.layers import LayerPanel
from opscenter.console.map.live import LiveRings, Ring
from opscenter.console.map.painting import PaintingThread
from opscenter.console.theme.contrast import contrast
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import DARK, LIGHT
from opscenter.domain.catalogue import Catalogue, Kind
from tests.support.drawn_city import DrawnCity, pixels


def test_a_picture_that_fails_is_told_and_the_next_is_painted(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    thread = PaintingThread()
    broken: Any = object()
    with qtbot.waitSignal(thread.painted, raising=True) as told:
        thread.ask(broken)
    assert told.args == [None]
    assert "could not be painted" in caplog.text
    assert thread.alive
    thread.stop()
    assert not thread.alive


def test_offscreen_draws_in_software(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.delenv("QT_QUICK_BACKEND", raising=False)
    monkeypatch.delenv("QSG_RHI_BACKEND", raising=False)
    assert backend.draws_in_software()
    monkeypatch.setenv("QT_QUICK_BACKEND", "")
    assert backend.choose_backend() == "software"
    monkeypatch.setenv("QT_QUICK_BACKEND", "rhi")
    assert backend.choose_backend() == "hardware"


def test_no_graphics_card_draws_in_software(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("LIBGL_ALWAYS_SOFTWARE", "1")
    monkeypatch.setattr("sys.platform", "linux")
    assert backend.draws_in_software()
    monkeypatch.setattr("sys.platform", "win32")
    assert not backend.draws_in_software()


def test_levels_run_either_way_and_leave_out_what_is_no_number() -> None:
    import numpy as np

    values = np.array([0.0, 40.0, 80.0, 200.0, np.nan])
    low, high = np.full(5, 80.0), np.full(5, 0.0)
    assert levels(values, low, high).tolist() == [LEVELS - 1, LEVELS // 2, 0, 0, -1]
    assert levels(values, low, low)[4] == -1


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_a_lost_link_has_no_ramp_and_no_alarm_colours(tokens: Any) -> None:
    dull = faded(tokens)
    assert len({ramp_colour(dull, level) for level in range(LEVELS)}) == 1
    assert {dull.critical, dull.high, dull.medium, dull.low}.isdisjoint(
        {tokens.critical, tokens.high, tokens.medium, tokens.low}
    )


def test_rings_are_updated_in_place_and_bounded(qtbot: QtBot) -> None:
    rings = LiveRings()
    ring = Ring(22.0, 114.0, "#ffffff", 20.0, False)
    rings.show([ring] * 500)
    assert rings.rowCount() == 60
    with qtbot.waitSignal(rings.pulsing_changed):
        rings.show([Ring(22.0, 114.0, "#ff0000", 20.0, True), ring])
    assert rings.rowCount() == 2
    assert rings.data(rings.index(0), Qt.ItemDataRole.UserRole + 4) is True
    with qtbot.assertNotEmitted(rings.dataChanged):
        rings.show([Ring(22.0, 114.0, "#ff0000", 20.0, True), ring])


def test_layers_are_switched_with_the_keyboard(qtbot: QtBot) -> None:
    panel = LayerPanel(bench.catalogue(), "en", Theme("dark"))
    qtbot.addWidget(panel)
    panel.show_counts({"Lamp": 3, "Road": 2})
    panel.show()
    lamps = panel.tree.topLevelItem(0)
    assert lamps is not None
    lamp = next(item for item in panel._kind_items() if item.text(0) == "Lamp")
    panel.tree.setCurrentItem(lamp)
    with qtbot.waitSignal(panel.changed):
        qtbot.keyClick(panel.tree.viewport(), Qt.Key.Key_Space)
        if not panel.hidden_kinds:
            qtbot.keyClick(panel.tree, Qt.Key.Key_Space)
    assert panel.hidden_kinds == {"Lamp"}
    panel.show_counts({"Lamp": 4, "Road": 2})
    assert panel.hidden_kinds == {"Lamp"}
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(panel.tree, Qt.Key.Key_Escape)


def test_the_benchmark_measures(qtbot: QtBot) -> None:
    found = bench.run(entities=300, lines=100, seconds=1.0)
    assert found["entities"] == 300 and found["lines"] == 100
    assert found["fps"] > 1.0
    assert found["frame_ms_p50"] <= found["frame_ms_p99"]
    assert found["pictures"] >= 1


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_border_that_two_areas_share_is_no_stronger_than_one(theme: str) -> None:
    def strongest(*easts: float) -> int:
        city = DrawnCity(Catalogue(kinds={"District": Kind("District", "areas", {"en": "District"}, geometry="area")}))
        for east in easts:
            city.square("District", east, 0.0, 0.002)
        _, picture = city.painted(15.0, theme)
        return int(pixels(picture.image)[:, :, 3].max())

    assert 0 < strongest(0.0) < 110
    assert strongest(-0.002, 0.002) == pytest.approx(strongest(0.0), abs=6)


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_a_line_without_a_figure_is_quieter_than_one_with_a_bad_figure(tokens: Any) -> None:
    plain, worst = plain_line(tokens), ramp_colour(tokens, LEVELS - 1)
    assert contrast(plain, tokens.land) < contrast(tokens.muted, tokens.land) < contrast(worst, tokens.land)
    assert contrast(plain, tokens.land) > 1.8
