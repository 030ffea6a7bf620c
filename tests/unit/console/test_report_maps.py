"""Maps in reports: the console's own map of moments of the past, with legend, scale and whose map it is."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from opscenter.city.basemap import write_basemap
from opscenter.console.report import maps
from opscenter.console.report.document import Picture
from opscenter.console.report.gathering import gather
from opscenter.console.report.maps import maps_of, moments_to_show
from opscenter.console.theme.tokens import DARK, LIGHT
from opscenter.domain.alarm import Priority
from opscenter.domain.report import ReportFacts, ReportKind, ReportOrder
from opscenter.settings.catalogue import load_catalogue
from tests.support.fake_city import NOW, make_alarm
from tests.support.report_desk import HOUR_MS, ReportDesk

CATALOGUE = load_catalogue()
WIDE = 900


def asked(desk: ReportDesk, **more: Any) -> ReportFacts:
    order = ReportOrder(ReportKind.SHIFT, NOW - 8 * HOUR_MS, NOW, "report.pdf", **more)
    return gather(desk, CATALOGUE, order, lambda _name, _share: None)


@pytest.fixture
def desk() -> ReportDesk:
    desk = ReportDesk(entities=120)
    desk.raised(NOW - 4 * HOUR_MS, "a", 1)
    desk.tell(NOW - 3 * HOUR_MS, "cleared", "a", "RTNUN")
    desk.after = [make_alarm(1, "urn:ngsi-ld:TrafficFlowObserved:00008", Priority.CRITICAL)]
    return desk


def drawn(desk: ReportDesk, facts: ReportFacts) -> list[Picture]:
    return list(maps_of(desk, CATALOGUE, facts, lambda name, _at: name, lambda _share: None))


def painted(one: Picture) -> QImage:
    image = QImage(WIDE, round(WIDE * one.ratio), QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    one.paint(painter, QRectF(0, 0, image.width(), image.height()), WIDE / 505.0)
    painter.end()
    return image


def count(image: QImage, colour: str, left: float = 0.0, right: float = 1.0) -> int:
    wanted = QColor(colour).rgb()
    xs = range(round(left * image.width()), round(right * image.width()))
    return sum(image.pixel(x, y) == wanted for y in range(image.height()) for x in xs)


def test_the_city_at_the_beginning_the_worst_and_the_end(desk: ReportDesk, qtbot: QtBot) -> None:
    facts = asked(desk)
    pictures = drawn(desk, facts)
    assert [one.caption for one in pictures] == ["begin", "worst", "end"] and facts.troubles == []
    begin, _, end = map(painted, pictures)
    assert count(begin, LIGHT.critical) == 0 and count(end, LIGHT.critical) > 50
    assert count(end, LIGHT.critical, left=0.66) > 10, "the legend beside the map explains the mark"
    assert "1 alarm(s) in the list" in pictures[2].told
    below = end.copy(0, round(end.height() * 0.95), end.width() // 2, round(end.height() * 0.05))
    assert count(below, LIGHT.text) > 50, "the bar of the scale"


def test_on_a_basemap_in_the_dark(desk: ReportDesk, qtbot: QtBot, tmp_path: Path) -> None:
    ground = tmp_path / "city.pmtiles"
    write_basemap(1, ground, 500)
    image = painted(drawn(desk, asked(desk, theme="dark", basemaps=(str(ground),)))[-1])
    assert count(image, DARK.water) > 1_000 or count(image, DARK.land) > 1_000
    assert count(image, DARK.panel, left=0.66) > 1_000, "the legend stands on a ground of its own"


def test_a_basemap_that_cannot_be_read_costs_only_itself(desk: ReportDesk, qtbot: QtBot, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pmtiles"
    broken.write_bytes(b"not a basemap")
    assert len(drawn(desk, asked(desk, basemaps=(str(broken),)))) == 3


def test_a_moment_that_cannot_be_had_is_said(desk: ReportDesk, qtbot: QtBot) -> None:
    facts = asked(desk)
    desk.refused["moment"] = "The history cannot be read: disk I/O error."
    assert drawn(desk, facts) == []
    assert [name for name, _ in facts.troubles] == ["maps"] and "disk I/O error" in facts.troubles[0][1]


def test_a_map_that_is_never_done_is_given_up(desk: ReportDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maps, "LONGEST_MS", 50)
    monkeypatch.setattr(maps.MapPanel, "settled", property(lambda _panel: False))
    facts = asked(desk)
    assert drawn(desk, facts) == [] and "was not drawn within" in facts.troubles[0][1]


def test_moments_that_are_nearly_the_same_are_shown_once(desk: ReportDesk) -> None:
    facts = asked(desk)
    assert [name for name, _ in moments_to_show(facts)] == ["begin", "worst", "end"]
    facts.known_since = NOW - 4 * HOUR_MS
    assert [name for name, _ in moments_to_show(facts)] == ["begin", "end"]
    facts.worst = None
    assert moments_to_show(facts) == [("begin", NOW - 4 * HOUR_MS), ("end", NOW)]
