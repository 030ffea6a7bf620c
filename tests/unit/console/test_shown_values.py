"""What is published as a share is read as percent in every panel, and no unit code is ever read."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.format import format_value
from opscenter.console.inspector.facts import AttributeRow, attribute_rows
from opscenter.console.overview.panel import OverviewPanel
from opscenter.console.plots.series import Series
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.catalogue import Attribute, Catalogue
from opscenter.domain.texts import LANGUAGES
from opscenter.settings.catalogue import load_catalogue
from tests.support.fake_city import FakeChannel, beat, make_session


@pytest.fixture
def city() -> tuple[Session, int]:
    """A session and the row of a waste container in it, 92.6 % full."""
    session = make_session(80, 0, catalogue=load_catalogue())
    row = session.mirror.types.index("WasteContainer")
    beat(session, values={session.mirror.cell(row, "fillingLevel"): 0.926})
    return session, row


def test_a_value() -> None:
    share = Attribute("occupancy", {"en": "Occupancy"}, unit="C62", unit_label="%", decimals=0, shown_factor=100.0)
    assert format_value(0.354, share) == ("35", "%")
    assert format_value(0.354, Attribute("x", {"en": "x"}, unit="E34", decimals=2)) == ("0.35", "")


def test_the_inspector(city: tuple[Session, int]) -> None:
    session, row = city
    (fill,) = [one for one in attribute_rows(session.mirror, session.catalogue, row) if one.name == "fillingLevel"]
    assert fill.texts(session.mirror, "en") == ("93", "%")


def test_a_state_is_called_by_its_name(city: tuple[Session, int]) -> None:
    session, row = city
    described = session.catalogue.kind("WasteContainer").attributes["status"]
    status = AttributeRow("status", session.mirror.cell(row, "fillingLevel"), described)
    session.mirror.texts[status.cell] = "lidOpen"
    assert [status.texts(session.mirror, language)[0] for language in LANGUAGES] == ["lid open", "箱蓋打開", "箱盖打开"]
    session.mirror.texts[status.cell] = "never heard of"
    assert status.texts(session.mirror, "zh_Hant") == ("never heard of", "")


@pytest.mark.parametrize(("code", "written"), [("KMH", "km/h"), ("X99", ""), ("C62", "")])
def test_the_inspector_of_what_nobody_described(code: str, written: str) -> None:
    session = make_session(8, 0, catalogue=Catalogue())
    session.mirror.cell_units[0] = code
    row = int(session.mirror.cell_row[0])
    shown = {
        one.cell: one.texts(session.mirror, "en")[1] for one in attribute_rows(session.mirror, session.catalogue, row)
    }
    assert shown[0] == written


def test_the_overview(qtbot: QtBot, city: tuple[Session, int]) -> None:
    session, _ = city
    panel = OverviewPanel(session, Selection(), Theme())
    qtbot.addWidget(panel)
    (waste,) = [tile for tile in panel.overview.tiles if tile.system.id == "waste"]
    cells = [session.mirror.cell(row, "fillingLevel") for row in range(80)]
    values = session.mirror.value[[cell for cell in cells if cell >= 0]]
    beat(session, values={})
    panel.overview.refresh(session.now)
    assert f"{100 * np.mean(values):.0f} %" in panel.tiles.tooltip(waste)


def test_a_plot(city: tuple[Session, int]) -> None:
    session, row = city
    series = Series(session.mirror.ids[row], "fillingLevel")
    series.resolve(session)
    assert series.take(session)
    assert series.unit(session) == "%"
    assert series.buffer.value[-1] == pytest.approx(92.6)
    channel = session.channel
    assert isinstance(channel, FakeChannel)
    past = np.array([session.now - 60_000, session.now - 30_000])
    columns = {"time": past, "value": np.array([0.5, 0.6]), "quality": np.zeros(2, np.uint8)}
    channel.answers["series"] = Answer({}, columns)
    series.load(session, session.now - 100_000, session.now, lambda: None)
    assert series.buffer.value[:2].tolist() == pytest.approx([50.0, 60.0])
